"""Files of real pages over HTTP: ranges, rights, and a file larger than memory should ever hold."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse

from tests.integration.server import LONG, Page, Server, serving
from tests.server.client import Client, write_text

GIGABYTE = 1_000_000_000
MARK = b"here it is"

SCRIPT = """import streamlit as st
st.video("film.webm")
st.audio(b"0123456789", format="audio/ogg")
st.audio(b"<script>alert(1)</script>", format="text/html")
st.audio(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", format="image/svg+xml")
st.components.v2.component("own", js="export default () => 1")()
"""


def write_film(folder: Path) -> None:
    """Write a gigabyte that takes no room, with a mark near its end."""
    with (folder / "film.webm").open("wb") as film:
        film.seek(GIGABYTE - 1000)
        film.write(MARK)
        film.truncate(GIGABYTE)


async def opened(server: Server, key: str = "films") -> tuple[Client, Page]:
    client = server.client()
    page = await Page.open(client, key)
    return client, page


def urls(page: Page) -> list[str]:
    """Return the addresses of the files on a page, from top to bottom."""
    place = page.socket.welcome["media"]
    return [f"{place}{element['file']['id']}" for _, element in sorted(page.elements.items()) if "file" in element]


def resident(server: Server) -> int:
    return sum(process.memory_info().rss for process in server.processes())


async def test_a_gigabyte_can_be_sought_at_once_in_flat_memory(tmp_path: Path) -> None:
    write_film(tmp_path)
    write_text(tmp_path / "films.py", SCRIPT)
    async with serving(tmp_path / "films.py", "--public") as server:
        client, page = await opened(server)
        film = urls(page)[0]
        await client.get(film, Range="bytes=0-99")
        before = resident(server)

        at = GIGABYTE - 1000
        found = await client.get(film, Range=f"bytes={at}-{at + len(MARK) - 1}")
        assert (found.code, found.body) == (206, MARK)
        assert found.headers["Content-Range"] == f"bytes {at}-{at + len(MARK) - 1}/{GIGABYTE}"
        assert found.headers["Content-Type"] == "video/webm"

        received, highest = 0, before

        def take(chunk: bytes) -> None:
            nonlocal received, highest
            received += len(chunk)
            if received // 50_000_000 != (received - len(chunk)) // 50_000_000:
                highest = max(highest, resident(server))

        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        request = HTTPRequest(
            f"http://127.0.0.1:{server.port}{film}",
            headers={"Cookie": cookies},
            streaming_callback=take,
            request_timeout=LONG,
        )
        fetch: Any = AsyncHTTPClient(force_instance=True, max_body_size=2 * GIGABYTE).fetch
        response: HTTPResponse = await fetch(request)
        assert (response.code, received) == (200, GIGABYTE)
        assert highest - before < 60_000_000


async def test_a_reader_that_takes_nothing_makes_the_server_keep_nothing(tmp_path: Path) -> None:
    write_film(tmp_path)
    write_text(tmp_path / "films.py", SCRIPT)
    async with serving(tmp_path / "films.py", "--public") as server:
        client, page = await opened(server)
        film = urls(page)[0]
        await client.get(film, Range="bytes=0-99")
        before = resident(server)
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        head = f"GET {film} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: {cookies}\r\n\r\n"
        idle = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(10)]
        for _, writer in idle:
            writer.write(head.encode())
        for reader, _ in idle:
            assert (await reader.read(12)) == b"HTTP/1.1 200"
        quick = [client.get(film, Range=f"bytes={n * 1000}-{n * 1000 + 9}") for n in range(50)]
        assert [response.code for response in await asyncio.gather(*quick)] == [206] * 50
        assert resident(server) - before < 60_000_000
        for _, writer in idle:
            writer.close()
        assert (await client.get(film, Range="bytes=0-9")).body == bytes(10)


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=0-99", 206, b"0123456789"),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("bytes=x", 200, b"0123456789"),
        ("bytes=4-2", 200, b"0123456789"),
        ("bytes=10-", 416, b""),
        ("bytes=-0", 416, b""),
    ],
)
async def test_ranges(films: tuple[Client, Page], wanted: str, status: int, body: bytes) -> None:
    client, page = films
    response = await client.get(urls(page)[1], Range=wanted)
    assert response.code == status
    assert response.body == body if status != 416 else response.headers["Content-Range"] == "bytes */10"


async def test_head_etag_and_if_range(films: tuple[Client, Page]) -> None:
    client, page = films
    url = urls(page)[1]
    head = await client.get(url, method="HEAD")
    assert (head.code, head.headers["Content-Length"], head.headers["Accept-Ranges"]) == (200, "10", "bytes")
    etag = head.headers["ETag"]
    assert (await client.get(url, If_None_Match=etag)).code == 304
    assert (await client.get(url, Range="bytes=0-1", If_Range=etag)).code == 206
    assert (await client.get(url, Range="bytes=0-1", If_Range='"other"')).code == 200


async def test_nobody_else_learns_of_a_file(films: tuple[Client, Page], films_server: Server) -> None:
    client, page = films
    url = urls(page)[1]
    stranger, other = await opened(films_server)
    assert (await client.get(url)).code == 200
    assert (await stranger.get(url)).code == 404
    assert (await films_server.client().get(url)).code == 404
    place, _, id = url.rpartition("/")
    mine = other.socket.welcome["media"]
    assert (await stranger.get(f"{mine}{'0' * 32}")).code == 404
    for path in (
        f"{place}/../../../etc/passwd",
        f"{place}/..%2f..%2f..%2fetc%2fpasswd",
        f"{place}/%2fetc%2fpasswd",
        f"{place}/film.webm",
        f"{place}/{id}/../{id[::-1]}",
        f"{place}/{id.upper()}x",
        f"/lit/media/{'A' * 43}/{id}",
        f"/lit/media/{page.socket.id}/{id}",
    ):
        assert (await client.get(path)).code == 404, path


async def test_nothing_in_a_file_can_act(films: tuple[Client, Page]) -> None:
    client, page = films
    ogg, html, svg = [await client.get(url) for url in urls(page)[1:]]
    for response in (ogg, html, svg):
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert (ogg.headers["Content-Type"], ogg.headers["Content-Disposition"]) == ("audio/ogg", "inline")
    assert html.headers["Content-Type"] == "application/octet-stream"
    assert html.headers["Content-Disposition"].startswith("attachment")
    assert svg.headers["Content-Type"] == "image/svg+xml"


async def test_scripts_of_components_are_served_to_their_visitor_alone(
    films: tuple[Client, Page], films_server: Server
) -> None:
    client, page = films
    place = page.socket.welcome["media"].replace("/media/", "/component/")
    (module,) = [element["module"] for _, element in sorted(page.elements.items()) if "module" in element]
    found = await client.get(f"{place}{module['id']}/index.js")
    assert (found.headers["Content-Type"], found.body) == ("text/javascript", b"export default () => 1")
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert (await films_server.client().get(f"{place}{module['id']}/index.js")).code == 404
    audio = urls(page)[2].rpartition("/")[2]  # what readers may have sent is never served as a script
    for path in (f"{module['id']}/other.js", f"{module['id']}/../{audio}", f"{audio}/index.js", audio, module["id"]):
        assert (await client.get(f"{place}{path}")).code == 404, path


@pytest.fixture
async def films_server(tmp_path: Path) -> Any:
    (tmp_path / "film.webm").write_bytes(b"film" * 100)
    write_text(tmp_path / "films.py", SCRIPT)
    async with serving(tmp_path / "films.py", "--public") as server:
        yield server


@pytest.fixture
async def films(films_server: Server) -> tuple[Client, Page]:
    return await opened(films_server)
