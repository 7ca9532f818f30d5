"""[auth] of secrets.toml."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.errors import StreamlitAuthError
from jupyterlit.secrets.auth import auth_in, is_guarded
from tests.conftest import refused

KEY = "0123456789abcdef"
SHARED = {"redirect_uri": "http://localhost:8501/oauth2callback", "cookie_secret": KEY}
METADATA = "https://id.example/.well-known/openid-configuration"
OWN = {"client_id": "app", "client_secret": "secret of app", "server_metadata_url": METADATA}


def test_one_provider() -> None:
    auth = auth_in({"auth": {**SHARED, **OWN}, "other": 1})
    assert auth is not None
    assert (auth.redirect_uri, auth.keys, auth.exposed, auth.names) == (
        SHARED["redirect_uri"],
        (KEY,),
        frozenset(),
        [""],
    )
    provider = auth.provider()
    assert (provider.name, provider.client_id, provider.client_secret, provider.metadata_url, provider.arguments) == (
        "",
        "app",
        "secret of app",
        METADATA,
        {},
    )
    assert auth_in({"other": 1}) is None


def test_named_providers() -> None:
    sections = {"google": OWN, "my_company": {**OWN, "client_id": "b", "client_kwargs": {"prompt": "login"}}}
    auth = auth_in({"auth": {**SHARED, "client_kwargs": {"prompt": "none"}, **sections}})
    assert auth is not None
    assert auth.names == ["google", "my_company"]
    assert auth.provider("my_company").arguments == {"prompt": "login"}
    assert auth.provider("google").arguments == {}  # nothing of [auth] itself
    with refused(
        StreamlitAuthError,
        "st.login: provider='okta' is none of the providers in secrets.toml. They are: google, my_company. Write an "
        "[auth.okta] there.",
    ):
        auth.provider("okta")
    with refused(
        StreamlitAuthError,
        "st.login: [auth] in secrets.toml lacks client_id, client_secret, server_metadata_url. Add it, as text.",
    ):
        auth.provider()


def test_nothing_of_it_is_shown() -> None:
    auth = auth_in({"auth": {**SHARED, **OWN}})
    assert auth is not None
    assert KEY not in repr(auth)
    assert "secret of app" not in repr(auth) + repr(auth.provider())


def test_a_client_without_a_secret() -> None:
    own = {name: value for name, value in OWN.items() if name != "client_secret"}
    auth = auth_in({"auth": {**SHARED, **own, "client_kwargs": {"token_endpoint_auth_method": "none"}}})
    assert auth is not None
    assert (auth.provider().client_secret, auth.provider().method) == ("", "none")


def test_whoever_asks_the_same_shares_a_login() -> None:
    first, same = auth_in({"auth": {**SHARED, **OWN}}), auth_in({"auth": {**SHARED, **OWN, "cookie_secret": 2 * KEY}})
    other = auth_in({"auth": {**SHARED, **OWN, "server_metadata_url": "https://evil.example/x"}})
    assert first is not None
    assert same is not None
    assert other is not None
    assert first.realm == same.realm != other.realm


def test_keys_that_were() -> None:
    auth = auth_in({"auth": {**SHARED, "old_cookie_secrets": ["fedcba9876543210"]}})
    assert auth is not None
    assert auth.keys == (KEY, "fedcba9876543210")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"redirect_uri": None}, "[auth] in secrets.toml lacks redirect_uri. Add it, as text."),
        ({"redirect_uri": 3, "cookie_secret": ""}, "[auth] in secrets.toml lacks redirect_uri, cookie_secret."),
        ({"redirect_uri": "/oauth2callback"}, "redirect_uri='/oauth2callback' is no address that ends with"),
        ({"redirect_uri": "https://a.b/other"}, "redirect_uri='https://a.b/other' is no address that ends with"),
        (
            {"redirect_uri": "https://a.b/oauth2callback?x"},
            "ends with /oauth2callback. Write the app's",
        ),
        ({"redirect_uri": "ftp://a.b/oauth2callback"}, "is no address that ends with"),
        ({"redirect_uri": "https://a@b/oauth2callback"}, "is no address that ends with"),
        ({"cookie_secret": "xxx"}, "cookie_secret has 3 characters. Who guesses it can be anybody: take the output of"),
        ({"old_cookie_secrets": ["xxx"]}, "cookie_secret has 3 characters."),
        ({"expose_tokens": ["refresh"]}, "expose_tokens has 'refresh'. Give some of access, id."),
        ({"expose_tokens": 3}, "expose_tokens of [auth] is no list of texts."),
    ],
)
def test_what_cannot_be_used(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(StreamlitAuthError) as caught:
        auth_in({"auth": {**SHARED, **OWN, **changed}})
    assert message in str(caught.value)
    assert KEY not in str(caught.value)


def test_an_auth_that_is_no_section() -> None:
    with refused(
        StreamlitAuthError,
        "st.login: auth in secrets.toml is no section. Write an [auth] with redirect_uri, cookie_secret, client_id, "
        "client_secret and server_metadata_url into .streamlit/secrets.toml.",
    ):
        auth_in({"auth": "x"})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"server_metadata_url": "http://id.example/x"},
            "'http://id.example/x' of [auth] is no https",
        ),
        ({"server_metadata_url": "id.example"}, "server_metadata_url='id.example' of [auth] is no https"),
        ({"client_secret": None}, "[auth] in secrets.toml lacks client_secret. Add it, as text."),
        ({"client_kwargs": "login"}, "client_kwargs of [auth] is no table. Write { prompt = 'login' }."),
    ],
)
def test_a_provider_that_cannot_be_asked(changed: dict[str, Any], message: str) -> None:
    auth = auth_in({"auth": {**SHARED, **OWN, **changed}})
    assert auth is not None
    with pytest.raises(StreamlitAuthError) as caught:
        auth.provider()
    assert message in str(caught.value)


@pytest.mark.parametrize(("given", "exposed"), [("id", {"id"}), (["id", "access"], {"id", "access"}), ([], set[str]())])
def test_tokens_for_the_app(given: Any, exposed: set[str]) -> None:
    auth = auth_in({"auth": {**SHARED, "expose_tokens": given}})
    assert auth is not None
    assert auth.exposed == exposed


@pytest.mark.parametrize(
    ("url", "guarded"),
    [
        ("https://id.example/x", True),
        ("http://localhost:9000/x", True),
        ("http://127.0.0.1/x", True),
        ("http://[::1]:80/x", True),
        ("http://localhost.evil.example/x", False),
        ("http://id.example/x", False),
        ("https://user@id.example/x", False),
        ("javascript:alert(1)", False),
        ("https:///x", False),
    ],
)
def test_addresses_whose_answers_can_be_believed(url: str, guarded: bool) -> None:
    assert is_guarded(url) is guarded
