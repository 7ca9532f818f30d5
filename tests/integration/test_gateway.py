"""Apps whose kernels are at a gateway: a Jupyter Enterprise Gateway, and a plain Jupyter server."""

from __future__ import annotations

import hashlib
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.gateways import TOKEN, GatewayServer, cable, enterprise_gateway, jupyter_server
from tests.integration.server import Page, Server, serving
from tests.integration.test_faults import back, stored
from tests.integration.test_uploads import Sender
from tests.server.client import Client, until, write_notebook, write_text

SCRIPT = """import hashlib, os
import pandas as pd
import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("Count"):
    st.session_state.n += 1
    print("counted", st.session_state.n)
st.markdown(f"n = {st.session_state.n} in {os.getpid()}")
st.text_input("Name")
st.dataframe(pd.DataFrame({"a": range(5000), "b": [f"row {n}" for n in range(5000)]}))
st.audio(b"0123456789", format="audio/ogg")
file = st.file_uploader("File", key="file", type="bin", max_upload_size=2000)
st.text("nothing" if file is None else f"{file.name} {file.size} {hashlib.file_digest(file, 'sha256').hexdigest()}")
"""
PIECE = 1_000_000


@pytest.fixture(scope="module")
def enterprise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayServer]:
    with enterprise_gateway(tmp_path_factory.mktemp("gateway")) as server:
        yield server


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayServer]:
    with jupyter_server(tmp_path_factory.mktemp("jupyter")) as server:
        yield server


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayServer]:
    """A Jupyter server that speaks no framing v1."""
    legacy = "--ZMQChannelsWebsocketConnection.kernel_ws_protocol="
    with jupyter_server(tmp_path_factory.mktemp("old"), legacy) as server:
        yield server


@pytest.fixture(autouse=True)
def access(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_GATEWAY_AUTH_TOKEN", TOKEN)
    monkeypatch.setenv("KERNEL_USERNAME", "apps")  # an Enterprise Gateway starts nothing for root


def process_of(page: Page) -> int:
    """Return the kernel's process, as the page shows it."""
    (found,) = [int(found[1]) for body in page.bodies if (found := re.search(r"n = \d+ in (\d+)", body))]
    return found


async def open_app(server: Server) -> tuple[Client, Page]:
    client = server.client()
    return client, await Page.open(client, "app")


@pytest.mark.parametrize("name", ["enterprise", "plain", "old"])
async def test_an_app_is_used_through_a_gateway(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    gateway: GatewayServer = request.getfixturevalue(name)
    write_text(tmp_path / "app.py", SCRIPT)
    async with serving(tmp_path / "app.py", "--public", "--gateway-url", gateway.url) as server:
        client, page = await open_app(server)
        await page.click("Count")
        assert page.bodies[0] == f"n = 1 in {process_of(page)}"
        await server.prints(r"app \| counted 1")
        assert len(server.processes()) == 1

        (place,) = [f"{page.socket.welcome['media']}{e['file']['id']}" for e in page.elements.values() if "file" in e]
        assert (await client.get(place)).body == b"0123456789"

        sender, data = Sender(client, page), os.urandom(10 * PIECE)
        await sender.begin(len(data))
        for offset in range(0, len(data), PIECE):
            assert (await sender.patch(offset, data[offset : offset + PIECE])).code < 300
        assert await sender.commit() == f"a.bin {len(data)} {hashlib.sha256(data).hexdigest()}"
        assert len(gateway.kernels()) == 1
    assert gateway.kernels() == []


async def test_sessions_outlive_the_death_of_their_kernel(enterprise: GatewayServer, tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", SCRIPT)
    async with serving(tmp_path / "app.py", "--public", "--gateway-url", enterprise.url) as server:
        client, page = await open_app(server)
        await page.click("Count")
        await page.rerun(Name="pear")
        await until(lambda: b'"pear"' in b"".join(stored(tmp_path)))
        before = process_of(page)
        os.kill(before, signal.SIGKILL)
        assert (await page.socket.closed())[0] == 1012
        page = await back(client, page.socket.id)
        assert page.bodies[0] == f"n = 1 in {process_of(page)}"
        assert process_of(page) != before
        assert len(enterprise.kernels()) == 1


async def test_sessions_go_on_when_the_connection_was_cut(enterprise: GatewayServer, tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", SCRIPT)
    async with (
        cable(enterprise.port) as link,
        serving(tmp_path / "app.py", "--public", "--gateway-url", link.url) as server,
    ):
        _, page = await open_app(server)
        await page.click("Count")
        before = process_of(page)
        link.cut()
        await server.prints("The connection to a kernel is lost; it is tried again")
        await page.send({"type": "rerun", "values": {page.id_of("Count"): True}})
        link.mend()
        while page.bodies[0] != f"n = 2 in {before}":
            await page.read("run_ended", "reset")
        await page.send({"type": "rerun", "values": {page.id_of("Count"): True}})
        while page.bodies[0] != f"n = 3 in {before}":  # a page that was sent anew may have told of the last run's end
            await page.read("run_ended", "reset")


async def test_a_gateway_that_is_away_is_waited_for(plain: GatewayServer, tmp_path: Path) -> None:
    write_notebook(tmp_path / "book.ipynb", "%%app\nimport jupyterlit as st\nst.markdown('here')")
    async with cable(plain.port) as link:
        link.cut()
        async with serving(tmp_path / "book.ipynb", "--public", "--gateway-url", link.url) as server:
            await server.prints(rf"book cannot start yet\. The gateway {link.url} does not answer")
            socket = await server.client().session("/lit/ws/book")
            await socket.send(b'{"type": "attach"}')
            assert b"The page goes on by itself" in (await socket.receive())[0]
            link.mend()
            assert (await socket.closed())[0] == 1012
            assert (await Page.open(server.client(), "book")).bodies == ["here"]
            assert len(plain.kernels()) == 1
    assert plain.kernels() == []


async def test_a_wrong_token_ends_it_at_once_and_is_in_no_log(plain: GatewayServer, tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", "1")
    with pytest.raises(AssertionError) as error:
        async with serving(*(tmp_path / "app.py", "--gateway-url", plain.url, "--GatewayClient.auth_token=hunter22")):
            pass
    assert "does not let this server in (403). Give its token as JUPYTER_GATEWAY_AUTH_TOKEN" in str(error.value)
    assert "hunter22" not in str(error.value)
