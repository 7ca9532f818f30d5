"""Line: one websocket to a kernel, from its opening to its loss."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import socket
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from tornado.websocket import WebSocketClosedError

from jupyterlit.protocol.codec import Part
from jupyterlit.server.kernels.kernel_frames import V1, Malformed, Received, decode_frame, encode_frame

_QUICKACK = getattr(socket, "TCP_QUICKACK", None)  # on Linux


class Connection(Protocol):
    """A websocket, as tornado's clients have it."""

    @property
    def selected_subprotocol(self) -> str | None:
        """The framing that both ends have agreed to."""
        ...

    @property
    def protocol(self) -> Any:
        """What has its socket; it has no types."""
        ...

    def write_message(self, message: str | bytes, binary: bool = False) -> asyncio.Future[None]:
        """Send a frame."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


class Line:
    """One websocket.

    Parameters
    ----------
    receive
        Is given the kernel's messages.
    log
        Is told of frames that are none.

    Attributes
    ----------
    lost
        Set when it is closed.
    """

    def __init__(self, receive: Callable[[Received], None], log: logging.Logger) -> None:
        self.lost = asyncio.Event()
        self._receive = receive
        self._log = log
        self._connection: Connection | None = None
        self._early: list[str | bytes] = []

    def begin(self, connection: Connection) -> None:
        """Use a connection whose frames come to `on_frame`."""
        self._connection = connection
        self._stream.set_nodelay(True)
        early, self._early = self._early, []
        for frame in early:
            self._read(frame, connection)

    def on_frame(self, frame: str | bytes | None) -> None:
        """Take a frame; None when the connection has been closed."""
        if frame is None:
            self.lost.set()
        elif self._connection is None:
            self._early.append(frame)
        else:
            self._read(frame, self._connection)

    def write(self, header: dict[str, Any], content: bytes, parts: Sequence[Part] = ()) -> None:
        """Send a message to the kernel's shell, unless the connection is lost."""
        if self._connection is not None and not self.lost.is_set():
            frame = encode_frame(header, content, parts, v1=self._connection.selected_subprotocol == V1)
            with contextlib.suppress(WebSocketClosedError):  # who reads notices it, too
                self._connection.write_message(frame, binary=isinstance(frame, bytes)).add_done_callback(_look)

    def close(self) -> None:
        """Close the connection."""
        self.lost.set()
        if self._connection is not None:
            self._connection.close()

    def _read(self, frame: str | bytes, connection: Connection) -> None:
        if self.lost.is_set():
            return
        self._acknowledge()
        try:
            message = decode_frame(frame, v1=connection.selected_subprotocol == V1)
        except Malformed as error:
            self._log.warning("A message of a kernel was dropped: %s", error)
        else:
            self._receive(message)

    def _acknowledge(self) -> None:
        """Let the other end know at once: Jupyter's servers hold back the next frame until it does."""
        if _QUICKACK is not None and (stream := self._stream) is not None and stream.socket is not None:
            stream.socket.setsockopt(socket.IPPROTO_TCP, _QUICKACK, 1)

    @property
    def _stream(self) -> Any:
        assert self._connection is not None
        return self._connection.protocol.stream


def make_header(kind: str, session: str) -> dict[str, Any]:
    """Return the header of a new message."""
    return {
        "msg_id": secrets.token_hex(16),
        "msg_type": kind,
        "session": session,
        "username": "jupyterlit",
        "date": datetime.now(UTC).isoformat(),
        "version": "5.4",
    }


def _look(written: asyncio.Future[None]) -> None:
    """Let nobody warn that an error was not looked at."""
    if not written.cancelled():
        written.exception()
