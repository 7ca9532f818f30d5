"""Databases behind SQLAlchemy: SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import jupyterlit as st
from jupyterlit.connections import SQLConnection
from jupyterlit.errors import InvalidType, InvalidValue, MissingPackage, UnhashableArgument
from jupyterlit.testing.v1 import AppTest
from tests.conftest import refused
from tests.connections.conftest import Postgres
from tests.secrets.conftest import SecretsFolder, play_in_both

BIRDS = [{"species": "Adelie", "birds": 152}, {"species": "Gentoo", "birds": 124}]
ALL = "SELECT species, birds FROM penguins ORDER BY species"


@pytest.fixture(params=["sqlite", "postgresql"])
def birds(request: pytest.FixtureRequest, secrets_folder: SecretsFolder) -> SQLConnection:
    """Have penguins in a database of each kind."""
    if request.param == "sqlite":
        secrets_folder.save("[connections.pg]\ntype = 'sql'\nurl = 'sqlite:///birds.db'")
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        secrets_folder.save(postgres.secrets())
    connection: SQLConnection = st.connection("pg")
    with connection.session as session:
        session.execute(text("DROP TABLE IF EXISTS penguins"))
        session.execute(text("CREATE TABLE penguins (species TEXT, birds INTEGER)"))
        session.execute(text("INSERT INTO penguins VALUES (:species, :birds)"), BIRDS)
        session.commit()
    return connection


def add(connection: Any, species: str, birds: int) -> None:
    with connection.session as session:
        session.execute(text("INSERT INTO penguins VALUES (:s, :b)"), {"s": species, "b": birds})
        session.commit()


def test_rows_are_a_frame(birds: Any) -> None:
    pd.testing.assert_frame_equal(birds.query(ALL), pd.DataFrame(BIRDS))


def test_values_are_given_by_name(birds: Any) -> None:
    sql = "SELECT birds FROM penguins WHERE species = :species"
    found = [birds.query(sql, params={"species": name}).birds.tolist() for name in ("Gentoo", "Adelie", "' OR 1=1 --")]
    assert found == [[124], [152], []]


def test_columns_become_the_index(birds: Any) -> None:
    assert birds.query(ALL, index_col="species").birds.to_dict() == {"Adelie": 152, "Gentoo": 124}
    assert birds.query(ALL, index_col=["species", "birds"]).index.tolist() == [("Adelie", 152), ("Gentoo", 124)]


def test_other_arguments_go_to_pandas(birds: Any) -> None:
    assert birds.query(ALL, dtype={"birds": "float64"}).birds.dtype == "float64"


def test_the_same_question_is_asked_once(birds: Any) -> None:
    first = birds.query(ALL)
    add(birds, "Chinstrap", 68)
    assert len(birds.query(ALL)) == 2
    assert len(birds.query(ALL, ttl="1h")) == 3
    assert len(birds.query(ALL, index_col="species")) == 3
    first["birds"] = 0
    assert birds.query(ALL).birds.tolist() == [152, 124]


def test_rows_are_kept_for_a_time(birds: Any) -> None:
    assert len(birds.query(ALL, ttl=0)) == 2
    add(birds, "Chinstrap", 68)
    assert len(birds.query(ALL, ttl=0)) == 3


def test_many_rows_come_in_parts(birds: Any) -> None:
    add(birds, "Chinstrap", 68)
    parts: Any = birds.query(ALL, chunksize=2)
    assert [part.species.tolist() for part in parts] == [["Adelie", "Chinstrap"], ["Gentoo"]]
    with refused(InvalidValue, "SQLConnection.query: chunksize=0 reads nothing. Pass 1 or more."):
        next(iter(birds.query(ALL, chunksize=0)))


def test_a_reset_keeps_what_has_been_read_and_close_does_not(birds: Any) -> None:
    birds.query(ALL)
    birds.query(ALL, ttl=3600)
    add(birds, "Chinstrap", 68)
    birds.reset()
    assert [len(birds.query(ALL)), len(birds.query(ALL, ttl=3600))] == [2, 2]
    birds.close()
    assert [len(birds.query(ALL)), len(birds.query(ALL, ttl=3600))] == [3, 3]


def test_sqlalchemy_is_at_hand(birds: Any) -> None:
    with birds.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM penguins")).scalar() == 2
    assert birds.engine is birds.engine
    assert birds.driver == ("pysqlite" if birds.engine.dialect.name == "sqlite" else "psycopg")
    assert birds.session is not birds.session


def test_what_is_not_committed_is_lost(birds: Any) -> None:
    with birds.session as session:
        session.execute(text("DELETE FROM penguins"))
    assert len(birds.query(ALL)) == 2


def test_with_autocommit_nothing_is_lost(birds: Any) -> None:
    automatic: SQLConnection = st.connection("pg", autocommit=True)
    with automatic.connect() as connection:
        connection.execute(text("DELETE FROM penguins"))
    assert len(birds.query(ALL)) == 0


def test_mistakes_in_sql_are_shown(birds: Any) -> None:
    with pytest.raises(Exception, match="nope"):
        birds.query("SELECT * FROM nope")


def test_wrong_arguments(birds: Any) -> None:
    statement: Any = 3
    with refused(
        InvalidType,
        "SQLConnection.query: sql=3 is a int. Pass text; statements of SQLAlchemy go to pandas.read_sql with "
        "connection.engine.",
    ):
        birds.query(statement)
    with refused(
        UnhashableArgument,
        "SQLConnection.query: among the arguments is one for which there is no key, so what is read cannot be kept. "
        "Pass plain values, or use pandas.read_sql with connection.engine.",
    ):
        birds.query("SELECT :f", params={"f": threading.Lock()})
    with pytest.raises(InvalidValue, match=r"SQLConnection\.query: ttl='soon' is no time span"):
        birds.query(ALL, ttl="soon")


def test_without_pandas_the_command_is_named(birds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> None:
        return None

    monkeypatch.setattr("jupyterlit.connections.sql_engine.find_spec", nowhere)
    with refused(MissingPackage, "st.connection: pandas is not installed. Run: pip install pandas"):
        birds.query(ALL)


def test_sessions_ask_at_the_same_time(birds: Any) -> None:
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                add(birds, f"{number} {turn}", 1)
                assert len(birds.query(f"{ALL} LIMIT {number + 1}", ttl=0)) <= number + 1
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(birds.query(ALL)) == 2 + 8 * 5


def test_with_other_secrets_it_is_another_database(secrets_folder: SecretsFolder) -> None:
    for name in ("one", "other"):
        made = SQLConnection("made", url=f"sqlite:///{name}.db")
        with made.session as session:
            session.execute(text("CREATE TABLE names (name TEXT)"))
            session.execute(text("INSERT INTO names VALUES (:name)"), {"name": name})
            session.commit()
        made.close()
    secrets_folder.save("[connections.sql]\nurl = 'sqlite:///one.db'")
    connection: Any = st.connection("sql")
    sql = "SELECT name FROM names"
    assert connection.query(sql).name.tolist() == ["one"]
    secrets_folder.save("[connections.sql]\nurl = 'sqlite:///other.db'")
    assert st.connection("sql") is connection
    assert connection.query(sql).name.tolist() == ["other"]
    with connection.session as session:
        assert session.execute(text(sql)).scalar() == "other"


def test_databases_in_memory_are_told_apart(secrets_folder: SecretsFolder) -> None:
    made: list[int] = []
    for number in (1, 2):
        connection: Any = SQLConnection("memory", url="sqlite://")
        with connection.session as session:
            session.execute(text(f"CREATE TABLE t AS SELECT {number} AS n"))
            session.commit()
        made += connection.query("SELECT n FROM t").n.tolist()
        connection.close()
    assert made == [1, 2]


def test_a_server_that_comes_back_is_asked_again(secrets_folder: SecretsFolder, postgres: Postgres) -> None:
    secrets_folder.save(postgres.secrets())
    connection: Any = SQLConnection("pg", pool_pre_ping=False)
    connection.query("SELECT 1", ttl=0)
    postgres.stop()
    postgres.start()
    assert connection.query("SELECT 2 AS n", ttl=0).n.tolist() == [2]
    connection.close()


def test_a_server_that_is_gone_is_given_up(secrets_folder: SecretsFolder, postgres: Postgres) -> None:
    secrets_folder.save(postgres.secrets())
    connection: Any = SQLConnection("pg")
    postgres.stop()
    try:
        with pytest.raises(OperationalError, match="refused"):
            connection.query("SELECT 3", ttl=0)
    finally:
        postgres.start()
        connection.close()


@pytest.mark.parametrize(
    "script",
    [
        "st.connection('pg').query('SELECT 1')",
        "st.connection('url', type='sql').query('SELECT 1')",
        "with st.connection('pg').session as session:\n    session.connection()",
        "st.connection('bad', type='sql')",
        "st.write(st.connection('pg'), st.connection('pg').engine, st.connection('pg')._secrets)",
        "raise ValueError(str(vars(st.connection('pg'))) + str(dict(st.connection('pg')._secrets)))",
        "raise ValueError(st.connection('pg').engine.url.render_as_string(hide_password=False))",
        "import psycopg; psycopg.connect(st.secrets.connections.url.url.replace('+psycopg', '') + ' x=1')",
    ],
)
def test_no_page_shows_a_password(secrets_folder: SecretsFolder, postgres: Postgres, script: str) -> None:
    url = f"postgresql+psycopg://postgres:s3cret%40word@127.0.0.1:{postgres.port}/postgres"
    secrets_folder.save(
        postgres.secrets(password="wrong-word/42")
        + f"\n[connections.url]\nurl = '{url}'\n[connections.bad]\nurl = 's3cret@word is none'"
    )
    app = AppTest.from_string(f"import streamlit as st\n{script}", default_timeout=30).run()
    shown = repr(list(app._open().queue.page()))  # pyright: ignore[reportPrivateUsage]
    assert [word for word in ("wrong-word", "s3cret", "42@") if word in shown] == []
    assert app.main.children


def test_the_same_as_in_streamlit(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save(
        "[connections.sql]\nurl = 'sqlite:///birds.db'\n[connections.mine]\ntype = 'sql'\nurl = 'sqlite:///mine.db'\n"
        "[connections.untyped]\nurl = 'sqlite:///mine.db'\n[connections.wrong]\ntype = 'nope'\n"
    )
    found = play_in_both("""
        st.connection("sql").query("SELECT 1 AS a").to_dict()
        st.connection("sql").query("SELECT :a AS a", params={"a": 3}).to_dict()
        st.connection("sql").query("SELECT 1 AS a, 2 AS b", index_col="a").to_dict()
        st.connection("sql").query("SELECT 1 AS a", ttl=60).to_dict()
        st.connection("sql").query("SELECT 1 AS a", ttl=timedelta(minutes=1)).to_dict()
        st.connection("sql").query("SELECT 1 AS a", show_spinner=False, dtype={"a": "float64"}).to_dict()
        st.connection("sql").query("SELECT * FROM nope")
        st.connection("sql").query("SELECT 1", nope=1)
        st.connection("sql").query("SELECT ?", params=[1])
        st.connection("sql").driver
        str(st.connection("sql").engine)
        st.connection("sql") is st.connection("sql")
        st.connection("sql") is st.connection("sql", ttl=60)
        st.connection("sql") is st.connection("sql", echo=False)
        type(st.connection("sql")).__name__
        st.connection("sql").scope()
        type(st.connection("sql").session).__name__
        type(st.connection("sql").connect()).__name__
        st.connection("sql").reset()
        st.connection("sql").close()
        st.connection("sql")._connection_name
        st.connection("mine")._connection_name
        st.connection("mine")._secrets.to_dict()
        st.connection("mine", echo=False)._kwargs
        str(st.connection("mine").engine)
        st.connection("untyped")
        str(st.connection("untyped", type="sql").engine)
        str(st.connection("elsewhere", type="sql", url="sqlite://").engine)
        str(st.connection("untyped", type="streamlit.connections.SQLConnection").engine)
        str(st.connection("untyped", type=st.connections.SQLConnection).engine)
        str(st.connection("untyped", "sql").engine)
        st.connection("wrong")
        st.connection("nope")
        st.connection("nope", type="sql")
        st.connection("sql", type="nope.Nope")
        st.connection("sql", type="json.Nope")
        st.connection("sql", type=int)
        st.connection("sql", type=3)
        st.connection("env:NO_SUCH_VARIABLE")
        st.connection(3)
        st.connection("sql", max_entries=0)
        st.connection("sql", nonsense=1)
        issubclass(st.connections.SQLConnection, st.connections.BaseConnection)
        st.connections.ExperimentalBaseConnection is st.connections.BaseConnection
    """)
    assert found['st.connection("sql").driver'] == "str pysqlite"
    assert Path("birds.db").exists()
