"""Lane: a socket of our own between a kernel and the server of its machine.

Messages go straight from the thread that has them to the server, and from the server to the one
thread that listens here. On a comm they pass through three threads of the kernel each way.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jupyterlit.execution.forward_queue import Send
from jupyterlit.kernel.comm import Handler, begin_comm
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.lane import Head, Messages, encode

log = logging.getLogger("jupyterlit")

PATIENCE = 60.0  # s, for the server to come
_PIECE = 1 << 18

Begin = Callable[["LaneComm", dict[str, Any], Send], object]


class LaneComm:
    """A comm on the lane, as far as those who are spoken to on one need it."""

    def __init__(self, comm_id: str) -> None:
        self.comm_id = comm_id
        self.hear: Handler = _ignore
        self.end: Handler = _ignore

    def on_msg(self, callback: Handler, /) -> None:
        """Let messages go there."""
        self.hear = callback

    def on_close(self, callback: Handler, /) -> None:
        """Let its end be told there."""
        self.end = callback


class Lane:
    """The kernel's end.

    Parameters
    ----------
    socket
        Connected to the server.
    begin
        Is given what the server opens: the comm, the message, and what sends on it.
    """

    def __init__(self, socket: socket.socket, begin: Begin) -> None:
        self._socket = socket
        self._begin = begin
        self._comms: dict[str, LaneComm] = {}
        self._lock = threading.Lock()

    def send(self, comm_id: str, parts: Sequence[Part]) -> None:
        """Send the parts of a frame on a comm, from any thread; nothing if the server is gone."""
        message = encode(Head("say", comm_id), parts)
        # In one call: a stop by force strikes before it or after it, and half a message is never sent.
        with contextlib.suppress(OSError), self._lock:
            self._socket.sendall(message)

    def listen(self) -> None:
        """Act on what the server sends, until it is gone."""
        messages = Messages()
        try:
            while data := self._socket.recv(_PIECE):
                for head, parts in messages.take(data):
                    self._act(head, parts)
        except OSError:
            pass  # gone in the middle of a message
        except ValueError:
            log.exception("What the server has sent cannot be understood.")
        finally:
            self._socket.close()

    def leave(self) -> None:
        """Let a fork of this process not speak for it."""
        self._socket.close()
        self._lock = threading.Lock()

    def _act(self, head: Head, parts: Sequence[Part]) -> None:
        content = {"comm_id": head.comm, "data": head.data}
        message: dict[str, Any] = {"header": {}, "content": content, "buffers": parts}
        try:
            if head.act == "open":
                comm = self._comms[head.comm] = LaneComm(head.comm)
                self._begin(comm, message, partial(self.send, head.comm))
            elif head.act == "say" and head.comm in self._comms:
                self._comms[head.comm].hear(message)
            elif head.act == "close" and head.comm in self._comms:
                self._comms.pop(head.comm).end(message)
        except Exception:
            log.exception("A message of the server could not be dealt with.")


def listen(address: str) -> None:
    """Wait for the server at a path that only it can reach, and hear it on a thread of its own; returns at once.

    Raises
    ------
    OSError
        There can be no socket at that path.
    """
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(address)
        listener.listen(1)
        listener.settimeout(PATIENCE)
    except OSError:
        listener.close()
        raise
    threading.Thread(target=_serve, args=(listener, address), name="jupyterlit-lane", daemon=True).start()


def _serve(listener: socket.socket, address: str) -> None:
    with listener:
        try:
            connected, _ = listener.accept()
        except OSError:  # the server does without
            return
        finally:
            Path(address).unlink(missing_ok=True)
    connected.settimeout(None)
    lane = Lane(connected, begin_comm)
    os.register_at_fork(after_in_child=lane.leave)
    lane.listen()


def _ignore(message: dict[str, Any]) -> None:
    """Hear what nobody waits for."""
