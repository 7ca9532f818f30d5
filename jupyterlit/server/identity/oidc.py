"""An OpenID provider: what it says of itself, the way to its login, and what comes back from there."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar, cast
from urllib.parse import quote_plus, urlencode, urlsplit

import msgspec
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse

from jupyterlit.secrets.auth import Provider, is_guarded
from jupyterlit.server.identity.oidc_token import ALGORITHMS, Expected, UnknownKey, Untrusted, read_token

_CONNECT_SECONDS, _SECONDS = 5.0, 10.0
_MOST = 1_000_000  # bytes of an answer
_FRESH = 3600.0  # seconds for which what a provider says of itself is believed
_AGAIN = 60.0  # seconds before its keys are asked for anew because of a token
_USUAL: Mapping[str, str] = {"scope": "openid profile email", "prompt": "select_account"}
_NOT_ASKED = ("token_endpoint_auth_method", "code_challenge_method")
_OURS = frozenset(
    ("client_id", "code_challenge", "code_challenge_method", "nonce", "redirect_uri", "request", "request_uri",
     "response_mode", "response_type", "state")
)  # fmt: skip
ResultT = TypeVar("ResultT")


class OidcFailed(Exception):
    """A provider does not do its part: the message is for the reader, `detail` for the log. Neither holds secrets."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.detail = detail


class Metadata(msgspec.Struct, frozen=True):
    """What a provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str = ""
    token_endpoint_auth_methods_supported: Sequence[str] = ("client_secret_basic",)
    id_token_signing_alg_values_supported: Sequence[str] = ALGORITHMS
    authorization_response_iss_parameter_supported: bool = False

    @property
    def addresses(self) -> list[str]:
        """The addresses that decide who visitors are, or get to know what they may do."""
        needed = [self.authorization_endpoint, self.token_endpoint, self.jwks_uri]
        return [*needed, self.end_session_endpoint] if self.end_session_endpoint else needed


class Granted(msgspec.Struct, frozen=True):
    """What a login has brought."""

    claims: dict[str, Any]
    id_token: str
    access_token: str = ""


class _Keys(msgspec.Struct):
    keys: list[dict[str, Any]]


class _Answer(msgspec.Struct):
    id_token: str
    access_token: str = ""


class _Refusal(msgspec.Struct):
    error: str = ""


class _Fresh:
    """Something that is fetched once for all who want it, and again when it has become old."""

    def __init__(self) -> None:
        self._task: asyncio.Task[Any] | None = None
        self.at = float("-inf")

    async def get(self, fetch: Callable[[], Awaitable[ResultT]], oldest: float) -> ResultT:
        age = time.monotonic() - self.at
        task = self._task
        # What has failed is asked for anew: the provider may be back.
        if task is None or age > oldest or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self._task = asyncio.ensure_future(fetch())
            self.at = time.monotonic()
        return cast(Any, await asyncio.shield(task))


class OidcClient:
    """One provider as one client of it sees it.

    Parameters
    ----------
    provider
        Where it is, and who we are there.
    """

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._metadata = _Fresh()
        self._keys = _Fresh()

    async def metadata(self) -> Metadata:
        """Return what the provider says of itself.

        Raises
        ------
        OidcFailed
            It does not answer, or not as it should.
        """
        return await self._metadata.get(self._discover, _FRESH)

    async def _discover(self) -> Metadata:
        found = await self._fetch(self._provider.metadata_url, Metadata)
        if wrong := next((url for url in found.addresses if not is_guarded(url)), None):
            raise OidcFailed(
                "The login service is not set up for this.", f"its address {plain(_short(wrong))} is not https://"
            )
        return found

    async def address(self, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """Return where a browser is to go to log in.

        Raises
        ------
        OidcFailed
            The provider does not answer, or not as it should.
        """
        metadata = await self.metadata()
        given = {name: value for name, value in self._provider.arguments.items() if name not in {*_NOT_ASKED, *_OURS}}
        asked = {
            **_USUAL,
            **given,
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": redirect_uri,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
        }
        if "openid" not in str(asked["scope"]).split():
            asked["scope"] = f"openid {asked['scope']}"
        return _with_query(
            metadata.authorization_endpoint, {name: str(value) for name, value in asked.items() if value}
        )

    async def grant(self, code: str, redirect_uri: str, nonce: str, verifier: str) -> Granted:
        """Return what a code stands for, which a browser has brought from the provider.

        Raises
        ------
        OidcFailed
            The provider does not answer, does not take the code, or says what is not to be believed.
        """
        metadata = await self.metadata()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        self._authenticate(metadata, form, headers)
        answer = await self._fetch(metadata.token_endpoint, _Answer, urlencode(form), headers)
        algorithms = frozenset(metadata.id_token_signing_alg_values_supported)
        provider = self._provider
        expected = Expected(metadata.issuer, provider.client_id, nonce, answer.access_token, algorithms)
        try:
            claims = await self._read(answer.id_token, metadata, expected)
        except Untrusted as error:
            raise OidcFailed(
                "What the login service says of you is not to be believed.", f"its ID token: {error}"
            ) from error
        return Granted(claims, answer.id_token, answer.access_token)

    async def _read(self, token: str, metadata: Metadata, expected: Expected) -> dict[str, Any]:
        async def fetch() -> list[dict[str, Any]]:
            return (await self._fetch(metadata.jwks_uri, _Keys)).keys

        keys = await self._keys.get(fetch, _FRESH)
        try:
            return read_token(token, keys, expected)
        except UnknownKey:  # keys change; but nobody can make us ask again and again
            return read_token(token, await self._keys.get(fetch, _AGAIN), expected)

    def _authenticate(self, metadata: Metadata, form: dict[str, str], headers: dict[str, str]) -> None:
        """Say who we are, as the provider wants to hear it."""
        provider, methods = self._provider, metadata.token_endpoint_auth_methods_supported
        chosen = provider.method or ("client_secret_basic" if "client_secret_basic" in methods else methods[0])
        if chosen == "client_secret_basic":
            pair = f"{quote_plus(provider.client_id)}:{quote_plus(provider.client_secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        elif chosen in ("client_secret_post", "none"):
            form["client_id"] = provider.client_id
            if chosen != "none":
                form["client_secret"] = provider.client_secret
        else:
            raise OidcFailed("The login service is not set up for this.", f"it wants to know us by {chosen[:40]}")

    async def _fetch(
        self, url: str, kind: type[ResultT], body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> ResultT:
        where = _short(url)
        method = "GET" if body is None else "POST"
        request = HTTPRequest(
            url,
            method,
            headers=dict(headers or {"Accept": "application/json"}),
            body=body,
            connect_timeout=_CONNECT_SECONDS,
            request_timeout=_SECONDS,
            follow_redirects=False,
        )
        client = AsyncHTTPClient(force_instance=True, max_body_size=_MOST)
        try:
            response = await client.fetch(request, raise_error=False)
        except (OSError, HTTPClientError, ValueError) as error:  # no answer: away, or too much of it
            raise _away(f"{where} does not answer: {type(error).__name__}") from error
        finally:
            client.close()
        if response.code != 200:
            raise self._refused(response, where)
        try:
            return msgspec.json.decode(response.body, type=kind)
        except msgspec.MsgspecError as error:
            raise _away(f"{where} does not answer as an OpenID provider: {error}") from error

    @staticmethod
    def _refused(response: HTTPResponse, where: str) -> OidcFailed:
        if response.code == 599:  # tornado's: there was no answer
            return _away(f"{where} does not answer: {type(response.error).__name__}")
        try:
            said = msgspec.json.decode(response.body, type=_Refusal).error
        except msgspec.MsgspecError:
            said = ""
        detail = f"{where} answers {response.code} {plain(said)}".rstrip()
        if response.code >= 500:
            return _away(detail)
        return OidcFailed("The login service has refused to say who you are.", detail)


def challenge_of(verifier: str) -> str:
    """Return what a provider may know of a secret that it is shown later."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def plain(text: str) -> str:
    """Return what a provider has said so that it can stand in a log: short, one line, plain letters."""
    return "".join(letter for letter in text if letter.isascii() and letter.isprintable())[:80]


def leave_address(metadata: Metadata, client_id: str, back: str, hint: str) -> str:
    """Return where a browser is to go to log out there too, empty where there is no such place."""
    if not metadata.end_session_endpoint:
        return ""
    asked = {"client_id": client_id, "post_logout_redirect_uri": back}
    return _with_query(metadata.end_session_endpoint, asked | ({"id_token_hint": hint} if hint else {}))


def _away(detail: str) -> OidcFailed:
    return OidcFailed("The login service does not answer at present. Please try again in a moment.", detail)


def _with_query(url: str, query: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"


def _short(url: str) -> str:
    """Return an address without what may be secret in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"
