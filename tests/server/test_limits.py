"""Limits of one visitor and one address."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
from tornado import web

from jupyterlit.server.attachment import LATER, Refused, Visitor
from jupyterlit.server.limits import LARGEST_BODY, GuardedServer, Limits, network_of
from jupyterlit.server.options import JupyterLit
from tests.server.client import LONG


def visitor(id: str = "", ip: str = "203.0.113.9") -> Visitor:
    return Visitor(id=id, user=None, ip=ip, headers={}, cookies={})


def limits(**chosen: Any) -> tuple[Limits, Counter[str]]:
    counts: Counter[str] = Counter()
    return Limits(JupyterLit(**chosen), counts), counts


def test_a_visitor_has_so_many_pages_and_others_have_theirs() -> None:
    counted, counts = limits(max_pages=2)
    ada = [counted.open_page(visitor("ada")) for _ in range(2)]
    with pytest.raises(Refused, match="Close some") as caught:
        counted.open_page(visitor("ada"))
    assert caught.value.code == LATER
    assert counts["limited"] == 1
    assert counted.open_page(visitor("bob")) == "bob"
    counted.close_page(ada.pop())
    assert counted.open_page(visitor("ada")) == "ada"


def test_who_takes_no_cookies_is_known_by_the_address() -> None:
    counted, _ = limits(max_pages=1)
    assert counted.open_page(visitor(ip="2001:db8::1")) == "2001:db8::/64"
    with pytest.raises(Refused):
        counted.open_page(visitor(ip="2001:db8::2"))
    assert counted.open_page(visitor(ip="2001:db8:1::2")) == "2001:db8:1::/64"


def test_an_address_begins_so_many_sessions_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("jupyterlit.server.limits.time.monotonic", lambda: now)
    counted, counts = limits(session_rate=3)
    for _ in range(3):
        counted.begin_session(visitor())
    for _ in range(2):  # who is refused does not have to wait the longer for it
        with pytest.raises(Refused, match="by itself"):
            counted.begin_session(visitor())
    counted.begin_session(visitor(ip="203.0.113.10"))
    now += 20
    counted.begin_session(visitor())
    with pytest.raises(Refused):
        counted.begin_session(visitor())
    assert counts["limited"] == 3


def test_what_is_0_is_not_counted() -> None:
    counted, _ = limits(max_pages=0, session_rate=0)
    for _ in range(1000):
        counted.open_page(visitor("ada"))
        counted.begin_session(visitor())


@pytest.mark.parametrize("ip", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "", "no address"])
def test_of_this_machine_may_be_a_proxy_that_all_come_through(ip: str) -> None:
    counted, _ = limits(max_pages=1, session_rate=1)
    for _ in range(3):
        counted.open_page(visitor(ip=ip))
        counted.begin_session(visitor(ip=ip))


def test_addresses_are_forgotten_when_they_are_many() -> None:
    counted, _ = limits(session_rate=1)
    for number in range(10_100):
        counted.begin_session(visitor(ip=f"10.0.{number // 256}.{number % 256}"))
    counted.begin_session(visitor(ip="10.0.0.0"))
    with pytest.raises(Refused):
        counted.begin_session(visitor(ip="10.0.39.115"))


@pytest.mark.parametrize(
    ("ip", "network"),
    [("::ffff:203.0.113.9", "203.0.113.9"), ("fe80::1%eth0", "fe80::/64"), ("127.0.0.2", "127.0.0.2")],
)
def test_an_address_written_in_another_way_is_the_same(ip: str, network: str) -> None:
    assert network_of(ip) == network


class _Echo(web.RequestHandler):
    async def post(self) -> None:
        self.finish(str(len(self.request.body)))  # pyright: ignore[reportUnknownMemberType]: tornado's


@pytest.fixture
async def guarded(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[int, Counter[str]]]:
    """A server that takes two connections from one address, and waits half a second for a request."""
    monkeypatch.setattr("jupyterlit.server.limits._HEADER_SECONDS", 0.5)
    counts: Counter[str] = Counter()
    server = GuardedServer(web.Application([("/", _Echo)]), JupyterLit(max_connections=2), counts)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    server.add_sockets([listening])
    yield listening.getsockname()[1], counts
    server.stop()
    await server.close_all_connections()


async def said(port: int, request: bytes, ip: str = "127.0.0.1") -> bytes:
    """Send bytes from an address of this machine; return all that is answered until the connection ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(ip, 0))
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(), LONG)
    writer.close()
    return answer


async def test_a_request_that_never_ends_is_ended(guarded: tuple[int, Counter[str]]) -> None:
    port, _ = guarded
    assert await said(port, b"POST / HTTP/1.1\r\nHost: here\r\nX: ") == b""


async def test_a_large_request_is_refused_before_it_is_read(guarded: tuple[int, Counter[str]]) -> None:
    port, _ = guarded
    head = b"POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    assert b" 200 OK" in await said(port, head % 1000 + b"x" * 1000)
    assert b" 400 Bad" in await said(port, head % (LARGEST_BODY + 1))


async def test_an_address_has_so_many_connections(guarded: tuple[int, Counter[str]]) -> None:
    port, counts = guarded
    held = [await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.2", 0)) for _ in range(2)]
    request = b"POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"
    assert await said(port, request, "127.0.0.2") == b""
    assert counts["limited"] == 1
    assert b" 200 OK" in await said(port, request)  # from this machine may come anybody
    assert b" 200 OK" in await said(port, request, "127.0.0.3")
    for _, writer in held:
        writer.close()
    while (answer := await said(port, request, "127.0.0.2")) == b"":  # until it has noticed
        pass
    assert b" 200 OK" in answer
