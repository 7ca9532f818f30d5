"""What an OpenID provider says of a visitor, believed only where everything about it fits."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec

# Only keys that the provider alone has: with the shared ones of HS256, or none at all, others could sign as well.
ALGORITHMS = ("RS256", "ES256", "PS256", "RS384", "ES384", "PS384", "RS512", "ES512", "PS512", "EdDSA", "Ed25519")
_KINDS = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
_LEEWAY = 60.0  # seconds by which clocks may differ
_MOST = 100_000  # characters


class Untrusted(Exception):
    """A token that is not to be believed; the message says why and holds nothing of the token."""


class UnknownKey(Untrusted):
    """A token is signed with a key that the provider has not shown yet."""


class Expected(msgspec.Struct, frozen=True):
    """What a token must say: who has made it, for whom, and for which login; the access token it has come with."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str = ""
    algorithms: frozenset[str] = frozenset(ALGORITHMS)


def read_token(token: str, keys: Sequence[Mapping[str, Any]], expected: Expected) -> dict[str, Any]:
    """Return the claims of an ID token.

    Parameters
    ----------
    token
        As the provider has given it to the server.
    keys
        The provider's public keys, as JWKs.
    expected
        What it must say.

    Raises
    ------
    UnknownKey
        None of the keys has signed it.
    Untrusted
        Something else about it does not fit.
    """
    algorithm, key_id = _head(token, expected)
    fitting = list(_fitting(keys, algorithm, key_id))
    for key in fitting:
        claims = _verify(token, key, algorithm)
        if claims is not None:
            _check(claims, expected)
            _check_access_token(claims, algorithm, expected.access_token)
            return claims
    if fitting and key_id:
        raise Untrusted("its signature does not fit")
    raise UnknownKey("it is signed with a key that the provider does not show")


def _head(token: str, expected: Expected) -> tuple[str, str]:
    """Return the algorithm and the key that a token names."""
    try:
        if len(token) > _MOST:
            raise ValueError
        first, _, _ = token.split(".")
        head: Any = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
        algorithm, key_id = head["alg"], head.get("kid", "")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Untrusted("it is no signed token") from error
    if algorithm not in ALGORITHMS or algorithm not in expected.algorithms or not isinstance(key_id, str):
        raise Untrusted(f"it is not signed as the provider signs, but with {str(algorithm)[:20]!r}")
    return algorithm, key_id


def _fitting(keys: Sequence[Mapping[str, Any]], algorithm: str, key_id: str) -> Iterator[Mapping[str, Any]]:
    for key in keys:
        right = key.get("kty") == _KINDS[algorithm[:2]] and key.get("use", "sig") == "sig"
        if right and key.get("alg", algorithm) == algorithm and (not key_id or key.get("kid") == key_id):
            yield key


def _verify(token: str, key: Mapping[str, Any], algorithm: str) -> dict[str, Any] | None:
    """Return the claims if this key has signed them."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import import_key

    # A key may be for one or the other name of the same thing, and for nothing but checking.
    public = {name: value for name, value in key.items() if name not in ("alg", "key_ops", "use", "d")}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of EdDSA, which is the older name of what it is to be called now
            return jwt.decode(token, import_key(cast(Any, public)), algorithms=[algorithm]).claims
    except (JoseError, ValueError):
        return None


def _check(claims: Mapping[str, Any], expected: Expected) -> None:
    now = time.time()
    # A provider of many tenants has a gap in its name, and each token says what belongs there.
    issuer = expected.issuer.replace("{tenantid}", str(claims.get("tid", "")))
    if claims.get("iss") != issuer:
        raise Untrusted("it is from another issuer")
    audience = claims.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    if not isinstance(audiences, list) or expected.client_id not in audiences:
        raise Untrusted("it is for another client")
    party = claims.get("azp")
    if (party is None and len(cast("list[object]", audiences)) > 1) or party not in (None, expected.client_id):
        raise Untrusted("it was given to another client")
    if not (subject := claims.get("sub")) or not isinstance(subject, str) or len(subject) > 255:
        raise Untrusted("it does not say of whom it is")
    if _number(claims, "exp") <= now - _LEEWAY:
        raise Untrusted("it has expired")
    if _number(claims, "iat") > now + _LEEWAY or ("nbf" in claims and _number(claims, "nbf") > now + _LEEWAY):
        raise Untrusted("it is not valid yet")
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise Untrusted("it is of another login")


def _number(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Untrusted(f"it does not say {name}")
    return float(value)


def _check_access_token(claims: Mapping[str, Any], algorithm: str, token: str) -> None:
    """Raise `Untrusted` unless an access token is the one that the ID token came with, where that says so."""
    said = claims.get("at_hash")
    if said is None or not token:
        return
    digest = hashlib.new({"256": "sha256", "384": "sha384"}.get(algorithm[-3:], "sha512"), token.encode()).digest()
    half = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
    if not isinstance(said, str) or not hmac.compare_digest(said.encode(), half.encode()):
        raise Untrusted("the access token is another one's")
