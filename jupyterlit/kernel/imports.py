"""Imports of an app, so that its first visitor waits for as little as possible."""

from __future__ import annotations

import ast
import importlib
import logging
import sys
import sysconfig
import threading
from collections.abc import Callable, Collection, Iterable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

log = logging.getLogger("jupyterlit")

_KEPT = ("__main__", "jupyterlit")
_INSTALLED = frozenset(("site-packages", "dist-packages"))
_GRAMMAR, _CHECK = "rfc3987_syntax", "is_valid_syntax"


def postpone_grammar() -> None:
    """Let a grammar that jsonschema takes along be compiled when it is first used.

    Altair imports jsonschema; that imports, wherever Jupyter is installed, `rfc3987_syntax`, which
    compiles a grammar for a format that charts do not use: three quarters of Altair's import.
    """
    if _GRAMMAR not in sys.modules and find_spec(_GRAMMAR) is not None:
        sys.modules[_GRAMMAR] = _Postponed(_GRAMMAR)


class _Postponed(ModuleType):
    """Stands for a module until something of it is needed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__dict__[_CHECK] = self._check

    def _check(self, *args: Any) -> Any:
        check: Callable[..., Any] = getattr(self._load(), _CHECK)
        return check(*args)

    def _load(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return importlib.import_module(self.__name__)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._load(), name)


def import_ahead(sources: Iterable[str], then: Callable[[], object]) -> threading.Thread:
    """Import, on a thread, the installed packages that scripts name; those of the author wait for their turn.

    Parameters
    ----------
    sources
        The code of the scripts.
    then
        Called on the thread once that is done.
    """
    names = dict.fromkeys(name for source in sources for name in imported(source))

    def work() -> None:
        _import_all(names)
        then()

    thread = threading.Thread(target=work, name="jupyterlit-imports", daemon=True)
    thread.start()
    return thread


def imported(source: str) -> list[str]:
    """Return the modules that a script imports at its top level; none of one that cannot be read."""
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError):
        return []
    names: list[str] = []
    for statement in statements:
        match statement:
            case ast.Import():
                names += [item.name for item in statement.names]
            case ast.ImportFrom(module=str(module), level=0):
                names.append(module)
            case _:
                pass
    return names


def _import_all(names: Iterable[str]) -> None:
    for name in names:
        try:
            if _is_installed(name.partition(".")[0]):
                importlib.import_module(name)
        except Exception:
            log.debug("%s is left to the script to import.", name, exc_info=True)


def _is_installed(package: str) -> bool:
    """Tell whether a package lies where installed ones do: others may draw, or ask for a run's state."""
    if package in ("streamlit", "jupyterlit"):
        return False
    spec = find_spec(package)
    origin = Path(spec.origin) if spec is not None and spec.origin else None
    return origin is not None and any(origin.is_relative_to(folder) for folder in _FOLDERS)


_FOLDERS = {Path(sysconfig.get_path(kind)) for kind in ("stdlib", "platstdlib", "purelib", "platlib")}


def forget_modules(folders: Collection[Path]) -> None:
    """Let modules in these folders be imported anew: they have been saved since, or what they import has."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if not file or not file.endswith(".py") or name.partition(".")[0] in _KEPT:
            continue
        inside = next((Path(file).relative_to(folder) for folder in folders if Path(file).is_relative_to(folder)), None)
        if inside is not None and not _INSTALLED.intersection(inside.parts):
            del sys.modules[name]
