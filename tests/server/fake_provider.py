"""An OpenID provider in the test's own event loop, which can lie in any way there is."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

CLIENT, SECRET = "app", "secret of: app/ü"
KEYS = [RSAKey.generate_key(2048, {"kid": name, "use": "sig"}) for name in ("first", "second")]


class FakeProvider:
    """What it answers, to be changed.

    Attributes
    ----------
    claims
        Changes of what an ID token says; none leaves a claim out.
    asked
        The requests of the app's server: paths, and forms of those that have one.
    """

    def __init__(self) -> None:
        self.issuer = ""
        self.key = KEYS[0]
        self.shown: list[RSAKey] = [KEYS[0]]
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.answer: dict[str, Any] = {}
        self.status = 200
        self.head: dict[str, Any] = {}
        self.token: str | None = None
        self.nonce = ""
        self.asked: list[tuple[str, dict[str, str], str]] = []

    def describe(self) -> dict[str, Any]:
        made = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth?own=1",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end",
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return {name: value for name, value in (made | self.metadata).items() if value is not None}

    def sign(self) -> str:
        if self.token is not None:
            return self.token
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "ann",
            "aud": CLIENT,
            "exp": now + 60,
            "iat": now,
            "nonce": self.nonce,
            "name": "Ann",
            "roles": ["staff"],
            **self.claims,
        }
        said = {name: value for name, value in claims.items() if value is not None}
        head = {"alg": "RS256", "kid": self.key.kid, **self.head}
        return jwt.encode(head, said, self.key, algorithms=[str(head["alg"])])

    def log_in(self, address: str) -> str:
        """Return the query that a browser brings back which has been sent to `address`."""
        query = dict(parse_qsl(urlsplit(address).query))
        self.nonce = query["nonce"]
        return f"code=abc&state={query['state']}"


class _Answer(RequestHandler):
    def initialize(self, provider: FakeProvider) -> None:
        self.provider = provider

    def get(self, path: str) -> None:
        self.provider.asked.append((path, {}, self.request.headers.get("Authorization", "")))
        self.set_status(self.provider.status)
        if path == "keys":
            keys = [key.as_dict(private=False) for key in self.provider.shown]
            self.finish(json.dumps({"keys": keys}))  # pyright: ignore[reportUnknownMemberType]: tornado's
        else:
            self.finish(json.dumps(self.provider.describe()))  # pyright: ignore[reportUnknownMemberType]: tornado's

    def post(self, path: str) -> None:
        form = {name: values[0] for name, values in parse_qs(self.request.body.decode()).items()}
        self.provider.asked.append((path, form, self.request.headers.get("Authorization", "")))
        self.set_status(self.provider.status)
        answer = self.provider.answer or {"id_token": self.provider.sign(), "access_token": "an access"}
        self.finish(json.dumps(answer))  # pyright: ignore[reportUnknownMemberType]: tornado's


@asynccontextmanager
async def fake_provider() -> AsyncGenerator[FakeProvider]:
    """Let one be there."""
    provider = FakeProvider()
    server = HTTPServer(Application([(r"/(.*)", _Answer, {"provider": provider})]))
    sockets = bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    provider.issuer = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    try:
        yield provider
    finally:
        server.stop()
        await server.close_all_connections()
