"""What a component in the page is made of: texts, files of a package, or a class of anywidget's."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from jupyterlit.components.v2_package import asset_folder
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.media.folders import media_folder
from jupyterlit.media.modules import ENTRY, media_module
from jupyterlit.protocol.base import Buffer, MediaFile

_SUFFIXES = {"html": (".html", ".htm"), "css": (".css",), "js": (".js", ".mjs")}
_NO_PATH = re.compile(r"""[\n{}();=<>'"]""")
_LIBRARIES = ("anywidget", "ipywidgets", "traitlets")
_ANYWIDGET = re.compile(
    r"\bexport\s+default\s*\{"
    r"|\bexport\s+(async\s+)?(function|const|let)\s+render\b"
    r"|\bexport\s*\{[^}]*\brender\s*[,}]"
)
_DEFAULT = re.compile(r"\bexport\s*\{[^}]*?\b([\w$]+)\s+as\s+default\b")


@dataclass(frozen=True)
class Source:
    """What a component is made of.

    Parameters
    ----------
    html, css
        Texts.
    module, entry
        The folder with its script, and the script's path in there.
    assets, sheet
        The folder with its style sheet, and the sheet's path in there.
    traits
        What its state is at first, where its script is a widget's.
    widget
        Its script is a widget's, whose state begins with what it is called with.
    """

    html: Buffer | None = None
    css: Buffer | None = None
    module: MediaFile | None = None
    entry: str = ""
    assets: MediaFile | None = None
    sheet: str = ""
    traits: Mapping[str, Any] = field(default_factory=dict[str, Any])
    widget: bool = False

    def message(self) -> dict[str, Any]:
        """Return what the message of an instance says of it."""
        return {
            "html": self.html, "css": self.css, "module": self.module, "entry": self.entry, "assets": self.assets,
            "sheet": self.sheet,
        }  # fmt: skip


def source_of(name: str, html: object, css: object, js: object) -> Source:
    """Return what a component is made of, as its author has given it."""
    call = f"component({name!r})"
    traits: Mapping[str, Any] = {}
    if inspect.isclass(js) and hasattr(js, "_esm"):
        css = getattr(js, "_css", None) if css is None else css
        traits = _traits(js)
        js = _text_of(js._esm)  # type: ignore[attr-defined]
        css = None if css is None else _text_of(css)
    texts = {argument: _given(call, argument, value) for argument, value in (("html", html), ("css", css), ("js", js))}
    folder = asset_folder(name)
    files = {argument: _file(call, argument, value, folder) for argument, value in texts.items()}
    script, style, page = (_content(call, argument, texts[argument]) for argument in ("js", "css", "html"))
    if files["html"] and folder is not None:
        page = (folder / files["html"]).read_text(encoding="utf8")
    widget = bool(traits) or (files["js"] == "" and script is not None and is_widget(script))
    assets = None if folder is None else media_folder(folder)
    return Source(
        html=_buffer(page),
        css=None if files["css"] else _buffer(style),
        module=assets if files["js"] else _module(script),
        entry=files["js"] or ENTRY,
        assets=assets if files["css"] else None,
        sheet=files["css"],
        traits=traits,
        widget=widget,
    )


def is_widget(script: str) -> bool:
    """Tell whether a script is one of anywidget's: it exports an object that draws, no function that is called."""
    if _ANYWIDGET.search(script):
        return True
    found = _DEFAULT.search(script)
    return found is not None and re.search(rf"(?<![\w$.]){re.escape(found[1])}\s*=\s*\{{", script) is not None


def _given(call: str, argument: str, value: object) -> str | Path | None:
    if value is None or isinstance(value, str | Path):
        return value
    raise InvalidType(f"{call}: {argument}={value!r} is a {type(value).__name__}. Pass a text or a path.")


def _file(call: str, argument: str, value: str | Path | None, folder: Path | None) -> str:
    """Return the path in the package's folder that an argument names; none if it is the text itself."""
    if not isinstance(value, str) or not _looks_like_path(argument, value):
        return ""
    if folder is None:
        if argument == "html":
            return ""
        raise InvalidValue(
            f"{call}: {argument}={value!r} is a path, and no installed package has a folder for it. "
            f"Pass the text, or pathlib.Path({value!r}) for a file of the app; a package names its folder as asset_dir "
            "in its pyproject.toml and the component as <project>.<component>."
        )
    if value.startswith("/") or ".." in value.split("/"):
        raise InvalidValue(f"{call}: {argument}={value!r} leads out of the package's folder. Pass a path within it.")
    found = sorted(path.relative_to(folder).as_posix() for path in folder.glob(value) if path.is_file())
    if len(found) != 1:
        which = ", ".join(found) if found else "no file"
        raise InvalidValue(f"{call}: {argument}={value!r} names {which} in {folder}. Name one file.")
    return found[0]


def _looks_like_path(argument: str, value: str) -> bool:
    return value.endswith(_SUFFIXES[argument]) and _NO_PATH.search(value) is None


def _content(call: str, argument: str, value: str | Path | None) -> str | None:
    """Return the text of an argument, that of the file where it is a path of the author's."""
    if not isinstance(value, Path):
        return value
    try:
        return value.read_text(encoding="utf8")
    except (OSError, ValueError) as error:
        raise InvalidValue(
            f"{call}: {argument}={value!r} cannot be read as text in {Path.cwd()}. "
            "Check its name and where the app runs."
        ) from error


def _buffer(text: str | None) -> Buffer | None:
    return Buffer(text.encode("utf8", "replace")) if text else None


@lru_cache(maxsize=64)
def _module(script: str | None) -> MediaFile | None:
    return media_module(script) if script and script.strip() else None


def _text_of(value: Any) -> str | Path:
    """Return the script or styles of a widget class: a text, a file, or where they are to be had."""
    if isinstance(value, Path):
        return value
    text = str(value)
    if re.match(r"https?://\S+$", text.strip()):
        address = json.dumps(text.strip())
        return f"import * as all from {address};\nexport default all.default ?? all;"
    return text


def _traits(widget: type) -> dict[str, Any]:
    """Return what the traits of a widget class have at first that the browser knows of."""
    theirs: dict[str, Any] = {}
    for parent in widget.__mro__:
        if parent.__module__.partition(".")[0] in _LIBRARIES and hasattr(parent, "class_traits"):
            theirs |= cast("Any", parent).class_traits()
    own = cast("Any", widget).class_traits(sync=True)
    return {name: trait.default() for name, trait in own.items() if name not in theirs and not name.startswith("_")}
