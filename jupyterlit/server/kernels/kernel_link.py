"""KernelLink: the way to one kernel, shared by all visitors on it."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec
import zmq
from jupyter_client.session import DELIM, Session
from zmq.eventloop.zmqstream import ZMQStream

from jupyterlit.protocol.codec import Part
from jupyterlit.server.kernels.lane import Lane, connect

TARGET = "jupyterlit"
EXECUTION: Mapping[str, Any] = {  # how code of ours is executed
    "silent": False,
    "store_history": False,
    "user_expressions": {},
    "allow_stdin": False,
    "stop_on_error": False,
}
_RECONNECT_MS = 5  # how soon a socket looks again for a kernel that is starting
_LISTEN = "__import__('jupyterlit.kernel.lane', fromlist=['listen']).listen({!r})"
_NUDGE_SECONDS = 0.1  # how often a kernel is asked to speak until its output is heard

Receive = Callable[[Sequence[Part]], None]
Output = Callable[[str, str], None]  # the name of the stream, and the text


class Outcome(msgspec.Struct, frozen=True):
    """How a piece of code ended in the kernel; `name` is empty when all went well."""

    status: str
    ename: str = ""
    evalue: str = ""
    traceback: list[str] = []

    @property
    def ok(self) -> bool:
        """Whether the code ran to its end."""
        return self.status == "ok"


class KernelLink(Protocol):
    """The way to one kernel, whatever lies between."""

    closed: bool

    async def start(self) -> None:
        """Return when the kernel hears and is heard."""
        ...

    async def execute(self, code: str) -> Outcome:
        """Run the server's own code, never a visitor's."""
        ...

    def open_comm(
        self,
        comm_id: str,
        data: Mapping[str, Any],
        receive: Receive,
        closed: Callable[[], None],
        parts: Sequence[Part] = (),
        missed: Callable[[], None] | None = None,
    ) -> None:
        """Open a comm, with `parts`; what the kernel sends on it goes to `receive`, its end to `closed`.

        `missed` is called after what the kernel has sent on it may have got lost on its way.
        """
        ...

    def send(self, comm_id: str, parts: Sequence[Part]) -> None:
        """Send the parts of a frame on a comm."""
        ...

    def close_comm(self, comm_id: str, data: Mapping[str, Any]) -> None:
        """Close a comm; nothing that still comes on it is passed on."""
        ...

    def close(self) -> None:
        """Give up the link; its comms end, and whoever waits for an answer gets `KernelGone`."""
        ...


class KernelGone(Exception):
    """The link has been closed while something was expected of it."""


class _Header(msgspec.Struct):
    msg_type: str
    msg_id: str = ""


class _Stream(msgspec.Struct):
    name: str
    text: str


_decode_header = msgspec.json.Decoder(_Header).decode
_decode_stream = msgspec.json.Decoder(_Stream).decode
_decode_outcome = msgspec.json.Decoder(Outcome).decode


class ZMQLink:
    """A link to a kernel on this machine.

    Parameters
    ----------
    session
        Signs what is sent and says whether what comes is the kernel's.
    shell, iopub
        The kernel's addresses.
    output
        Is given what the kernel prints.
    log
        Is told of messages that cannot be from the kernel.
    lane
        Where the kernel may wait for comms of ours, which are faster there; empty for nowhere.

    Attributes
    ----------
    lost
        Set when the kernel has been heard and can be heard no more.
    """

    def __init__(
        self,
        session: Session,
        shell: str,
        iopub: str,
        output: Output,
        log: logging.Logger,
        lane: str = "",
    ) -> None:
        self.lost = asyncio.Event()
        self._address = lane
        self._lane: Lane | None = None
        self._session: Any = session  # its methods are typed in part only
        self._output = output
        self._log = log
        self.closed = False
        self._comms: dict[bytes, tuple[Receive, Callable[[], None]]] = {}
        self._replies: dict[str, asyncio.Future[Outcome]] = {}
        self._heard = asyncio.Event()
        self._shell = _stream(zmq.DEALER, shell)
        self._iopub = _stream(zmq.SUB, iopub)
        for topic in (b"comm-", b"stream.", b"kernel."):
            self._iopub.setsockopt(zmq.SUBSCRIBE, topic)
        self._shell.on_recv(self._on_shell, copy=False)
        self._iopub.on_recv(self._on_iopub, copy=False)

    async def start(self) -> None:
        """Return when the kernel hears and is heard: a socket that listens too late misses what was said."""
        await self._request("kernel_info_request", {})
        while not self._heard.is_set():
            await self._request("kernel_info_request", {})
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._heard.wait(), _NUDGE_SECONDS)
        self._iopub.setsockopt(zmq.UNSUBSCRIBE, b"kernel.")
        # A kernel without our package, or with an older one, is spoken to on Jupyter's own sockets.
        if self._address and (await self.execute(_LISTEN.format(self._address))).ok:
            self._lane = await connect(self._address, self._hear, self.lost.set, self._log)

    async def execute(self, code: str) -> Outcome:
        """Run the server's own code, never a visitor's."""
        return await self._request("execute_request", {"code": code, **EXECUTION})

    def open_comm(
        self,
        comm_id: str,
        data: Mapping[str, Any],
        receive: Receive,
        closed: Callable[[], None],
        parts: Sequence[Part] = (),
        missed: Callable[[], None] | None = None,
    ) -> None:
        """Open a comm, with `parts`; what the kernel sends on it goes to `receive`, its end to `closed`.

        `missed` is never called: on this machine nothing gets lost while the link is there.
        """
        self._comms[comm_id.encode()] = (receive, closed)
        if self._lane is not None:
            self._lane.open_comm(comm_id, data, parts)
            return
        self._send("comm_open", {"comm_id": comm_id, "target_name": TARGET, "data": dict(data)}, parts)

    def send(self, comm_id: str, parts: Sequence[Part]) -> None:
        """Send the parts of a frame on a comm."""
        if self._lane is not None:
            self._lane.send(comm_id, parts)
        else:
            self._send("comm_msg", {"comm_id": comm_id, "data": {}}, parts)

    def close_comm(self, comm_id: str, data: Mapping[str, Any]) -> None:
        """Close a comm; nothing that still comes on it is passed on."""
        self._comms.pop(comm_id.encode(), None)
        if self._lane is not None:
            self._lane.close_comm(comm_id, data)
        else:
            self._send("comm_close", {"comm_id": comm_id, "data": dict(data)})

    def close(self) -> None:
        """Give up the link; its comms end, and whoever waits for an answer gets `KernelGone`."""
        if self.closed:
            return
        self.closed = True
        if self._lane is not None:
            self._lane.close()
        self._shell.close(linger=0)
        self._iopub.close(linger=0)
        comms, self._comms = self._comms, {}
        for _, closed in comms.values():
            closed()
        for reply in self._replies.values():
            if not reply.done():
                reply.set_exception(KernelGone("The kernel has ended."))
        self._replies.clear()

    def _send(self, kind: str, content: dict[str, Any], parts: Sequence[Part] = ()) -> str:
        if self.closed:
            return ""
        message = self._session.send(self._shell, kind, content, buffers=list(parts) or None)
        return str(message["header"]["msg_id"])

    def _request(self, kind: str, content: dict[str, Any]) -> asyncio.Future[Outcome]:
        reply: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        if self.closed:
            reply.set_exception(KernelGone("The kernel has ended."))
        else:
            self._replies[self._send(kind, content)] = reply
        return reply

    def _open(self, frames: Sequence[zmq.Frame]) -> tuple[bytes, Sequence[zmq.Frame]] | None:
        """Return topic and frames from the header on, or None for what this kernel has not signed."""
        start = next((i for i, frame in enumerate(frames[:3]) if frame.bytes == DELIM), -1)
        body = frames[start + 2 :]
        if start < 0 or len(body) < 4:
            self._log.warning("A message of a kernel was dropped: it is incomplete.")
            return None
        signature = self._session.sign([frame.bytes for frame in body[:4]])
        if self._session.auth is not None and not hmac.compare_digest(signature, frames[start + 1].bytes):
            self._log.warning("A message of a kernel was dropped: its signature is wrong.")
            return None
        return (frames[0].bytes if start else b""), body

    def _on_shell(self, frames: list[Any]) -> None:
        opened = self._open(frames)
        if opened is None:
            return
        _, body = opened
        try:
            parent = _decode_header(body[1].bytes)
            reply = self._replies.pop(parent.msg_id, None)
            if reply is not None and not reply.done():
                reply.set_result(_decode_outcome(body[3].bytes))
        except msgspec.MsgspecError as error:
            self._log.warning("A reply of a kernel was dropped: %s", error)

    def _on_iopub(self, frames: list[Any]) -> None:
        opened = self._open(frames)
        if opened is None:
            return
        self._heard.set()
        topic, body = opened
        try:
            kind = _decode_header(body[0].bytes).msg_type
            if topic.startswith(b"comm-"):
                self._on_comm(topic[5:], kind, body[4:])
            elif kind == "stream":
                printed = _decode_stream(body[3].bytes)
                self._output(printed.name, printed.text)
        except msgspec.MsgspecError as error:
            self._log.warning("A message of a kernel was dropped: %s", error)

    def _hear(self, comm_id: str, parts: Sequence[Part]) -> None:
        """Take what the kernel says on the lane."""
        if (comm := self._comms.get(comm_id.encode())) is not None:
            comm[0](parts)

    def _on_comm(self, comm_id: bytes, kind: str, buffers: Sequence[zmq.Frame]) -> None:
        comm = self._comms.get(comm_id)
        if comm is None:
            return
        receive, closed = comm
        if kind == "comm_msg" and buffers:
            receive([frame.buffer for frame in buffers])
        elif kind == "comm_close":
            del self._comms[comm_id]
            closed()


def _stream(kind: int, address: str) -> ZMQStream:
    socket: zmq.Socket[bytes] = zmq.Socket(zmq.Context.instance(), kind)
    socket.linger = 0
    socket.reconnect_ivl = _RECONNECT_MS
    socket.rcvhwm = 0  # reading never waits for a visitor, so what lies here is soon read
    socket.connect(address)
    return ZMQStream(socket)
