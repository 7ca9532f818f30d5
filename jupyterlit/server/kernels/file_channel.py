"""FileChannel: the server's own way to the files of a kernel's sessions."""

from __future__ import annotations

import asyncio
import secrets
import weakref
from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from jupyterlit.protocol.codec import Part, encode_back
from jupyterlit.protocol.messages import FileRequest, UploadPart
from jupyterlit.server.kernels.kernel_link import KernelLink

AT_ONCE = 16  # parts of one kernel that are on their way: what a slow network can make the server hold
_PATIENCE = 60.0  # s for one part


class FileGone(Exception):
    """The kernel has no such file for this session, or none any more."""


class FileRefused(Exception):
    """The kernel does not take a file, in the reader's words; `again`: not now."""

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again


class Piece(msgspec.Struct, frozen=True):
    """What the kernel tells of a file, and some of its bytes; of one that is sent, how many it has."""

    request: int
    file: str = ""
    mime: str = ""
    name: str = ""
    download: bool = False
    total: int = 0
    version: str = ""
    received: int = 0
    again: bool = False
    error: str | None = None
    data: bytes = b""


_decode = msgspec.json.Decoder(Piece).decode


class Files(Protocol):
    """The way to the files of sessions, wherever they are."""

    async def fetch(self, session: str, file: str, start: int = 0, stop: int = 0) -> Piece:
        """Return the bytes from `start` to `stop` of a file on a session's page, fewer if they are many."""
        ...

    async def store(self, session: str, upload: str, offset: int = 0, data: Part = b"") -> int:
        """Add bytes to a file that a session's reader sends; return how many the kernel has then."""
        ...


class FileChannel:
    """Asks one kernel for parts of files, on a comm that no visitor can reach."""

    def __init__(self, link: KernelLink) -> None:
        self._link = link
        self._comm_id = secrets.token_hex(16)
        self._waiting: dict[int, asyncio.Future[Piece]] = {}
        self._last = 0
        self._turns = asyncio.Semaphore(AT_ONCE)
        link.open_comm(self._comm_id, {"files": True}, self._receive, self._close, missed=self._miss)

    async def fetch(self, session: str, file: str, start: int = 0, stop: int = 0) -> Piece:
        """Return the bytes from `start` to `stop` of a file on a session's page, fewer if they are many.

        Raises
        ------
        FileGone
            There is no such file, it cannot be read, or the kernel is gone or does not answer.
        """
        piece = await self._ask(session, lambda n: FileRequest(request=n, file=file, start=start, stop=stop))
        if piece.error is not None:
            raise FileGone(piece.error)
        return piece

    async def store(self, session: str, upload: str, offset: int = 0, data: Part = b"") -> int:
        """Add bytes to a file that a session's reader sends; return how many the kernel has then.

        Raises
        ------
        FileGone
            The kernel is gone or does not answer.
        FileRefused
            The session does not expect these bytes, or cannot keep them.
        """
        piece = await self._ask(session, lambda n: UploadPart(request=n, upload=upload, offset=offset), data)
        if piece.error is not None:
            raise FileRefused(piece.error, again=piece.again)
        return piece.received

    async def _ask(self, session: str, make: Callable[[int], FileRequest | UploadPart], *data: Part) -> Piece:
        async with self._turns:
            self._last += 1
            request = make(self._last)
            answer: asyncio.Future[Piece] = asyncio.get_running_loop().create_future()
            self._waiting[request.request] = answer
            try:
                if self._link.closed:
                    raise FileGone("The kernel is gone.")
                self._link.send(self._comm_id, [session.encode(), *encode_back(request), *data])
                return await asyncio.wait_for(answer, _PATIENCE)
            except TimeoutError as error:
                raise FileGone("The kernel does not answer.") from error
            finally:
                del self._waiting[request.request]

    def _receive(self, parts: Sequence[Part]) -> None:
        piece = _decode(parts[0])
        answer = self._waiting.get(piece.request)
        if answer is not None and not answer.done():
            data = bytes(parts[1]) if len(parts) > 1 else b""
            answer.set_result(msgspec.structs.replace(piece, data=data))

    def _close(self) -> None:
        _channels.pop(self._link, None)
        self._miss()

    def _miss(self) -> None:
        """Let who waits for an answer ask again: it may not come."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(FileGone("The kernel is gone."))


_channels: weakref.WeakKeyDictionary[KernelLink, FileChannel] = weakref.WeakKeyDictionary()


def channel_of(link: KernelLink) -> FileChannel:
    """Return the channel to the files of a kernel; it is opened with the first file."""
    channel = _channels.get(link)
    if channel is None:
        channel = _channels[link] = FileChannel(link)
    return channel
