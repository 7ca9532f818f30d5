"""The front end's files as the kernel hands them out."""

import gzip
import json
from pathlib import Path

import pytest

from jupyterlit.kernel.bundle import File, read_compressed, read_manifest


@pytest.fixture
def static(tmp_path: Path) -> Path:
    files = {"anywidget-1.js": {"imports": ["chunk-2.js"], "lazy": ["grid-3.js"]}, "chunk-2.js": {}}
    (tmp_path / "manifest.json").write_text(json.dumps({"entries": {"anywidget": "anywidget-1.js"}, "files": files}))
    (tmp_path / "anywidget-1.js").write_text('import"./chunk-2.js"')
    (tmp_path / "anywidget-1.js.gz").write_bytes(gzip.compress(b"compressed by the build"))
    (tmp_path / "chunk-2.js").write_text("export const x = 1")
    (tmp_path / "secret.txt").write_text("not built")
    return tmp_path


def test_the_manifest_names_entries_and_what_files_import(static: Path) -> None:
    manifest = read_manifest(static)
    assert manifest.entries == {"anywidget": "anywidget-1.js"}
    assert manifest.files["anywidget-1.js"] == File(imports=["chunk-2.js"], lazy=["grid-3.js"])


def test_the_compressed_copy_is_sent_as_it_lies(static: Path) -> None:
    found = read_compressed("anywidget-1.js", static)
    assert found is not None
    described, content = found
    assert described == File(["chunk-2.js"], ["grid-3.js"])
    assert gzip.decompress(content) == b"compressed by the build"


def test_a_file_without_a_compressed_copy_is_compressed(static: Path) -> None:
    found = read_compressed("chunk-2.js", static)
    assert found is not None
    assert gzip.decompress(found[1]) == b"export const x = 1"


@pytest.mark.parametrize("name", ["secret.txt", "../static/secret.txt", "manifest.json", ""])
def test_only_what_was_built_is_handed_out(static: Path, name: str) -> None:
    assert read_compressed(name, static) is None


def test_without_a_build_there_is_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_manifest(tmp_path)
