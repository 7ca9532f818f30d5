"""Seeing inside an app in a real kernel: debuggers, the tab's comm, `%app_profile`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import jupyterlit

from .notebook import LONG, Notebook, open_notebook

OURS = Path(jupyterlit.__file__).parent
STEPS = """%%app steps
import jupyterlit as st

x = 1
y = x + 1
st.text(f"y = {y}")
"""
ASKS = """%%app asks {options}
import jupyterlit as st
x = {x}
breakpoint()
st.text(f"x = {{x}}")
"""


@pytest.fixture(scope="module")
def notebook() -> Iterator[Notebook]:
    with open_notebook() as notebook:
        notebook.run("%load_ext jupyterlit")
        yield notebook


class Debugger:
    """What Lab's debugger says to a kernel."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._count = 0

    def ask(self, command: str, **arguments: Any) -> Any:
        client = self._notebook.client
        self._count += 1
        content = {"type": "request", "seq": self._count, "command": command, "arguments": arguments}
        message = client.session.msg("debug_request", content)
        client.control_channel.send(message)
        while True:
            answer = client.get_control_msg(timeout=LONG)
            if answer["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                assert answer["content"]["success"], answer["content"]
                return answer["content"].get("body")

    def start(self) -> None:
        self.ask("initialize", clientID="test", adapterID="python", linesStartAt1=True, columnsStartAt1=True)
        self.ask("attach")

    def break_at(self, cell: str, *lines: int) -> None:
        source = self.ask("dumpCell", code=cell)["sourcePath"]
        self.ask("setBreakpoints", source={"path": source}, breakpoints=[{"line": line} for line in lines])
        self.ask("configurationDone")

    def stopped(self, times: int) -> tuple[int, dict[str, Any], dict[str, str]]:
        """Wait until a thread has stopped; return it, where, and the names there."""

        def stops() -> list[Any]:
            events = [m["content"] for m in self._notebook.seen if m["header"]["msg_type"] == "debug_event"]
            return [event["body"]["threadId"] for event in events if event["event"] == "stopped"]

        self._notebook.read(lambda: len(stops()) >= times)
        thread = stops()[-1]
        frames = self.ask("stackTrace", threadId=thread)["stackFrames"]
        assert [each for each in frames if Path(each["source"]["path"]).is_relative_to(OURS)] == []
        frame = frames[0]
        (scope, *_) = self.ask("scopes", frameId=frame["id"])["scopes"]
        names = self.ask("variables", variablesReference=scope["variablesReference"])["variables"]
        return thread, frame, {each["name"]: each["value"] for each in names}


def test_labs_debugger_stops_in_an_apps_cell() -> None:
    with open_notebook() as notebook:
        notebook.run("%load_ext jupyterlit")
        debugger = Debugger(notebook)
        debugger.start()
        debugger.break_at(STEPS, 5)
        page = notebook.show(STEPS)
        thread, frame, names = debugger.stopped(1)
        assert (frame["name"], frame["line"]) == ("<module>", 5)
        assert names["x"] == "1"
        assert "y" not in names
        debugger.ask("next", threadId=thread)
        thread, frame, names = debugger.stopped(2)
        assert (frame["line"], names["y"]) == (6, "2")
        debugger.ask("continue", threadId=thread)
        page.after_run(more=1 - page.ended)
        assert page.shown == ["y = 2"]
        # `breakpoint()` stops there, too.
        page = notebook.show(ASKS.format(options="", x=3))
        thread, frame, names = debugger.stopped(3)
        assert (frame["name"], names["x"]) == ("<module>", "3")
        debugger.ask("continue", threadId=thread)
        notebook.read(lambda: page.ended)
        assert page.shown == ["x = 3"]
        debugger.ask("disconnect", restart=False, terminateDebuggee=True)


def test_breakpoint_is_passed_by_where_nobody_can_be_asked(notebook: Notebook) -> None:
    page = notebook.show(ASKS.format(options="", x=1))
    notebook.read(lambda: page.ended)
    assert page.shown == ["x = 1"]
    said = [m["content"]["text"] for m in notebook.seen if m["header"]["msg_type"] == "stream"]
    assert any("Run the cell with %%app --debug" in text for text in said)


def answer(notebook: Notebook, *commands: str) -> list[str]:
    """Answer what the kernel asks; return the questions."""
    asked: list[str] = []
    for command in commands:
        question = notebook.client.get_stdin_msg(timeout=LONG)
        asked.append(question["content"]["prompt"])
        notebook.client.input(command)
    return asked


def start(notebook: Notebook, code: str) -> str:
    content = {"code": code, "silent": False, "allow_stdin": True}
    return notebook.send("execute_request", content, [])


def printed(notebook: Notebook, request: str) -> str:
    outputs = notebook.finish(request)
    return "".join(m["content"]["text"] for m in outputs if m["header"]["msg_type"] == "stream")


def test_breakpoint_asks_under_a_cell_that_waits(notebook: Notebook) -> None:
    for x in (4, 5):  # the first time, and where the app runs already
        request = start(notebook, ASKS.format(options="--debug", x=x))
        assert answer(notebook, "p x * 10", "x = 7", "continue") == ["ipdb> "] * 3
        assert f"{x}0" in printed(notebook, request)
        widget = next(m for m in reversed(notebook.seen) if m["header"]["msg_type"] == "display_data")
        assert widget["parent_header"]["msg_id"] == request
        state = notebook.text("import jupyterlit; print(list(jupyterlit.apps))")
        assert "asks" in state


def test_to_quit_the_debugger_is_to_stop_the_run(notebook: Notebook) -> None:
    code = ASKS.format(options="--debug", x=1) + "\nprint('ne' + 'ver')"
    request = start(notebook, code.replace("app asks", "app quits"))
    answer(notebook, "quit")
    said = printed(notebook, request)
    assert "never" not in said
    assert "Traceback" not in said


def test_lines_are_called_by_the_number_of_their_cell(notebook: Notebook) -> None:
    page = notebook.show("%%app numbered\n1 / 0")
    notebook.read(lambda: page.ended)
    number = next(
        m["content"]["execution_count"]
        for m in reversed(notebook.seen)
        if m["header"]["msg_type"] == "execute_input" and "app numbered" in m["content"]["code"]
    )
    (error,) = page.elements.values()
    assert error["frames"][-1]["file"] == f"Cell In[{number}]"


def test_a_profile_is_printed_without_a_front_end(notebook: Notebook) -> None:
    notebook.show("%%app timed\nimport jupyterlit as st, time\nst.text('a')\ntime.sleep(0.3)")
    said = notebook.text("%app_profile timed")
    assert said.startswith("Run 1  ")
    assert "line 4: time.sleep(0.3)" in said
    assert "1 element" in said


def open_tab(notebook: Notebook, name: str, app: str) -> Any:
    """Open the comm of the panel's second tab."""
    notebook.send("comm_open", {"comm_id": name, "target_name": "jupyterlit", "data": {"inside": app}}, [])

    def say(**message: Any) -> None:
        notebook.send("comm_msg", {"comm_id": name, "data": {}}, [json.dumps(message).encode()])

    return say


def told(notebook: Notebook, name: str) -> list[dict[str, Any]]:
    return [
        json.loads(bytes(m["buffers"][0]))
        for m in notebook.seen
        if m["header"]["msg_type"] == "comm_msg" and m["content"]["comm_id"] == name
    ]


def test_the_tab_sees_runs_state_and_output(notebook: Notebook) -> None:
    code = (
        "%%app seen\nimport jupyterlit as st, time, warnings\n"
        "n = st.slider('N', 0, 9, key='n')\n"
        "print('n is', n)\nwarnings.warn(f'old {n}')\ntime.sleep(0.3)"
    )
    page = notebook.show(code)
    notebook.read(lambda: page.ended)
    say = open_tab(notebook, "tab", "seen")
    say(type="look", parts=["runs", "state", "tree", "log"])
    notebook.read(lambda: told(notebook, "tab"))
    say(type="edit", key="n", text="3")

    def runs() -> list[dict[str, Any]]:
        return [run for each in told(notebook, "tab") for run in each.get("runs", ()) if run["status"] == "finished"]

    def lines() -> list[str]:
        return [line["text"] for each in told(notebook, "tab") for line in each.get("log", ())]

    notebook.read(lambda: runs() and len(lines()) >= 2)
    assert "n is 3" in lines()
    assert any(line.endswith("UserWarning: old 3") for line in lines())
    assert any(line.startswith("Cell In[") for line in lines())
    slowest = runs()[0]["lines"][0]
    assert slowest["file"].startswith("Cell In[")
    assert (slowest["line"], slowest["code"]) == (6, "time.sleep(0.3)")
    assert page.elements[0, 0]["label"] == "N"
    say(type="edit", key="n", text="99")
    notebook.read(lambda: [each for each in told(notebook, "tab") if each["type"] == "edited" and each["error"]])
    notebook.send("comm_close", {"comm_id": "tab", "data": {}}, [])
