"""Lane: the server's end of a socket of our own to a kernel of this machine."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.lane import Head, Messages, encode

CONNECT_SECONDS = 5.0

Hear = Callable[[str, Sequence[Part]], None]


class Lane(asyncio.Protocol):
    """What is said on comms, without Jupyter's own sockets and their threads in between.

    Parameters
    ----------
    hear
        Is given what the kernel says: on which comm, and the parts.
    lost
        Called when the kernel can be heard no more, unless the lane has been closed here.
    log
        Is told of what cannot be understood.
    """

    def __init__(self, hear: Hear, lost: Callable[[], object], log: logging.Logger) -> None:
        self._hear = hear
        self._lost = lost
        self._log = log
        self._messages = Messages()
        self._transport: asyncio.Transport | None = None
        self._closed = False

    def open_comm(self, comm_id: str, data: Mapping[str, Any], parts: Sequence[Part] = ()) -> None:
        """Open a comm, with `parts`."""
        self._write(Head("open", comm_id, data), parts)

    def send(self, comm_id: str, parts: Sequence[Part]) -> None:
        """Send the parts of a frame on a comm."""
        self._write(Head("say", comm_id), parts)

    def close_comm(self, comm_id: str, data: Mapping[str, Any]) -> None:
        """Close a comm."""
        self._write(Head("close", comm_id, data))

    def close(self) -> None:
        """Say and hear nothing more."""
        self._closed = True
        if self._transport is not None:
            self._transport.abort()

    def _write(self, head: Head, parts: Sequence[Part] = ()) -> None:
        if self._transport is not None:
            self._transport.write(encode(head, parts))

    # Called by asyncio

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take a piece of what the kernel says."""
        try:
            for head, parts in self._messages.take(data):
                self._hear(head.comm, parts)
        except ValueError:
            self._log.exception("What a kernel has sent cannot be understood.")
            if self._transport is not None:
                self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the kernel is gone."""
        if not self._closed:
            self._lost()


async def connect(address: str, hear: Hear, lost: Callable[[], object], log: logging.Logger) -> Lane | None:
    """Return a lane to the kernel that listens at a path; None where that cannot be, and comms have to do."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _, lane = await loop.create_unix_connection(lambda: Lane(hear, lost, log), address)
    except (OSError, TimeoutError) as error:
        log.debug("There is no lane to a kernel: %s", error)
        return None
    return lane
