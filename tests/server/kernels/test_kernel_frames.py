"""Frames as Jupyter Server itself reads and writes them."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from jupyter_server.services.kernels.connection import base

from jupyterlit.server.kernels.kernel_frames import Malformed, decode_frame, encode_frame

HEADER = {"msg_id": "m", "msg_type": "comm_msg", "session": "s", "username": "u", "date": "2026-11-21T12:00:00+00:00"}
CONTENT = b'{"comm_id":"\xc3\xbc","data":{}}'
PARTS = [b"json", b"", memoryview(b"\x00\xff" * 12_500)]
jupyter: Any = base  # it has no types


def test_what_is_sent_is_read_by_jupyter_server() -> None:
    channel, (header, parent, metadata, content, *buffers) = jupyter.deserialize_msg_from_ws_v1(
        encode_frame(HEADER, CONTENT, PARTS, v1=True)
    )
    assert (channel, json.loads(header), parent, metadata, content) == ("shell", HEADER, b"{}", b"{}", CONTENT)
    assert buffers == [bytes(part) for part in PARTS]


def test_what_is_sent_is_read_by_servers_that_know_no_framing_v1() -> None:
    frame = encode_frame(HEADER, CONTENT, PARTS, v1=False)
    message = jupyter.deserialize_binary_message(frame)
    assert (message["channel"], message["content"]) == ("shell", json.loads(CONTENT))
    assert message["header"]["msg_id"] == "m"
    assert message["buffers"] == [bytes(part) for part in PARTS]
    text = encode_frame(HEADER, CONTENT, [], v1=False)
    assert isinstance(text, str)
    assert json.loads(text) == {
        "channel": "shell",
        "header": HEADER,
        "parent_header": {},
        "metadata": {},
        "content": json.loads(CONTENT),
        "buffers": [],
    }


@pytest.mark.parametrize("v1", [True, False])
@pytest.mark.parametrize("parts", [[], PARTS])
def test_what_jupyter_server_sends_is_read(parts: list[bytes], *, v1: bool) -> None:
    message: dict[str, Any] = {"header": HEADER, "parent_header": {"msg_id": "p"}, "metadata": {}}
    message["content"] = json.loads(CONTENT)
    if v1:
        four = [msgspec.json.encode(message[name]) for name in ("header", "parent_header", "metadata", "content")]
        frame = jupyter.serialize_msg_to_ws_v1([*four, *parts], "iopub")
    elif parts:
        frame = jupyter.serialize_binary_message({**message, "channel": "iopub", "buffers": [bytes(p) for p in parts]})
    else:
        frame = json.dumps({**message, "channel": "iopub", "buffers": []})
    received = decode_frame(frame, v1=v1)
    assert (received.channel, received.kind, received.session, received.parent) == ("iopub", "comm_msg", "s", "p")
    assert msgspec.json.decode(received.content) == message["content"]
    assert [bytes(part) for part in received.buffers] == [bytes(part) for part in parts]


@pytest.mark.parametrize("v1", [True, False])
@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x00",
        b"\xff" * 64,
        b"\x06" + b"\x00" * 63,
        b"\x00\x00\x00\x01\x00\x00\x00\x08{}",
        "{}",
        "no json",
        encode_frame(HEADER, CONTENT, PARTS, v1=True)[:60],
        encode_frame(HEADER, CONTENT, PARTS, v1=False)[:40],
    ],
)
def test_what_is_no_message_is_refused(frame: str | bytes, *, v1: bool) -> None:
    with pytest.raises(Malformed):
        decode_frame(frame, v1=v1)
