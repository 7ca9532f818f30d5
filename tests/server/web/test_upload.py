"""Files of readers over HTTP, taken by a kernel that answers as the test wants."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Sequence
from typing import Any

import pytest
from tornado.httpclient import HTTPResponse

from jupyterlit.protocol.codec import Part
from jupyterlit.server.kernels.kernel import KernelFailed
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web import upload
from tests.server.client import LONG, Client, Socket, until
from tests.server.conftest import FakeKernel, FakeLink, Jupyter, fake_kernel

ID = "0123456789abcdef" * 2


class Taker(FakeLink):
    """A kernel that expects one file of a session."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()
        self.known = {ID}
        self.sizes: list[int] = []
        self.sessions: set[str] = set()
        self.told: dict[str, Any] = {}
        self.silent = False
        self.held: list[tuple[str, bytes]] = []

    def send(self, comm_id: str, parts: Sequence[Part]) -> None:
        if self.opened[comm_id] != {"files": True}:
            return super().send(comm_id, parts)
        self.sessions.add(bytes(parts[0]).decode())
        request = json.loads(bytes(parts[1]))
        answer: dict[str, Any] = {"type": "upload_state", "request": request["request"], **self.told}
        if request["upload"] not in self.known:
            answer["error"] = "Nobody knows it."
        elif len(parts) > 2 and not self.told and request.get("offset", 0) == len(self.data):
            self.sizes.append(len(parts[2]))
            self.data += parts[2]
        answer.setdefault("received", len(self.data))
        if self.silent and len(parts) > 2:
            self.held.append((comm_id, json.dumps(answer).encode()))
        else:
            asyncio.get_running_loop().call_soon(lambda: self.say(comm_id, json.dumps(answer).encode()))
        return None


@pytest.fixture
def kernel(runtime: Runtime) -> FakeKernel:
    kernel = fake_kernel(runtime)
    kernel.fake = Taker()
    return kernel


@pytest.fixture
def taker(kernel: FakeKernel) -> Taker:
    assert isinstance(kernel.fake, Taker)
    return kernel.fake


async def visitor(jupyter: Jupyter) -> tuple[Client, Socket]:
    client = jupyter.client()
    await client.get("/")
    return client, await client.session()


async def patch(client: Client, socket: Socket, body: bytes, offset: object = 0, **more: str) -> HTTPResponse:
    url = f"{socket.welcome['upload']}{more.pop('id', ID)}"
    return await client.send(url, body, Upload_Offset=str(offset), **more)


def said(response: HTTPResponse) -> Any:
    return json.loads(response.body)


async def test_a_file_comes_in_requests_and_pieces(served: Jupyter, taker: Taker) -> None:
    client, socket = await visitor(served)
    body = bytes(range(256)) * 5000
    assert said(await patch(client, socket, body)) == {"received": len(body)}
    assert max(taker.sizes) < 600_000
    response = await patch(client, socket, b"more", len(body))
    assert (response.code, said(response)) == (200, {"received": len(body) + 4})
    assert bytes(taker.data) == body + b"more"
    assert taker.sessions == {socket.id}
    assert response.headers["Upload-Offset"] == str(len(taker.data))
    assert response.headers["Cache-Control"] == "no-store"


async def test_the_server_says_how_much_is_there(served: Jupyter, taker: Taker) -> None:
    client, socket = await visitor(served)
    taker.data += b"12345"
    response = await client.get(f"{socket.welcome['upload']}{ID}", method="HEAD")
    assert (response.code, response.headers["Upload-Offset"]) == (200, "5")


async def test_what_does_not_come_next_is_left_out(served: Jupyter, taker: Taker) -> None:
    client, socket = await visitor(served)
    taker.data += b"12345"
    for offset in (0, 4, 6, 10**15):
        response = await patch(client, socket, b"x" * 700_000, offset)
        assert (response.code, said(response)) == (200, {"received": 5})
    assert bytes(taker.data) == b"12345"


@pytest.mark.parametrize("offset", ["", "-1", "x", "1e3", "9" * 17, "٣"])
async def test_an_offset_is_a_number(served: Jupyter, taker: Taker, offset: str) -> None:
    client, socket = await visitor(served)
    url = f"{socket.welcome['upload']}{ID}"
    headers = {"Upload_Offset": offset.encode().decode("latin1")} if offset else {}
    assert (await client.send(url, b"x", **headers)).code == 400
    assert not taker.data


async def test_what_the_kernel_refuses_is_told_in_its_words(served: Jupyter, taker: Taker) -> None:
    client, socket = await visitor(served)
    response = await patch(client, socket, b"data", id="f" * 32)
    assert (response.code, said(response)) == (409, {"received": 0, "error": "Nobody knows it.", "again": False})
    taker.told = {"error": "The disk is full.", "again": True}
    response = await patch(client, socket, b"data")
    assert (response.code, said(response)) == (409, {"received": 0, "error": "The disk is full.", "again": True})
    assert (await client.get(f"{socket.welcome['upload']}{ID}", method="HEAD")).code == 409


async def test_others_cannot_tell_that_there_is_a_session(served: Jupyter, taker: Taker) -> None:
    _, socket = await visitor(served)
    stranger, _ = await visitor(served)
    for client in (stranger, served.client()):
        for response in (
            await patch(client, socket, b"evil"),
            await client.get(f"{socket.welcome['upload']}{ID}", method="HEAD"),
        ):
            assert response.code == 404
    assert not taker.data


async def test_pages_of_other_origins_cannot_send(served: Jupyter, taker: Taker) -> None:
    client, socket = await visitor(served)
    assert (await patch(client, socket, b"evil", Origin="http://elsewhere.example")).code == 403
    own = f"http://127.0.0.1:{client.port}"
    assert (await patch(client, socket, b"data", Origin=own)).code == 200
    assert bytes(taker.data) == b"data"


async def test_only_files_can_be_sent_there(served: Jupyter, taker: Taker) -> None:
    client, socket = await visitor(served)
    place = socket.welcome["upload"]
    for path in (f"{place}{ID}/x", f"{place}..%2f{ID}", f"{place}{ID.upper()}", f"{place}{ID[:-1]}"):
        assert (await client.send(path, b"x", Upload_Offset="0")).code in (403, 404)
    for method in ("POST", "PUT", "DELETE"):
        body = None if method == "DELETE" else b"x"
        assert (await client.send(f"{place}{ID}", body, method=method)).code in (403, 405)
    assert not taker.data


async def test_who_may_not_visit_may_not_send(served: Jupyter, runtime: Runtime, taker: Taker) -> None:
    client, socket = await visitor(served)
    runtime.public = False
    assert (await patch(client, socket, b"data")).code == 403


async def test_a_kernel_that_is_gone_is_told(served: Jupyter, kernel: FakeKernel, taker: Taker) -> None:
    client, socket = await visitor(served)

    async def failed() -> FakeLink:
        raise KernelFailed("The app has stopped.", "It could not be started.")

    kernel.link = failed  # type: ignore[method-assign]
    assert (await patch(client, socket, b"data")).code == 503


async def test_no_more_is_read_than_the_kernel_keeps(served: Jupyter, taker: Taker) -> None:
    client, socket = await visitor(served)
    taker.silent = True
    sending = asyncio.create_task(patch(client, socket, b"x" * 5_000_000))
    await until(lambda: taker.held)
    for _ in range(50):
        await asyncio.sleep(0.001)
    assert len(taker.held) == 1
    taker.silent = False
    comm, answer = taker.held.pop()
    taker.say(comm, answer)
    assert said(await sending) == {"received": 5_000_000}


async def test_a_newer_request_for_a_file_takes_the_place_of_an_older_one(served: Jupyter, taker: Taker) -> None:
    client, socket = await visitor(served)
    reader, writer = await start(client, socket, ID, 1000, b"12345")
    taker.data.clear()
    assert said(await patch(client, socket, b"data")) == {"received": 4}
    assert await reader.read() == b""
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()
    assert bytes(taker.data) == b"data"


async def test_a_session_has_only_so_many_requests_at_once(
    served: Jupyter, taker: Taker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "AT_ONCE", 2)
    client, socket = await visitor(served)
    ids = [f"{n:032x}" for n in range(3)]
    taker.known |= set(ids)
    opened = [await start(client, socket, id, 1000, b"x" * 10) for id in ids[:2]]
    assert (await patch(client, socket, b"x", id=ids[2])).code == 429
    for _, writer in opened:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
    async with asyncio.timeout(LONG):
        while (await patch(client, socket, b"x", len(taker.data), id=ids[2])).code != 200:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def start(
    client: Client, socket: Socket, id: str, size: int, body: bytes
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Begin a request and leave it unfinished."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    head = (
        f"PATCH {socket.welcome['upload']}{id} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nCookie: {cookies}\r\n"
        f"Upload-Offset: 0\r\nContent-Length: {size}\r\nExpect: 100-continue\r\n\r\n"
    )
    writer.write(head.encode())
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 100")  # it has been let in
    writer.write(body)
    await writer.drain()
    return reader, writer
