"""SessionStore: who is connected and what they had."""

from __future__ import annotations

import base64
import hashlib
from typing import Protocol

import msgspec


class SessionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the server knows of a session; times are seconds since the epoch.

    `kernel` names the kernel's process it is in: another one does not know its state.
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

    @property
    def handle(self) -> str:
        """Its name in URLs, which tells nobody the id."""
        digest = hashlib.blake2b(self.id.encode(), digest_size=32, person=b"jupyterlit").digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class SessionStore(Protocol):
    """Where records of sessions live."""

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

    async def count(self) -> int:
        """Return how many sessions there are."""
        ...

    async def idle_since(self, time: float) -> list[SessionRecord]:
        """Return the sessions without a browser that were last seen before `time`."""
        ...


class MemorySessionStore:
    """Sessions that end with the server."""

    def __init__(self) -> None:
        self._records: dict[str, SessionRecord] = {}
        self._handles: dict[str, str] = {}

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
        record = self._records.pop(id, None)
        if record is not None:
            del self._handles[record.handle]

    async def count(self) -> int:
        """Return how many sessions there are."""
        return len(self._records)

    async def idle_since(self, time: float) -> list[SessionRecord]:
        """Return the sessions without a browser that were last seen before `time`."""
        return [r for r in self._records.values() if not r.connected and r.seen < time]
