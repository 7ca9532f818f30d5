"""Cells that are for some only, over HTTP: what others get in their place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPResponse

from jupyterlit.server.app_source import read_app
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from jupyterlit.server.web.card import POLICY
from tests.server.client import Client, write_notebook
from tests.server.conftest import LOG, FakePool, Jupyter, StartJupyter, fake_kernel

AUTH = """[auth]
redirect_uri = "http://127.0.0.1/oauth2callback"
cookie_secret = "0123456789abcdef"
"""
PROVIDER = """client_id = "a"
client_secret = "b"
server_metadata_url = "https://a.example"
"""
PROXY = {"proxy_user_header": "X-User", "proxy_groups_header": "X-Groups"}
STAFF = {"X_User": "ann", "X_Groups": "staff"}
GUEST = {"X_User": "bob", "X_Groups": "guests,Staff"}


async def serve(start_jupyter: StartJupyter, folder: Path, *cells: str, **options: Any) -> tuple[Jupyter, Runtime]:
    cells = cells or ("%%app open\n1", "%%app 'A secret' --roles staff\n2")
    runtime = Runtime(JupyterLit(**options), MemorySessionStore(), LOG, public=True, pools=FakePool)
    await runtime.launch(read_app(write_notebook(folder / "book.ipynb", *cells)))
    jupyter = await start_jupyter()
    jupyter.extension.mount(runtime)
    return jupyter, runtime


def card(answer: HTTPResponse) -> str:
    """Return a card, in which nothing of the page is."""
    page = answer.body.decode()
    assert answer.code == 403
    assert "This page is not for you" in page
    assert "secret" not in page.lower()
    assert "jupyterlit-config" not in page
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-store"
    return page


async def test_who_has_the_role_gets_the_page_and_others_a_card(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, _ = await serve(start_jupyter, tmp_path, **PROXY)
    client = jupyter.client()
    assert "<title>A secret</title>" in (await client.get("/A%20secret", **STAFF)).body.decode()
    page = card(await client.get("/A%20secret", **GUEST))
    assert "you are not known as one of them" in page
    assert '<a class="lit-go" href="/">Back to the app</a>' in page
    assert "Log in" not in page
    head = await client.get("/A%20secret", method="HEAD", **GUEST)
    assert (head.code, head.body) == (403, b"")
    assert (await client.get("/", **GUEST)).code == 200


@pytest.mark.parametrize(
    "path", ["/A%20secret", "/A%20secret?roles=staff", "/A%2520secret", "/%41%20secret", "/A secret/"]
)
async def test_no_other_way_to_write_its_address_leads_there(
    start_jupyter: StartJupyter, tmp_path: Path, path: str
) -> None:
    jupyter, _ = await serve(start_jupyter, tmp_path, **PROXY)
    answer = await jupyter.client().get(path.replace(" ", "%20"), **GUEST)
    assert answer.code in (302, 403, 404)
    assert "jupyterlit-config" not in answer.body.decode()


async def test_a_socket_for_the_page_is_refused(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, **PROXY)
    client = jupyter.client()
    await client.get("/", **GUEST)
    socket = await client.connect("/lit/ws/book", **GUEST)
    await socket.write(json.dumps({"session": None, "page": "A secret"}))
    assert await socket.closed() == (4403, "This page is not for you.")
    assert not runtime.attached
    assert fake_kernel(runtime).fake.opened == {}


async def come(client: Client, page: str, session: str | None = None, **headers: str) -> str:
    socket = await client.connect("/lit/ws/book", **headers)
    await socket.hello(session, page)
    await socket.send(b"attach")
    return socket.id


async def test_who_has_lost_the_role_has_no_session_of_that_time(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, **PROXY)
    client = jupyter.client()
    await client.get("/", **STAFF)
    session = await come(client, "A secret", **STAFF)
    handle = (await runtime.sessions.get(session)).handle  # type: ignore[union-attr]
    lost = STAFF | {"X_Groups": "guests"}
    assert (await client.get(f"/lit/media/{handle}/x", **lost)).code == 404
    socket = await client.connect("/lit/ws/book", **lost)
    await socket.write(json.dumps({"session": session, "page": "A secret"}))
    assert (await socket.closed())[0] == 4403
    other = await come(client, "", session, **lost)
    assert other != session
    opened = fake_kernel(runtime).fake
    told = opened.opened[opened.comm_of(other)]
    assert (told["page"], told["visitor"]["roles"]) == ("open", ("guests",))


async def test_an_app_begins_with_what_is_for_its_reader(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, _ = await serve(start_jupyter, tmp_path, "%%app secret --roles staff\n1", "%%app open\n2", **PROXY)
    client = jupyter.client()
    assert "<title>open</title>" in (await client.get("/", **GUEST)).body.decode()
    assert "<title>secret</title>" in (await client.get("/", **STAFF)).body.decode()
    card(await client.get("/secret", **GUEST))


@pytest.mark.parametrize(
    ("secrets", "labels"),
    [
        (AUTH + PROVIDER, ["Log in"]),
        (f"{AUTH}[auth.google]\n{PROVIDER}[auth.x]\n{PROVIDER}", ["Log in with google", "Log in with x"]),
        ("[auth]\n", []),
        ("", []),
    ],
)
async def test_somebody_unknown_is_asked_to_log_in(
    start_jupyter: StartJupyter, tmp_path: Path, secrets: str, labels: list[str]
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(secrets)
    jupyter, _ = await serve(start_jupyter, tmp_path, "%%app secret --roles staff\n1")
    page = card(await jupyter.client().get("/?q=1"))
    assert [label for label in ("Log in with google", "Log in with x", "Log in") if f">{label}</a>" in page] == labels
    assert ("/lit/login?app=&amp;next=%2F%3Fq%3D1&amp;provider=" in page) is bool(labels)
    assert ("nobody has told who you are" in page) is not bool(labels)
    assert "Back to the app" not in page  # there is nothing for them


async def test_what_a_browser_says_of_itself_gives_no_role(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, _ = await serve(start_jupyter, tmp_path)
    client = jupyter.client()
    client.cookies = {"roles": "staff", "jupyterlit-login": "staff"}
    card(await client.get("/A%20secret?roles=staff&X-Groups=staff", **STAFF))
