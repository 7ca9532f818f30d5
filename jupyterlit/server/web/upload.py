"""Files that readers send over HTTP: passed on to the kernel piece by piece, as fast as it keeps them.

The way of tus (https://tus.io): PATCH adds bytes at `Upload-Offset`, HEAD tells how many there are. The file has been
announced over the page's own connection, where the kernel has said that it takes it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import MutableMapping

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from jupyterlit.server.kernels.file_channel import FileGone, FileRefused, Files
from jupyterlit.server.limits import LARGEST_PIECE
from jupyterlit.server.web.session_files import channel_to, own_session
from jupyterlit.server.web.visitors import VisitorMixin, may_visit

ROUTE = r"/lit/upload/([A-Za-z0-9_-]{43})/([0-9a-f]{32})"
AT_ONCE = 8  # requests of one session

_PIECE = 512_000  # bytes passed on at once; one such piece is under way while the next one is read
_OFFSET = re.compile(r"\d{1,16}")

Active = MutableMapping[str, dict[str, "UploadHandler"]]


@web.stream_request_body
class UploadHandler(VisitorMixin):
    """A file for a widget of a session. Open to the visitor whose session it is; nobody else learns that it exists.

    Parameters
    ----------
    active
        The requests that go on, by session and upload.
    """

    def initialize(self, active: Active) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]: tornado's way
        """Begin with nothing; called by tornado."""
        self._active = active
        self._channel: Files | None = None
        self._session = ""
        self._upload = ""
        self._buffer = bytearray()
        self._under_way: asyncio.Task[None] | None = None
        self._received = 0
        self._refused: FileRefused | None = None
        self._gone = ""
        self._idle = False

    def check_xsrf_cookie(self) -> None:
        """Let in pages of this server only: browsers say whose page it is that sends something."""
        if not self.check_origin():
            raise web.HTTPError(403)

    def skip_check_origin(self) -> bool:
        """Check the origin in any case: a token in the URL does not make a foreign page ours."""
        return False

    async def prepare(self) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]: Jupyter's has an argument of its own
        """Find out, before any byte is read, who sends it, where it belongs and whether it comes next."""
        await super().prepare()
        if self._finished or self.request.method != "PATCH":
            return
        offset = self.request.headers.get("Upload-Offset", "")
        if not _OFFSET.fullmatch(offset):
            raise web.HTTPError(400, "A PATCH needs an Upload-Offset.")
        self.request.connection.set_max_body_size(LARGEST_PIECE)  # type: ignore[attr-defined]  # HTTP/1's
        handle, upload = self.path_args
        await self._find(handle, upload)
        if not self._idle:
            self._claim()
            self._idle = self._received != int(offset)

    async def data_received(self, chunk: bytes) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]: it may wait
        """Take bytes; more are read when this is done."""
        if self._idle or self._finished:
            return
        self._buffer += chunk
        if len(self._buffer) >= _PIECE:
            await self._pass_on()

    @allow_unauthenticated
    async def patch(self, handle: str, upload: str) -> None:
        """Say how many bytes are there, now that all that came have been passed on."""
        await self._pass_on()
        await self._settle()
        self._tell()

    @allow_unauthenticated
    async def head(self, handle: str, upload: str) -> None:
        """Say how many bytes are there."""
        await self._find(handle, upload)
        self._tell()

    def on_connection_close(self) -> None:
        """Leave it at what has been passed on: the browser will ask how much that is."""
        super().on_connection_close()
        self._idle = True
        self._release()

    def on_finish(self) -> None:
        """Note that the request is over."""
        super().on_finish()
        self._release()

    def end(self) -> None:
        """Give way to a newer request for the same file, whose sender knows no longer of this one."""
        self._idle = True
        if self.request.connection is not None:
            self.request.connection.close()  # type: ignore[attr-defined]  # HTTP/1's

    async def _find(self, handle: str, upload: str) -> None:
        if not await may_visit(self):
            raise web.HTTPError(403)
        record = await own_session(self, handle)
        self._channel, self._session, self._upload = await channel_to(self, record), record.id, upload
        await self._store(0, b"")

    def _claim(self) -> None:
        """Take the place of an older request for the same file; refuse too many of a session."""
        active = self._active.setdefault(self._session, {})
        former = active.pop(self._upload, None)
        if former is not None:
            former.end()
        if len(active) >= AT_ONCE:
            self._idle = True
            raise web.HTTPError(429, "Too many files are on their way.")
        active[self._upload] = self

    def _release(self) -> None:
        active = self._active.get(self._session, {})
        if active.get(self._upload) is self:
            del active[self._upload]
            if not active:
                del self._active[self._session]

    async def _pass_on(self) -> None:
        """Send what has come on its way, once what came before has arrived."""
        await self._settle()
        if self._buffer and not self._idle:
            data, self._buffer = self._buffer, bytearray()
            self._under_way = asyncio.create_task(self._store(self._received, data))

    async def _settle(self) -> None:
        """Wait until what is under way has arrived."""
        if self._under_way is not None:
            task, self._under_way = self._under_way, None
            await task

    async def _store(self, offset: int, data: bytes | bytearray) -> None:
        if self._channel is None:
            raise web.HTTPError(404)
        try:
            received = await self._channel.store(self._session, self._upload, offset, data)
        except FileRefused as refused:
            self._refused = refused
            self._idle = True
        except FileGone as error:
            self._gone = str(error)
            self._idle = True
        else:
            if data and received != offset + len(data):
                self._idle = True
            self._received = received

    def _tell(self) -> None:
        if self._gone:
            raise web.HTTPError(503, self._gone)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Upload-Offset", str(self._received))
        answer: dict[str, object] = {"received": self._received}
        if self._refused is not None:
            self.set_status(409)
            answer |= {"error": str(self._refused), "again": self._refused.again}
        self.finish(answer)  # pyright: ignore[reportUnknownMemberType]: tornado's
