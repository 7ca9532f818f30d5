"""Sessions: those of this server in memory, all of them in a store that may fail for a while."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from weakref import WeakValueDictionary

import msgspec

from jupyterlit.server.storage.frail_store import FrailStore
from jupyterlit.server.storage.session_store import MemorySessionStore, SessionRecord, SessionStore

LIMIT = 20_000_000  # bytes of a checkpoint
UNWRITTEN = 256_000_000  # bytes of checkpoints that wait for a store


class _Waiting(msgspec.Struct):
    """What of a checkpoint is not written yet, and the kernel that it is from."""

    kernel: str
    plain: bytes
    pickled: bytes | None

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.pickled or b"")


class _Unwritten(msgspec.Struct):
    """A record that is not written yet, and the server that had the session when this one took it.

    `written` is whether it was this server's to write, once the store has said so.
    """

    record: SessionRecord
    before: str
    written: bool | None = None


class Turns:
    """One at a time, for each session."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, id: str) -> asyncio.Lock:
        """Return a session's, to be held for a while."""
        lock = self._locks.get(id)
        if lock is None:
            lock = self._locks[id] = asyncio.Lock()
        return lock


class Sessions:
    """What this server knows of sessions.

    A store that fails is told of once, and tried again after a while: what is in a kernel lives on meanwhile.
    Of several servers that share a store one has a session. What the others write of it is not taken, and they are
    told so: they have not been there for a while, and it has gone on elsewhere.

    Parameters
    ----------
    store
        Where sessions are when no kernel has them.
    log
        Is told when the store fails, and when it works again.
    limit
        Bytes of a checkpoint.
    server
        The name of this server.

    Attributes
    ----------
    lost
        Called with the id of a session that this server has had and another one has taken.
    store, here
        What all servers know, which may fail, and what this one has.
    turns
        To be held while a session comes to this server or leaves it.
    """

    def __init__(self, store: SessionStore, log: logging.Logger, limit: int = LIMIT, server: str = "") -> None:
        self.limit = limit
        self.server = server
        self.lost: Callable[[str], None] = lambda id: None
        self.store = FrailStore(store, log)
        self.here = MemorySessionStore()
        self.turns = Turns()
        self._writing = Turns()
        self._noting = Turns()
        self._store = store
        self._log = log
        self._waiting: dict[str, _Waiting] = {}
        self._unwritten: dict[str, _Unwritten] = {}
        self._writer: asyncio.Task[None] | None = None
        self._refused: set[str] = set()

    # Records

    async def get(self, id: str) -> SessionRecord | None:
        """Return the session with this id."""
        if id in self._unwritten:
            return self._unwritten[id].record
        found = await self.store.ask(lambda: self._store.get(id), None)
        return found or await self.here.get(id)  # a store can have lost what it had

    async def find(self, handle: str) -> SessionRecord | None:
        """Return the session with this handle: the server's own knowledge counts while a kernel has it."""
        return await self.here.find(handle) or await self.store.ask(lambda: self._store.find(handle), None)

    async def put(self, record: SessionRecord) -> None:
        """Keep a record of a session that this server has, in place of an older one."""
        if not await self._put(record, self.server, self.server):
            self._drop(record.id, lost=True)

    async def take(self, record: SessionRecord) -> bool:
        """Make a session this server's that was as the record says; tell whether nobody else was faster."""
        if await self._put(record, record.server, self.server):
            return True
        self._drop(record.id)
        return False

    async def note(self, record: SessionRecord) -> None:
        """Keep a record of a session unless it is in another kernel now, or in none, about which this says nothing."""
        newest = await self.store.ask(lambda: self._store.get(record.id), None)
        if unwritten := self._unwritten.get(record.id):
            newest = unwritten.record
        if newest is None or newest.kernel == record.kernel:
            await self.put(record)
        elif not unwritten:
            self._drop(record.id)

    async def remove(self, id: str) -> None:
        """Forget a session; one that is not there is no error."""
        self._drop(id)
        await self.store.ask(lambda: self._store.remove(id, self.server), None)

    async def rest(self, record: SessionRecord, *, ours: bool = False, stays: bool = False) -> None:
        """Note that no kernel of this server has a session any more: whoever is asked for it next can take it.

        Parameters
        ----------
        record
            The session's.
        ours
            Only this server can take it, which is about to put it into another kernel.
        stays
            It is in its kernel still, which other servers can reach.
        """
        await self.flush(record.id)
        stored = await self.get(record.id)
        if stored is not None and stored.kernel == record.kernel:  # another server may have it
            kernel = stored.kernel if stays else ""
            resting = msgspec.structs.replace(stored, kernel=kernel, connected=False, seen=record.seen)
            if not await self._put(resting, self.server, self.server if ours else ""):
                self._drop(record.id, lost=True)
        self.here.forget(record.id)

    async def count(self) -> int:
        """Return how many sessions this server's kernels have."""
        return await self.here.count()

    async def is_elsewhere(self, id: str) -> bool:
        """Tell whether another server has a session."""
        record = await self.get(id)
        return record is not None and record.server not in ("", self.server)

    async def clean(self, before: float, size: int) -> None:
        """Forget what nobody has come back for since then, and the oldest of more bytes than that."""
        gone = await self.store.ask(lambda: self._store.clean(before, size), 0)
        if gone:
            self._log.info("%d sessions were forgotten that nobody has come back for.", gone)

    # Checkpoints

    def keep(self, id: str, kernel: str, plain: bytes, pickled: bytes | None) -> None:
        """Keep a checkpoint that a kernel hands over, soon: the newest one counts.

        Parameters
        ----------
        id
            The session's.
        kernel
            The one that it is from. Of a session that has gone elsewhere nothing is taken.
        plain, pickled
            The parts; without the second one, that of an earlier checkpoint stays.
        """
        if len(plain) + len(pickled or b"") > self.limit + self.limit // 10:
            if id not in self._refused:
                self._refused.add(id)
                self._log.warning("A session is not kept: its checkpoint has more than %s bytes.", f"{self.limit:,}")
            return
        before = self._waiting.pop(id, None)
        if before is not None and pickled is None and before.kernel == kernel:
            pickled = before.pickled
        self._waiting[id] = _Waiting(kernel, plain, pickled)
        if sum(each.size for each in self._waiting.values()) > UNWRITTEN:
            self._waiting.pop(next(iter(self._waiting)))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())

    async def kept(self, record: SessionRecord) -> bytes | None:
        """Return the newest checkpoint of a session, unopened; None if there is none that is to be believed."""
        await self.flush(record.id)
        waiting = self._waiting.get(record.id)
        if waiting is not None and waiting.pickled is not None:
            return waiting.plain + waiting.pickled
        return await self.store.ask(lambda: self._store.kept(record.id), waiting.plain if waiting is not None else None)

    async def flush(self, id: str | None = None) -> None:
        """Write what waits, of one session or of all; give up where the store fails."""
        for each in [id] if id is not None else list(self._waiting):
            if each in self._unwritten:  # whose it is comes first, and may be on its way
                await self._write_record(self._unwritten[each])
            await self._write_one(each)

    async def close(self) -> None:
        """Write what can be written, and let go of the store."""
        if self._writer is not None:
            self._writer.cancel()
        await self.flush()
        for unwritten in list(self._unwritten.values()):
            await self._write_record(unwritten)
        await self._store.close()

    # The store

    async def _put(self, record: SessionRecord, before: str, after: str) -> bool:
        """Keep a record; tell whether the server is still the one that had it before. Another one has it after."""
        id, record = record.id, msgspec.structs.replace(record, server=after)
        if record.kernel:
            await self.here.put(record, self.server)
        else:
            self.here.forget(id)
        if id in self._unwritten:
            before = self._unwritten[id].before
        self._unwritten[id] = unwritten = _Unwritten(record, before)
        return await self._write_record(unwritten)

    def _drop(self, id: str, *, lost: bool = False) -> None:
        self._waiting.pop(id, None)
        self._unwritten.pop(id, None)
        self.here.forget(id)
        if lost:
            self.lost(id)

    async def _write(self) -> None:
        while self._waiting or self._unwritten:
            if (wait := self.store.wait) > 0:
                await asyncio.sleep(wait)
                continue
            for unwritten in list(self._unwritten.values()):
                if not await self._write_record(unwritten):
                    self._drop(unwritten.record.id, lost=True)
            for id in list(self._waiting):
                await self._write_one(id)

    async def _write_record(self, unwritten: _Unwritten) -> bool:
        """Write a record, now or later; tell whether it is this server's to write."""
        record = unwritten.record
        async with self._noting.of(record.id):
            if unwritten.written is not None:
                return unwritten.written
            written = await self.store.ask(lambda: self._store.put(record, unwritten.before), None)
            unwritten.written = written
            if written is None:
                if self._writer is None or self._writer.done():
                    self._writer = asyncio.create_task(self._write())
                return True
            if self._unwritten.get(record.id) is unwritten:
                del self._unwritten[record.id]
            elif written and record.id in self._unwritten:
                self._unwritten[record.id].before = record.server
            return written

    async def _write_one(self, id: str) -> None:
        async with self._writing.of(id):  # an older one that is on its way must not come after a newer one
            waiting = self._waiting.get(id)
            if waiting is None:
                return

            async def write() -> bool:
                if id in self._unwritten:
                    return False  # whose it is comes first
                record = await self.here.get(id)
                if record is None or record.kernel != waiting.kernel:
                    return True
                kept = await self._store.keep(id, waiting.plain, waiting.pickled, self.server)
                if not kept and await self._store.get(id) is not None:
                    self._drop(id, lost=True)
                return True

            if await self.store.ask(write, False) and self._waiting.get(id) is waiting:
                del self._waiting[id]
