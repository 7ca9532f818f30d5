"""Gallery: the apps of a server that has several, each with a name of its own, known without being run."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import msgspec

from jupyterlit.errors import AppSourceError
from jupyterlit.page_names import page_order, read_page_name
from jupyterlit.server.app_source import entry_of, read_app

# Addresses of the server, which no app may take for its name.
TAKEN = ("api", "favicon.ico", "health", "lit", "login", "logout", "metrics", "ready", "static")
_USES_US = re.compile(r"^[ \t]*(?:from|import)[ \t]+(?:\w+[ \t]*,[ \t]*)*(?:streamlit|jupyterlit)\b", re.MULTILINE)
_SENTENCE = re.compile(r"(.+?[.!?…])(?:\s|$)", re.DOTALL)
_MARKS = re.compile(r"[*_`#]+|!?\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"#{1,2}[ \t]+(.+)")
_LONGEST = 180  # characters of a description
_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST_PICTURE = 5_000_000
_LOOK_SECONDS = 2.0  # for which it is believed what folders held


class Card(msgspec.Struct, frozen=True):
    """What a gallery shows of an app."""

    name: str
    path: Path
    title: str
    description: str = ""
    icon: str = ""
    picture: Path | None = None
    hidden: bool = False
    order: float | None = None


class _Told(msgspec.Struct):
    """What an app's file says of itself."""

    title: str = ""
    description: str = ""
    icon: str = ""
    hidden: bool = False
    order: float | None = None


class _Metadata(msgspec.Struct):
    jupyterlit: _Told = msgspec.field(default_factory=_Told)


class _Cell(msgspec.Struct):
    cell_type: str
    source: str | list[str] = ""


class _Book(msgspec.Struct):
    metadata: _Metadata = msgspec.field(default_factory=_Metadata)
    cells: list[_Cell] = []


class Gallery:
    """The apps that lie in these places.

    Parameters
    ----------
    places
        Notebooks, scripts, and folders: of one app, or of several, which may come and go.
    hidden
        Names of apps that are not shown; who knows their address can open them.
    by_path
        Let names be paths below the only place, with their suffixes.

    Raises
    ------
    AppSourceError
        A file holds no app, or two have the same name.
    """

    def __init__(self, places: Sequence[Path], hidden: Iterable[str] = (), *, by_path: bool = False) -> None:
        self._hidden = frozenset(hidden)
        self._by_path = by_path
        self._files: dict[str, Path] = {}
        self._folders: list[Path] = []
        self._seen: dict[str, Path] = {}
        self._until = 0.0
        self._read: dict[Path, tuple[tuple[int, ...], Card]] = {}
        for place in places:
            path = place.absolute()
            if path.is_dir() and (by_path or not is_one_app(path)):
                self._folders.append(path)
            else:
                self._add(name_of(path), path)
        for folder in () if by_path else self._folders:
            found = apps_in(folder)
            if not found:
                raise AppSourceError(f"There is no app in {folder}: no notebook with %%app, no script that imports us.")
            for path in found:
                self._check(name_of(path), path)

    def locate(self, name: str) -> Path | None:
        """Return the file of the app with this name, None if there is none."""
        return self._files.get(name) or self._places().get(name)

    def names(self) -> list[str]:
        """Return the names of all apps, hidden ones included."""
        return list(self._places())

    def cards(self) -> list[Card]:
        """Return what there is to show, in its order."""
        cards = [self._card(name, path) for name, path in self._places().items()]
        shown = [card for card in cards if not card.hidden]
        return sorted(shown, key=lambda card: (card.order is None, card.order or 0, page_order(card.path.stem)))

    def picture(self, name: str) -> Path | None:
        """Return the picture that lies beside the app with this name."""
        path = self.locate(name)
        return self._card(name, path).picture if path is not None else None

    def _add(self, name: str, path: Path) -> None:
        self._check(name, path)
        read_app(path)
        self._files[name] = path

    def _check(self, name: str, path: Path) -> None:
        if name in TAKEN:
            raise AppSourceError(f"{path.name} cannot be served as /{name}/, which is the server's own. Rename it.")
        if (other := self._files.get(name)) is not None and other != path:
            raise AppSourceError(f"{other} and {path} would both be served as /{name}/. Rename one of them.")

    def _places(self) -> dict[str, Path]:
        if time.monotonic() < self._until:
            return self._seen
        self._until = time.monotonic() + _LOOK_SECONDS
        self._seen = places = dict(self._files)
        for folder in self._folders:
            for found in apps_in(folder):
                path = entry_of(found, named=True) if self._by_path and found.is_dir() else found
                name = path.relative_to(folder).as_posix() if self._by_path else name_of(path)
                if name not in TAKEN:
                    places.setdefault(name, path)
        return places

    def _card(self, name: str, path: Path) -> Card:
        file = path
        if path.is_dir():
            try:
                file = entry_of(path)
            except AppSourceError:
                return Card(name, path, name)
        pictures = (path.with_name(f"{path.stem}.png"), file.with_suffix(".png"))
        picture = next((each for each in pictures if _is_picture(each)), None)
        stamp = (_changed(file), _changed(picture) if picture else 0)
        before = self._read.get(path)
        if before is None or before[0] != stamp:
            told = _tell(file)
            plain, symbol = read_page_name(path.stem)
            card = Card(
                name,
                path,
                told.title or plain.replace("_", " "),
                told.description,
                told.icon or symbol,
                picture,
                told.hidden or name in self._hidden or path.name.startswith("_"),
                told.order,
            )
            before = self._read[path] = (stamp, card)
        return before[1]


def name_of(path: Path) -> str:
    """Return the name of an app in its address."""
    stem = path.name if path.is_dir() else path.stem
    return read_page_name(stem)[0].replace("/", "-")


def apps_in(folder: Path) -> list[Path]:
    """Return the notebooks and scripts of a folder that are apps, and its folders that are one each."""
    found: list[Path] = []
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return found
    for path in paths:
        if path.name.startswith(".") or path.name.startswith("__"):
            continue
        if path.is_dir():
            if path.name != "pages" and _begins(path):
                found.append(path)
        elif path.suffix in (".py", ".ipynb") and _is_app(path):
            found.append(path)
    return found


def is_one_app(folder: Path) -> bool:
    """Tell whether a folder is one app: it has a script called so, or nothing else that could be one."""
    if _begins(folder):
        return True
    try:
        return apps_in(folder) in ([], [entry_of(folder)])
    except AppSourceError:
        return False


def _begins(folder: Path) -> bool:
    """Tell whether a folder has a script by the name of those that apps begin with."""
    try:
        return _is_app(entry_of(folder, named=True))
    except AppSourceError:
        return False


def _is_app(path: Path) -> bool:
    """Tell whether a file wants to be an app: not everything that lies about does."""
    try:
        text = path.read_text(encoding="utf8", errors="replace")
    except OSError:
        return False
    return bool(_USES_US.search(text)) if path.suffix == ".py" else '"%%app' in text


def _is_picture(path: Path) -> bool:
    """Tell whether a file is a picture, whatever its name: a link may lead anywhere."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_PICTURE:
            return False
        with path.open("rb") as file:
            return file.read(len(_PNG)) == _PNG
    except OSError:
        return False


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _tell(path: Path) -> _Told:
    """Return what a file says of itself; nothing of one that cannot be read."""
    try:
        return _of_notebook(path) if path.suffix == ".ipynb" else _of_code(path.read_text(encoding="utf8"), _Told())
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        return _Told()


def _of_notebook(path: Path) -> _Told:
    book = msgspec.json.decode(path.read_bytes(), type=_Book)
    told = book.metadata.jupyterlit
    for cell in book.cells:
        text = cell.source if isinstance(cell.source, str) else "".join(cell.source)
        if cell.cell_type == "markdown":
            heading = _HEADING.match(text.strip())
            told.title = told.title or (_plain(heading[1]) if heading else "")
            told.description = told.description or _first_sentence(text.strip()[heading.end() :] if heading else text)
        elif cell.cell_type == "code":
            told = _of_code(re.sub(r"\A\s*%%app[^\n]*", "", text), told)
    return told


def _of_code(code: str, told: _Told) -> _Told:
    """Add what can be read in code: its docstring, the settings of the page, and failing those its title."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return told
    told.description = told.description or _first_sentence(ast.get_docstring(tree) or "")
    headline = ""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name == "set_page_config":
            said = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
            said |= dict(zip(("page_title", "page_icon"), map(_constant, call.args), strict=False))
            told.title = told.title or _text(said.get("page_title"))
            told.icon = told.icon or _text(said.get("page_icon"))
        elif name == "title" and call.args:
            headline = headline or _text(_constant(call.args[0]))
    told.title = told.title or _plain(headline)
    return told


def _constant(node: ast.expr) -> object:
    return cast(object, node.value) if isinstance(node, ast.Constant) else None


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _first_sentence(text: str) -> str:
    paragraphs = [
        each for each in re.split(r"\n\s*\n", text.strip()) if not each.lstrip().startswith(("#", "```", "|"))
    ]
    if not paragraphs:
        return ""
    whole = _plain(paragraphs[0])
    found = _SENTENCE.match(whole)
    sentence = found[1] if found else whole
    return sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _plain(text: str) -> str:
    """Return Markdown without its marks, on one line."""
    return " ".join(_MARKS.sub(lambda found: found[1] or "", text).split())
