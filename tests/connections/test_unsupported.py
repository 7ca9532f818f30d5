"""Connections of Streamlit's that there are none of here."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.connections.unsupported import refuse
from jupyterlit.errors import InvalidValue
from tests.conftest import refused

REST = 'here. Use st.connection with a name of yours, type="sql" and the package snowflake-sqlalchemy.'


@pytest.mark.parametrize("name", ["snowflake", "SnowflakeConnection"])
def test_there_is_no_snowflake(name: str) -> None:
    with refused(InvalidValue, f"st.connection: there is no SnowflakeConnection {REST}"):
        refuse(name)


def test_everywhere_it_is_said() -> None:
    message = f"st.connection: there is no SnowflakeConnection {REST}"
    with refused(InvalidValue, message):
        st.connection("snowflake")
    with refused(InvalidValue, message):
        st.connection("mine", type="snowflake")
    with refused(InvalidValue, message):
        st.connection("mine", type="streamlit.connections.SnowflakeConnection")
    with refused(InvalidValue, message):
        _ = st.connections.SnowflakeConnection
    with refused(InvalidValue, f"st.connection: there is no SnowflakeCallersRightsConnection {REST}"):
        st.connection("snowflake-callers-rights")


def test_other_names_are_no_connections() -> None:
    refuse("sql")
    with pytest.raises(AttributeError, match="has no attribute 'Nope'"):
        _ = st.connections.Nope
