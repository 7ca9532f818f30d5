"""What a visitor can do to a real kernel and to the sessions of others: nothing."""

from __future__ import annotations

import ast
import asyncio
import json
import struct
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.server import Server, serving
from tests.server.client import LONG, Client, Socket, write_notebook


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """A server whose kernel echoes."""
    path = write_notebook(tmp_path / "book.ipynb", "secret = 'of the kernel'", "%%app\nsecret")
    async with serving(path, "--public", echo=True) as server:
        yield server


async def visit(server: Server) -> tuple[Client, Socket]:
    """Return a browser and its session."""
    client = server.client()
    await client.get("/")
    return client, await client.session()


async def ask(socket: Socket, *parts: bytes) -> list[bytes]:
    """Send a frame and return the answer."""
    await socket.send(*parts)
    return await socket.receive()


async def sessions(socket: Socket) -> dict[str, list[str]]:
    """Return the sessions that the kernel knows, and their comms."""
    return ast.literal_eval((await ask(socket, b"sessions"))[0].decode())


async def test_a_frame_comes_back_whole(server: Server) -> None:
    _, socket = await visit(server)
    parts = [b"json", b"", bytes(range(256)) * 4000]
    assert await ask(socket, *parts) == parts


async def test_frames_of_50_megabytes_arrive_whole(server: Server) -> None:
    _, socket = await visit(server)
    assert [len(part) for part in await ask(socket, b"bytes 52428800")] == [52_428_800]


async def test_a_burst_arrives_in_order_while_others_are_served(server: Server) -> None:
    _, busy = await visit(server)
    _, quiet = await visit(server)
    await busy.send(b"burst 20")
    assert await ask(quiet, b"hello") == [b"hello"]
    assert [int((await busy.receive())[0]) for _ in range(20)] == list(range(20))


async def test_the_kernel_is_told_whose_session_it_is(server: Server) -> None:
    _, socket = await visit(server)
    opening = ast.literal_eval((await ask(socket, b"opening"))[0].decode())
    assert (opening["session"], opening["app"], opening["page"]) == (socket.id, "book", "book")


async def test_no_visitor_opens_the_tab_that_shows_what_goes_on_inside(server: Server) -> None:
    """It is opened with nothing but the app's name, and visitors' comms with more."""
    client = server.client()
    await client.get("/?inside=book")
    socket = await client.session()
    opening = ast.literal_eval((await ask(socket, b"opening"))[0].decode())
    assert opening.keys() >= {"app", "session", "visitor"}
    assert "inside" not in opening


async def test_sessions_of_one_kernel_hear_nothing_of_each_other(server: Server) -> None:
    _, ann = await visit(server)
    _, bob = await visit(server)
    for number in range(50):
        await ann.send(f"ann {number}".encode())
        await bob.send(f"bob {number}".encode())
    assert [await ann.receive() for _ in range(50)] == [[f"ann {number}".encode()] for number in range(50)]
    assert [await bob.receive() for _ in range(50)] == [[f"bob {number}".encode()] for number in range(50)]


def jupyter_message(kind: str, content: dict[str, Any], channel: str = "shell") -> dict[str, Any]:
    header = {"msg_id": "1", "msg_type": kind, "username": "", "session": "1", "version": "5.3", "date": ""}
    return {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": channel}


async def test_who_knows_all_ids_and_speaks_jupyters_protocol_reaches_nothing(server: Server) -> None:
    _, ann = await visit(server)
    await ask(ann, b"hello")
    known = await sessions(ann)
    (comm_id,) = known[ann.id]
    client, eve = await visit(server)
    execute: dict[str, Any] = {"code": "secret = 'stolen'", "silent": False, "user_expressions": {}}
    messages = [
        jupyter_message("execute_request", execute),
        jupyter_message("comm_msg", {"comm_id": comm_id, "data": {}}),
        jupyter_message("comm_close", {"comm_id": comm_id, "data": {"end": True}}),
        jupyter_message("comm_open", {"comm_id": comm_id, "target_name": "jupyterlit", "data": {"session": ann.id}}),
        jupyter_message("shutdown_request", {"restart": False}, "control"),
        jupyter_message("input_reply", {"value": "1"}, "stdin"),
    ]
    for message in messages:
        text = json.dumps(message).encode()
        # As a frame it is echoed to its sender: data of a comm, whatever it looks like.
        assert await ask(eve, text, comm_id.encode()) == [text, comm_id.encode()]
        # In Jupyter's own framing it is no frame.
        offsets = struct.pack("<3Q", 2, 24, 24 + len(text))
        for raw in (offsets + text, b"<IDS|MSG>" + text, b"comm-" + comm_id.encode() + text):
            socket = await client.session()
            await socket.write(raw)
            assert (await socket.closed())[0] == 4400
        # As text it ends the connection.
        socket = await client.session()
        await socket.write(text.decode())
        assert (await socket.closed())[0] == 1003
    # The session's id alone gives a session of one's own.
    taken = await client.session(session=ann.id)
    assert taken.id != ann.id
    assert await ask(ann, b"namespace secret") == [b"'of the kernel'"]
    assert (await sessions(ann))[ann.id] == [comm_id]


async def test_jupyters_own_doors_are_closed(server: Server) -> None:
    client, _ = await visit(server)
    for path in ("/api/kernels", "/api/contents", "/api/sessions", "/api/kernelspecs", "/files/book.ipynb", "/tree"):
        assert (await client.get(path)).code == 404
    for path in ("/api/kernels/1/channels", "/terminals/websocket/1", "/api/events/subscribe"):
        with pytest.raises(Exception, match="404"):
            await client.connect(path)


async def test_a_kernel_that_dies_is_started_again_and_its_visitors_come_back(server: Server) -> None:
    client, ann = await visit(server)
    await ask(ann, b"hello")
    await ann.send(b"die")
    assert await ann.closed() == (1012, "The app has stopped and is being started again.")
    again = await client.session(session=ann.id)
    assert again.welcome == {**ann.welcome, "notice": "The app has been started again and begins anew."}
    assert await ask(again, b"namespace secret") == [b"'of the kernel'"]


async def test_a_comm_that_the_kernel_closes_ends_the_connection(server: Server) -> None:
    _, ann = await visit(server)
    _, bob = await visit(server)
    await ask(bob, b"hello")
    await ann.send(b"close")
    assert await ann.closed() == (1012, "The app has closed this session.")
    assert await ask(bob, b"hello") == [b"hello"]


async def test_a_session_ends_in_the_kernel_when_nobody_comes_back(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    async with serving(path, "--public", "--JupyterLit.session_timeout=0.2", echo=True) as server:
        _, ann = await visit(server)
        _, bob = await visit(server)
        await ask(ann, b"hello")
        ann.connection.close()
        async with asyncio.timeout(LONG):
            while "ended" not in (await sessions(bob))[ann.id]:  # noqa: ASYNC110 (it happens in the kernel)
                await asyncio.sleep(0.05)


async def test_sessions_are_spread_over_the_kernels(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    async with serving(path, "--public", "--kernels", "2", echo=True) as server:
        sockets = [(await visit(server))[1] for _ in range(4)]
        for socket in sockets:
            await ask(socket, b"hello")
        known = {frozenset(await sessions(socket)) for socket in sockets}
        assert [len(those) for those in known] == [2, 2]
        assert {id for those in known for id in those} == {socket.id for socket in sockets}
