from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import pytest
import traitlets

from jupyterlit.components import v2_source
from jupyterlit.components.v2_source import is_widget, source_of
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.media.folders import found_in, media_folder
from jupyterlit.media.modules import media_module


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of an installed package's component, named "pkg.own"."""
    for name in ("main-1.js", "more-1.js", "more-2.js", "style.css", "page.html"):
        (tmp_path / name).write_text(f"/* {name} */")

    def find(name: str) -> Path | None:
        return tmp_path if name == "pkg.own" else None

    monkeypatch.setattr(v2_source, "asset_folder", find)
    return tmp_path


def test_texts_are_what_they_are() -> None:
    source = source_of("own", "<b>", "b {}", "export default 1")
    assert (source.module, source.entry) == (media_module("export default 1"), "index.js")
    assert [bytes(part.data) for part in (source.html, source.css) if part] == [b"<b>", b"b {}"]
    assert source_of("own", None, "", " ").message() == {
        "html": None, "css": None, "module": None, "entry": "index.js", "assets": None, "sheet": "",
    }  # fmt: skip
    assert bytes(getattr(source_of("own", "page.html", None, None).html, "data", b"")) == b"page.html"


def test_paths_are_files_of_the_package(folder: Path) -> None:
    source = source_of("pkg.own", "page.html", "*.css", "main-*.js")
    assets = media_folder(folder)
    assert (source.module, source.entry, source.assets, source.sheet, source.css) == (
        assets, "main-1.js", assets, "style.css", None,
    )  # fmt: skip
    assert source.html is not None
    assert bytes(source.html.data) == b"/* page.html */"
    assert source_of("pkg.own", None, "p {}", "main-1.js").assets is None


@pytest.mark.parametrize(
    ("name", "path", "said"),
    [
        ("own", "main-1.js", "is a path, and no installed package has a folder for it"),
        ("pkg.own", "gone.js", "names no file in"),
        ("pkg.own", "more-*.js", "names more-1.js, more-2.js in"),
        ("pkg.own", "/etc/main-1.js", "leads out of the package's folder"),
        ("pkg.own", "../x.js", "leads out of the package's folder"),
    ],
)
def test_a_path_names_one_file(folder: Path, name: str, path: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        source_of(name, None, None, path)


def test_a_path_of_the_authors_is_read(tmp_path: Path) -> None:
    (tmp_path / "own.js").write_text("export default 2")
    assert source_of("own", None, None, tmp_path / "own.js").module == media_module("export default 2")
    with pytest.raises(InvalidValue, match="cannot be read as text"):
        source_of("own", None, None, tmp_path / "gone.js")


@pytest.mark.parametrize("js", [1, b"x", anywidget.AnyWidget])
def test_nothing_else_is_a_script(js: Any) -> None:
    with pytest.raises(InvalidType, match="Pass a text or a path"):
        source_of("own", None, None, 1 if js is anywidget.AnyWidget else js)


def test_widgets_bring_script_styles_and_traits(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p {}")

    script = "export default { render() {} }"

    class Own(anywidget.AnyWidget):
        _esm = script
        _css = tmp_path / "own.css"
        count = traitlets.Int(3).tag(sync=True)

    source = source_of("own", None, None, Own)
    assert (source.traits, source.widget, source.module) == ({"count": 3}, True, media_module(script))
    assert source.css is not None
    assert bytes(source.css.data) == b"p {}"


def test_a_widget_from_elsewhere_is_imported() -> None:
    class Own(anywidget.AnyWidget):
        _esm = "https://example.org/own.js"

    found = found_in(source_of("own", None, None, Own).module, "index.js")
    assert found is not None
    assert b'import * as all from "https://example.org/own.js";' in found.source.read(0, 200)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("export default { render }", True),
        ("export function render() {}", True),
        ("export const render = 1", True),
        ("export { other, render };", True),
        ("var x = {render: y};export{x as default};", True),
        ("function x() {};export{x as default};", False),
        ("export default function ({ data }) {}", False),
        ("export { prerender };", False),
    ],
)
def test_scripts_of_widgets_are_told_from_others(script: str, expected: bool) -> None:
    assert is_widget(script) is expected
    assert source_of("own", None, None, script).widget is expected
