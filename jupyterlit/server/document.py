"""Documents: HTML in pieces, of which those that do not change are compressed once."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from functools import cached_property

WORTH = 1400  # bytes: less travels in one packet in any case
_BEST, _QUICK = 9, 5
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_END = b"\x03\x00"  # an empty last block


class Lasting:
    """A piece that many documents have in common.

    Parameters
    ----------
    data
        The piece.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def deflated(self) -> bytes:
        """The piece as a part of a compressed stream."""
        return _deflate(self.data, _BEST)


Piece = bytes | Lasting


def join(pieces: Sequence[Piece]) -> bytes:
    """Return a document as it is."""
    return b"".join(piece.data if isinstance(piece, Lasting) else piece for piece in pieces)


def gzip(pieces: Sequence[Piece]) -> bytes:
    """Return a document compressed.

    Each piece is compressed by itself: what stands in one says nothing of another by the length of the whole.
    """
    parts = [_HEADER]
    check = size = 0
    for piece in pieces:
        data = piece.data if isinstance(piece, Lasting) else piece
        parts.append(piece.deflated if isinstance(piece, Lasting) else _deflate(data, _QUICK))
        check, size = zlib.crc32(data, check), size + len(data)
    return b"".join((*parts, _END, struct.pack("<II", check, size & 0xFFFFFFFF)))


def accepts(header: str, encoding: str) -> bool:
    """Tell whether a browser takes an encoding, by its `Accept-Encoding`."""
    for word in header.lower().split(","):
        name, _, weight = word.strip().partition(";")
        if name.strip() == encoding:
            return re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight) is None
    return False


def _deflate(data: bytes, level: int) -> bytes:
    """Return data as whole blocks of a stream that refer to nothing before them."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
