"""Sharing: lets sessions go from server to server, each to where its browser is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.handles import handle_of
from jupyterlit.server.app import App
from jupyterlit.server.attachment import AGAIN, ELSEWHERE, Attachment, Refused, Visitor
from jupyterlit.server.culling import Culling
from jupyterlit.server.draining import Draining
from jupyterlit.server.kernels.file_channel import FileChannel, FileGone, channel_of
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.kernels.kernel_process import KernelFailed
from jupyterlit.server.storage.replicas import Replicas, Silent
from jupyterlit.server.storage.session_store import SessionRecord, StoreFailed
from jupyterlit.server.storage.sessions import Sessions

_ELSEWHERE = "This session goes on elsewhere."
_OUT_OF_REACH = "Your page cannot be reached at present."
_PATIENCE = 10.0  # s for a run to end or be stopped, and for what the session has to be stored


class _Release(msgspec.Struct):
    session: str


class _Released(msgspec.Struct):
    status: Literal["free", "kept"]


class Sharing:
    """Brings a session here that another server has, and lets one go that another server asks for.

    Parameters
    ----------
    replicas
        The other servers.
    sessions
        Where what a session has lies on its way.
    attached
        The sessions that have a browser here, by id.
    apps
        The apps, by key.
    draining, culling
        Take sessions out of kernels, with what they have and without.
    detach
        Lets go of a browser.
    log
        Is told of sessions that another server has taken.
    """

    def __init__(
        self,
        replicas: Replicas,
        sessions: Sessions,
        attached: Mapping[str, Attachment],
        apps: Mapping[str, App],
        draining: Draining,
        culling: Culling,
        detach: Callable[[Attachment], None],
        log: logging.Logger,
    ) -> None:
        self._replicas = replicas
        self._sessions = sessions
        self._attached = attached
        self._apps = apps
        self._draining = draining
        self._culling = culling
        self._detach = detach
        self._log = log
        self._tasks: set[asyncio.Task[None]] = set()
        sessions.lost = self._lose
        replicas.grant("release", self._release)

    async def bring(self, session: str, app: App, visitor: Visitor) -> SessionRecord | None:
        """Return a session if it is this visitor's and no other browser has it; another server lets go of it.

        Raises
        ------
        Refused
            Nobody can tell at present: there may be one, but the store or the server that has it is out of reach.
        """
        asked = ""
        while True:
            record = await self._sessions.get(session)
            if record is None and self._sessions.store.unsure:
                raise Refused(AGAIN, _OUT_OF_REACH)
            if record is None or record.app != app.key or not visitor.owns(record):
                return None
            if self._replicas.has(record.server) and record.server != asked:
                asked = record.server
                if not await self._ask_for(record):
                    return None
            elif not await self._send_away(session):
                return None
            else:
                return record

    async def files(self, session: str) -> FileChannel:
        """Return the way to the files of a session that this server has.

        Raises
        ------
        FileGone
            It has none of that id, or its kernel cannot be reached.
        """
        found = await self._find(session)
        if found is None:
            raise FileGone("The session is not here any more.")
        try:
            return channel_of(await found[1].link())
        except KernelFailed as error:
            raise FileGone(str(error)) from error

    async def _ask_for(self, record: SessionRecord) -> bool:
        """Ask the server that has a session to let go of it; tell whether it may be taken.

        It may not be while it has a browser there. From a server that does not answer it may: what was stored
        last counts then, and the server is told so as soon as it writes something.
        """
        try:
            answer, _ = await self._replicas.ask(record.server, "release", _Release(record.id), patience=_PATIENCE)
        except Silent:
            return True
        except StoreFailed as error:
            raise Refused(AGAIN, _OUT_OF_REACH) from error
        return msgspec.json.decode(answer, type=_Released).status == "free"

    async def _release(self, about: bytes, data: Sequence[Part]) -> tuple[_Released, bytes]:
        """Let go of a session that another server asks for."""
        id = msgspec.json.decode(about, type=_Release).session
        async with self._sessions.turns.of(id):
            if not await self._send_away(id):
                return _Released("kept"), b""
            record = await self._sessions.here.get(id)
            if record is not None:
                await self._draining.give_away(self._apps.get(record.app), record)
            return _Released("free"), b""

    async def _send_away(self, session: str) -> bool:
        """End the connection of a session's browser if there is none at its other end; tell whether there is none."""
        attachment = self._attached.get(session)
        if attachment is not None:
            if await attachment.connection.answers():
                return False
            self._cut(attachment)
        return True

    def _cut(self, attachment: Attachment) -> None:
        self._detach(attachment)
        attachment.connection.end(ELSEWHERE, _ELSEWHERE)

    async def _find(self, session: str) -> tuple[App, Kernel] | None:
        """Return where a session is, if it is here."""
        if attachment := self._attached.get(session):
            return attachment.app, attachment.kernel
        record = await self._sessions.here.get(session)
        app = self._apps.get(record.app) if record is not None else None
        kernel = app.pool.find(record.kernel) if app is not None and record is not None else None
        return (app, kernel) if app is not None and kernel is not None else None

    def _lose(self, id: str) -> None:
        """End a session here that another server has taken, because this one has not been there for a while."""
        self._log.warning("Session %s goes on in another server.", handle_of(id)[:8], extra={"session": handle_of(id)})
        if attachment := self._attached.get(id):
            self._cut(attachment)
        task = asyncio.create_task(self._culling.let_go(id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
