"""A served app that is attacked, for everybody and for those who have a token, and its visitors."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio

from tests.integration.server import Page, Server, serving
from tests.server.client import LONG, Client

TOKEN = "letmein-0123456789abcdef0123456789abcdef"
SESSION_KEY = "key-of-the-store-0123456789abcdef0123456789abcdef"
_OPTIONS = {"public": ["--public", "--JupyterLit.compress=True", "--JupyterLit.max_pages=30"], "token": []}
OUTSIDE = "what lies outside of the app"
SCRIPT = """import json, os
import jupyterlit as st
secret = st.text_input("secret")
st.text(f"I have {secret!r}")
st.text("environment " + json.dumps(dict(os.environ)))
st.text("told " + json.dumps([st.context.headers.to_dict(), st.context.cookies.to_dict(), st.context.url]))
st.dataframe({"n": list(range(2000))}, key="table")
st.audio(f"<script>{secret}</script>".encode() * 10, format="text/html")
st.download_button("page", f"<script>alert(1)</script>{secret}".encode(), "../../page.html", "text/html")
st.file_uploader("file", key="file")
st.data_editor({"n": [1, 2]}, key="editor")
"""


class Guest(NamedTuple):
    """A visitor, and what is on their page."""

    client: Client
    page: Page
    secret: str

    @property
    def files(self) -> list[str]:
        """The ids of the files on the page."""
        found = json.dumps([element for element in self.page.elements.values() if element["kind"] != "dataframe"])
        return sorted(set(re.findall(r'"id": "([0-9a-f]{32})"', found)))

    @property
    def addresses(self) -> list[str]:
        """The addresses that only this visitor has."""
        welcome = self.page.socket.welcome
        component = welcome["media"].replace("/media/", "/component/")
        upload = secrets.token_hex(16)
        files = [f"{welcome['media']}{file}" for file in self.files]
        return [*files, f"{component}{self.files[0]}/index.html", f"{welcome['upload']}{upload}"]

    async def lives(self) -> None:
        """See that server and kernel answer, and that the page shows what is this visitor's and nothing else."""
        await self.page.rerun(secret=self.secret)
        await self.page.rerun(secret="")
        await self.page.rerun(secret=self.secret)
        assert f"I have {self.secret!r}" in self.page.bodies
        strangers = set(re.findall(r"mine-[0-9a-f]{16}", json.dumps(self.page.messages)))
        assert strangers == {self.secret}


class Place(NamedTuple):
    """A server, and how one gets in."""

    server: Server
    folder: Path
    public: bool

    def client(self) -> Client:
        return self.server.client()

    async def visitor(self) -> Client:
        """Return the browser of somebody who may visit the app."""
        client = self.client()
        await client.get("/" if self.public else f"/?token={TOKEN}")
        return client

    async def guest(self) -> Guest:
        """Return somebody who has the page open, and has put a secret there."""
        guest = Guest(client := await self.visitor(), await Page.open(client, "app"), f"mine-{secrets.token_hex(8)}")
        await guest.page.rerun(secret=guest.secret)
        return guest


class Places:
    """The same app for everybody, and for those who have a token: each is served from when it is first asked for."""

    def __init__(self, folders: pytest.TempPathFactory, stack: AsyncExitStack) -> None:
        self._folders = folders
        self._stack = stack
        self._made: dict[str, Place] = {}

    async def get(self, name: str) -> Place:
        """Return one of them."""
        if name not in self._made:
            folder = self._folders.mktemp(name)
            command = [
                *_OPTIONS[name],
                f"--IdentityProvider.token={TOKEN}",
                "--JupyterLit.max_message_size=1000000",
            ]
            server = await self._stack.enter_async_context(
                serving(_write(folder), *command, JUPYTERLIT_SESSION_KEY=SESSION_KEY, JUPYTER_TOKEN=TOKEN)
            )
            self._made[name] = Place(server, folder, name == "public")
        return self._made[name]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def places(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Places]:
    """What is served while the tests of a module run."""
    async with AsyncExitStack() as stack:
        yield Places(tmp_path_factory, stack)


def _write(folder: Path) -> Path:
    """Write an app with files of its own, beside files that are nobody's business."""
    (folder / "outside.txt").write_text(OUTSIDE)
    (folder / "static" / "sub").mkdir(parents=True)
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text("[server]\nenableStaticServing = true\n")
    (folder / ".streamlit" / "secrets.toml").write_text(f'password = "{OUTSIDE}"\n')
    static = folder / "static"
    (static / "ok.txt").write_text("fine")
    (static / ".hidden").write_text(OUTSIDE)
    for name in ("page.html", "page.xhtml", "picture.svg", "script.js", "page.xml"):
        (static / name).write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    (static / "link.txt").symlink_to(folder / "outside.txt")
    (static / "folder").symlink_to(folder)
    (static / "sub" / "up").symlink_to("/etc")
    os.mkfifo(static / "pipe")
    path = folder / "app.py"
    path.write_text(SCRIPT)
    return path


@pytest_asyncio.fixture(params=["public", "token"], loop_scope="module")
async def place(request: pytest.FixtureRequest, places: Places) -> Place:
    """Either of the two servers."""
    return await places.get(request.param)


@pytest_asyncio.fixture(loop_scope="module")
async def public(places: Places) -> Place:
    """The server that is for everybody."""
    return await places.get("public")


async def raw(port: int, target: str | bytes, method: str = "GET", *headers: str) -> bytes:
    """Send a request as no library writes it; return the whole answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    line = target if isinstance(target, bytes) else target.encode()
    more = "".join(f"{header}\r\n" for header in headers)
    rest = f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{more}Connection: close\r\n\r\n"
    try:
        writer.write(method.encode() + b" " + line + rest.encode())
        return await asyncio.wait_for(reader.read(), LONG)
    finally:
        writer.close()


def cookie_of(client: Client) -> str:
    return "Cookie: " + "; ".join(f"{name}={value}" for name, value in client.cookies.items())
