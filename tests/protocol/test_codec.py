"""Frames: messages to parts and back, and what a stranger may send."""

import struct

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer
from jupyterlit.protocol.codec import decode_back, encode_back, encode_batch, pack, unpack
from jupyterlit.protocol.messages import Attach, Batch, Rerun, Rows, RowsRequest, Stop


def test_a_batch_travels_as_json_and_buffers() -> None:
    buffer = Buffer(b"\x00\x01")
    batch = Batch(seq=1, messages=[Rows(request=3, data=buffer, count=2)], buffers=[buffer.digest])
    parts = encode_batch(batch, [buffer])
    assert msgspec.json.decode(parts[0]) == {
        "seq": 1,
        "messages": [{"type": "rows", "request": 3, "data": {"$buffer": buffer.digest}, "count": 2}],
        "buffers": [buffer.digest],
    }
    assert [bytes(p) for p in parts[1:]] == [b"\x00\x01"]


def test_what_cannot_travel_is_refused() -> None:
    with pytest.raises(TypeError, match="A message cannot carry a object"):
        encode_batch(Batch(seq=1, messages=[object()]))


@pytest.mark.parametrize(
    "message",
    [
        Attach(query="a=1", timezone="Europe/Vienna"),
        Rerun(values={"slider-k": [1, 2.5], "button-b": True}, query="a=1"),
        Stop(),
        RowsRequest(request=1, table="t", start=5, stop=9, sort=[("a", True)], search="x"),
    ],
)
def test_messages_from_the_browser_come_back_whole(message: Attach | Rerun | Stop | RowsRequest) -> None:
    assert decode_back(encode_back(message)) == message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"type":"execute_request","content":{"code":"1"}}',
        b'{"type":"rerun","values":[]}',
        b'{"type":"rerun","unknown":1}',
        b'{"type":"rows_request","request":"x","table":"t"}',
        b'{"type":"delta","path":[0],"element":{}}',
        b'{"type":"ack","seq":1e400}',
        b"[" * 100_000,
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidValue, match="Not a message"):
        decode_back([data])


def test_a_frame_without_parts_is_refused() -> None:
    with pytest.raises(InvalidValue, match="Not a message"):
        decode_back([])


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=20))
def test_packing_keeps_every_part(parts: list[bytes]) -> None:
    assert [bytes(p) for p in unpack(pack(parts))] == parts


@given(st.binary(max_size=64))
def test_unpacking_noise_never_fails_otherwise(noise: bytes) -> None:
    try:
        parts = unpack(noise)
    except InvalidValue:
        return
    assert pack([bytes(p) for p in parts]) == noise


@pytest.mark.parametrize(
    "data",
    [b"", b"\x01\x00", struct.pack("<I", 0), struct.pack("<I", 2**32 - 1), struct.pack("<II", 1, 2**32 - 1) + b"x"],
)
def test_frames_with_wrong_lengths_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidValue, match="Not a frame"):
        unpack(data)
