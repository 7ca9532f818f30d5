"""Keeping: takes the checkpoints that kernels hand over, and opens none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from weakref import WeakSet

import msgspec

from jupyterlit.protocol.codec import Part
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.kernels.kernel_link import KernelLink
from jupyterlit.server.storage.session_store import SessionRecord
from jupyterlit.server.storage.sessions import Sessions

_COMM = "jupyterlit-checkpoints"
FALLS = 3  # kernels that may die in a row while they run a session's script, before it begins anew


class Keeping:
    """Listens to kernels: each has one comm for all checkpoints of its sessions, which no browser can reach.

    Parameters
    ----------
    sessions
        Where they are kept.
    """

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._heard: WeakSet[KernelLink] = WeakSet()
        self._falls: Counter[str] = Counter()

    def listen(self, kernel: Kernel, link: KernelLink) -> None:
        """Let a kernel hand over what its sessions have, from now on."""
        if link not in self._heard:
            self._heard.add(link)
            self._open(kernel.id, link)

    def _open(self, kernel: str, link: KernelLink) -> None:
        """Open the comm; one that is opened anew gets everything anew."""
        opening = {"checkpoints": self._sessions.limit}
        again = partial(self._open, kernel, link)
        # Always the same name: of several servers that listen to a kernel, each hears what is said to the newest.
        link.open_comm(_COMM, opening, partial(self._receive, kernel), lambda: None, missed=again)

    async def kept(self, record: SessionRecord) -> bytes | None:
        """Return what a session begins with, unopened: nothing where kernels have died of that again and again."""
        return None if self._falls[record.id] >= FALLS else await self._sessions.kept(record)

    def note_fall(self, id: str) -> None:
        """Note that a kernel has died while it ran a session's script: that may be why."""
        self._falls[id] += 1

    def note_run(self, id: str) -> None:
        """Note that a run of a session's script has come to its end."""
        self._falls.pop(id, None)

    async def resume(
        self, record: SessionRecord, kernel: Kernel, link: KernelLink, checkpoint: bytes | None
    ) -> tuple[SessionRecord, bytes | None]:
        """Return the record of a session that a browser comes to now, and what the session begins with in its kernel.

        Parameters
        ----------
        record
            The session's, as of when the browser came.
        kernel, link
            Where it is; the process may be another one than it was then.
        checkpoint
            What it was to begin with then.
        """
        self.listen(kernel, link)
        if record.kernel != kernel.id or record.id not in kernel.opened:
            checkpoint = checkpoint or await self.kept(record)
            record = msgspec.structs.replace(record, kernel=kernel.id)
            await self._sessions.put(record)
        return record, checkpoint

    def _receive(self, kernel: str, parts: Sequence[Part]) -> None:
        if len(parts) < 2:
            return
        raw, plain, *pickled = map(bytes, parts)
        id = raw.decode(errors="replace")
        if id in self._sessions.here:  # others in the same kernel are other servers' to keep
            self._sessions.keep(id, kernel, plain, pickled[0] if pickled else None)
