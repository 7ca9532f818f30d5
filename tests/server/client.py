"""A browser as the server sees it, and the notebooks it is shown."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.iostream import IOStream
from tornado.websocket import WebSocketClientConnection, websocket_connect

from jupyterlit.protocol.codec import pack, unpack

LONG = 60  # s, until a test gives up


def cell(source: str, kind: str = "code", tags: Sequence[str] = ()) -> dict[str, Any]:
    """Return a cell as a notebook's file holds it."""
    made: dict[str, Any] = {"id": secrets.token_hex(4), "cell_type": kind, "source": source, "metadata": {}}
    if tags:
        made["metadata"]["tags"] = list(tags)
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def write_notebook(path: Path, *cells: Mapping[str, Any] | str, metadata: Mapping[str, Any] | None = None) -> Path:
    """Write a notebook of these cells; a text is a code cell."""
    made = [cell(item) if isinstance(item, str) else item for item in cells]
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata or {}, "cells": made}
    path.write_text(json.dumps(book))
    return path


def write_text(path: Path, text: str) -> None:
    """Write a file while something else goes on."""
    path.write_text(text)


async def until(condition: Callable[[], object]) -> None:
    """Wait until a function returns something true."""
    async with asyncio.timeout(LONG):
        while not condition():  # noqa: ASYNC110 (what is waited for happens elsewhere)
            await asyncio.sleep(0.01)


class Client:
    """A browser: keeps cookies, follows nothing.

    Attributes
    ----------
    port
        Of the server it speaks to.
    host
        What it takes for the server's address, where it comes through a proxy.
    base
        The path below which everything lies, without a slash at its end.
    certificate
        The file of what it believes a server that encrypts; without one it speaks plainly.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.host = ""
        self.base = ""
        self.certificate: str | None = None
        self.cookies: dict[str, str] = {}
        self.sockets: list[Socket] = []

    async def get(self, path: str, *, method: str = "GET", **headers: str) -> HTTPResponse:
        """Get a page, whatever its status."""
        return await self.send(path, None, method=method, **headers)

    async def send(self, path: str, body: bytes | None, *, method: str = "PATCH", **headers: str) -> HTTPResponse:
        """Send something to an address, whatever comes of it."""
        request = HTTPRequest(
            self._address("http", path),
            ca_certs=self.certificate,
            method=method,
            body=body,
            headers=self._headers(headers),
            follow_redirects=False,
            decompress_response=False,
            connect_timeout=LONG,
            request_timeout=LONG,
        )
        with contextlib.closing(AsyncHTTPClient(force_instance=True)) as client:
            response = await client.fetch(request, raise_error=False)
        for line in response.headers.get_list("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response

    async def connect(self, path: str, **headers: str) -> Socket:
        """Open a websocket."""
        request = HTTPRequest(
            self._address("ws", path),
            ca_certs=self.certificate,
            headers=self._headers(headers),
            connect_timeout=LONG,
        )
        socket = Socket(await websocket_connect(request, max_message_size=100_000_000))
        self.sockets.append(socket)
        return socket

    async def session(self, path: str = "/lit/ws/book", session: str | None = None, page: str | None = None) -> Socket:
        """Open a websocket and have a session."""
        socket = await self.connect(path)
        await socket.hello(session, page)
        return socket

    def _address(self, scheme: str, path: str) -> str:
        return f"{scheme}{'s' if self.certificate else ''}://127.0.0.1:{self.port}{self.base}{path}"

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        if self.host:
            headers["Host"] = self.host
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return headers


class Socket:
    """The browser's end of a websocket."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self.connection = connection
        protocol: Any = connection.protocol
        self.stream: IOStream = protocol.stream
        self.welcome: dict[str, Any] = {}

    @property
    def id(self) -> str:
        """The session this socket has."""
        return self.welcome["session"]

    def abandon(self) -> None:
        """Let go of the connection, whatever the server still has to say."""
        self.stream.close()

    async def hello(self, session: str | None = None, page: str | None = None) -> None:
        await self.write(json.dumps({"session": session, "page": page}))
        answer = await self.read()
        if answer is None:
            raise ConnectionRefusedError(self.connection.close_code, self.connection.close_reason)
        self.welcome = json.loads(answer)

    async def write(self, data: str | bytes) -> None:
        await self.connection.write_message(data, binary=isinstance(data, bytes))

    async def send(self, *parts: bytes) -> None:
        await self.write(pack(parts))

    async def read(self) -> Any:
        """Return the next frame, None when the socket is closed."""
        return await asyncio.wait_for(cast(Awaitable[Any], self.connection.read_message()), LONG)

    async def receive(self) -> list[bytes]:
        """Return the parts of the next frame."""
        data = await self.read()
        assert isinstance(data, bytes), (data, self.connection.close_code, self.connection.close_reason)
        return [bytes(part) for part in unpack(data)]

    async def closed(self) -> tuple[int | None, str | None]:
        """Read until the socket is closed; return code and reason."""
        while await self.read() is not None:
            pass
        return self.connection.close_code, self.connection.close_reason
