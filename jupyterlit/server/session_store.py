"""SessionStore: who is connected and what they had."""

from __future__ import annotations

from typing import Protocol

import msgspec

from jupyterlit.protocol.handles import handle_of


class SessionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the server knows of a session; times are seconds since the epoch.

    It is for the visitor with these `roles` alone: what they have seen is not for them once they have others.

    `kernel` names the kernel's process it is in: another one does not know its state. It is empty
    once nobody has come back for so long that no kernel has the session any more.
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

    @property
    def handle(self) -> str:
        """Its name in URLs, which tells nobody the id."""
        return handle_of(self.id)


class StoreFailed(Exception):
    """A store cannot do at present what it is asked for; the message says why, and holds no secret."""


class SessionStore(Protocol):
    """Where records of sessions live, and their checkpoints, of which nothing is opened. All of it may fail."""

    async def get(self, id: str) -> SessionRecord | None:
        """Return the session with this id."""
        ...

    async def find(self, handle: str) -> SessionRecord | None:
        """Return the session with this handle."""
        ...

    async def put(self, record: SessionRecord) -> None:
        """Keep a record, in place of an older one of the same session."""
        ...

    async def remove(self, id: str) -> None:
        """Forget a session; one that is not there is no error."""
        ...

    async def keep(self, id: str, plain: bytes | None, pickled: bytes | None) -> None:
        """Keep a checkpoint's parts, those that are given, in place of older ones."""
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

    async def put(self, record: SessionRecord) -> None:
        """Keep a record, in place of an older one of the same session."""
        if record.id not in self._records:
            self._handles[record.handle] = record.id
        self._records[record.id] = record

    async def remove(self, id: str) -> None:
        """Forget a session; one that is not there is no error."""
        self._kept.pop(id, None)
        record = self._records.pop(id, None)
        if record is not None:
            del self._handles[record.handle]

    async def keep(self, id: str, plain: bytes | None, pickled: bytes | None) -> None:
        """Keep a checkpoint's parts, those that are given, in place of older ones."""
        if id in self._records:
            before = self._kept.get(id, (b"", b""))
            self._kept[id] = (before[0] if plain is None else plain, before[1] if pickled is None else pickled)

    async def kept(self, id: str) -> bytes | None:
        """Return the checkpoint of a session: what `keep` was given last."""
        return b"".join(self._kept[id]) if id in self._kept else None

    async def clean(self, before: float, size: int) -> int:
        """Forget sessions last seen before that, and the oldest of those that have more bytes together; count them."""
        gone, size = 0, min(size, self._size)
        for record in sorted(self._records.values(), key=lambda record: record.seen, reverse=True):
            size -= sum(map(len, self._kept.get(record.id, ())))
            if record.seen < before or size < 0:
                await self.remove(record.id)
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
