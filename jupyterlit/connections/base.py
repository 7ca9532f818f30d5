"""BaseConnection: what authors of connections begin with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from threading import RLock
from typing import Any, Generic, Literal, TypeVar, cast

from jupyterlit.commands.secrets import this_store
from jupyterlit.errors import StreamlitSecretNotFoundError
from jupyterlit.secrets.store import fingerprint
from jupyterlit.secrets.table import SecretTable

RawConnectionT = TypeVar("RawConnectionT")


class BaseConnection(ABC, Generic[RawConnectionT]):
    """A connection that `st.connection` makes once and that is made anew when its secrets change.

    A class of your own says in `_connect` how to connect, and offers methods that use `_instance`.

    Parameters
    ----------
    connection_name
        Its name in the secrets: those below `[connections.NAME]` are in `_secrets`.
    **kwargs
        What `_connect` is called with.

    Examples
    --------
    >>> import sqlite3
    >>> import jupyterlit as st
    >>> class Birds(st.connections.BaseConnection[sqlite3.Connection]):
    ...     def _connect(self, **kwargs):
    ...         return sqlite3.connect(":memory:", check_same_thread=False)
    ...
    ...     def count(self):
    ...         return self._instance.execute("SELECT 344").fetchone()[0]
    >>> st.connection("birds", type=Birds).count()
    344
    """

    def __init__(self, connection_name: str, **kwargs: Any) -> None:
        self._connection_name = connection_name
        self._kwargs = kwargs
        self.__store = this_store()
        self.__lock = RLock()
        self.__seen = self.__fingerprint()
        self._raw_instance: RawConnectionT | None = self._connect(**kwargs)

    @abstractmethod
    def _connect(self, **kwargs: Any) -> RawConnectionT:
        """Connect, and return what it is that is connected.

        Parameters
        ----------
        **kwargs
            What `st.connection` was called with beside its own arguments; `_secrets` has the rest.
        """

    @property
    def _secrets(self) -> SecretTable:
        """What the secrets hold for this connection, empty if nothing."""
        name = f"st.secrets.connections.{self._connection_name}"
        try:
            section = self.__store.entries()["connections"][self._connection_name]
        except (KeyError, TypeError, StreamlitSecretNotFoundError):
            section = None
        return SecretTable(cast("Mapping[str, Any]", section) if isinstance(section, Mapping) else {}, name)

    @property
    def _instance(self) -> RawConnectionT:
        """What `_connect` has returned; it connects again after a reset, or if secrets have changed."""
        with self.__lock:
            self._follow_secrets()
            if self._raw_instance is None:
                self._raw_instance = self._connect(**self._kwargs)
            return self._raw_instance

    def _follow_secrets(self) -> None:
        """Let go of a connection whose secrets are those of before."""
        with self.__lock:
            if (now := self.__fingerprint()) != self.__seen:
                self.__seen = now
                self._on_secrets_changed()

    def _on_secrets_changed(self) -> None:
        """Act on other secrets: connect again before the connection is next used."""
        self.reset()

    def __fingerprint(self) -> str:
        return fingerprint(self._secrets.to_dict())

    def reset(self) -> None:
        """Connect again before the connection is next used.

        Examples
        --------
        >>> import jupyterlit as st
        >>> connection = st.connection("sql", url="sqlite://")
        >>> connection.reset()
        """
        self._raw_instance = None

    def close(self) -> None:
        """Give up what the connection holds; it is called when `st.connection` keeps it no more.

        Examples
        --------
        >>> import jupyterlit as st
        >>> connection = st.connection("sql", url="sqlite://")
        >>> connection.close()
        """

    @classmethod
    def scope(cls) -> Literal["global", "session"]:
        """Return who shares a connection of this class: all visitors, or nobody.

        Returns
        -------
        str
            "global", or "session" for one for each visitor.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.connections.SQLConnection.scope()
        'global'
        """
        return "global"
