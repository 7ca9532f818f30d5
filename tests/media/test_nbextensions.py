"""Scripts of packages: those that are there, and nothing beside them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from jupyterlit.media import nbextensions
from jupyterlit.media.folders import found_in
from jupyterlit.media.nbextensions import nbextension


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place with two packages, one of a scope."""
    place = tmp_path / "share" / "nbextensions"
    for name in ("leaf", "@scope/leaf", "other"):
        (place / name).mkdir(parents=True)
        (place / name / "index.js").write_text(name)
    (place / "leaf" / "deep").mkdir()
    (place / "leaf" / "deep" / "a.png").write_bytes(b"png")
    (tmp_path / "share" / "secret.txt").write_text("secret")
    (place / "leaf" / "link.txt").symlink_to(tmp_path / "share" / "secret.txt")
    (place / "empty").mkdir()
    monkeypatch.setattr(nbextensions, "_places", lambda: (tmp_path / "nowhere", place))
    return place


def text(name: str, path: str) -> bytes | None:
    file = found_in(nbextension(name), path)
    return None if file is None else file.source.read(0, 100)


def test_a_packages_files_are_found_under_the_path_that_it_looks_for(share: Path) -> None:
    assert text("leaf", "nbextensions/leaf/index.js") == b"leaf"
    assert text("leaf", "nbextensions/leaf/deep/a.png") == b"png"
    assert text("@scope/leaf", "nbextensions/@scope/leaf/index.js") == b"@scope/leaf"


@pytest.mark.parametrize(
    "path",
    [
        "index.js",
        "nbextensions/other/index.js",
        "nbextensions/leaf/../other/index.js",
        "nbextensions/leaf/../../secret.txt",
        "nbextensions/leaf//etc/passwd",
        "nbextensions/leaf/link.txt",
        "nbextensions/leaf/deep",
        "nbextensions/leaf/\0",
        "nbextensions/leaf/",
    ],
)
def test_a_path_that_leads_elsewhere_leads_nowhere(share: Path, path: str) -> None:
    assert text("leaf", path) is None


@pytest.mark.parametrize(
    "name", ["", "..", ".", "gone", "empty", "../share", "leaf/deep", "/leaf", "@a/../leaf", "@/x"]
)
def test_a_name_that_is_no_packages_leads_nowhere(share: Path, name: str) -> None:
    assert nbextension(name) is None


def test_it_can_be_pickled(share: Path) -> None:
    folder = nbextension("leaf")
    assert pickle.loads(pickle.dumps(folder)) == folder
