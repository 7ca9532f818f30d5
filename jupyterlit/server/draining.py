"""Draining: lets the sessions of a kernel that is to end go on in another one, where nobody notices."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from jupyterlit.protocol.codec import Part
from jupyterlit.server.app import App
from jupyterlit.server.attachment import Attachment
from jupyterlit.server.kernels.kernel import Kernel, KernelFailed
from jupyterlit.server.kernels.kernel_link import KernelLink
from jupyterlit.server.kernels.placement import Full
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.storage.session_store import SessionRecord
from jupyterlit.server.storage.sessions import Sessions

_AGAIN_SECONDS = 2.0  # how often a session is asked that has no run to wait for and cannot go
_PATIENCE = 3.0  # s for a run to end before it is stopped
_FAREWELL_SECONDS = 8.0  # how long all sessions have when the server stops: others wait ten for its end


class _Answer(msgspec.Struct):
    status: Literal["given", "busy", "unknown"]


class Draining:
    """Moves sessions between the kernels of an app.

    Parameters
    ----------
    options
        How long a script is waited for.
    sessions
        Where what a session has lies on its way.
    attached
        The sessions that have a browser, by id.
    ended
        Called with an app of which sessions may have gone to rest.
    log
        Is told which kernels are to end, and when they have.

    Attributes
    ----------
    hand_on
        Called with a kernel in which a session stays that another server takes over.
    """

    def __init__(
        self,
        options: JupyterLit,
        sessions: Sessions,
        attached: Mapping[str, Attachment],
        ended: Callable[[App], None],
        log: logging.Logger,
    ) -> None:
        self.hand_on: Callable[[Kernel], Awaitable[None]] = _nothing
        self._options = options
        self._ended = ended
        self._sessions = sessions
        self._attached = attached
        self._log = log

    async def empty(self, app: App, kernel: Kernel) -> None:
        """Return once no session is on a kernel any more: each leaves when its script rests, or when time is up."""
        count, deadline = len(kernel.sessions), time.monotonic() + self._options.drain_timeout
        while kernel.sessions:
            kernel.eased.clear()
            even = time.monotonic() >= deadline
            for id in list(kernel.sessions):
                if even or id not in kernel.running:
                    await self.move(app, kernel, id, even=even)
            if kernel.sessions:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(kernel.eased.wait(), _AGAIN_SECONDS)
        if count:
            extra = {"app": app.key, "kernel": kernel.index}
            text = "%s: a kernel ends, the sessions it had (%d) go on elsewhere."
            self._log.info(text, app.source.name, count, extra=extra)
            self._ended(app)

    async def move(self, app: App, kernel: Kernel, session: str, *, even: bool = False) -> bool:
        """Let a session go on in another kernel if it can go now; tell whether it does.

        One without a browser goes to rest, until its browser comes back.

        Parameters
        ----------
        app, kernel, session
            What is to move.
        even
            Though its script runs, or something of it gets lost.
        """
        attachment = self._attached.get(session)
        if attachment is None or attachment.kernel is not kernel:
            moved = await self._lay_down(kernel, session, even=even)
            if moved:
                app.pool.release(kernel, session)
            return moved
        try:
            target = app.pool.place(session)
        except Full:
            return False
        moved = False
        try:
            await target.link()  # nothing of the session waits while that starts
            with attachment.paused():
                moved = await self._take(kernel, attachment.record, even=even, ours=True)
                if moved:
                    await attachment.move(target)
        except KernelFailed as error:
            self._log.warning("%s: a session stays where it is: %s", app.source.name, error)
        finally:
            app.pool.release(kernel if moved else target, session)
            if attachment.left:
                app.pool.release(target, session)
        return moved

    async def save(self, apps: Iterable[App]) -> None:
        """Keep what all sessions have, for whoever takes them up; give up after a while.

        Those in kernels of other servers go on there.
        """
        kernels = [kernel for app in apps for kernel in app.pool.kernels if kernel.ours and kernel.state == "ready"]
        saving = [self._save(kernel, id) for kernel in kernels for id in list(kernel.sessions)]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL_SECONDS):
                await asyncio.gather(*saving, return_exceptions=True)

    async def give_away(self, app: App | None, record: SessionRecord) -> None:
        """Let a session that has no browser here rest in the store, for another server, as it is then.

        What of it goes on has a moment to come to its end. In a kernel that the other one can reach it stays, and
        goes on.
        """
        kernel = app.pool.find(record.kernel) if app is not None else None
        if kernel is not None and kernel.shared and kernel.state == "ready" and not kernel.leaving:
            await self.hand_on(kernel)
            await self._sessions.rest(record, stays=True)
        elif app is None or kernel is None or record.id not in kernel.opened:
            await self._sessions.rest(record)
        else:
            await self._take(kernel, record, even=True, patience=_PATIENCE)
        if app is not None and kernel is not None:
            app.pool.release(kernel, record.id)
            self._ended(app)

    async def _save(self, kernel: Kernel, session: str) -> None:
        async with self._sessions.turns.of(session):  # another server may ask for it
            if session in kernel.sessions:
                await self._lay_down(kernel, session, even=True, patience=_PATIENCE)

    async def _lay_down(self, kernel: Kernel, session: str, *, even: bool, patience: float = 0.0) -> bool:
        record = await self._sessions.get(session)
        return record is None or await self._take(kernel, record, even=even, patience=patience)

    async def _take(
        self, kernel: Kernel, record: SessionRecord, *, even: bool, ours: bool = False, patience: float = 0.0
    ) -> bool:
        """Take a session out of a kernel, and keep what it has; tell whether it is not there any more."""
        try:
            answer, *checkpoint = await _ask(await kernel.link(), record.id, even=even, patience=patience)
        except KernelFailed:
            return True
        if answer.status == "busy":
            return False
        if checkpoint:
            plain, pickled = checkpoint
            self._sessions.keep(record.id, kernel.id, plain, pickled)
        await self._sessions.rest(record, ours=ours)
        return True


async def _ask(link: KernelLink, session: str, *, even: bool, patience: float) -> tuple[_Answer, *tuple[bytes, ...]]:
    """Ask a kernel for a session; a kernel that ends meanwhile does not know it."""
    answer: asyncio.Future[list[bytes]] = asyncio.get_running_loop().create_future()

    def settle(parts: Sequence[Part]) -> None:
        if not answer.done():
            answer.set_result([bytes(part) for part in parts])

    comms: list[str] = []
    wish = {"hand_over": session, "even": even, "patience": patience}

    def ask() -> None:
        """Ask, again where the answer may have got lost: the first one counts."""
        comms.append(secrets.token_hex(16))
        gone = functools.partial(settle, [b'{"status":"unknown"}'])
        link.open_comm(comms[-1], wish, settle, gone, missed=ask)

    ask()
    try:
        # Not for a limited time: the session has gone as soon as the kernel has read this, however late that is.
        status, *checkpoint = await answer
    finally:
        for comm_id in comms:
            link.close_comm(comm_id, {})
    return msgspec.json.decode(status, type=_Answer), *checkpoint


async def _nothing(kernel: Kernel) -> None:
    """Be told that a session stays in a kernel, and do nothing."""
