"""The tab that looks into an app, and who may open it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import pytest

from jupyterlit.execution.script_source import Part as ScriptPart
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.kernel import inside as module
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.comm import open_comm
from jupyterlit.kernel.inside import Inside
from jupyterlit.protocol.codec import Part

from .conftest import WAIT, FakeKernel

CODE = "import jupyterlit as st\nst.slider('Age', 0, 10, key='age')\nst.session_state.setdefault('n', 1)\nprint('ran')"


class Tab:
    """The other end of the comm: it keeps what comes."""

    def __init__(self, apps: Apps, name: str = "app") -> None:
        self.told: list[dict[str, Any]] = []
        self.news = threading.Condition()
        self.inside = Inside(name, apps, self.receive)

    def receive(self, parts: Sequence[Part]) -> None:
        with self.news:
            self.told.append(msgspec.json.decode(parts[0]))
            self.news.notify_all()

    def say(self, **message: Any) -> None:
        self.inside.receive([msgspec.json.encode(message)])

    def look(self, *parts: str) -> None:
        self.say(type="look", parts=list(parts or ("runs", "state", "tree", "log")))

    def wait(self, happened: Callable[[], Any]) -> Any:
        with self.news:
            assert self.news.wait_for(happened, WAIT), self.told
            return happened()

    def of(self, type: str) -> list[dict[str, Any]]:
        return [message for message in self.told if message["type"] == type]

    def all(self, part: str) -> list[Any]:
        parts: list[list[Any] | None] = [message[part] for message in self.of("news")]
        return [each for part in parts for each in part or ()]

    def entry(self, key: str) -> Any:
        return [entry for entry in self.all("entries") if entry["key"] == key][-1]


def define(apps: Apps, code: str = CODE, name: str = "app") -> None:
    apps.define(name, {name: ScriptSource((ScriptPart(code, "Cell In[1]"),))})


@pytest.fixture
def tab(apps: Apps) -> Iterator[Tab]:
    define(apps)
    apps.open_cell("app").rerun()
    assert apps.open_cell("app").runner.wait(WAIT)
    tab = Tab(apps)
    tab.look()
    tab.wait(lambda: tab.of("news"))
    yield tab
    tab.inside.close()


def test_what_there_is_comes_first_and_then_what_changes(tab: Tab) -> None:
    assert [entry["key"] for entry in tab.all("entries")] == ["n", "age"]
    assert [node["kind"] for node in tab.all("tree")] == ["slider"]
    assert tab.all("runs") == []
    tab.told.clear()
    tab.say(type="again")
    tab.wait(lambda: [run for run in tab.all("runs") if run["status"] == "finished"])
    tab.wait(lambda: tab.all("log"))
    assert {run["number"] for run in tab.all("runs")} == {1}
    assert [line["text"] for line in tab.all("log")] == ["ran"]
    assert tab.all("entries") == []
    assert all(message["tree"] is None for message in tab.of("news"))


def test_only_what_is_looked_at_is_told(apps: Apps) -> None:
    define(apps)
    apps.open_cell("app")
    tab = Tab(apps)
    tab.look("runs")
    tab.say(type="again")
    tab.wait(lambda: [run for run in tab.all("runs") if run["status"] == "finished"])
    assert tab.all("entries") == tab.all("log") == tab.all("tree") == []
    tab.look("log")
    tab.wait(lambda: tab.all("log"))
    tab.inside.close()


def test_a_run_that_goes_on_says_in_which_line(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_AROUND", 0.05)
    define(apps, "import time\nwhile True:\n    time.sleep(0.01)", "endless")
    session = apps.open_cell("endless")
    tab = Tab(apps, "endless")
    tab.look("runs")
    tab.say(type="again")

    def seen() -> list[tuple[int, str]]:
        return [(line["line"], run["status"]) for run in tab.all("runs") for line in run["lines"]]

    tab.wait(lambda: (3, "running") in seen())
    session.runner.stop()
    tab.wait(lambda: (3, "stopped") in seen())
    tab.inside.close()


def test_an_edit_is_seen_by_the_script(tab: Tab) -> None:
    tab.say(type="edit", key="n", text="5")
    tab.wait(lambda: tab.entry("n")["text"] == "5")
    assert tab.of("edited") == [{"type": "edited", "key": "n", "error": ""}]
    tab.wait(lambda: any(run["cause"]["kind"] == "rerun" for run in tab.all("runs")))


def test_a_wrong_edit_is_told_and_changes_nothing(tab: Tab) -> None:
    tab.say(type="edit", key="age", text="99")
    (edited,) = tab.wait(lambda: tab.of("edited"))
    assert edited["key"] == "age"
    assert "99" in edited["error"]
    assert tab.entry("age")["text"] == "0"
    assert tab.all("runs") == []


def test_a_value_at_length(tab: Tab) -> None:
    tab.say(type="more", key="n")
    assert tab.wait(lambda: tab.of("value")) == [{"type": "value", "key": "n", "text": "1"}]


def test_an_app_that_is_not_there_and_then_is(apps: Apps) -> None:
    tab = Tab(apps, "late")
    tab.look()
    tab.wait(lambda: tab.of("absent"))
    define(apps, "import jupyterlit as st\nst.text('here')", "late")
    apps.open_cell("late").rerun()
    tab.wait(lambda: tab.all("tree"))
    apps.stop("late")
    tab.wait(lambda: len(tab.of("absent")) == 2)
    tab.inside.close()


def test_who_says_nothing_for_long_is_gone(tab: Tab, apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = apps.open_cell("app").runner.recording
    assert recording is not None
    assert recording.on
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setattr(module, "LOOK_AROUND", 0.01)
    _until(lambda: not recording.on)
    monkeypatch.setattr(module, "PATIENCE", 60.0)
    tab.told.clear()
    tab.look()
    tab.wait(lambda: tab.all("entries"))
    assert recording.on
    tab.inside.close()
    _until(lambda: not recording.on)


@pytest.mark.parametrize("parts", [[], [b"no"], [b'{"type":"edit"}'], [b'{"type":"look","parts":["all"]}']])
def test_what_is_no_message_is_left_out(tab: Tab, parts: list[bytes], caplog: pytest.LogCaptureFixture) -> None:
    tab.inside.receive(parts)
    assert "has sent what is no message" in caplog.text


class _Comm:
    comm_id = "inside"
    receive: Any
    leave: Any

    def on_msg(self, call: Any) -> None:
        self.receive = call

    def on_close(self, call: Any) -> None:
        self.leave = call


def test_the_tab_opens_a_comm(apps: Apps, kernel: FakeKernel) -> None:
    define(apps)
    apps.open_cell("app").rerun()
    comm: Any = _Comm()
    open_comm(comm, {"header": {}, "content": {"data": {"inside": "app"}}}, apps)
    comm.receive({"buffers": [b'{"type":"look","parts":["tree"]}']})
    with kernel.news:
        assert kernel.news.wait_for(lambda: kernel.published, WAIT)
    assert msgspec.json.decode(kernel.published[0]["buffers"][0])["tree"][0]["kind"] == "slider"
    comm.leave({})


def test_a_served_app_cannot_be_looked_into(apps: Apps) -> None:
    """A served app has no session of a cell, and what opens visitors' comms is made by the server."""
    define(apps)
    apps.open("visitor", "app").rerun()
    tab = Tab(apps)
    tab.look()
    tab.wait(lambda: tab.of("absent"))
    assert tab.of("news") == []
    tab.inside.close()


def test_more_than_the_name_opens_no_tab(apps: Apps, kernel: FakeKernel) -> None:
    define(apps)
    apps.open_cell("app")
    comm: Any = _Comm()
    open_comm(comm, {"header": {}, "content": {"data": {"inside": "app", "session": "s", "app": "app"}}}, apps)
    comm.receive({"content": {"data": {}}, "buffers": [b'{"type":"look","parts":["state"]}']})
    session = apps.open_cell("app")
    assert session.runner.recording is None


def _until(happened: Callable[[], bool]) -> None:
    done = threading.Event()
    for _ in range(int(WAIT / 0.02)):
        if happened():
            return
        done.wait(0.02)
    raise AssertionError
