"""Caches of their own for each test, and a Redis server."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from jupyterlit.caching.data import CacheData
from jupyterlit.caching.redis import client_of
from jupyterlit.caching.resource import CacheResource
from jupyterlit.config.sources import Settings


@pytest.fixture
def cache_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CacheData:
    """Be st.cache_data with nothing kept yet, in memory and on disk."""
    monkeypatch.setattr("jupyterlit.caching.places.disk_folder", lambda: tmp_path / "data")
    return CacheData()


@pytest.fixture
def cache_resource() -> CacheResource:
    """Be st.cache_resource with nothing kept yet."""
    return CacheResource()


class Options:
    """Gives options values, as the environment does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._given: dict[str, str] = {}
        self.settings = Settings([folder])

    def set(self, **variables: object) -> None:
        self._given |= {f"STREAMLIT_{name}": str(value) for name, value in variables.items()}
        self.settings = Settings([self._folder], self._given)


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    """Be the options of the process."""
    options = Options(tmp_path)
    for module in ("code", "places", "refresh"):
        monkeypatch.setattr(f"jupyterlit.caching.{module}.settings", lambda: options.settings)
    return options


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Redis server on loopback; Debian has it in the package redis-server."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("There is no redis-server on the PATH.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    words = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(folder)]
    url = f"redis://127.0.0.1:{port}/0"
    with subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        client = client_of(url)
        for _ in range(1000):
            with contextlib.suppress(redis.ConnectionError):
                client.ping()
                break
            time.sleep(0.01)
        yield url
        client.close()
        server.terminate()
