"""SessionStore: who is connected and what they had."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

import msgspec

from jupyterlit.protocol.handles import handle_of


class SessionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the server knows of a session; times are seconds since the epoch.

    It is for the visitor with these `roles` alone: what they have seen is not for them once they have others.

    `kernel` names the kernel's process it is in: another one does not know its state. It is empty
    once nobody has come back for so long that no kernel has the session any more.
    `server` names the one that has the session, and alone may write to it; empty if none has.
    """

    id: str
    app: str
    page: str
    visitor: str
    user: str | None
    kernel: str
    created: float
    seen: float
    connected: bool
    roles: tuple[str, ...] = ()
    server: str = ""

    @property
    def handle(self) -> str:
        """Its name in URLs, which tells nobody the id."""
        return handle_of(self.id)


class StoreFailed(Exception):
    """A store cannot do at present what it is asked for; the message says why, and holds no secret."""


class Post(Protocol):
    """Letters between the servers that share a store."""

    async def send(self, to: str, letter: bytes) -> bool:
        """Send a letter to a server; tell whether there is one of that name. Nobody learns whether it has been read."""
        ...

    async def receive(self, me: str, take: Callable[[bytes], None], begin: Callable[[], None]) -> None:
        """Give the letters to a server to `take`, until cancelled; `begin` is called whenever some can come."""
        ...


class Leases(Protocol):
    """Which servers have sessions in which kernels, where several can reach a kernel. All of it may fail."""

    async def hold(self, server: str, kernels: Iterable[str], seconds: float) -> None:
        """Note that a server is in these kernels for as long as that, if nothing else is said of it."""
        ...

    async def drop(self, server: str, kernel: str) -> bool:
        """Note that a server is not in a kernel any more; tell whether another one is."""
        ...

    async def take_orphans(self) -> list[str]:
        """Return the kernels that no server is in any more, to be ended: each to one who asks, once."""
        ...


class SessionStore(Protocol):
    """Where records of sessions live, and their checkpoints, of which nothing is opened. All of it may fail.

    What several servers share is written by the one that has the session: who is not told so.

    Attributes
    ----------
    post
        The way to the other servers; None where there are none.
    leases
        Who of them is in which kernel; None where there are no others.
    """

    post: Post | None
    leases: Leases | None

    async def get(self, id: str) -> SessionRecord | None:
        """Return the session with this id."""
        ...

    async def find(self, handle: str) -> SessionRecord | None:
        """Return the session with this handle."""
        ...

    async def put(self, record: SessionRecord, server: str = "") -> bool:
        """Keep a record in place of an older one of the same session, if `server` has that; tell whether it does."""
        ...

    async def remove(self, id: str, server: str = "") -> None:
        """Forget a session if `server` has it; one that is not there is no error."""
        ...

    async def keep(self, id: str, plain: bytes | None, pickled: bytes | None, server: str = "") -> bool:
        """Keep a checkpoint's parts, those that are given, if `server` has the session; tell whether it does."""
        ...

    async def kept(self, id: str) -> bytes | None:
        """Return the checkpoint of a session: what `keep` was given last, if it is that."""
        ...

    async def clean(self, before: float, size: int) -> int:
        """Forget sessions last seen before that, and the oldest of those that have more bytes together; count them."""
        ...

    async def close(self) -> None:
        """Let go of what the store holds open."""
        ...


class MemorySessionStore:
    """Sessions that end with the server.

    Parameters
    ----------
    size
        Bytes of all checkpoints, at most.
    """

    post: Post | None = None  # nobody shares it
    leases: Leases | None = None

    def __init__(self, size: int = 256_000_000) -> None:
        self._size = size
        self._records: dict[str, SessionRecord] = {}
        self._handles: dict[str, str] = {}
        self._kept: dict[str, tuple[bytes, bytes]] = {}

    async def get(self, id: str) -> SessionRecord | None:
        """Return the session with this id."""
        return self._records.get(id)

    async def find(self, handle: str) -> SessionRecord | None:
        """Return the session with this handle."""
        return self._records.get(self._handles.get(handle, ""))

    def __contains__(self, id: str) -> bool:
        """Tell whether there is a session with this id."""
        return id in self._records

    async def put(self, record: SessionRecord, server: str = "") -> bool:
        """Keep a record in place of an older one of the same session, if `server` has that; tell whether it does."""
        before = self._records.get(record.id)
        if before is not None and before.server not in (server, record.server or server):
            return False
        self._handles[record.handle] = record.id
        self._records[record.id] = record
        return True

    async def remove(self, id: str, server: str = "") -> None:
        """Forget a session if `server` has it; one that is not there is no error."""
        if id in self._records and self._records[id].server == server:
            self.forget(id)

    async def keep(self, id: str, plain: bytes | None, pickled: bytes | None, server: str = "") -> bool:
        """Keep a checkpoint's parts, those that are given, if `server` has the session; tell whether it does."""
        if id not in self._records or self._records[id].server != server:
            return False
        before = self._kept.get(id, (b"", b""))
        self._kept[id] = (before[0] if plain is None else plain, before[1] if pickled is None else pickled)
        return True

    async def kept(self, id: str) -> bytes | None:
        """Return the checkpoint of a session: what `keep` was given last."""
        return b"".join(self._kept[id]) if id in self._kept else None

    async def clean(self, before: float, size: int) -> int:
        """Forget sessions last seen before that, and the oldest of those that have more bytes together; count them."""
        gone, size = 0, min(size, self._size)
        for record in sorted(self._records.values(), key=lambda record: record.seen, reverse=True):
            size -= sum(map(len, self._kept.get(record.id, ())))
            if record.seen < before or size < 0:
                self.forget(record.id)
                gone += 1
        return gone

    async def close(self) -> None:
        """There is nothing to let go of."""

    async def count(self) -> int:
        """Return how many sessions there are."""
        return len(self._records)

    async def idle_since(self, time: float) -> list[SessionRecord]:
        """Return the sessions without a browser that were last seen before `time`."""
        return [r for r in self._records.values() if not r.connected and r.seen < time]

    def forget(self, id: str) -> None:
        """Forget a session, whoever has it; one that is not there is no error."""
        record = self._records.pop(id, None)
        if record is not None:
            self._kept.pop(id, None)
            del self._handles[record.handle]
