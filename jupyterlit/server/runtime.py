"""Runtime: the apps, kernels and sessions of this server, from start to stop."""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec

from jupyterlit.config.sources import Settings
from jupyterlit.errors import AppSourceError
from jupyterlit.server.app import App
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.attachment import AGAIN, ELSEWHERE, LATER, UNKNOWN, Attachment, Connection, Refused, Visitor
from jupyterlit.server.kernel import Kernel
from jupyterlit.server.kernel_pool import KernelPool
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.session_store import SessionRecord, SessionStore

_RESTARTED = "The app has been started again and begins anew."


class Runtime:
    """The apps, kernels and sessions of this server.

    Parameters
    ----------
    options
        What the administrator has set.
    store
        Where sessions are remembered.
    log
        Where everything is told.
    public
        Whether anybody may visit, or only those whom Jupyter lets in.
    locate
        Finds the file behind a path that is not the key of an app yet; None where nothing is to be found.
    pools
        Makes the kernels of an app: from its source, their number, their spec and the log.
    """

    def __init__(
        self,
        options: JupyterLit,
        store: SessionStore,
        log: logging.Logger,
        *,
        public: bool = False,
        locate: Callable[[str], Awaitable[Path | None]] | None = None,
        pools: Callable[[AppSource, int, str, logging.Logger], KernelPool] = KernelPool,
    ) -> None:
        self.options = options
        self.store = store
        self.log = log
        self.public = public
        self.counts: Counter[str] = Counter()
        self.apps: dict[str, App] = {}
        self.home: App | None = None
        self._locate = locate
        self._pools = pools
        self.attached: dict[str, Attachment] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closing: set[asyncio.Task[None]] = set()
        self._sweeping = False

    async def launch(self, source: AppSource, settings: Settings | None = None) -> App:
        """Make this app the only one of the server and start its kernels.

        Its options are those of its folder if no `settings` are given.

        Raises
        ------
        AppSourceError
            Its kernels cannot be started.
        """
        app = self.home = self._add(source.name, source, settings)
        await self._start(app)
        return app

    async def find(self, key: str) -> App | None:
        """Return an app by its key.

        Raises
        ------
        AppSourceError
            The file is there and cannot be an app.
        """
        app = self.apps.get(key)
        if app is None and self._locate is not None and (path := await self._locate(key)) is not None:
            source = await asyncio.to_thread(read_app, path)
            app = self.apps.get(key) or self._add(key, source)
        return app

    async def attach(
        self, app: App, page: str, session: str | None, visitor: Visitor, connection: Connection
    ) -> Attachment:
        """Return the attachment of a browser to the session it asks for, or to a new one.

        A session is given to the visitor it was made for only, and to one browser at a time.

        Raises
        ------
        Refused
            There is no such page, or there are too many sessions.
        """
        found = app.source.find_page(page)
        if found is None:
            raise Refused(UNKNOWN, f"There is no page {page} in this app.")
        try:
            await self._start(app)
        except AppSourceError as error:
            raise Refused(LATER, str(error)) from error
        record = await self._resume(session, app, visitor) if session else None
        notice = ""
        if record is None:
            kernel, record = await self._new_session(app, found.name, visitor)
        else:
            kernel = app.pool.find(record.kernel)
            if kernel is None:
                kernel = app.pool.place()
                kernel.sessions.add(record.id)
                notice = _RESTARTED
            record = msgspec.structs.replace(record, page=found.name, kernel=kernel.id, connected=True)
        attachment = Attachment(app, kernel, record, connection, notice)
        self.attached[record.id] = attachment
        await self.store.put(record)
        return attachment

    def detach(self, attachment: Attachment) -> None:
        """Note that a browser is gone; its session is kept for a while."""
        attachment.leave()
        if self.attached.get(attachment.record.id) is attachment:
            del self.attached[attachment.record.id]
            self.spawn(self._note_absence(attachment.record))

    def kernel_of(self, record: SessionRecord) -> Kernel | None:
        """Return the kernel that has a session; None if that is gone."""
        if attachment := self.attached.get(record.id):
            return attachment.kernel
        app = self.apps.get(record.app)
        return app.pool.find(record.kernel) if app else None

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Let something go on by itself, until the runtime stops."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """End everything: connections, sessions, kernels."""
        for attachment in list(self.attached.values()):
            attachment.connection.end(AGAIN, "The server stops.")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for app in list(self.apps.values()):
            self._close(app)
        await asyncio.gather(*self._closing)

    def _add(self, key: str, source: AppSource, settings: Settings | None = None) -> App:
        pool = self._pools(source, self.options.kernels, self.options.kernel_name, self.log)
        app = self.apps[key] = App(key, source, pool, self._on_change, self.log, settings)
        return app

    def _close(self, app: App) -> None:
        """Let nobody in any more and end the app's kernels; `stop` waits for that."""
        del self.apps[app.key]
        closing = asyncio.create_task(app.close())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def _on_change(self, app: App) -> None:
        """Let browsers that could not be served try again."""
        for attachment in list(self.attached.values()):
            if attachment.app is app and not attachment.begun:
                attachment.connection.end(AGAIN, "The app has been changed.")

    async def _start(self, app: App) -> None:
        try:
            await app.launch()
        except AppSourceError:
            self.apps.pop(app.key, None)
            raise
        if not self._sweeping:
            self._sweeping = True
            self.spawn(self._sweep())

    async def _resume(self, session: str, app: App, visitor: Visitor) -> SessionRecord | None:
        """Return the session if it is this visitor's and no other browser has it."""
        while True:
            record = await self.store.get(session)
            if record is None or record.app != app.key or record.user != visitor.user:
                return None
            if not visitor.id or not hmac.compare_digest(record.visitor, visitor.id):
                return None
            other = self.attached.get(session)
            if other is None:
                return record
            if await other.connection.answers():
                return None
            self.detach(other)
            other.connection.end(ELSEWHERE, "This session goes on elsewhere.")

    async def _new_session(self, app: App, page: str, visitor: Visitor) -> tuple[Kernel, SessionRecord]:
        if await self.store.count() >= self.options.max_sessions:
            await self._make_room()
        kernel = app.pool.place()
        id = secrets.token_urlsafe(32)
        kernel.sessions.add(id)
        now = time.time()
        self.counts["sessions"] += 1
        return kernel, SessionRecord(
            id=id,
            app=app.key,
            page=page,
            visitor=visitor.id,
            user=visitor.user,
            kernel=kernel.id,
            created=now,
            seen=now,
            connected=True,
        )

    async def _make_room(self) -> None:
        """End the session whose browser has been away longest."""
        idle = [record for record in await self.store.idle_since(time.time()) if record.id not in self.attached]
        if not idle:
            self.counts["refused"] += 1
            raise Refused(LATER, "Too many people are using this app. Try again later.")
        await self._expire(min(idle, key=lambda record: record.seen))

    async def _note_absence(self, record: SessionRecord) -> None:
        if record.id not in self.attached:
            await self.store.put(msgspec.structs.replace(record, connected=False, seen=time.time()))

    async def _sweep(self) -> None:
        """End sessions whose browser does not come back, and kernels nobody needs."""
        while True:
            await asyncio.sleep(min(30.0, max(0.2, self.options.session_timeout / 4)))
            for record in await self.store.idle_since(time.time() - self.options.session_timeout):
                if record.id not in self.attached:
                    await self._expire(record)

    async def _expire(self, record: SessionRecord) -> None:
        await self.store.remove(record.id)
        app = self.apps.get(record.app)
        if app is None:
            return
        kernel = app.pool.find(record.kernel)
        if kernel is not None:
            kernel.sessions.discard(record.id)
        if kernel is not None and kernel.state == "ready":
            link = await kernel.link()
            comm_id = secrets.token_hex(16)
            data = {"session": record.id, "app": app.source.name, "page": record.page}
            link.open_comm(comm_id, data, lambda parts: None, lambda: None)
            link.close_comm(comm_id, {"end": True})
        if app is not self.home and not any(kernel.sessions for kernel in app.pool.kernels):
            self._close(app)
