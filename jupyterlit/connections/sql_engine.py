"""Secrets and arguments → an engine of SQLAlchemy."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from jupyterlit.errors import InvalidValue, MissingPackage

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine

_PARTS = ("username", "password", "host", "port", "database", "query")
_WITHOUT_HOST = ("sqlite", "duckdb")
# The module that a driver is → the package that has it, where its name is another.
_PACKAGES = {
    "psycopg": "'psycopg[binary]'",
    "psycopg2": "psycopg2-binary",
    "MySQLdb": "mysqlclient",
    "mysql": "mysql-connector-python",
    "snowflake": "snowflake-sqlalchemy",
    "bigquery": "sqlalchemy-bigquery",
    "duckdb": "duckdb-engine",
    "databricks": "databricks-sqlalchemy",
}


def needed(module: str, package: str) -> None:
    """Raise unless a package is installed that SQL connections need.

    Raises
    ------
    MissingPackage
        Says how to install it.
    """
    if find_spec(module) is None:
        raise MissingPackage(f"st.connection: {package} is not installed. Run: pip install {package}")


def make_engine(name: str, secrets: Mapping[str, Any], arguments: Mapping[str, Any]) -> Engine:
    """Return the engine for a connection.

    Parameters
    ----------
    name
        The connection's.
    secrets
        What secrets say of it.
    arguments
        What has precedence.

    Raises
    ------
    InvalidValue
        They do not say to which database to connect.
    MissingPackage
        SQLAlchemy or a driver is not installed.
    """
    needed("sqlalchemy", "sqlalchemy")
    from sqlalchemy import create_engine
    from sqlalchemy.exc import NoSuchModuleError

    url = _url(name, {**secrets, **arguments})
    own = {key: value for key, value in arguments.items() if key not in (*_PARTS, "url", "dialect", "driver")}
    options = {"pool_pre_ping": True, **secrets.get("create_engine_kwargs", {}), **own}
    try:
        return create_engine(url, **options)
    except NoSuchModuleError as error:
        dialect = url.drivername.partition("+")[0]
        raise MissingPackage(
            f"st.connection: SQLAlchemy knows no {url.drivername}. Correct its name, or "
            f"run: pip install {_PACKAGES.get(dialect, f'sqlalchemy-{dialect}')}"
        ) from error
    except ModuleNotFoundError as error:
        module = (error.name or "").partition(".")[0]
        raise MissingPackage(
            f"st.connection: {url.drivername} needs a driver that is not installed. "
            f"Run: pip install {_PACKAGES.get(module, module)}"
        ) from error


def _url(name: str, given: Mapping[str, Any]) -> URL:
    from sqlalchemy import URL, make_url
    from sqlalchemy.exc import ArgumentError

    if not given:
        raise InvalidValue(
            f"st.connection: nothing says where {name!r} is. Write [connections.{name}] with a url into secrets.toml, "
            "or pass url=…"
        )
    if "url" in given:
        try:
            return make_url(given["url"])
        except ArgumentError:
            raise InvalidValue(
                f"st.connection: the url of {name!r} is none of SQLAlchemy's. "
                "Write it as dialect+driver://username:password@host:port/database."
            ) from None  # its words repeat the url
    dialect = given.get("dialect")
    wanted = ["dialect"] if dialect in _WITHOUT_HOST else ["dialect", "username", "host"]
    for part in wanted:
        if not given.get(part):
            raise InvalidValue(
                f"st.connection: {part!r} of {name!r} is missing. Write it below [connections.{name}] in secrets.toml, "
                f"or pass {part}=…"
            )
    driver = given.get("driver")
    port = given.get("port")
    return URL.create(
        f"{dialect}+{driver}" if driver else str(dialect),
        **{part: given[part] for part in _PARTS if part in given and part != "port"},
        port=None if port is None else int(port),
    )


def load(path: str) -> Any:
    """Return what stands at a path of modules and a name.

    Raises
    ------
    ImportError, AttributeError
        There is none.
    """
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)
