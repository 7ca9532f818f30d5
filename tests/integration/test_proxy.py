"""A served app behind real nginx, which logs readers in and says who they are: two of them in a chain."""

from __future__ import annotations

import ast
import base64
from collections.abc import AsyncIterator, Generator, Mapping
from typing import Any, NamedTuple

import pytest
import pytest_asyncio
from tornado.httpclient import HTTPClientError

from tests.integration.hub import free_ports
from tests.integration.nginx import nginx
from tests.integration.server import Page, Server, serving
from tests.server.client import Client, write_text

pytestmark = pytest.mark.asyncio(loop_scope="module")

APP = """import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("More"):
    st.session_state.n += 1
st.text(f"n = {st.session_state.n}")
st.text(repr(st.user.to_dict()))
st.text(repr((st.context.ip_address, st.context.headers.get_all("X-Forwarded-User"))))
"""
PASSWORD = "of-the-tests"
# The outer nginx knows readers and groups, and ends TLS; the inner one writes its words behind those that have come, as
# Apache does. They have addresses of their own on the loopback; readers, who have another, are said to be elsewhere.
NGINX = """
    map $remote_user $groups {{ ann "staff,ops"; default ""; }}
    server {{
        listen 127.0.0.1:{outer};
        auth_basic "Readers";
        auth_basic_user_file {folder}/readers;
        location / {{
            proxy_pass http://127.0.0.1:{inner};
            proxy_bind 127.0.0.2;
            proxy_set_header Host $host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $kept;
            proxy_set_header Authorization "";
            proxy_set_header X-Forwarded-User $remote_user;
            proxy_set_header X-Forwarded-Groups $groups;
            proxy_set_header X-Forwarded-For "$http_x_forwarded_for, 198.51.100.9";
            proxy_set_header X-Forwarded-Host $host;
            proxy_set_header X-Forwarded-Proto https;
        }}
        location /login-is-missing/ {{
            auth_basic off;
            proxy_pass http://127.0.0.1:{inner}/;
            proxy_bind 127.0.0.2;
            proxy_set_header X-Forwarded-User $remote_user;
        }}
    }}
    server {{
        listen 127.0.0.1:{inner};
        location / {{
            allow 127.0.0.2;
            deny all;
            proxy_pass http://127.0.0.1:{app};
            proxy_bind 127.0.0.3;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $kept;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Host "$http_x_forwarded_host, inner.example";
            proxy_set_header X-Forwarded-Proto "$http_x_forwarded_proto, http";
        }}
    }}
"""


class Reader(Client):
    """The browser of somebody who logs in at nginx."""

    def __init__(self, port: int, name: str | None, **headers: str) -> None:
        super().__init__(port)
        self.host = "apps.example.org"
        self.own = headers
        if name is not None:
            login = base64.b64encode(f"{name}:{PASSWORD}".encode()).decode()
            self.own = {"Authorization": f"Basic {login}", **headers}

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        return super()._headers({**self.own, **more})


class Place(NamedTuple):
    """The app's server, and where nginx listens: for readers, and for itself."""

    server: Server
    outer: int
    inner: int

    def reader(self, name: str | None, **headers: str) -> Reader:
        """Return a browser that comes by nginx."""
        reader = Reader(self.outer, name, **headers)
        self.server.clients.append(reader)
        return reader


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[int, int, int]]:
    """Two of nginx, one before the other; the ports of the app behind them and of both."""
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "readers").write_text("".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in ("ann", "bob", "zoë")))
    app, outer, inner = free_ports(3)
    with nginx(folder, NGINX.format(folder=folder, app=app, outer=outer, inner=inner), outer):
        yield app, outer, inner


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(ports: tuple[int, int, int], tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    """An app behind nginx."""
    app, outer, inner = ports
    folder = tmp_path_factory.mktemp("proxy")
    write_text(folder / "app.py", APP)
    names = ("--proxy-user-header", "X-Forwarded-User", "--proxy-groups-header", "X-Forwarded-Groups")
    async with serving(folder / "app.py", *names, "--trusted-proxies", "127.0.0.2/31", port=app) as server:
        yield Place(server, outer, inner)


def told(page: Page) -> tuple[dict[str, Any], tuple[str, list[str]]]:
    """Return whom an app takes its visitor for, and from where."""
    return ast.literal_eval(page.bodies[1]), ast.literal_eval(page.bodies[2])


@pytest.mark.parametrize(("name", "groups"), [("ann", ["staff", "ops"]), ("zoë", None)])
async def test_who_logs_in_at_nginx_is_the_apps_user(place: Place, name: str, groups: list[str] | None) -> None:
    page = await Page.open(place.reader(name), "app")
    user, (ip, _) = told(page)
    assert user == {
        "is_logged_in": True,
        "name": name,
        "preferred_username": name,
        "groups": groups or [],
    }
    assert ip == "198.51.100.9"
    await page.click("More")
    assert page.bodies[0] == "n = 1"


async def test_what_visitors_send_themselves_does_not_count(place: Place) -> None:
    lies = {
        "X-Forwarded-User": "ann",
        "X_Forwarded_User": "ann",
        "X-Forwarded-Groups": "admin",
        "X-Forwarded-For": "203.0.113.5, 127.0.0.2",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
    }
    reader = place.reader("bob", **lies)
    page = await Page.open(reader, "app")
    user, seen = told(page)
    assert (user["preferred_username"], user["groups"], seen) == ("bob", [], ("198.51.100.9", ["bob"]))
    nobody = place.reader(None, **lies)
    assert (await nobody.get("/")).code == 401  # nginx
    assert (await nobody.get("/login-is-missing/")).code == 403  # ours
    with pytest.raises(HTTPClientError, match="403"):
        await nobody.connect("/login-is-missing/lit/ws/app")


async def test_nobody_has_anothers_session(place: Place) -> None:
    anns = await Page.open(place.reader("ann"), "app")
    await anns.click("More")
    bobs = await Page.open(place.reader("bob"), "app", anns.socket.id)
    assert bobs.socket.id != anns.socket.id
    assert bobs.bodies[0] == "n = 0"


async def test_the_address_that_readers_see_is_the_apps(place: Place) -> None:
    reader = place.reader("ann")
    answer = await reader.get("/")
    assert "; Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Set-Cookie"].startswith("jupyterlit-visitor-apps-example-org=")
    (await reader.connect("/lit/ws/app", Origin="https://apps.example.org")).connection.close()
    for origin in ("https://evil.example", "https://inner.example", "http://127.0.0.1"):
        with pytest.raises(HTTPClientError, match="403"):
            await reader.connect("/lit/ws/app", Origin=origin)


async def test_past_nginx_nobody_is_let_in(place: Place) -> None:
    """Straight to the app from an address that is no proxy's, whatever is said of others."""
    said = {"X-Forwarded-User": "ann", "X-Forwarded-For": "127.0.0.2, 127.0.0.3"}
    visitor = Reader(place.server.port, None, **said)
    visitor.host = f"127.0.0.1:{place.server.port}"
    place.server.clients.append(visitor)
    assert (await visitor.get("/")).code == 403
    with pytest.raises(HTTPClientError, match="403"):
        await visitor.connect("/lit/ws/app")
    assert (await Reader(place.inner, None, **said).get("/")).code == 403  # nginx
