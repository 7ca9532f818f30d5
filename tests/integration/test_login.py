"""Logging in with a real OpenID provider, and what an app is told then; and those who would be somebody else."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.integration.provider import Reader, free_port, provider_for, write_secrets
from tests.integration.server import Page, Server, serving
from tests.server.client import Client, write_text

APP = """import streamlit as st
def front():
    st.text(str(st.user.get("email")))
def staff():
    st.text("for staff")
st.navigation([st.Page(front), st.Page(staff, roles="staff")]).run()
st.text(f"tokens {sorted(st.user.tokens)}")
"""


class World:
    """A served app, and its provider."""

    def __init__(self, server: Server, address: str, issuer: str) -> None:
        self.server = server
        self.address = address
        self.issuer = issuer
        self.callback = f"{address}oauth2callback"

    def login(self, place: str = "/") -> str:
        return f"{self.address}lit/login?{urlencode({'app': '', 'next': place})}"

    def browser(self, reader: Reader) -> Client:
        """Return the reader's browser, for sockets."""
        client = self.server.client()
        client.cookies = reader.cookies.get(urlsplit(self.address).netloc, {})
        return client

    async def see(self, reader: Reader, page: str = "", session: str | None = None) -> Page:
        client = self.browser(reader)
        await client.get("/")
        opened = Page(await client.session("/lit/ws/app", session, page))
        await opened.send({"type": "attach", "page": page, "query": ""})
        await opened.read("run_ended", "failed")
        return opened


@asynccontextmanager
async def world_in(folder: Path) -> AsyncGenerator[World]:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    write_text(folder / "app.py", APP)
    async with provider_for(address) as issuer:
        write_secrets(folder, issuer, address)
        async with serving(folder / "app.py", "--public", port=port) as server:
            yield World(server, address, issuer)


async def come_in(world: World, login: str, place: str = "/") -> Reader:
    """Log in as somebody."""
    reader = Reader()
    await reader.get(world.address)
    back = await reader.log_in(world.login(place), login, world.callback)
    answer = await reader.get(back)
    assert (answer.code, answer.headers["Location"]) == (302, place)
    return reader


def drawn(page: Page) -> list[str]:
    return [*page.bodies, *(each["kind"] for each in page.elements.values() if each["kind"] == "refusal")]


async def test_readers_log_in_see_what_is_theirs_and_leave(tmp_path: Path) -> None:
    async with world_in(tmp_path) as world:
        stranger = Reader()
        await stranger.get(world.address)
        assert drawn(await world.see(stranger, "staff")) == ["tokens []", "refusal"]
        ann, bob = await come_in(world, "staff-ann", "/staff?q=1"), await come_in(world, "bob")
        hers = await world.see(ann, "staff")
        assert drawn(hers) == ["for staff", "tokens ['access', 'id']"]
        his = await world.see(bob)
        assert drawn(his) == ["bob@example.org", "tokens ['access', 'id']"]
        assert drawn(await world.see(bob, "staff")) == ["tokens ['access', 'id']", "refusal"]
        assert (await world.see(bob, "", hers.socket.id)).socket.id != hers.socket.id
        origin = world.address.rstrip("/")
        out = await ann.get(f"{world.address}lit/logout?app=", "", Origin=origin)
        assert out.code == 200
        assert f"{world.issuer}/session/end" in out.body.decode()
        assert await hers.socket.closed() == (1012, "You have logged out.")
        assert drawn(await world.see(ann, "staff", hers.socket.id)) == ["tokens []", "refusal"]


async def test_nobody_becomes_somebody_else(tmp_path: Path) -> None:
    async with world_in(tmp_path) as world:
        ann, eve = Reader(), Reader()
        of_ann = await ann.log_in(world.login(), "staff-ann", world.callback)
        of_eve = await eve.log_in(world.login(), "eve", world.callback)
        said = dict(parse_qsl(urlsplit(of_ann).query))
        mixed = {**said, "code": dict(parse_qsl(urlsplit(of_eve).query))["code"]}
        for forged in ({**said, "state": "x" * 43}, {**said, "state": ""}, {"code": said["code"]}):
            assert (await ann.get(f"{world.callback}?{urlencode(forged)}")).code == 400
        assert (await eve.get(of_ann)).code == 400  # a code that eve has seen
        assert (await ann.get(of_eve)).code == 400  # ann would be logged in as eve
        assert (await ann.get(f"{world.callback}?{urlencode(mixed)}")).code == 403  # eve's code, ann's state
        assert (await ann.get(of_ann)).code == 400  # the state is used up
        cookies = ann.cookies[urlsplit(world.address).netloc]
        assert not any(name.startswith("jupyterlit-login") for name in cookies)
        ann = await come_in(world, "staff-ann")
        cookies = ann.cookies[urlsplit(world.address).netloc]
        (name,) = [name for name in cookies if name.startswith("jupyterlit-login")]
        cookies[name] = cookies[name][:-6] + "AAAAAA"
        assert drawn(await world.see(ann, "staff")) == ["tokens []", "refusal"]
        for place in ("//evil.example/", "https://evil.example/", "/\\evil.example", "/%2e%2e//evil.example"):
            reader = Reader()
            back = await reader.log_in(world.login(place), "bob", world.callback)
            assert (await reader.get(back)).headers["Location"] == "/"
