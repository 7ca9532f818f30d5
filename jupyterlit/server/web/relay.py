"""Browser websocket ↔ kernel comm, one visitor's messages and no other's."""

from __future__ import annotations

import asyncio
import contextvars
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import msgspec
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from jupyterlit.errors import AppSourceError, InvalidValue
from jupyterlit.protocol.codec import Part, pack, unpack
from jupyterlit.server.attachment import AGAIN, EARLY_BYTES, EARLY_FRAMES, MALFORMED, UNKNOWN, Attachment, Refused
from jupyterlit.server.runtime import STOPS
from jupyterlit.server.web.visitors import VisitorMixin, may_stay, may_visit

_HELLO_SECONDS = 10.0  # how long a browser has to say what it wants
_PING_SECONDS = 30.0
_PONG_SECONDS = 2.0  # how long a browser has to show that it is there
_PART_OF_RATE = 65536  # so many bytes count as one more message
_TEXT = 1003
_BROKEN = 1011


class Hello(msgspec.Struct, forbid_unknown_fields=True):
    """The first frame of a browser, as text: the session and the page it wants."""

    session: str | None = None
    page: str | None = None


class Welcome(msgspec.Struct, omit_defaults=True):
    """The answer to `Hello`, as text: the session it gets, where its files are and go, a sentence for the reader."""

    session: str
    app: str
    media: str = ""
    upload: str = ""
    notice: str = ""


_decode_hello = msgspec.json.Decoder(Hello).decode


class Allowance:
    """How much a browser may send: fills with time, up to two seconds' worth."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._left = 2 * rate
        self._at = time.monotonic()

    def take(self, amount: float) -> float:
        """Take from it; return how many seconds to wait until that is made up for."""
        now = time.monotonic()
        self._left = min(2 * self._rate, self._left + (now - self._at) * self._rate) - amount
        self._at = now
        return max(0.0, -self._left / self._rate)


def _task(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Begin some work for a browser, with a context of its own.

    In ours Jupyter keeps the handler. A timer that is cancelled stays in the loop's list until its time, and with
    its context all that this browser had.
    """
    return asyncio.get_running_loop().create_task(work, context=contextvars.Context())


class RelayHandler(WebSocketHandler, VisitorMixin):
    """The socket of one browser.

    What a visitor sends is handed to the comm that the server has opened for them, whatever it
    is: no message to another comm, session or kernel, and no other kind of message, can be
    expressed. What comes on that comm, and nothing else, is sent to them.
    """

    def initialize(self) -> None:
        """Begin without a session; called by tornado."""
        self._attachment: Attachment | None = None
        self._greeting: asyncio.Task[None] | None = None
        self._expecting: asyncio.TimerHandle | None = None
        self._watching: asyncio.Task[None] | None = None
        self._held: list[str | bytes] = []
        self._allowance = Allowance(self.runtime.options.message_rate)
        self._backlog = 0
        self._skipped = False
        self._pong: asyncio.Future[None] | None = None
        self._key = ""
        self._who: str | None = None

    @allow_unauthenticated
    async def get(self, key: str) -> None:
        """Take a websocket from whoever may visit the app."""
        if not await may_visit(self):
            raise web.HTTPError(403)
        self._key = key
        await super().get(key)

    def check_origin(self, origin: str = "") -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]: Jupyter renames it
        """Let in pages of this server, and of those the administrator allows."""
        return VisitorMixin.check_origin(self, origin)

    def skip_check_origin(self) -> bool:
        """Check the origin in any case: a token in the URL does not make a foreign page ours."""
        return False

    @property
    def ping_interval(self) -> float:
        """Seconds between signs of life, which keep proxies from closing the socket."""
        return self.settings.get("websocket_ping_interval") or _PING_SECONDS

    def get_compression_options(self) -> dict[str, int] | None:
        """Compress messages where the administrator wants that."""
        return {} if self.runtime.options.compress else None

    @property
    def max_message_size(self) -> int:
        """Close the socket for a message larger than this."""
        return self.runtime.options.max_message_size

    def open(self, key: str) -> None:
        """Wait for the browser's first frame."""
        self.set_nodelay(True)
        self._watching = _task(self._watch())
        later = asyncio.get_running_loop().call_later
        self._expecting = later(_HELLO_SECONDS, self._expect_hello, context=contextvars.Context())
        try:
            self._who = self.runtime.limits.open_page(self.visitor())
        except Refused as refusal:
            self.end(refusal.code, refusal.reason)

    async def on_message(self, message: str | bytes) -> None:
        """Take a frame of the browser; the next one is read when this is done."""
        if self._who is None:
            return
        if wait := self._allowance.take(1 + len(message) / _PART_OF_RATE):
            self.runtime.counts["slowed"] += 1
            await asyncio.sleep(wait)
        if self._greeting is None:
            # Not waited for: it may take until there is room, and a browser that leaves meanwhile must be noticed.
            self._greeting = _task(self._check(self._greet, message))
        elif self._greeting.done():
            await self._check(self._pass_on, message)
        elif len(self._held) < EARLY_FRAMES and sum(map(len, self._held)) + len(message) <= EARLY_BYTES:
            self._held.append(message)
        else:
            self.end(MALFORMED, "Too many messages before there is room in the app.")

    async def _check(self, act: Callable[[str | bytes], Awaitable[None]], message: str | bytes) -> None:
        """Act on a message; end the connection if it is none."""
        try:
            await act(message)
        except Refused as refusal:
            self.end(refusal.code, refusal.reason)
        except InvalidValue as error:
            self.end(MALFORMED, str(error))
        except WebSocketClosedError:
            pass  # `on_close` lets go of everything
        except Exception:
            self.log.exception("A message of a browser could not be dealt with.")
            self.end(_BROKEN, "")

    async def _pass_on(self, message: str | bytes) -> None:
        if isinstance(message, str):
            raise Refused(_TEXT, "Only the first message of a connection is text.")
        if self._attachment is not None:
            self._attachment.forward(unpack(message))

    def on_pong(self, data: bytes) -> None:
        """Note that the browser is there."""
        if self._pong is not None and not self._pong.done():
            self._pong.set_result(None)

    def on_close(self) -> None:
        """Let go of the session."""
        self.runtime.lobby.leave(self)
        for each in (self._watching, self._expecting):
            if each is not None:
                each.cancel()
        self._watching = self._expecting = None
        if self._who is not None:
            self.runtime.limits.close_page(self._who)
        if self._pong is not None and not self._pong.done():
            self._pong.set_result(None)  # nobody there: whoever asks need not wait
        if self._attachment is not None:
            self.runtime.detach(self._attachment)
            self._attachment = None

    def deliver(self, parts: Sequence[Part]) -> None:
        """Send the parts of a frame to the browser, without waiting.

        A browser that reads too slowly misses frames; once it has caught up it gets the page as it is then.
        """
        data = pack(parts)
        if self._skipped or (self._backlog and self._backlog + len(data) > self.runtime.options.max_backlog):
            self._skipped = True
            self.runtime.counts["skipped"] += 1
            return
        try:
            written = self.write_message(data, binary=True)
        except WebSocketClosedError:
            return
        self._backlog += len(data)
        written.add_done_callback(lambda future: self._written(len(data), future))

    def end(self, code: int, reason: str) -> None:
        """Close the connection and say why."""
        if code in (MALFORMED, _TEXT):
            self.runtime.counts["malformed"] += 1
        self.close(code, reason.encode()[:120].decode(errors="ignore"))

    async def answers(self) -> bool:
        """Tell whether there is still a browser at the other end."""
        if self._pong is None or self._pong.done():
            self._pong = asyncio.get_running_loop().create_future()
        try:
            self.ping(secrets.token_bytes(4))
            await asyncio.wait_for(asyncio.shield(self._pong), _PONG_SECONDS)
        except (TimeoutError, WebSocketClosedError):
            return False
        return self._attachment is not None

    async def _greet(self, message: str | bytes) -> None:
        if not isinstance(message, str):
            raise Refused(MALFORMED, "The first message of a connection is text.")
        try:
            hello = _decode_hello(message)
        except msgspec.MsgspecError as error:
            raise Refused(MALFORMED, str(error)) from error
        try:
            app = await self.runtime.find(self._key)
        except AppSourceError as error:
            raise Refused(UNKNOWN, str(error)) from error
        if app is None:
            if self.runtime.stopping:
                raise Refused(AGAIN, STOPS)
            raise Refused(UNKNOWN, "There is no such app.")
        self.app = app
        visitor = self.visitor()
        attachment = await self.runtime.attach(app, hello.page or "", hello.session, visitor, self)
        if self.ws_connection is None:  # gone meanwhile
            self.runtime.detach(attachment)
            return
        self._attachment = attachment
        record = attachment.record
        # Who takes no cookies cannot be known again: their files go over this socket.
        welcome = Welcome(record.id, app.source.name, notice=attachment.notice)
        if visitor.id:
            welcome.media = url_path_join(self.base_url, "lit/media", record.handle, "/")
            welcome.upload = url_path_join(self.base_url, "lit/upload", record.handle, "/")
        await self.write_message(msgspec.json.encode(welcome).decode())
        self.runtime.spawn(attachment.begin(visitor))
        held, self._held = self._held, []
        for each in held:
            await self._pass_on(each)

    async def _watch(self) -> None:
        """End the connection once its visitor could not open it again: they have logged out, or have other roles."""
        while True:
            await asyncio.sleep(self.runtime.options.identity_interval)
            if not await may_stay(self):
                self.end(AGAIN, "Your login has changed.")
                return

    def _expect_hello(self) -> None:
        if self._greeting is None:
            self.end(MALFORMED, "The first message of a connection says which session it wants.")

    def _written(self, size: int, written: asyncio.Future[None]) -> None:
        self._backlog -= size
        gone = written.cancelled() or written.exception() is not None
        if self._skipped and not self._backlog and not gone and self._attachment is not None:
            self._skipped = False
            self._attachment.resync()
