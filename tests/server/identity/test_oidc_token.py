"""ID tokens: every lie that can be told with one."""

from __future__ import annotations

import base64
import hmac
import json
import time
from typing import Any

import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from jupyterlit.server.identity.oidc_token import Expected, UnknownKey, Untrusted, read_token
from tests.conftest import refused
from tests.server.fake_provider import KEYS

OURS, OTHERS = KEYS
SHOWN = [OURS.as_dict(private=False)]
EXPECTED = Expected("https://id.example", "app", "the nonce")


def claims(**changed: Any) -> dict[str, Any]:
    now = int(time.time())
    usual = {
        "iss": "https://id.example",
        "sub": "ann",
        "aud": "app",
        "exp": now + 60,
        "iat": now,
        "nonce": "the nonce",
    }
    return {name: value for name, value in (usual | changed).items() if value is not None}


def sign(key: Any = OURS, alg: str = "RS256", head: dict[str, Any] | None = None, **changed: Any) -> str:
    return jwt.encode({"alg": alg, "kid": "first", **(head or {})}, claims(**changed), key, algorithms=[alg])


def test_one_that_is_true() -> None:
    assert read_token(sign(name="Ann"), SHOWN, EXPECTED) == claims(name="Ann")
    assert read_token(sign(aud=["app"]), SHOWN, EXPECTED)["aud"] == ["app"]
    assert read_token(sign(aud=["app", "other"], azp="app"), SHOWN, EXPECTED)["azp"] == "app"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"iss": "https://evil.example"}, "it is from another issuer"),
        ({"iss": None}, "it is from another issuer"),
        ({"aud": "other"}, "it is for another client"),
        ({"aud": ["other", "third"]}, "it is for another client"),
        ({"aud": None}, "it is for another client"),
        ({"aud": {"app": 1}}, "it is for another client"),
        ({"aud": ["app", "other"]}, "it was given to another client"),
        ({"aud": ["app", "other"], "azp": "other"}, "it was given to another client"),
        ({"azp": "other"}, "it was given to another client"),
        ({"sub": None}, "it does not say of whom it is"),
        ({"sub": ""}, "it does not say of whom it is"),
        ({"sub": 3}, "it does not say of whom it is"),
        ({"sub": "x" * 256}, "it does not say of whom it is"),
        ({"exp": int(time.time()) - 120}, "it has expired"),
        ({"exp": None}, "it does not say exp"),
        ({"exp": "9999999999"}, "it does not say exp"),
        ({"exp": True}, "it does not say exp"),
        ({"iat": None}, "it does not say iat"),
        ({"iat": int(time.time()) + 600}, "it is not valid yet"),
        ({"nbf": int(time.time()) + 600}, "it is not valid yet"),
        ({"nonce": None}, "it is of another login"),
        ({"nonce": "other"}, "it is of another login"),
        ({"nonce": ["the nonce"]}, "it is of another login"),
    ],
)
def test_what_does_not_fit(changed: dict[str, Any], why: str) -> None:
    with refused(Untrusted, why):
        read_token(sign(**changed), SHOWN, EXPECTED)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_signatures_that_anybody_can_make() -> None:
    public = OURS.as_pem(private=False)
    nobody = f"{part({'alg': 'none'})}.{part(claims())}."
    shared = f"{part({'alg': 'HS256', 'kid': 'first'})}.{part(claims())}"
    digest = hmac.digest(public, shared.encode(), "sha256")  # what is public as a secret
    signature = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    for token, alg in (
        (nobody, "none"),
        (f"{part({'alg': 'None', 'kid': 'first'})}.{part(claims())}.", "None"),
        (f"{shared}.{signature}", "HS256"),
    ):
        with refused(Untrusted, f"it is not signed as the provider signs, but with {alg!r}"):
            read_token(token, SHOWN, EXPECTED)


def test_an_algorithm_that_the_provider_does_not_use() -> None:
    only = msgspec.structs.replace(EXPECTED, algorithms=frozenset({"ES256"}))
    with refused(Untrusted, "it is not signed as the provider signs, but with 'RS256'"):
        read_token(sign(), SHOWN, only)
    offers_too_much = msgspec.structs.replace(EXPECTED, algorithms=frozenset({"HS256", "none"}))
    with pytest.raises(Untrusted):
        read_token(sign(OctKey.import_key("k" * 32, {"kid": "first"}), "HS256"), SHOWN, offers_too_much)


def test_a_key_of_somebody_else() -> None:
    with refused(UnknownKey, "it is signed with a key that the provider does not show"):
        read_token(sign(OTHERS, head={"kid": "second"}), SHOWN, EXPECTED)
    with refused(Untrusted, "its signature does not fit"):
        read_token(sign(OTHERS), SHOWN, EXPECTED)
    # A key that comes with the token says nothing.
    theirs = OTHERS.as_dict(private=False)
    with refused(Untrusted, "its signature does not fit"):
        read_token(sign(OTHERS, head={"jwk": theirs}), SHOWN, EXPECTED)


def test_claims_that_were_changed() -> None:
    first, _, last = sign().split(".")
    with refused(Untrusted, "its signature does not fit"):
        read_token(f"{first}.{part(claims(sub='admin'))}.{last}", SHOWN, EXPECTED)


def test_a_key_that_is_for_something_else() -> None:
    for_secrets = {**SHOWN[0], "use": "enc"}
    for_other_algorithms = {**SHOWN[0], "alg": "RS512"}
    for key in (for_secrets, for_other_algorithms, {"kty": "RSA"}, {"kty": "oct", "k": "AAAA", "kid": "first"}, {}):
        with pytest.raises(Untrusted):
            read_token(sign(), [key], EXPECTED)


@pytest.mark.parametrize("token", ["", "a.b", "a.b.c", "....", "é.b.c", f"{part([])}.b.c", f"{part({'alg': 3})}.b.c",
                                   f"{part({'alg': 'RS256', 'kid': 3})}.b.c", "x" * 200_000, sign()[:-20]])  # fmt: skip
def test_what_is_no_token(token: str) -> None:
    with pytest.raises(Untrusted) as caught:
        read_token(token, SHOWN, EXPECTED)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize(
    ("key", "alg"),
    [
        (ECKey.generate_key("P-256"), "ES256"),
        (OKPKey.generate_key("Ed25519"), "EdDSA"),
        (OKPKey.generate_key("Ed25519"), "Ed25519"),
        (RSAKey.generate_key(2048), "PS256"),
    ],
)
@pytest.mark.filterwarnings("ignore:EdDSA")
def test_other_algorithms_and_keys_without_a_name(key: Any, alg: str) -> None:
    token = jwt.encode({"alg": alg}, claims(), key, algorithms=[alg])
    assert read_token(token, [*SHOWN, key.as_dict(private=False)], EXPECTED)["sub"] == "ann"


def test_a_provider_of_many_tenants() -> None:
    many = msgspec.structs.replace(EXPECTED, issuer="https://id.example/{tenantid}/v2.0")
    assert read_token(sign(iss="https://id.example/t1/v2.0", tid="t1"), SHOWN, many)["tid"] == "t1"
    with refused(Untrusted, "it is from another issuer"):
        read_token(sign(iss="https://id.example/t1/v2.0", tid="t2"), SHOWN, many)


def test_an_access_token_of_another_login() -> None:
    said = "77QmUPtjPfzWtF2AnpK9RQ"  # of the standard's example
    right = msgspec.structs.replace(EXPECTED, access_token="jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")
    assert read_token(sign(at_hash=said), SHOWN, right)["at_hash"] == said
    wrong = msgspec.structs.replace(EXPECTED, access_token="other")
    with refused(Untrusted, "the access token is another one's"):
        read_token(sign(at_hash=said), SHOWN, wrong)
    with refused(Untrusted, "the access token is another one's"):
        read_token(sign(at_hash=3), SHOWN, right)
