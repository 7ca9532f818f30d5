"""A mapping of secrets."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

from jupyterlit.errors import InvalidType
from jupyterlit.secrets.table import SecretTable, veiled
from tests.conftest import refused

ENTRIES = {"user": "ann", "password": "hunter22", "ssl": {"key": "hunter33"}, "items": [1, {"pin": "hunter44"}]}


@pytest.fixture
def table() -> Any:
    return SecretTable(ENTRIES, "st.secrets.db")


def test_entries_are_items_and_attributes(table: Any) -> None:
    assert (table["user"], table.password, table.ssl.key, table["ssl"]["key"]) == (
        "ann",
        "hunter22",
        "hunter33",
        "hunter33",
    )
    assert table["items"] == [1, {"pin": "hunter44"}]
    assert next(iter(table.items())) == ("user", "ann")


def test_it_is_a_mapping(table: Any) -> None:
    assert (list(table), len(table), "user" in table, 3 in table) == (list(ENTRIES), 4, True, False)
    assert (table.get("nope", 5), table.get("user")) == (5, "ann")
    assert dict(table) == ENTRIES
    assert table == ENTRIES
    assert {**table}["user"] == "ann"


def test_a_copy_is_plain_and_nobody_elses(table: Any) -> None:
    plain = table.to_dict()
    assert plain == ENTRIES
    assert type(plain["ssl"]) is dict
    plain["ssl"]["key"] = "other"
    assert table.ssl.key == "hunter33"


def test_it_can_be_copied(table: Any) -> None:
    for made in (copy.copy(table), copy.deepcopy(table), pickle.loads(pickle.dumps(table))):
        assert made == table
        assert repr(made) == repr(table)


def test_it_shows_names_alone(table: Any) -> None:
    shown = "<st.secrets.db: user, password, ssl, items>"
    assert [repr(table), str(table), f"{table}", repr([table])] == [*[shown] * 3, f"[{shown}]"]
    assert repr(table.ssl) == "<st.secrets.db.ssl: key>"
    assert repr(table.items()) == f"ItemsView({shown})"
    assert repr(SecretTable({})) == "<st.secrets: empty>"
    assert not hasattr(table, "__dict__")


def test_what_is_shown_of_it_has_no_values(table: Any) -> None:
    assert veiled(table) == {"user": "•••", "password": "•••", "ssl": {"key": "•••"}, "items": "•••"}
    assert veiled({"user": "ann"}) == {"user": "ann"}


def test_json_does_not_take_it_for_data(table: Any) -> None:
    with pytest.raises(TypeError, match="Object of type SecretTable is not JSON serializable"):
        json.dumps(table)


def test_a_missing_entry_says_what_to_do(table: Any) -> None:
    with refused(KeyError, "st.secrets.db has no entry 'passwort'. Did you mean 'password'?"):
        table["passwort"]
    with refused(KeyError, "st.secrets.db.ssl has no entry 'x'. Write it into secrets.toml."):
        table["ssl"]["x"]
    with refused(KeyError, "st.secrets.db has no entry '3'. Write it into secrets.toml."):
        table[3]
    with refused(AttributeError, "st.secrets.db has no entry 'nope'. Write it into secrets.toml."):
        _ = table.nope
    assert not hasattr(table, "__html__")


def test_a_script_cannot_change_it(table: Any) -> None:
    message = "st.secrets.db cannot be changed by a script. Write 'user' into secrets.toml."
    with refused(InvalidType, message):
        table["user"] = "bob"
    with refused(InvalidType, message):
        table.user = "bob"
    with refused(InvalidType, message):
        del table["user"]
    with refused(InvalidType, message):
        del table.user
    with pytest.raises(TypeError, match="unhashable"):
        hash(table)
