"""What a visitor has outlives what can happen to it: kernels and servers are killed here, and connections cut."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sqlite3
import time
from pathlib import Path

import psutil
import pytest

from tests.integration.server import LONG, Page, Server, serving
from tests.server.client import Client, write_text

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
            except (TimeoutError, OSError):
                await asyncio.sleep(0.05)
    await page.send({"type": "attach"})
    await page.read("reset")
    return page


async def fill(page: Page) -> None:
    await page.rerun(Name="pear")
    await page.rerun(Name="fig")
    await page.click("More")
    assert page.bodies == ["fig ['fig', 'pear'] more 1"]


def stored(data: Path) -> list[bytes]:
    """Return what the app's file has of sessions."""
    (file,) = (data / "jupyterlit" / "sessions").glob("app-*.sqlite")
    with contextlib.closing(sqlite3.connect(file)) as base:
        return [data for (data,) in base.execute("SELECT data FROM parts")]


async def test_a_kernel_that_is_killed_in_the_middle_of_a_run_loses_nothing(script: Path) -> None:
    async with serving(script, "--public") as server:
        client = server.client()
        page = await Page.open(client, "app")
        other = await Page.open(client, "app")
        await fill(page)
        await other.rerun(Name="other")
        await page.send({"type": "rerun", "values": {page.id_of("Name"): "slow"}, "number": 9})
        await asyncio.sleep(0.5)  # it sleeps, and what was typed is with the server
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


async def test_a_server_that_is_killed_loses_nothing(script: Path) -> None:
    port = free_port()
    async with serving(script, "--public", port=port) as server:
        client = server.client()
        page = await Page.open(client, "app")
        await fill(page)
        await asyncio.sleep(0.5)
        kernel = kernel_of(server)
        killed = time.perf_counter()
        server.processes()[0].kill()
        with contextlib.suppress(psutil.NoSuchProcess):
            kernel.kill()
        await server.stop()
    async with serving(script, "--public", port=port) as server:
        server.clients.append(client)
        begun = time.perf_counter()
        again = await back(client, page.socket.id)
        print(f"back {time.perf_counter() - killed:.2f} s after the kill")
        print(f"{time.perf_counter() - begun:.2f} s after the new server listens")
        assert again.socket.id == page.socket.id
        assert again.bodies == ["fig ['fig', 'pear'] more 1"]
        assert again.value_of("Name") == "fig"
        stranger = server.client()
        await stranger.get("/")
        assert (await stranger.session("/lit/ws/app", page.socket.id)).id != page.socket.id
        assert "session_state" not in "".join(server.lines).replace("st.session_state['lock']", "")
