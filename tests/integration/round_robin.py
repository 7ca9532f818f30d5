"""A plain proxy in front of several servers: each connection goes to the next one, no sessions stick."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from tests.server.client import Client


class RoundRobin:
    """A proxy that is listening.

    Attributes
    ----------
    ports
        Of the servers, in turn.
    taken
        Where the connections have gone, in their order.
    clients
        The browsers that have come.
    port
        Of the proxy.
    """

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports = list(ports)
        self.taken: list[int] = []
        self.port = 0
        self.clients: list[Client] = []
        self._turns = itertools.count()
        self._flows = asyncio.Event()
        self._flows.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ends: list[asyncio.StreamWriter] = []
        self._closed = False

    def client(self) -> Client:
        """Return a browser that has not been here before."""
        self.clients.append(Client(self.port))
        return self.clients[-1]

    def next(self, port: int) -> None:
        """Let the next connection go to this server."""
        self._turns = itertools.count(self.ports.index(port))

    def freeze(self) -> None:
        """Pass nothing on any more on the connections that there are; neither end learns of it."""
        self._flows.clear()
        self._flows = asyncio.Event()
        self._flows.set()

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take a connection."""
        self._ends.append(writer)
        if self._closed:
            writer.transport.abort()
        else:
            self._spawn(self._connect(reader, writer))

    async def close(self) -> None:
        """Cut all connections, those that are just being made too."""
        self._closed = True
        for socket in [socket for client in self.clients for socket in client.sockets]:
            socket.connection.close()
            socket.abandon()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for end in self._ends:
            end.transport.abort()
        await asyncio.sleep(0)  # which is when they are closed

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass a connection on to the next server; one that does not listen is left out."""
        for turn in itertools.islice(self._turns, len(self.ports)):
            port = self.ports[turn % len(self.ports)]
            with contextlib.suppress(ConnectionRefusedError):
                upstream, downstream = await asyncio.open_connection("127.0.0.1", port)
                self._ends.append(downstream)
                self.taken.append(port)
                self._spawn(_pass(reader, downstream, self._flows))
                self._spawn(_pass(upstream, writer, self._flows))
                return
        writer.close()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, flows: asyncio.Event) -> None:
    try:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                await flows.wait()
                writer.write(data)
                await writer.drain()
        await flows.wait()
    finally:
        writer.close()


@asynccontextmanager
async def round_robin(*ports: int) -> AsyncGenerator[RoundRobin]:
    """Put a proxy in front of servers."""
    proxy = RoundRobin(ports)
    server = await asyncio.start_server(proxy.accept, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        await proxy.close()
