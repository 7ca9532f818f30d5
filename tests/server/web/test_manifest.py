"""The manifest names what must be fetched."""

from __future__ import annotations

import json
import os
from pathlib import Path

from jupyterlit.server.web.manifest import Manifest, load_manifest, load_script

MADE = {
    "entries": {"standalone": "a.js"},
    "files": {
        "a.js": {"imports": ["b.js", "c.js"]},
        "c.js": {"imports": ["b.js", "d.js"]},
        "grid.js": {"imports": ["c.js", "e.js"]},
    },
    "kinds": {"dataframe": ["grid.js"], "slider": ["slider.js"]},
}


def test_a_file_needs_what_its_imports_need(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(MADE))
    manifest = load_manifest(tmp_path)
    assert manifest is not None
    assert manifest.needed_by("a.js") == ["b.js", "c.js", "d.js"]
    assert manifest.needed_by("unknown.js") == []


def test_elements_are_drawn_by_their_files(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(MADE))
    manifest = load_manifest(tmp_path)
    assert manifest is not None
    assert manifest.drawn_by({"slider", "dataframe", "text"}) == [
        "grid.js", "c.js", "e.js", "b.js", "d.js", "slider.js",
    ]  # fmt: skip
    assert manifest.drawn_by(()) == []


def test_a_build_that_has_not_run_is_none(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) is None


def test_a_newer_build_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    for number, entry in enumerate(("a.js", "b.js")):
        path.write_text(json.dumps({"entries": {"standalone": entry}}))
        os.utime(path, ns=(number, number))
        assert load_manifest(tmp_path) == Manifest({"standalone": entry})


def test_a_script_of_pages_is_read_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "early.js"
    assert load_script("early.js", tmp_path) is None
    for number, text in enumerate(("a()", "b()")):
        path.write_text(f"{text}\n")
        os.utime(path, ns=(number, number))
        script = load_script("early.js", tmp_path)
        assert script is not None
        assert script.data == text.encode()
