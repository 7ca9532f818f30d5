"""`jupyter lit serve` with everything behind it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pytest

from tests.integration.server import LONG, Page, Server, serving
from tests.server.client import cell, until, write_notebook, write_text

arrow: Any = pa  # It has no types.

SCRIPT = """import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("More"):
    st.session_state.n += 1
st.text(f"n = {st.session_state.n}")
"""


async def test_a_script_is_a_page_and_each_tab_a_session(tmp_path: Path) -> None:
    path = tmp_path / "counter.py"
    write_text(path, SCRIPT)
    async with serving(path, "--public") as server:
        client = server.client()
        ann, bob = await Page.open(client, "counter"), await Page.open(client, "counter")
        await ann.click("More")
        assert (ann.bodies, bob.bodies) == (["n = 1"], ["n = 0"])
        ann.socket.connection.close()
        again = Page(await client.session("/lit/ws/counter", ann.socket.id))
        await again.send({"type": "attach"})
        await again.read("reset")
        assert again.socket.id == ann.socket.id
        assert again.bodies == ["n = 1"]


POINTS = """import numpy as np
import pyarrow as pa
import streamlit as st
x = np.arange(3_200_000, dtype="float64")
st.vega_lite_chart(pa.table({"x": x, "y": x}), {"mark": "point", "encoding": {"x": {"field": "x"}}})
if st.button("Again"):
    st.text("again")
"""


async def test_fifty_megabytes_arrive_whole_and_once(tmp_path: Path) -> None:
    path = tmp_path / "points.py"
    write_text(path, POINTS)
    async with serving(path, "--public") as server:
        client = server.client()
        await client.get("/")
        socket = await client.session("/lit/ws/points", None, None)
        page = Page(socket)
        await page.send({"type": "attach"})
        tables: list[bytes] = []
        async with asyncio.timeout(LONG):
            while not any(message["type"] == "run_ended" for message in page.messages):
                parts = await socket.receive()
                tables += parts[1:]
                batch = json.loads(parts[0])
                page.messages += batch["messages"]
                page.elements |= {tuple(m["path"]): m["element"] for m in batch["messages"] if m["type"] == "delta"}
                await page.send({"type": "ack", "seq": batch["seq"]})  # without it nothing follows so much
        (table,) = tables
        assert len(table) > 50_000_000
        rows = arrow.ipc.open_stream(table).read_all()
        assert rows["y"][-1].as_py() == 3_199_999
        await page.click("Again")
        assert page.bodies == ["again"]


CALLBACKS = """import logging
import streamlit as st
import zmq
for number in (zmq.ENOTSOCK, zmq.EFSM):
    try:
        raise zmq.ZMQError(number, f"error {number}")
    except zmq.ZMQError:
        logging.getLogger("tornado.general").exception("Uncaught exception in ZMQStream callback")
st.text(f"{zmq.ENOTSOCK} {zmq.EFSM}")
"""


async def test_a_kernel_that_writes_to_what_it_has_closed_as_it_ends_says_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "callbacks.py"
    write_text(path, CALLBACKS)
    async with serving(path, "--public") as server:
        page = await Page.open(server.client(), "callbacks")
        closed, wrong = page.bodies[0].split()
        await until(lambda: f"zmq.error.ZMQError: error {wrong}" in server.lines)
        assert f"zmq.error.ZMQError: error {closed}" not in server.lines


async def test_an_edited_script_is_picked_up(tmp_path: Path) -> None:
    path = tmp_path / "counter.py"
    write_text(path, SCRIPT)
    async with serving(path, "--public") as server:
        page = await Page.open(server.client(), "counter")
        write_text(path, SCRIPT.replace("n = ", "count: "))
        await page.click("More")
        assert page.bodies == ["count: 1"]


async def test_a_scripts_folder_is_its_place(tmp_path: Path) -> None:
    write_text(tmp_path / "neighbour.py", "name = 'Bob'")
    write_text(tmp_path / "data.txt", "some data")
    path = tmp_path / "app.py"
    write_text(
        path,
        "import os, pathlib\nimport streamlit as st\nos.chdir('/')\nimport neighbour\n"
        "st.text(neighbour.name)\nst.text(pathlib.Path(__file__).with_name('data.txt').read_text())\n",
    )
    async with serving(path, "--public") as server:
        assert (await Page.open(server.client(), "app")).bodies == ["Bob", "some data"]


async def test_setup_cells_run_once_in_order_before_the_first_visitor(tmp_path: Path) -> None:
    path = write_notebook(
        tmp_path / "book.ipynb",
        "import jupyterlit as st\nruns = ['first']",
        "runs.append('second')\nprint('set up')",
        cell("raise SystemError('never run')", tags=["lit-skip"]),
        "%%app one\nst.text(' '.join(runs))",
        "%%app two\nst.text('page two')",
    )
    async with serving(path, "--public") as server:
        client = server.client()
        for _ in range(2):
            assert (await Page.open(client, "book")).bodies == ["first second"]
        assert (await Page.open(client, "book", page="two")).bodies == ["page two"]
        assert sum("set up" in line for line in server.lines) == 1


async def test_a_notebook_without_app_cells_is_one_script(tmp_path: Path) -> None:
    path = write_notebook(
        tmp_path / "book.ipynb",
        cell("# Sales", "markdown"),
        "import jupyterlit as st",
        "word = !echo hello\nst.text(word[0])",
    )
    async with serving(path, "--public") as server:
        assert (await Page.open(server.client(), "book")).bodies == ["# Sales", "hello"]


async def test_an_edited_notebook_is_picked_up(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "import jupyterlit as st", "%%app\nst.text('before')")
    async with serving(path, "--public") as server:
        page = await Page.open(server.client(), "book")
        assert page.bodies == ["before"]
        await asyncio.sleep(1.5)  # nothing is watched in the first second
        write_notebook(path, "import jupyterlit as st", "%%app\nst.text('after')")
        await page.read("run_ended")
        assert page.bodies == ["after"]


async def test_a_setup_cell_that_fails_is_shown_and_mended_by_saving(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "1 / 0", "%%app\nimport jupyterlit as st\nst.text('fine')")
    async with serving(path, "--public") as server:
        client = server.client()
        page = await Page.open(client, "book")
        assert page.messages[-1] == {
            "type": "failed",
            "title": "The app's set-up has failed",
            "message": "{cell} failed: {problem}",
            "gaps": {"cell": "book.ipynb, cell 1", "problem": "ZeroDivisionError: division by zero"},
        }
        assert "ZeroDivisionError" in await server.prints("set-up has failed")
        await asyncio.sleep(1.5)  # nothing is watched in the first second
        write_notebook(path, "1 / 1", "%%app\nimport jupyterlit as st\nst.text('fine')")
        assert await page.socket.closed() == (1012, "The app has been changed.")
        assert (await Page.open(client, "book")).bodies == ["fine"]


async def test_an_error_in_the_script_names_the_authors_line(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "x = 0", "%%app\n\n1 / x")
    async with serving(path, "--public") as server:
        page = await Page.open(server.client(), "book")
        (shown,) = page.elements.values()
        assert shown["kind"] == "exception"
        assert "book.ipynb, cell 2" in json.dumps(shown)
        assert "line 3" in json.dumps(shown)


async def test_setup_that_kills_its_kernel_is_given_up(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "import os\nos._exit(1)", "%%app\n1")
    async with serving(path, "--public") as server:
        page = await Page.open(server.client(), "book")
        assert page.messages[-1] == {
            "type": "failed",
            "title": "The app cannot start",
            "message": "Its kernel stops while it is being set up.",
        }
        assert sum("has stopped" in line for line in server.lines) == 3


async def test_without_public_the_url_carries_the_login(tmp_path: Path) -> None:
    path = tmp_path / "counter.py"
    write_text(path, SCRIPT)
    async with serving(path) as server:
        address, _, token = server.url.partition("?token=")
        assert len(token) > 20
        stranger = server.client()
        assert (await stranger.get("/")).code == 302
        with pytest.raises(Exception, match="403"):
            await stranger.connect("/lit/ws/counter")
        friend = server.client()
        assert (await friend.get(f"/?token={token}")).headers["Location"] == "/"
        assert (await Page.open(friend, "counter")).bodies == ["n = 0"]
        assert token not in (await friend.get("/")).body.decode()
        assert address.startswith("http://127.0.0.1:")


def files(folder: Path, pattern: str) -> list[str]:
    return [path.name for path in folder.glob(pattern)]


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    _, left = psutil.wait_procs(processes, timeout=5)
    return left


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_stopped_server_leaves_nothing_behind(tmp_path: Path, number: int) -> None:
    child = "import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)"
    path = write_notebook(tmp_path / "book.ipynb", child, "%%app\n1")
    async with serving(path, "--public", "--kernels", "2") as server:
        await Page.open(server.client(), "book")
        await Page.open(server.client(), "book")
        processes = server.processes()
        assert len(processes) == 5
        assert await server.stop(number) == 0
    assert await asyncio.to_thread(alive, processes) == []
    assert files(tmp_path, "jupyterlit-*") + files(tmp_path, "runtime/jpserver-*") == []


async def test_an_app_is_given_time_to_end(tmp_path: Path) -> None:
    setup = "import atexit, pathlib\natexit.register(lambda: pathlib.Path('ended').touch())"
    path = write_notebook(tmp_path / "book.ipynb", setup, "%%app\n1")
    async with serving(path, "--public") as server:
        await Page.open(server.client(), "book")
    assert files(tmp_path, "ended") == ["ended"]


async def test_who_asks_again_to_end_waits_as_well(tmp_path: Path) -> None:
    setup = "import atexit, pathlib, time\natexit.register(lambda: (time.sleep(0.5), pathlib.Path('ended').touch()))"
    path = write_notebook(tmp_path / "book.ipynb", setup, "%%app\n1")
    async with serving(path, "--public") as server:
        await Page.open(server.client(), "book")
        process = server.processes()[0]
        with contextlib.suppress(psutil.NoSuchProcess):
            for _ in range(20):
                process.send_signal(signal.SIGTERM)
                await asyncio.sleep(0.05)
        assert await server.stop() in (0, -signal.SIGTERM)  # the latter after all was done: Python lets go of signals
        assert not any("Traceback" in line for line in server.lines)
    assert files(tmp_path, "ended") == ["ended"]


async def test_kernels_of_a_killed_server_end_by_themselves(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    async with serving(path, "--public") as server:
        await Page.open(server.client(), "book")
        processes = server.processes()
        await server.stop(signal.SIGKILL)
    assert await asyncio.to_thread(alive, processes) == []


def test_a_signal_before_the_server_is_up_leaves_nothing_behind(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    environment = {**os.environ, "TMPDIR": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime")}
    command = [sys.executable, "-c", "from jupyterlit.server.command_line.cli import main; main()", "serve", str(path)]
    with subprocess.Popen([*command, "--no-browser", "--port", "0"], env=environment) as process:
        seen: list[psutil.Process] = []
        while not seen and process.poll() is None:
            seen = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGTERM)
        process.wait(LONG)
    assert alive(seen) == []
    assert list(tmp_path.glob("jupyterlit-*")) == []


def test_server_and_kernels_are_told_apart(tmp_path: Path) -> None:
    """The server's process loads nothing that runs an author's code."""
    code = (
        "import sys, jupyterlit.server.command_line.cli, jupyterlit.server.extension\n"
        "print([name for name in sys.modules if name.startswith(('jupyterlit.execution', 'jupyterlit.kernel'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n"


async def test_the_port_answers_before_the_server_is_loaded(tmp_path: Path) -> None:
    """Who opens the page at once waits for it instead of being refused."""
    path = tmp_path / "counter.py"
    write_text(path, SCRIPT)
    async with serving(path, "--public") as server:
        assert (await server.client().get("/ready")).code in (200, 503)
        assert isinstance(server, Server)
