"""st.get_option and st.set_option: how the app and its server are set up."""

from __future__ import annotations

from typing import Any

from jupyterlit.config.sources import settings
from jupyterlit.errors import InvalidType


def get_option(key: str) -> Any:
    """Return the value of an option.

    It comes from `.streamlit/config.toml` in the home folder, in the folder the server was started in and in the app's
    folder, from the environment, the command line or `st.set_option`; what is named later has precedence.

    Parameters
    ----------
    key
        Section and name, such as "theme.primaryColor"; `jupyter lit config show` lists all.

    Returns
    -------
    object
        The value; None where the option has neither a value nor a default.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.get_option("client.toolbarMode")
    'auto'
    """
    return settings().get(_check_key("st.get_option", key))


def set_option(key: str, value: Any) -> None:
    """Set an option while apps run, for all visitors of the process; pages follow at once.

    This can be done with the options of the page's looks and manners: those of the sections "client" and "theme".

    Parameters
    ----------
    key
        Section and name.
    value
        Its value from now on; None for that of a theme's option where there is none.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.set_option("client.toolbarMode", "viewer")
    >>> st.get_option("client.toolbarMode")
    'viewer'
    """
    settings().set(_check_key("st.set_option", key), value)


def _check_key(call: str, key: object) -> str:
    if not isinstance(key, str):
        raise InvalidType(f'{call}: key={key!r} is a {type(key).__name__}. Pass a name such as "theme.primaryColor".')
    return key
