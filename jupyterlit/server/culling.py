"""Culling: ends what nobody needs any more: sessions without a browser, browsers without a reader."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Mapping

import msgspec

from jupyterlit.server.app import App
from jupyterlit.server.attachment import IDLE, Attachment
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.storage.session_store import SessionRecord
from jupyterlit.server.storage.sessions import Sessions

_TEND_SECONDS = 300.0
_IDLE = "Nobody has done anything here for a while. Load the page again to go on."


class Culling:
    """Looks from time to time for what can end.

    Parameters
    ----------
    options
        After what time that is.
    sessions
        Those of the server.
    attached
        Those that have a browser, by id.
    apps
        The apps, by key.
    ended
        Called with an app of which a session has ended.
    log
        Is told which sessions have ended.
    """

    def __init__(
        self,
        options: JupyterLit,
        sessions: Sessions,
        attached: Mapping[str, Attachment],
        apps: Mapping[str, App],
        ended: Callable[[App], None],
        log: logging.Logger,
    ) -> None:
        self._options = options
        self._sessions = sessions
        self._attached = attached
        self._apps = apps
        self._ended = ended
        self._log = log
        self._tended = 0.0

    async def run(self) -> None:
        """Look until cancelled."""
        times = [time for time in (self._options.session_timeout, self._options.idle_timeout) if time]
        while True:
            await asyncio.sleep(min(30.0, max(0.2, min(times, default=0.0) / 4)))
            for record in await self._sessions.here.idle_since(time.time() - self._options.session_timeout):
                if record.id not in self._attached:
                    await self.expire(record)
            if self._options.idle_timeout:
                self._send_away(time.monotonic() - self._options.idle_timeout)
            await self._tend_store()

    async def _tend_store(self) -> None:
        """Note there, now and then, who is still here, and forget what nobody has come back for."""
        now = time.time()
        lifetime = max(self._options.session_ttl, self._options.session_timeout)
        if now - self._tended < min(_TEND_SECONDS, lifetime / 4):
            return
        self._tended = now
        for attachment in list(self._attached.values()):
            await self._sessions.note(msgspec.structs.replace(attachment.record, seen=now))
        await self._sessions.clean(now - lifetime, self._options.session_store_size)

    def _send_away(self, since: float) -> None:
        """Disconnect the browsers whose reader has done nothing since then."""
        for attachment in list(self._attached.values()):
            if attachment.touched < since:
                attachment.connection.end(IDLE, _IDLE)

    async def make_room(self, app: str | None = None) -> bool:
        """End the session, of this app or of any, whose browser has been away longest; tell whether there was one."""
        away = await self._sessions.here.idle_since(time.time())
        away = [r for r in away if r.id not in self._attached and app in (None, r.app)]
        if away:
            await self.expire(min(away, key=lambda record: record.seen))
        return bool(away)

    async def expire(self, record: SessionRecord, *, forget: bool = False) -> None:
        """End a session in its kernel; what is kept of it rests in the store, unless that is to `forget` it.

        One that another server has taken meanwhile goes on, be it in the same kernel.
        """
        if await self._sessions.is_elsewhere(record.id):
            await self.let_go(record.id)
            return
        if not forget and self._options.session_ttl and await self._sessions.kept(record) is not None:
            await self._sessions.rest(record)
        else:
            await self._sessions.remove(record.id)
        app = self._apps.get(record.app)
        if app is None:
            return
        kernel = app.pool.find(record.kernel)
        if kernel is not None:
            await self.end(app, kernel, record.id, record.page)
        extra = {"app": record.app, "session": record.handle}
        self._log.info("Session %s has ended.", record.handle[:8], extra=extra)
        self._ended(app)

    async def let_go(self, id: str) -> None:
        """Leave a session to the server that has it now; it ends here where that has put it into another kernel."""
        self._sessions.here.forget(id)
        stored = await self._sessions.get(id)
        for app in list(self._apps.values()):
            for kernel in list(app.pool.kernels):
                if id not in kernel.sessions:
                    continue
                if stored is not None and kernel.is_known_as(stored.kernel):
                    app.pool.release(kernel, id)
                else:
                    await self.end(app, kernel, id)

    async def end(self, app: App, kernel: Kernel, session: str, page: str = "") -> None:
        """End a session in its kernel."""
        if kernel.state == "ready":
            link = await kernel.link()
            comm_id = secrets.token_hex(16)
            data = {"session": session, "app": app.source.name, "page": page}
            link.open_comm(comm_id, data, lambda parts: None, lambda: None)
            link.close_comm(comm_id, {"end": True})
        app.pool.release(kernel, session)
