from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from jupyterlit.media.files import from_bytes
from jupyterlit.media.folders import found_in, media_folder
from jupyterlit.protocol.base import MediaFile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    (folder / "static").mkdir(parents=True)
    (folder / "index.html").write_text("<p>")
    (folder / "static" / "main.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def test_files_are_found_by_their_path(folder: Path) -> None:
    media = media_folder(folder)
    found = {name: found_in(media, name) for name in ("index.html", "static/main.js")}
    assert {name: (file.id, file.mime, file.source.read(0, 9)) for name, file in found.items() if file} == {
        "index.html": (f"{media.id}/index.html", "text/html", b"<p>"),
        "static/main.js": (f"{media.id}/static/main.js", "text/javascript", b"1"),
    }


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "static/../../secret.txt", "link.txt", "static", "", "gone.js", "/etc/passwd", "a\0b", "x" * 999],
)
def test_nothing_else_is(folder: Path, name: str) -> None:
    assert found_in(media_folder(folder), name) is None


def test_a_folder_is_the_same_wherever_it_is_named(folder: Path) -> None:
    assert media_folder(folder) == media_folder(folder / "static" / "..")
    assert pickle.loads(pickle.dumps(media_folder(folder))) == media_folder(folder)
    assert (media_folder(folder).size, media_folder(folder).source.read(0, 9)) == (0, b"")


def test_a_file_is_no_folder() -> None:
    assert found_in(MediaFile(from_bytes(b"x"), "text/plain"), "index.html") is None
    assert found_in(None, "index.html") is None
