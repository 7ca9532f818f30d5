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
from jupyterlit.server.storage.session_store import Leases, Post, SessionRecord

RECORD, PLAIN, PICKLED = "record", "plain", "pickled"
_OLD = 60.0  # s after which a letter is none: somebody may send it again
_LARGE = 100_000  # bytes from which on sealing takes longer than asking a thread to do it
_PARTS = (RECORD, PLAIN, PICKLED)
ResultT = TypeVar("ResultT")
_decode = msgspec.json.Decoder(SessionRecord).decode


class Shelf(Protocol):
    """Where bytes lie, by the handle of their session. What it raises is `StoreFailed`."""

    async def read(self, handle: str, parts: Iterable[str]) -> list[bytes | None]:
        """Return these parts of a session, none for one that is not there."""
        ...

    async def write(
        self, handle: str, parts: Mapping[str, bytes], seen: float | None, *, before: str = "", after: str | None = None
    ) -> bool:
        """Keep parts of a session in place of older ones; tell whether that was done.

        Parameters
        ----------
        handle, parts
            The session and what is to be kept.
        seen
            When it was; without that, only of a session that is there.
        before
            The server that has the session, if one has it: in the place of another one's nothing is put.
        after
            The server that has it from now on, or has it already; none given, it stays as it is.
        """
        ...

    async def remove(self, handle: str, before: str = "") -> None:
        """Forget a session, if that server has it."""
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
    post
        The way to other servers that have the same shelf.
    leases
        Who of them is in which kernel.
    """

    def __init__(
        self,
        shelf: Shelf,
        secret: bytes,
        app: str,
        lifetime: float,
        log: logging.Logger,
        post: Post | None = None,
        leases: Leases | None = None,
    ) -> None:
        self.leases = leases
        self.post: Post | None = None if post is None else SealedPost(post, Seal(secret, f"letter {app}"), log)
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

    async def put(self, record: SessionRecord, server: str = "") -> bool:
        """Keep a record in place of an older one of the same session, if `server` has that; tell whether it does."""
        handle = record.handle
        sealed = self._seals[RECORD].close(handle, time.time(), msgspec.json.encode(record))
        return await self._shelf.write(handle, {RECORD: sealed}, record.seen, before=server, after=record.server)

    async def remove(self, id: str, server: str = "") -> None:
        """Forget a session if `server` has it; one that is not there is no error."""
        await self._shelf.remove(handle_of(id), server)

    async def keep(self, id: str, plain: bytes | None, pickled: bytes | None, server: str = "") -> bool:
        """Keep a checkpoint's parts, those that are given, if `server` has the session; tell whether it does."""
        handle, now = handle_of(id), time.time()
        given = {name: data for name, data in ((PLAIN, plain), (PICKLED, pickled)) if data is not None}

        def close() -> dict[str, bytes]:
            return {name: self._seals[name].close(handle, now, data) for name, data in given.items()}

        sealed = await _aside(sum(map(len, given.values())), close)
        return await self._shelf.write(handle, sealed, None, before=server)

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


class SealedPost:
    """Letters that only those can write who have the key, to the one they are for, and not again after a while.

    Parameters
    ----------
    post
        Carries them.
    seal
        Closes them.
    log
        Is told what is not believed.
    """

    def __init__(self, post: Post, seal: Seal, log: logging.Logger) -> None:
        self._post = post
        self._seal = seal
        self._log = log

    async def send(self, to: str, letter: bytes) -> bool:
        """Send a letter to a server; tell whether there is one of that name. Nobody learns whether it has been read."""
        return await self._post.send(to, self._seal.close(to, time.time(), letter))

    async def receive(self, me: str, take: Callable[[bytes], None], begin: Callable[[], None]) -> None:
        """Give the letters to a server to `take`, until cancelled; `begin` is called whenever some can come."""

        def open(sealed: bytes) -> None:
            try:
                made, letter = self._seal.open(me, sealed)
                if abs(time.time() - made) > _OLD:
                    raise Broken("it is old, or the servers' clocks differ")
            except Broken as error:
                self._log.warning("A letter of another server is not believed: %s.", error)
            else:
                take(bytes(letter))

        await self._post.receive(me, open, begin)


async def _aside(size: int, work: Callable[[], ResultT]) -> ResultT:
    """Do something with so many bytes, on a thread where that takes long."""
    return work() if size < _LARGE else await asyncio.to_thread(work)
