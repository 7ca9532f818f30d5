"""Files over HTTP, told by a kernel that answers as the test wants."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
from tornado.simple_httpclient import HTTPStreamClosedError

from jupyterlit.protocol.codec import Part
from jupyterlit.server.kernels.kernel import KernelFailed
from jupyterlit.server.runtime import Runtime
from tests.server.client import Client, Socket
from tests.server.conftest import FakeKernel, FakeLink, Jupyter, fake_kernel

ID = "0123456789abcdef" * 2


class Shelf(FakeLink):
    """A kernel that has one file."""

    def __init__(self) -> None:
        super().__init__()
        self.data = b"0123456789"
        self.told: dict[str, Any] = {"file": ID, "mime": "audio/wav", "name": "a.wav", "version": "1"}
        self.versions: list[str] = []
        self.sessions: list[str] = []

    def send(self, comm_id: str, parts: Sequence[Part]) -> None:
        if self.opened[comm_id] != {"files": True}:
            return super().send(comm_id, parts)
        self.sessions.append(bytes(parts[0]).decode())
        request = json.loads(bytes(parts[1]))
        answer = {"type": "file_part", "request": request["request"], "total": len(self.data), **self.told}
        if self.versions:
            answer["version"] = self.versions.pop(0)
        data = self.data[request.get("start", 0) : request.get("stop", 0)]
        frame = [json.dumps(answer).encode(), *([data] if data else [])]
        asyncio.get_running_loop().call_soon(lambda: self.say(comm_id, *frame))
        return None


@pytest.fixture
def kernel(runtime: Runtime) -> FakeKernel:
    kernel = fake_kernel(runtime)
    kernel.fake = Shelf()
    return kernel


@pytest.fixture
def shelf(kernel: FakeKernel) -> Shelf:
    assert isinstance(kernel.fake, Shelf)
    return kernel.fake


async def visitor(jupyter: Jupyter) -> tuple[Client, Socket]:
    client = jupyter.client()
    await client.get("/")
    return client, await client.session()


async def test_a_file_is_sent_to_whose_session_it_is(served: Jupyter, shelf: Shelf) -> None:
    client, socket = await visitor(served)
    response = await client.get(f"{socket.welcome['media']}{ID}/a.wav")
    assert (response.code, response.body) == (200, b"0123456789")
    assert shelf.sessions == [socket.id, socket.id]
    headers = response.headers
    assert headers["Content-Type"] == "audio/wav"
    assert headers["Content-Disposition"] == "inline; filename=\"a.wav\"; filename*=UTF-8''a.wav"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["ETag"] == f'"{ID}-1"'
    assert "sandbox" in headers["Content-Security-Policy"]


async def test_the_address_does_not_tell_the_session(served: Jupyter, shelf: Shelf) -> None:
    _, socket = await visitor(served)
    assert socket.id not in socket.welcome["media"]


async def test_others_are_told_that_there_is_nothing(served: Jupyter, shelf: Shelf) -> None:
    _, socket = await visitor(served)
    stranger, _ = await visitor(served)
    for client in (stranger, served.client()):
        assert (await client.get(f"{socket.welcome['media']}{ID}")).code == 404
    assert shelf.sessions == []


async def test_who_takes_no_cookies_gets_files_over_the_socket(served: Jupyter, shelf: Shelf) -> None:
    client = served.client()
    socket = await client.session()
    assert "media" not in socket.welcome


async def test_without_a_login_there_are_no_files(served: Jupyter, runtime: Runtime, shelf: Shelf) -> None:
    client, socket = await visitor(served)
    runtime.public = False
    assert (await client.get(f"{socket.welcome['media']}{ID}")).code == 403


async def test_a_session_that_has_ended_has_no_files(served: Jupyter, runtime: Runtime, shelf: Shelf) -> None:
    client, socket = await visitor(served)
    await runtime.sessions.remove(socket.id)
    assert (await client.get(f"{socket.welcome['media']}{ID}")).code == 404


async def test_a_kernel_that_refuses_or_has_failed_is_told(served: Jupyter, kernel: FakeKernel, shelf: Shelf) -> None:
    client, socket = await visitor(served)
    url = f"{socket.welcome['media']}{ID}"
    shelf.told["error"] = "This file is no longer on the page."
    assert (await client.get(url)).code == 404
    del shelf.told["error"]
    shelf.told["file"] = "f" * 32  # made on demand
    assert (await client.get(url)).code == 404
    kernel.failure = KernelFailed("The app cannot start", "No.")
    assert (await client.get(url)).code == 503


@pytest.mark.parametrize(
    ("mime", "download", "kind", "disposition"),
    [
        ("image/png", False, "image/png", "inline"),
        ("application/pdf", False, "application/pdf", "inline"),
        ("text/html", False, "application/octet-stream", "attachment"),
        ("application/pdf+xml", False, "application/octet-stream", "attachment"),
        ("text/html", True, "text/html", "attachment"),
        ("text/csv; charset=utf-8", True, "text/csv; charset=utf-8", "attachment"),
        ("video/mp4\r\nX-Evil: 1", False, "application/octet-stream", "attachment"),
        ("", True, "application/octet-stream", "attachment"),
    ],
)
async def test_only_what_cannot_act_is_shown(
    served: Jupyter, shelf: Shelf, mime: str, download: bool, kind: str, disposition: str
) -> None:
    client, socket = await visitor(served)
    shelf.told |= {"mime": mime, "download": download, "name": ""}
    response = await client.get(f"{socket.welcome['media']}{ID}")
    assert (response.headers["Content-Type"], response.headers["Content-Disposition"]) == (kind, disposition)
    assert "X-Evil" not in response.headers


async def test_any_name_is_safe(served: Jupyter, shelf: Shelf) -> None:
    client, socket = await visitor(served)
    shelf.told |= {"name": '../ü"x\r\n.csv', "download": True}
    response = await client.get(f"{socket.welcome['media']}{ID}")
    assert response.headers[
        "Content-Disposition"
    ] == "attachment; filename=\".._\\_x.csv\"; filename*=UTF-8''.._%C3%BC%22x.csv".replace("\\_", "__")


async def test_a_file_that_changes_while_it_is_sent_is_cut_off(served: Jupyter, shelf: Shelf) -> None:
    client, socket = await visitor(served)
    shelf.data = bytes(600_000)
    shelf.versions = ["1", "1", "2"]
    with pytest.raises(HTTPStreamClosedError):
        await client.get(f"{socket.welcome['media']}{ID}")
