"""st.connection: a connection by its name, made once."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any, Literal, TypeVar, cast, overload

from jupyterlit.caching.code import key_of_function
from jupyterlit.caching.resource import cache_resource
from jupyterlit.commands.secrets import this_store
from jupyterlit.config.sources import settings
from jupyterlit.connections.base import BaseConnection
from jupyterlit.connections.sql import SQLConnection
from jupyterlit.connections.sql_engine import load
from jupyterlit.connections.unsupported import refuse
from jupyterlit.elements.time_span import check_seconds
from jupyterlit.errors import InvalidType, InvalidValue, MissingPackage, StreamlitSecretNotFoundError

ConnectionT = TypeVar("ConnectionT", bound=BaseConnection[Any])
Connection = BaseConnection[Any]


class _Unset:
    """Stands for a time that is not given."""

    def __repr__(self) -> str:
        return "<runner.connectionDefaultTTL>"


_UNSET = _Unset()
_ENVIRONMENT = "env:"
_CODE = "_jupyterlit_code"  # what the methods of a connection do: written anew, they need another
_OWN = {"sql": SQLConnection}


@overload
def connection(
    name: Literal["sql"],
    type: None = None,
    max_entries: int | None = None,
    ttl: float | timedelta | str | _Unset | None = _UNSET,
    **kwargs: Any,
) -> SQLConnection: ...


@overload
def connection(
    name: str,
    type: Literal["sql"],
    max_entries: int | None = None,
    ttl: float | timedelta | str | _Unset | None = _UNSET,
    **kwargs: Any,
) -> SQLConnection: ...


@overload
def connection(
    name: str,
    type: type[ConnectionT],
    max_entries: int | None = None,
    ttl: float | timedelta | str | _Unset | None = _UNSET,
    **kwargs: Any,
) -> ConnectionT: ...


@overload
def connection(
    name: str,
    type: str | None = None,
    max_entries: int | None = None,
    ttl: float | timedelta | str | _Unset | None = _UNSET,
    **kwargs: Any,
) -> Any: ...


def connection(
    name: str,
    type: str | type[Connection] | None = None,
    max_entries: int | None = None,
    ttl: float | timedelta | str | _Unset | None = _UNSET,
    **kwargs: Any,
) -> Any:
    """Return a connection to a database or a service; it is made once and used by all.

    What it needs to know stands in the secrets below `[connections.NAME]`, or is passed. When the secrets change, it
    connects again.

    Parameters
    ----------
    name
        Its name in the secrets; "env:VARIABLE" takes the name from the environment.
    type
        "sql", a class that derives from `st.connections.BaseConnection`, or the path of one such as
        "package.module.Class"; by default what the secrets say.
    max_entries
        How many connections of this type are kept; the oldest goes first.
    ttl
        How long it is kept: seconds, a timedelta or text such as "1h"; by default as the option
        runner.connectionDefaultTTL says, or forever.
    **kwargs
        What the type wants to know.

    Returns
    -------
    BaseConnection
        The connection, a `st.connections.SQLConnection` for "sql".

    Examples
    --------
    >>> import jupyterlit as st
    >>> connection = st.connection("birds", type="sql", url="sqlite://")
    >>> frame = connection.query("SELECT 'Adelie' AS species, 152 AS birds")
    """
    name = _name(name)
    kind = _class(name, type)
    seconds = settings().get("runner.connectionDefaultTTL") if isinstance(ttl, _Unset) else ttl
    if max_entries is not None and max_entries < 1:
        raise InvalidValue(f"st.connection: max_entries={max_entries!r} keeps nothing. Pass 1 or more, or None.")
    code = key_of_function(kind)

    def connect(key: tuple[str, str], /, **kwargs: Any) -> Connection:
        made = kind(key[0], **kwargs)
        vars(made)[_CODE] = code
        return made

    def is_good(made: Connection) -> bool:
        return vars(made)[_CODE] == code

    span = check_seconds("st.connection", "ttl", seconds)
    connect.__qualname__ = f"{kind.__module__}.{kind.__qualname__} {span} {max_entries} {kind.scope()}"
    return cache_resource(
        ttl=span,
        max_entries=max_entries,
        show_spinner=f"Connecting to {name}.",
        validate=is_good,
        on_release=_close,
        scope=kind.scope(),
    )(connect)((name, this_store().key), **kwargs)


def _close(connection: Any) -> None:
    cast(Connection, connection).close()


def _name(name: object) -> str:
    if not isinstance(name, str) or not name:
        raise InvalidType(f"st.connection: name={name!r} is no name. Pass text, as it stands in secrets.toml.")
    if not name.startswith(_ENVIRONMENT):
        return name
    variable = name.removeprefix(_ENVIRONMENT)
    found = os.environ.get(variable)
    if not found:
        raise InvalidValue(
            f"st.connection: name={name!r} is that of a variable of the environment, which is not set. Set {variable} "
            "to the name of a connection."
        )
    return found


def _class(name: str, given: object) -> type[Connection]:
    """Return the class of a connection."""
    kind = _OWN.get(name) or _kind_in_secrets(name) if given is None else given
    if isinstance(kind, str):
        kind = _OWN.get(kind) or _load(kind)
    if not isinstance(kind, type) or not issubclass(kind, BaseConnection):
        raise InvalidType(
            f"st.connection: type={kind!r} is no class of connections. Pass one that derives from "
            "st.connections.BaseConnection."
        )
    return cast("type[Connection]", kind)


def _kind_in_secrets(name: str) -> object:
    refuse(name)
    try:
        return this_store().entries()["connections"][name]["type"]
    except (KeyError, TypeError, StreamlitSecretNotFoundError) as error:
        if isinstance(error, StreamlitSecretNotFoundError) and "none of these exists" not in str(error):
            raise
        raise InvalidValue(
            f"st.connection: nothing says of which type {name!r} is. Write type below [connections.{name}] in "
            'secrets.toml, or pass it: type="sql".'
        ) from None


def _load(path: str) -> object:
    refuse(path)
    ours = path.replace("streamlit.", "jupyterlit.", 1) if path.startswith("streamlit.") else path
    if "." not in ours:
        raise InvalidValue(
            f'st.connection: type={path!r} is unknown. Pass "sql", a class, or the path of one: "package.module.Class".'
        )
    refuse(ours.rpartition(".")[2])
    try:
        return load(ours)
    except ModuleNotFoundError as error:
        package = (error.name or ours).partition(".")[0]
        raise MissingPackage(
            f"st.connection: type={path!r} needs {package!r}, which is not installed. Correct the path, or install it."
        ) from error
    except AttributeError as error:
        module, _, missing = ours.rpartition(".")
        raise InvalidValue(
            f"st.connection: type={path!r} is not there: the module {module} has no {missing}."
        ) from error
