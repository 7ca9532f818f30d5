"""What a visitor can do with their socket to the server and to the others: nothing.

The threat model stands in `test_attacks`. A server that asks for a token has the same socket for those who have it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import struct
from random import Random
from typing import Any

import psutil
import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClosedError, websocket_connect

from jupyterlit.protocol.codec import pack
from tests.integration.attacked import TOKEN, Guest, Place, cookie_of, places, public, raw
from tests.server.client import LONG, Client

__all__ = ["places", "public"]  # fixtures
pytestmark = pytest.mark.asyncio(loop_scope="module")

# Frames


async def met(public: Place, client: Client, *frames: bytes | str, first: str = '{"session":null,"page":null}') -> None:
    """Say hello, send frames, and see that the answers are a page's or the connection ends as it should."""
    socket = await client.connect("/lit/ws/app")
    try:
        await socket.write(first)
        for frame in frames:
            await socket.write(frame)
        await socket.write("the end")  # which text after the first frame is
        code, reason = await socket.closed()
        assert code in (1003, 1009, 4400), (code, reason)
    except WebSocketClosedError:  # while it was still being written to
        assert (await socket.closed())[0] in (None, 1003, 1006, 1009, 4400)
    finally:
        socket.abandon()


@pytest.fixture(scope="module")
def chance() -> Random:
    """The same attacks every time."""
    return Random(7)


def recorded(guest: Guest) -> list[bytes]:
    """Return what a real browser says to this page."""
    ids = [element["id"] for element in guest.page.elements.values() if "id" in element]
    table = next(element["table"] for element in guest.page.elements.values() if element["kind"] == "dataframe")
    messages: list[dict[str, Any]] = [
        {"type": "attach", "query": "a=1", "url": "http://127.0.0.1/", "timezone": "UTC", "theme": "light", "page": ""},
        {"type": "rerun", "values": dict.fromkeys(ids, True), "number": 1, "view": "v"},
        {"type": "rerun", "values": {ids[0]: "text"}},
        {"type": "rows_request", "request": 1, "table": table, "start": 0, "stop": 10, "sort": [["n", True]],
        "search": "1"},
        {"type": "file_request", "request": 1, "file": guest.files[0], "start": 0, "stop": 9},
        {"type": "upload_begin", "request": 1, "upload": "0" * 32, "widget": ids[-2], "name": "n", "size": 1},
        {"type": "upload_part", "request": 1, "upload": "0" * 32},
        {"type": "model_request", "request": 1, "model": "0" * 32},
        {"type": "model_change", "id": "1", "model": "0" * 32, "method": "update", "content": {}, "paths": []},
        {"type": "ack", "seq": 1}, {"type": "stop"}, {"type": "resync"}, {"type": "clear_caches"},
        {"type": "cancel_task", "task": "t"}, {"type": "surroundings", "url": ""},
    ]  # fmt: skip
    return [json.dumps(message).encode() for message in messages]


def mutated(frame: bytes, chance: Random) -> bytes:
    """Return a frame with a few bytes changed, left out, doubled or moved."""
    data = bytearray(frame)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(data) + 1), chance.randint(0, 8)
        match chance.randrange(5):
            case 0:
                data[at : at + length] = chance.randbytes(length)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * chance.randint(1, 100)
            case 3:
                data[at:at] = chance.choice(
                    [b"[" * 2000, b"null", b"1e999", b"9" * 400, b'"\\ud800"', b"\xff\xfe", b"{}", b"-"]
                )
            case _:
                data = bytearray(data[:at])
        if not data:
            break
    return bytes(data)


async def test_frames_that_are_almost_right_harm_nobody(public: Place, chance: Random) -> None:
    bob, eve = await public.guest(), await public.guest()
    real = recorded(eve)
    for _ in range(6):
        frames = [mutated(chance.choice(real), chance) for _ in range(40)]
        # Well packed: all of them reach the kernel.
        await met(public, eve.client, *(pack([frame, *[b"x"] * chance.randrange(3)]) for frame in frames))
    for _ in range(30):  # badly packed: the first ends the connection
        await met(public, eve.client, mutated(pack([chance.choice(real)]), chance), pack([real[0]]))
    for frame in real:  # each of the real ones, whatever came before
        await met(public, eve.client, pack([frame]), pack([real[0]]), pack([frame]))
    await bob.lives()
    await eve.lives()


async def test_the_servers_own_messages_are_no_messages_of_a_visitors(public: Place) -> None:
    """What the server opens comms with, and what it asks on them,
    is data of a session's comm where visitors send it."""
    bob, eve = await public.guest(), await public.guest()
    id = bob.page.socket.id
    for message in (
        {"hand_over": id}, {"hand_over": id, "even": True}, {"checkpoints": 10**9}, {"stats": True}, {"apps": True},
        {"inside": "app"}, {"files": True}, {"first_pages": True}, {"session": id, "app": "app"}, {"end": True},
        {"type": "reset", "session": id}, {"type": "failed", "title": "t", "message": "m"}, {"type": "look",
        "parts": ["state"]},
        {"type": "edit", "key": "secret", "text": "1"}, {"comm_id": "x", "data": {"end": True}}, [id], id, None, True,
    ):  # fmt: skip
        data = json.dumps(message).encode()
        await met(public, eve.client, pack([data]), pack([data, data]), pack([id.encode(), data]), pack([b"", data]))
    await bob.lives()


HELLOS = [
    "", "{", "null", "[]", "1", '"text"', '{"session":1}', '{"page":["a"]}', '{"session":null,"more":1}', "{" * 5000,
    "[" * 100_000, '{"session":"\\ud800"}', '{"session":"%s"}' % ("x" * 900_000), '{"page":"../../etc/passwd"}',
    '{"page":"\\u0000"}', '{"page":"%s"}' % ("p" * 900_000), '{"session":{"$ne":null}}', "\ufeff{}", "{}{}",
]  # fmt: skip


async def test_first_frames_that_say_nothing_end_the_connection(public: Place) -> None:
    bob, visitor = await public.guest(), await public.visitor()
    for hello in HELLOS:
        socket = await visitor.connect("/lit/ws/app")
        with contextlib.suppress(WebSocketClosedError):
            await socket.write(hello)
            await socket.write("the end")
        code, reason = await socket.closed()
        assert code in (1003, 4400, 4404), (hello[:50], code, reason)
    for frame in (b"", b"\0", pack([b"{}"]), chr(0).encode() * 1000):
        socket = await visitor.connect("/lit/ws/app")
        await socket.write(frame)
        assert (await socket.closed())[0] == 4400
    await bob.lives()


async def wire(public: Place, client: Client, *data: bytes) -> bytes:
    """Open a socket and send bytes as no library frames them; return what comes until it is closed."""
    port = public.server.port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = (
        "GET /lit/ws/app HTTP/1.1", f"Host: 127.0.0.1:{port}", cookie_of(client), "Upgrade: websocket",
        "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "",
    )  # fmt: skip
    try:
        writer.write("\r\n".join(lines).encode())
        assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
        for each in data:
            writer.write(each)
        return await asyncio.wait_for(reader.read(), LONG)
    except ConnectionError:
        return b""
    finally:
        writer.close()


def framed(
    opcode: int, data: bytes, *, length: int | None = None, fin: bool = True, masked: bool = True, more: int = 0
) -> bytes:
    """Return a frame of the websocket protocol; its length may be a lie."""
    said = len(data) if length is None else length
    first = (0x80 if fin else 0) | more | opcode
    mask = 0x80 if masked else 0
    if said < 126:
        head = struct.pack("!BB", first, mask | said)
    elif said < 65536:
        head = struct.pack("!BBH", first, mask | 126, said)
    else:
        head = struct.pack("!BBQ", first, mask | 127, said)
    return head + (b"\0\0\0\0" if masked else b"") + data


HELLO = framed(1, b'{"session":null}')


@pytest.mark.parametrize(
    "data",
    [
        [framed(1, b"\xff\xfe")], [framed(2, b"", length=2**63 - 1)], [framed(2, b"", length=2**62)], [framed(3, b"")],
        [framed(1, b"{}", masked=False)], [framed(0, b"{}")], [framed(1, b"{}", fin=False), HELLO], [framed(9,
        b"x" * 126)],
        [framed(8, b"")], [framed(8, b"\0")], [framed(8, struct.pack("!H", 1005) + b"\xff")], [HELLO, framed(2, b"",
        length=1_000_001)],
        [HELLO, framed(2, b"x" * 600_000, fin=False), framed(0, b"x" * 600_000)], [framed(1, b"{}", more=0x70)],
        [framed(9, b"ping")] * 2000 + [framed(8, b"")], [HELLO, *[framed(2, b"", fin=False)], *[framed(0, b"x",
        fin=False)] * 3000, framed(0, b"")],
        [HELLO, b"\0" * 100_000], [os.urandom(2000)],
    ],
    ids=range(18),
)  # fmt: skip
async def test_frames_that_break_the_rules_end_the_connection(public: Place, data: list[bytes]) -> None:
    bob, visitor = await public.guest(), await public.visitor()
    await wire(public, visitor, *data, framed(1, b"the end"), framed(8, b""))
    await bob.lives()


# Bounds


async def test_what_is_small_on_its_way_and_large_when_it_is_there_is_not_taken(public: Place) -> None:
    """A megabyte of zeros is a kilobyte that is compressed."""
    bob, visitor = await public.guest(), await public.visitor()
    before = psutil.Process(public.server.processes()[0].pid).memory_info().rss
    request = HTTPRequest(f"ws://127.0.0.1:{public.server.port}/lit/ws/app", headers={"Cookie": cookie_of(visitor)[8:]})
    for _ in range(5):
        socket = await websocket_connect(request, compression_options={"compression_level": 9})
        assert "permessage-deflate" in str(socket.headers)
        await socket.write_message('{"session":null}')
        await socket.write_message(b"\0" * 50_000_000, binary=True)
        while await asyncio.wait_for(socket.read_message(), LONG) is not None:
            pass
        assert socket.close_code in (None, 1006, 1009)
        socket.close()
    assert psutil.Process(public.server.processes()[0].pid).memory_info().rss - before < 60_000_000
    await bob.lives()


async def test_a_visitor_who_says_too_much_before_there_is_a_kernel_waits_no_longer(public: Place) -> None:
    visitor = await public.visitor()
    socket = await visitor.connect("/lit/ws/app")
    await socket.write("{}")
    for _ in range(100):
        await socket.write(pack([b'{"type":"resync"}']))
    await socket.write("the end")
    assert (await socket.closed())[0] in (1003, 4400)


async def test_a_visitor_has_so_many_pages_and_others_have_theirs(public: Place) -> None:
    bob, visitor = await public.guest(), await public.visitor()
    sockets = [await visitor.connect("/lit/ws/app") for _ in range(30)]
    late = await visitor.connect("/lit/ws/app")
    code, reason = await late.closed()
    assert (code, reason) == (1013, "You have too many pages of this server open. Close some of them.")
    await bob.lives()
    for socket in sockets:
        socket.connection.close()
        assert (await socket.closed())[0] in (1000, 1005, None)
    assert (await visitor.session("/lit/ws/app")).id


async def test_requests_that_are_large_or_never_end_are_let_go(public: Place) -> None:
    port, visitor = public.server.port, await public.visitor()
    for target in ("/", "/login", "/nowhere", "/lit/frame"):
        answer = await raw(port, target, "POST", "Content-Length: 100000000")
        assert answer == b"" or b" 400 " in answer or b" 413 " in answer
    for headers in (
        ["X: " + "x" * 100_000], ["Content-Length: -1"], ["Content-Length: 1", "Content-Length: 2"],
        ["Transfer-Encoding: chunked", "Content-Length: 5"],
        ["Host: a\r\nHost: b"], ["X : y"], ["\0: y"], [f"Cookie: {'a=b; ' * 10_000}"], ["Range: bytes=0-1,2-3,-1"],
        ["If-None-Match: " + '"' * 10_000],
    ):  # fmt: skip
        answer = await raw(
            port, "/lit/frame", "POST" if "Length" in headers[0] else "GET", cookie_of(visitor), *headers
        )
        assert b" 500 " not in answer[:20], headers
    # Requests that begin and do not go on: others are served meanwhile.
    slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(50)]
    for _, writer in slow:
        writer.write(b"POST /login HTTP/1.1\r\nHost: x\r\nX: ")
    assert (await visitor.get("/")).code == 200
    for _, writer in slow:
        writer.close()


async def test_after_all_that_the_server_is_as_it_was(public: Place) -> None:
    """The kernel has never died, nobody has met an error of ours, and little memory is gone."""
    guest = await public.guest()
    await guest.lives()
    said = [
        line
        for line in public.server.lines
        if re.search(r"Traceback|has stopped|could not be dealt with|Uncaught|Task exception", line)
    ]
    assert said == []
    assert not [line for line in public.server.lines if TOKEN in line][1:]
    server, *kernels = public.server.processes()
    assert server.memory_info().rss < 400_000_000
    assert all(kernel.memory_info().rss < 600_000_000 for kernel in kernels)
