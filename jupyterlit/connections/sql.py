"""SQLConnection: databases that SQLAlchemy knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from jupyterlit.caching.data import cache_data
from jupyterlit.caching.function import CachedFunction
from jupyterlit.connections.base import BaseConnection
from jupyterlit.connections.retry import retry
from jupyterlit.connections.sql_engine import make_engine, needed
from jupyterlit.elements.time_span import check_seconds
from jupyterlit.errors import InvalidType, InvalidValue, UnhashableArgument
from jupyterlit.secrets.store import fingerprint

if TYPE_CHECKING:
    from pandas import DataFrame
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

_CALL = "SQLConnection.query"
_numbers = count(1)
# What each connection reads with, by the time for which it keeps what it has read.
_readers: WeakKeyDictionary[SQLConnection, dict[float | None, CachedFunction[..., Any]]] = WeakKeyDictionary()


class SQLConnection(BaseConnection["Engine"]):
    """A connection to a database that SQLAlchemy knows: `st.connection("sql")`, or any name with `type="sql"`.

    The secrets below `[connections.NAME]`, and the arguments of `st.connection` with precedence, say which: a `url`, or
    `dialect`, `driver`, `host`, `port`, `username`, `password`, `database` and `query`. `autocommit=True` commits each
    statement by itself; other arguments, and the section `create_engine_kwargs`, go to `sqlalchemy.create_engine`.

    Examples
    --------
    >>> import jupyterlit as st
    >>> connection = st.connection("birds", type="sql", url="sqlite://")
    >>> int(connection.query("SELECT 344 AS birds").birds[0])
    344
    """

    def _connect(self, autocommit: bool = False, **kwargs: Any) -> Engine:
        engine = make_engine(self._connection_name, self._secrets.to_dict(), kwargs)
        # A database in memory is that of one engine; all others may share what has been read.
        own = next(_numbers) if engine.dialect.name == "sqlite" and _in_memory(engine) else 0
        identity = fingerprint({"name": self._connection_name, "url": repr(engine.url), "own": own})
        if vars(self).setdefault("_identity", identity) != identity:
            self._forget()
        self._identity: str = identity
        return engine.execution_options(isolation_level="AUTOCOMMIT") if autocommit else engine

    def query(
        self,
        sql: str,
        *,
        show_spinner: bool | str = "Running `sql.query(...)`.",
        ttl: float | timedelta | str | None = None,
        index_col: str | list[str] | None = None,
        chunksize: int | None = None,
        params: Any = None,
        **kwargs: Any,
    ) -> DataFrame:
        """Read rows; the same question is asked once.

        When the database cannot be reached, or makes others go first, it is asked again up to three times.

        Parameters
        ----------
        sql
            A SELECT, with `:name` where a value of `params` belongs.
        show_spinner
            Whether a spinner is shown while the database is asked, or its text.
        ttl
            How long rows are kept: seconds, a timedelta or text such as "10m"; forever if not given.
        index_col
            The columns that become the index.
        chunksize
            How many rows to read at once: an iterator of frames is returned, and nothing is kept.
        params
            Values by name.
        **kwargs
            Other arguments of `pandas.read_sql`.

        Returns
        -------
        pandas.DataFrame
            The rows, a copy for each caller.

        Examples
        --------
        >>> import jupyterlit as st
        >>> connection = st.connection("sql", url="sqlite://")
        >>> frame = connection.query("SELECT :n + 1 AS next", ttl="10m", params={"n": 1})
        """
        if not isinstance(sql, str):  # pyright: ignore[reportUnnecessaryIsInstance]: authors pass anything
            raise InvalidType(
                f"{_CALL}: sql={sql!r} is a {type(sql).__name__}. Pass text; statements of SQLAlchemy go to "
                "pandas.read_sql with connection.engine."
            )
        needed("pandas", "pandas")
        if chunksize is not None:
            return cast("DataFrame", self._chunks(sql, index_col, chunksize, params, kwargs))
        _ = self._instance  # with other secrets it is another database
        read = self._reader(check_seconds(_CALL, "ttl", ttl), show_spinner)
        try:
            return read(self, sql, index_col=index_col, params=params, **kwargs)
        except UnhashableArgument as error:
            raise UnhashableArgument(
                f"{_CALL}: among the arguments is one for which there is no key, so what is read cannot be kept. "
                "Pass plain values, or use pandas.read_sql with connection.engine."
            ) from error

    def _reader(self, ttl: float | None, show_spinner: bool | str) -> CachedFunction[..., Any]:
        """Return what reads rows and keeps them for so long."""

        def query(_connection: SQLConnection, sql: str, **kwargs: Any) -> DataFrame:
            return retry(lambda: read(sql, _connection.engine, **kwargs), _connection.reset)

        query.__qualname__ = f"SQLConnection.query {self._identity} {ttl}"
        reader = cache_data(ttl=ttl, show_spinner=show_spinner)(query)
        _readers.setdefault(self, {})[ttl] = reader
        return reader

    def _chunks(self, sql: str, index_col: Any, size: int, params: Any, kwargs: Mapping[str, Any]) -> Iterator[Any]:
        if size < 1:
            raise InvalidValue(f"{_CALL}: chunksize={size!r} reads nothing. Pass 1 or more.")
        with self._instance.connect() as connection:
            yield from read(sql, connection, index_col=index_col, chunksize=size, params=params, **kwargs)

    def connect(self) -> Connection:
        """Return a connection of SQLAlchemy, to be closed by whoever has asked for it.

        Returns
        -------
        sqlalchemy.Connection
            A connection of the engine.

        Examples
        --------
        >>> import jupyterlit as st
        >>> from sqlalchemy import text
        >>> connection = st.connection("sql", url="sqlite://")
        >>> with connection.connect() as database:
        ...     answer = database.execute(text("SELECT 344")).scalar()
        """
        return self._instance.connect()

    @property
    def engine(self) -> Engine:
        """The engine of SQLAlchemy."""
        return self._instance

    @property
    def driver(self) -> str:
        """The name of the driver that talks to the database."""
        return self._instance.driver

    @property
    def session(self) -> Session:
        """A new session of SQLAlchemy, for writing: `with connection.session as session:`."""
        from sqlalchemy.orm import Session

        return Session(self._instance)

    def reset(self) -> None:
        """Connect again before the connection is next used; what has been read is kept.

        Examples
        --------
        >>> import jupyterlit as st
        >>> connection = st.connection("sql", url="sqlite://")
        >>> connection.reset()
        """
        engine, self._raw_instance = self._raw_instance, None
        if engine is not None:
            engine.dispose()

    def close(self) -> None:
        """Close the connections that nobody uses, and forget what has been read.

        Examples
        --------
        >>> import jupyterlit as st
        >>> connection = st.connection("sql", url="sqlite://")
        >>> connection.close()
        """
        self._forget()
        self.reset()

    def _on_secrets_changed(self) -> None:
        self.close()

    def _forget(self) -> None:
        for reader in _readers.pop(self, {}).values():
            reader.clear()


def read(sql: str, source: Engine | Connection, *, columns: object = None, **kwargs: Any) -> Any:
    """Ask a database, whatever has been kept; `columns` is of tables alone, as `pandas.read_sql` says.

    `read_sql` itself would first ask whether `sql` is a table, and hide that a connection is lost.
    """
    import pandas as pd
    from sqlalchemy import text

    ask: Any = pd.read_sql_query  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]: pandas' types
    return ask(text(sql), source, **kwargs)


def _in_memory(engine: Engine) -> bool:
    return not engine.url.database or ":memory:" in engine.url.database or "mode=memory" in engine.url.database
