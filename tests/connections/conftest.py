"""A PostgreSQL of the tests' own, and a folder with an app's secrets."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyterlit.caching.clearing import clear_caches
from tests.secrets.conftest import secrets_folder

__all__ = ["secrets_folder"]

PASSWORD = "correct horse/battery@staple"
_START_SECONDS = 60


class Postgres:
    """A PostgreSQL on this machine, which can be stopped and started."""

    user = "postgres"
    password = PASSWORD

    def __init__(self, programs: Path, folder: Path) -> None:
        self.port = _free_port()
        self._programs = programs
        self._folder = folder
        # PostgreSQL does not run as root; Debian's package brings a user for it.
        self._owner = "postgres" if os.geteuid() == 0 else None
        if self._owner:
            shutil.chown(folder, "postgres", "postgres")
        self._create()

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            capture_output=True,
            text=True,
            timeout=_START_SECONDS,
            cwd=self._folder,
            user=self._owner,
            group=self._owner,
        )
        assert done.returncode == 0, f"{program} failed: {done.stdout}{done.stderr}"

    def _create(self) -> None:
        word = self._folder / "word"
        word.write_text(PASSWORD)
        word.chmod(0o644)
        data = str(self._folder / "data")
        self._run(
            "initdb", "-D", data, "-U", self.user, "-A", "scram-sha-256", f"--pwfile={word}", "-E", "UTF8", "--no-sync"
        )
        settings = f"port={self.port}\nlisten_addresses='127.0.0.1'\nunix_socket_directories=''\nfsync=off\n"
        with (self._folder / "data" / "postgresql.conf").open("a") as file:
            file.write(settings)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        data, log = str(self._folder / "data"), str(self._folder / "log")
        with Path(log).open("w") as file:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", data],
                stdout=subprocess.DEVNULL,
                stderr=file,
                cwd=self._folder,
                user=self._owner,
                group=self._owner,
            )
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0 and "ready to accept" in Path(log).read_text():
                    return
            time.sleep(0.05)
        pytest.fail(f"PostgreSQL has not started: {Path(log).read_text()}")

    def stop(self) -> None:
        """Stop it at once; connections break."""
        self._process.send_signal(2)  # fast shutdown
        self._process.wait(_START_SECONDS)

    def secrets(self, name: str = "pg", password: str = PASSWORD, **more: object) -> str:
        """Return secrets that lead here."""
        entries: dict[str, object] = {
            "type": "sql", "dialect": "postgresql", "driver": "psycopg", "host": "127.0.0.1", "port": self.port,
            "username": self.user, "password": password, "database": "postgres", **more,
        }  # fmt: skip
        return f"[connections.{name}]\n" + "".join(
            f"{key} = {value if isinstance(value, int) else repr(value)}\n" for key, value in entries.items()
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _programs() -> Path:
    """Return the folder in which PostgreSQL's programs are; Debian keeps them off the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    for folder in reversed(folders):
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    pytest.fail("These tests need PostgreSQL. Install it, on Debian with: apt-get install postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Have a PostgreSQL for all tests."""
    programs = _programs()
    # Under pytest's own folders nobody else may look, and the server may run as somebody else.
    folder = Path(tempfile.mkdtemp(prefix="jupyterlit-postgres-"))
    server = Postgres(programs, folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    """Keep nothing from test to test."""
    yield
    clear_caches()
