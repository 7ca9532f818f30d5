"""What an app sees of the notebook around it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from jupyterlit.compat.modules import ROOT
from jupyterlit.execution.script_source import SHOW, SHOW_LAST, Part, ScriptSource
from jupyterlit.kernel.sources import (
    Notebook,
    cell_source,
    cell_to_python,
    file_source,
    notebook_names,
    text_source,
    this_notebook,
)

streamlit = sys.modules[ROOT]


@pytest.fixture
def shell() -> Iterator[Notebook]:
    """An IPython shell that is the current one."""
    InteractiveShell.clear_instance()
    InteractiveShell.instance()
    yield this_notebook()
    InteractiveShell.clear_instance()


def names_after(source: ScriptSource) -> dict[str, Any]:
    names = source.globals()
    names[SHOW] = names[SHOW_LAST] = print
    for code in source.codes():
        exec(code, names)
    return names


def cell(shell: Notebook, code: str, *, alias: bool = True) -> ScriptSource:
    return cell_source(shell, (Part(code, "Cell In[3]", offset=1, notebook=True),), alias=alias)


def test_a_cell_sees_the_notebooks_names_and_keeps_its_own(shell: Notebook) -> None:
    shell.user_ns |= {"x": 1, "shared": []}
    names = names_after(cell(shell, "y = x + 1\nx = 5\nshared.append(y)"))
    assert (names["x"], names["y"], names["__name__"]) == (5, 2, "__main__")
    assert (shell.user_ns["x"], shell.user_ns["shared"], "y" in shell.user_ns) == (1, [2], False)


def test_each_run_sees_the_names_as_they_are_then(shell: Notebook) -> None:
    source = cell(shell, "y = x")
    for x in (1, 2):
        shell.user_ns["x"] = x
        assert names_after(source)["y"] == x


def test_the_history_stays_in_the_notebook(shell: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    history = ["In", "Out", "_", "__", "___", "_i", "_ii", "_iii", "_12", "_i3", "_ih", "_oh", "_dh"]
    own = ["_private", "__mine__", "_x1", "Inner", "Output", "get_ipython", "i"]
    for name in [*history, *own]:
        monkeypatch.setitem(shell.user_ns, name, 1)
    names = notebook_names(shell)
    assert [name for name in history if name in names] == []
    assert [name for name in own if name not in names] == []


@pytest.mark.parametrize(
    "code",
    [
        "x = 1\nraise",
        "\n\n\nraise",
        "!echo \\\n  a \\\n  b\nraise",
        "x = !echo \\\n  a\nraise",
        "%%time\n\nraise",
        "if 1:\n    %time \\\n    1\n    raise",
        "len?\n\nraise",
        "    x = 1\n    raise",
        "text = '''\n!not a command\n'''\nraise",
        "!ls \\\nx\nx\n%pwd\nraise",
    ],
)
def test_lines_stay_where_they_are(shell: Notebook, code: str) -> None:
    python = cell_to_python(shell, code)
    assert len(python.splitlines()) >= len(code.splitlines())
    raised = [node.lineno for node in ast.walk(ast.parse(python)) if isinstance(node, ast.Raise)]
    inside_magic = code.startswith("%%")
    assert raised == ([] if inside_magic else [len(code.splitlines())])


def test_commands_and_magics_work(shell: Notebook) -> None:
    names = names_after(cell(shell, "listed = !echo one\nhere = %pwd"))
    assert (list(names["listed"]), names["here"]) == (["one"], str(Path.cwd()))


def test_a_syntax_error_names_the_line_of_the_cell(shell: Notebook) -> None:
    with pytest.raises(SyntaxError) as raised:
        cell(shell, "x = 1\nx = (").codes()
    assert (raised.value.filename, raised.value.lineno) == ("Cell In[3]", 3)


def test_streamlit_means_jupyterlit_unless_that_is_turned_off(shell: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    real = ModuleType("streamlit")
    monkeypatch.setitem(sys.modules, "streamlit", real)
    shell.user_ns["st"] = real
    code = "import streamlit\nfrom_notebook = st"
    names = names_after(cell(shell, code))
    assert (names["streamlit"], names["from_notebook"]) == (streamlit, streamlit)
    assert shell.user_ns["st"] is real
    names = names_after(cell(shell, code, alias=False))
    assert (names["streamlit"], names["from_notebook"]) == (real, real)


def test_a_script_whose_file_is_elsewhere_is_a_text(shell: Notebook) -> None:
    shell.user_ns["x"] = 1
    source = text_source("/far/app.py", (Part("import streamlit as st\nseen = 'x' in globals()", "/far/app.py"),))
    names = names_after(source)
    assert (names["st"], names["seen"], names["__file__"]) == (streamlit, False, "/far/app.py")


def test_a_script_starts_with_nothing_of_the_notebooks(shell: Notebook, tmp_path: Path) -> None:
    shell.user_ns["x"] = 1
    script = tmp_path / "app.py"
    script.write_text("import streamlit as st\nseen = 'x' in globals()")
    source = file_source(str(script))
    names = names_after(source)
    assert (names["st"], names["seen"], names["__file__"]) == (streamlit, False, str(script))
    script.write_text("import jupyterlit as st\nseen = 'edited'")
    assert names_after(source)["seen"] == "edited"
