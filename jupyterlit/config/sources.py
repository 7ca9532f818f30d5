"""Where options come from: files, the environment, the command line, in that order of strength."""

from __future__ import annotations

import difflib
import functools
import logging
import os
import threading
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from jupyterlit.config.options import OPTIONS, REFUSED, Option
from jupyterlit.config.theme_file import SHADES, is_url, path_of, read_theme
from jupyterlit.errors import InvalidType, InvalidValue

log = logging.getLogger("jupyterlit")

FOLDER = ".streamlit"
FILE = "config.toml"
LAUNCH_FOLDER = "JUPYTERLIT_LAUNCH_FOLDER"
_VARIABLES = {option.variable: option for option in OPTIONS.values()}
_REFUSED_VARIABLES = {Option(name, "any", None, "").variable: name for name in REFUSED}
_BASE = "theme.base"


@dataclass(frozen=True, slots=True)
class Given:
    """A value and who has given it."""

    value: Any
    source: str


Table = dict[str, Given]
Listener = Callable[[set[str]], object]


class Settings:
    """The options of an app.

    Parameters
    ----------
    folders
        Where `.streamlit/config.toml` may lie; what a later one says has precedence.
    environment
        Variables, of which those count that begin with STREAMLIT_.
    flags
        Options of the command line, as texts.
    fetch
        Whether a theme may be fetched from the URL that `theme.base` names.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        environment: Mapping[str, str] | None = None,
        flags: Mapping[str, str] | None = None,
        *,
        fetch: bool = True,
    ) -> None:
        self.folders: Sequence[Path] = tuple(dict.fromkeys(folder.absolute() for folder in folders))
        self._environment = environment or {}
        self._flags = flags or {}
        self._fetch = fetch
        self._lock = threading.Lock()
        self._warned: dict[str, None] = {}
        self._set: Table = {}
        self._listeners: list[Listener] = []
        self.version: int = 0  # counts changes
        self._files: dict[Path, Table] = {}
        self._theme: tuple[str, Table] = ("", {})
        self._stamps = self._look()
        self._given = self._read()

    @property
    def files(self) -> list[Path]:
        """The files that options may come from, the weakest first."""
        return [folder / FOLDER / FILE for folder in self.folders]

    @property
    def warnings(self) -> list[str]:
        """What was left out so far, and why."""
        return list(self._warned)

    def get(self, name: str) -> Any:
        """Return the value of an option.

        Raises
        ------
        InvalidValue
            There is no such option.
        """
        option = _option(name)
        given = self._given.get(name)
        if given is not None:
            return given.value
        if name == "secrets.files":
            return [str(folder / FOLDER / "secrets.toml") for folder in self.folders]
        default: object = option.default
        return list(cast("tuple[str, ...]", default)) if isinstance(default, tuple) else default

    def source(self, name: str) -> str:
        """Return who has given an option its value, the empty text for nobody."""
        given = self._given.get(name)
        return "" if given is None else given.source

    def set(self, name: str, value: object) -> None:
        """Give an option a value that has precedence over all others.

        Raises
        ------
        InvalidValue, InvalidType
            There is no such option, it cannot be changed while apps run, or that is no value of it.
        """
        option = _option(name)
        if not option.settable:
            raise InvalidValue(
                f"{name} cannot be changed while apps run. Set it in {FOLDER}/{FILE}, as {option.variable}, "
                f"or on the command line as --{name}."
            )
        checked = option.check(value)
        with self._lock:
            self._set = {**self._set, name: Given(checked, "st.set_option")}
        self._renew()

    def reload(self) -> None:
        """Read files that have been saved since."""
        if self._look() != self._stamps:
            self._renew()

    def listen(self, listener: Listener) -> None:
        """Let a function know the names of options whose values have changed."""
        self._listeners.append(listener)

    def _renew(self) -> None:
        with self._lock:
            before, self._given = self._given, self._read()
            self._stamps = self._look()
            after = self._given
        changed = {name for name in before.keys() | after.keys() if _value(before, name) != _value(after, name)}
        if changed:
            self.version += 1
            for listener in self._listeners:
                listener(changed)

    def _look(self) -> tuple[object, ...]:
        """Return what changes when a file does."""
        base = self._theme[0]
        theme = path_of(base, self.folders[-1]) if base and self.folders else None
        return tuple(_stamp(path) for path in [*self.files, *([theme] if theme else [])])

    def _read(self) -> Table:
        merged: Table = {}
        for path in self.files:
            self._files[path] = self._read_file(path)
            merged |= self._files[path]
        merged |= self._read_environment()
        merged |= self._read_flags()
        merged |= self._set
        return self._with_theme(merged)

    def _read_file(self, path: Path) -> Table:
        try:
            table = tomllib.loads(path.read_text(encoding="utf8"))
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.warn(f"{path} cannot be read, and is left out: {error}.")
            return self._files.get(path, {})  # while it is being written, what it said before
        return self._checked(_flat(table), str(path))

    def _read_environment(self) -> Table:
        table: Table = {}
        for variable, text in self._environment.items():
            if (option := _VARIABLES.get(variable)) is not None:
                self._take(table, option, text, variable)
            elif (refused := _REFUSED_VARIABLES.get(variable)) is not None:
                self.warn(f"{variable} changes nothing here: {REFUSED[refused]}.")
        return table

    def _read_flags(self) -> Table:
        table: Table = {}
        for name, text in self._flags.items():
            if name in REFUSED:
                self.warn(f"--{name} changes nothing here: {REFUSED[name]}.")
            else:
                table[name] = Given(_option(name).parse(text), "command line")
        return table

    def _with_theme(self, given: Table) -> Table:
        """Add what the theme says that `theme.base` names."""
        base = cast("str | None", _value(given, _BASE))
        if base is None or base in SHADES or (is_url(base) and not self._fetch):
            self._theme = ("", {})
            return given
        if self._theme[0] != base or not is_url(base):
            self._theme = (base, self._read_theme(base))
        theme = self._theme[1]
        own = {name: value for name, value in given.items() if name != _BASE}
        return theme | own

    def _read_theme(self, base: str) -> Table:
        try:
            table = read_theme(base, self.folders[-1] if self.folders else Path())
        except InvalidValue as error:
            self.warn(f"{error} The theme is left out.")
            return {}
        return self._checked(_flat({"theme": table}), base)

    def _checked(self, items: Iterable[tuple[str, object]], source: str) -> Table:
        table: Table = {}
        for name, value in items:
            if name in REFUSED:
                self.warn(f"{source}: {name} changes nothing here: {REFUSED[name]}.")
            elif (option := OPTIONS.get(name)) is None:
                self.warn(f"{source}: there is no option {name}.{_like(name)}")
            else:
                self._take(table, option, value, source)
        return table

    def _take(self, table: Table, option: Option, value: object, source: str) -> None:
        try:
            text = isinstance(value, str) and option.kind != "text"
            table[option.name] = Given(option.parse(cast(str, value)) if text else option.check(value), source)
        except (InvalidType, InvalidValue) as error:
            self.warn(f"{source}: {error} It is left out.")

    def warn(self, sentence: str) -> None:
        """Log a warning, the same one once."""
        if sentence not in self._warned:
            self._warned[sentence] = None
            log.warning("%s", sentence)


def _option(name: str) -> Option:
    option = OPTIONS.get(name)
    if option is not None:
        return option
    if name in REFUSED:
        raise InvalidValue(f"{name} has no meaning here: {REFUSED[name]}.")
    raise InvalidValue(f"There is no option {name!r}.{_like(name)} `jupyter lit config show` lists all.")


def _like(name: str) -> str:
    close = difflib.get_close_matches(name, OPTIONS, n=1, cutoff=0.75)
    return f" Did you mean {close[0]}?" if close else ""


def _value(table: Table, name: str) -> Any:
    given = table.get(name)
    return None if given is None else given.value


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Give the values of nested tables by their full names."""
    for key, value in table.items():
        name = prefix + key
        if isinstance(value, dict) and name not in OPTIONS:
            yield from _flat(cast("dict[str, Any]", value), f"{name}.")
        else:
            yield name, value


def folders_of(app: Path, launched: Path | None = None) -> list[Path]:
    """Return the folders in which the options of an app in the folder `app` lie, the weakest first."""
    return [Path.home(), *([launched] if launched else []), app]


@functools.cache
def settings() -> Settings:
    """Return the options of this process: a kernel's are those of the folder that it has been started in."""
    launched = os.environ.get(LAUNCH_FOLDER)
    return Settings(folders_of(Path.cwd(), Path(launched) if launched else None), os.environ)
