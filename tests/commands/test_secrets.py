"""st.secrets."""

from __future__ import annotations

import copy
import logging
import os
import pickle
from pathlib import Path
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidType, StreamlitSecretNotFoundError
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.secrets.conftest import SecretsFolder, play_in_both

SECRETS = """
top = "hunter22"
items = "an entry"
[db]
user = "ann-of-sales"
password = "hunter33/x"
url = "postgresql://ann:hunter%4044@host/db"
[db.ssl]
key = "hunter55"
"""
UNSEEN = ("hunter22", "ann-of-sales", "hunter33", "hunter%4044", "hunter@44", "hunter55")


def test_entries_are_items_and_attributes(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save(SECRETS)
    assert (st.secrets["top"], st.secrets.top, st.secrets.db.ssl.key) == ("hunter22", "hunter22", "hunter55")
    assert (st.secrets["items"], st.secrets.get("nope", 5), st.secrets.has_key("db")) == ("an entry", 5, True)
    assert (list(st.secrets), len(st.secrets), st.secrets.has_key("nope")) == (["top", "items", "db"], 3, False)
    assert st.secrets.to_dict()["db"]["ssl"] == {"key": "hunter55"}
    assert st.secrets.load_if_toml_exists() is True


def test_a_script_reads_what_has_been_saved_last(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save('top = "hunter22"')
    app = AppTest.from_string(
        "import os, streamlit as st; st.text(len(st.secrets.top)); st.text(len(os.environ['top']))"
    )
    assert [text.value for text in app.run().text] == ["8", "8"]
    secrets_folder.save('top = "hunter-33"')
    assert [text.value for text in app.run().text] == ["9", "9"]


def test_the_environment_is_ready_before_secrets_are_read(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save('top = "hunter22"')
    app = AppTest.from_string("import os, streamlit as st; st.text(len(os.environ['top']))").run()
    assert app.text[0].value == "8"


def test_each_app_has_the_secrets_of_its_folder(secrets_folder: SecretsFolder) -> None:
    script = "import streamlit as st; st.text(st.secrets.get('name')); st.text(st.secrets.get('all'))"
    secrets_folder.save("all = 1")
    for name in ("one", "other"):
        secrets_folder.save(f"name = '{name}'", secrets_folder.path / name)
        (pages := secrets_folder.path / name / "pages").mkdir()
        for file in (secrets_folder.path / name / "app.py", pages / "page.py"):
            file.write_text(script)
            app = AppTest.from_file(file).run()
            assert [text.value for text in app.text] == [name, "1"]


def test_without_secrets_the_places_are_named(secrets_folder: SecretsFolder) -> None:
    message = (
        "st.secrets: there are no secrets, for none of these exists: ~/.streamlit/secrets.toml, "
        f'{secrets_folder.path}/.streamlit/secrets.toml. Write one with a line such as password = "…".'
    )
    for read in (
        lambda: st.secrets["top"],
        lambda: st.secrets.get("top"),
        lambda: "top" in st.secrets,
        st.secrets.to_dict,
    ):
        with refused(StreamlitSecretNotFoundError, message):
            read()
    with refused(AttributeError, message):
        _ = st.secrets.top
    with pytest.raises(FileNotFoundError):
        len(st.secrets)
    assert (hasattr(st.secrets, "top"), st.secrets.load_if_toml_exists(), repr(st.secrets)) == (
        False,
        False,
        "<st.secrets: none>",
    )


def test_entries_of_a_script_have_precedence(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save(SECRETS)
    st.secrets.merge_programmatic_secrets({"top": "given"})
    assert (dict(os.environ)["top"], st.secrets.top, st.secrets["items"]) == ("given", "given", "an entry")
    wrong: Any = [("top", 1)]
    with refused(
        InvalidType,
        "st.secrets.merge_programmatic_secrets: programmatic_secrets is a list. Pass entries by name, as a dict.",
    ):
        st.secrets.merge_programmatic_secrets(wrong)


def test_listeners_hear_of_changes(secrets_folder: SecretsFolder) -> None:
    heard: list[object] = []

    def hear(sender: object) -> None:
        heard.append(sender)

    secrets_folder.save(SECRETS)
    st.secrets.load_if_toml_exists()
    st.secrets.file_change_listener.connect(hear)
    secrets_folder.save('top = "other"')
    assert (st.secrets.top, heard) == ("other", [None])


def test_copies_of_all_secrets(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save(SECRETS)
    assert pickle.loads(pickle.dumps(st.secrets)) is st.secrets
    assert b"hunter22" not in pickle.dumps(st.secrets)
    assert copy.deepcopy(st.secrets) == st.secrets


# Attacks


def everything_shown(app: AppTest) -> str:
    """Return all that a browser was sent of a page, as text."""
    session = app._open()  # pyright: ignore[reportPrivateUsage]
    return repr(list(session.queue.page())) + repr([node.proto for root in (app.main, app.sidebar) for node in root])


@pytest.mark.parametrize(
    "statement",
    [
        "raise ValueError(f'wrong: {db.password}')",
        "raise ValueError(db)",
        "raise ValueError(st.secrets)",
        "raise ValueError(dict(st.secrets))",
        "raise ValueError(st.secrets.to_dict())",
        "raise KeyError(db.password)",
        "raise OSError(2, 'no such host', db.url)",
        "raise ConnectionError('cannot log in as ann with hunter@44')",
        "raise ExceptionGroup(db.password, [ValueError(db.user), TypeError(db.url)])",
        "raise SyntaxError(db.password)",
        "error = ValueError('x'); error.add_note(db.password); raise error",
        "try:\n    int(db.password)\nexcept ValueError as error:\n    raise RuntimeError('cannot') from error",
        "try:\n    int(db.password)\nexcept ValueError:\n    raise RuntimeError('cannot')",
        "password = 'hunter33/x'; raise ValueError",
        "eval('1 + + hunter55 hunter55')",
        "import json; json.loads(db.password + db.user)",
        "int(st.secrets.top)",
        "{}[db.user]",
        "getattr(st.secrets, 'nope')",
        "db['nope']",
        "assert db.password == db.user, (db.password, db.user)",
        "st.exception(ValueError(db.url))",
        "st.write(ValueError(db.url))",
        "st.write(st.secrets)",
        "st.write(db, [db], {'db': db}, (db,))",
        "st.write({(1, 2): db})",
        "st.json(st.secrets)",
        "st.json({'settings': st.secrets})",
        "st.text(st.secrets)",
        "st.markdown(f'{db}')",
        "st.code(repr(st.secrets))",
        "st.help(st.secrets)",
        "st.help(db)",
        "st.dataframe(db)",
        "st.table(st.secrets)",
        "st.dataframe([db, db.ssl])",
        "st.dataframe({'one': db, 'two': db.ssl})",
        "st.metric('secrets', str(st.secrets))",
        "st.selectbox('Which?', [db, st.secrets], key='choice')",
        "st.session_state.db = db; st.write(st.session_state)",
        "st.secrets",
        "st.slider('level', db, 3)",
    ],
)
def test_no_page_shows_a_secret(secrets_folder: SecretsFolder, statement: str) -> None:
    secrets_folder.save(SECRETS)
    app = AppTest.from_string(f"import streamlit as st\ndb = st.secrets.db\nlocal = dict(db)\n{statement}").run()
    shown = everything_shown(app)
    assert [secret for secret in UNSEEN if secret in shown] == []
    assert app.main.children


def test_a_log_shows_no_secret(secrets_folder: SecretsFolder, caplog: pytest.LogCaptureFixture) -> None:
    secrets_folder.save(SECRETS)
    with caplog.at_level(logging.DEBUG):
        AppTest.from_string(
            "import logging, streamlit as st\n"
            "log = logging.getLogger('jupyterlit')\n"
            "try:\n    int(st.secrets.top)\n"
            "except ValueError:\n    log.exception('cannot use %r', st.secrets.db.password)\n"
            "int(st.secrets.top)"
        ).run()
    assert "cannot use '•••'" in caplog.text
    assert [secret for secret in UNSEEN if secret in caplog.text] == []


def test_a_run_leaves_no_secret_in_the_page_of_another_app(secrets_folder: SecretsFolder) -> None:
    other = secrets_folder.path / "other"
    secrets_folder.save(SECRETS)
    secrets_folder.save("a = 1", other)
    (other / "app.py").write_text(
        "import streamlit as st; st.text(len(st.secrets.to_dict())); raise ValueError('hunter22')"
    )
    assert st.secrets.top == "hunter22"
    app = AppTest.from_file(other / "app.py").run()
    assert [secret for secret in UNSEEN if secret in everything_shown(app)] == []


# Beside Streamlit


def test_the_same_as_in_streamlit(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save('home = 1\n[db]\nname = "of home"', secrets_folder.home)
    secrets_folder.save(SECRETS + "[[list]]\nk = 'v'\n")
    found = play_in_both("""
        st.secrets["top"]
        st.secrets.top
        st.secrets.db.ssl.key
        st.secrets["db"]["ssl"]["key"]
        dict(st.secrets.db.ssl)
        st.secrets.list
        st.secrets["items"]
        st.secrets.get("nope")
        st.secrets.get("nope", 3)
        st.secrets.db.get("nope", 3)
        st.secrets["nope"]
        st.secrets.nope
        st.secrets.db.nope
        st.secrets.db["nope"]
        st.secrets.has_key("top")
        st.secrets.has_key("nope")
        "top" in st.secrets
        3 in st.secrets
        list(st.secrets)
        list(st.secrets.keys())
        list(st.secrets.values())[0]
        len(st.secrets)
        st.secrets.to_dict()
        st.secrets.db.to_dict()
        st.secrets.load_if_toml_exists()
        st.secrets.__setitem__("a", 1)
        setattr(st.secrets, "a", 1)
        setattr(st.secrets.db, "a", 1)
        hash(st.secrets)
        bool(st.secrets)
        st.secrets.merge_programmatic_secrets({"new": {"a": 1}, "db": {"user": "bob"}})
        st.secrets.new.a
        st.secrets.db.to_dict()
        __import__("os").environ["top"]
        __import__("os").environ.get("db")
    """)
    assert found["st.secrets.top"] == "str hunter22"


def test_a_test_gives_secrets_as_in_streamlit(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save(SECRETS)
    script = "import streamlit as st; st.json(st.secrets.to_dict())"
    from streamlit.testing.v1 import AppTest as StreamlitAppTest

    both: list[Any] = [AppTest, StreamlitAppTest]
    seen: list[list[str]] = []
    for test in both:
        app = test.from_string(script, default_timeout=30)
        shown: list[str] = []
        app.secrets["token"] = "hunter22"
        app.secrets["db"] = {"user": "ann"}
        shown.append(app.run().json[0].value)
        app.secrets["token"] = "other"
        shown.append(app.run().json[0].value)
        app.secrets = {"new": 1}
        shown.append(app.run().json[0].value)
        seen.append([text.replace(" ", "") for text in shown])
    assert seen[0] == seen[1]
    assert seen[0][2] == '{"new":1}'
    assert "token" not in os.environ


def test_secrets_of_a_test_are_not_those_of_the_next(secrets_folder: SecretsFolder, run: Run) -> None:
    app = AppTest.from_string("import streamlit as st; st.text(st.secrets.token)")
    app.secrets["token"] = "hunter22"
    assert app.run().text[0].value == "hunter22"
    app.secrets = {}
    assert app.run().exception[0].message.startswith("st.secrets: there are no secrets")
    assert not Path(".streamlit").exists()
