from __future__ import annotations

import base64
import socket
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from jupyterlit.secrets.auth import Provider
from jupyterlit.server.identity import oidc
from jupyterlit.server.identity.oidc import Metadata, OidcClient, OidcFailed, challenge_of, leave_address, plain
from tests.server.fake_provider import CLIENT, KEYS, SECRET, FakeProvider, fake_provider

BACK = "http://localhost:8501/oauth2callback"


@pytest.fixture
async def fake() -> AsyncIterator[FakeProvider]:
    async with fake_provider() as provider:
        yield provider


def client_of(fake: FakeProvider, **arguments: Any) -> OidcClient:
    return OidcClient(Provider("", CLIENT, SECRET, f"{fake.issuer}/.well-known/openid-configuration", arguments))


async def refusal(client: OidcClient, fake: FakeProvider, nonce: str = "n") -> tuple[str, str]:
    fake.nonce = "n"
    with pytest.raises(OidcFailed) as caught:
        await client.grant("code", BACK, nonce, "verifier")
    return str(caught.value), caught.value.detail


async def test_the_way_there(fake: FakeProvider) -> None:
    address = await client_of(fake, max_age="5", prompt="login", state="mine", redirect_uri="https://evil").address(
        BACK, "s", "n", "verifier"
    )
    assert address.startswith(f"{fake.issuer}/auth?own=1&")
    assert dict(parse_qsl(urlsplit(address).query)) == {
        "own": "1",
        "scope": "openid profile email",
        "prompt": "login",
        "max_age": "5",
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "state": "s",
        "nonce": "n",
        "code_challenge": challenge_of("verifier"),
        "code_challenge_method": "S256",
    }


async def test_openid_is_asked_for_whatever_else_is(fake: FakeProvider) -> None:
    asked = dict(parse_qsl(urlsplit(await client_of(fake, scope="email").address(BACK, "s", "n", "v")).query))
    assert (asked["scope"], asked["prompt"]) == ("openid email", "select_account")


def test_the_challenge_is_that_of_the_standard() -> None:
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


async def test_what_a_code_stands_for(fake: FakeProvider) -> None:
    client = client_of(fake)
    fake.nonce = "n"
    granted = await client.grant("the code", BACK, "n", "the verifier")
    assert (granted.claims["sub"], granted.claims["roles"], granted.access_token) == ("ann", ["staff"], "an access")
    pair = base64.b64encode(b"app:secret+of%3A+app%2F%C3%BC").decode()
    form = {
        "grant_type": "authorization_code",
        "code": "the code",
        "redirect_uri": BACK,
        "code_verifier": "the verifier",
    }
    assert fake.asked == [
        (".well-known/openid-configuration", {}, ""),
        ("token", form, f"Basic {pair}"),
        ("keys", {}, ""),
    ]
    await client.grant("another", BACK, "n", "v")
    assert [path for path, _, _ in fake.asked[3:]] == ["token"]  # the rest is known


@pytest.mark.parametrize(
    ("supported", "chosen", "form"),
    [
        (["client_secret_post"], None, {"client_id": CLIENT, "client_secret": SECRET}),
        (["client_secret_basic"], "client_secret_post", {"client_id": CLIENT, "client_secret": SECRET}),
        (["client_secret_basic"], "none", {"client_id": CLIENT}),
    ],
)
async def test_how_the_server_says_who_it_is(
    fake: FakeProvider, supported: list[str], chosen: str | None, form: dict[str, str]
) -> None:
    fake.metadata["token_endpoint_auth_methods_supported"] = supported
    fake.nonce = "n"
    arguments = {"token_endpoint_auth_method": chosen} if chosen else {}
    await client_of(fake, **arguments).grant("c", BACK, "n", "v")
    _, sent, authorization = fake.asked[1]
    assert {name: sent[name] for name in sent if name.startswith("client")} == form
    assert authorization == ""


async def test_a_method_that_is_not_known(fake: FakeProvider) -> None:
    fake.metadata["token_endpoint_auth_methods_supported"] = ["private_key_jwt"]
    assert (await refusal(client_of(fake), fake))[1] == "it wants to know us by private_key_jwt"


async def test_keys_that_change_are_fetched_again_and_not_at_every_lie(
    fake: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(fake)
    fake.nonce = "n"
    await client.grant("c", BACK, "n", "v")
    fake.key, fake.shown = KEYS[1], list(KEYS)
    unknown = "its ID token: it is signed with a key that the provider does not show"
    assert (await refusal(client, fake))[1] == unknown  # asked for a moment ago
    monkeypatch.setattr(oidc, "_AGAIN", 0.0)
    granted = await client.grant("c", BACK, "n", "v")
    assert granted.claims["sub"] == "ann"
    assert [path for path, _, _ in fake.asked].count("keys") == 2


async def test_a_login_of_another_browser(fake: FakeProvider) -> None:
    assert await refusal(client_of(fake), fake, "other") == (
        "What the login service says of you is not to be believed.",
        "its ID token: it is of another login",
    )


AWAY = "The login service does not answer at present. Please try again in a moment."


async def test_a_provider_that_is_away() -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    client = OidcClient(Provider("", CLIENT, SECRET, f"http://127.0.0.1:{port}/x?secret=1"))
    with pytest.raises(OidcFailed) as caught:
        await client.metadata()
    assert str(caught.value) == AWAY
    assert caught.value.detail == f"http://127.0.0.1:{port}/x does not answer: ConnectionRefusedError"


async def test_a_provider_that_comes_back(fake: FakeProvider) -> None:
    client = client_of(fake)
    fake.status = 503
    with pytest.raises(OidcFailed) as caught:
        await client.metadata()
    assert (str(caught.value), caught.value.detail[-12:]) == (AWAY, " answers 503")
    fake.status = 200
    assert (await client.metadata()).issuer == fake.issuer


async def test_a_provider_that_is_slow(fake: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc, "_SECONDS", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        client = OidcClient(Provider("", CLIENT, SECRET, f"http://127.0.0.1:{silent.getsockname()[1]}/x"))
        with pytest.raises(OidcFailed, match="does not answer at present"):
            await client.metadata()


async def test_a_refusal_is_told_without_what_could_break_a_log(fake: FakeProvider) -> None:
    client = client_of(fake)
    await client.metadata()
    fake.status, fake.answer = 400, {"error": "invalid_grant\nroot logged in \x1b[31m" + "x" * 200}
    said, detail = await refusal(client, fake)
    assert said == "The login service has refused to say who you are."
    assert detail == f"{fake.issuer}/token answers 400 {('invalid_grantroot logged in [31m' + 'x' * 200)[:80]}"
    assert plain("a\r\nSet-Cookie: x\u202e") == "aSet-Cookie: x"


@pytest.mark.parametrize(
    "metadata",
    [
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"end_session_endpoint": "http://evil.example/"},
    ],
)
async def test_addresses_that_could_be_anybodys(fake: FakeProvider, metadata: dict[str, str]) -> None:
    fake.metadata = metadata
    with pytest.raises(OidcFailed) as caught:
        await client_of(fake).metadata()
    assert str(caught.value) == "The login service is not set up for this."
    assert caught.value.detail.endswith(" is not https://")


async def test_something_else_answers(fake: FakeProvider) -> None:
    fake.metadata = {"issuer": None}
    with pytest.raises(OidcFailed) as caught:
        await client_of(fake).metadata()
    assert caught.value.detail.endswith("does not answer as an OpenID provider: Object missing required field `issuer`")


def test_where_to_log_out() -> None:
    metadata = Metadata("i", "a", "t", "j", "https://id.example/end?x=1")
    assert leave_address(metadata, "app", "https://a.b/", "hint") == (
        "https://id.example/end?x=1&client_id=app&post_logout_redirect_uri=https%3A%2F%2Fa.b%2F&id_token_hint=hint"
    )
    assert leave_address(Metadata("i", "a", "t", "j"), "app", "https://a.b/", "hint") == ""
