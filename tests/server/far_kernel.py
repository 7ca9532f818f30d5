"""A server with one kernel, which plays what a gateway and its kernel say."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, ClassVar

from jupyter_server.services.kernels.connection import base
from tornado import web, websocket
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

KERNEL = "11111111-2222-3333-4444-555555555555"
V1 = "v1.kernel.websocket.jupyter.org"
jupyter: Any = base  # it has no types


class FarKernel:
    """A kernel, as far as the other end can tell.

    Attributes
    ----------
    life
        Its own session.
    v1
        Whether its server speaks framing v1.
    deaf
        Whether it takes nothing of what is sent, for now.
    got
        The messages it has taken: kind, content and buffers. Nudges are left out.
    token
        What lets one in, if one needs it.
    started, ended
        What was asked of its server.
    """

    def __init__(self) -> None:
        self.port = 0
        self.life = "life-1"
        self.v1 = True
        self.deaf = False
        self.there = True
        self.busy = False
        self.token = ""
        self.got: list[tuple[str, dict[str, Any], list[bytes]]] = []
        self.sockets: list[_Channels] = []
        self.sessions: list[str] = []
        self.started: list[dict[str, Any]] = []
        self.ended: list[str] = []
        self.refusal: tuple[int, str] | None = None
        self.http: HTTPServer | None = None

    @property
    def url(self) -> str:
        """Where its server is."""
        return f"http://127.0.0.1:{self.port}"

    def say(self, kind: str, content: dict[str, Any], *buffers: bytes, parent: str = "", life: str = "") -> None:
        """Publish something."""
        for each in self.sockets:
            each.say("iopub", kind, content, list(buffers), parent, life or self.life)

    def take(self, socket: _Channels, header: dict[str, Any], content: dict[str, Any], buffers: list[bytes]) -> None:
        """Take a message, and say so."""
        id, kind = header["msg_id"], header["msg_type"]
        if self.deaf:
            return
        self.say("status", {"execution_state": "busy"}, parent=id)
        if kind == "kernel_info_request":
            socket.say("shell", "kernel_info_reply", {"status": "ok"}, [], id, self.life)
        else:
            self.got.append((kind, content, buffers))
        if kind == "execute_request" and content["code"] != "silence":
            socket.say("shell", "execute_reply", {"status": "ok"}, [], id, self.life)
        if kind == "comm_msg":
            self.say("comm_msg", {"comm_id": content["comm_id"], "data": {}}, *buffers, parent=id)
        self.say("status", {"execution_state": "idle"}, parent=id)

    def check(self, headers: Mapping[str, str]) -> None:
        """Let nobody in who does not have the token."""
        if self.token and headers.get("Authorization") != f"token {self.token}":
            raise web.HTTPError(401)

    def cut(self) -> None:
        """Lose the connections."""
        for each in self.sockets:
            each.stream.close()
        self.sockets.clear()

    def handlers(self) -> list[Any]:
        """Return the routes of its server."""
        told = {"kernel": self}
        return [
            (r"/welcome", _Welcome, told),
            (r"/api/kernelspecs", _Specs, told),
            (r"/api/kernels", _Kernels, told),
            (r"/api/kernels/([^/]+)", _Kernel, told),
            (r"/api/kernels/([^/]+)/channels", _Channels, told),
        ]


class _Handler(web.RequestHandler):
    def initialize(self, kernel: FarKernel) -> None:
        self.kernel = kernel

    def prepare(self) -> None:
        self.kernel.check(self.request.headers)

    def _answer(self, status: int, content: object) -> None:
        self.set_status(status)
        self.finish(json.dumps(content))  # pyright: ignore[reportUnknownMemberType]: tornado's


class _Specs(_Handler):
    def get(self) -> None:
        self._answer(200, {"default": "lit", "kernelspecs": {"lit": {}, "other": {}}})


class _Welcome(_Handler):
    def get(self) -> None:
        self.finish("<h1>Welcome</h1>")  # pyright: ignore[reportUnknownMemberType]: tornado's


class _Kernels(_Handler):
    async def post(self) -> None:
        await asyncio.sleep(0.05)
        if self.kernel.refusal is not None:
            status, message = self.kernel.refusal
            self._answer(status, {"reason": "Forbidden", "message": message})
            return
        self.kernel.started.append(json.loads(self.request.body))
        self._answer(201, {"id": KERNEL, "name": "lit"})


class _Kernel(_Handler):
    def get(self, id: str) -> None:
        self._answer(200 if self.kernel.there and id == KERNEL else 404, {"id": id})

    def delete(self, id: str) -> None:
        self.kernel.ended.append(id)
        self.set_status(204 if self.kernel.there else 404)


class _Channels(websocket.WebSocketHandler):
    subprotocols: ClassVar[list[str]] = [V1]

    def initialize(self, kernel: FarKernel) -> None:
        self.kernel = kernel

    async def get(self, id: str) -> None:
        self.kernel.check(self.request.headers)
        if not self.kernel.there or id != KERNEL:
            raise web.HTTPError(404)
        self.kernel.sessions.append(self.get_argument("session_id"))
        await super().get(id)

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        return V1 if self.kernel.v1 and V1 in subprotocols else None

    def open(self, id: str) -> None:
        assert self.ws_connection is not None
        self.stream: Any = self.ws_connection.stream  # type: ignore[attr-defined]
        self.kernel.sockets.append(self)

    def on_message(self, message: str | bytes) -> None:
        if self.kernel.v1:
            channel, (head, _, _, content, *buffers) = jupyter.deserialize_msg_from_ws_v1(message)
            header, content = json.loads(head), json.loads(content)
        else:
            told = jupyter.deserialize_binary_message(message) if isinstance(message, bytes) else json.loads(message)
            channel, header, content, buffers = (told[name] for name in ("channel", "header", "content", "buffers"))
        assert channel == "shell"
        self.kernel.take(self, header, content, [bytes(buffer) for buffer in buffers])

    def on_close(self) -> None:
        if self in self.kernel.sockets:
            self.kernel.sockets.remove(self)

    def say(
        self, channel: str, kind: str, content: dict[str, Any], buffers: list[bytes], parent: str, life: str
    ) -> None:
        message: dict[str, Any] = {
            "header": {"msg_id": "x", "msg_type": kind, "session": life},
            "parent_header": {"msg_id": parent} if parent else {},
            "metadata": {},
            "content": content,
        }
        if self.kernel.v1:
            parts = [json.dumps(each).encode() for each in message.values()]
            self.write_message(jupyter.serialize_msg_to_ws_v1([*parts, *buffers], channel), binary=True)
        elif buffers:
            frame = jupyter.serialize_binary_message({**message, "channel": channel, "buffers": buffers})
            self.write_message(frame, binary=True)
        else:
            self.write_message(json.dumps({**message, "channel": channel, "buffers": []}))


@asynccontextmanager
async def far_kernel() -> AsyncGenerator[FarKernel]:
    """A kernel on a server of its own."""
    kernel = FarKernel()
    http: Any = HTTPServer(web.Application(kernel.handlers()))  # its methods have no types
    sockets = bind_sockets(0, "127.0.0.1")
    http.add_sockets(sockets)
    kernel.http, kernel.port = http, sockets[0].getsockname()[1]
    yield kernel
    http.stop()
    kernel.cut()
    await http.close_all_connections()
