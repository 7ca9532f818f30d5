"""Runtime: the apps, kernels and sessions of this server, from start to stop."""

from __future__ import annotations

import asyncio
import functools
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
from jupyterlit.server.attachment import AGAIN, LATER, NOT_YOURS, UNKNOWN, Attachment, Connection, Refused, Visitor
from jupyterlit.server.culling import Culling
from jupyterlit.server.draining import Draining
from jupyterlit.server.first_page import Expected, FirstPages
from jupyterlit.server.gallery import Gallery
from jupyterlit.server.keeping import Keeping
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.kernels.kernel_pool import KernelPool
from jupyterlit.server.kernels.placement import Full
from jupyterlit.server.limits import Limits
from jupyterlit.server.lobby import Lobby
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.orphans import Orphans
from jupyterlit.server.remote_files import RemoteFiles
from jupyterlit.server.settings import settings_of
from jupyterlit.server.sharing import Sharing
from jupyterlit.server.storage.replicas import Replicas
from jupyterlit.server.storage.session_store import SessionRecord, SessionStore
from jupyterlit.server.storage.sessions import Sessions

RUNTIME = "jupyterlit_runtime"  # the key in tornado's settings
STOPS = "The server stops."
_CLOSED = "This server is about to be stopped and takes nobody in. The page goes on by itself when another does."
_RESTARTED = "The app has been started again and begins anew."
_RETURNED = "The app has been started again. Your page is as it was."
_TAKEN = "Your page is being opened elsewhere."


class Runtime:
    """The apps, kernels and sessions of this server.

    Parameters
    ----------
    options
        What the administrator has set.
    store
        Where sessions are when no kernel has them.
    log
        Where everything is told.
    public
        Whether anybody may visit, or only those whom Jupyter lets in.
    locate
        Finds the file behind a path that is not the key of an app yet; None where nothing is to be found.
    pools
        Makes the kernels of an app: from its source, the options and the log.
    gallery
        What there is to choose from, where that is more than one app.
    settings
        Returns the options of the apps in a folder.

    Attributes
    ----------
    below
        Where the keys of apps lie in addresses, below the server's own.
    closed
        Whether an administrator lets nobody in any more who is not there.
    """

    def __init__(
        self,
        options: JupyterLit,
        store: SessionStore,
        log: logging.Logger,
        *,
        public: bool = False,
        locate: Callable[[str], Awaitable[Path | None]] | None = None,
        pools: Callable[[AppSource, JupyterLit, logging.Logger], KernelPool] = KernelPool,
        gallery: Gallery | None = None,
        settings: Callable[[Path], Settings] = settings_of,
    ) -> None:
        self.options = options
        self.id = secrets.token_hex(8)
        self.sessions = Sessions(store, log, options.stored_size(), self.id)
        self.keeping = Keeping(self.sessions)
        self.first_pages = FirstPages(options.first_page, self._expected)
        self.log = log
        self.public = public
        self.counts: Counter[str] = Counter()
        self.apps: dict[str, App] = {}
        self.home: App | None = None
        self._locate = locate
        self._pools = pools
        self._settings = settings
        self.gallery = gallery
        self.below = "lit/app"
        self.closed = False
        self.attached: dict[str, Attachment] = {}
        self.stopping = False
        self.lobby = Lobby(self.counts)
        self.limits = Limits(options, self.counts)
        self.draining = Draining(options, self.sessions, self.attached, self._on_end, log)
        self.culling = Culling(options, self.sessions, self.attached, self.apps, self._on_end, log)
        self.replicas = Replicas(self.id, store.post, self.sessions.store.retry, log)
        self.sharing = Sharing(
            self.replicas, self.sessions, self.attached, self.apps, self.draining, self.culling, self.detach, log
        )
        self.orphans = Orphans(self.id, store.leases, options, self.apps, log)
        self.draining.hand_on = self.orphans.hand_on
        self.remote_files = RemoteFiles(self.replicas, self.sharing.files)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closing: set[asyncio.Task[None]] = set()
        self._sweeping = False
        self._ending = asyncio.Lock()
        self._ended = False

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

    async def warm(self) -> None:
        """Start the kernels of all apps of the gallery; those that cannot be started say so in the log."""
        for name in self.gallery.names() if self.gallery else ():
            try:
                if (app := await self.find(name)) is not None:
                    await self._start(app)
            except AppSourceError as error:
                self.log.error("%s cannot be started: %s", name, error)

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

        A session is given to the visitor it was made for only, and to one browser at a time. Where there is no room
        for a new one, the browser is told so and waits in line.

        Raises
        ------
        Refused
            There is no such page, it is not for this visitor, too many wait already, the browser has gone, or the
            server stops.
        """
        if self.stopping:
            raise Refused(AGAIN, STOPS)
        if app.source.find_page(page) is None:
            raise Refused(UNKNOWN, "There is no such page in this app.")
        found = app.source.page_for(page, visitor.roles)
        if found is None:
            raise Refused(NOT_YOURS, "This page is not for you.")
        try:
            await self._start(app)
        except AppSourceError as error:
            raise Refused(LATER, str(error)) from error
        if session:
            async with self.sessions.turns.of(session):
                record = await self.sharing.bring(session, app, visitor)
                if record is not None:
                    return await self._return(app, record, found.name, connection)
        if self.closed:
            raise Refused(LATER, _CLOSED)
        self.limits.begin_session(visitor)
        attempt = functools.partial(self._new_session, app, found.name, visitor)
        kernel, record = await self.lobby.enter(connection, attempt)
        attachment = Attachment(app, kernel, record, connection, self.keeping)
        attachment.first_pages = self.first_pages
        self.attached[record.id] = attachment
        await self.sessions.put(record)
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
        """End everything, once: connections, sessions, which are kept as they are, and kernels."""
        self.stopping = True
        async with self._ending:
            if not self._ended:
                self._ended = True
                await self._stop()

    async def _stop(self) -> None:
        for attachment in list(self.attached.values()):
            attachment.connection.end(AGAIN, STOPS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.draining.save(self.apps.values())
        await self.replicas.close()  # nobody has to ask any more: what can be taken lies in the store
        for app in list(self.apps.values()):
            self._close(app)
        await asyncio.gather(*self._closing)
        await self.sessions.close()

    def _expected(self, session: str) -> Expected | None:
        """Return what is known of a session whose first run is to come, once."""
        attachment = self.attached.get(session)
        if attachment is None:
            return None
        expected, attachment.expected = attachment.expected, None
        return expected

    def _add(self, key: str, source: AppSource, settings: Settings | None = None) -> App:
        pool = self._pools(source, self.options, self.log)
        settings = settings or self._settings(Path(source.path).parent)
        app = self.apps[key] = App(key, source, pool, self._on_change, self.log, settings)
        pool.spare = self.orphans.spare
        pool.empty = functools.partial(self.draining.empty, app)
        return app

    def _close(self, app: App) -> None:
        """Let nobody in any more and end the app's kernels; `stop` waits for that."""
        del self.apps[app.key]
        closing = asyncio.create_task(app.close())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def _on_change(self, app: App) -> None:
        """Let browsers that could not be served try again."""
        self.first_pages.forget(app.key)
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
            self.replicas.listen()
            self.spawn(self.culling.run())
            self.spawn(self.orphans.run())

    async def _return(self, app: App, record: SessionRecord, page: str, connection: Connection) -> Attachment:
        """Return the attachment of a browser to a session that is there, in its kernel or another."""
        kernel = await app.pool.adopt(record.kernel) if record.kernel else None
        if kernel is not None and kernel.leaving and await self.draining.move(app, kernel, record.id):
            record, kernel = msgspec.structs.replace(record, kernel="", server=""), None
        known, gone = kernel is not None, bool(record.kernel)
        if kernel is not None:
            kernel.put(record.id)  # one of another server is let go where nobody is
        if kernel is None:
            kernel = await self.lobby.enter(connection, functools.partial(self._place, app, record.id))
        await self.sessions.flush(record.id)  # of what the kernel that had it has handed over
        record = msgspec.structs.replace(record, page=page, kernel=kernel.id, connected=True)
        if not await self.sessions.take(record):
            app.pool.release(kernel, record.id)
            raise Refused(AGAIN, _TAKEN)
        notice, checkpoint = "", None
        if not known:
            checkpoint = await self.keeping.kept(record)
            if gone:
                notice = _RESTARTED if checkpoint is None else _RETURNED
        attachment = Attachment(app, kernel, record, connection, self.keeping, notice, checkpoint)
        self.attached[record.id] = attachment
        return attachment

    async def _new_session(self, app: App, page: str, visitor: Visitor) -> tuple[Kernel, SessionRecord]:
        if await self.sessions.count() >= self.options.max_sessions and not await self.culling.make_room():
            raise Full
        id = secrets.token_urlsafe(32)
        kernel = await self._place(app, id)
        now = time.time()
        self.counts["sessions"] += 1
        record = SessionRecord(
            id=id,
            app=app.key,
            page=page,
            visitor=visitor.id,
            user=visitor.user,
            roles=visitor.roles,
            kernel=kernel.id,
            created=now,
            seen=now,
            connected=True,
        )
        extra = {"app": app.key, "session": record.handle, "kernel": kernel.index}
        self.log.info("Session %s begins.", record.handle[:8], extra=extra)
        return kernel, record

    async def _place(self, app: App, session: str) -> Kernel:
        """Put a session on a kernel; where all are full, one whose browser has been away longest makes room."""
        try:
            return app.pool.place(session)
        except Full:
            if not await self.culling.make_room(app.key):
                raise
            return app.pool.place(session)

    async def _note_absence(self, record: SessionRecord) -> None:
        if record.id not in self.attached:
            await self.sessions.note(msgspec.structs.replace(record, connected=False, seen=time.time()))
            self.lobby.admit()  # it can make room for somebody who is there

    def _on_end(self, app: App) -> None:
        """Let the next one in, and end the kernels of an app that nobody uses."""
        kept = app is self.home or self.options.keep_warm
        if not kept and app.key in self.apps and not any(kernel.sessions for kernel in app.pool.kernels):
            self._close(app)
        self.lobby.admit()
