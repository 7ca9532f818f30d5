"""What the load and soak scripts share: visitors without a browser, and what the processes of a server use."""

from __future__ import annotations

import contextlib
import time
import urllib.request
from collections.abc import Iterator
from typing import Any, cast

import msgspec
import psutil
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from jupyterlit.protocol.codec import pack, unpack

STARTS = "Count: 0"  # what an app for these visitors shows at first, and counts its button's clicks with


class Visit:
    """A visitor of an app named `app`, who clicks its button "Increment".

    Attributes
    ----------
    times
        Milliseconds from each click to the changed text and the end of its run.
    clicks
        What the app has counted.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookie = ""
        self._session: str | None = None
        self._button = ""
        self._socket: WebSocketClientConnection | None = None
        self.times: list[float] = []
        self.clicks = 0

    @classmethod
    async def begin(cls, port: int) -> Visit:
        """Open a session and wait for its first run."""
        visit = cls(port)
        await visit.connect()
        return visit

    async def click(self) -> None:
        """Click, and wait for what it changes."""
        started = time.perf_counter()
        await self._send({"type": "rerun", "values": {self._button: True}})
        await self._until(f"Count: {self.clicks + 1}")
        self.clicks += 1
        self.times.append((time.perf_counter() - started) * 1000)

    async def connect(self) -> None:
        """Come, or come back to the session of this visitor: the page is to be as it was."""
        if self._socket is None:
            self._cookie = _cookie(self._port)
        else:
            self.leave()
        request = HTTPRequest(f"ws://127.0.0.1:{self._port}/lit/ws/app", headers={"Cookie": self._cookie})
        self._socket = socket = await websocket_connect(request)
        cast(Any, socket.protocol).stream.set_nodelay(True)  # as browsers do
        await socket.write_message(msgspec.json.encode({"session": self._session, "page": None}).decode())
        await self._send({"type": "attach"})
        await self._until(f"Count: {self.clicks}", run=self.clicks == 0)

    def leave(self) -> None:
        """Close the page."""
        if self._socket is not None:
            self._socket.close()

    async def _send(self, message: dict[str, Any]) -> None:
        assert self._socket is not None
        await self._socket.write_message(pack([msgspec.json.encode(message)]), binary=True)

    async def _until(self, text: str, *, run: bool = True) -> None:
        """Read until the page shows a text and, unless it is only shown again, its run is over."""
        assert self._socket is not None
        seen = over = False
        while not (seen and (over or not run)):
            data = cast(Any, await self._socket.read_message())
            if data is None:
                raise ConnectionError(f"{self._socket.close_code}: {self._socket.close_reason}")
            if isinstance(data, str):
                self._session = msgspec.json.decode(data)["session"]
                continue
            batch = msgspec.json.decode(bytes(unpack(data)[0]))
            for message in batch["messages"]:
                element = cast(dict[str, Any], message.get("element") or {})
                if element.get("kind") == "button" and element.get("label") == "Increment":
                    self._button = element["id"]
                seen = seen or element.get("body") == text
                over = seen and message["type"] == "run_ended"
            await self._send({"type": "ack", "seq": batch["seq"]})


def _cookie(port: int) -> str:
    """Return what a browser gets that opens the page: by that it is known when it comes back."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
        lines = page.headers.get_all("Set-Cookie") or []
    return "; ".join(line.partition(";")[0] for line in lines)


class Tree:
    """All processes of a server."""

    def __init__(self, process: int) -> None:
        self._root = psutil.Process(process)

    def _all(self) -> list[psutil.Process]:
        return [self._root, *self._root.children(recursive=True)]

    def cpu(self) -> float:
        """Return the seconds of CPU that they have used."""
        used = 0.0
        for process in self._all():
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                used += times.user + times.system
        return used

    def memory(self) -> float:
        """Return the megabytes that they hold; pages that others hold, too, count in part."""
        return sum(each.pss for each in self._held()) / 1e6

    def private(self) -> float:
        """Return the megabytes that nobody else holds: they grow with what is done, not when others come and go."""
        return sum(each.uss for each in self._held()) / 1e6

    def _held(self) -> Iterator[Any]:
        for process in self._all():
            with contextlib.suppress(psutil.Error):
                yield process.memory_full_info()
