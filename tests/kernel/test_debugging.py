"""Debuggers in apps; that they stop there is told in tests/integration/test_inside.py."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

import jupyterlit
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.kernel import debugging
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.debugging import AppBreakpoints, file_of_cell, hide_own_frames
from jupyterlit.tracebacks import place

WAIT = 20.0
SCRIPT = "import jupyterlit as st\nfor i in range(2):\n    breakpoint()\nst.text('done')"


def shell(number: int, noted: int = 0) -> Any:
    def get_code_name(raw: str, code: str, number: int) -> str:
        return f"/tmp/ipykernel_1/{len(raw)}.py"

    def format_code_name(name: str) -> tuple[str, str] | None:
        return ("Cell", f"In[{noted}]") if noted else None

    compiler = SimpleNamespace(get_code_name=get_code_name, format_code_name=format_code_name)
    return SimpleNamespace(execution_count=number, compile=compiler)


@pytest.fixture
def breakpoints(monkeypatch: pytest.MonkeyPatch) -> AppBreakpoints:
    monkeypatch.setattr(sys, "breakpointhook", sys.breakpointhook)
    monkeypatch.delitem(sys.modules, "pydevd", raising=False)
    breakpoints = AppBreakpoints()
    breakpoints.install()
    return breakpoints


def open_app(apps: Apps) -> Any:
    apps.define("app", {"app": ScriptSource((Part(SCRIPT, "Cell In[1]"),))})
    return apps.open_cell("app")


def test_a_cell_has_the_file_of_the_debugger_and_the_name_of_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IPYKERNEL_CELL_NAME", raising=False)
    file = file_of_cell(shell(4), "%%app\n1")
    assert file == "/tmp/ipykernel_1/7.py"
    assert place(file) == "Cell In[4]"
    assert file_of_cell(shell(5), "%%app\n2") == file
    assert place(file) == "Cell In[5]"
    file_of_cell(shell(7, noted=6), "%%app\n3")
    assert place(file) == "Cell In[6]"


def test_where_all_cells_have_one_file_a_cell_has_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPYKERNEL_CELL_NAME", "cell.py")
    assert file_of_cell(shell(4), "%%app\n1") == "Cell In[4]"


def test_outside_of_apps_breakpoints_are_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[int] = []
    monkeypatch.setattr(sys, "breakpointhook", lambda: called.append(1))
    breakpoints = AppBreakpoints()
    breakpoints.install()
    breakpoints.install()
    breakpoint()
    assert called == [1]


def test_where_nobody_can_be_asked_the_script_goes_on_and_that_is_said_once(
    breakpoints: AppBreakpoints, apps: Apps, caplog: pytest.LogCaptureFixture
) -> None:
    session = open_app(apps)
    session.rerun()
    assert session.runner.wait(WAIT)
    assert session.queue.page()[0].element.body == "done"
    (said,) = [record.getMessage() for record in caplog.records]
    assert said == (
        "breakpoint() is passed by: nobody can be asked. Run the cell with %%app --debug, or switch on the debugger "
        "of JupyterLab."
    )


def test_under_a_cell_that_waits_each_breakpoint_asks(
    breakpoints: AppBreakpoints, apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    class Asking:
        def set_trace(self, frame: FrameType) -> None:
            asked.append(frame.f_lineno)

    monkeypatch.setattr(debugging, "Asking", Asking)
    session = open_app(apps)

    def begin() -> AppSession:
        session.rerun()
        return session

    breakpoints.run_under_cell(begin)
    assert asked == [3, 3]
    session.rerun()
    assert session.runner.wait(WAIT)
    assert asked == [3, 3]


def test_an_attached_debugger_stops_in_the_authors_frame(
    breakpoints: AppBreakpoints, apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[tuple[int, bool]] = []
    attached = SimpleNamespace(is_client_connected=lambda: True)
    monkeypatch.setitem(sys.modules, "debugpy", attached)  # type: ignore[arg-type]

    def settrace(*, stop_at_frame: FrameType, suspend: bool, **more: object) -> None:
        stopped.append((stop_at_frame.f_lineno, suspend))

    monkeypatch.setitem(sys.modules, "pydevd", SimpleNamespace(settrace=settrace))  # type: ignore[arg-type]
    session = open_app(apps)
    session.rerun()
    assert session.runner.wait(WAIT)
    assert stopped == [(3, True), (3, True)]


def test_an_interrupt_of_the_waiting_cell_stops_the_run(breakpoints: AppBreakpoints, apps: Apps) -> None:
    apps.define("loop", {"loop": ScriptSource((Part("import time\nwhile True:\n    time.sleep(0.01)", "<app>"),))})
    session = apps.open_cell("loop")

    def wait(timeout: float | None = None) -> bool:
        raise KeyboardInterrupt

    def begin() -> Any:
        session.rerun()
        return SimpleNamespace(runner=SimpleNamespace(wait=wait, stop=session.runner.stop))

    with pytest.raises(KeyboardInterrupt):
        breakpoints.run_under_cell(begin)
    assert session.runner.wait(WAIT)


def test_the_debugger_leaves_out_what_runs_an_app() -> None:
    modules = ["/lib/python/asyncio/__init__.py"]
    shell = SimpleNamespace(kernel=SimpleNamespace(debugger=SimpleNamespace(kernel_modules=modules)))
    for _ in range(2):
        hide_own_frames(shell)
    assert modules[1:] == [str(Path(jupyterlit.__file__).parent / "**")]
    hide_own_frames(SimpleNamespace(kernel=object()))  # a kernel without a debugger
