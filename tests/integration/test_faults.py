"""What a visitor has outlives what can happen to it: kernels and servers are killed here, and connections cut."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest
import redis as library
from tornado.httpclient import HTTPError

from jupyterlit.caching.seal import Seal
from jupyterlit.server.storage.session_store import handle_of
from jupyterlit.state import checkpoint as checkpoints
from jupyterlit.state.pages import Pages
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState
from tests.integration.server import LONG, Page, Server, running, serving
from tests.server.client import Client, until, write_text

SCRIPT = """import dataclasses
import threading
import time
import streamlit as st

@dataclasses.dataclass
class Basket:
    fruit: set

if "basket" not in st.session_state:
    st.session_state.basket = Basket(set())
    st.session_state.lock = threading.Lock()
st.session_state.setdefault("count", 0)
st.session_state.count += 1
name = st.text_input("Name", key="name")
if name:
    st.session_state.basket.fruit.add(name)
if name == "slow":
    time.sleep(60)
if st.button("More"):
    st.session_state.more = st.session_state.get("more", 0) + 1
st.text(f"{name} {sorted(st.session_state.basket.fruit)} more {st.session_state.get('more', 0)}")
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    write_text(tmp_path / "app.py", SCRIPT)
    return tmp_path / "app.py"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def kernel_of(server: Server) -> psutil.Process:
    return next(each for each in server.processes() if "ipykernel_launcher" in " ".join(each.cmdline()))


async def back(client: Client, session: str) -> Page:
    """Come back as a page does: try until there is a server, and wait for what it shows."""
    async with asyncio.timeout(LONG):
        while True:
            try:
                page = Page(await client.session("/lit/ws/app", session))
                break
            except (TimeoutError, OSError, HTTPError):
                await asyncio.sleep(0.05)
    await page.send({"type": "attach"})
    await page.read("reset")
    while not page.bodies:  # it begins anew
        await page.read("run_ended")
    return page


async def fill(page: Page) -> None:
    await page.rerun(Name="pear")
    await page.rerun(Name="fig")
    await page.click("More")
    assert page.bodies == ["fig ['fig', 'pear'] more 1"]


def stored(folder: Path) -> list[bytes]:
    """Return what the app's file has of sessions."""
    (file,) = (folder / "data" / "jupyterlit" / "sessions").glob("app-*.sqlite")
    with contextlib.closing(sqlite3.connect(file)) as base:
        return [data for (data,) in base.execute("SELECT data FROM parts")]


async def test_a_kernel_that_is_killed_in_the_middle_of_a_run_loses_nothing(script: Path, tmp_path: Path) -> None:
    async with serving(script, "--public") as server:
        client = server.client()
        page = await Page.open(client, "app")
        other = await Page.open(client, "app")
        await fill(page)
        await other.rerun(Name="other")
        await page.send({"type": "rerun", "values": {page.id_of("Name"): "slow"}, "number": 9})
        # It goes on, and what was typed is kept: that is soon, not at once.
        await until(lambda: all(typed in b"".join(stored(tmp_path)) for typed in (b'"slow"', b'"other"')))
        write_text(script, SCRIPT.replace("time.sleep(60)", "pass"))
        kernel_of(server).send_signal(signal.SIGKILL)
        killed = time.perf_counter()
        assert (await page.socket.closed())[0] == 1012
        again = await back(client, page.socket.id)
        print(f"back {time.perf_counter() - killed:.2f} s after the kernel was killed")
        assert again.socket.welcome["notice"] == "The app has been started again. Your page is as it was."
        assert again.bodies == ["slow ['fig', 'pear', 'slow'] more 1"]
        assert (await back(client, other.socket.id)).bodies == ["other ['other'] more 0"]
        assert sum("st.session_state['lock'] is not kept" in line for line in server.lines) == 1


async def kill(server: Server) -> float:
    """Kill a server and what it leaves behind; return when that was."""
    processes = server.processes()
    killed = time.perf_counter()
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    await server.stop()
    return killed


async def test_a_connection_that_is_cut_loses_nothing_however_long_it_takes(script: Path) -> None:
    async with serving(script, "--public", "--session-timeout", "2") as server:
        client = server.client()
        page = await Page.open(client, "app")
        await fill(page)
        page.socket.abandon()  # no goodbye
        again = await back(client, page.socket.id)
        assert (again.socket.id, again.bodies) == (page.socket.id, ["fig ['fig', 'pear'] more 1"])
        assert [message["type"] for message in again.messages].count("run_started") == 0  # nothing had to run
        again.socket.abandon()
        await server.prints(f"Session {handle_of(page.socket.id)[:8]} has ended")  # no kernel has it any more
        again = await back(client, page.socket.id)
        assert (again.socket.id, again.bodies) == (page.socket.id, ["fig ['fig', 'pear'] more 1"])
        assert "notice" not in again.socket.welcome


class Evil:
    """Leaves a mark where it is opened."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._mark),)


def is_there(path: Path) -> bool:
    return path.exists()


def tamper(folder: Path, changes: Mapping[str, tuple[str, Callable[[bytes], bytes]]]) -> None:
    """Change what the app's file has of sessions: a part of each."""
    (file,) = (folder / "data" / "jupyterlit" / "sessions").glob("app-*.sqlite")
    with contextlib.closing(sqlite3.connect(file)) as base, base:
        for session, (part, change) in changes.items():
            where = (handle_of(session), part)
            (kept,) = base.execute("SELECT data FROM parts WHERE handle = ? AND part = ?", where).fetchone()
            base.execute("UPDATE parts SET data = ? WHERE handle = ? AND part = ?", (change(kept), *where))


async def test_a_server_that_is_killed_loses_nothing_and_believes_nobody_else(script: Path, tmp_path: Path) -> None:
    session = SessionState()
    session.put("basket", Evil(tmp_path / "opened"))
    evil = checkpoints.take(session, QueryParams(), Pages())
    assert b"mkdir" in evil.pickled
    port = free_port()
    async with serving(script, "--public", port=port) as server:
        client = server.client()
        ann, plain, pickled, record, fresh = [await Page.open(client, "app") for _ in range(5)]
        for page in (ann, plain, pickled, record):
            await fill(page)
        await until(lambda: b"".join(stored(tmp_path)).count(b'"more":1') == 4)
        killed = await kill(server)
    tamper(
        tmp_path,
        {
            plain.socket.id: ("plain", lambda kept: Seal(bytes(32), "session app plain").close("x", 0.0, evil.plain)),
            pickled.socket.id: ("pickled", lambda kept: kept[:44] + evil.pickled),  # under the seal of what was there
            record.socket.id: ("record", lambda kept: kept.replace(b'"visitor":"', b'"visitor":"x')),
        },
    )
    async with serving(script, "--public", port=port) as server:
        server.clients.append(client)
        begun = time.perf_counter()
        again = await back(client, ann.socket.id)
        print(f"back {time.perf_counter() - killed:.2f} s after the server was killed")
        print(f"{time.perf_counter() - begun:.2f} s after the new one listens")
        assert again.socket.welcome["notice"] == "The app has been started again. Your page is as it was."
        assert (again.socket.id, again.value_of("Name")) == (ann.socket.id, "fig")
        assert again.bodies == ["fig ['fig', 'pear'] more 1"]
        found = [await back(client, page.socket.id) for page in (plain, pickled, record, fresh)]
        assert [page.bodies for page in found] == [["[] more 0"], ["fig ['fig'] more 1"], ["[] more 0"], ["[] more 0"]]
        assert sum("is not believed: its signature does not fit" in line for line in server.lines) >= 3
        assert found[2].socket.id != record.socket.id
        stranger = server.client()
        await stranger.get("/")
        assert (await stranger.session("/lit/ws/app", ann.socket.id)).id != ann.socket.id
    assert not is_there(tmp_path / "opened")


async def test_a_full_disk_ends_no_session(script: Path, tmp_path: Path) -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, 80_000)); "
    code += "from jupyterlit.server.command_line.cli import main; main()"
    command = ("-c", code, "serve", str(script), "--no-browser", "--port", "0", "--public")
    write_text(script, SCRIPT + "st.session_state.ballast = bytes(100_000 * st.session_state.count)\n")
    async with running(tmp_path, *command, says=r" is served at http") as server:
        client = server.client()
        page = await Page.open(client, "app")
        await fill(page)
        line = await server.prints("Sessions cannot be kept at present")
        assert "They go on in memory." in line
        page.socket.abandon()
        again = await back(client, page.socket.id)
        assert (again.socket.id, again.bodies) == (page.socket.id, ["fig ['fig', 'pear'] more 1"])
        assert sum("cannot be kept at present" in line for line in server.lines) == 1
        assert not any("Traceback" in line for line in server.lines)


@contextlib.contextmanager
def redis(port: int) -> Generator[None]:
    """Run a Redis server on loopback; Debian has it in the package redis-server."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("There is no redis-server on the PATH.")
    words = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
    with subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(1000):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.01)
        try:
            yield
        finally:
            process.kill()


def shared(port: int) -> bytes:
    """Return what Redis has of sessions."""
    client: Any = library.Redis(port=port)  # it has types in part only
    with contextlib.closing(client):
        return b"".join(
            b"".join(client.hvals(key)) for key in client.keys("jupyterlit:*") if client.type(key) == b"hash"
        )
