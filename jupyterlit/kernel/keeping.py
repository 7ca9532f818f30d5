"""Keeping: hands the checkpoints of served sessions to the server."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.forward_queue import Send
from jupyterlit.protocol.codec import Part


class Keeping:
    """The way to the server that keeps what sessions have; there is none beside a notebook."""

    def __init__(self) -> None:
        self._send: Send | None = None
        self._limit = 0
        self._sessions: dict[str, AppSession] = {}

    def begin(self, send: Send, limit: int) -> None:
        """Hand checkpoints over from now on, of no more than so many bytes each."""
        self._send, self._limit = send, limit
        for session in list(self._sessions.values()):
            session.runner.keeper.limit = limit
            session.runner.keeper.anew()

    def checkpoint_in(self, opening: Mapping[str, Any]) -> bytes | None:
        """Return what the server, and nobody else, says that a session begins with."""
        return b"".join(opening.get("buffers") or ()) or None if self._send is not None else None

    def watch(self, id: str, session: AppSession, *, anew: bool = False) -> None:
        """Hand over what a session has after its runs, where somebody keeps it; `anew`: somebody else from now on."""
        if self._send is None:
            return
        if self._sessions.get(id) is session:
            if anew:
                session.runner.keeper.anew()
        else:
            self._sessions[id] = session
            session.runner.keeper.limit = self._limit
            session.runner.keeper.keep_with(partial(self._hand_over, id))

    def forget(self, id: str) -> None:
        """Note that a session has ended."""
        self._sessions.pop(id, None)

    def _hand_over(self, id: str, plain: bytes, pickled: bytes | None) -> None:
        if self._send is not None and id in self._sessions:
            parts: list[Part] = [id.encode(), plain]
            self._send(parts if pickled is None else [*parts, pickled])


keeping = Keeping()
