"""A real OpenID provider, and a reader who logs in there."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
import re
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from joserfc.jwk import RSAKey
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.integration.server import LONG
from tests.peers import environment, node

SCRIPT = Path(__file__).parent.parent / "peers" / "oidc_provider.mjs"


def free_port() -> int:
    """Return a port that nobody listens at: a provider must know an app's address before that is served."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.asynccontextmanager
async def provider_for(*addresses: str) -> AsyncGenerator[str]:
    """Run a provider for apps at these addresses; gives its issuer."""
    command = ("node", str(SCRIPT), str(node("oidc-provider")), *addresses)
    process = await asyncio.create_subprocess_exec(
        *command, env=environment(), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(LONG):
            while not (line := (await process.stdout.readline()).decode()).startswith("issuer "):
                assert line, "The provider has ended."
        yield line.split()[1]
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def write_secrets(folder: Path, metadata: str, address: str, **more: str) -> None:
    """Let the app in a folder, at an address, ask a provider."""
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "secrets.toml").write_text(
        f"""
[auth]
redirect_uri = "{address}oauth2callback"
cookie_secret = "{more.get("secret", "0123456789abcdef0123456789abcdef")}"
expose_tokens = ["id", "access"]
client_id = "app"
client_secret = "secret of app"
server_metadata_url = "{metadata}"
client_kwargs = {{ prompt = "login" }}
{more.get("rest", "")}
"""
    )


class Middle:
    """Stands between an app's server and its provider, and passes everything on until it is to lie.

    Attributes
    ----------
    lie
        Makes the status and the body of an answer to a code, from what the provider has answered.
    gone
        The paths at which it does not answer as it should.
    """

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.url = ""
        self.key = RSAKey.generate_key(2048, {"kid": "middle", "use": "sig"})
        self.lie: Callable[[dict[str, Any]], Awaitable[tuple[int, bytes]]] | None = None
        self.gone: set[str] = set()

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncGenerator[Middle]:
        """Be there."""
        sockets = bind_sockets(0, "127.0.0.1")
        self.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        server = HTTPServer(Application([(r"/(.*)", _Passing, {"middle": self})]))
        server.add_sockets(sockets)
        try:
            yield self
        finally:
            server.stop()
            await server.close_all_connections()

    async def describe(self) -> dict[str, Any]:
        """Return what the provider says of itself, with the addresses that are here."""
        found = await self.fetch(f"{self.issuer}/.well-known/openid-configuration")
        return found | {"token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys"}

    async def keys(self) -> dict[str, Any]:
        """Return the provider's keys, and that of the lies."""
        found = await self.fetch(f"{self.issuer}/jwks")
        return {"keys": [*found["keys"], self.key.as_dict(private=False)]}

    async def fetch(self, url: str, body: bytes | None = None, authorization: str = "") -> dict[str, Any]:
        """Ask the provider."""
        headers = {"Authorization": authorization, "Content-Type": "application/x-www-form-urlencoded"} if body else {}
        request = HTTPRequest(url, "GET" if body is None else "POST", headers=headers, body=body)
        with contextlib.closing(AsyncHTTPClient(force_instance=True)) as client:
            return dict(json.loads((await client.fetch(request)).body))


class _Passing(RequestHandler):
    def initialize(self, middle: Middle) -> None:
        self.middle = middle

    async def get(self, path: str) -> None:
        if path in self.middle.gone:
            self.set_status(503)
            return
        self.write(await (self.middle.keys() if path == "keys" else self.middle.describe()))  # pyright: ignore[reportUnknownMemberType]: tornado's

    async def post(self, path: str) -> None:
        middle = self.middle
        given = self.request.headers.get("Authorization", "")
        answer = await middle.fetch(f"{middle.issuer}/token", self.request.body, given)
        if middle.lie is None:
            self.write(answer)  # pyright: ignore[reportUnknownMemberType]: tornado's
            return
        status, body = await middle.lie(answer)
        self.set_status(status)
        if status == 302:
            self.set_header("Location", f"{middle.url}/elsewhere")
        self.write(body)  # pyright: ignore[reportUnknownMemberType]: tornado's


class Reader:
    """A person's browser as far as logging in needs one: keeps cookies of each host and port, follows what it is told.

    Attributes
    ----------
    visited
        The addresses it has been to.
    """

    def __init__(self) -> None:
        self.cookies: dict[str, dict[str, str]] = {}
        self.visited: list[str] = []

    async def get(self, url: str, body: str | None = None, **headers: str) -> HTTPResponse:
        """Get a page, whatever its status, and follow nothing."""
        own = self.cookies.setdefault(urlsplit(url).netloc, {})
        given = {"Cookie": "; ".join(f"{name}={value}" for name, value in own.items())} if own else {}
        if body is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        request = HTTPRequest(
            url, "GET" if body is None else "POST", headers=given | headers, body=body, follow_redirects=False
        )
        with contextlib.closing(AsyncHTTPClient(force_instance=True)) as client:
            response = await client.fetch(request, raise_error=False)
        self.visited.append(url)
        for line in response.headers.get_list("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            if "max-age=0" in line.lower() or "expires=Thu, 01 Jan 1970" in line or value in ("", '""'):
                own.pop(name, None)
            else:
                own[name] = value
        return response

    async def follow(self, url: str, *, until: str = "\0") -> tuple[str, HTTPResponse]:
        """Get a page and go where it leads, up to an address that begins so; return the last address and page."""
        for _ in range(20):
            response = await self.get(url)
            if response.code not in (301, 302, 303, 307):
                return url, response
            url = urljoin(url, response.headers["Location"])
            if url.startswith(until):
                return url, response
        raise AssertionError(self.visited)

    async def log_in(self, url: str, login: str, callback: str) -> str:
        """Log in at the provider that a page leads to; return the address by which it sends the browser back."""
        url, response = await self.follow(url, until=callback)
        while not url.startswith(callback):
            form = response.body.decode()
            action = re.search(r'action="([^"]+)"', form)
            assert action is not None, (url, response.code, form[:500])
            fields = dict(re.findall(r'name="(\w+)" value="(\w*)"', form))
            if 'name="login"' in form:
                fields |= {"login": login, "password": "any"}
            target = urljoin(url, html.unescape(action[1]))
            response = await self.get(target, urlencode(fields))
            assert response.code in (302, 303), (response.code, response.body[:500])
            url, response = await self.follow(urljoin(target, response.headers["Location"]), until=callback)
        return url
