from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource, Page, Part, problem_of, read_app
from tests.server.client import cell, write_notebook, write_text


def test_a_script_is_one_page(tmp_path: Path) -> None:
    path = tmp_path / "sales.py"
    path.write_text("import streamlit as st\nst.title('Sales')\n")
    part = Part("code", path.read_text(), str(path))
    assert read_app(path) == AppSource("sales", str(path), (), (Page("sales", "sales", (part,), str(path)),))


def test_app_cells_are_pages_and_the_others_set_up(tmp_path: Path) -> None:
    path = write_notebook(
        tmp_path / "book.ipynb",
        cell("# Not shown", "markdown"),
        "import pandas",
        "%%app overview\nst.title('Overview')\n",
        "limit = 3",
        "%%app\nlimit",
        metadata={"kernelspec": {"name": "py", "language": "python"}},
    )
    overview = Part("code", "st.title('Overview')\n", "book.ipynb, cell 3", 1)
    unnamed = Part("code", "limit", "book.ipynb, cell 5", 1)
    assert read_app(path) == AppSource(
        "book",
        str(path),
        (Part("code", "import pandas", "book.ipynb, cell 2"), Part("code", "limit = 3", "book.ipynb, cell 4")),
        (Page("overview", "overview", (overview,), str(path)), Page("book", "book", (unnamed,), str(path))),
        "py",
    )


def test_a_notebook_without_app_cells_is_one_script(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", cell("# Sales", "markdown"), "x = 1\n", cell("raw", "raw"), "x")
    source = read_app(path)
    assert source.setup == ()
    assert source.pages[0].parts == (
        Part("markdown", "# Sales", "book.ipynb, cell 1"),
        Part("code", "x = 1\n", "book.ipynb, cell 2"),
        Part("code", "x", "book.ipynb, cell 4"),
    )


def test_cells_tagged_lit_skip_are_left_out(tmp_path: Path) -> None:
    path = write_notebook(
        tmp_path / "book.ipynb", cell("%%app a\n1", tags=["lit-skip"]), cell("x", tags=["lit-skip"]), "y = 1"
    )
    assert [part.source for part in read_app(path).pages[0].parts] == ["y = 1"]


@pytest.mark.parametrize(
    ("text", "offset", "body"),
    [
        ("%%app\nst.write(1)", 1, "st.write(1)"),
        ("\n  \n%%app sales --height 300\nst.write(1)", 3, "st.write(1)"),
        ("%%app sales", 1, ""),
    ],
)
def test_line_numbers_are_those_of_the_cell(tmp_path: Path, text: str, offset: int, body: str) -> None:
    part = read_app(write_notebook(tmp_path / "book.ipynb", "x = 1", text)).pages[0].parts[0]
    assert (part.offset, part.source) == (offset, body)


@pytest.mark.parametrize("text", ["%%apple\n1", "x = 1\n%%app\n1", "# %%app"])
def test_what_only_looks_like_an_app_cell_is_not(tmp_path: Path, text: str) -> None:
    assert read_app(write_notebook(tmp_path / "book.ipynb", text)).pages[0].parts[0].source == text


def test_names_of_pages_are_unique_and_fit_in_a_url(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "b.ipynb", "%%app\n1", "%%app\n2", "%%app 'North / South'\n3", "%%app b\n4")
    pages = read_app(path).pages
    assert [page.name for page in pages] == ["b", "b-2", "North - South", "b-3"]
    assert pages[2].title == "North / South"


def test_a_broken_page_beside_a_script_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    write_text(tmp_path / "app.py", "1")
    write_text(tmp_path / "pages" / "1_broken.py", "def (")
    (tmp_path / "pages" / "2_latin.py").write_bytes(b"'\xe9'")
    write_text(tmp_path / "pages" / "3_good.py", "2")
    pages = read_app(tmp_path / "app.py").pages
    assert [(page.name, page.parts[0].source) for page in pages] == [
        ("app", "1"), ("broken", "def ("), ("latin", "'\ufffd'"), ("good", "2"),
    ]  # fmt: skip
    assert problem_of(tmp_path / "pages" / "1_broken.py") == "1_broken.py, line 1: invalid syntax"
    assert problem_of(tmp_path / "pages" / "3_good.py") is None


def test_pages_are_found_by_name_and_the_first_one_without(notebook: Path) -> None:
    source = read_app(notebook)
    assert source.find_page("second") is source.pages[1]
    assert source.find_page("") is source.pages[0]
    assert source.find_page("third") is None


def test_old_notebooks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "old.ipynb"
    old: dict[str, object] = {
        "cell_type": "code",
        "input": ["x = 1\n", "x"],
        "language": "python",
        "outputs": [],
        "metadata": {},
    }
    path.write_text(json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [old]}]}))
    assert read_app(path).pages[0].parts[0].source == "x = 1\nx"


def test_the_magic_s_options_count_when_the_cell_is_served(tmp_path: Path) -> None:
    path = write_notebook(
        tmp_path / "b.ipynb", "%%app --height 300 sales --no-streamlit-alias\n1", "%%app --height 300\n2"
    )
    assert [(page.name, page.streamlit_alias) for page in read_app(path).pages] == [("sales", False), ("b", True)]


@pytest.mark.parametrize(
    ("line", "name", "roles"),
    [
        ("", "b", ()),
        ("x --roles staff", "x", ("staff",)),
        ("--roles=staff,vet x", "x", ("staff", "vet")),
        ("--roles 'staff, night watch' x", "x", ("staff", "night watch")),
        ("--rol staff x --snapshot 10", "x", ("staff",)),  # the magic takes what is cut short
        ("--snapshot 10 --roles one --roles two x", "x", ("two",)),
    ],
)
def test_cells_say_whom_they_are_for(tmp_path: Path, line: str, name: str, roles: tuple[str, ...]) -> None:
    (page,) = read_app(write_notebook(tmp_path / "b.ipynb", f"%%app {line}\n1")).pages
    assert (page.name, page.roles) == (name, roles)


@pytest.mark.parametrize("line", ["x --roles", "--roles '' x", "--roles= x", "--roles staff, x", "--roles --keep x"])
def test_a_guard_that_would_let_in_all_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(AppSourceError) as caught:
        read_app(write_notebook(tmp_path / "b.ipynb", f"%%app {line}\n1"))
    assert str(caught.value) == "b.ipynb, cell 1: %%app --roles names no role. Write --roles editor,admin."


@pytest.mark.parametrize("option", ["--role-s", "--Roles", "--rolls=x"])
def test_a_guard_that_is_misspelt_is_refused(tmp_path: Path, option: str) -> None:
    with pytest.raises(AppSourceError) as caught:
        read_app(write_notebook(tmp_path / "b.ipynb", f"%%app {option} staff\n1"))
    told = f"b.ipynb, cell 1: %%app has no option {option.partition('=')[0]}. Write --roles editor,admin."
    assert str(caught.value) == told


def test_who_comes_for_a_page_gets_it_or_none(tmp_path: Path) -> None:
    app = read_app(write_notebook(tmp_path / "b.ipynb", "%%app shut --roles staff,vet\n1", "%%app open\n2"))
    shut, free = app.pages
    assert app.guarded
    assert (app.page_for("shut", ["vet"]), app.page_for("", ["vet"])) == (shut, shut)
    assert (app.page_for("shut", []), app.page_for("", []), app.page_for("open", [])) == (None, free, free)
    alone = read_app(write_notebook(tmp_path / "b.ipynb", "%%app shut --roles staff\n1"))
    assert (alone.page_for("", ["x"]), alone.page_for("", ["staff"])) == (None, alone.pages[0])
    assert json.loads(alone.to_json())["pages"][0]["roles"] == ["staff"]


def test_a_cell_that_makes_pages_is_for_whom_it_says(tmp_path: Path) -> None:
    app = read_app(write_notebook(tmp_path / "b.ipynb", "%%app --roles staff\nst.navigation([a]).run()"))
    assert (app.page_for("a", []), app.page_for("a", ["staff"])) == (None, app.pages[0])


def test_what_another_cell_makes_is_below_it(tmp_path: Path) -> None:
    cells = ("%%app one\n1", "%%app two --roles staff\nst.navigation([a]).run()", "%%app three\n3")
    app = read_app(write_notebook(tmp_path / "b.ipynb", *cells))
    assert [app.find_page(name) for name in ("two/a", "one/a", "three/a", "a")] == [app.pages[1], None, None, None]
    assert (app.page_for("two/a", []), app.page_for("two/a", ["staff"])) == (None, app.pages[1])
    made = read_app(write_notebook(tmp_path / "b.ipynb", "%%app one\nst.navigation([a]).run()"))
    assert (made.find_page("a"), made.find_page("one/a")) == (made.pages[0], None)


def test_the_kernel_is_told_pages_and_their_parts(notebook: Path) -> None:
    told = json.loads(read_app(notebook).to_json())
    assert told["app"] == "book"
    assert told["notebook"] is True
    assert told["pages"][0] == {
        "name": "first",
        "title": "first",
        "path": str(notebook),
        "parts": [{"kind": "code", "source": "x", "filename": "book.ipynb, cell 2", "offset": 1}],
    }


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", "x", "a.txt is neither a notebook (.ipynb) nor a script (.py)."),
        ("a.py", "", "a.py is empty. Write a script and serve it again."),
        ("a.py", "x = 1\nif x\n", "a.py, line 2: expected ':'. Correct it and serve it again."),
        ("a.ipynb", "{", "a.ipynb cannot be read as a notebook: Input data was truncated."),
        ("a.ipynb", "[]", "a.ipynb cannot be read as a notebook: Expected `object`, got `array`."),
        (
            "a.ipynb",
            '{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "hi"}]}',
            "a.ipynb holds no code to run. Write a cell that starts with %%app and save it.",
        ),
        (
            "a.ipynb",
            '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "%%app"}]}',
            "a.ipynb holds no code to run. Write a cell that starts with %%app and save it.",
        ),
        (
            "a.ipynb",
            '{"nbformat": 4, "metadata": {"kernelspec": {"name": "ir", "language": "R"}}, "cells": []}',
            "a.ipynb is written in R. An app needs a Python notebook.",
        ),
    ],
)
def test_what_cannot_be_served_is_named_in_a_sentence(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(AppSourceError) as error:
        read_app(path)
    assert str(error.value) == message


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(AppSourceError, match=r"There is no file .*gone.ipynb. Pass the path of a notebook"):
        read_app(tmp_path / "gone.ipynb")
    with pytest.raises(AppSourceError, match="is a folder of which the app could begin with 0 scripts"):
        read_app(tmp_path)


def test_a_folder_is_an_app_with_pages(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("helper.py", "app.py", "pages/2_islands.py", "pages/1_🐧_All penguins.py", "pages/__init__.py"):
        (tmp_path / name).write_text("x = 1\n")
    source = read_app(tmp_path)
    assert (source.name, source.path, source.setup) == ("app", str(tmp_path / "app.py"), ())
    assert [(page.name, page.title, page.icon) for page in source.pages] == [
        ("app", "app", ""), ("All_penguins", "All penguins", "🐧"), ("islands", "islands", ""),
    ]  # fmt: skip
    (tmp_path / "app.py").unlink()
    assert read_app(tmp_path).name == "helper"


def test_a_script_that_makes_pages_knows_them_alone(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import streamlit as st\nst.navigation([print]).run()\n")
    source = read_app(tmp_path / "app.py")
    assert source.find_page("anything") is source.pages[0]


def test_a_script_in_no_known_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"x = '\xff'")
    with pytest.raises(AppSourceError, match=r"^a\.py"):
        read_app(path)
