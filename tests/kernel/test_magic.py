"""`%%app` and its options; what it does in a kernel is told in tests/integration/test_cell.py."""

import sys
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

import jupyterlit
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.kept_output import KeptOutput
from jupyterlit.kernel.magic import AppMagic, load_ipython_extension
from jupyterlit.kernel.widget import AppWidget
from jupyterlit.tracebacks import place

from .conftest import FakeKernel


class Shell(InteractiveShell):
    """A kernel's shell that runs one request."""

    kernel = SimpleNamespace(do_complete=None, do_inspect=None)
    request: dict[str, Any]

    def get_parent(self) -> dict[str, Any]:
        return self.request


@pytest.fixture
def shell() -> Iterator[Any]:
    InteractiveShell.clear_instance()
    yield Shell.instance()
    Shell.clear_instance()


@pytest.fixture
def magic(shell: Any, kernel: FakeKernel, apps: Apps, monkeypatch: pytest.MonkeyPatch) -> AppMagic:
    shown: list[AppWidget] = []
    monkeypatch.setattr("jupyterlit.kernel.magic.display", shown.append)
    monkeypatch.setattr(KeptOutput, "show", lambda kept: None)  # type: ignore[reportUnknownLambdaType]
    shell.shown = shown
    return AppMagic(shell, apps)


def run(magic: AppMagic, shell: Any, line: str, body: str, **metadata: str) -> Any:
    """Run a cell and return the widget it has shown."""
    shell.request = {"content": {"code": f"%%app {line}\n{body}"}, "metadata": metadata}
    magic.show(line, body)
    return shell.shown[-1]


@pytest.mark.parametrize(
    ("line", "cell_id", "name", "height"),
    [
        ("", "", "app", None),
        ("", "b7", "b7", None),
        ("penguins", "b7", "penguins", None),
        ("'two words'", "b7", "two words", None),
        ("--height 300 penguins", "", "penguins", 300),
        ("penguins --height=1", "", "penguins", 1),
        ("--roles editor,admin penguins", "", "penguins", None),
    ],
)
def test_options(magic: AppMagic, shell: Any, line: str, cell_id: str, name: str, height: int | None) -> None:
    widget = run(magic, shell, line, "1", **({"cellId": cell_id} if cell_id else {}))
    assert (widget.app, widget.height) == (name, height)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--height 0", "argument --height: '0' is no number of pixels"),
        ("--height -3", "argument --height: '-3' is no number of pixels"),
        ("--height 1.5", "argument --height: '1.5' is no number of pixels"),
        ("--snapshot few", "argument --snapshot: 'few' is no number of kilobytes"),
        ("--roles editor, one", "argument --roles: 'editor,' are no names of roles with commas between them"),
        ("one two", "unrecognized arguments: two"),
    ],
)
def test_wrong_options_are_told_in_a_sentence(magic: AppMagic, shell: Any, line: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        run(magic, shell, line, "1")
    assert str(raised.value) == f"%%app: {message}. %%app --help lists what there is."


def test_the_same_name_is_the_same_page(magic: AppMagic, shell: Any) -> None:
    first = run(magic, shell, "one", "1")
    assert run(magic, shell, "one --height 100", "2") is first
    assert first.height == 100
    assert run(magic, shell, "two", "1") is not first


def test_a_copy_of_the_page_is_kept_unless_it_is_not_wanted(magic: AppMagic, shell: Any, kernel: FakeKernel) -> None:
    for line, kept in (("one", True), ("one --snapshot 0", False), ("one --snapshot 50", True)):
        assert run(magic, shell, line, "1").saves is kept
    widget = run(magic, shell, "one", "1")
    data = {"method": "custom", "content": {"saved": True}}
    message = {"content": {"data": data}, "buffers": [b'[["p", {}, ["Hello"]]]']}
    widget.comm.handle_msg(message)
    (sent,) = [sent for sent in kernel.published if sent["kind"] == "update_display_data"]
    assert sent["content"]["transient"] == {"display_id": f"jupyterlit-{widget.key}"}
    assert "<p>Hello</p>" in sent["content"]["data"]["text/html"]


def test_colab_is_asked_to_show_widgets(shell: Any, kernel: FakeKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    output: Any = ModuleType("google.colab.output")
    asked: list[str] = []
    output.enable_custom_widget_manager = lambda: asked.append("widgets")
    monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
    monkeypatch.setitem(sys.modules, "google.colab.output", output)
    jupyterlit.load_ipython_extension(shell)
    assert asked == ["widgets"]


def test_the_code_keeps_its_lines_and_the_number_of_the_cell(magic: AppMagic, shell: Any, apps: Apps) -> None:
    shell.execution_count = 7
    for above, body, offset in (("", "x", 1), ("\n\n", "x\ny", 3), ("%%time\n", "x", 2), ("", "", 1)):
        shell.request = {"content": {"code": f"{above}%%app lines\n{body}\n"}}
        magic.show("lines", body)
        (part,) = apps.open("any", "lines").source.parts
        assert (part.source, place(part.filename), part.offset) == (body, "Cell In[7]", offset)


def test_a_missing_front_end_is_told_in_a_sentence(
    magic: AppMagic, shell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*args: object, **kwargs: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("jupyterlit.kernel.magic.AppWidget", missing)
    with pytest.raises(UsageError, match="jupyterlit was installed without its front end"):
        run(magic, shell, "", "1")


def test_the_widgets_that_show_apps_are_known(magic: AppMagic, shell: Any, apps: Apps) -> None:
    widget = run(magic, shell, "penguins", "1")
    run(magic, shell, "penguins", "2")
    assert apps.widgets == {"penguins": widget.model_id}


def test_the_extension_is_loaded_through_the_package_once(shell: Any, kernel: FakeKernel) -> None:
    for _ in range(2):
        jupyterlit.load_ipython_extension(shell)
    magic = shell.find_cell_magic("app").__self__
    assert isinstance(magic, AppMagic)
    load_ipython_extension(shell)
    assert shell.find_cell_magic("app").__self__ is magic
    assert len(shell.input_transformers_cleanup) == 5
    assert shell.transform_cell("%%app --help") == "get_ipython().run_cell_magic('app', '--help', '\\n')\n"
    assert shell.transform_cell("%%apple") == "get_ipython().run_cell_magic('apple', '', '')\n"


def test_a_terminal_is_no_place_for_apps() -> None:
    with pytest.raises(UsageError, match=r"jupyterlit shows apps in notebooks\. Open one, or serve a script"):
        load_ipython_extension(object())  # type: ignore[arg-type]  # a shell without a kernel
