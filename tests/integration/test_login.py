"""Logging in with a real OpenID provider, and what an app is told then; and those who would be somebody else."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
import pytest
import pytest_asyncio
from joserfc import jwt
from joserfc.jwk import RSAKey

from jupyterlit.secrets.auth import Auth, auth_in
from jupyterlit.secrets.files import read_all
from jupyterlit.server.identity.cookie_box import CookieBox
from jupyterlit.server.identity.oidc import challenge_of
from jupyterlit.server.web.logins import Login
from tests.integration.provider import Middle, Reader, free_port, provider_for, write_secrets
from tests.integration.server import LONG, Page, Server, serving
from tests.server.client import Client, write_text

pytestmark = pytest.mark.asyncio(loop_scope="module")

APP = """import streamlit as st
def front():
    st.text(str(st.user.get("email")))
def staff():
    st.text("for staff")
st.navigation([st.Page(front), st.Page(staff, roles="staff")]).run()
st.text(f"tokens {sorted(st.user.tokens)}")
"""
NOBODY = ["tokens []", "refusal"]
STAFF = ["for staff", "tokens ['access', 'id']"]
VERIFIER = "a" * 43


class World:
    """A served app, its provider, and who stands between them."""

    def __init__(self, folder: Path, server: Server, address: str, middle: Middle) -> None:
        self.folder = folder
        self.server = server
        self.address = address
        self.host = urlsplit(address).netloc
        self.middle = middle
        self.callback = f"{address}oauth2callback"

    def write(self, **more: str) -> None:
        """Say whom the app asks; a second provider is the same under another name."""
        rest = f"""{more.get("rest", "")}
[auth.second]
client_id = "other"
client_secret = "secret of other"
server_metadata_url = "{self.middle.url}/second"
client_kwargs = {{ prompt = "login" }}
"""
        write_secrets(self.folder, f"{self.middle.url}/first", self.address, **{**more, "rest": rest})

    @property
    def auth(self) -> Auth:
        found = auth_in(read_all([self.folder / ".streamlit" / "secrets.toml"]))
        assert found is not None
        return found

    def login(self, place: str = "/", provider: str = "") -> str:
        return f"{self.address}lit/login?{urlencode({'app': '', 'next': place, 'provider': provider})}"

    async def back(self, reader: Reader, login: str, place: str = "/") -> str:
        """Log in at the provider; return the address by which it sends the browser back."""
        return await reader.log_in(self.login(place), login, self.callback)

    async def come_in(self, login: str, place: str = "/") -> Reader:
        """Log in as somebody."""
        reader = Reader()
        await reader.get(self.address)
        answer = await reader.get(await self.back(reader, login, place))
        assert (answer.code, answer.headers["Location"]) == (302, place)
        return reader

    async def open(self, reader: Reader, page: str = "", session: str | None = None) -> Page:
        client = Client(self.server.port)
        self.server.clients.append(client)
        client.cookies = reader.cookies.setdefault(self.host, {})
        await client.get("/")
        opened = Page(await client.session("/lit/ws/app", session, page))
        await opened.send({"type": "attach", "page": page, "query": ""})
        await opened.read("run_ended", "failed")
        return opened

    async def sees(self, reader: Reader, page: str = "staff") -> list[str]:
        return drawn(await self.open(reader, page))

    def cookie(self, reader: Reader) -> str:
        """Return the name of the cookie by which a reader is known, empty for none."""
        return next((name for name in reader.cookies[self.host] if name.startswith("jupyterlit-login")), "")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    folder = tmp_path_factory.mktemp("login")
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    write_text(folder / "app.py", APP)
    async with (
        provider_for(address) as issuer,
        Middle(issuer).listening() as middle,
        serving(folder / "app.py", "--public", port=port) as server,
    ):
        made = World(folder, server, address, middle)
        made.write()
        yield made


def drawn(page: Page) -> list[str]:
    return [*page.bodies, *(each["kind"] for each in page.elements.values() if each["kind"] == "refusal")]


def said(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


async def test_readers_log_in_see_what_is_theirs_and_leave(world: World) -> None:
    stranger = Reader()
    await stranger.get(world.address)
    assert await world.sees(stranger) == NOBODY
    ann, bob = await world.come_in("staff-ann", "/staff?q=1"), await world.come_in("bob")
    hers = await world.open(ann, "staff")
    assert drawn(hers) == STAFF
    assert await world.sees(bob, "") == ["bob@example.org", "tokens ['access', 'id']"]
    assert await world.sees(bob) == ["tokens ['access', 'id']", "refusal"]
    assert (await world.open(bob, "", hers.socket.id)).socket.id != hers.socket.id
    origin = world.address.rstrip("/")
    out = await ann.get(f"{world.address}lit/logout?app=", "", Origin=origin)
    assert out.code == 200
    assert f"{world.middle.issuer}/session/end" in out.body.decode()
    assert await hers.socket.closed() == (1012, "You have logged out.")
    assert drawn(await world.open(ann, "staff", hers.socket.id)) == NOBODY


async def test_an_answer_is_for_the_browser_that_has_asked_and_once(world: World) -> None:
    ann, eve = Reader(), Reader()
    of_ann, of_eve = await world.back(ann, "staff-ann"), await world.back(eve, "eve")
    told = said(of_ann)
    for forged in ({**told, "state": "x" * 43}, {**told, "state": ""}, {"code": told["code"]}):
        assert (await ann.get(f"{world.callback}?{urlencode(forged)}")).code == 400
    assert (await eve.get(of_ann)).code == 400  # a code that eve has seen
    assert (await ann.get(of_eve)).code == 400  # ann would be logged in as eve
    mixed = {**told, "code": said(of_eve)["code"]}
    assert (await ann.get(f"{world.callback}?{urlencode(mixed)}")).code == 403
    assert (await ann.get(of_ann)).code == 400  # the state is used up
    other = await world.back(ann, "staff-ann")
    issuer = {**said(other), "iss": "https://evil.example"}
    assert (await ann.get(f"{world.callback}?{urlencode(issuer)}")).code == 403
    assert world.cookie(ann) == world.cookie(eve) == ""


@pytest.mark.parametrize(
    "place", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/%2e%2e//evil.example"]
)
async def test_a_login_leads_to_nobody_elses_page(world: World, place: str) -> None:
    reader = Reader()
    answer = await reader.get(await world.back(reader, "bob", place))
    assert (answer.code, answer.headers["Location"]) == (302, "/")


async def test_cookies_are_believed_as_they_were_given(world: World) -> None:
    ann = await world.come_in("staff-ann")
    cookies, name = ann.cookies[world.host], world.cookie(ann)
    real = cookies[name]
    middle = len(real) // 2
    for value in (real[:middle] + ("A" if real[middle] != "A" else "B") + real[middle + 1 :], real[:-8], "x", ""):
        cookies[name] = value
        assert await world.sees(ann) == NOBODY
    auth = world.auth
    opened = CookieBox(auth.keys, "login").open(real, auth.realm)
    assert opened is not None
    login = msgspec.json.decode(opened, type=Login)
    now = time.time()

    def sealed(key: str, made: float, until: float, purpose: str = "login", realm: str = auth.realm) -> str:
        changed = msgspec.structs.replace(login, made=made, until=until)
        return CookieBox((key,), purpose).close(msgspec.json.encode(changed), realm)

    (key,) = auth.keys
    wrong = [
        sealed("another key, of somebody", now, now + 1000),
        sealed(key, now - 1000, now - 1),  # over
        sealed(key, now + 1000, now + 2000),  # not begun
        sealed(key, now, now + 1000, purpose="flow"),
        sealed(key, now, now + 1000, realm="of another"),
    ]
    for value in wrong:
        cookies[name] = value
        assert await world.sees(ann) == NOBODY
    cookies[name] = old = sealed(key, now - 29 * 86400, now + 86400)
    await ann.get(world.address)  # it is renewed
    assert cookies[name] != old
    renewed = CookieBox(auth.keys, "login").open(cookies[name], auth.realm)
    assert renewed is not None
    assert msgspec.json.decode(renewed, type=Login).until > now + 20 * 86400
    assert await world.sees(ann) == STAFF


async def test_keys_of_cookies_can_be_changed(world: World) -> None:
    ann = await world.come_in("staff-ann")
    (before,) = world.auth.keys
    new = "fedcba9876543210fedcba9876543210"
    try:
        world.write(secret=new)
        assert await world.sees(ann) == NOBODY
        world.write(secret=new, rest=f'old_cookie_secrets = ["{before}"]')
        assert await world.sees(ann) == STAFF
    finally:
        world.write()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


async def token_by(world: World, how: str, real: str, nonce: str) -> str:
    """Return an ID token that is not to be believed, made of a real one."""
    head, body, signature = real.split(".")
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=="))
    kid = json.loads(base64.urlsafe_b64decode(head + "=="))["kid"]
    own = {"alg": "RS256", "kid": "middle"}
    match how:
        case "none":
            return f"{_text(json.dumps({'alg': 'none'}).encode())}.{body}."
        case "shared":
            (public,) = [key for key in (await world.middle.keys())["keys"] if key["kid"] == kid]
            pem = RSAKey.import_key(public).as_pem(private=False)
            signed = f"{_text(json.dumps({'alg': 'HS256', 'kid': kid}).encode())}.{body}"
            return f"{signed}.{_text(hmac.digest(pem, signed.encode(), 'sha256'))}"
        case "foreign":
            return jwt.encode({"alg": "RS256", "kid": kid}, claims, world.middle.key)
        case "changed":
            return f"{head}.{_text(json.dumps(claims | {'sub': 'admin'}).encode())}.{signature}"
        case "other client":
            return await token_of_other(world, nonce)
        case "issuer":
            return jwt.encode(own, claims | {"iss": "https://evil.example"}, world.middle.key)
        case "audience":
            return jwt.encode(own, claims | {"aud": "other"}, world.middle.key)
        case "nonce":
            return jwt.encode(own, claims | {"nonce": "another"}, world.middle.key)
        case _:
            return jwt.encode(own, claims | {"exp": 1000}, world.middle.key)


async def token_of_other(world: World, nonce: str) -> str:
    """Return a real token that the provider has given to another client, for this very nonce."""
    query = {
        "client_id": "other", "response_type": "code", "scope": "openid profile email", "redirect_uri": world.callback,
        "nonce": nonce, "state": "s", "code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256",
    }  # fmt: skip
    issuer = world.middle.issuer
    back = await Reader().log_in(f"{issuer}/auth?{urlencode(query)}", "staff-ann", world.callback)
    form = {
        "grant_type": "authorization_code", "code": said(back)["code"], "redirect_uri": world.callback,
        "code_verifier": VERIFIER,
    }  # fmt: skip
    pair = base64.b64encode(b"other:secret+of+other").decode()
    answer = await world.middle.fetch(f"{issuer}/token", urlencode(form).encode(), f"Basic {pair}")
    return str(answer["id_token"])


LIES = ["none", "shared", "foreign", "changed", "other client", "issuer", "audience", "nonce", "expired"]


@pytest.mark.parametrize("how", LIES)
async def test_a_token_that_does_not_fit_is_not_believed(world: World, how: str) -> None:
    reader = Reader()
    await reader.get(world.address)
    asked = await reader.get(world.login())
    nonce = said(asked.headers["Location"])["nonce"]
    back = await reader.log_in(asked.headers["Location"], "staff-ann", world.callback)

    async def lie(answer: dict[str, Any]) -> tuple[int, bytes]:
        return 200, json.dumps(answer | {"id_token": await token_by(world, how, answer["id_token"], nonce)}).encode()

    world.middle.lie = lie
    try:
        answer = await reader.get(back)
    finally:
        world.middle.lie = None
    assert (answer.code, "not to be believed" in answer.body.decode()) == (403, True)
    assert world.cookie(reader) == ""


RUBBISH = [(503, b""), (302, b""), (200, b"<html>"), (200, b"[]"), (200, b"{}"), (200, b"x" * 2_000_000), (400, b"{")]


@pytest.mark.parametrize(("status", "body"), RUBBISH, ids=lambda each: str(each)[:12])
async def test_rubbish_lets_nobody_in(world: World, status: int, body: bytes) -> None:
    reader = Reader()
    back = await world.back(reader, "staff-ann")

    async def lie(answer: dict[str, Any]) -> tuple[int, bytes]:
        return status, body

    world.middle.lie = lie
    try:
        answer = await reader.get(back)
    finally:
        world.middle.lie = None
    assert (answer.code, "You are not logged in" in answer.body.decode()) == (403, True)
    assert world.cookie(reader) == ""


async def test_a_provider_that_is_slow_keeps_nobody_else_waiting(world: World) -> None:
    reader, other = Reader(), Reader()
    back = await world.back(reader, "staff-ann")
    asked, go = asyncio.Event(), asyncio.Event()

    async def lie(answer: dict[str, Any]) -> tuple[int, bytes]:
        asked.set()
        await go.wait()
        return 200, json.dumps(answer).encode()

    world.middle.lie = lie
    try:
        waiting = asyncio.create_task(reader.get(back))
        async with asyncio.timeout(LONG):
            await asked.wait()
        assert (await other.get(world.address)).code == 200
        assert not waiting.done()
        go.set()
        assert (await waiting).code == 302
    finally:
        world.middle.lie = None
    assert await world.sees(reader) == STAFF


async def test_a_provider_that_was_away_is_asked_again(world: World) -> None:
    reader = Reader()
    world.middle.gone.add("second")
    answer = await reader.get(world.login(provider="second"))
    page = answer.body.decode()
    assert (answer.code, "does not answer at present" in page, "Log in" in page) == (502, True, True)
    world.middle.gone.clear()
    back = await reader.log_in(world.login(provider="second"), "staff-ann", world.callback)
    assert (await reader.get(back)).code == 302
    assert await world.sees(reader) == STAFF
