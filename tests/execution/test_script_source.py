"""Sources: compiled once, shown as the author would expect, with the author's lines."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jupyterlit.config.sources import Settings
from jupyterlit.execution.script_source import SHOW, SHOW_LAST, Part, ScriptSource, compile_part, parts_from


def shown(code: str, *, notebook: bool = False) -> list[Any]:
    """Return what running `code` shows; the last call's result in a tuple of its own."""
    seen: list[Any] = []

    def show(*values: Any) -> None:
        seen.extend(values)

    def show_last(value: Any, called: Any) -> None:
        seen.append(("last", value, called))

    values: dict[str, Any] = {SHOW: show, SHOW_LAST: show_last}
    exec(compile_part(Part(code, "<test>", notebook=notebook)), values)
    return seen


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = 3\nx", [3]),
        ("'text'", []),
        ("1\n'text'", [1, "text"]),
        ("1, 2", [1, 2]),
        ("()", [()]),
        ("len('abc')", []),
        ("...", []),
        ("if True:\n    5", [5]),
        ("for i in range(2):\n    i", [0, 1]),
        ("def f():\n    'doc'\n    7\nf()", [7]),
        ("class A:\n    'doc'\n    3", []),
        ("def f():\n    yield 1\nlist(f())", []),
        ("import contextlib\nwith contextlib.nullcontext():\n    2", [2]),
        ("try:\n    1/0\nexcept ZeroDivisionError:\n    'caught'", ["caught"]),
        ("f'{1 + 1}'", ["2"]),
    ],
)
def test_expressions_that_stand_alone_are_shown(code: str, expected: list[Any]) -> None:
    assert shown(code) == expected


def test_a_notebook_cell_shows_what_its_last_call_returns() -> None:
    assert shown("len('ab')\nlen('abc')", notebook=True) == [("last", 3, len)]
    assert shown("''.join(['a'])", notebook=True) == [("last", "a", None)]
    assert shown("len('abc');", notebook=True) == []
    assert shown("x = 1\nx", notebook=True) == [1]


def test_top_level_await_is_allowed() -> None:
    code = compile_part(Part("import asyncio\nawait asyncio.sleep(0)", "<test>"))
    assert code.co_flags & 0x80


def test_markdown_parts_are_shown_as_they_are() -> None:
    seen: list[Any] = []
    exec(compile_part(Part("# Title\n`x`", "cell 1", kind="markdown")), {SHOW: seen.append})
    assert seen == ["# Title\n`x`"]


def test_tracebacks_have_the_lines_of_the_cell() -> None:
    part = Part("def f():\n    return 1/0\nf()", "notebook.ipynb, cell 3", offset=1)
    try:
        exec(compile_part(part), {})
    except ZeroDivisionError as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        assert (frame.filename, frame.lineno, frame.line) == ("notebook.ipynb, cell 3", 3, "return 1/0")
    else:
        pytest.fail("no error")


def test_a_syntax_error_names_the_line_of_the_cell() -> None:
    with pytest.raises(SyntaxError) as caught:
        compile_part(Part("x = 1\ny = (", "cell 2", offset=1))
    assert (caught.value.filename, caught.value.lineno) == ("cell 2", 3)


def test_the_cells_own_syntax_is_rewritten() -> None:
    source = ScriptSource((Part("!ls\nx = 1", "cell"),), transform=lambda code: code.replace("!ls", "y = 'ls'"))
    values: dict[str, Any] = {}
    for code in source.codes():
        exec(code, values)
    assert (values["x"], values["y"]) == (1, "ls")


def test_a_source_is_compiled_once() -> None:
    source = ScriptSource((Part("x = 1", "cell"),))
    assert source.codes() is source.codes()


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text("x = 1")
    source = ScriptSource.from_file(file)
    before = source.codes()
    assert source.codes() is before
    file.write_text("x = 22")
    os.utime(file, ns=(1, 1))
    values: dict[str, Any] = {}
    exec(source.codes()[0], values)
    assert values["x"] == 22


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ScriptSource.from_file(tmp_path / "none.py").codes()


def test_a_run_sees_fresh_globals(tmp_path: Path) -> None:
    shared = {"df": [1]}
    source = ScriptSource((), "/apps/a.py", namespace=lambda: dict(shared))
    first = source.globals()
    first["df"] = None
    assert source.globals() == {"df": [1], "__name__": "__main__", "__file__": "/apps/a.py"}


def test_parts_come_as_plain_data() -> None:
    data = [
        {"kind": "markdown", "source": "# A", "filename": "n, cell 1"},
        {"source": "1", "filename": "n", "offset": 2},
    ]
    assert parts_from(data, notebook=True) == (
        Part("# A", "n, cell 1", "markdown", 0, True),
        Part("1", "n", "code", 2, True),
    )


def test_expressions_are_shown_as_options_say(options: Callable[[str], Settings]) -> None:
    code = "'about'\n1\nlen('abc')"
    options("")
    assert shown(code) == [1]
    options("magic.displayRootDocString = true")
    assert shown(code) == ["about", 1]
    options("magic.displayLastExprIfNoSemicolon = true")
    assert shown(code) == [1, ("last", 3, len)]
    assert shown(f"{code};") == [1]
    options("runner.magicEnabled = false")
    assert shown(code, notebook=True) == []
