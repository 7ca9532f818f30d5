"""Culling: ends what nobody needs any more: sessions without a browser, browsers without a reader."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Mapping

from jupyterlit.server.app import App
from jupyterlit.server.attachment import IDLE, Attachment
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.session_store import SessionRecord, SessionStore

_IDLE = "Nobody has done anything here for a while. Load the page again to go on."


class Culling:
    """Looks from time to time for what can end.

    Parameters
    ----------
    options
        After what time that is.
    store
        The sessions.
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
        store: SessionStore,
        attached: Mapping[str, Attachment],
        apps: Mapping[str, App],
        ended: Callable[[App], None],
        log: logging.Logger,
    ) -> None:
        self._options = options
        self._store = store
        self._attached = attached
        self._apps = apps
        self._ended = ended
        self._log = log

    async def run(self) -> None:
        """Look until cancelled."""
        times = [time for time in (self._options.session_timeout, self._options.idle_timeout) if time]
        while True:
            await asyncio.sleep(min(30.0, max(0.2, min(times, default=0.0) / 4)))
            for record in await self._store.idle_since(time.time() - self._options.session_timeout):
                if record.id not in self._attached:
                    await self.expire(record)
            if self._options.idle_timeout:
                self._send_away(time.monotonic() - self._options.idle_timeout)

    def _send_away(self, since: float) -> None:
        """Disconnect the browsers whose reader has done nothing since then."""
        for attachment in list(self._attached.values()):
            if attachment.touched < since:
                attachment.connection.end(IDLE, _IDLE)

    async def make_room(self, app: str | None = None) -> bool:
        """End the session, of this app or of any, whose browser has been away longest; tell whether there was one."""
        away = await self._store.idle_since(time.time())
        away = [r for r in away if r.id not in self._attached and app in (None, r.app)]
        if away:
            await self.expire(min(away, key=lambda record: record.seen))
        return bool(away)

    async def expire(self, record: SessionRecord) -> None:
        """End a session, in its kernel as well."""
        await self._store.remove(record.id)
        app = self._apps.get(record.app)
        if app is None:
            return
        kernel = app.pool.find(record.kernel)
        if kernel is not None and kernel.state == "ready":
            link = await kernel.link()
            comm_id = secrets.token_hex(16)
            data = {"session": record.id, "app": app.source.name, "page": record.page}
            link.open_comm(comm_id, data, lambda parts: None, lambda: None)
            link.close_comm(comm_id, {"end": True})
        if kernel is not None:
            app.pool.release(kernel, record.id)
        self._log.info("Session %s has ended.", record.handle[:8])
        self._ended(app)
