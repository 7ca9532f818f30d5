"""Files of sessions that another server has."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from jupyterlit.server.kernels.file_channel import FileGone, FileRefused, Piece
from jupyterlit.server.remote_files import RemoteFiles
from jupyterlit.server.storage.replicas import Replicas
from tests.server.storage.test_replicas import LOG, Post


class Here:
    """The files of one session."""

    def __init__(self) -> None:
        self.stored = bytearray()
        self.full = False

    async def fetch(self, session: str, file: str, start: int = 0, stop: int = 0) -> Piece:
        if file != "film":
            raise FileGone("There is no such file.")
        data = b"0123456789"[start:stop]
        return Piece(7, file, "video/webm", "film.webm", total=10, version="1", data=data)

    async def store(self, session: str, upload: str, offset: int = 0, data: Any = b"") -> int:
        if self.full:
            raise FileRefused("The disk is full.", again=True)
        self.stored += data
        return len(self.stored)


@pytest.fixture
def here() -> Here:
    return Here()


@pytest.fixture
async def remote(here: Here) -> AsyncIterator[RemoteFiles]:
    async def find(session: str) -> Any:
        if session != "ann's":
            raise FileGone("The session is not here any more.")
        return here

    post = Post()
    servers = [Replicas(name, post, lambda: None, LOG) for name in ("one", "two")]
    files = [RemoteFiles(each, find) for each in servers]
    for each in servers:
        each.listen()
    yield files[0]
    for each in servers:
        await each.close()


async def test_parts_of_files_come_from_the_server_that_has_them(remote: RemoteFiles) -> None:
    piece = await remote.of("two").fetch("ann's", "film", 2, 5)
    assert (piece.data, piece.total, piece.mime, piece.name) == (b"234", 10, "video/webm", "film.webm")


async def test_files_that_are_sent_go_there(remote: RemoteFiles, here: Here) -> None:
    files = remote.of("two")
    assert await files.store("ann's", "upload", 0, b"abc") == 3
    assert await files.store("ann's", "upload", 3, b"def") == 6
    assert here.stored == b"abcdef"
    here.full = True
    with pytest.raises(FileRefused, match=r"^The disk is full\.$") as refused:
        await files.store("ann's", "upload", 6, b"g")
    assert refused.value.again


async def test_what_is_not_there_is_gone(remote: RemoteFiles) -> None:
    with pytest.raises(FileGone, match="There is no such file"):
        await remote.of("two").fetch("ann's", "other", 0, 1)
    with pytest.raises(FileGone, match="not here any more"):
        await remote.of("two").fetch("bob's", "film", 0, 1)
    with pytest.raises(FileGone, match="not here any more"):
        await remote.of("two").store("bob's", "upload", 0, b"")
    with pytest.raises(FileGone, match="no such server"):
        await remote.of("three").fetch("ann's", "film", 0, 1)
