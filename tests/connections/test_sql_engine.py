"""Secrets and arguments → an engine."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.connections import sql_engine
from jupyterlit.connections.sql_engine import load, make_engine, needed
from jupyterlit.errors import InvalidValue, MissingPackage
from tests.conftest import refused

PARTS = {"dialect": "postgresql", "driver": "psycopg", "host": "db", "username": "ann"}


@pytest.mark.parametrize(
    ("secrets", "arguments", "url"),
    [
        ({"url": "sqlite:///birds.db"}, {}, "sqlite:///birds.db"),
        ({"url": "sqlite:///birds.db"}, {"url": "sqlite://"}, "sqlite://"),
        ({"dialect": "sqlite", "database": "birds.db"}, {}, "sqlite:///birds.db"),
        ({"dialect": "sqlite"}, {}, "sqlite://"),
        (PARTS, {}, "postgresql+psycopg://ann@db"),
        (
            PARTS,
            {"password": "p@ss/word", "port": "5433", "database": "birds", "query": {"sslmode": "require"}},
            "postgresql+psycopg://ann:p%40ss%2Fword@db:5433/birds?sslmode=require",
        ),
        ({**PARTS, "host": "other", "type": "sql"}, {"host": "db"}, "postgresql+psycopg://ann@db"),
    ],
)
def test_where_it_leads(secrets: dict[str, Any], arguments: dict[str, Any], url: str) -> None:
    engine = make_engine("birds", secrets, arguments)
    assert engine.url.render_as_string(hide_password=False) == url
    assert "p@ss" not in repr(engine)


def test_other_arguments_go_to_the_engine() -> None:
    secrets = {"url": "postgresql+psycopg://db", "create_engine_kwargs": {"pool_size": 2, "max_overflow": 3}}
    pool: Any = make_engine("birds", secrets, {"pool_size": 7}).pool
    assert (pool.size(), vars(pool)["_max_overflow"], vars(pool)["_pre_ping"]) == (7, 3, True)
    pool = make_engine("birds", secrets, {"pool_pre_ping": False}).pool
    assert vars(pool)["_pre_ping"] is False


def test_what_is_missing_is_named() -> None:
    with refused(
        InvalidValue,
        "st.connection: nothing says where 'birds' is. Write [connections.birds] with a url into secrets.toml, or pass "
        "url=…",
    ):
        make_engine("birds", {}, {})
    for part in ("dialect", "username", "host"):
        given = {key: value for key, value in PARTS.items() if key != part}
        with refused(
            InvalidValue,
            f"st.connection: {part!r} of 'birds' is missing. Write it below [connections.birds] in secrets.toml, "
            f"or pass {part}=…",
        ):
            make_engine("birds", given, {})


def test_an_url_that_is_none_is_not_repeated() -> None:
    with pytest.raises(InvalidValue) as caught:
        make_engine("birds", {"url": "hunter22 is no url"}, {})
    assert str(caught.value) == (
        "st.connection: the url of 'birds' is none of SQLAlchemy's. "
        "Write it as dialect+driver://username:password@host:port/database."
    )
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql+pymysql://db", "mysql+pymysql needs a driver that is not installed. Run: pip install pymysql"),
        ("mysql://db", "mysql needs a driver that is not installed. Run: pip install mysqlclient"),
        (
            "postgresql+psycopg2://db",
            "postgresql+psycopg2 needs a driver that is not installed. Run: pip install psycopg2-binary",
        ),
        ("snowflake://db", "SQLAlchemy knows no snowflake. Correct its name, or run: pip install snowflake-sqlalchemy"),
        ("nope://db", "SQLAlchemy knows no nope. Correct its name, or run: pip install sqlalchemy-nope"),
    ],
)
def test_a_missing_driver_comes_with_its_command(url: str, message: str) -> None:
    with refused(MissingPackage, f"st.connection: {message}"):
        make_engine("birds", {"url": url}, {})


def test_a_missing_package_comes_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> None:
        return None

    needed("sqlalchemy", "sqlalchemy")
    monkeypatch.setattr(sql_engine, "find_spec", nowhere)
    with refused(MissingPackage, "st.connection: sqlalchemy is not installed. Run: pip install sqlalchemy"):
        make_engine("birds", {"url": "sqlite://"}, {})


def test_what_stands_at_a_path_is_loaded() -> None:
    assert load("jupyterlit.connections.sql_engine.load") is load
