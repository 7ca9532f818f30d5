"""st.connection."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Literal

import pytest

import jupyterlit as st
from jupyterlit.config.sources import settings
from jupyterlit.connections import BaseConnection
from jupyterlit.errors import InvalidType, InvalidValue, MissingPackage, StreamlitSecretNotFoundError
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.secrets.conftest import SecretsFolder

pytestmark = pytest.mark.usefixtures("secrets_folder", "run")


class Birds(BaseConnection[dict[str, Any]]):
    """Knows what it was made with."""

    closed = 0

    def _connect(self, **kwargs: Any) -> dict[str, Any]:
        return kwargs

    @property
    def arguments(self) -> dict[str, Any]:
        return self._instance

    @property
    def name(self) -> str:
        return self._connection_name

    def close(self) -> None:
        type(self).closed += 1


class OwnBirds(Birds):
    """Is made for each visitor."""

    @classmethod
    def scope(cls) -> Literal["global", "session"]:
        return "session"


def test_it_is_made_once() -> None:
    birds = st.connection("birds", type=Birds)
    assert birds is st.connection("birds", type=Birds)
    assert isinstance(birds, Birds)


def test_what_is_passed_tells_connections_apart() -> None:
    dream = st.connection("birds", type=Birds, island="Dream", key={"a": [1]}, name_=1)
    assert dream.arguments == {"island": "Dream", "key": {"a": [1]}, "name_": 1}
    assert dream is st.connection("birds", type=Birds, name_=1, key={"a": [1]}, island="Dream")
    others = [
        st.connection("birds", type=Birds),
        st.connection("birds", type=Birds, island="Biscoe"),
        st.connection("other", type=Birds, island="Dream", key={"a": [1]}, name_=1),
        st.connection("birds", type=OwnBirds, island="Dream", key={"a": [1]}, name_=1),
    ]
    assert len({id(each) for each in (dream, *others)}) == 5


def test_apps_do_not_share(secrets_folder: SecretsFolder) -> None:
    script = "import streamlit as st; st.session_state.made = id(st.connection('sql', url='sqlite://'))"
    made: list[int] = []
    for name in ("one", "other", "one"):
        (secrets_folder.path / name).mkdir(exist_ok=True)
        (file := secrets_folder.path / name / "app.py").write_text(script)
        made.append(AppTest.from_file(file).run().session_state.made)
    assert made[0] == made[2] != made[1]


def test_visitors_share_or_do_not(run: Run) -> None:
    script = """
        import streamlit as st
        class Shared(st.connections.BaseConnection):
            def _connect(self):
                return object()
        class Own(Shared):
            @classmethod
            def scope(cls):
                return "session"
        st.session_state.made = [id(st.connection("x", type=kind)) for kind in (Shared, Own)]
    """
    ann, bob = AppTest.from_string(script).run(), AppTest.from_string(script).run()
    first = ann.session_state.made
    assert ann.run().session_state.made == first
    assert bob.session_state.made[0] == first[0]
    assert bob.session_state.made[1] != first[1]


def test_a_class_that_is_written_anew_connects_anew() -> None:
    app = """
        import streamlit as st
        class Birds(st.connections.BaseConnection):
            def _connect(self):
                return []
            def count(self):
                return {count}
        st.text(st.connection("birds", type=Birds).count())
    """
    assert [AppTest.from_string(app.format(count=n)).run().text[0].value for n in (1, 2, 2)] == ["1", "2", "2"]


def test_the_oldest_goes_first_and_is_closed() -> None:
    closed = Birds.closed
    first = st.connection("a", type=Birds, max_entries=1)
    st.connection("b", type=Birds, max_entries=1)
    assert Birds.closed == closed + 1
    assert st.connection("a", type=Birds, max_entries=1) is not first
    with refused(InvalidValue, "st.connection: max_entries=0 keeps nothing. Pass 1 or more, or None."):
        st.connection("a", type=Birds, max_entries=0)


def test_it_is_kept_for_a_time() -> None:
    first = st.connection("birds", type=Birds, ttl=0)
    assert st.connection("birds", type=Birds, ttl=0) is not first
    assert st.connection("birds", type=Birds, ttl="1h") is st.connection("birds", type=Birds, ttl=3600)
    with pytest.raises(InvalidValue, match=r"^st\.connection: ttl='soon' is no time span"):
        st.connection("birds", type=Birds, ttl="soon")


def test_an_option_says_for_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "STREAMLIT_RUNNER_CONNECTION_DEFAULT_TTL", "0")
    settings.cache_clear()
    first = st.connection("birds", type=Birds)
    assert st.connection("birds", type=Birds) is not first
    assert st.connection("birds", type=Birds, ttl=None) is st.connection("birds", type=Birds, ttl=None)


def test_clearing_caches_closes_connections() -> None:
    closed = Birds.closed
    st.connection("birds", type=Birds)
    st.cache_resource.clear()
    assert Birds.closed == closed + 1


def test_the_type_stands_in_the_secrets(secrets_folder: SecretsFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    (secrets_folder.path / "birds_of_mine.py").write_text(
        "import streamlit as st\n"
        "class Birds(st.connections.BaseConnection):\n    def _connect(self):\n        return 7\n"
    )
    monkeypatch.setattr(sys, "path", [str(secrets_folder.path), *sys.path])
    secrets_folder.save(
        "[connections.birds]\ntype = 'birds_of_mine.Birds'\n[connections.db]\ntype = 'sql'\nurl = 'sqlite://'"
    )
    app = AppTest.from_string(
        "import streamlit as st\nst.text(st.connection('birds')._instance)\nst.text(st.connection('db').driver)"
    ).run()
    assert [node.value for node in app.text] == ["7", "pysqlite"]


def test_the_name_stands_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "BIRDS", "birds")
    assert st.connection("env:BIRDS", type=Birds) is st.connection("birds", type=Birds)
    assert st.connection("env:BIRDS", type=Birds).name == "birds"
    with refused(
        InvalidValue,
        "st.connection: name='env:NOPE' is that of a variable of the environment, which is not set. Set NOPE to the "
        "name of a connection.",
    ):
        st.connection("env:NOPE", type=Birds)


def test_wrong_names_and_types(secrets_folder: SecretsFolder) -> None:
    number: Any = 3
    none: Any = ""
    for name in (number, none):
        with refused(InvalidType, f"st.connection: name={name!r} is no name. Pass text, as it stands in secrets.toml."):
            st.connection(name)
    for secrets in ("", "[connections.birds]\nkey = 1", "connections = 1"):
        secrets_folder.save(secrets)
        with refused(
            InvalidValue,
            "st.connection: nothing says of which type 'birds' is. Write type below [connections.birds] in "
            'secrets.toml, or pass it: type="sql".',
        ):
            st.connection("birds")
    for wrong in (int, 3):
        kind: Any = wrong
        with refused(
            InvalidType,
            f"st.connection: type={wrong!r} is no class of connections. Pass one that derives from "
            "st.connections.BaseConnection.",
        ):
            st.connection("birds", type=kind)
    with refused(
        InvalidValue,
        'st.connection: type=\'nope\' is unknown. Pass "sql", a class, or the path of one: "package.module.Class".',
    ):
        st.connection("birds", type="nope")
    with refused(
        MissingPackage,
        "st.connection: type='no_such.Birds' needs 'no_such', which is not installed. Correct the path, or install it.",
    ):
        st.connection("birds", type="no_such.Birds")
    with refused(InvalidValue, "st.connection: type='json.Birds' is not there: the module json has no Birds."):
        st.connection("birds", type="json.Birds")


def test_secrets_that_cannot_be_read_say_so(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save("[connections.birds")
    with pytest.raises(StreamlitSecretNotFoundError, match="is no TOML"):
        st.connection("birds")


def test_secrets_of_a_test_reach_connections() -> None:
    app = AppTest.from_string("import streamlit as st; st.text(st.connection('db').engine.url)")
    app.secrets["connections"] = {"db": {"type": "sql", "url": "sqlite:///a.db"}}
    assert app.run().text[0].value == "sqlite:///a.db"
    app.secrets["connections"] = {"db": {"type": "sql", "url": "sqlite:///b.db"}}
    assert app.run().text[0].value == "sqlite:///b.db"
    assert not Path("a.db").exists()
