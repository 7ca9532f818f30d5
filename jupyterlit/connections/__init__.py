"""Connections to databases and services: `st.connection`, and what authors of others begin with."""

from typing import NoReturn

from jupyterlit.connections.base import BaseConnection
from jupyterlit.connections.sql import SQLConnection
from jupyterlit.connections.unsupported import refuse

__all__ = ["BaseConnection", "ExperimentalBaseConnection", "SQLConnection"]

ExperimentalBaseConnection = BaseConnection


def __getattr__(name: str) -> NoReturn:
    """Say what there is in place of Streamlit's other connections."""
    refuse(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
