"""Which store there is, and who can write in it."""

from __future__ import annotations

import logging
import os
import stat
import time
from pathlib import Path

import pytest
from traitlets.config import Config

from jupyterlit.errors import InvalidValue
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.storage.sealed_store import SealedStore
from jupyterlit.server.storage.session_store import MemorySessionStore, SessionRecord
from jupyterlit.server.storage.stores import open_store

LOG = logging.getLogger("jupyterlit.tests")
KEY = "k" * 32


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "jupyterlit" / "sessions"


def options(**given: object) -> JupyterLit:
    return JupyterLit(config=Config(JupyterLit=given))


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.sqlite"))


def record() -> SessionRecord:
    now = time.time()
    return SessionRecord(
        id="ann", app="app", page="", visitor="v", user=None, kernel="k", created=now, seen=now, connected=True
    )


async def test_each_app_has_a_file_in_jupyters_folder(folder: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "my app.py", tmp_path / "other" / "my app.py"):
        store = open_store(options(), path, LOG, default="sqlite")
        assert await store.get("ann") is None
        await store.put(record())
        await store.close()
    assert [name[:7] for name in files(folder)] == ["my-app-"] * 2
    assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600
    again = open_store(options(), tmp_path / "my app.py", LOG, default="memory")
    assert isinstance(again, MemorySessionStore)
    again = open_store(options(session_store="sqlite"), tmp_path / "my app.py", LOG, default="memory")
    assert await again.get("ann") is not None
    await again.close()


async def test_a_file_can_be_chosen_and_a_key_given(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path}/chosen/s.sqlite"
    monkeypatch.setenv("JUPYTERLIT_SESSION_KEY", KEY)
    store = open_store(options(session_store=url), tmp_path / "app.py", LOG, default="memory")
    assert "JUPYTERLIT_SESSION_KEY" not in os.environ  # kernels would inherit it
    await store.put(record())
    await store.close()
    assert (files(tmp_path / "chosen"), files(folder)) == (["s.sqlite"], [])
    same = open_store(options(session_store=url, session_key=KEY), tmp_path / "app.py", LOG, default="memory")
    assert await same.get("ann") is not None
    await same.close()
    other = open_store(options(session_store=url, session_key="x" * 40), tmp_path / "app.py", LOG, default="memory")
    assert await other.get("ann") is None
    assert "its signature does not fit" in caplog.text
    await other.close()


async def test_several_servers_share_a_redis_and_a_key(redis_url: str, tmp_path: Path) -> None:
    given = options(session_store=redis_url, session_key=KEY)
    one, two = (open_store(given, tmp_path / name / "app.py", LOG, default="sqlite") for name in ("here", "there"))
    await one.put(record())
    assert await two.get("ann") is not None
    await two.remove("ann")
    assert await one.get("ann") is None
    for store in (one, two):
        await store.close()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"session_store": "postgres"}, "--session-store='postgres' is unknown. Give memory, sqlite, sqlite:///FILE"),
        ({"session_store": "sqlite://"}, "--session-store='sqlite://' names no file. Write sqlite:///FILE"),
        ({"session_store": "sqlite://host/x"}, "names no file"),
        ({"session_store": "redis://localhost:port/0", "session_key": KEY}, "is no URL of a Redis server"),
        ({"session_key": "short"}, "The key of the sessions has 5 characters. Take at least 32"),
    ],
)
def test_what_cannot_be_a_store_is_refused(given: dict[str, object], message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        open_store(options(**given), tmp_path / "app.py", LOG, default="sqlite")
    assert message in str(refused.value)


def test_where_no_key_can_be_kept_sessions_end_with_the_server(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir(parents=True)
    (folder / "key").touch()
    (folder / "key").chmod(0o644)
    store = open_store(options(), tmp_path / "app.py", LOG, default="sqlite")
    assert isinstance(store, MemorySessionStore)
    assert "is open to others" in caplog.text
    with pytest.raises(InvalidValue, match="is open to others"):
        open_store(options(session_store="sqlite"), tmp_path / "app.py", LOG, default="sqlite")
    assert not isinstance(store, SealedStore)
