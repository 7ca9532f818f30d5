"""Files on the pages of apps over HTTP: passed on from the kernel part by part, as fast as the browser takes them."""

from __future__ import annotations

import asyncio
import contextlib
import re
from urllib.parse import quote

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web
from tornado.iostream import StreamClosedError

from jupyterlit.server.kernels.file_channel import FileGone, Files, Piece
from jupyterlit.server.storage.session_store import SessionRecord
from jupyterlit.server.web.byte_range import Unsatisfiable, read_range
from jupyterlit.server.web.session_files import channel_to, own_session
from jupyterlit.server.web.visitors import VisitorMixin, may_visit

ROUTE = r"/lit/media/([A-Za-z0-9_-]{43})/([0-9a-f]{32})(?:/[^/]*)?"
COMPONENT_ROUTE = r"/lit/component/([A-Za-z0-9_-]{43})/([0-9a-f]{32}/.+)"

_PIECE = 512_000  # bytes asked of the kernel at once
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+(; ?charset=[a-z0-9-]+)?", re.IGNORECASE)
_SHOWN = re.compile(r"(audio|video|image)/|application/pdf$|text/vtt\b", re.IGNORECASE)
_UNKNOWN = "application/octet-stream"


class MediaHandler(VisitorMixin):
    """A file on the page of a session. Open to the visitor whose session it is; nobody else learns that it exists."""

    @property
    def content_security_policy(self) -> str:
        """Let nothing in the file do anything, should it be opened as a page of its own."""
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox"

    @allow_unauthenticated
    async def get(self, handle: str, file: str) -> None:
        """Send the file, or the part of it that is asked for."""
        if not await may_visit(self):
            raise web.HTTPError(403)
        record = await own_session(self, handle)
        channel = await channel_to(self, record)
        try:
            piece = await channel.fetch(record.id, file)
        except FileGone as error:
            raise web.HTTPError(404, str(error)) from error
        if piece.file != file:  # one that is made on demand has no bytes of its own
            raise web.HTTPError(404)
        self._describe(piece)
        span = self._span(piece)
        if span is not None:
            await self._send(channel, record, piece, *span)

    @allow_unauthenticated
    async def head(self, handle: str, file: str) -> None:
        """Say what `get` would, without the bytes."""
        await self.get(handle, file)

    def on_connection_close(self) -> None:
        """Stop sending: the browser has gone, or looks elsewhere in the file."""
        super().on_connection_close()
        if (sending := getattr(self, "_sending", None)) is not None:
            sending.cancel()

    def _describe(self, piece: Piece) -> None:
        kind = piece.mime.lower() if _TYPE.fullmatch(piece.mime) else _UNKNOWN
        shown = not piece.download and _SHOWN.match(kind) is not None
        self.set_header("Content-Type", kind if shown or piece.download else _UNKNOWN)
        self.set_header("Content-Disposition", _disposition(piece.name, shown=shown))
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "private, no-cache")
        self.set_header("Accept-Ranges", "bytes")
        self.set_header("ETag", _etag(piece))

    def _span(self, piece: Piece) -> tuple[int, int] | None:
        """Return which bytes are to be sent, once the status says so; None if none are."""
        headers = self.request.headers
        etag, total = _etag(piece), piece.total
        if etag in re.findall(r'"[^"]*"', headers.get("If-None-Match", "")):
            self.set_status(304)
            return None
        span = None
        if headers.get("If-Range", etag) == etag:
            try:
                span = read_range(headers.get("Range"), total)
            except Unsatisfiable:
                self.set_status(416)
                self.set_header("Content-Range", f"bytes */{total}")
                return None
        if span is not None:
            self.set_status(206)
            self.set_header("Content-Range", f"bytes {span[0]}-{span[1] - 1}/{total}")
        start, stop = span or (0, total)
        self.set_header("Content-Length", str(stop - start))
        return None if self.request.method == "HEAD" else (start, stop)

    async def _send(self, channel: Files, record: SessionRecord, about: Piece, start: int, stop: int) -> None:
        """Send bytes as the browser takes them: one part is on its way to it while the next is fetched."""

        def fetch(at: int) -> asyncio.Task[Piece]:
            return asyncio.create_task(channel.fetch(record.id, about.file, at, min(at + _PIECE, stop)))

        next_piece = fetch(start) if start < stop else None
        try:
            while next_piece is not None:
                self._sending = next_piece
                piece = await next_piece
                start += len(piece.data)
                if piece.version != about.version or not piece.data:
                    raise FileGone("The file has changed.")
                next_piece = fetch(start) if start < stop else None
                self.write(piece.data)  # pyright: ignore[reportUnknownMemberType]: tornado's
                await self.flush()
        except (FileGone, StreamClosedError, asyncio.CancelledError):
            # The browser sees that something is missing, and asks for the rest if it still wants it.
            self.request.connection.close()  # type: ignore[attr-defined]  # HTTP/1's
        finally:
            if next_piece is not None:
                next_piece.cancel()
                with contextlib.suppress(FileGone, asyncio.CancelledError):
                    await next_piece


class ComponentHandler(MediaHandler):
    """A file of a component on the page of a session: a page within the page, with its scripts, styles and fonts."""

    @property
    def content_security_policy(self) -> str:
        """Let it run what its author has put there; only our pages may hold it."""
        return "frame-ancestors 'self'"

    def _describe(self, piece: Piece) -> None:
        super()._describe(piece)
        self.set_header("Content-Type", piece.mime)
        self.set_header("Content-Disposition", "inline")


def _etag(piece: Piece) -> str:
    return f'"{piece.file}-{piece.version}"'


def _disposition(name: str, *, shown: bool) -> str:
    """Return how a file is to be taken, and its name: what the reader's disk makes of it is not for us to say."""
    plain = "".join(letter for letter in name.replace("/", "_").replace("\\", "_") if letter.isprintable())[:200]
    kind = "inline" if shown else "attachment"
    if not plain:
        return kind
    ascii_name = plain.encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(plain, safe='')}"
