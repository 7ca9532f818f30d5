"""A notebook, script or folder as an app: set-up cells, pages."""

from __future__ import annotations

import ast
import re
import shlex
import tokenize
from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyterlit.errors import AppSourceError
from jupyterlit.page_names import page_order, read_page_name

# What the script of a folder's app may be called.
_ENTRIES = ("streamlit_app.py", "app.py", "main.py")


class Part(msgspec.Struct, frozen=True):
    """A stretch of a script; `offset` counts the lines above it in what the author sees as `filename`."""

    kind: Literal["code", "markdown"]
    source: str
    filename: str
    offset: int = 0


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """One script of an app; `streamlit_alias` lets it find us under Streamlit's name.

    Of `roles` a reader needs one to see it; it is for all where there is none.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    path: str
    streamlit_alias: bool = True
    icon: str = ""
    roles: tuple[str, ...] = ()

    def is_for(self, roles: Collection[str]) -> bool:
        """Tell whether somebody with these roles may see it."""
        return not self.roles or not set(self.roles).isdisjoint(roles)

    @property
    def navigates(self) -> bool:
        """Whether it may make pages itself."""
        return any("navigation" in part.source for part in self.parts)


class AppSource(msgspec.Struct, frozen=True):
    """What a file holds: cells to run once per kernel, and pages.

    `kernel` is the kernel the notebook asks for, empty where it does not matter.
    """

    name: str
    path: str
    setup: tuple[Part, ...]
    pages: tuple[Page, ...]
    kernel: str = ""

    @property
    def notebook(self) -> bool:
        """Whether the parts are cells, with IPython's syntax."""
        return self.path.endswith(".ipynb")

    def to_json(self) -> str:
        """Return what the kernel must know, as JSON."""
        told = {"app": self.name, "path": self.path, "notebook": self.notebook, "pages": self.pages}
        return msgspec.json.encode(told).decode()

    @property
    def navigates(self) -> bool:
        """Whether the script may make pages itself: then it alone knows which there are."""
        return self.pages[0].navigates

    def find_page(self, name: str) -> Page | None:
        """Return the page with this name, the first one for the empty name and those that the script may make.

        Another script's are below its own: `report/penguins`.
        """
        name, slash, rest = name.partition("/")
        found = next((page for page in self.pages if page.name == name), None)
        if slash:
            below = found is not None and found is not self.pages[0] and found.navigates
            return found if below and rest and "/" not in rest else None
        return self.pages[0] if found is None and (not name or self.navigates) else found

    def page_for(self, name: str, roles: Collection[str]) -> Page | None:
        """Return the page to show to somebody with these roles who comes for one, None if it is not for them.

        Where the first page is for others, the app begins with the next that is not.
        """
        found = self.find_page(name)
        if found is None or found.is_for(roles):
            return found
        return None if name else next((page for page in self.pages if page.is_for(roles)), None)

    @property
    def guarded(self) -> bool:
        """Whether some of it is not for all, as far as its file says."""
        return any(page.roles for page in self.pages)


def read_app(path: Path) -> AppSource:
    """Return the app a file holds.

    Raises
    ------
    AppSourceError
        The file is missing, broken, of another kind, or holds no code.
    """
    path = path.absolute()
    if path.is_dir():
        path = entry_of(path)
    if not path.is_file():
        raise AppSourceError(f"There is no file {path}. Pass the path of a notebook (.ipynb) or script (.py).")
    match path.suffix:
        case ".ipynb":
            return _read_notebook(path)
        case ".py":
            return _read_script(path)
        case _:
            raise AppSourceError(f"{path.name} is neither a notebook (.ipynb) nor a script (.py).")


def entry_of(folder: Path, *, named: bool = False) -> Path:
    """Return the script that the app in a folder begins with: one that is `named` so, or else the only one.

    Raises
    ------
    AppSourceError
        It cannot be told which one that is.
    """
    scripts = sorted(folder.glob("*.py"))
    found = [folder / name for name in _ENTRIES if folder / name in scripts]
    if found:
        return found[0]
    if len(scripts) == 1 and not named:
        return scripts[0]
    raise AppSourceError(
        f"{folder.name} is a folder of which the app could begin with {len(scripts)} scripts. "
        f"Name one of them {_ENTRIES[0]}, or pass its path."
    )


def _read_script(path: Path) -> AppSource:
    """Return the app of a script: the scripts in `pages/` beside it are its other pages.

    One of those that is broken says so where it is shown, and keeps nobody from the others.
    """
    if (problem := problem_of(path)) is not None:
        raise AppSourceError(f"{problem}. Correct it and serve it again.")
    first = _script_page(path)
    if not first.parts[0].source.strip():
        raise AppSourceError(f"{path.name} is empty. Write a script and serve it again.")
    pages = [first]
    others = sorted((path.parent / "pages").glob("*.py"), key=lambda other: page_order(other.stem))
    for other in others:
        page = _script_page(other) if not other.name.startswith((".", "__")) else None
        if page is not None and page.name not in {each.name for each in pages}:
            pages.append(page)
    return AppSource(path.stem, str(path), (), tuple(pages))


def problem_of(path: Path) -> str | None:
    """Return what keeps a script from being run at all: where, and what. None if nothing does."""
    try:
        with tokenize.open(path) as file:
            compile(file.read(), path, "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError as error:
        return f"{path.name}, line {error.lineno}: {error.msg}" if error.lineno else f"{path.name}: {error.msg}"
    except (UnicodeDecodeError, ValueError) as error:
        return f"{path.name} cannot be read: {error}"
    except OSError:
        pass  # which is told where its text is wanted
    return None


def _script_page(path: Path) -> Page:
    try:
        source = _text_of(path)
    except OSError as error:
        raise AppSourceError(f"{path.name} cannot be read: {error}.") from error
    name, icon = read_page_name(path.stem)
    return Page(name, name.replace("_", " "), (Part("code", source, str(path)),), str(path), icon=icon)


def _text_of(path: Path) -> str:
    """Return a script's text; what nobody can read in it is replaced."""
    try:
        with tokenize.open(path) as file:
            return file.read()
    except (SyntaxError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8", errors="replace")


class _Cell(msgspec.Struct):
    cell_type: str
    source: str | list[str] = ""
    metadata: dict[str, Any] = {}

    @property
    def text(self) -> str:
        return self.source if isinstance(self.source, str) else "".join(self.source)

    @property
    def skipped(self) -> bool:
        tags = self.metadata.get("tags")
        return isinstance(tags, list) and "lit-skip" in tags


class _Notebook(msgspec.Struct):
    nbformat: int
    cells: list[_Cell] = []
    metadata: dict[str, Any] = {}


def _load_notebook(path: Path) -> _Notebook:
    # msgspec reads and checks a notebook in well under a millisecond; importing nbformat, which
    # only notebooks older than 2014 need, would hold back the start of the kernel.
    try:
        text = path.read_bytes()
        notebook = msgspec.json.decode(text, type=_Notebook)
        if notebook.nbformat < 4:
            import nbformat

            modern = nbformat.convert(nbformat.reader.reads(text.decode()), 4)  # type: ignore[no-untyped-call]
            notebook = msgspec.convert(modern, _Notebook)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        reason = str(error).rstrip(".")
        raise AppSourceError(f"{path.name} cannot be read as a notebook: {reason}.") from error
    return notebook


def _read_notebook(path: Path) -> AppSource:
    notebook = _load_notebook(path)
    kernel = _kernel_of(notebook, path)
    setup: list[Part] = []
    script: list[Part] = []
    pages: list[Page] = []
    for number, cell in enumerate(notebook.cells, 1):
        filename = f"{path.name}, cell {number}"
        text = cell.text
        if cell.skipped or not text.strip():
            continue
        if cell.cell_type == "markdown":
            script.append(Part("markdown", text, filename))
        elif cell.cell_type == "code":
            if app := _split_app_cell(text):
                line, offset, body = app
                pages.append(_page(line, Part("code", body, filename, offset), path, pages))
            else:
                setup.append(Part("code", text, filename))
                script.append(setup[-1])
    if not setup and not any(part.source.strip() for page in pages for part in page.parts):
        raise AppSourceError(f"{path.name} holds no code to run. Write a cell that starts with %%app and save it.")
    if not pages:
        page = Page(path.stem, path.stem, tuple(script), str(path))
        return AppSource(path.stem, str(path), (), (page,), kernel)
    return AppSource(path.stem, str(path), tuple(setup), tuple(pages), kernel)


def _kernel_of(notebook: _Notebook, path: Path) -> str:
    match notebook.metadata:
        case {"kernelspec": {"name": str(name), **spec}}:
            language = spec.get("language", "python")
            if language != "python":
                raise AppSourceError(f"{path.name} is written in {language}. An app needs a Python notebook.")
            return name
        case _:
            return ""


_VALUED = ("--height", "--snapshot")  # options of the magic that a word follows
_APP_CELL = re.compile(r"(?P<above>(?:[ \t]*\n)*)%%app(?P<line>(?:[ \t][^\n]*)?)(?:\n|\Z)")


def _split_app_cell(text: str) -> tuple[str, int, str] | None:
    """Return the magic's arguments, how many lines it takes, and the app's code."""
    found = _APP_CELL.match(text)
    if found is None:
        return None
    return found["line"], found["above"].count("\n") + 1, text[found.end() :]


def _page(line: str, part: Part, path: Path, others: list[Page]) -> Page:
    try:
        words = shlex.split(line)
    except ValueError:
        words = line.split()
    given = _name_in(words)
    title = given or path.stem
    wanted = name = given.replace("/", "-") or path.stem
    taken = {page.name for page in others}
    number = 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    alias = "--no-streamlit-alias" not in words
    return Page(name, title, (part,), str(path), alias, roles=_roles_in(words, part.filename))


def _name_in(words: list[str]) -> str:
    """Return the name among the magic's arguments, the empty one if there is none."""
    before = ""
    for word in words:
        if not word.startswith("-") and before not in _VALUED and not _means_roles(before):
            return word
        before = word
    return ""


def _means_roles(word: str) -> bool:
    """Tell whether a word is the option of roles: like all options it may be cut short."""
    return len(word) > 2 and "--roles".startswith(word)


def _roles_in(words: list[str], filename: str) -> tuple[str, ...]:
    """Return the roles among the magic's arguments; what is written wrongly must not open a page to all."""
    roles: tuple[str, ...] = ()
    for word, following in zip(words, [*words, ""][1:], strict=True):
        option, equals, value = word.partition("=")
        if _means_roles(option):
            roles = tuple(role.strip() for role in (value if equals else following).split(","))
            if not all(roles) or roles[0].startswith("-"):
                raise AppSourceError(f"{filename}: %%app --roles names no role. Write --roles editor,admin.")
        elif option.lower().startswith("--r"):
            raise AppSourceError(f"{filename}: %%app has no option {option}. Write --roles editor,admin.")
    return roles
