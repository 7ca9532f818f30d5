"""`jupyter lit serve` as a service of a real JupyterHub and as somebody's server, with the Hub's users."""

from __future__ import annotations

import ast
import asyncio
import json
import secrets
import sys
from collections.abc import AsyncIterator, Generator
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError

from tests.integration.hub import SERVE, Browser, Hub, free_ports, own_path, running
from tests.integration.server import LONG, Page
from tests.server.client import Client, write_notebook, write_text

APP = """import os
import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("More"):
    st.session_state.n += 1
st.text(f"n = {st.session_state.n}")
st.text(repr(st.user.to_dict()))
st.text(repr({"headers": st.context.headers.to_dict(), "cookies": st.context.cookies.to_dict()}))
st.text(repr(dict(os.environ)))
file = st.file_uploader("File")
st.text("nothing" if file is None else file.read().decode())
st.download_button("Keep", "some data", "data.txt")
"""
SERVICE_TOKEN = "of-the-service-0123456789abcdef"
SERVICE = "/services/sales/"
# A notebook server with no more in it than that needs; the tests may be run by root.
SINGLE = [sys.executable, "-m", "jupyterhub.singleuser", "--allow-root"]
SINGLE.append("--ServerApp.jpserver_extensions={'jupyterlit.server.extension': True}")
FLAGS = ["--HubOAuth.cache_max_age=1", "--JupyterLit.identity_interval=0.2"]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Generator[Hub]:
    """A Hub with a service, whose members may use it, and people who start servers of both forms."""
    folder = tmp_path_factory.mktemp("hub")
    write_text(folder / "app.py", APP)
    (folder / "root").mkdir()
    write_notebook(folder / "root" / "counter.ipynb", "%%app counter\n" + APP)
    (port,) = free_ports(1)
    config = f"""
c.Authenticator.allowed_users = {{"ann", "bob", "cleo"}}
c.Authenticator.admin_users = {{"root"}}
c.JupyterHub.load_groups = {{"sales": {{"users": ["ann", "cleo"]}}, "staff": {{"users": ["ann", "bob"]}}}}
c.JupyterHub.services += [{{
    "name": "sales",
    "url": "http://127.0.0.1:{port}",
    "command": {[*SERVE, str(folder / "app.py"), *FLAGS]!r},
    "api_token": {SERVICE_TOKEN!r},
    "environment": {{"PYTHONPATH": {own_path()!r}}},
}}]
c.JupyterHub.load_roles += [
    {{"name": "sales", "groups": ["sales"], "scopes": ["access:services!service=sales"]}}
]
c.JupyterHub.allow_named_servers = True
c.Spawner.environment = {{
    "PYTHONPATH": {own_path()!r},
    "JUPYTERHUB_ACTIVITY_INTERVAL": "1",
    "JUPYTERHUB_SINGLEUSER_LOAD_OTHER_EXTENSIONS": "0",
}}
c.Spawner.notebook_dir = {str(folder / "root")!r}


async def choose(spawner):
    if spawner.name == "app":
        spawner.cmd = {[*SERVE, str(folder / "app.py"), *FLAGS]!r}
    else:
        spawner.cmd = {SINGLE!r}
        spawner.default_url = "/lit/app/counter.ipynb"


c.Spawner.pre_spawn_hook = choose
"""
    with running(folder, config) as hub:
        hub.start_server("ann", "app")
        hub.start_server("cleo", "notebooks")
        yield hub


@pytest.fixture
async def login(hub: Hub) -> AsyncIterator[Any]:
    """A function that returns the browser of somebody who has logged in."""
    opened: list[Browser] = []

    def of(user: str) -> Browser:
        opened.append(Browser.of(hub, user))
        return opened[-1]

    yield of
    for each in opened:
        each.close()


def told(page: Page) -> dict[str, Any]:
    """Return whom an app takes its visitor for."""
    return ast.literal_eval(page.bodies[1])


async def test_members_of_the_service_have_sessions_of_their_own(hub: Hub, login: Any) -> None:
    ann, cleo = login("ann"), login("cleo")
    anns = await ann.open(SERVICE, "app")
    await anns.click("More")
    assert anns.bodies[0] == "n = 1"
    assert told(anns) == {
        "is_logged_in": True,
        "name": "ann",
        "preferred_username": "ann",
        "groups": ["sales", "staff"],
        "admin": False,
    }
    cleos = await cleo.open(SERVICE, "app", anns.socket.id)  # knows the other's session, and gets her own
    assert cleos.socket.id != anns.socket.id
    assert cleos.bodies[0] == "n = 0"
    assert told(cleos)["preferred_username"] == "cleo"
    anns.socket.connection.close()
    again = await ann.open(SERVICE, "app", anns.socket.id)
    assert again.socket.id == anns.socket.id
    assert again.bodies[0] == "n = 1"
    # The author's code holds nothing of the Hub's, nor of the visitor's login.
    seen = " ".join(anns.bodies)
    for secret in (SERVICE_TOKEN, *(ann.http.cookies.get(name) for name in ("service-sales", "jupyterhub-session-id"))):
        assert secret
        assert secret not in seen
    assert "JUPYTERHUB_SERVICE_NAME" in seen  # that it runs there is none


async def test_files_go_both_ways_for_their_owner_alone(hub: Hub, login: Any) -> None:
    ann, cleo = login("ann"), login("cleo")
    page = await ann.open(SERVICE, "app")
    cleo.get(SERVICE)
    (link,) = [each for each in page.elements.values() if each["kind"] == "download_button"]
    place = page.socket.welcome["media"] + link["file"]["id"]
    assert place.startswith(SERVICE)
    fetched = {"Sec_Fetch_Mode": "cors", "Sec_Fetch_Site": "same-origin"}
    assert (ann.get(place, **fetched).status_code, ann.get(place, **fetched).text) == (200, "some data")
    assert cleo.get(place, **fetched).status_code == 404
    (widget,) = [each["id"] for each in page.elements.values() if each["kind"] == "file_uploader"]
    upload = secrets.token_hex(16)
    begin = {"type": "upload_begin", "request": 1, "upload": upload, "widget": widget, "name": "a.txt", "size": 5}
    await page.socket.send(json.dumps(begin).encode())
    await page.read("upload_state")
    to = f"{page.socket.welcome['upload']}{upload}"
    sent = {"Upload-Offset": "0", **{name.replace("_", "-"): value for name, value in fetched.items()}}
    assert cleo.http.head(to, headers=sent).status_code == 404
    answer = ann.http.patch(to, content=b"hello", headers={**sent, "Origin": hub.url})
    assert (answer.status_code, answer.json()) == (200, {"received": 5})
    await page.send({"type": "rerun", "values": {widget: [{"id": upload, "name": "?", "type": "?", "size": 0}]}})
    await page.read("run_ended")
    assert "hello" in page.bodies
    foreign = ann.http.patch(to, content=b"hello", headers={**sent, "Origin": "http://evil.example"})
    assert foreign.status_code in (403, 503)  # 503 where the proxy was still sending what nobody reads


async def test_others_are_not_let_in(hub: Hub, login: Any) -> None:
    bob, stranger = login("bob"), Browser(hub)
    assert bob.get(SERVICE).status_code == 403
    asked = stranger.get(SERVICE)
    assert asked.url.path == "/hub/login"
    for each in (bob, stranger):
        with pytest.raises(HTTPClientError, match="403"):
            await each.connect(f"{SERVICE}lit/ws/app")
    stranger.close()


async def test_the_hubs_administrator_is_the_services(hub: Hub, login: Any) -> None:
    root = login("root")
    looked_after = root.get(f"{SERVICE}lit/admin")  # by way of the Hub's login, and back
    assert (looked_after.status_code, looked_after.url.path) == (200, f"{SERVICE}lit/admin")
    page = await root.open(SERVICE, "app")
    assert told(page)["admin"] is True
    assert login("ann").get(f"{SERVICE}lit/admin").status_code == 403


async def test_who_logs_out_at_the_hub_is_out(hub: Hub, login: Any) -> None:
    ann = login("ann")
    page = await ann.open(SERVICE, "app")
    ann.get("/hub/logout")
    async with asyncio.timeout(LONG):
        assert await page.socket.closed() == (1012, "Your login has changed.")
    assert ann.get(SERVICE).url.path == "/hub/login"
    with pytest.raises(HTTPClientError, match="403"):
        await ann.connect(f"{SERVICE}lit/ws/app")


async def test_an_app_as_a_named_server_is_its_owners_and_of_those_it_is_shared_with(hub: Hub, login: Any) -> None:
    hub.await_server("ann", "app")
    path = "/user/ann/app/"
    ann, bob, cleo = login("ann"), login("bob"), login("cleo")
    anns = await ann.open(path, "app")
    await anns.click("More")
    assert told(anns)["admin"] is True
    used = hub.server("ann", "app")["last_activity"]
    assert bob.get(path).status_code == 403
    hub.api("POST", "/shares/ann/app", user="cleo")
    cleos = await cleo.open(path, "app", anns.socket.id)
    assert cleos.socket.id != anns.socket.id
    assert cleos.bodies[0] == "n = 0"
    assert (told(cleos)["preferred_username"], told(cleos)["admin"]) == ("cleo", False)
    assert "API_TOKEN" not in " ".join(cleos.bodies)
    assert ann.get(f"{path}api/contents").status_code == 404  # there is the app, and nothing of Jupyter's
    async with asyncio.timeout(LONG):  # an open page keeps the server from being stopped as idle
        while hub.server("ann", "app")["last_activity"] == used:  # noqa: ASYNC110 (the Hub says so when asked)
            await asyncio.sleep(0.2)


async def test_an_app_in_a_notebook_server_is_its_first_page(hub: Hub, login: Any) -> None:
    hub.await_server("cleo", "notebooks")
    path = "/user/cleo/notebooks/"
    cleo, ann = login("cleo"), login("ann")
    shown = cleo.get(path)
    assert shown.url.path == f"{path}lit/app/counter.ipynb"
    assert "frame-ancestors 'none'" in shown.headers["Content-Security-Policy"]
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    page = await cleo.open(path, "counter.ipynb")
    await page.click("More")
    assert page.bodies[0] == "n = 1"
    assert (told(page)["preferred_username"], told(page)["admin"]) == ("cleo", True)
    assert "API_TOKEN" not in " ".join(page.bodies)
    assert ann.get(path).status_code == 403


async def test_no_token_is_printed_or_shown(hub: Hub, login: Any) -> None:
    ann = login("ann")
    pages = [
        ann.get(SERVICE),
        ann.get(f"{SERVICE}nothing"),
        ann.get(f"{SERVICE}lit/ws/app"),
        ann.get(f"{SERVICE}login"),
    ]
    pages.append(login("bob").get(SERVICE))
    assert [page.status_code for page in pages][:2] == [200, 404]
    for text in (hub.log.read_text(), *(page.text for page in pages)):
        assert SERVICE_TOKEN not in text
        assert ann.http.cookies.get("service-sales", "none") not in text


async def test_straight_to_the_service_nobody_gets_either(hub: Hub) -> None:
    (line,) = [each for each in hub.log.read_text().splitlines() if "Starting managed service sales at" in each]
    port = int(line.rpartition(":")[2])
    assert (await Client(port).get(SERVICE, X_Forwarded_User="ann", Remote_User="ann")).code == 302
