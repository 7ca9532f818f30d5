"""Message ↔ JSON plus binary buffers.

A frame is a list of parts: the JSON first, then the buffers in the order `Batch.buffers`
names them. Over a comm the parts travel as its buffers; over a websocket they are packed
into one binary message: a 32-bit little-endian count, as many 32-bit lengths, the parts.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any, cast

import msgspec

from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer, Element, MediaFile
from jupyterlit.protocol.messages import BackMessage, Batch

Part = bytes | bytearray | memoryview
MAX_PARTS = 10_000
_LONGEST = 200  # characters that are said of what is no message: they can be the visitor's own


def _encode_buffer(value: Any) -> Any:
    if isinstance(value, Buffer):
        return {"$buffer": value.digest}
    if isinstance(value, MediaFile):
        return value.wire()
    raise TypeError(f"A message cannot carry a {type(value).__name__}.")


_encoder = msgspec.json.Encoder(enc_hook=_encode_buffer)
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(BackMessage)


def encode_batch(batch: Batch, buffers: Sequence[Buffer] = ()) -> list[Part]:
    """Return the parts of a batch; `buffers` are those that travel with it."""
    try:
        text = _encoder.encode(batch)
    except UnicodeEncodeError:
        text = _encoder.encode(_legible(msgspec.to_builtins(batch, enc_hook=_encode_buffer)))
    return [text, *(b.data for b in buffers)]


def encode_element(element: Element) -> bytes:
    """Return an element as it travels, without its buffers; nothing of one that cannot."""
    try:
        return _encoder.encode(element)
    except (UnicodeEncodeError, TypeError, ValueError):
        return b""


def _legible(value: Any) -> Any:
    """Return plain data without halves of characters, such as names of files can have."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list | tuple):
        return [_legible(each) for each in cast("Sequence[Any]", value)]
    if isinstance(value, dict):
        return {_legible(name): _legible(each) for name, each in cast("dict[Any, Any]", value).items()}
    return value


def encode_back(message: BackMessage) -> list[Part]:
    """Return the parts of a message from the browser, as tests and clients send it."""
    return [_encoder.encode(message)]


def decode_back(parts: Sequence[Part]) -> BackMessage:
    """Return the message that a browser sent.

    Raises
    ------
    InvalidValue
        The frame is not one of the declared messages, whatever it is.
    """
    try:
        return _decoder.decode(parts[0])
    except (msgspec.MsgspecError, IndexError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidValue(f"Not a message: {str(error)[:_LONGEST]}") from error


def pack(parts: Sequence[Part]) -> bytes:
    """Join the parts of a frame into one websocket message."""
    sizes = [memoryview(p).nbytes for p in parts]
    return b"".join([struct.pack(f"<{len(parts) + 1}I", len(parts), *sizes), *parts])


def unpack(data: Part, most: int = MAX_PARTS) -> list[memoryview]:
    """Split a websocket message into its parts, of which there are so many at most.

    Raises
    ------
    InvalidValue
        Count and lengths do not fit the data.
    """
    view = memoryview(data)
    if view.nbytes < 4:
        raise InvalidValue(f"Not a frame: {view.nbytes} bytes.")
    (count,) = struct.unpack_from("<I", view)
    if not 1 <= count <= most or view.nbytes < 4 * (count + 1):
        raise InvalidValue(f"Not a frame: {count} parts in {view.nbytes} bytes.")
    sizes = struct.unpack_from(f"<{count}I", view, 4)
    at = 4 * (count + 1)
    if at + sum(sizes) != view.nbytes:
        raise InvalidValue(f"Not a frame: parts of {sum(sizes)} bytes in {view.nbytes}.")
    parts: list[memoryview] = []
    for size in sizes:
        parts.append(view[at : at + size])
        at += size
    return parts
