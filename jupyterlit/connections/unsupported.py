"""Connections of Streamlit's that there are none of here."""

from __future__ import annotations

from jupyterlit.errors import InvalidValue

_NAMES = {
    "snowflake": "SnowflakeConnection",
    "snowflake-callers-rights": "SnowflakeCallersRightsConnection",
    "snowpark": "SnowparkConnection",
}


def refuse(name: str) -> None:
    """Raise, if a connection of Streamlit's has this name, for there is none of it here.

    Raises
    ------
    InvalidValue
        Says what to use instead.
    """
    if name in _NAMES or name in _NAMES.values():
        raise InvalidValue(
            f"st.connection: there is no {_NAMES.get(name, name)} here. Use st.connection with a name of yours, "
            'type="sql" and the package snowflake-sqlalchemy.'
        )
