from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import HTTPError

from jupyterlit.server.app_source import read_app
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from tests.server.client import write_notebook
from tests.server.conftest import LOG, FakePool, Jupyter, StartJupyter, fake_kernel


async def test_the_app_learns_what_is_public_and_no_secret(served: Jupyter, runtime: Runtime) -> None:
    client = served.client()
    secrets = ("_xsrf", "username-localhost-8888", "service-sales", "jupyterhub-session-id", "__Host-jupyterhub-user-x")
    client.cookies = {"theme": "dark", **dict.fromkeys(secrets, "x")}
    socket = await client.connect("/lit/ws/book", Accept_Language="de", Authorization="token letmein")
    await socket.hello()
    await socket.send(b"attach")
    kernel = fake_kernel(runtime)
    visitor = kernel.fake.opened[kernel.fake.comm_of(socket.id)]["visitor"]
    assert visitor["cookies"] == {"theme": "dark"}
    assert visitor["headers"]["Accept-Language"] == ["de"]
    assert not {"authorization", "cookie"} & {name.lower() for name in visitor["headers"]}
    assert visitor["ip"] == "127.0.0.1"
    assert "letmein" not in str(visitor)


@pytest.mark.parametrize(
    ("toolbar", "host", "shown"),
    [
        ("auto", "localhost", "developer"),
        ("auto", "127.0.0.1:8501", "developer"),
        ("auto", "apps.example.org", "viewer"),
        ("developer", "apps.example.org", "developer"),
        ("viewer", "localhost", "viewer"),
        ("minimal", "localhost", "minimal"),
    ],
)
async def test_whom_the_menu_is_for(
    start_jupyter: StartJupyter, runtime: Runtime, toolbar: str, host: str, shown: str
) -> None:
    runtime.options.toolbar = toolbar
    jupyter = await start_jupyter(allow_remote_access=True)
    jupyter.extension.mount(runtime)
    client = jupyter.client()
    assert f'"toolbar": "{shown}"' in (await client.get("/", Host=host)).body.decode()
    socket = await client.connect("/lit/ws/book", Host=host, Origin=f"http://{host}")
    await socket.hello()
    await socket.send(b"attach")
    kernel = fake_kernel(runtime)
    visitor = kernel.fake.opened[kernel.fake.comm_of(socket.id)]["visitor"]
    assert visitor["developer"] is (shown == "developer")


async def test_a_cookie_that_was_not_made_here_counts_for_nothing(served: Jupyter) -> None:
    client = served.client()
    await client.get("/lit/health")
    first = await client.session()
    first.connection.close()
    forger = served.client()
    forger.cookies = {f"jupyterlit-visitor-127-0-0-1-{served.port}": "2|1:0|10:1|3:abc|4:abcd|forged"}
    second = await forger.session(session=first.id)
    assert second.id != first.id


class Nobody(Authorizer):
    """Lets nobody run anything."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        return action == "read"


@pytest.fixture
async def private(start_jupyter: StartJupyter, notebook: Path) -> Jupyter:
    """A server whose app is for those whom Jupyter lets in, and Jupyter lets in nobody."""
    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, pools=FakePool)
    await runtime.launch(read_app(notebook))
    jupyter = await start_jupyter(authorizer_class=Nobody)
    jupyter.extension.mount(runtime)
    return jupyter


async def test_who_may_not_execute_may_not_visit(private: Jupyter) -> None:
    client = private.client()
    assert (await client.get("/", Authorization="token letmein")).code == 403
    with pytest.raises(Exception, match="403"):
        await client.connect("/lit/ws/book", Authorization="token letmein")


class Company(IdentityProvider):
    """Knows who works here by a header."""

    def get_user(self, handler: Any) -> User | None:  # pyright: ignore[reportIncompatibleMethodOverride]: it may await
        name = handler.request.headers.get("X-Name")
        if not name:
            return None
        return User(name, name.partition("@")[0], avatar_url="/ann.png" if name.startswith("ann") else None)


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        (
            "ann@example.org",
            {
                "name": "ann",
                "preferred_username": "ann@example.org",
                "email": "ann@example.org",
                "picture": "/ann.png",
            },
        ),
        ("bob", {"name": "bob", "preferred_username": "bob"}),
        ("0123456789abcdef0123456789abcdef", {}),
    ],
)
async def test_the_app_learns_whom_jupyter_knows(
    start_jupyter: StartJupyter, runtime: Runtime, name: str, identity: dict[str, str]
) -> None:
    jupyter = await start_jupyter(identity_provider_class=Company)
    jupyter.extension.mount(runtime)
    visitor = await visit(jupyter, runtime, X_Name=name)
    assert (visitor["user"], visitor["identity"]) == (name, identity)


async def test_whoever_has_jupyters_token_is_nobody_it_knows(served: Jupyter, runtime: Runtime) -> None:
    visitor = await visit(served, runtime, Authorization="token letmein")
    assert visitor["identity"] == {}


async def test_an_address_that_led_here_is_told_without_its_token(served: Jupyter, runtime: Runtime) -> None:
    visitor = await visit(served, runtime, Referer="https://hub.example/lab?token=letmein#x")
    assert visitor["headers"]["Referer"] == ["https://hub.example/lab"]
    assert "letmein" not in str(visitor)


class Careful(IdentityProvider):
    """Believes cookies only of requests that carry the mark of a page, as JupyterHub's does."""

    async def get_user(self, handler: Any) -> User | None:  # pyright: ignore[reportIncompatibleMethodOverride]: it awaits
        try:
            handler.check_xsrf_cookie()
        except HTTPError:
            return None
        return User("ann")


async def test_what_is_only_read_needs_no_mark_of_a_page(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, pools=FakePool)
    await runtime.launch(read_app(write_notebook(tmp_path / "book.ipynb", "%%app\n1")))
    jupyter = await start_jupyter(identity_provider_class=Careful)
    jupyter.extension.mount(runtime)
    client = jupyter.client()
    assert (await client.get("/")).code == 200
    assert (await client.get("/", method="HEAD")).code == 200
    assert (await client.send("/", b"", method="POST")).code == 403


async def visit(jupyter: Jupyter, runtime: Runtime, **headers: str) -> dict[str, Any]:
    """Open the app's page and return what the app is told of whoever does."""
    socket = await jupyter.client().connect("/lit/ws/book", **headers)
    await socket.hello()
    await socket.send(b"attach")
    kernel = fake_kernel(runtime)
    return dict(kernel.fake.opened[kernel.fake.comm_of(socket.id)]["visitor"])


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
async def test_who_comes_through_a_proxy_is_no_developer_whatever_they_call_the_server(
    start_jupyter: StartJupyter, runtime: Runtime, header: str
) -> None:
    started = await start_jupyter()
    started.extension.mount(runtime)
    client = started.client()
    assert '"toolbar": "developer"' in (await client.get("/", Host="localhost")).body.decode()
    page = await client.get("/", Host="localhost", **{header: "203.0.113.9"})
    assert '"toolbar": "viewer"' in page.body.decode()
