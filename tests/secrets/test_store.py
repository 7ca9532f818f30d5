"""The secrets of one app, as they are at present."""

from __future__ import annotations

import gc
import logging
import os
import threading
from contextvars import copy_context
from pathlib import Path

import pytest

from jupyterlit.errors import StreamlitSecretNotFoundError
from jupyterlit.secrets.hiding import hide
from jupyterlit.secrets.store import Changes, Store, fingerprint, folder_of, give, store_of
from tests.secrets.conftest import SecretsFolder


def test_what_has_been_saved_is_in_effect_at_once(secrets_folder: SecretsFolder) -> None:
    store = Store(secrets_folder.path)
    secrets_folder.save('password = "hunter22"')
    assert store.entries() == {"password": "hunter22"}
    secrets_folder.save('password = "hunter33"')
    assert store.entries() == {"password": "hunter33"}
    assert store.version == 1
    assert hide("hunter22 hunter33") == "••• •••"


def test_files_are_read_once(secrets_folder: SecretsFolder) -> None:
    store = Store(secrets_folder.path)
    secrets_folder.save("a = 1")
    assert store.entries() is store.entries()


def test_secrets_come_and_go_with_their_file(secrets_folder: SecretsFolder) -> None:
    store = Store(secrets_folder.path)
    assert store.load() is False
    file = secrets_folder.save('PASSWORD = "hunter22"')
    assert store.load() is True
    assert os.environ["PASSWORD"] == "hunter22"
    file.unlink()
    assert store.load() is False
    assert "PASSWORD" not in os.environ
    with pytest.raises(StreamlitSecretNotFoundError, match="there are no secrets"):
        store.entries()


def test_a_file_half_written_is_an_error_until_it_is_whole(secrets_folder: SecretsFolder) -> None:
    store = Store(secrets_folder.path)
    secrets_folder.save("a = 1\nb = ")
    for _ in range(2):
        with pytest.raises(StreamlitSecretNotFoundError, match="Invalid value"):
            store.entries()
    secrets_folder.save("a = 1\nb = 2")
    assert store.entries() == {"a": 1, "b": 2}


def test_texts_and_numbers_are_in_the_environment(secrets_folder: SecretsFolder) -> None:
    os.environ["USER"] = "before"
    secrets_folder.save(
        'USER = "ann"\nPIN = 7\nRATIO = 0.5\nFLAG = true\nday = 2026-01-02\nall = [1]\n"a=b" = "c"\n[db]\nx = 1'
    )
    store = Store(secrets_folder.path)
    store.load()
    found = {name: os.environ.get(name) for name in ("USER", "PIN", "RATIO", "FLAG", "day", "all", "db", "x")}
    assert found == {
        "USER": "ann", "PIN": "7", "RATIO": "0.5", "FLAG": None, "day": None, "all": None, "db": None, "x": None,
    }  # fmt: skip
    secrets_folder.save("PIN = 8\nRATIO = 0.5")
    os.environ["RATIO"] = "the script's"
    store.load()
    assert (os.environ.get("USER"), os.environ["PIN"], os.environ["RATIO"]) == (None, "8", "the script's")


def test_what_a_script_gives_has_precedence_and_lasts(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save('a = 1\n[db]\nuser = "ann"\nport = 1')
    store = Store(secrets_folder.path)
    store.merge({"db": {"user": "bob"}, "TOKEN": "hunter22"})
    given = {"db": {"user": "bob"}, "TOKEN": "hunter22"}
    assert store.entries() == {"a": 1, **given}
    assert os.environ["TOKEN"] == "hunter22"
    secrets_folder.save("a = 2")
    assert store.entries() == {"a": 2, **given}


def test_what_a_script_gives_needs_no_file(secrets_folder: SecretsFolder) -> None:
    store = Store(secrets_folder.path)
    store.merge({"TOKEN": "hunter22"})
    assert store.entries() == {"TOKEN": "hunter22"}


def test_apps_have_their_own(secrets_folder: SecretsFolder) -> None:
    one, other = secrets_folder.path / "one", secrets_folder.path / "other"
    secrets_folder.save("a = 1")
    secrets_folder.save('name = "one"', one)
    secrets_folder.save('name = "other"', other)
    assert store_of(one).entries() == {"a": 1, "name": "one"}
    assert store_of(other).entries() == {"a": 1, "name": "other"}
    assert store_of(one) is store_of(one)
    assert store_of(one).key != store_of(other).key


def test_secrets_of_a_test_are_its_own(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save("a = 1")

    def in_test() -> None:
        give({"TOKEN": "hunter55"})
        assert store_of(Path()).entries() == {"TOKEN": "hunter55"}
        assert hide("hunter55") == "•••"
        assert "TOKEN" not in os.environ
        give(None)
        assert store_of(secrets_folder.path).entries() == {"a": 1}

    copy_context().run(in_test)
    assert store_of(secrets_folder.path).entries() == {"a": 1}


@pytest.mark.parametrize(
    ("script", "folder"),
    [("/apps/sales/app.py", "/apps/sales"), ("/apps/sales/pages/2_costs.py", "/apps/sales"), ("", "."), ("<x>", ".")],
)
def test_an_app_lies_where_its_script_does(script: str, folder: str) -> None:
    assert folder_of(script) == Path(folder).absolute()


def test_those_who_asked_are_told_of_changes(secrets_folder: SecretsFolder, caplog: pytest.LogCaptureFixture) -> None:
    told: list[object] = []

    def fail(sender: object) -> None:
        raise RuntimeError("no")

    store = Store(secrets_folder.path)
    store.load()
    store.changes.connect(fail)
    store.changes.connect(told.append)
    keep = store.changes.connect(lambda sender: told.append("called"))
    store.changes.connect(keep)
    assert store.changes.has_receivers()
    with caplog.at_level(logging.ERROR):
        secrets_folder.save("a = 1")
        store.load()
        store.load()
    assert told == ["called"]
    assert [record.message for record in caplog.records] == ["A listener to changes of st.secrets failed."]
    store.changes.disconnect(keep)
    secrets_folder.save("a = 2")
    store.load()
    assert told == ["called"]


class Listener:
    def __init__(self) -> None:
        self.calls = 0

    def hear(self, sender: object) -> None:
        self.calls += 1


def test_a_listener_is_not_kept_alive() -> None:
    changes, listener = Changes(), Listener()
    changes.connect(listener.hear)
    changes.send()
    assert (listener.calls, changes.has_receivers()) == (1, True)
    del listener
    gc.collect()
    assert not changes.has_receivers()


def test_many_readers_see_whole_states(secrets_folder: SecretsFolder) -> None:
    store = Store(secrets_folder.path)
    secrets_folder.save("a = 0\nb = 0")
    seen: list[bool] = []

    def read() -> None:
        for _ in range(200):
            entries = store.entries()
            seen.append(entries["a"] == entries["b"])

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    file = secrets_folder.path / ".streamlit" / "secrets.toml"
    for number in range(1, 50):
        new = secrets_folder.save(f"a = {number}\nb = {number}", secrets_folder.home / "new")
        new.replace(file)
    for reader in readers:
        reader.join()
    assert seen == [True] * 800
    assert store.entries() == {"a": 49, "b": 49}


def test_a_fingerprint_says_nothing() -> None:
    assert fingerprint({"a": "hunter22"}) != fingerprint({"a": "hunter33"})
    assert "hunter22" not in fingerprint({"a": "hunter22"})
