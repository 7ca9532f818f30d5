"""A kernel's messages as the frames of a websocket: in Jupyter's framing v1, and in the one that came before it."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec

from jupyterlit.protocol.codec import Part

V1 = "v1.kernel.websocket.jupyter.org"
_OFFSET, _OLD_OFFSET = 8, 4  # bytes


class Malformed(ValueError):
    """A frame is no message of a kernel."""


class Received(msgspec.Struct, frozen=True):
    """A message of a kernel.

    Attributes
    ----------
    channel, kind
        Where it is from, and what.
    session
        Whoever has sent it: a kernel has another one in each life.
    parent
        Id of the message that it answers, if it answers one.
    content, buffers
        JSON, and what came with it.
    """

    channel: str
    kind: str
    session: str
    parent: str
    content: Part
    buffers: Sequence[Part] = ()


class _Header(msgspec.Struct):
    msg_type: str = ""
    msg_id: str = ""
    session: str = ""


class _Old(msgspec.Struct):
    header: _Header
    content: msgspec.Raw
    parent_header: _Header = msgspec.field(default_factory=_Header)
    channel: str = ""


_decode_header = msgspec.json.Decoder(_Header).decode
_decode_old = msgspec.json.Decoder(_Old).decode


def encode_frame(header: dict[str, Any], content: bytes, parts: Sequence[Part], *, v1: bool) -> str | bytes:
    """Return the frame of a message for a kernel's shell.

    Parameters
    ----------
    header
        Of the message.
    content
        JSON.
    parts
        Its buffers.
    v1
        Whether the other end has agreed to framing v1.
    """
    head = msgspec.json.encode(header)
    if v1:
        pieces = [b"shell", head, b"{}", b"{}", content, *parts]
        offsets = _offsets(_OFFSET * (len(pieces) + 2), pieces)
        return b"".join([struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets), *pieces])
    text = b'{"channel":"shell","header":%b,"parent_header":{},"metadata":{},"content":%b,"buffers":[]}'
    text %= (head, content)
    if not parts:
        return text.decode()
    pieces = [text, *parts]
    offsets = _offsets(_OLD_OFFSET * (len(pieces) + 1), pieces)[:-1]
    return b"".join([struct.pack(f"!{len(offsets) + 1}I", len(offsets), *offsets), *pieces])


def decode_frame(frame: str | bytes, *, v1: bool) -> Received:
    """Return the message of a frame; its buffers are views of the frame.

    Raises
    ------
    Malformed
        It holds none.
    """
    try:
        return _decode_v1(frame) if v1 and isinstance(frame, bytes) else _decode_before(frame)
    except (struct.error, ValueError) as error:  # what msgspec raises is one, too
        raise Malformed(str(error)) from error


def _decode_v1(frame: bytes) -> Received:
    (count,) = struct.unpack_from("<Q", frame)
    if not 6 <= count <= len(frame) // _OFFSET:
        raise Malformed(f"It has {count} parts.")
    offsets = struct.unpack_from(f"<{count}Q", frame, _OFFSET)
    channel, head, parent, _, content, *buffers = _pieces(frame, offsets)
    header = _decode_header(head)
    parent_id = _decode_header(parent).msg_id
    return Received(str(channel, "utf-8"), header.msg_type, header.session, parent_id, content, buffers)


def _decode_before(frame: str | bytes) -> Received:
    text, buffers = frame, list[memoryview]()
    if isinstance(frame, bytes):
        (count,) = struct.unpack_from("!I", frame)
        if not 1 <= count < len(frame) // _OLD_OFFSET:
            raise Malformed(f"It has {count} parts.")
        offsets = struct.unpack_from(f"!{count}I", frame, _OLD_OFFSET)
        text, *buffers = _pieces(frame, [*offsets, len(frame)])
    old = _decode_old(text)
    return Received(
        old.channel, old.header.msg_type, old.header.session, old.parent_header.msg_id, bytes(old.content), buffers
    )


def _offsets(start: int, pieces: Sequence[Part]) -> list[int]:
    """Return where each piece begins, and where the last one ends."""
    offsets = [start]
    for piece in pieces:
        offsets.append(offsets[-1] + memoryview(piece).nbytes)
    return offsets


def _pieces(frame: bytes, offsets: Sequence[int]) -> list[memoryview]:
    if list(offsets) != sorted(offsets) or offsets[-1] > len(frame):
        raise Malformed("Its parts do not lie in it.")
    view = memoryview(frame)
    return [view[start:stop] for start, stop in pairwise(offsets)]
