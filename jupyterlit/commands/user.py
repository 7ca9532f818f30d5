"""st.user: who sees the page. st.login and st.logout: how they change that."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from jupyterlit.commands.secrets import this_store
from jupyterlit.errors import InvalidType, StateError, StreamlitAuthError, StreamlitSecretNotFoundError
from jupyterlit.protocol.messages import Leave
from jupyterlit.run_context import current, in_run
from jupyterlit.secrets.auth import EXAMPLE, auth_in
from jupyterlit.secrets.files import places_of
from jupyterlit.secrets.store import folder_of


class Tokens(Mapping[str, str]):
    """What the provider has given for the reader, by item and by attribute: those that expose_tokens of [auth] names.

    Examples
    --------
    >>> import jupyterlit as st
    >>> token = st.user.tokens.get("access")
    """

    __slots__ = ()

    def __getitem__(self, key: str) -> str:
        try:
            return _tokens()[key]
        except KeyError:
            raise KeyError(_no_token(key)) from None

    def __getattr__(self, name: str) -> str:
        try:
            return _tokens()[name]
        except KeyError:
            raise AttributeError(_no_token(name), name=name, obj=self) from None

    def __iter__(self) -> Iterator[str]:
        return iter(_tokens())

    def __len__(self) -> int:
        return len(_tokens())

    def __repr__(self) -> str:
        return f"<st.user.tokens: {', '.join(self) or 'none'}>"

    def to_dict(self) -> dict[str, str]:
        """Return a copy.

        Returns
        -------
        dict
            The tokens by name.
        """
        return dict(self)


class User(Mapping[str, Any]):
    """Who the reader is, by item and by attribute: as they have logged in, or as Jupyter, a Hub or a proxy knows them.

    `is_logged_in` says whether they are known at all. After `st.login` there are the claims of the provider: `sub`,
    `name`, `email` and what else it says; otherwise `name` and `preferred_username`, and `email` and `picture` where
    they are known. `tokens` holds what the provider has given for them, where the author wants that.

    Examples
    --------
    >>> import jupyterlit as st
    >>> greeting = f"Hello, {st.user.name}" if st.user.is_logged_in else "Hello"
    """

    __slots__ = ()

    def __getitem__(self, key: str) -> Any:
        try:
            return _identity()[key]
        except KeyError:
            raise KeyError(_missing(key)) from None

    def __getattr__(self, name: str) -> Any:
        try:
            return _identity()[name]
        except KeyError:
            raise AttributeError(_missing(name), name=name, obj=self) from None

    def __setitem__(self, key: str, value: object) -> NoReturn:
        raise StateError(f"st.user cannot be changed. Keep {key!r} in st.session_state.")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        self.__setitem__(name, value)

    def __iter__(self) -> Iterator[str]:
        return iter(_identity())

    def __len__(self) -> int:
        return len(_identity())

    def __repr__(self) -> str:
        return repr(self.to_dict())

    @property
    def tokens(self) -> Tokens:
        """What the provider has given for the reader: "id" and "access", those that expose_tokens of [auth] names."""
        return _TOKENS

    def to_dict(self) -> dict[str, Any]:
        """Return a copy.

        Returns
        -------
        dict
            What is known by name.

        Examples
        --------
        >>> import jupyterlit as st
        >>> known = st.user.to_dict()
        """
        return dict(self)


def _identity() -> dict[str, Any]:
    info = current().info
    known: Mapping[str, Any] | None = info.get("identity")
    if known is None and "user" not in info:  # no server stands between: who has the kernel
        name = os.environ.get("JUPYTERHUB_USER")
        known = {"name": name, "preferred_username": name} if name else {}
    entries = {"is_logged_in": bool(known), **(known or {})}
    return entries | {"tokens": dict(_tokens())} if "iss" in entries else entries


def _tokens() -> Mapping[str, str]:
    return current().info.get("tokens") or {}


def _no_token(name: str) -> str:
    return f'st.user.tokens has no token {name!r}. Write expose_tokens = ["{name}"] into [auth] of secrets.toml.'


def _missing(name: str) -> str:
    if _identity()["is_logged_in"]:
        return f"st.user has no entry {name!r}. It has {', '.join(_identity())}."
    return f"st.user has no entry {name!r}: nobody is logged in. Look at st.user.is_logged_in first."


def login(provider: str | None = None) -> None:
    """Send the reader to a provider, who says who they are; they come back to the same page, in a new session.

    Any provider of OpenID Connect will do. `.streamlit/secrets.toml` beside the app says which, in its [auth]:
    `redirect_uri` (the app's address with /oauth2callback behind it, at /lit/oauth2callback in a running Jupyter
    server), `cookie_secret`, `client_id`, `client_secret` and `server_metadata_url`; `client_kwargs` holds what else
    the provider is asked. The server needs `jupyterlit[auth]`.

    Parameters
    ----------
    provider
        The name of one of several providers: its client_id, client_secret, server_metadata_url and client_kwargs
        stand in [auth.NAME].

    Raises
    ------
    StreamlitAuthError
        There is no such provider, something of it is missing, or there is no page of ours to come back to.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if not st.user.is_logged_in and st.button("Log in"):
    ...     st.login()
    """
    if provider is not None and not isinstance(provider, str):  # pyright: ignore[reportUnnecessaryIsInstance]: authors pass anything
        raise InvalidType(f"st.login: provider={provider!r} is a {type(provider).__name__}. Pass a name, or nothing.")
    _check_served("login")
    try:
        auth = auth_in(this_store().entries())
    except StreamlitSecretNotFoundError as error:
        if any(place.exists() for place in places_of(folder_of(current().script_path))):
            raise StreamlitAuthError(str(error).replace("st.secrets", "st.login", 1)) from None
        auth = None
    if auth is None:
        raise StreamlitAuthError(f"st.login: nobody is named who could say who a reader is. {EXAMPLE}.")
    auth.provider(provider)
    _leave(Leave(to="login", provider=provider or ""))


def logout() -> None:
    """Let the reader be nobody again, here and at their provider if that wants to know; a new session begins.

    Whom Jupyter, JupyterHub or a proxy has let in stays known: their own pages log out.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if st.user.is_logged_in and st.button("Log out"):
    ...     st.logout()
    """
    _leave(Leave(to="logout"))


def _check_served(call: str) -> None:
    if current().info.get("notebook"):
        raise StreamlitAuthError(
            f"st.{call}: an app in a notebook is for whoever has the notebook, and they are logged in to Jupyter. "
            "It works on a page: jupyter lit serve FILE."
        )


def _leave(message: Leave) -> None:
    _check_served(message.to)
    if in_run():
        current().send(message)


_TOKENS = Tokens()
user: User = User()
