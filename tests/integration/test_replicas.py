"""Several servers of one app over one Redis: whichever gets a request, the visitor finds what they had."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hashlib
import json
import os
import re
import secrets
import signal
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.integration.round_robin import RoundRobin, round_robin
from tests.integration.server import LONG, Page, Server, running
from tests.integration.test_faults import SCRIPT, back, fill, free_port, redis, shared
from tests.integration.test_uploads import Sender
from tests.server.client import Client, until, write_text

FILES = """import hashlib
import jupyterlit as st
st.video("film.webm")
st.download_button("Save", b"saved" * 1000, "saved.txt")
file = st.file_uploader("File", key="file", type="bin", max_upload_size=200)
st.text("nothing" if file is None else f"{file.name} {file.size} {hashlib.file_digest(file, 'sha256').hexdigest()}")
st.components.v1.declare_component("own", path="component")()
"""
FILM = 50_000_000


class Redis:
    """A Redis server that can go and come back, with nothing of what it had."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._running = contextlib.ExitStack()

    def begin(self) -> None:
        self._running.enter_context(redis(self.port))

    def end(self) -> None:
        self._running.close()

    @property
    def content(self) -> bytes:
        return shared(self.port)


@dataclasses.dataclass
class Pair:
    """Two servers behind a proxy."""

    servers: list[Server]
    proxy: RoundRobin
    redis: Redis

    async def open(self, client: Client, server: Server, session: str | None = None) -> Page:
        """Open the app at one of them; return when its first run is over."""
        await client.get("/")
        self.proxy.next(server.port)
        page = Page(await client.session("/lit/ws/app", session))
        await page.send({"type": "attach"})
        await page.read("run_ended")
        return page

    @property
    def lines(self) -> list[str]:
        return [line for server in self.servers for line in server.lines]


@asynccontextmanager
async def replica(path: Path, name: str, store: str, *arguments: str, port: int = 0) -> AsyncGenerator[Server]:
    """Serve an app from a machine of its own: all that servers share is the store and its key."""
    folder = path.parent / name
    folder.mkdir(exist_ok=True)
    command = ("-c", "from jupyterlit.server.command_line.cli import main; main()", "serve", str(path))
    options = ("--no-browser", "--port", str(port), "--session-store", store, *arguments)
    says, key = r" is served at http", "k" * 40
    async with running(folder, *command, *options, says=says, JUPYTERLIT_SESSION_KEY=key) as server:
        yield server


@asynccontextmanager
async def pair(path: Path, *arguments: str, redis: bool = True) -> AsyncGenerator[Pair]:
    """Serve an app by two servers behind a proxy; with `redis` that is there when they begin."""
    async with contextlib.AsyncExitStack() as stack:
        store = Redis()
        stack.callback(store.end)
        if redis:
            store.begin()
        starting = [stack.enter_async_context(replica(path, name, store.url, *arguments)) for name in ("one", "two")]
        servers = list(await asyncio.gather(*starting))
        proxy = await stack.enter_async_context(round_robin(*(server.port for server in servers)))
        yield Pair(servers, proxy, store)


async def test_any_server_answers_any_request(tmp_path: Path) -> None:
    with (tmp_path / "film.webm").open("wb") as film:
        film.truncate(FILM)
    (tmp_path / "component").mkdir()
    write_text(tmp_path / "component" / "index.html", "<p>a component</p>")
    (tmp_path / "static").mkdir()
    write_text(tmp_path / "static" / "note.txt", "a file of the app")
    path = tmp_path / "app.py"
    write_text(path, FILES)
    async with pair(path, "--server.enableStaticServing", "true") as both:
        proxy = both.proxy
        client = proxy.client()
        # Who logs in at one is known to the other; both have told their administrator the same token.
        (token,) = {re.sub(r".*token=", "", server.url) for server in both.servers}
        assert (await client.get("/")).code == 302
        login = await client.get("/login")
        assert login.code == 200
        form = urlencode({"password": token, "_xsrf": client.cookies["_xsrf"]}).encode()
        logged_in = await client.send("/login", form, method="POST", Content_Type="application/x-www-form-urlencoded")
        assert logged_in.code == 302
        for server in both.servers:
            proxy.next(server.port)
            assert (await client.get("/")).code == 200
        page = await Page.open(client, "app")
        sender = Sender(client, page)
        place = page.socket.welcome["media"]
        files = {each["kind"]: each["file"]["id"] for each in page.elements.values() if each.get("file")}
        (component,) = [each["folder"]["id"] for each in page.elements.values() if each["kind"] == "component"]
        data = secrets.token_bytes(2_000_000) * 10
        await sender.begin(len(data))
        for turn, server in enumerate(both.servers):
            proxy.next(server.port)
            part = await client.get(f"{place}{files['video']}", Range=f"bytes={FILM - 10}-")
            assert (part.code, part.body) == (206, bytes(10))
            assert part.headers["Content-Range"] == f"bytes {FILM - 10}-{FILM - 1}/{FILM}"
            proxy.next(server.port)
            whole = await client.get(f"{place}{files['video']}")
            assert (whole.code, len(whole.body)) == (200, FILM)
            proxy.next(server.port)
            saved = await client.get(f"{place}{files['download_button']}/saved.txt")
            assert (saved.code, saved.body) == (200, b"saved" * 1000)
            proxy.next(server.port)
            shown = await client.get(f"{place.replace('media', 'component')}{component}/index.html")
            assert (shown.code, shown.body) == (200, b"<p>a component</p>")
            proxy.next(server.port)
            assert (await client.get("/app/static/note.txt")).body == b"a file of the app"
            proxy.next(server.port)
            half = len(data) // 2
            sent = await sender.patch(turn * half, data[turn * half :][:half])
            assert (sent.code, json.loads(sent.body)) == (200, {"received": (turn + 1) * half})
            proxy.next(server.port)
            stranger = proxy.client()
            stranger.cookies = {name: value for name, value in client.cookies.items() if "visitor" not in name}
            assert (await stranger.get(f"{place}{files['video']}")).code == 404
        assert await sender.commit() == f"a.bin {len(data)} {hashlib.sha256(data).hexdigest()}"
        assert max(resident(server) for server in both.servers) < 400_000_000  # 50 MB have gone through both
        assert not any("Traceback" in line for line in both.lines)


def resident(server: Server) -> int:
    return server.processes()[0].memory_info().rss


async def visited(both: Pair, server: Server) -> None:
    """Let people come and go until the page that a server sends has what they have seen first."""
    async with asyncio.timeout(LONG):
        while True:
            (await both.open(both.proxy.client(), server)).socket.connection.close()
            both.proxy.next(server.port)
            if b"jupyterlit-first" in (await both.proxy.client().get("/")).body:
                return


async def test_a_page_goes_where_its_browser_is(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    write_text(path, SCRIPT)
    async with pair(path, "--public") as both:
        proxy = both.proxy
        one, two = both.servers
        client = proxy.client()
        page = await both.open(client, one)
        await fill(page)
        # What some have seen first at one server others find at once there, who are at home at neither.
        for server in (one, two):
            await visited(both, server)
        # A second tab at the other server is one of its own: the first one is still there.
        assert (await both.open(client, two, page.socket.id)).socket.id != page.socket.id
        # What has just been typed goes along, and a run that has a moment to go comes to its end.
        await page.send({"type": "rerun", "values": {page.id_of("Name"): "kiwi"}, "number": 9})
        await page.read("run_started")
        page.socket.connection.close()
        for _ in range(3):
            for server in (two, one):
                proxy.next(server.port)
                again = await back(client, page.socket.id)
                assert again.socket.id == page.socket.id
                assert again.bodies == ["kiwi ['fig', 'kiwi', 'pear'] more 1"]
                assert "notice" not in again.socket.welcome  # nobody has lost anything
                again.socket.connection.close()
        # A connection of which only the server believes that it is there keeps nobody out.
        proxy.next(one.port)
        again = await back(client, page.socket.id)
        proxy.freeze()
        proxy.next(two.port)
        again = await back(client, page.socket.id)
        assert again.socket.id == page.socket.id
        assert again.bodies == ["kiwi ['fig', 'kiwi', 'pear'] more 1"]
        # A server that has been asleep finds that it has the session no more, and leaves the newer state alone.
        sleeper = one.processes()[0]
        again.socket.connection.close()
        proxy.next(one.port)
        again = await back(client, page.socket.id)
        await until(lambda: b'"kiwi"' in both.redis.content)
        sleeper.suspend()
        try:
            again.socket.abandon()
            proxy.next(two.port)
            again = await back(client, page.socket.id)
            assert again.socket.id == page.socket.id
            await again.rerun(Name="lime")
        finally:
            sleeper.resume()
        await until(lambda: b'"lime"' in both.redis.content)
        again.socket.connection.close()
        proxy.next(one.port)
        assert (await back(client, page.socket.id)).bodies == ["lime ['fig', 'kiwi', 'lime', 'pear'] more 1"]
        assert not any("Traceback" in line for line in both.lines), both.lines


async def test_servers_that_are_killed_or_end_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    write_text(path, SCRIPT)
    async with pair(path, "--public") as both:
        proxy = both.proxy
        one, two = both.servers
        clients = [proxy.client() for _ in range(3)]
        pages = [await both.open(client, one) for client in clients]
        await asyncio.gather(*map(fill, pages))
        await until(lambda: both.redis.content.count(b'"more":1') == len(pages))
        killed = time.perf_counter()
        os.kill(one.processes()[0].pid, signal.SIGKILL)
        pages = await asyncio.gather(*map(come_back, clients, pages))
        print(f"{len(pages)} visitors are back {time.perf_counter() - killed:.2f} s after their server was killed")
        for page in pages:
            assert page.bodies == ["fig ['fig', 'pear'] more 1"]
            assert page.socket.welcome["notice"] == "The app has been started again. Your page is as it was."
        async with replica(path, "one", both.redis.url, "--public", port=one.port) as fresh:
            proxy.next(two.port)
            # What has just been done when their server is told to end is not lost either.
            for page in pages:
                await page.send({"type": "rerun", "values": {page.id_of("More"): True}, "number": 9})
            await asyncio.gather(*(page.read("run_started") for page in pages))
            two.processes()[0].terminate()
            pages = await asyncio.gather(*map(come_back, clients, pages))
            for page in pages:
                assert page.bodies == ["fig ['fig', 'pear'] more 2"]
                assert "notice" not in page.socket.welcome
            assert not any("Traceback" in line for line in (*fresh.lines, *both.lines))


async def come_back(client: Client, page: Page) -> Page:
    """Come back once the connection has ended."""
    await page.socket.closed()
    again = await back(client, page.socket.id)
    assert again.socket.id == page.socket.id
    return again


async def test_visitors_are_not_turned_away_while_redis_is(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    write_text(path, SCRIPT)
    async with pair(path, "--public", redis=False) as both:
        proxy = both.proxy
        one, two = both.servers
        client = proxy.client()
        page = await both.open(client, one)
        await one.prints("Sessions cannot be kept at present: redis://127.0.0.1")  # it is not there yet
        both.redis.begin()
        await fill(page)
        await until(lambda: b'"more":1' in both.redis.content)
        both.redis.end()
        await page.rerun(Name="lime")
        page.socket.abandon()
        # The other server cannot know whose it is: it sends the browser away, to where it has come from.
        proxy.next(two.port)
        with pytest.raises(ConnectionRefusedError, match=r"1012.*Your page cannot be reached at present"):
            await client.session("/lit/ws/app", page.socket.id)
        proxy.next(one.port)
        again = await back(client, page.socket.id)
        assert again.bodies == ["lime ['fig', 'lime', 'pear'] more 1"]
        both.redis.begin()  # and knows nothing
        await until(lambda: b'"lime"' in both.redis.content)
        again.socket.connection.close()
        proxy.next(two.port)
        again = await back(client, page.socket.id)
        assert (again.socket.id, again.bodies) == (page.socket.id, ["lime ['fig', 'lime', 'pear'] more 1"])
        assert not any("Traceback" in line for line in both.lines)
