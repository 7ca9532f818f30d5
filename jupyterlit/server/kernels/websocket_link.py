"""WebsocketLink: the way to a kernel of a gateway, kept through lost connections."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec

from jupyterlit.protocol.codec import Part
from jupyterlit.server.kernels.kernel_frames import Received
from jupyterlit.server.kernels.kernel_link import EXECUTION, TARGET, KernelGone, Outcome, Output, Receive
from jupyterlit.server.kernels.kernel_process import NotNow
from jupyterlit.server.kernels.websocket_line import Connection, Line, make_header

PATIENCE = 60.0  # s for which a kernel is looked for that cannot be reached
MOST = 10 * 2**20 - 4096  # bytes of a message: what Jupyter's servers take
_UNHEARD = 256_000_000  # bytes that wait for a kernel to take them
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 5.0  # s between two tries
_NUDGE_SECONDS = 0.25  # how soon a kernel is asked again to speak; later each time
_ENDED = ("restarting", "autorestarting", "dead")  # what a gateway says of a kernel whose process has ended

Dial = Callable[[str, Callable[[str | bytes | None], None]], Awaitable[Connection]]


class _Comm(msgspec.Struct):
    receive: Receive
    closed: Callable[[], None]
    missed: Callable[[], None] | None
    sent: int = 0


class _Unheard(msgspec.Struct, frozen=True):
    """A message that the kernel has not taken yet, as far as is known."""

    header: dict[str, Any]
    content: bytes
    parts: Sequence[Part]
    size: int


class _Greeting:
    """What a kernel is asked when a line to it has been opened: it answers, and what it publishes comes through."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.heard = asyncio.Event()
        self.life: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def answered(self) -> str:
        await self.heard.wait()
        return await self.life


class _Content(msgspec.Struct):
    """What is of interest in messages of several kinds."""

    comm_id: str = ""
    execution_state: str = ""
    name: str = ""
    text: str = ""


_decode_content = msgspec.json.Decoder(_Content).decode
_decode_outcome = msgspec.json.Decoder(Outcome).decode


class WebsocketLink:
    """A link to a kernel that a Jupyter server or an Enterprise Gateway has.

    A connection that is lost is opened again. What the kernel has not taken by then is sent again, with the number it
    had, so that the kernel does nothing twice; who listens on a comm is told that something may have got lost.

    Parameters
    ----------
    dial
        Opens a websocket, given the session it is for and what takes its frames. It raises `KernelGone` where there is
        no such kernel, and `NotNow` where it is worth trying again.
    output
        Is given what the kernel prints.
    log
        Is told when the connection is lost, and of messages that are none.
    """

    def __init__(self, dial: Dial, output: Output, log: logging.Logger) -> None:
        self.closed = False
        self._dial = dial
        self._output = output
        self._log = log
        self._session = secrets.token_hex(16)
        self._life = ""  # the session of the kernel's own: another process has another one
        self._line: Line | None = None  # once the kernel has answered on it
        self._comms: dict[str, _Comm] = {}
        self._replies: dict[str, asyncio.Future[Outcome]] = {}
        self._unheard: dict[str, _Unheard] = {}
        self._greeting: _Greeting | None = None
        self._ready, self._over = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Return when the kernel hears and is heard.

        Raises
        ------
        KernelGone
            It has ended.
        """
        if self._task is None and not self.closed:
            self._task = asyncio.create_task(self._stay())
        await self._ready.wait()
        if self.closed:
            raise KernelGone("The kernel has ended.")

    async def gone(self) -> None:
        """Return when the kernel has ended, another process has taken its place, or it cannot be reached for long."""
        await self._over.wait()

    async def execute(self, code: str) -> Outcome:
        """Run the server's own code, never a visitor's.

        Raises
        ------
        KernelGone
            The kernel has ended, or the connection was lost and its answer may be, too.
        """
        while self._line is None:
            await self.start()
        header = make_header("execute_request", self._session)
        reply: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._replies[header["msg_id"]] = reply
        self._line.write(header, msgspec.json.encode({"code": code, **EXECUTION}))
        return await reply

    def open_comm(
        self,
        comm_id: str,
        data: Mapping[str, Any],
        receive: Receive,
        closed: Callable[[], None],
        parts: Sequence[Part] = (),
        missed: Callable[[], None] | None = None,
    ) -> None:
        """Open a comm, with `parts`; what the kernel sends on it goes to `receive`, its end to `closed`."""
        self._comms[comm_id] = _Comm(receive, closed, missed)
        self._send("comm_open", {"comm_id": comm_id, "target_name": TARGET, "data": dict(data)}, parts)

    def send(self, comm_id: str, parts: Sequence[Part]) -> None:
        """Send the parts of a frame on a comm."""
        number = 0
        if comm := self._comms.get(comm_id):
            number = comm.sent = comm.sent + 1
        self._send("comm_msg", {"comm_id": comm_id, "data": {"number": number}}, parts)

    def close_comm(self, comm_id: str, data: Mapping[str, Any]) -> None:
        """Close a comm; nothing that still comes on it is passed on."""
        self._comms.pop(comm_id, None)
        self._send("comm_close", {"comm_id": comm_id, "data": dict(data)})

    def close(self) -> None:
        """Give up the link; its comms end, and whoever waits for an answer gets `KernelGone`."""
        if self.closed:
            return
        self.closed = True
        if self._task is not None:
            self._task.cancel()
        if self._line is not None:
            self._line.close()
        comms, self._comms = self._comms, {}
        for comm in comms.values():
            comm.closed()
        self._fail_replies("The kernel has ended.")
        self._unheard.clear()
        self._ready.set()
        self._over.set()

    # The connection

    async def _stay(self) -> None:
        """Have a line to the kernel until that is gone."""
        try:
            while True:
                again = self._life != ""
                line = await self._connect()
                try:
                    self._take_up(line, again=again)
                    await line.lost.wait()
                finally:
                    self._line = None
                    line.close()
                self._ready.clear()
        except KernelGone as error:
            self._log.debug("A kernel of a gateway is given up: %s", error)
            self.close()

    async def _connect(self) -> Line:
        """Return a line on which the kernel has answered.

        Raises
        ------
        KernelGone
            It has ended, or cannot be reached for long.
        """
        wait, deadline, told = _FIRST_WAIT, time.monotonic() + PATIENCE, not self._life
        while True:
            line = Line(self._receive, self._log)
            try:
                line.begin(await self._dial(self._session, line.on_frame))
                life = await self._greet(line)
            except NotNow as error:
                line.close()
                if time.monotonic() > deadline:
                    self._log.error("A kernel cannot be reached any more. %s", error)
                    raise KernelGone(str(error)) from error
                if not told:
                    self._log.warning("The connection to a kernel is lost; it is tried again. %s", error)
                    told = True
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            except BaseException:
                line.close()
                raise
            else:
                if self._life not in ("", life):
                    line.close()
                    raise KernelGone("Another process has taken its place.")
                self._life = life
                return line

    async def _greet(self, line: Line) -> str:
        """Return the kernel's own session, once it hears and is heard."""
        self._greeting = greeting = _Greeting()
        answered, lost = asyncio.create_task(greeting.answered()), asyncio.create_task(line.lost.wait())
        nudge = _NUDGE_SECONDS
        try:
            while not answered.done():
                header = make_header("kernel_info_request", self._session)
                greeting.ids.add(header["msg_id"])
                line.write(header, b"{}")
                await asyncio.wait((answered, lost), timeout=nudge, return_when=asyncio.FIRST_COMPLETED)
                nudge *= 2
                if lost.done():
                    raise NotNow("The gateway has closed the connection.")
            return answered.result()
        finally:
            self._greeting = None
            answered.cancel()
            lost.cancel()

    def _take_up(self, line: Line, *, again: bool) -> None:
        """Go on where a connection was lost: replies that have not come by now never will."""
        self._fail_replies("The connection to the kernel was lost.")
        for message in self._unheard.values():
            line.write(message.header, message.content, message.parts)
        self._line = line
        self._ready.set()
        if again:
            self._log.warning("The connection to a kernel is there again.")
            for comm in list(self._comms.values()):
                if comm.missed is not None:
                    comm.missed()

    # What is sent

    def _send(self, kind: str, content: dict[str, Any], parts: Sequence[Part] = ()) -> None:
        """Send a message, now or when there is a connection, and keep it until the kernel takes it."""
        if self.closed:
            return
        body = msgspec.json.encode(content)
        size = len(body) + sum(memoryview(part).nbytes for part in parts)
        if size > MOST:
            self._log.error("A message of %.1f MB was not sent: gateways take no more than 10 MB.", size / 1e6)
            if kind != "comm_open":
                return
            parts, size = (), len(body)  # it begins with nothing
        header = make_header(kind, self._session)
        self._unheard[header["msg_id"]] = _Unheard(header, body, parts, size)
        if self._line is not None:
            self._line.write(header, body, parts)
        elif sum(each.size for each in self._unheard.values()) > _UNHEARD:
            self._log.error("A kernel of a gateway is given up: too much waits for it.")
            self.close()

    def _fail_replies(self, reason: str) -> None:
        replies, self._replies = self._replies, {}
        for reply in replies.values():
            if not reply.done():
                reply.set_exception(KernelGone(reason))

    # What comes

    def _receive(self, message: Received) -> None:
        try:
            match message.kind:
                case "status":
                    self._on_status(message)
                case "comm_msg" | "comm_close":
                    self._on_comm(message)
                case "stream":
                    printed = _decode_content(message.content)
                    self._output(printed.name, printed.text)
                case "execute_reply":
                    reply = self._replies.pop(message.parent, None)
                    if reply is not None and not reply.done():
                        reply.set_result(_decode_outcome(message.content))
                case "kernel_info_reply":
                    greeting = self._greeting
                    if greeting is not None and message.parent in greeting.ids and not greeting.life.done():
                        greeting.life.set_result(message.session)
                case _:
                    pass
        except msgspec.MsgspecError as error:
            self._log.warning("A message of a kernel was dropped: %s", error)

    def _on_status(self, message: Received) -> None:
        """Note what the kernel has taken, and that it has ended."""
        self._unheard.pop(message.parent, None)
        if self._greeting is not None and message.parent in self._greeting.ids:
            self._greeting.heard.set()
        elif not message.parent:
            state = _decode_content(message.content).execution_state
            # A gateway says that a kernel has ended; a new process says so itself when it starts.
            if state in _ENDED or (state == "starting" and self._life not in ("", message.session)):
                self.close()

    def _on_comm(self, message: Received) -> None:
        id = _decode_content(message.content).comm_id
        comm = self._comms.get(id)
        if comm is None:
            return
        if message.kind == "comm_close":
            del self._comms[id]
            comm.closed()
        elif message.buffers:
            comm.receive(message.buffers)
