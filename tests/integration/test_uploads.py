"""Files of readers through a real server to a real kernel: memory, lost connections, and what is left on the disk."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import secrets
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tornado.httpclient import HTTPResponse

from jupyterlit.protocol.codec import pack
from tests.integration.server import Page, Server, serving
from tests.server.client import Client, until, write_text

SCRIPT = """import hashlib
import jupyterlit as st
file = st.file_uploader("File", key="file", type="bin", max_upload_size=2000)
st.text("nothing" if file is None else f"{file.name} {file.size} {hashlib.file_digest(file, 'sha256').hexdigest()}")
"""
PIECE = 8_000_000


class Sender:
    """A reader's browser that sends a file."""

    def __init__(self, client: Client, page: Page) -> None:
        self.client = client
        self.page = page
        self.upload = secrets.token_hex(16)
        (self.widget,) = [each["id"] for each in page.elements.values() if each["kind"] == "file_uploader"]

    @classmethod
    async def open(cls, server: Server, client: Client | None = None, session: str | None = None) -> Sender:
        client = client or server.client()
        return cls(client, await Page.open(client, "app", session))

    async def ask(self, message: dict[str, Any], *data: bytes) -> dict[str, Any]:
        """Ask over the page's own connection; return the answer."""
        await self.page.socket.send(json.dumps({"request": 1, "upload": self.upload, **message}).encode(), *data)
        return await self.page.read("upload_state")

    async def begin(self, size: int, name: str = "a.bin") -> dict[str, Any]:
        return await self.ask({"type": "upload_begin", "widget": self.widget, "name": name, "size": size})

    async def patch(self, offset: int, data: bytes) -> HTTPResponse:
        """Send bytes to the server's address."""
        place = self.page.socket.welcome["upload"]
        return await self.client.send(f"{place}{self.upload}", data, Upload_Offset=str(offset))

    async def commit(self) -> str:
        """Make the file the widget's value; return what the page says then."""
        file = {"id": self.upload, "name": "?", "type": "?", "size": 0}
        await self.page.send({"type": "rerun", "values": {self.widget: [file]}})
        await self.page.read("run_ended")
        return self.text

    @property
    def text(self) -> str:
        (text,) = [each["body"] for each in self.page.elements.values() if each["kind"] == "text"]
        return text


@asynccontextmanager
async def uploading(folder: Path) -> AsyncGenerator[tuple[Server, Callable[[], list[int]]]]:
    """Serve the app; gives the server, and what tells the sizes of the files that readers have on its disk."""
    write_text(folder / "app.py", SCRIPT)

    def sizes() -> list[int]:
        found = [path for place in folder.glob("jupyterlit-*uploads-*") for path in place.rglob("*")]
        return sorted(path.stat().st_size for path in found if path.is_file() and path.name != "in-use")

    async with serving(folder / "app.py", "--public") as server:
        yield server, sizes
    assert sizes() == []


def resident(server: Server) -> int:
    return max(process.memory_info().rss for process in server.processes())


async def test_a_large_file_needs_no_memory_over_http_and_none_over_the_websocket(tmp_path: Path) -> None:
    piece = bytes(range(256)) * (PIECE // 256)
    async with uploading(tmp_path) as (server, sizes):
        # A visitor may send no more than some megabytes in a second over the websocket.
        for send, size in (("http", 40 * PIECE), ("websocket", 2 * PIECE)):
            sender = await Sender.open(server)
            assert (await sender.begin(size)).get("received", 0) == 0
            before = highest = resident(server)
            digest = hashlib.sha256()
            for offset in range(0, size, PIECE):
                digest.update(piece)
                if send == "http":
                    answer = json.loads((await sender.patch(offset, piece)).body)
                else:
                    answer = await sender.ask({"type": "upload_part", "offset": offset}, piece)
                assert answer["received"] == offset + PIECE
                highest = max(highest, resident(server))
            assert await sender.commit() == f"a.bin {size} {digest.hexdigest()}"
            highest = max(highest, resident(server))
            assert highest - before < 100_000_000, send
            assert size in sizes()


async def test_it_goes_on_where_it_was_after_the_websocket_and_a_request_were_lost(tmp_path: Path) -> None:
    data = secrets.token_bytes(3_000_000)
    async with uploading(tmp_path) as (server, sizes):
        sender = await Sender.open(server)
        await sender.begin(len(data))
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        cookies = "; ".join(f"{name}={value}" for name, value in sender.client.cookies.items())
        head = (
            f"PATCH {sender.page.socket.welcome['upload']}{sender.upload} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            f"Cookie: {cookies}\r\nUpload-Offset: 0\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        writer.write(head.encode() + data[:1_500_000])
        await until(lambda: sizes()[-1:] > [0])
        writer.close()  # in the middle of it
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        session = sender.page.socket.id
        sender.page.socket.connection.close()
        page = Page(await sender.client.session("/lit/ws/app", session))
        assert page.socket.id == session
        await page.send({"type": "attach"})
        await page.read("reset")
        again = Sender(sender.client, page)
        again.upload = sender.upload
        received = (await again.begin(len(data)))["received"]
        assert 0 < received < 1_500_000
        for at in (0, received - 1, received + 1):
            assert json.loads((await again.patch(at, data[at:])).body) == {"received": received}
        assert json.loads((await again.patch(received, data[received:])).body) == {"received": len(data)}
        assert await again.commit() == f"a.bin {len(data)} {hashlib.sha256(data).hexdigest()}"


async def test_only_its_own_visitor_sends_to_a_session(tmp_path: Path) -> None:
    async with uploading(tmp_path) as (server, sizes):
        sender, other = await Sender.open(server), await Sender.open(server)
        await sender.begin(4)
        evil = Sender(other.client, sender.page)
        evil.upload = sender.upload
        assert (await evil.patch(0, b"evil")).code == 404
        other.upload = sender.upload
        gone = "This upload is no longer expected. Send the file again."
        assert json.loads((await other.patch(0, b"evil")).body)["error"] == gone
        assert (await other.ask({"type": "upload_part", "offset": 0}, b"evil"))["error"] == gone
        await other.begin(4)
        await other.patch(0, b"ours")
        sender_file = {"id": other.upload, "name": "", "type": "", "size": 0}
        await sender.page.send({"type": "rerun", "values": {sender.widget: [sender_file]}})
        await sender.page.read("run_ended")
        assert sender.text == "nothing"
        assert (await sender.begin(4)).get("received", 0) == 0
        assert sizes() == [0, 4]


async def test_what_the_widget_does_not_take_is_refused_before_it_comes(tmp_path: Path) -> None:
    refusals = [
        ({"name": "a.exe", "size": 4}, "This type of file is not allowed. Allowed: .bin."),
        ({"name": "a.bin", "size": 2**50}, "The file must be 2000 MB or smaller."),
        ({"name": "a.bin", "size": 4, "widget": "other"}, "The place that this file was for is no longer on the page."),
    ]
    async with uploading(tmp_path) as (server, sizes):
        sender = await Sender.open(server)
        for message, error in refusals:
            answer = await sender.ask({"type": "upload_begin", "widget": sender.widget, **message})
            assert answer["error"] == error
            assert json.loads((await sender.patch(0, b"data")).body)["error"]
        assert sizes() == []


async def test_malformed_messages_and_floods_do_no_harm(tmp_path: Path) -> None:
    async with uploading(tmp_path) as (server, sizes):
        sender = await Sender.open(server)
        begin = {"type": "upload_begin", "request": 1, "widget": sender.widget, "name": "a.bin", "size": 4}
        for message in (
            {**begin, "upload": "../../etc"},
            {**begin, "upload": "a" * 32, "size": -1},
            {**begin, "upload": "a" * 32, "name": 5},
            {"type": "upload_part", "request": 1, "upload": "b" * 32, "offset": "x"},
        ):
            await sender.page.socket.write(pack([json.dumps(message).encode()]))
        for number in range(200):
            await sender.page.socket.send(json.dumps({**begin, "upload": f"{number:032x}"}).encode())
        sender.upload = f"{199:032x}"
        async with asyncio.timeout(30):
            while (answer := json.loads((await sender.patch(0, b"data")).body)).get("error"):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        assert answer == {"received": 4}
        sender.upload = f"{5:032x}"
        assert json.loads((await sender.patch(0, b"data")).body)["error"]
        assert sizes() == [0, 0, 0, 4], "a place for one file keeps a few that no value names"


async def test_what_a_killed_kernel_has_left_goes_with_the_next_one(tmp_path: Path) -> None:
    async with uploading(tmp_path) as (server, sizes):
        sender = await Sender.open(server)
        await sender.begin(4)
        await sender.patch(0, b"data")
        assert sizes() == [4]
        kernels = [process for process in server.processes() if "ipykernel" in " ".join(process.cmdline())]
        for kernel in kernels:
            kernel.send_signal(signal.SIGKILL)
        await server.prints("ernel")
        async with asyncio.timeout(60):
            while True:
                try:
                    again = await Sender.open(server)
                    break
                except (AssertionError, OSError, ValueError):  # the socket is closed while the kernel is away
                    await asyncio.sleep(0.2)
        assert (await again.begin(6)).get("received", 0) == 0
        assert sizes() == [0]
