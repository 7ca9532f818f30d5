"""Handing sessions over: what one has goes to the server, for another kernel, and it ends here."""

from __future__ import annotations

import logging
import threading
from typing import Literal

import msgspec

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.forward_queue import Send
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.keeping import Keeping
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.state.checkpoint import Checkpoint

log = logging.getLogger("jupyterlit")

STOP_SECONDS = 2.0  # how long a run has to end that is not waited for


class Wish(msgspec.Struct):
    """What the server asks: the session with the id `hand_over`, `even` if its script runs or something gets lost.

    A script that is to be stopped then has `patience` seconds to come to its end first.
    """

    hand_over: str
    even: bool = False
    patience: float = 0.0


class Answer(msgspec.Struct):
    """What comes of it. Where a session is "given", the parts of its checkpoint follow, if there is one."""

    status: Literal["given", "busy", "unknown"]


def hand_over(wish: Wish, apps: Apps, keeping: Keeping, send: Send) -> None:
    """Answer a wish of the server's, on a thread of its own."""
    session = apps.get(wish.hand_over)
    if session is None:
        send([msgspec.json.encode(Answer("unknown"))])
        return

    def give() -> None:
        checkpoint = _take(session, wish)
        if checkpoint is None and not wish.even:
            send([msgspec.json.encode(Answer("busy"))])
            return
        keeping.forget(session.id)
        apps.close(session.id)
        parts = [] if checkpoint is None else [checkpoint.plain, checkpoint.pickled]
        send([msgspec.json.encode(Answer("given")), *parts])

    threading.Thread(target=give, name="jupyterlit-hand-over", daemon=True).start()


def _take(session: AppSession, wish: Wish) -> Checkpoint | None:
    """Return what a session has, None if it is to stay or cannot be asked."""
    if wish.even and not session.runner.wait(wish.patience):
        session.runner.stop()
        session.runner.wait(STOP_SECONDS)
    if not wish.even and _is_busy(session):
        return None
    try:
        checkpoint = session.runner.keeper.take()
    except Exception:  # of the author's values
        log.debug("A session cannot be handed over.", exc_info=True)
        return None
    stays = checkpoint.lost or _is_busy(session)  # a timer may have begun a run meanwhile
    return None if stays and not wish.even else checkpoint


def _is_busy(session: AppSession) -> bool:
    """Tell whether something goes on that another kernel could not go on with."""
    return session.runner.running or session.runner.tasks.busy or session.state.part(SessionUploads).busy
