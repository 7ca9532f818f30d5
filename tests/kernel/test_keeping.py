"""Checkpoints go to the server that asks for them, and to nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import partial

import pytest

from jupyterlit.delta_generator import main
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import Part as ScriptPart
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.kernel.keeping import Keeping
from jupyterlit.protocol.codec import Part

SCRIPT = """import jupyterlit as st
st.session_state.seen = {1}
st.session_state.count = st.session_state.get("count", 0) + 1
"""


class Server:
    """What has come from a kernel."""

    def __init__(self) -> None:
        self.frames: list[list[bytes]] = []
        self._come = threading.Condition()

    def send(self, parts: Sequence[Part]) -> None:
        with self._come:
            self.frames.append([bytes(part) for part in parts])
            self._come.notify_all()

    def wait(self, text: bytes) -> list[bytes]:
        def newest() -> list[bytes] | None:
            return next((frame for frame in reversed(self.frames) if text in frame[1]), None)

        with self._come:
            assert self._come.wait_for(newest, 20)
            found = newest()
            assert found is not None
            return found


@pytest.fixture
def session() -> Iterator[AppSession]:
    def show(*values: object) -> None:
        for value in values:
            main.text(value)

    manager = SessionManager(Hooks(show, lambda value, called: None, partial(show), lambda: None))
    yield manager.open("ann", ScriptSource((ScriptPart(SCRIPT, "<app>"),)))
    manager.close_all()


def run(session: AppSession) -> None:
    session.rerun()
    assert session.runner.wait(20)


def test_what_a_session_has_goes_to_the_server(session: AppSession) -> None:
    keeping, server = Keeping(), Server()
    keeping.begin(server.send, 1_000_000)
    keeping.watch("ann", session)
    assert session.runner.keeper.limit == 1_000_000
    run(session)
    first = server.wait(b'"count":1')
    assert (first[0], len(first)) == (b"ann", 3)
    run(session)
    assert len(server.wait(b'"count":2')) == 2  # what is pickled is the same
    keeping.forget("ann")
    count = len(server.frames)
    run(session)
    again = Server()
    keeping.watch("ann", session)
    keeping.begin(again.send, 1_000_000)
    run(session)
    again.wait(b'"count":4')
    assert len(server.frames) == count


def test_beside_a_notebook_nobody_keeps_anything(session: AppSession) -> None:
    keeping = Keeping()
    keeping.watch("ann", session)
    run(session)
    assert keeping.checkpoint_in({"buffers": [b"a program"]}) is None
    keeping.begin(Server().send, 1_000_000)
    assert keeping.checkpoint_in({"buffers": [b"of the ", b"server"]}) == b"of the server"
    assert keeping.checkpoint_in({"buffers": []}) is None
    assert keeping.checkpoint_in({}) is None


def test_a_browser_that_comes_back_changes_nothing_and_a_server_that_does_gets_everything(session: AppSession) -> None:
    keeping, server = Keeping(), Server()
    keeping.begin(server.send, 1_000_000)
    for _ in range(3):
        keeping.watch("ann", session)
    run(session)
    server.wait(b'"count":1')
    run(session)
    server.wait(b'"count":2')
    assert sum(b'"count":2' in frame[1] for frame in server.frames) == 1
    again = Server()
    keeping.begin(again.send, 2_000_000)
    run(session)
    assert len(again.wait(b'"count":3')) == 3
    assert session.runner.keeper.limit == 2_000_000


def test_a_server_that_has_heard_less_gets_everything(session: AppSession) -> None:
    keeping, server = Keeping(), Server()
    keeping.begin(server.send, 1_000_000)
    keeping.watch("ann", session)
    run(session)
    server.wait(b'"count":1')
    keeping.watch("ann", session, anew=True)
    run(session)
    assert len(server.wait(b'"count":2')) == 3
