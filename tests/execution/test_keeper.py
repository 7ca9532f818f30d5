"""What a session has outlives its process: it is handed over after runs, and a new session begins with it."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jupyterlit.execution import keeper
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.messages import Attach, Rerun
from tests.execution.conftest import WAIT, Visitor

Visit = Callable[..., Visitor]


class Kept:
    """What has been handed over last."""

    def __init__(self, session: AppSession) -> None:
        self.plain = self.pickled = b""
        self.calls = 0
        self._changed = threading.Condition()
        session.runner.keeper.keep_with(self)

    def __call__(self, plain: bytes, pickled: bytes | None) -> None:
        with self._changed:
            self.plain = plain
            self.pickled = self.pickled if pickled is None else pickled
            self.calls += 1
            self._changed.notify_all()

    def wait(self, found: Callable[[bytes], bool]) -> bytes:
        with self._changed:
            assert self._changed.wait_for(lambda: found(self.plain + self.pickled), WAIT)
            return self.plain + self.pickled


@pytest.fixture
def back(manager: SessionManager) -> Visit:
    """Open a session that begins with a checkpoint, and run it once."""

    def open_session(code: str, data: bytes, *, trusted: bool = True, attach: Attach | None = None) -> Visitor:
        session = manager.open(f"again {time.monotonic_ns()}", ScriptSource((Part(code, "<app>"),)))
        assert session.runner.keeper.restore(data, trusted=trusted)
        visitor = Visitor(session)
        visitor.say(attach or Attach())
        return visitor

    return open_session


@pytest.fixture(autouse=True)
def _unnamed() -> Iterator[None]:
    keeper.named.clear()
    yield
    keeper.named.clear()


def taken(visitor: Visitor) -> bytes:
    return visitor.session.runner.keeper.take().data


SCRIPT = """
import jupyterlit as st
if "count" not in st.session_state:
    st.session_state.count = 0
    st.session_state.seen = set()
st.session_state.count += 1
before = st.session_state.get("name", "nobody")
name = st.text_input("Name", key="name")
size = st.slider("Size", 0, 10, 3)
hit = st.button("Hit")
st.session_state.seen.add(size)
st.text(f"{st.session_state.count} {before} {name} {size} {hit} {sorted(st.session_state.seen)}")
"""


def test_a_session_goes_on_where_it_was(visit: Visit, back: Visit) -> None:
    visitor = visit(SCRIPT)
    visitor.rerun(Name="Ann", Size=[7], Hit=True)
    assert visitor.page()[-1] == "2 Ann Ann 7 True [3, 7]"
    again = back(SCRIPT, taken(visitor))
    assert again.page()[-1] == "3 Ann Ann 7 False [3, 7]"
    assert {m["type"]: m.get("values") for m in again.messages()}["values"] == {
        again.id("Name"): "Ann",
        again.id("Size"): [7],
    }
    again.rerun(Size=[8])
    assert again.page()[-1] == "4 Ann Ann 8 False [3, 7, 8]"


def test_callbacks_are_not_called_for_what_is_as_it_was(visit: Visit, back: Visit) -> None:
    script = """
import jupyterlit as st
def called(): st.session_state.calls = st.session_state.get("calls", 0) + 1
st.text_input("Name", key="name", on_change=called)
st.button("Hit", on_click=called)
st.text(st.session_state.get("calls", 0))
"""
    visitor = visit(script)
    visitor.rerun(Name="Ann", Hit=True)
    assert visitor.page()[-1] == "2"
    again = back(script, taken(visitor))
    assert again.page()[-1] == "2"
    again.rerun(Name="Bob")
    assert again.page()[-1] == "3"


def test_instances_of_the_scripts_classes_come_back(visit: Visit, back: Visit) -> None:
    script = """
import jupyterlit as st
from dataclasses import dataclass
@dataclass
class Point:
    x: int
    def twice(self): return 2 * self.x
if "point" not in st.session_state:
    st.session_state.point = Point(4)
chosen = st.selectbox("Which", [Point(1), Point(2)], format_func=lambda p: f"no {p.x}", key="which")
st.text(f"{st.session_state.point.twice()} {chosen.x} {isinstance(chosen, Point)}")
"""
    visitor = visit(script)
    visitor.rerun(Which="no 2")  # the instance is of a class of the run before
    assert visitor.page()[-1] == "8 2 True"
    assert back(script, taken(visitor)).page()[-1] == "8 2 True"


def test_what_cannot_be_pickled_is_named_once_and_the_rest_kept(
    visit: Visit, back: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    script = """
import threading, sqlite3, datetime, pandas
import jupyterlit as st
if "lock" not in st.session_state:
    st.session_state.day = datetime.date(2026, 11, 21)
    st.session_state.lock = threading.Lock()
    st.session_state.frame = pandas.DataFrame({"a": [1, 2]})
    st.session_state.base = sqlite3.connect(":memory:")
    st.session_state.data = bytes([0, 255])
st.text(sorted(st.session_state))
st.text(f"{st.session_state.get('day')} {st.session_state.get('data')} {st.session_state['frame'].a.sum()}")
"""
    visitor = visit(script)
    with caplog.at_level(logging.WARNING):
        data = taken(visitor)
        taken(visitor)
    assert [record.getMessage() for record in caplog.records] == [
        f"st.session_state[{name!r}] is not kept if the kernel ends, other values are: it is a {kind}, which cannot "
        f"be pickled: cannot pickle '{kind}' object."
        for name, kind in (("lock", "_thread.lock"), ("base", "sqlite3.Connection"))
    ]
    again = back(script.replace('if "lock"', 'if "day"'), data)
    assert again.page() == ["['data', 'day', 'frame']", "2026-11-21 b'\\x00\\xff' 3"]


def test_values_that_persist_and_what_was_under_a_widgets_key_come_back(visit: Visit, back: Visit) -> None:
    script = """
import jupyterlit as st
if st.checkbox("Show", True, key="show"):
    st.text_input("Kept", key="kept", persist_state="session")
    st.text_input("Gone", key="gone")
st.text(f"{st.session_state.get('kept')} {st.session_state.get('gone')}")
"""
    visitor = visit(script)
    visitor.rerun(Kept="a", Gone="b")
    visitor.rerun(Show=False)
    visitor.rerun()
    assert visitor.page()[-1] == "a None"
    again = back(script, taken(visitor))
    assert again.page()[-1] == "a None"
    again.rerun(Show=True)
    assert again.page()[-1] == "a"


def test_query_parameters_come_back_and_a_new_address_wins(visit: Visit, back: Visit) -> None:
    script = """
import jupyterlit as st
size = st.slider("Size", 0, 10, key="size", bind="query-params")
if "me" not in st.query_params: st.query_params.me = "ann"
st.text(f"{size} {st.query_params.to_dict()}")
"""
    visitor = visit(script)
    visitor.rerun(Size=[4])
    assert visitor.page()[-1] == "4 {'me': 'ann', 'size': '4'}"
    data = taken(visitor)
    assert back(script, data, attach=Attach(query=None)).page()[-1] == "4 {'me': 'ann', 'size': '4'}"
    assert back(script, data, attach=Attach(query="me=ann&size=4")).page()[-1] == "4 {'me': 'ann', 'size': '4'}"
    assert back(script, data, attach=Attach(query="me=bob&size=6")).page()[-1] == "6 {'me': 'bob', 'size': '6'}"


def test_fragments_keep_what_their_forms_have_not_sent(visit: Visit, back: Visit) -> None:
    script = """
import jupyterlit as st
with st.form("f"):
    @st.fragment
    def part():
        st.text("part " + st.text_input("Word", key="word"))
    part()
    st.form_submit_button("Send")
st.text("whole " + st.session_state.word)
"""
    visitor = visit(script)
    visitor.rerun(Word="draft")
    page = visitor.page()
    again = back(script, taken(visitor))
    assert again.page() == page


def test_a_button_does_not_fire_again_and_a_chat_message_is_not_sent_again(visit: Visit, back: Visit) -> None:
    script = """
import jupyterlit as st
said = st.chat_input("Say", key="said")
hit = st.button("Hit", key="hit")
st.text(f"{said} {hit} {st.session_state.hit}")
"""
    visitor = visit(script)
    visitor.say(Rerun(values={visitor.id("Hit"): True}))
    assert "None True True" in visitor.page()
    assert "None False False" in back(script, taken(visitor)).page()


def test_of_bytes_that_are_not_trusted_only_json_is_opened(visit: Visit, back: Visit) -> None:
    script = """
import jupyterlit as st
if "seen" not in st.session_state:
    st.session_state.seen = {1}
    st.session_state.plain = [1]
    st.session_state.pickled = {1}
name = st.text_input("Name", key="name")
size = st.slider("Size", 0, 10, key="size")
st.text(f"{name} {size} {'pickled' in st.session_state} {st.session_state.plain}")
"""
    visitor = visit(script)
    visitor.rerun(Name="Ann", Size=[7])
    data = taken(visitor)
    changed = script.replace('"seen" not', '"plain" not').replace("0, 10, key", "0, 5, key")
    assert back(changed, data, trusted=False).page()[-1] == "Ann 0 False [1]"
    assert back(changed, data).page()[-1] == "Ann 0 True [1]"


def test_a_run_that_never_ends_loses_nothing_that_the_reader_has_changed(visit: Visit, back: Visit) -> None:
    script = """
import threading
import jupyterlit as st
st.session_state.marks = {1, 2}
st.text(f"{st.text_input('Name')} {st.session_state.marks}")
if {stays} and st.session_state.get("waits"):
    threading.Event().wait(20)
st.session_state.waits = True
"""
    visitor = visit(script.replace("{stays}", "True"))
    kept = Kept(visitor.session)
    visitor.session.receive(Rerun(values={visitor.id("Name"): "Ann"}))
    data = kept.wait(lambda data: b'"Ann"' in data)
    visitor.session.close()
    assert back(script.replace("{stays}", "False"), data).page()[-1] == "Ann {1, 2}"


def test_a_run_that_follows_at_once_does_not_put_off_what_the_one_before_has_left(visit: Visit) -> None:
    visitor = visit("""
import threading
import jupyterlit as st
size = st.slider("Size", 0, 500)
if size == 2:
    threading.Event().wait(20)
st.session_state.seen = {f"seen {size}"}
""")
    kept = Kept(visitor.session)
    visitor.rerun(Size=[1])
    visitor.session.receive(Rerun(values={visitor.id("Size"): [2]}))
    kept.wait(lambda data: b"seen 1" in data)
    visitor.session.close()


def test_fast_runs_share_checkpoints_and_the_last_is_whole(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "PAUSE", 1.0)
    visitor = visit("import jupyterlit as st\nst.session_state.seen = {st.slider('Size', 0, 500)}")
    kept = Kept(visitor.session)
    for size in range(1, 101):
        visitor.rerun(Size=[size])
    kept.wait(lambda data: b'"slider' in data and b"[100]" in data)
    assert kept.calls < 100


def test_what_has_not_changed_is_not_handed_over_again(visit: Visit) -> None:
    visitor = visit("import jupyterlit as st\nst.session_state.seen = {1}\nst.slider('Size', 0, 500)")
    kept = Kept(visitor.session)
    visitor.rerun(Size=[1])
    kept.wait(lambda data: b"[1]" in data)
    kept.pickled = b""
    visitor.rerun(Size=[2])
    kept.wait(lambda data: b"[2]" in data)
    assert kept.pickled == b""


def test_bytes_that_are_no_checkpoint_are_refused_with_a_line(
    manager: SessionManager, caplog: pytest.LogCaptureFixture
) -> None:
    session = manager.open("s", ScriptSource((Part("1", "<app>"),)))
    with caplog.at_level(logging.WARNING):
        assert not session.runner.keeper.restore(b"nothing of the kind, whatever it may be")
    assert [record.getMessage() for record in caplog.records] == [
        "A session begins anew: what was kept of it cannot be used. It is of another version, or no checkpoint at all."
    ]


def test_the_page_is_shown_whole_when_the_session_comes_back(visit: Visit, back: Visit) -> None:
    visitor = visit(SCRIPT)
    again = back(SCRIPT, taken(visitor))
    first: list[dict[str, Any]] = again.batches[0]["messages"]
    assert first[0]["type"] == "reset"
    assert sum(message["type"] == "delta" for message in first) > 3


def test_what_ends_with_the_process_is_no_error(manager: SessionManager, caplog: pytest.LogCaptureFixture) -> None:
    session = manager.open("ends", ScriptSource((Part("1", "<app>"),)))
    kept = Kept(session)
    manager.close_all()
    session.runner.keeper.run_ended()
    assert kept.calls == 0
    assert caplog.records == []


def send(visitor: Visitor, label: str, data: bytes) -> dict[str, str]:
    """Send a file for a widget; return how it travels."""
    uploads = visitor.session.state.part(SessionUploads)
    id = secrets.token_hex(16)
    uploads.begin(id, visitor.id(label), f"{data[:9].decode()}.txt", "text/plain", len(data))
    uploads.write(id, 0, data)
    return {"id": id}


def test_files_that_were_sent_come_back_and_others_can_be_added(visit: Visit, back: Visit) -> None:
    script = """
import jupyterlit as st
files = st.file_uploader("Files", accept_multiple_files=True)
st.text([file.read().decode() for file in files])
"""
    visitor = visit(script)
    first = send(visitor, "Files", b"one")
    visitor.rerun(Files=[first])
    assert visitor.page()[-1] == "['one']"
    again = back(script, taken(visitor))
    assert again.page()[-1] == "['one']"
    again.rerun(Files=[first, send(again, "Files", b"two")])
    assert again.page()[-1] == "['one', 'two']"


def test_files_for_which_there_is_no_room_are_named(
    visit: Visit, back: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    script = """
import jupyterlit as st
file = st.file_uploader("File", key="file")
st.text(file and file.size)
"""
    visitor = visit(script)
    visitor.rerun(File=[send(visitor, "File", b"much" * 10_000)])
    assert visitor.page()[-1] == "40000"
    visitor.session.runner.keeper.limit = 20_000
    with caplog.at_level(logging.WARNING):
        data = taken(visitor)
    (record,) = caplog.records
    assert record.getMessage() == (
        "st.session_state['file'] is not kept if the kernel ends, other values are: "
        "it is a jupyterlit.media.uploaded_file.UploadedFile of more than 20,000 bytes."
    )
    assert back(script, data).page()[-1] == "None"
