"""st.user: who sees the page. st.login, st.logout: what there is in their place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from jupyterlit.errors import StateError, StreamlitAuthError
from jupyterlit.run_context import current


class User(Mapping[str, Any]):
    """Whom Jupyter knows the visitor as, by item and by attribute.

    `is_logged_in` says whether it knows them at all; then there are `name` and `preferred_username`, and `email` and
    `picture` where they are known.

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
    def tokens(self) -> Mapping[str, str]:
        """Tokens of a login: none, for Jupyter keeps them to itself."""
        return {}

    def to_dict(self) -> dict[str, Any]:
        """Return a copy.

        Returns
        -------
        dict
            What is known by name.
        """
        return dict(self)


def _identity() -> dict[str, Any]:
    info = current().info
    known: Mapping[str, str] | None = info.get("identity")
    if known is None and "user" not in info:  # no server stands between: who has the kernel
        name = os.environ.get("JUPYTERHUB_USER")
        known = {"name": name, "preferred_username": name} if name else {}
    return {"is_logged_in": bool(known), **(known or {})}


def _missing(name: str) -> str:
    if _identity()["is_logged_in"]:
        return f"st.user has no entry {name!r}. It has {', '.join(_identity())}."
    return f"st.user has no entry {name!r}: nobody is logged in. Look at st.user.is_logged_in first."


def login(provider: str | None = None) -> NoReturn:
    """Refuse to log a visitor in: that is Jupyter's to do, before an app is seen.

    Parameters
    ----------
    provider
        Which provider a Streamlit app would ask.

    Raises
    ------
    StreamlitAuthError
        Says what to configure instead.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if not st.user.is_logged_in:
    ...     st.write("You are nobody that Jupyter knows.")
    """
    which = "" if provider is None else f"provider={provider!r}: "
    raise StreamlitAuthError(
        f"st.login: {which}an app cannot log anybody in, Jupyter does that before it is seen. "
        "Serve it behind JupyterHub, or set c.ServerApp.identity_provider_class, and read st.user."
    )


def logout() -> NoReturn:
    """Refuse to log a visitor out: that is Jupyter's to do.

    Raises
    ------
    StreamlitAuthError
        Says what to do instead.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if st.user.is_logged_in:
    ...     st.markdown("[Log out](/hub/logout)")
    """
    raise StreamlitAuthError(
        "st.logout: an app cannot log anybody out, for Jupyter has let them in. Link to its page for that: "
        "/logout, or /hub/logout behind JupyterHub."
    )


user = User()
