"""First pages go to the server that asks, and not twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.kernel.first_pages import FirstPages
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.messages import Attach

from .test_keeping import session

__all__ = ["session"]

Frames = list[list[bytes]]
HOOKS = Hooks(lambda *values: None, lambda value, called: None, lambda error: None, lambda: None)


def run(session: AppSession) -> None:
    session.receive(Attach(page=""))
    assert session.runner.wait(20)


@pytest.fixture
def frames() -> Frames:
    return []


def told(frames: Frames) -> FirstPages:
    pages = FirstPages()

    def send(parts: Sequence[Part]) -> None:
        frames.append([bytes(part) for part in parts])

    pages.begin(send)
    return pages


def test_the_server_gets_what_it_does_not_have(session: AppSession, frames: Frames) -> None:
    pages = told(frames)
    pages.watch("ann", session, [])
    run(session)
    [[id, path, digest, batch]] = frames
    assert (id, path, len(digest)) == (b"ann", b"", 64)
    assert batch.startswith(b'{"seq":0')


def test_the_server_is_not_sent_what_it_has(session: AppSession, frames: Frames) -> None:
    pages = told(frames)
    pages.watch("ann", session, [])
    run(session)
    digest = frames.pop()[2]
    again = SessionManager(HOOKS).open("bob", session.source)
    pages.watch("bob", again, ["other", digest.decode()])
    run(again)
    assert frames == [[b"bob", b"", digest]]
    again.close()


def test_nobody_is_told_who_does_not_ask(session: AppSession, frames: Frames) -> None:
    told(frames).watch("ann", session, None)
    FirstPages().watch("ann", session, [])
    run(session)
    told(frames).watch("ann", session, [])  # it has begun
    session.rerun()
    assert session.runner.wait(20)
    assert frames == []
    assert isinstance(session.source, ScriptSource)
