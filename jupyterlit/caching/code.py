"""Functions → keys: what they do, and what they call and close over, as far as authors have written it."""

from __future__ import annotations

import functools
import os
import site
import sys
import sysconfig
import types
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import xxhash

from jupyterlit.caching.hashing import Hasher, Unhashable, type_name, type_name_of
from jupyterlit.config.sources import settings

_FUNCTIONS = (types.FunctionType, types.MethodType, functools.partial, staticmethod, classmethod, property)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of compiled code: its key and the names it looks up, those of nested functions included."""

    key: str
    names: frozenset[str]


_codes: dict[int, tuple[weakref.ref[types.CodeType], _Facts]] = {}


def key_of_function(function: Callable[..., Any]) -> str:
    """Return the key of a function: where it is defined and what it does, not on which lines.

    What it does depends on the functions and classes it calls and on the values it closes over. Of
    these count whatever the author has written; libraries are what they are.
    """
    hasher = xxhash.xxh3_128(seed=settings().get("runner.cacheHashSeed") % 2**64)
    hasher.update(f"{getattr(function, '__module__', '')}.{_name_of(function)}".encode())
    _Reach(hasher).follow(function)
    return hasher.hexdigest()


def key_of_code(code: types.CodeType) -> str:
    """Return the key of compiled code; it is computed once for each code object."""
    return _facts(code).key


def _facts(code: types.CodeType) -> _Facts:
    known = _codes.get(id(code))
    if known is not None and known[0]() is code:
        return known[1]
    hasher = xxhash.xxh3_128()
    _add_code(hasher, code)
    facts = _Facts(hasher.hexdigest(), frozenset(_names(code)))
    address = id(code)
    _codes[address] = (weakref.ref(code, lambda _: _codes.pop(address, None)), facts)
    return facts


def _names(code: types.CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)


def _add_code(hasher: xxhash.xxh3_128, code: types.CodeType) -> None:
    """Add what code does; file and lines, which change when it moves, are left out."""
    hasher.update(code.co_code)
    hasher.update(code.co_exceptiontable)
    named = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_flags)
    hasher.update(repr((named, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)).encode())
    for constant in code.co_consts:
        _add_constant(hasher, constant)


def _add_constant(hasher: xxhash.xxh3_128, constant: object) -> None:
    if isinstance(constant, types.CodeType):
        _add_code(hasher, constant)
    elif type(constant) in (tuple, frozenset):
        items = list(cast("Iterable[object]", constant))
        hasher.update(f"{type(constant).__name__} {len(items)}".encode())
        for item in items if type(constant) is tuple else sorted(items, key=repr):
            _add_constant(hasher, item)
    else:
        hasher.update(f"{type(constant).__name__} {constant!r}".encode())


def _name_of(function: Any) -> str:
    return getattr(function, "__qualname__", type(function).__qualname__)


class _Reach:
    """Goes from a function to all that its author has written and that it reaches."""

    def __init__(self, hasher: xxhash.xxh3_128) -> None:
        self._hash = hasher
        self._seen: dict[int, Any] = {}

    def follow(self, value: Any) -> None:
        """Add a function and what it reaches; deep chains of calls are no deep recursion here."""
        todo = [value]
        while todo:
            each = todo.pop()
            if id(each) not in self._seen:
                self._seen[id(each)] = each
                todo += reversed(list(self._from(each)))

    def _put(self, text: str) -> None:
        self._hash.update(text.encode("utf8", "surrogatepass"))

    def _from(self, value: Any) -> Iterator[Any]:
        """Add one thing and return what it reaches at once."""
        if isinstance(value, types.FunctionType):
            yield from self._from_function(value)
        elif isinstance(value, type):
            yield from self._from_class(value)
        elif isinstance(value, functools.partial):
            yield value.func
            self._data([value.args, value.keywords])
        elif isinstance(value, property):
            yield from (part for part in (value.fget, value.fset) if part is not None)
        else:
            inner = getattr(value, "__wrapped__", None) or getattr(value, "__func__", None)
            if inner is not None:
                yield inner
            elif callable(value) and not isinstance(value, _FUNCTIONS):
                yield type(value)

    def _from_function(self, function: types.FunctionType) -> Iterator[Any]:
        if not _is_authors(function.__code__.co_filename):
            self._put(f"\nlibrary {function.__module__}.{function.__qualname__}")
            if (inner := getattr(function, "__wrapped__", None)) is not None:
                yield inner
            return
        facts = _facts(function.__code__)
        self._put(f"\n{function.__qualname__} {facts.key}")
        self._data([function.__defaults__, function.__kwdefaults__])
        for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
            try:
                value = cell.cell_contents
            except ValueError:  # not assigned yet
                continue
            if _is_code(value):
                yield value
            else:
                self._put(f"\nover {name}")
                self._data(value)
        if (inner := getattr(function, "__wrapped__", None)) is not None:
            yield inner
        yield from self._named(facts.names, function.__globals__)

    def _named(self, names: frozenset[str], namespace: dict[str, Any]) -> Iterator[Any]:
        """Return what names that code looks up stand for: functions and classes, in modules of the author too."""
        namespaces = [namespace]
        for each in namespaces:
            for name in sorted(names & each.keys()):
                value = each.get(name)
                if isinstance(value, types.ModuleType):
                    inner = vars(value)
                    known = any(inner is other for other in namespaces)
                    if not known and _is_authors(inner.get("__file__") or "<built in>"):
                        namespaces.append(inner)
                elif _is_code(value):
                    yield value

    def _from_class(self, kind: type) -> Iterator[Any]:
        if not _is_authors_class(kind):
            self._put(f"\nlibrary {type_name(kind)}")
            return
        self._put(f"\nclass {kind.__qualname__}")
        yield from kind.__bases__
        for value in list(vars(kind).values()):
            if _is_code(value) or isinstance(value, _FUNCTIONS):
                yield value

    def _data(self, value: Any) -> None:
        hasher = _Data(self.follow)
        try:
            hasher.add(value)
        except Unhashable as error:  # within a set
            hasher.put("kind", error.kind.encode())
        self._put(hasher.digest())


class _Data(Hasher):
    """Takes in the values a function closes over: data by content, all else by its type."""

    def __init__(self, follow: Callable[[Any], None]) -> None:
        super().__init__({})
        self._follow = follow

    def unknown(self, value: Any) -> None:
        self.put("kind", type_name_of(value).encode())
        if _is_code(value):
            self._follow(value)

    def other(self, value: Any) -> None:
        self.unknown(value)


def _is_code(value: Any) -> bool:
    """Tell whether a value is something to call that an author may have written."""
    if isinstance(value, type | types.FunctionType | types.MethodType | functools.partial):
        return True
    try:
        return "__wrapped__" in vars(value)
    except TypeError:  # it has no attributes
        return False


def _is_authors_class(kind: type) -> bool:
    if kind.__module__ == "__main__":
        return True
    module = sys.modules.get(kind.__module__)
    return module is None or _is_authors(getattr(module, "__file__", None) or "<built in>")


@functools.lru_cache(maxsize=4096)
def _is_authors(file: str) -> bool:
    """Tell whether a file is no library's: code without a file, of a cell say, is the author's."""
    if file.startswith("<"):
        return not file.startswith(("<frozen", "<built"))
    return not os.path.realpath(file).startswith(_library_folders())


@functools.cache
def _library_folders() -> tuple[str, ...]:
    own = str(Path(__file__).parents[1])
    paths = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders = [own, *paths, *site.getsitepackages(), site.getusersitepackages()]
    return tuple(os.path.realpath(folder) + os.sep for folder in folders)
