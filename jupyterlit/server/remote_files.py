"""RemoteFiles: the way to the files of sessions that another server has."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from jupyterlit.protocol.codec import Part
from jupyterlit.server.kernels.file_channel import FileChannel, FileGone, FileRefused, Files, Piece
from jupyterlit.server.storage.replicas import Replicas, Silent
from jupyterlit.server.storage.session_store import StoreFailed

AT_ONCE = 8  # parts of all files that are on their way: Redis, which holds them meanwhile, is not for large things
_PATIENCE = 60.0  # s for one part


class Wanted(msgspec.Struct, omit_defaults=True):
    """What is asked of a file: some of its bytes, or to add bytes to it."""

    session: str
    file: str
    start: int = 0
    stop: int = 0


_decode_wanted = msgspec.json.Decoder(Wanted).decode
_decode_piece = msgspec.json.Decoder(Piece).decode


class RemoteFiles:
    """Asks other servers for parts of files, and gives them parts of those that are here.

    Parameters
    ----------
    replicas
        The other servers.
    here
        Returns the way to the files of a session that this server has. Raises `FileGone` where it has none.
    """

    def __init__(self, replicas: Replicas, here: Callable[[str], Awaitable[FileChannel]]) -> None:
        self._replicas = replicas
        self._here = here
        self._turns = asyncio.Semaphore(AT_ONCE)
        replicas.grant("fetch", self._fetch)
        replicas.grant("store", self._store)

    def of(self, server: str) -> Files:
        """Return the way to the files of a server's sessions."""
        return _Files(self, server)

    async def ask(self, server: str, kind: str, wanted: Wanted, data: Part = b"") -> Piece:
        """Return a part of a file, or what has come of one that was sent.

        Raises
        ------
        FileGone
            The server is gone or does not answer.
        """
        async with self._turns:
            try:
                about, more = await self._replicas.ask(server, kind, wanted, data, patience=_PATIENCE)
            except (Silent, StoreFailed) as error:
                raise FileGone(str(error)) from error
        return msgspec.structs.replace(_decode_piece(about), data=more)

    async def _fetch(self, about: bytes, data: Sequence[Part]) -> tuple[Piece, bytes]:
        wanted = _decode_wanted(about)
        try:
            files = await self._here(wanted.session)
            piece = await files.fetch(wanted.session, wanted.file, wanted.start, wanted.stop)
        except FileGone as error:
            return Piece(0, error=str(error)), b""
        return msgspec.structs.replace(piece, data=b""), piece.data

    async def _store(self, about: bytes, data: Sequence[Part]) -> tuple[Piece, bytes]:
        wanted = _decode_wanted(about)
        try:
            files = await self._here(wanted.session)
            received = await files.store(wanted.session, wanted.file, wanted.start, b"".join(data))
        except FileRefused as refused:
            return Piece(0, error=str(refused), again=refused.again, received=-1), b""
        except FileGone as error:
            return Piece(0, error=str(error)), b""
        return Piece(0, received=received), b""


class _Files:
    """The files of one server's sessions."""

    def __init__(self, remote: RemoteFiles, server: str) -> None:
        self._remote = remote
        self._server = server

    async def fetch(self, session: str, file: str, start: int = 0, stop: int = 0) -> Piece:
        """Return the bytes from `start` to `stop` of a file on a session's page, fewer if they are many."""
        piece = await self._remote.ask(self._server, "fetch", Wanted(session, file, start, stop))
        if piece.error is not None:
            raise FileGone(piece.error)
        return piece

    async def store(self, session: str, upload: str, offset: int = 0, data: Part = b"") -> int:
        """Add bytes to a file that a session's reader sends; return how many the kernel has then."""
        piece = await self._remote.ask(self._server, "store", Wanted(session, upload, offset), data)
        if piece.error is not None and piece.received < 0:
            raise FileRefused(piece.error, again=piece.again)
        if piece.error is not None:
            raise FileGone(piece.error)
        return piece.received
