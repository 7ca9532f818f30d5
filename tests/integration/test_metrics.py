"""What an app's kernels count, and that it goes nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from prometheus_client.openmetrics import parser

from tests.integration.server import Page, running
from tests.server.client import write_text

families: Any = parser.text_string_to_metric_families  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]

SCRIPT = """
import streamlit as st

@st.cache_data
def table(n):
    return [n] * 1000

@st.fragment
def part():
    st.button("Part")

table(1)
st.button("More", on_click=lambda: None)
part()
st.task(lambda: "done", on_done="ignore").result()
"""

# Says of every process of the app, server and kernel, whom it talks to.
WATCH = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        with open(os.environ["WATCHED"], "a") as file:
            file.write(f"{event} {arguments[1:] if event.startswith('socket.c') else arguments}\\n")
sys.addaudithook(watch)
"""


async def test_runs_are_counted_and_nothing_leaves_the_machine(tmp_path: Path) -> None:
    path, watched = tmp_path / "counter.py", tmp_path / "watched.txt"
    write_text(path, SCRIPT)
    (tmp_path / "watch").mkdir()
    write_text(tmp_path / "watch" / "sitecustomize.py", WATCH)
    watched.touch()
    command = (
        "-c",
        "from jupyterlit.server.command_line.cli import main; main()",
        "serve",
        str(path),
        "--no-browser",
        "--port",
        "0",
    )
    environment = {"PYTHONPATH": str(tmp_path / "watch"), "WATCHED": str(watched), "JUPYTER_TOKEN": "letmein"}
    async with running(path.parent, *command, "--public", says=r" is served at http", **environment) as server:
        client = server.client()
        page = await Page.open(client, "counter")
        await page.click("More")
        await page.click("Part")
        assert (await client.get("/lit/metrics")).code == 403
        answer = await client.get("/lit/metrics", Authorization="token letmein")
        connections = [
            connection.raddr.ip
            for process in server.processes()
            for connection in process.net_connections("inet")
            if connection.raddr
        ]
    found = {
        (sample.name, *sample.labels.values()): float(sample.value)
        for family in families(answer.body.decode())
        for sample in family.samples
    }
    assert found["jupyterlit_run_seconds_count", "counter", "script"] == 2
    assert found["jupyterlit_run_seconds_count", "counter", "fragment"] == 1
    assert found["jupyterlit_run_seconds_count", "counter", "callback"] == 1
    assert found["jupyterlit_runs_total", "counter", "finished"] == 3
    assert found["jupyterlit_task_seconds_count", "counter", "done"] == 1
    assert found["jupyterlit_cache_misses_total", "counter", "data"] == 1
    assert found["jupyterlit_cache_hits_total", "counter", "data"] == 1
    assert found["jupyterlit_cache_entries", "counter"] == 1
    assert found["jupyterlit_sessions", "counter"] == 1
    assert found["jupyterlit_server_connections",] == 1
    assert found["jupyterlit_messages_total", "counter", "in"] == 3
    assert found["jupyterlit_message_bytes_total", "counter", "out"] > 500
    assert set(connections) <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}
    elsewhere = [
        line
        for line in watched.read_text().splitlines()
        if not re.search(r"'(127\.0\.0\.1|localhost|::1|0\.0\.0\.0|::)'|\('?b?'?[/\\]|None", line)
    ]
    assert elsewhere == []
