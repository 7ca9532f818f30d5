"""One websocket to a kernel, without the websocket."""

from __future__ import annotations

import asyncio
import json
import socket
from types import SimpleNamespace
from typing import Any

import pytest
from tornado.websocket import WebSocketClosedError

from jupyterlit.server.kernels.kernel_frames import Received
from jupyterlit.server.kernels.websocket_line import Line, make_header
from tests.server.conftest import LOG


class Stream:
    def __init__(self) -> None:
        self.socket = self
        self.options: list[tuple[int, int, int]] = []
        self.nodelay = False

    def set_nodelay(self, value: bool) -> None:
        self.nodelay = value

    def setsockopt(self, *option: int) -> None:
        self.options.append((option[0], option[1], option[2]))


class Connection:
    selected_subprotocol = None

    def __init__(self) -> None:
        self.stream = Stream()
        self.protocol: Any = SimpleNamespace(stream=self.stream)
        self.written: list[str | bytes] = []
        self.closed = False

    def write_message(self, message: str | bytes, binary: bool = False) -> asyncio.Future[None]:
        if self.closed:
            raise WebSocketClosedError
        assert binary == isinstance(message, bytes)
        self.written.append(message)
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        written.set_exception(WebSocketClosedError())  # which nobody is to hear of
        return written

    def close(self) -> None:
        self.closed = True


def printed(text: str) -> str:
    return json.dumps({"header": {"msg_type": "stream"}, "content": {"text": text}, "channel": "iopub"})


async def test_frames_that_come_early_are_kept_for_their_turn() -> None:
    received: list[Received] = []
    line, connection = Line(received.append, LOG), Connection()
    line.on_frame(printed("1"))
    assert received == []
    line.begin(connection)
    line.on_frame(printed("2"))
    assert [bytes(each.content) for each in received] == [b'{"text": "1"}', b'{"text": "2"}']


async def test_small_frames_wait_neither_here_nor_at_the_other_end() -> None:
    line, connection = Line(lambda message: None, LOG), Connection()
    line.begin(connection)
    line.on_frame(printed("1"))
    assert connection.stream.nodelay
    quickack = getattr(socket, "TCP_QUICKACK", None)
    assert connection.stream.options == ([(socket.IPPROTO_TCP, quickack, 1)] if quickack is not None else [])


async def test_nothing_is_written_or_read_once_it_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    received: list[Received] = []
    line, connection = Line(received.append, LOG), Connection()
    line.begin(connection)
    line.write(make_header("comm_msg", "s"), b"{}")
    line.on_frame(None)
    assert line.lost.is_set()
    line.write(make_header("comm_msg", "s"), b"{}")
    line.on_frame(printed("late"))
    line.close()
    assert (len(connection.written), received, connection.closed) == (1, [], True)
    assert caplog.messages == []


async def test_a_connection_that_is_closed_already_is_no_error() -> None:
    line, connection = Line(lambda message: None, LOG), Connection()
    line.begin(connection)
    connection.close()
    line.write(make_header("comm_msg", "s"), b"{}")
    assert connection.written == []
