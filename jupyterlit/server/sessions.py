"""Sessions: those of this server in memory, all of them in a store that may fail for a while."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from jupyterlit.server.session_store import MemorySessionStore, SessionRecord, SessionStore, StoreFailed

FIRST_REST, LONGEST_REST = 1.0, 30.0  # s for which a store that has failed is left alone
LIMIT = 20_000_000  # bytes of a checkpoint
UNWRITTEN = 256_000_000  # bytes of checkpoints that wait for a store
ResultT = TypeVar("ResultT")


class _Waiting(msgspec.Struct):
    """What of a checkpoint is not written yet, and the kernel that it is from."""

    kernel: str
    plain: bytes
    pickled: bytes | None

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.pickled or b"")


class Sessions:
    """What this server knows of sessions.

    A store that fails is told of once, and tried again after a while: what is in a kernel lives on meanwhile.

    Parameters
    ----------
    store
        Where sessions are when no kernel has them.
    log
        Is told when the store fails, and when it works again.
    limit
        Bytes of a checkpoint.
    """

    def __init__(self, store: SessionStore, log: logging.Logger, limit: int = LIMIT) -> None:
        self.limit = limit
        self._store = store
        self._log = log
        self._awake = MemorySessionStore()
        self._waiting: dict[str, _Waiting] = {}
        self._unwritten: dict[str, SessionRecord] = {}
        self._rest = 0.0
        self._until = 0.0
        self._writer: asyncio.Task[None] | None = None
        self._refused: set[str] = set()

    # Records

    async def get(self, id: str) -> SessionRecord | None:
        """Return the session with this id."""
        if id in self._unwritten:
            return self._unwritten[id]
        found = await self._try(lambda: self._store.get(id), None)
        return found or await self._awake.get(id)  # a store can have lost what it had

    async def find(self, handle: str) -> SessionRecord | None:
        """Return the session with this handle: the server's own knowledge counts while a kernel has it."""
        return await self._awake.find(handle) or await self._try(lambda: self._store.find(handle), None)

    async def put(self, record: SessionRecord) -> None:
        """Keep a record, in place of an older one of the same session."""
        if record.kernel:
            await self._awake.put(record)
        else:
            await self._awake.remove(record.id)
        self._unwritten[record.id] = record
        await self._write_record(record)

    async def note(self, record: SessionRecord) -> None:
        """Keep a record of a session that this server has: unless another one has it now, which knows better."""
        stored = await self._try(lambda: self._store.get(record.id), None)
        if stored is not None and stored.kernel != record.kernel and record.id not in self._unwritten:
            await self._awake.remove(record.id)
        else:
            await self.put(record)

    async def remove(self, id: str) -> None:
        """Forget a session; one that is not there is no error."""
        self._waiting.pop(id, None)
        self._unwritten.pop(id, None)
        await self._awake.remove(id)
        await self._try(lambda: self._store.remove(id), None)

    async def rest(self, record: SessionRecord) -> None:
        """Note that this server's kernels do not have a session any more: its browser has not come back for long."""
        await self.flush(record.id)
        stored = await self.get(record.id)
        if stored is not None and stored.kernel == record.kernel:  # another server may have it
            await self.put(msgspec.structs.replace(stored, kernel="", connected=False, seen=record.seen))
        await self._awake.remove(record.id)

    async def count(self) -> int:
        """Return how many sessions this server's kernels have."""
        return await self._awake.count()

    async def idle_since(self, time: float) -> list[SessionRecord]:
        """Return the sessions without a browser, of this server's kernels, that were last seen before `time`."""
        return await self._awake.idle_since(time)

    async def clean(self, before: float, size: int) -> None:
        """Forget what nobody has come back for since then, and the oldest of more bytes than that."""
        gone = await self._try(lambda: self._store.clean(before, size), 0)
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
        return await self._try(lambda: self._store.kept(record.id), waiting.plain if waiting is not None else None)

    async def flush(self, id: str | None = None) -> None:
        """Write what waits, of one session or of all; give up where the store fails."""
        for each in [id] if id is not None else list(self._waiting):
            await self._write_one(each)

    async def close(self) -> None:
        """Write what can be written, and let go of the store."""
        if self._writer is not None:
            self._writer.cancel()
        await self.flush()
        for record in list(self._unwritten.values()):
            await self._write_record(record)
        await self._store.close()

    # The store

    async def _write(self) -> None:
        while self._waiting or self._unwritten:
            if (wait := self._until - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            for record in list(self._unwritten.values()):
                await self._write_record(record)
            for id in list(self._waiting):
                await self._write_one(id)

    async def _write_record(self, record: SessionRecord) -> None:
        if await self._try(lambda: _done(self._store.put(record)), False):
            if self._unwritten.get(record.id) is record:
                del self._unwritten[record.id]
        elif self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())

    async def _write_one(self, id: str) -> None:
        waiting = self._waiting.get(id)
        if waiting is None:
            return

        async def write() -> bool:
            record = self._unwritten.get(id) or await self._store.get(id)
            if record is not None and record.kernel == waiting.kernel:
                await self._store.keep(id, waiting.plain, waiting.pickled)
            return True

        if await self._try(write, False) and self._waiting.get(id) is waiting:
            del self._waiting[id]

    async def _try(self, ask: Callable[[], Awaitable[ResultT]], otherwise: ResultT) -> ResultT:
        """Ask the store for something; while it fails, answer without it."""
        if time.monotonic() < self._until:
            return otherwise
        try:
            answer = await ask()
        except StoreFailed as error:
            if not self._rest:
                self._log.error("Sessions cannot be kept at present: %s. They go on in memory.", str(error).rstrip("."))
            self._rest = min(LONGEST_REST, self._rest * 2 or FIRST_REST)
            self._until = time.monotonic() + self._rest
            return otherwise
        if self._rest:
            self._rest = 0.0
            self._log.warning("Sessions are kept again.")
        return answer


async def _done(work: Awaitable[object]) -> bool:
    await work
    return True
