"""Two servers behind a real proxy that sends each request to the next one: a page does not notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.integration.nginx import nginx
from tests.integration.test_faults import redis

from .conftest import free_port
from .served import Served
from .visit import settled

NGINX = """
    upstream app {{
        server 127.0.0.1:{one} max_fails=0;
        server 127.0.0.1:{two} max_fails=0;
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://app;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $kept;
        }}
    }}
"""


class Pair:
    """Two servers of one app, and the address at which a reader finds them."""

    def __init__(self, servers: list[Served], url: str) -> None:
        self.servers = servers
        self.url = url


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with ExitStack() as stack:
        store, port = free_port(), free_port()
        stack.enter_context(redis(store))
        servers: list[Served] = []
        for name in ("one", "two"):
            options = ("--session-store", f"redis://127.0.0.1:{store}/0")
            folder = tmp_path_factory.mktemp(name)
            servers.append(Served(folder, "replicas.py", *options, JUPYTERLIT_SESSION_KEY="k" * 40))
            stack.callback(servers[-1].end)
        text = NGINX.format(one=servers[0].port, two=servers[1].port, port=port)
        stack.enter_context(nginx(tmp_path_factory.mktemp("nginx"), text, port))
        yield Pair(servers, f"http://127.0.0.1:{port}/")


def has(page: Page, name: str, more: int, letter: str) -> None:
    expect(page.get_by_text(f"{name} {more} {letter}", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Name")).to_have_value(name)
    expect(page.get_by_text("letter.txt")).to_be_visible()


def test_a_page_stays_whichever_server_is_there(pair: Pair, page: Page) -> None:
    page.goto(pair.url)
    settled(page)
    page.get_by_role("textbox", name="Name").fill("Ann")
    page.get_by_role("textbox", name="Name").press("Enter")
    letter = {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear reader"}
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(letter)  # pyright: ignore[reportArgumentType]
    page.get_by_role("button", name="More").click()
    has(page, "Ann", 1, "Dear reader")
    for _ in range(4):
        page.reload()
        settled(page)
        has(page, "Ann", 1, "Dear reader")
    for more, server in enumerate((*pair.servers, pair.servers[0]), 2):
        server.kill()
        has(page, "Ann", more - 1, "Dear reader")
        page.get_by_role("button", name="More").click()
        has(page, "Ann", more, "Dear reader")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save").click()
        assert Path(download.value.path()).read_text() == "for Ann"
        server.begin()
