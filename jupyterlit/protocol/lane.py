"""What travels on the lane between a server and a kernel of the same machine.

A message is its size as a 64-bit little-endian number, and then the parts of a frame: the head, as
JSON, and those that a comm message would carry as its buffers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from jupyterlit.protocol.codec import Part, pack, unpack

_SIZE = struct.Struct("<Q")
_ANY = 2**32


class Head(msgspec.Struct, array_like=True):
    """Opens a comm, says something on it, or closes it; with the data of the message."""

    act: Literal["open", "say", "close"]
    comm: str
    data: Mapping[str, Any] = {}


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Head).decode


def encode(head: Head, parts: Sequence[Part] = ()) -> bytes:
    """Return a message as it travels."""
    frame = pack([_encode(head), *parts])
    return _SIZE.pack(len(frame)) + frame


class Messages:
    """Puts messages together from the pieces in which they come."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def take(self, data: bytes) -> Iterator[tuple[Head, Sequence[Part]]]:
        """Give the messages that are whole with this piece.

        Raises
        ------
        ValueError
            The other end speaks of something else: nothing that follows can be understood.
        """
        rest = self._rest
        rest += data
        at = 0
        try:
            while len(rest) - at >= _SIZE.size:
                (size,) = _SIZE.unpack_from(rest, at)
                if len(rest) - at - _SIZE.size < size:
                    break
                at += _SIZE.size
                frame = bytes(memoryview(rest)[at : at + size])
                at += size
                head, *parts = unpack(frame, most=_ANY)
                yield _decode(head), parts
        finally:
            del rest[:at]
