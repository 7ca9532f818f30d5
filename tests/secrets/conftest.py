"""A folder with an app's secrets, and nobody else's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyterlit.config.sources import settings

PLAY = """
import json, sys, {module} as st
from datetime import timedelta
found = {{}}
for call in json.load(sys.stdin):
    try:
        value = eval(call)
        found[call] = f"{{type(value).__name__}} {{value}}"
    except Exception:
        found[call] = "refused"
print(json.dumps(found))
"""


def play_in_both(calls: str) -> dict[str, str]:
    """Make calls, one a line, here and under Streamlit; return for each the type and value it gives, or "refused".

    Each has a process of its own: Streamlit keeps its places of secrets and its connections for as long as that lives.
    """
    lines = [line.strip() for line in calls.strip().splitlines()]
    found: list[dict[str, str]] = []
    for module in ("jupyterlit", "streamlit"):
        program = [sys.executable, "-c", PLAY.format(module=module)]
        answer = subprocess.run(
            program, input=json.dumps(lines), capture_output=True, text=True, check=True, env=dict(os.environ)
        )
        found.append(json.loads(answer.stdout))
    ours, theirs = found
    assert ours == theirs
    return ours


class SecretsFolder:
    """The folder that an app stands in; `home` is that of whoever has started it."""

    def __init__(self, path: Path, home: Path) -> None:
        self.path = path
        self.home = home
        self._saved = 0

    def save(self, text: str, folder: Path | None = None) -> Path:
        """Save secrets of the app in a folder, by default in this one, later than the last time."""
        file = (folder or self.path) / ".streamlit" / "secrets.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf8")
        self._saved += 1  # clocks of files are coarse
        at = 1_700_000_000 + self._saved
        os.utime(file, (at, at))
        return file


@pytest.fixture
def secrets_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretsFolder]:
    """Be in a folder of its own."""
    (folder := tmp_path / "app").mkdir()
    (home := tmp_path / "home").mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(os, "environ", os.environ.copy())
    settings.cache_clear()
    yield SecretsFolder(folder, home)
    settings.cache_clear()
