"""Attachment: one browser's hold on one session."""

from __future__ import annotations

import contextlib
import hmac
import re
import secrets
import time
from collections.abc import Generator, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from jupyterlit.protocol.codec import Part, encode_back, encode_batch
from jupyterlit.protocol.messages import Attach, Batch, Failed, Reset, Resync, Surroundings
from jupyterlit.server.app import App
from jupyterlit.server.first_page import Expected, FirstPages
from jupyterlit.server.keeping import Keeping
from jupyterlit.server.kernels.kernel import Kernel, KernelFailed
from jupyterlit.server.kernels.kernel_link import KernelLink
from jupyterlit.server.storage.session_store import SessionRecord

# What a browser may say before its kernel is ready: enough for a page, and for its largest value once.
EARLY_FRAMES = 64
EARLY_BYTES = 16_000_000

# Why a connection ends, as the browser is told; below 4000 the codes are the WebSocket standard's.
AGAIN = 1012
LATER = 1013
MALFORMED = 4400
NOT_YOURS = 4403
UNKNOWN = 4404
IDLE = 4408
ELSEWHERE = 4409
ENDED = 4410

# What a browser says without its reader.
_BY_ITSELF = (b"ack", b"resync")
_WHERE = (b"attach", b"surroundings")
_TYPE = re.compile(rb'\s*\{\s*"type"\s*:\s*"(\w+)"')
_decode_where = msgspec.json.Decoder(Attach | Surroundings).decode
# As the kernel writes them; in a text of the app's the quotes would be escaped.
_STARTED = b'{"type":"run_started"'
_ENDED = b'{"type":"run_ended"'
_FIRST, _LAST = 4096, 65536  # bytes of a batch in which one may stand


class Refused(Exception):
    """A connection cannot be taken, or go on: close code and the reason for the reader."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Visitor(msgspec.Struct, frozen=True):
    """Who is asking: `id` is what the cookie says, `user` whom Jupyter has let in; the rest is for the app.

    `identity` is what is known of the user, empty for one who has come by a token alone; `roles` is what they may see
    where that is not for everybody, `tokens` what the app may show to others on their behalf.

    A `developer` can do what concerns all visitors: clear the app's caches.
    """

    id: str
    user: str | None
    ip: str
    headers: Mapping[str, Sequence[str]]
    cookies: Mapping[str, str]
    developer: bool = False
    identity: Mapping[str, Any] = {}
    roles: tuple[str, ...] = ()
    tokens: Mapping[str, str] = {}

    def owns(self, record: SessionRecord) -> bool:
        """Tell whether a session is theirs: of this browser, and of the same user with the same roles."""
        same = (record.user, record.roles) == (self.user, self.roles)
        return same and bool(self.id) and hmac.compare_digest(record.visitor, self.id)

    def told(self) -> dict[str, Any]:
        """Return what the app may know."""
        return {
            "ip": self.ip,
            "user": self.user,
            "identity": self.identity,
            "roles": self.roles,
            "tokens": self.tokens,
            "headers": self.headers,
            "cookies": self.cookies,
            "developer": self.developer,
        }


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


class Attachment:
    """One connection of one session, from its welcome to its end.

    Parameters
    ----------
    app, kernel, record
        What the browser sees, where it runs, and whose it is.
    connection
        The browser.
    keeping
        Where what the session has is kept.
    notice
        A sentence for the reader.
    checkpoint
        What the session begins with, unopened: the kernel does not know it.

    Attributes
    ----------
    begun, left
        Whether a kernel knows of this connection, and whether the browser has gone.
    touched
        When the reader did something last, by the monotonic clock.
    first_pages, expected
        Who wants to know what the first run of a new session comes to, and what is known of it meanwhile.
    """

    def __init__(
        self,
        app: App,
        kernel: Kernel,
        record: SessionRecord,
        connection: Connection,
        keeping: Keeping,
        notice: str = "",
        checkpoint: bytes | None = None,
    ) -> None:
        self.app = app
        self.kernel = kernel
        self.record = record
        self.connection = connection
        self.notice = notice
        self._keeping = keeping
        self._checkpoint = checkpoint
        self._comm_id = secrets.token_hex(16)
        self._link: KernelLink | None = None
        self._early: list[Sequence[Part]] = []
        self.left = False
        self._paused = self._running = False
        self._visitor: Visitor | None = None
        self._where = Attach(query=None)
        self.begun = False
        self.touched = time.monotonic()
        self.first_pages: FirstPages | None = None
        self.expected: Expected | None = None

    async def begin(self, visitor: Visitor) -> None:
        """Connect browser and kernel as soon as the kernel is ready."""
        self._visitor = visitor
        await self._begin(visitor, self.record.page)

    @contextlib.contextmanager
    def paused(self) -> Generator[None]:
        """Keep for a while what the browser says, in its order."""
        self._paused = True
        try:
            yield
        finally:
            self._paused = False
            self._flush()

    async def move(self, kernel: Kernel) -> None:
        """Let the session go on in another kernel, which knows nothing of it; the browser need not know.

        What it has is kept, and the kernel that had it has forgotten it.
        """
        if self._link is not None:
            self._link.close_comm(self._comm_id, {})
        self.kernel, self._link, self._comm_id = kernel, None, secrets.token_hex(16)
        self.record = msgspec.structs.replace(self.record, kernel="")
        if self._visitor is None or self.left:
            return
        self._early.insert(0, encode_back(self._where))  # what the browser would say if it came now
        await self._begin(self._visitor, "")

    async def _begin(self, visitor: Visitor, page: str) -> None:
        try:
            link = await self.kernel.link()
        except KernelFailed as error:
            messages = [
                Reset(session=self.record.id),
                Failed(title=error.title, message=error.sentence, waiting=error.waiting, gaps=dict(error.gaps)),
            ]
            self.begun = False
            if not self.left:
                self.connection.deliver(encode_batch(Batch(seq=1, messages=messages)))
            return
        known = self._checkpoint is None and self.record.kernel == self.kernel.id
        self.record, checkpoint = await self._keeping.resume(self.record, self.kernel, link, self._checkpoint)
        self._checkpoint = None
        if self.left:
            return
        self._running = checkpoint is not None and not known  # what it begins with is opened, and the script runs
        data: dict[str, Any] = {
            "session": self.record.id,
            "app": self.app.source.name,
            "page": page,
            "visitor": visitor.told(),
        }
        if known and checkpoint is not None:
            data["known"] = True  # another server has had it in this kernel, where more may be than was stored
        if self.first_pages is not None:
            self.expected, asked = self.first_pages.ask(self.app, self.record, link)
            self.first_pages = None
            data |= asked
        self._link, self.begun = link, True
        self.kernel.put(self.record.id)
        self.kernel.opened.add(self.record.id)
        begins = [checkpoint] if checkpoint else []
        link.open_comm(self._comm_id, data, self._deliver, self._closed, begins, self.resync)
        self._flush()

    def _flush(self) -> None:
        """Pass on what was kept."""
        if self._link is not None:
            early, self._early = self._early, []
            for parts in early:
                self._link.send(self._comm_id, parts)

    def forward(self, parts: Sequence[Part]) -> None:
        """Pass a frame of the browser on to its session in the kernel.

        Raises
        ------
        Refused
            The browser has said too much while its kernel was starting.
        """
        found = _TYPE.match(memoryview(parts[0])[:64])
        kind = found[1] if found else b""
        if kind not in _BY_ITSELF:
            self.touched = time.monotonic()
        elif self._paused:
            return  # it is about a page that is about to be sent anew
        if kind in _WHERE:
            self._note_where(bytes(parts[0]))
        if self._link is not None and not self._paused:
            self._link.send(self._comm_id, parts)
        elif len(self._early) < EARLY_FRAMES and _size(*self._early, parts) <= EARLY_BYTES:
            self._early.append([bytes(part) for part in parts])
        else:
            raise Refused(MALFORMED, "Too many messages before the app is ready.")

    def _note_where(self, message: bytes) -> None:
        """Remember where the page stands, for the next kernel; not where it was to go, which has been seen to."""
        with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            where = _decode_where(message)
            embedded = where.embedded if isinstance(where, Attach) else self._where.embedded
            fields = {name: getattr(where, name) for name in Surroundings.__struct_fields__ if name != "page"}
            self._where = Attach(**fields, query=None, page=None, embedded=embedded)

    def resync(self) -> None:
        """Ask the kernel for the whole page: the browser has missed something."""
        if self._link is not None:
            self._link.send(self._comm_id, encode_back(Resync()))

    def leave(self) -> None:
        """Tell the kernel that the browser is gone."""
        self.left = True
        self.kernel.note_end(self.record.id)
        if self._link is not None:
            self._link.close_comm(self._comm_id, {})

    def _deliver(self, parts: Sequence[Part]) -> None:
        """Pass a frame of the kernel on to the browser, and note from it whether the script runs."""
        batch = memoryview(parts[0])
        later = max(0, batch.nbytes - _LAST)
        started, ended = bytes(batch[:_FIRST]).rfind(_STARTED), bytes(batch[later:]).rfind(_ENDED)
        if ended >= 0 and later + ended > started:
            self.kernel.note_end(self.record.id)
            self._keeping.note_run(self.record.id)
            self._running = False
        elif started >= 0:
            self.kernel.note_start(self.record.id)
            self._running = True
        self.connection.deliver(parts)

    def _closed(self) -> None:
        gone = self._link is None or self._link.closed
        if gone and self._running:
            self._keeping.note_fall(self.record.id)
        reason = "The app has stopped and is being started again." if gone else "The app has closed this session."
        self.connection.end(AGAIN, reason)


def _size(*frames: Sequence[Part]) -> int:
    return sum(memoryview(part).nbytes for parts in frames for part in parts)
