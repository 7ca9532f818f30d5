from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from jupyterlit.errors import AppSourceError
from jupyterlit.server import gallery as module
from jupyterlit.server.gallery import Card, Gallery, apps_in, name_of
from tests.server.client import cell, write_notebook, write_text

US = "import streamlit as st\n"


@pytest.fixture(autouse=True)
def looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK_SECONDS", 0.0)


def test_a_card_says_what_the_file_says_and_nothing_is_run(tmp_path: Path) -> None:
    write_text(
        tmp_path / "2_sales.py",
        '"""Sales by *region*. And more."""\n' + US + 'st.set_page_config(page_title="Sales", page_icon="📈")\n1 / 0\n',
    )
    (tmp_path / "2_sales.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    write_text(tmp_path / "plain_name.py", US)
    write_text(tmp_path / "titled.py", US + 'st.title("The **title**")')
    write_notebook(
        tmp_path / "book.ipynb",
        cell("# Cohorts\n\nHow [long](x) they stay.\nAnd why.", "markdown"),
        "%%app\nimport os\nos._exit(1)",
        metadata={"jupyterlit": {"order": 1, "icon": "🐧"}},
    )
    assert Gallery([tmp_path]).cards() == [
        Card("book", tmp_path / "book.ipynb", "Cohorts", "How long they stay.", "🐧", order=1),
        Card("sales", tmp_path / "2_sales.py", "Sales", "Sales by region.", "📈", tmp_path / "2_sales.png"),
        Card("plain_name", tmp_path / "plain_name.py", "plain name"),
        Card("titled", tmp_path / "titled.py", "The title"),
    ]


def test_a_card_follows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    write_text(path, US + 'st.title("Before")')
    gallery = Gallery([path])
    titles = [gallery.cards()[0].title]
    write_text(path, US + 'st.title("After")')
    os.utime(path, ns=(1, 1))
    titles.append(gallery.cards()[0].title)
    assert titles == ["Before", "After"]


@pytest.mark.parametrize("text", ["{", '{"cells": 3}', '{"metadata": {"jupyterlit": {"order": "x"}}}', "[]", "\0"])
def test_a_notebook_that_cannot_be_read_has_a_card_all_the_same(tmp_path: Path, text: str) -> None:
    write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    gallery = Gallery([tmp_path / "book.ipynb"])
    write_text(tmp_path / "book.ipynb", text)
    assert [card.title for card in gallery.cards()] == ["book"]


def test_what_is_hidden_is_not_shown_and_can_be_found(tmp_path: Path) -> None:
    for name in ("_draft", "secret", "shown"):
        write_text(tmp_path / f"{name}.py", US)
    write_notebook(tmp_path / "book.ipynb", "%%app\n1", metadata={"jupyterlit": {"hidden": True}})
    gallery = Gallery([tmp_path], ["secret"])
    assert [card.name for card in gallery.cards()] == ["shown"]
    assert gallery.locate("secret") == tmp_path / "secret.py"
    assert gallery.locate("book") == tmp_path / "book.ipynb"


def test_a_folder_holds_what_is_an_app_and_apps_come_and_go(tmp_path: Path) -> None:
    write_text(tmp_path / "one.py", US)
    write_text(tmp_path / "module.py", "import os")
    write_text(tmp_path / "__init__.py", US)
    write_notebook(tmp_path / "notes.ipynb", "1")
    for folder in ("many", "pages", ".git", "empty"):
        (tmp_path / folder).mkdir()
    for path in ("many/app.py", "pages/app.py", ".git/app.py"):
        write_text(tmp_path / path, US)
    gallery = Gallery([tmp_path])
    assert gallery.names() == ["many", "one"]
    assert apps_in(tmp_path) == [tmp_path / "many", tmp_path / "one.py"]
    write_text(tmp_path / "two.py", US)
    (tmp_path / "one.py").unlink()
    assert gallery.names() == ["many", "two"]
    assert gallery.locate("one") is None
    assert apps_in(tmp_path / "absent") == []


def test_names_may_be_paths(tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for path in ("many/app.py", "1_one.py"):
        write_text(tmp_path / path, US)
    assert sorted(Gallery([tmp_path], by_path=True).names()) == ["1_one.py", "many/app.py"]


def test_a_name_stands_for_one_app(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for path in ("one.py", "more/1_one.py", "api.py"):
        write_text(tmp_path / path, US)
    one, other, api = tmp_path / "one.py", tmp_path / "more" / "1_one.py", tmp_path / "api.py"
    with pytest.raises(AppSourceError) as caught:
        Gallery([one, other])
    assert str(caught.value) == f"{one} and {other} would both be served as /one/. Rename one of them."
    with pytest.raises(AppSourceError) as caught:
        Gallery([one, api])
    assert str(caught.value) == "api.py cannot be served as /api/, which is the server's own. Rename it."
    (tmp_path / "none").mkdir()
    with pytest.raises(AppSourceError, match=re.escape("no notebook with %%app, no script that imports us")):
        Gallery([tmp_path / "none"])


def test_a_long_description_is_cut_between_words(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", cell("word " * 100, "markdown"), "%%app\n1")
    (card,) = Gallery([path]).cards()
    assert card.description == "word " * 34 + "word…"
    assert json.loads(path.read_text())["cells"]


def test_an_apps_name_is_its_files_without_what_orders_it(tmp_path: Path) -> None:
    (tmp_path / "3_reports.d").mkdir()
    assert [name_of(tmp_path / each) for each in ("1_🐧_sales.py", "3_reports.d")] == ["sales", "reports.d"]
