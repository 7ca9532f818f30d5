"""Runtime: the apps, kernels and sessions of this server, from start to stop."""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec

from jupyterlit.errors import AppSourceError
from jupyterlit.protocol.codec import Part, encode_back, encode_batch
from jupyterlit.protocol.messages import Batch, Failed, Reset, Resync
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.kernel_link import KernelLink
from jupyterlit.server.kernel_pool import Kernel, KernelFailed, KernelPool
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.session_store import SessionRecord, SessionStore

_EARLY_FRAMES = 64  # what a browser may say before its kernel is ready
_RESTARTED = "The app has been started again and begins anew."

# Why a connection ends, as the browser is told; below 4000 the codes are the WebSocket standard's.
AGAIN = 1012
LATER = 1013
MALFORMED = 4400
UNKNOWN = 4404
ELSEWHERE = 4409


class Refused(Exception):
    """A connection cannot be taken, or go on: close code and the reason for the reader."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Visitor(msgspec.Struct, frozen=True):
    """Who is asking: `id` is what the cookie says, `user` whom Jupyter knows; the rest is for the app."""

    id: str
    user: str | None
    ip: str
    headers: Mapping[str, str]
    cookies: Mapping[str, str]

    def told(self) -> dict[str, Any]:
        """Return what the app may know."""
        return {"ip": self.ip, "user": self.user, "headers": self.headers, "cookies": self.cookies}


class Connection(Protocol):
    """A browser, as the runtime sees it."""

    def deliver(self, parts: Sequence[Part]) -> None:
        """Send the parts of a frame to the browser, without waiting."""
        ...

    def end(self, code: int, reason: str) -> None:
        """Close the connection and say why."""
        ...

    async def answers(self) -> bool:
        """Tell whether there is still a browser at the other end."""
        ...


class App:
    """An app of this server: what it is and where it runs."""

    def __init__(self, key: str, source: AppSource, pool: KernelPool) -> None:
        self.key = key
        self.source = source
        self.pool = pool
        self.watcher: asyncio.Task[None] | None = None
        self._launched: asyncio.Task[None] | None = None

    async def launch(self) -> None:
        """Return when the processes of its kernels have been started, once."""
        if self._launched is None:
            self._launched = asyncio.create_task(self.pool.launch())
        await asyncio.shield(self._launched)

    @property
    def launched(self) -> bool:
        """Whether its kernels have been started."""
        return self._launched is not None


class Attachment:
    """One connection of one session, from its welcome to its end."""

    def __init__(self, app: App, kernel: Kernel, record: SessionRecord, connection: Connection, notice: str) -> None:
        self.app = app
        self.kernel = kernel
        self.record = record
        self.connection = connection
        self.notice = notice
        self._comm_id = secrets.token_hex(16)
        self._link: KernelLink | None = None
        self._early: list[Sequence[Part]] = []
        self._left = False

    @property
    def begun(self) -> bool:
        """Whether the kernel knows of this connection."""
        return self._link is not None

    async def begin(self, visitor: Visitor) -> None:
        """Connect browser and kernel as soon as the kernel is ready."""
        try:
            link = await self.kernel.link()
        except KernelFailed as error:
            messages = [Reset(session=self.record.id), Failed(title=error.title, message=error.message)]
            if not self._left:
                self.connection.deliver(encode_batch(Batch(seq=1, messages=messages)))
            return
        if self._left:
            return
        data = {
            "session": self.record.id,
            "app": self.app.source.name,
            "page": self.record.page,
            "visitor": visitor.told(),
        }
        self.record = msgspec.structs.replace(self.record, life=self.kernel.lives)
        self._link = link
        link.open_comm(self._comm_id, data, self.connection.deliver, self._closed)
        early, self._early = self._early, []
        for parts in early:
            link.send(self._comm_id, parts)

    def forward(self, parts: Sequence[Part]) -> None:
        """Pass a frame of the browser on to its session in the kernel.

        Raises
        ------
        Refused
            The browser has said too much while its kernel was starting.
        """
        if self._link is not None:
            self._link.send(self._comm_id, parts)
        elif len(self._early) < _EARLY_FRAMES:
            self._early.append([bytes(part) for part in parts])
        else:
            raise Refused(MALFORMED, "Too many messages before the app is ready.")

    def resync(self) -> None:
        """Ask the kernel for the whole page: the browser has missed something."""
        if self._link is not None:
            self._link.send(self._comm_id, encode_back(Resync()))

    def leave(self) -> None:
        """Tell the kernel that the browser is gone."""
        self._left = True
        if self._link is not None:
            self._link.close_comm(self._comm_id, {})

    def _closed(self) -> None:
        gone = self._link is None or self._link.closed
        reason = "The app has stopped and is being started again." if gone else "The app has closed this session."
        self.connection.end(AGAIN, reason)


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
    """

    def __init__(
        self,
        options: JupyterLit,
        store: SessionStore,
        log: logging.Logger,
        *,
        public: bool = False,
        locate: Callable[[str], Awaitable[Path | None]] | None = None,
    ) -> None:
        self.options = options
        self.store = store
        self.log = log
        self.public = public
        self.counts: Counter[str] = Counter()
        self.apps: dict[str, App] = {}
        self.home: App | None = None
        self._locate = locate
        self._attached: dict[str, Attachment] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._sweeper: asyncio.Task[None] | None = None

    async def launch(self, source: AppSource) -> App:
        """Make this app the only one of the server and start its kernels.

        Raises
        ------
        AppSourceError
            Its kernels cannot be started.
        """
        app = self.home = self._add(source.name, source)
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
            kernel = app.pool.kernels[record.kernel]
            if record.life != kernel.lives:
                notice = _RESTARTED
            record = msgspec.structs.replace(record, page=found.name, connected=True)
        attachment = Attachment(app, kernel, record, connection, notice)
        self._attached[record.id] = attachment
        await self.store.put(record)
        return attachment

    def detach(self, attachment: Attachment) -> None:
        """Note that a browser is gone; its session is kept for a while."""
        attachment.leave()
        if self._attached.get(attachment.record.id) is attachment:
            del self._attached[attachment.record.id]
            self.spawn(self._note_absence(attachment.record))

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Let something go on by itself, until the runtime stops."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """End everything: connections, sessions, kernels."""
        for attachment in list(self._attached.values()):
            attachment.connection.end(AGAIN, "The server stops.")
        tasks = [*self._tasks, *(app.watcher for app in self.apps.values() if app.watcher)]
        if self._sweeper is not None:
            tasks.append(self._sweeper)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(app.pool.shutdown() for app in self.apps.values()))
        self.apps.clear()

    def _add(self, key: str, source: AppSource) -> App:
        pool = KernelPool(source, self.options.kernels, self.options.kernel_name, self.log)
        app = self.apps[key] = App(key, source, pool)
        return app

    async def _start(self, app: App) -> None:
        try:
            await app.launch()
        except AppSourceError:
            self.apps.pop(app.key, None)
            raise
        if app.watcher is None and app.source.notebook:
            app.watcher = asyncio.create_task(self._watch(app))
        if self._sweeper is None:
            self._sweeper = asyncio.create_task(self._sweep())

    async def _resume(self, session: str, app: App, visitor: Visitor) -> SessionRecord | None:
        """Return the session if it is this visitor's and no other browser has it."""
        while True:
            record = await self.store.get(session)
            if record is None or record.app != app.key or record.user != visitor.user:
                return None
            if not visitor.id or not hmac.compare_digest(record.visitor, visitor.id):
                return None
            other = self._attached.get(session)
            if other is None:
                return record
            if await other.connection.answers():
                return None
            self.detach(other)
            other.connection.end(ELSEWHERE, "This session goes on elsewhere.")

    async def _new_session(self, app: App, page: str, visitor: Visitor) -> tuple[Kernel, SessionRecord]:
        if await self.store.count() >= self.options.max_sessions:
            self.counts["refused"] += 1
            raise Refused(LATER, "Too many people are using this app. Try again later.")
        kernel = app.pool.place()
        kernel.sessions += 1
        now = time.time()
        self.counts["sessions"] += 1
        return kernel, SessionRecord(
            id=secrets.token_urlsafe(32),
            app=app.key,
            page=page,
            visitor=visitor.id,
            user=visitor.user,
            kernel=kernel.index,
            life=kernel.lives,
            created=now,
            seen=now,
            connected=True,
        )

    async def _note_absence(self, record: SessionRecord) -> None:
        if record.id not in self._attached:
            await self.store.put(msgspec.structs.replace(record, connected=False, seen=time.time()))

    async def _sweep(self) -> None:
        """End sessions whose browser does not come back, and kernels nobody needs."""
        while True:
            await asyncio.sleep(min(30.0, max(0.2, self.options.session_timeout / 4)))
            for record in await self.store.idle_since(time.time() - self.options.session_timeout):
                if record.id not in self._attached:
                    await self._expire(record)

    async def _expire(self, record: SessionRecord) -> None:
        await self.store.remove(record.id)
        app = self.apps.get(record.app)
        if app is None:
            return
        kernel = app.pool.kernels[record.kernel]
        kernel.sessions -= 1
        if kernel.lives == record.life and kernel.state == "ready":
            link = await kernel.link()
            comm_id = secrets.token_hex(16)
            data = {"session": record.id, "app": app.source.name, "page": record.page}
            link.open_comm(comm_id, data, lambda parts: None, lambda: None)
            link.close_comm(comm_id, {"end": True})
        if app is not self.home and not any(kernel.sessions for kernel in app.pool.kernels):
            del self.apps[app.key]
            if app.watcher is not None:
                app.watcher.cancel()
            await app.pool.shutdown()

    async def _watch(self, app: App) -> None:
        """Let the kernels of a notebook know when it has been saved."""
        import watchfiles

        path = Path(app.source.path)
        changes = watchfiles.awatch(  # pyright: ignore[reportUnknownMemberType]: an optional library's event
            path.parent, watch_filter=lambda _, name: Path(name) == path, recursive=False, debounce=200
        )
        async for _ in changes:
            await self._reread(app, path)

    async def _reread(self, app: App, path: Path) -> None:
        try:
            source = await asyncio.to_thread(read_app, path)
        except AppSourceError as error:
            self.log.warning("%s goes on as it was. %s", app.source.name, error)
            return
        if source == app.source:
            return
        app.source = source
        await app.pool.update(source)
        for attachment in list(self._attached.values()):
            if attachment.app is app and not attachment.begun:
                attachment.connection.end(AGAIN, "The app has been changed.")
