"""SealedStore: sessions outside of this process, sealed so that what others have written there is not believed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

import msgspec

from jupyterlit.caching.seal import Broken, Seal
from jupyterlit.protocol.handles import handle_of
from jupyterlit.server.session_store import SessionRecord

RECORD, PLAIN, PICKLED = "record", "plain", "pickled"
_LARGE = 100_000  # bytes from which on sealing takes longer than asking a thread to do it
_PARTS = (RECORD, PLAIN, PICKLED)
ResultT = TypeVar("ResultT")
_decode = msgspec.json.Decoder(SessionRecord).decode


class Shelf(Protocol):
    """Where bytes lie, by the handle of their session. What it raises is `StoreFailed`."""

    async def read(self, handle: str, parts: Iterable[str]) -> list[bytes | None]:
        """Return these parts of a session, none for one that is not there."""
        ...

    async def write(self, handle: str, parts: Mapping[str, bytes], seen: float | None) -> None:
        """Keep parts of a session in place of older ones; without `seen` only if the session is there."""
        ...

    async def remove(self, handle: str) -> None:
        """Forget a session."""
        ...

    async def clean(self, before: float, size: int) -> int:
        """Forget sessions last seen before that, and the oldest of those that have more bytes together; count them."""
        ...

    async def close(self) -> None:
        """Let go of what is open."""
        ...


class SealedStore:
    """A `SessionStore` on a shelf.

    Parameters
    ----------
    shelf
        Where the bytes lie.
    secret
        The key of the seals: who has it can write sessions.
    app
        Whose sessions they are.
    lifetime
        Seconds after its browser was last seen for which a session can be had.
    log
        Is told what is not believed.
    """

    def __init__(self, shelf: Shelf, secret: bytes, app: str, lifetime: float, log: logging.Logger) -> None:
        self._shelf = shelf
        self._seals = {part: Seal(secret, f"session {app} {part}") for part in _PARTS}
        self._lifetime = lifetime
        self._log = log

    async def get(self, id: str) -> SessionRecord | None:
        """Return the session with this id."""
        return await self.find(handle_of(id))

    async def find(self, handle: str) -> SessionRecord | None:
        """Return the session with this handle."""
        (data,) = await self._shelf.read(handle, (RECORD,))
        opened = self._open(RECORD, handle, data)
        if opened is None:
            return None
        try:
            record = _decode(opened)
        except msgspec.MsgspecError as error:  # ours, of another version
            self._log.warning("What is stored of the session %s cannot be used: %s.", handle[:8], error)
            return None
        return record if record.seen > time.time() - self._lifetime else None

    async def put(self, record: SessionRecord) -> None:
        """Keep a record, in place of an older one of the same session."""
        handle = record.handle
        sealed = self._seals[RECORD].close(handle, time.time(), msgspec.json.encode(record))
        await self._shelf.write(handle, {RECORD: sealed}, record.seen)

    async def remove(self, id: str) -> None:
        """Forget a session; one that is not there is no error."""
        await self._shelf.remove(handle_of(id))

    async def keep(self, id: str, plain: bytes | None, pickled: bytes | None) -> None:
        """Keep a checkpoint's parts, those that are given, in place of older ones."""
        handle, now = handle_of(id), time.time()
        given = {name: data for name, data in ((PLAIN, plain), (PICKLED, pickled)) if data is not None}

        def close() -> dict[str, bytes]:
            return {name: self._seals[name].close(handle, now, data) for name, data in given.items()}

        await self._shelf.write(handle, await _aside(sum(map(len, given.values())), close), None)

    async def kept(self, id: str) -> bytes | None:
        """Return the checkpoint of a session: what `keep` was given last, if it is that."""
        handle = handle_of(id)
        plain, pickled = await self._shelf.read(handle, (PLAIN, PICKLED))

        def open() -> bytes | None:
            first = self._open(PLAIN, handle, plain)
            return None if first is None else b"".join((first, self._open(PICKLED, handle, pickled) or b""))

        return await _aside(len(plain or b"") + len(pickled or b""), open)

    async def clean(self, before: float, size: int) -> int:
        """Forget sessions last seen before that, and the oldest of those that have more bytes together; count them."""
        return await self._shelf.clean(before, size)

    async def close(self) -> None:
        """Let go of what the shelf holds open."""
        await self._shelf.close()

    def _open(self, part: str, handle: str, data: bytes | None) -> memoryview | None:
        """Return what was sealed here; anything else is refused with a line in the log, and never opened."""
        if data is None:
            return None
        try:
            return self._seals[part].open(handle, data)[1]
        except Broken as error:
            self._log.warning("What is stored of the session %s is not believed: %s.", handle[:8], error)
            return None


async def _aside(size: int, work: Callable[[], ResultT]) -> ResultT:
    """Do something with so many bytes, on a thread where that takes long."""
    return work() if size < _LARGE else await asyncio.to_thread(work)
