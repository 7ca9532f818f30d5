"""Streamlit's modules, as far as scripts import them.

They are made here and have no files: `import streamlit.runtime.scriptrunner` in an app finds one of
them, under the name `jupyterlit.compat.streamlit.runtime.scriptrunner`.
"""

from __future__ import annotations

import difflib
import dis
import importlib
import inspect
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from jupyterlit.compat.module_names import INSTEAD, NAMES, SAME
from jupyterlit.compat.module_values import VERSION
from jupyterlit.compat.old_names import OldCache, accepting, bind_old

THEIRS = "streamlit"
OURS = "jupyterlit"
ROOT = "jupyterlit.compat.streamlit"

_IMPORT_FROM = dis.opmap["IMPORT_FROM"]


def ours(module: str) -> str:
    """Return the name of the module that an import of `streamlit`, or of a module in it, finds in an app."""
    part = module.removeprefix(THEIRS).removeprefix(".")
    if part in SAME:
        return f"{OURS}.{part}"
    return f"{ROOT}.{part}" if part else ROOT


class StreamlitModule(ModuleType):
    """A module of Streamlit's; what it holds is looked up once it is asked for."""

    def __init__(self, part: str) -> None:
        super().__init__(f"{ROOT}.{part}" if part else ROOT)
        self.__path__ = []  # so that modules in it are looked for
        self.__all__ = sorted(NAMES[part])
        self.part = part

    def __getattr__(self, name: str) -> Any:
        try:
            value = self._find(name)
        except LookupError:
            text = _missing(f"{self.part}.{name}".removeprefix("."), self)
            caller = inspect.currentframe()
            caller = caller and caller.f_back
            if caller and caller.f_code.co_code[caller.f_lasti] == _IMPORT_FROM:
                # An AttributeError would lose its text there.
                raise ImportError(text, name=self.__name__) from None
            raise AttributeError(text) from None
        setattr(self, name, value)
        return value

    def _find(self, name: str) -> Any:
        if name.startswith("__"):
            raise KeyError(name)
        target = NAMES[self.part].get(name)
        if target is not None:
            module, _, attribute = target.partition(":")
            return getattr(sys.modules[ROOT] if module == "st" else importlib.import_module(module), attribute)
        part = f"{self.part}.{name}".removeprefix(".")
        if part in NAMES and part != "navigation":  # what stands in that module is st.navigation all the same
            return sys.modules[f"{ROOT}.{part}"]
        if part in SAME:
            return _import_ours(part)
        if self.part:
            raise KeyError(name)
        return _name_of_st(name)


def _import_ours(part: str) -> ModuleType:
    try:
        return importlib.import_module(f"{OURS}.{part}")
    except ModuleNotFoundError as error:
        raise KeyError(part) from error


def _name_of_st(name: str) -> Any:
    """Return what `st.<name>` is in a script; raise `LookupError` if there is no such name."""
    package = importlib.import_module(OURS)
    value = vars(package).get(name)
    if value is None or name.startswith("_") or isinstance(value, ModuleType):
        return bind_old(name, lambda today: getattr(sys.modules[ROOT], today))
    if name in ("cache_data", "cache_resource"):
        return OldCache(name, value)
    return accepting(name, value)


def _missing(name: str, where: StreamlitModule | None = None) -> str:
    """Return the sentence about a name, or where `where` is left out a module, that is not here."""
    full = f"streamlit.{name}" if where is None or "." in name else f"st.{name}"
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        if (said := INSTEAD.get(".".join(parts[:end]))) is not None:
            return f"There is no {full}. {said}"
    if where is not None and (close := difflib.get_close_matches(parts[-1], _names(where), n=1, cutoff=0.75)):
        return f"There is no {full}. Did you mean {full.removesuffix(parts[-1])}{close[0]}?"
    return f"There is no {full}. jupyterlit has what Streamlit documents, not what is inside."


def _names(where: StreamlitModule) -> list[str]:
    if where.part:
        return list(NAMES[where.part])
    return [name for name in vars(importlib.import_module(OURS)) if not name.startswith("_")]


class _NoMore(MetaPathFinder):
    """Says of modules that are not here what there is."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.startswith(f"{ROOT}."):
            raise ModuleNotFoundError(_missing(fullname.removeprefix(f"{ROOT}.")), name=fullname)
        return None


def _old_method(block: Any, name: str) -> Any:
    """Return what a method of containers did that Streamlit has no more."""
    if not name.startswith("__"):
        try:
            return bind_old(name, lambda today: getattr(block, today))
        except KeyError:
            pass
        if name in INSTEAD:
            raise AttributeError(f"There is no {name}() any more. {INSTEAD[name]}")
    raise AttributeError(f"{type(block).__name__!r} object has no attribute {name!r}", name=name, obj=block)


def _install() -> None:
    for part in NAMES:
        module = StreamlitModule(part)
        sys.modules[module.__name__] = module
    root = sys.modules[ROOT]
    root.__version__ = VERSION  # type: ignore[attr-defined]
    sys.modules[__package__ or ""].streamlit = root  # type: ignore[attr-defined]
    sys.meta_path.insert(0, _NoMore())
    blocks: Any = importlib.import_module(f"{OURS}.delta_generator").DeltaGenerator
    blocks.__getattr__ = _old_method


_install()
