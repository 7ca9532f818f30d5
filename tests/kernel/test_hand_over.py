"""A session goes to the server when it rests, and is not here any more then."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyterlit.delta_generator import main
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import Part as ScriptPart
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.kernel import hand_over as module
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.hand_over import Wish, hand_over
from jupyterlit.kernel.keeping import Keeping
from jupyterlit.media.upload_rules import UploadRule
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.codec import Part

SCRIPT = """import jupyterlit as st
st.session_state.count = st.session_state.get("count", 0) + 1
if st.session_state.count == 2:
    hold.wait(20)
    st.text("held")
if lock is not None:
    st.session_state.lock = lock
"""


@pytest.fixture
def names() -> dict[str, Any]:
    return {"hold": threading.Event(), "lock": None}


@pytest.fixture
def apps(names: dict[str, Any]) -> Iterator[Apps]:
    hooks = Hooks(main.text, lambda value, called: None, partial(print), lambda: None)
    manager = SessionManager(hooks)
    apps = Apps(manager)
    apps.define("app", {"app": ScriptSource((ScriptPart(SCRIPT, "<app>"),), namespace=lambda: dict(names))})
    yield apps
    names["hold"].set()
    manager.close_all()


@pytest.fixture
def session(apps: Apps) -> AppSession:
    session = apps.open("ann", "app")
    run(session)
    return session


def run(session: AppSession) -> None:
    session.rerun()
    assert session.runner.wait(20)


def ask(apps: Apps, id: str = "ann", *, even: bool = False) -> tuple[str, list[bytes]]:
    """Return what the kernel answers to a server that asks for a session."""
    answers: list[list[bytes]] = []
    come = threading.Event()

    def send(parts: Sequence[Part]) -> None:
        answers.append([bytes(part) for part in parts])
        come.set()

    hand_over(Wish(id, even), apps, Keeping(), send)
    assert come.wait(20)
    ((status, *checkpoint),) = answers
    return msgspec.json.decode(status)["status"], checkpoint


def test_a_session_that_rests_is_given_and_gone(apps: Apps, session: AppSession) -> None:
    status, checkpoint = ask(apps)
    assert (status, len(checkpoint)) == ("given", 2)
    assert apps.get("ann") is None
    again = apps.open("ann", "app", checkpoint=b"".join(checkpoint))
    again.runner.keeper.begin()
    assert again.state.get("count") == 1
    assert ask(apps, "bob") == ("unknown", [])


def test_one_that_runs_stays_unless_it_must_go(
    apps: Apps, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STOP_SECONDS", 0.01)
    session.rerun()
    assert ask(apps) == ("busy", [])
    assert apps.get("ann") is session
    status, checkpoint = ask(apps, even=True)
    assert (status, len(checkpoint)) == ("given", 2)
    assert apps.get("ann") is None


def test_one_that_would_lose_something_stays_unless_it_must_go(
    apps: Apps, session: AppSession, names: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    names["hold"].set()
    names["lock"] = threading.Lock()
    run(session)
    assert ask(apps) == ("busy", [])
    status, checkpoint = ask(apps, even=True)
    assert (status, len(checkpoint)) == ("given", 2)


def test_one_that_files_are_coming_for_stays(apps: Apps, session: AppSession) -> None:
    uploads = session.state.part(SessionUploads)
    uploads.expect("w", UploadRule((), 100, several=False))
    uploads.begin("0" * 32, "w", "a.txt", "text/plain", 10)
    assert ask(apps) == ("busy", [])
    uploads.cancel("0" * 32)
    assert ask(apps)[0] == "given"


def test_one_that_has_too_much_is_given_without_it_if_it_must_go(
    apps: Apps, session: AppSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def take() -> None:
        raise OverflowError("too much")

    monkeypatch.setattr(session.runner.keeper, "take", take)
    assert ask(apps) == ("busy", [])
    assert ask(apps, even=True) == ("given", [])
