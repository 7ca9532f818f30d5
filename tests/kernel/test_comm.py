"""Comms between browsers and sessions."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from comm.base_comm import BaseComm

from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.kernel import comm
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.comm import Veiled, once, open_comm, sender, settle, veil
from jupyterlit.kernel.keeping import Keeping
from jupyterlit.protocol.handles import handle_of
from jupyterlit.stats import Snapshot

from .conftest import FakeKernel

COUNTER = """
import jupyterlit as st
st.session_state.setdefault('n', 0)
st.session_state.n += 1
st.text(f'n = {st.session_state.n}')
"""
HEADER = {"msg_id": "opened"}


class FakeComm(BaseComm):
    """A comm that a browser has opened."""

    def __init__(self, comm_id: str) -> None:
        super().__init__(comm_id=comm_id, primary=False)

    def say(self, *parts: bytes) -> None:
        callback: Callable[[Any], None] = vars(self)["_msg_callback"]
        callback({"content": {"comm_id": self.comm_id, "data": {}}, "buffers": list(parts)})

    def end(self, **data: bool) -> None:
        self.handle_close({"content": {"comm_id": self.comm_id, "data": data}})


Open = Callable[..., FakeComm]


@pytest.fixture
def browser(kernel: FakeKernel, apps: Apps) -> Open:
    """Opens comms to the app `counter`."""
    apps.define("counter", {"counter": ScriptSource((Part(COUNTER, "Cell In[1]"),))})

    def browser(comm_id: str, **data: Any) -> FakeComm:
        comm = FakeComm(comm_id)
        opening = {"session": "s", "app": "counter"} | data
        open_comm(comm, {"header": HEADER, "content": {"data": opening}}, apps)
        return comm

    return browser


ATTACH = b'{"type": "attach"}'
RERUN = b'{"type": "rerun"}'


def test_frames_are_published_as_an_answer_to_the_opening(kernel: FakeKernel) -> None:
    sender("c1", {"x": 1}, HEADER)([b"{}", memoryview(b"data")])
    (sent,) = kernel.published
    assert sent == {
        "kind": "comm_msg",
        "content": {"comm_id": "c1", "data": {"x": 1}},
        "parent": HEADER,
        "ident": b"comm-c1",
        "buffers": [b"{}", b"data"],
    }


def test_the_panel_learns_which_widgets_show_apps(kernel: FakeKernel, apps: Apps) -> None:
    apps.widgets["counter"] = "model-1"
    open_comm(FakeComm("c1"), {"header": HEADER, "content": {"data": {"apps": True}}}, apps)
    assert [(sent["content"], sent["buffers"]) for sent in kernel.published] == [
        ({"comm_id": "c1", "data": {"counter": "model-1"}}, [])
    ]


def test_a_browser_that_attaches_gets_the_page(kernel: FakeKernel, browser: Open) -> None:
    browser("c1").say(ATTACH)
    assert kernel.texts("c1", runs=1) == ["n = 1"]
    assert kernel.messages("c1")[0] == {"type": "reset", "session": "s", "running": True}
    assert {sent["ident"] for sent in kernel.published} == {b"comm-c1"}


def test_a_session_outlives_its_connections(kernel: FakeKernel, browser: Open) -> None:
    first = browser("c1")
    first.say(ATTACH)
    kernel.texts("c1", runs=1)
    first.end()
    second = browser("c2")
    second.say(ATTACH)
    assert [m["element"]["body"] for m in kernel.messages("c2") if m["type"] == "delta"] == ["n = 1"]
    second.say(RERUN)
    assert kernel.texts("c2", runs=1) == ["n = 1", "n = 2"]


def test_a_session_that_another_server_has_had_here_stays_as_it_is(
    kernel: FakeKernel, browser: Open, apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comm, "keeping", keeping := Keeping())
    keeping.begin(lambda parts: None, 1_000_000)
    browser("c1").say(ATTACH)
    session = apps.get("s")
    assert session is not None
    assert session.runner.wait(20)
    stored = session.runner.keeper.take().data

    def open(**known: bool) -> None:
        opening = {"session": "s", "app": "counter", **known}
        open_comm(FakeComm("c2"), {"header": HEADER, "content": {"data": opening}, "buffers": [stored]}, apps)

    open(known=True)
    assert apps.get("s") is session
    open()
    assert apps.get("s") is not session


def test_a_late_end_of_the_old_connection_leaves_the_new_alone(kernel: FakeKernel, browser: Open) -> None:
    first = browser("c1")
    first.say(ATTACH)
    kernel.texts("c1", runs=1)
    second = browser("c2")
    second.say(ATTACH)
    first.end()
    second.say(RERUN)
    assert kernel.texts("c2", runs=1) == ["n = 1", "n = 2"]


def test_a_session_can_be_ended(kernel: FakeKernel, browser: Open) -> None:
    first = browser("c1")
    first.say(ATTACH)
    kernel.texts("c1", runs=1)
    first.end(end=True)
    browser("c2").say(ATTACH)
    assert kernel.texts("c2", runs=1) == ["n = 1"]


def test_sessions_hear_nothing_of_each_other(kernel: FakeKernel, browser: Open) -> None:
    one, two = browser("c1", session="one"), browser("c2", session="two")
    one.say(ATTACH)
    one.say(RERUN)
    two.say(ATTACH)
    assert kernel.texts("c2", runs=1) == ["n = 1"]
    assert {m["session"] for m in kernel.messages("c2") if m["type"] == "reset"} == {"two"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"app": "none"}, "There is no app named 'none' in this kernel. Run its cell."),
        ({"page": "none"}, "The app 'counter' has no page named 'none'. Its pages: counter."),
        ({"session": None}, "Expected `str`, got `null` - at `$.session`"),
        ({"visitor": []}, "Expected `object`, got `array` - at `$.visitor`"),
    ],
)
def test_a_page_that_cannot_be_opened_says_why(
    kernel: FakeKernel, browser: Open, data: dict[str, Any], message: str
) -> None:
    browser("c1", **data)
    assert kernel.messages("c1") == [
        {"type": "reset", "session": ""},
        {"type": "failed", "title": "This app cannot be shown", "message": message},
    ]


def test_frames_that_are_no_messages_are_counted_and_left_out(
    kernel: FakeKernel, browser: Open, caplog: pytest.LogCaptureFixture
) -> None:
    comm, handle = browser("c1"), handle_of("s")[:8]
    with caplog.at_level(logging.WARNING, "jupyterlit"):
        comm.say()
        for junk in (b"", b"{", b'{"type": "execute_request"}', b'{"type": "rerun", "values": []}', b"\xff"):
            comm.say(junk)
    assert [record.getMessage().partition(". ")[0] for record in caplog.records] == [
        f"Session {handle}: 1 frames were no messages",
        f"Session {handle}: 2 frames were no messages",
        f"Session {handle}: 4 frames were no messages",
    ]
    comm.say(ATTACH)
    assert kernel.texts("c1", runs=1) == ["n = 1"]


def test_texts_for_the_server_are_without_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('password = "hunter22"')
    monkeypatch.delenv("password", raising=False)
    with pytest.raises(Veiled) as answer:
        veil('["hunter22 is refused", "line 1"]')
    assert str(answer.value) == '["••• is refused","line 1"]'
    monkeypatch.delenv("password")


def test_the_server_is_told_what_was_counted(kernel: FakeKernel, apps: Apps, browser: Open) -> None:
    browser("page").say(ATTACH)
    kernel.texts("page", 1)
    open_comm(FakeComm("stats"), {"header": HEADER, "content": {"data": {"stats": True}}}, apps)
    (answer,) = [sent for sent in kernel.published if sent["content"]["comm_id"] == "stats"]
    told = msgspec.json.decode(answer["buffers"][0], type=Snapshot)
    assert told.sizes["sessions"] == {"": 1}
    assert told.sizes["cache_entries"][""] >= 0
    assert told.counts["messages"]["in"] >= 1
    assert told.counts["message_bytes"]["out"] > told.counts["messages"]["out"]


def test_messages_that_are_sent_again_are_taken_once() -> None:
    taken: list[Any] = []
    handle = once(taken.append)
    for number, buffers in ((1, [b"a"]), (2, [b"b"]), (1, [b"a"]), (2, [b"b"]), (3, [b"c"])):
        handle({"content": {"comm_id": "c", "data": {"number": number}}, "buffers": buffers})
    for _ in range(2):  # a server on this machine does not number them
        handle({"content": {"comm_id": "c", "data": {}}, "buffers": [b"d"]})
    assert taken == [[b"a"], [b"b"], [b"c"], [b"d"], [b"d"]]


def test_a_kernel_elsewhere_settles_in_the_apps_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "inline")
    (tmp_path / "apps").mkdir()
    settle(str(tmp_path / "apps"), {"MPLBACKEND": "agg"})
    assert (Path.cwd(), os.environ["MPLBACKEND"]) == (tmp_path / "apps", "agg")
    settle(str(tmp_path / "on-the-server"), {})
    assert Path.cwd() == tmp_path / "apps"
