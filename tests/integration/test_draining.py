"""Kernels that are replaced while people use the app: they keep what they have, and their connection."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import psutil

from tests.integration.server import LONG, Page, Server, serving
from tests.integration.test_faults import free_port
from tests.server.client import write_notebook

PAGE = """%%app
import os, time
state.setdefault("clicks", 0)
name = st.text_input("Name", key="name")
if st.button("More"):
    state.clicks += 1
if st.button("Slow"):
    time.sleep(1.5)
    state.clicks += 100
if st.button("Count and wait"):
    state.clicks += 1
    for _ in range(20 if state.clicks > 1 else 0):
        time.sleep(0.5)
        st.empty()
if st.button("Hold"):
    import numpy as np
    hold.append(np.ones(25_000_000))
st.text(f"{version} {name} {state.clicks}")
st.text(f"{os.getpid()}")
"""


def write(path: Path, version: str) -> Path:
    setup = f"import jupyterlit as st\nstate = st.session_state\nhold = []\nversion = {version}"
    return write_notebook(path, setup, PAGE)


def kernels(server: Server) -> list[psutil.Process]:
    found: list[psutil.Process] = []
    for process in server.processes():
        with contextlib.suppress(psutil.Error):  # it ends
            found += [process] * ("ipykernel_launcher" in " ".join(process.cmdline()))
    return found


async def moved(page: Page) -> None:
    """Wait until the page comes from another process."""
    before = page.bodies[1]
    async with asyncio.timeout(LONG):
        while page.bodies[1] == before:
            await page.read("delta", "reset", "run_ended")


async def gone(process: psutil.Process) -> None:
    async with asyncio.timeout(LONG):
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_changed_setup_reaches_everybody_and_interrupts_nobody(tmp_path: Path) -> None:
    path = write(tmp_path / "book.ipynb", "1")
    async with serving(path, "--public") as server:
        client = server.client()
        idle, busy, away = [await Page.open(client, "book") for _ in range(3)]
        for number, page in enumerate((idle, busy, away)):
            await page.rerun(Name=f"reader {number}")
            await page.click("More")
        away.socket.connection.close()
        (old,) = kernels(server)
        await asyncio.sleep(1.5)  # nothing is watched in the first second
        await busy.send({"type": "rerun", "values": {busy.id_of("Slow"): True}, "number": 9})
        await busy.read("run_started")
        write(path, "2")
        await moved(idle)
        assert idle.bodies[0] == "2 reader 0 1"
        await idle.click("More")
        assert idle.bodies[0] == "2 reader 0 2"
        await busy.read("run_ended")
        assert busy.bodies[0] == "1 reader 1 101"
        await moved(busy)
        assert busy.bodies[0] == "2 reader 1 101"
        await gone(old)
        again = Page(await client.session("/lit/ws/book", away.socket.id))
        assert "notice" not in again.socket.welcome
        await again.send({"type": "attach"})
        await again.read("reset")
        assert again.bodies[0] == "2 reader 2 1"

        write(path, "1 / 0")
        await server.prints("book goes on as it was: .* ZeroDivisionError")
        await idle.click("More")
        assert idle.bodies[0] == "2 reader 0 3"
        assert (await Page.open(client, "book")).bodies[0] == "2  0"
        async with asyncio.timeout(LONG):
            while len(kernels(server)) > 1:  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def test_a_bloated_kernel_is_replaced_with_its_sessions(tmp_path: Path) -> None:
    path = write(tmp_path / "book.ipynb", "1")
    async with serving(path, "--public", "--kernel-memory", "250MB") as server:
        page = await Page.open(server.client(), "book")
        await page.click("More")
        (old,) = kernels(server)
        await page.click("Hold")
        await moved(page)
        assert page.bodies[0] == "1  1"
        await gone(old)
        assert "more than 250 MB" in await server.prints("A kernel of book holds")


async def test_each_visitor_has_a_kernel_that_ends_with_the_session(tmp_path: Path) -> None:
    path = write(tmp_path / "book.ipynb", "1")
    async with serving(path, "--public", "--isolate", "--session-timeout", "0.1") as server:
        client = server.client()
        first, second = [await Page.open(client, "book") for _ in range(2)]
        assert first.bodies[1] != second.bodies[1]
        process = psutil.Process(int(first.bodies[1]))
        first.socket.connection.close()
        await gone(process)
        await second.click("More")
        assert second.bodies[0] == "1  1"


async def test_a_server_that_ends_keeps_what_a_running_script_has(tmp_path: Path) -> None:
    path, port = write(tmp_path / "book.ipynb", "1"), free_port()
    async with serving(path, "--public", port=port) as server:
        client = server.client()
        page = await Page.open(client, "book")
        await page.click("Count and wait")
        await page.send({"type": "rerun", "values": {page.id_of("Count and wait"): True}, "number": 9})
        await page.read("run_started")
        await asyncio.sleep(0.5)
        ended = asyncio.create_task(page.socket.closed())
        assert await server.stop() == 0, "\n".join(server.lines)
        await ended
    async with serving(path, "--public", port=port) as server:
        server.clients.append(client)
        again = Page(await client.session("/lit/ws/book", page.socket.id))
        assert "notice" not in again.socket.welcome
        await again.send({"type": "attach"})
        await again.read("reset")
        assert again.bodies[0] == "1  2"
