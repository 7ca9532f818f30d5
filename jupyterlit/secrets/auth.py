"""The [auth] of secrets: who may say who a visitor is, and with which keys that is remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

import msgspec

from jupyterlit.errors import StreamlitAuthError

CALLBACK = "oauth2callback"
_TOKENS = ("access", "id")
_SHORT = 16  # characters of a key below which it can be guessed
_SHARED = ("redirect_uri", "cookie_secret")
_OWN = ("client_id", "client_secret", "server_metadata_url")
_LOCAL = ("localhost", "127.0.0.1", "::1")
_NO_SECRET = "token_endpoint_auth_method"
EXAMPLE = (
    "Write an [auth] with redirect_uri, cookie_secret, client_id, client_secret and server_metadata_url into "
    ".streamlit/secrets.toml"
)


class Provider(msgspec.Struct, frozen=True):
    """Who says who a visitor is; `name` is empty for the one that has none."""

    name: str
    client_id: str
    client_secret: str
    metadata_url: str
    arguments: Mapping[str, Any] = {}

    @property
    def method(self) -> str:
        """How the server says who it is: empty to let the provider choose."""
        return str(self.arguments.get(_NO_SECRET, ""))

    def __repr__(self) -> str:
        return f"Provider({self.name!r}, {self.client_id!r}, {self.metadata_url!r})"


class Auth(msgspec.Struct, frozen=True):
    """An [auth]: of `keys` the first one locks, and all open."""

    redirect_uri: str
    keys: tuple[str, ...]
    exposed: frozenset[str]
    sections: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"Auth({self.redirect_uri!r})"

    @property
    def names(self) -> list[str]:
        """The providers' names, the empty one for one without."""
        named = [
            name for name, value in self.sections.items() if isinstance(value, Mapping) and name != "client_kwargs"
        ]
        return ([""] if _OWN[0] in self.sections else []) + named

    @property
    def realm(self) -> str:
        """What tells this login from others: apps that ask the same providers for the same address share it."""
        asked = [self.redirect_uri]
        for name in self.names:
            section = self._section(name)
            asked += [str(section.get("client_id")), str(section.get("server_metadata_url"))]
        return hashlib.blake2b("\n".join(asked).encode(), digest_size=6).hexdigest()

    def provider(self, name: str | None = None) -> Provider:
        """Return a provider by its name, that of [auth] itself without one.

        Raises
        ------
        StreamlitAuthError
            It is not there, or something of it is missing.
        """
        where = f"[auth.{name}]" if name else "[auth]"
        if name and name not in self.names:
            known = " They are: " + ", ".join(each for each in self.names if each) + "." if any(self.names) else ""
            raise StreamlitAuthError(
                f"st.login: provider={name!r} is none of the providers in secrets.toml.{known} Write an {where} there."
            )
        section = self._section(name or "")
        arguments = section.get("client_kwargs", {})
        if not isinstance(arguments, Mapping):
            raise StreamlitAuthError(f"st.login: client_kwargs of {where} is no table. Write {{ prompt = 'login' }}.")
        public = cast("Mapping[str, Any]", arguments).get(_NO_SECRET) == "none"
        needed = [key for key in _OWN if not (public and key == "client_secret")]
        _check_there(section, needed, where)
        url = str(section["server_metadata_url"])
        if not is_guarded(url):
            raise StreamlitAuthError(
                f"st.login: server_metadata_url={url!r} of {where} is no https:// address. What it answers decides who "
                "visitors are: it must not be possible to change it on its way."
            )
        given = cast("Mapping[str, Any]", arguments)
        return Provider(name or "", str(section["client_id"]), str(section.get("client_secret", "")), url, dict(given))

    def _section(self, name: str) -> Mapping[str, Any]:
        return cast("Mapping[str, Any]", self.sections[name]) if name else self.sections


def auth_in(secrets: Mapping[str, Any]) -> Auth | None:
    """Return the [auth] of an app's secrets, None if it has none.

    Raises
    ------
    StreamlitAuthError
        Something that all providers need is missing or cannot be used.
    """
    section = secrets.get("auth")
    if section is None:
        return None
    if not isinstance(section, Mapping):
        raise StreamlitAuthError(f"st.login: auth in secrets.toml is no section. {EXAMPLE}.")
    entries = cast("Mapping[str, Any]", section)
    _check_there(entries, _SHARED, "[auth]")
    address = str(entries["redirect_uri"])
    parts = urlsplit(address)
    if not _is_web(parts) or parts.query or parts.fragment or not parts.path.endswith(f"/{CALLBACK}"):
        raise StreamlitAuthError(
            f"st.login: redirect_uri={address!r} is no address that ends with /{CALLBACK}. Write the app's, such as "
            f"http://localhost:8501/{CALLBACK}, as the provider has it."
        )
    keys = (entries["cookie_secret"], *_texts(entries, "old_cookie_secrets"))
    if short := next((key for key in keys if len(str(key)) < _SHORT), None):
        raise StreamlitAuthError(
            f"st.login: cookie_secret has {len(str(short))} characters. Who guesses it can be anybody: take the output "
            "of python -c 'import secrets; print(secrets.token_hex(32))'."
        )
    exposed = _texts(entries, "expose_tokens")
    if unknown := [each for each in exposed if each not in _TOKENS]:
        raise StreamlitAuthError(f"st.login: expose_tokens has {unknown[0]!r}. Give some of {', '.join(_TOKENS)}.")
    return Auth(address, tuple(map(str, keys)), frozenset(exposed), entries)


def is_guarded(url: str) -> bool:
    """Tell whether what an address answers can be believed: nobody can change it on its way."""
    parts = urlsplit(url)
    return _is_web(parts) and (parts.scheme == "https" or parts.hostname in _LOCAL)


def _is_web(parts: SplitResult) -> bool:
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _texts(entries: Mapping[str, Any], name: str) -> Sequence[str]:
    """Return the texts of an entry, which may be a single one."""
    given = entries.get(name, [])
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in cast("list[object]", texts)):
        raise StreamlitAuthError(f"st.login: {name} of [auth] is no list of texts.")
    return cast("list[str]", texts)


def _check_there(entries: Mapping[str, Any], names: Sequence[str], where: str) -> None:
    missing = [name for name in names if not isinstance(entries.get(name), str) or not entries[name]]
    if missing:
        raise StreamlitAuthError(f"st.login: {where} in secrets.toml lacks {', '.join(missing)}. Add it, as text.")
