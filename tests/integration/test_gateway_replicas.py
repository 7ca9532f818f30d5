"""Several servers and kernels at a gateway: a session stays in its kernel, whichever server its browser comes to."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from tests.integration.gateways import TOKEN, GatewayServer, jupyter_server
from tests.integration.test_faults import back
from tests.integration.test_replicas import Pair, come_back, pair
from tests.server.client import until, write_text

# A lock cannot be stored: it is the same one only as long as the session has not left its kernel.
SCRIPT = """import os, threading
import streamlit as st
st.session_state.setdefault("n", 0)
st.session_state.setdefault("lock", threading.Lock())
if st.button("Count"):
    st.session_state.n += 1
st.markdown(f"{os.getpid()} {id(st.session_state.lock)} n = {st.session_state.n}")
"""


@pytest.fixture(autouse=True)
def access(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_GATEWAY_AUTH_TOKEN", TOKEN)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayServer]:
    with jupyter_server(tmp_path_factory.mktemp("jupyter")) as server:
        yield server


def forget_the_dead(both: Pair) -> None:
    """Let so much time pass for Redis that a server that is silent counts as gone."""
    client: Any = redis.Redis(port=both.redis.port)  # it has types in part only
    with contextlib.closing(client):
        (key,) = client.keys("*:kernels")
        client.zadd(key, dict.fromkeys(client.zrange(key, 0, -1), 1))


async def test_a_session_stays_in_its_kernel(gateway: GatewayServer, tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    write_text(path, SCRIPT)
    async with pair(path, "--public", "--gateway-url", gateway.url) as both:
        one, two = both.servers
        ann, bob = both.proxy.client(), both.proxy.client()
        page, other = await both.open(ann, one), await both.open(bob, one)
        await page.click("Count")
        await other.click("Count")
        before, others = page.bodies[0].removesuffix("1"), other.bodies[0]
        for turn, server in enumerate((two, one, two)):
            page.socket.connection.close()
            both.proxy.next(server.port)
            page = await back(ann, page.socket.id)
            assert (page.bodies, "notice" in page.socket.welcome) == ([f"{before}{1 + turn}"], False)
            await page.click("Count")
        # The server that has started the kernel dies: who is elsewhere notices nothing, who was there goes on there.
        os.kill(one.processes()[0].pid, signal.SIGKILL)
        await page.click("Count")
        assert page.bodies == [f"{before}5"]
        other = await come_back(bob, other)
        assert (other.bodies, "notice" in other.socket.welcome) == ([others], False)
        await until(lambda: len(gateway.kernels()) == 2)
        forget_the_dead(both)
        assert not any("Traceback" in line for line in both.lines), both.lines
    assert gateway.kernels() == []  # the last one to leave has ended what the other one has left


async def test_a_kernel_whose_server_is_gone_is_ended_by_another_one(gateway: GatewayServer, tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    write_text(path, SCRIPT)
    async with pair(path, "--public", "--gateway-url", gateway.url) as both:
        one, two = both.servers
        client = both.proxy.client()
        page = await both.open(client, one)
        await page.click("Count")
        await until(lambda: b'"n":1' in both.redis.content)
        os.kill(one.processes()[0].pid, signal.SIGKILL)
        forget_the_dead(both)
        await two.prints(r"A kernel is ended whose server is gone\.")
        await until(lambda: len(gateway.kernels()) == 1)
        page = await come_back(client, page)
        assert page.bodies[0].endswith(" n = 1")
        assert page.socket.welcome["notice"] == "The app has been started again. Your page is as it was."
