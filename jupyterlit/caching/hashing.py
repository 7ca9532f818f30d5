"""Arguments of functions → keys."""

from __future__ import annotations

import dataclasses
import datetime as dt
import decimal
import enum
import fractions
import inspect
import io
import pathlib
import re
import struct
import types
import uuid
from collections.abc import Callable, Collection, Mapping
from typing import Any, cast

import msgspec
import xxhash

from jupyterlit.dataframes.fingerprint import fingerprint
from jupyterlit.dataframes.table import library_of
from jupyterlit.media.uploaded_file import UploadedFile

HashFuncs = Mapping[str | type, Callable[[Any], Any]]

_PLAIN = frozenset({int, float, str, bytes, bool, type(None)})
_REFUSED = (
    types.FunctionType, types.MethodType, types.ModuleType, types.GeneratorType, types.CoroutineType, io.IOBase,
)  # fmt: skip
_SETS: tuple[type, ...] = (set, frozenset)
_TEXTUAL = (
    dt.date, dt.time, dt.timedelta, dt.tzinfo, decimal.Decimal, fractions.Fraction, uuid.UUID, pathlib.PurePath, range,
    complex, slice, types.EllipsisType,
)  # fmt: skip
# What counts of a value, by its type.
_PARTS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Collection[Any]]], ...] = (
    (enum.Enum, lambda value: [value.name]),
    (_TEXTUAL, lambda value: [repr(value)]),
    (type, lambda value: [type_name(value)]),
    ((bytearray, memoryview), lambda value: [bytes(value)]),
    (re.Pattern, lambda value: [value.pattern, value.flags]),
    (UploadedFile, lambda value: [value.name, value.digest, value.tell()]),
    ((io.BytesIO, io.StringIO), lambda value: [value.getvalue(), value.tell()]),
)
_pack = msgspec.msgpack.Encoder().encode


class Unhashable(Exception):
    """A value for which there is no key."""

    def __init__(self, value: object) -> None:
        super().__init__(type(value))
        self.kind: str = type_name_of(value)


def type_name(kind: type) -> str:
    """Return the full name of a type, as `hash_funcs` may name it."""
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def type_name_of(value: object) -> str:
    """Return the full name of the type of a value."""
    return type_name(type(value))


def key_of_values(values: Mapping[str, Any], hash_funcs: HashFuncs | None = None) -> str:
    """Return the key of a call's arguments.

    Raises
    ------
    Unhashable
        By the name of the argument: `error.__notes__` holds it.
    """
    if not hash_funcs and _PLAIN.issuperset(map(type, values.values())):
        try:
            return xxhash.xxh3_128_hexdigest(_pack(tuple(values.items())))
        except (OverflowError, UnicodeEncodeError):  # an int of more than 64 bits, half a character
            pass
    hasher = Hasher(hash_funcs or {})
    for name, value in values.items():
        hasher.add(name)
        try:
            hasher.add(value)
        except Unhashable as error:
            error.add_note(name)
            raise
    return hasher.digest()


def bound_arguments(function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments that count, by name and with defaults: however they are passed they are the same.

    Raises
    ------
    TypeError
        The call does not fit the function, as Python says it.
    """
    values = _bound_by_name(function, args, kwargs)
    if values is not None:
        return {name: value for name, value in values.items() if not name.startswith("_")}
    try:
        signature = inspect.signature(function)
    except ValueError:  # one written in C that does not say
        return {"args": args, **kwargs}
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    found: dict[str, Any] = {}
    for name, value in bound.arguments.items():
        if signature.parameters[name].kind is inspect.Parameter.VAR_KEYWORD:
            extra = sorted(cast("dict[str, Any]", value).items())
            found.update({f"**{key}": item for key, item in extra if not key.startswith("_")})
        elif not name.startswith("_"):
            found[name] = value
    return found


def _bound_by_name(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the arguments of a plain call of a plain function; `inspect` takes ten times longer."""
    code = getattr(function, "__code__", None)
    if not isinstance(code, types.CodeType) or hasattr(function, "__wrapped__"):
        return None
    if code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS) or code.co_posonlyargcount:
        return None
    count = code.co_argcount
    names = code.co_varnames[: count + code.co_kwonlyargcount]
    passed = {**dict(zip(names, args, strict=False)), **kwargs}
    if len(args) > count or len(passed) != len(args) + len(kwargs):
        return None
    defaults: tuple[Any, ...] = getattr(function, "__defaults__", None) or ()
    keyword_defaults: dict[str, Any] = getattr(function, "__kwdefaults__", None) or {}
    values = {**dict(zip(names[count - len(defaults) : count], defaults, strict=True)), **keyword_defaults, **passed}
    return {name: values[name] for name in names} if values.keys() == set(names) else None


class Hasher:
    """Takes in values of any kind, one after another; `put` adds bytes, and says what they are."""

    def __init__(self, hash_funcs: HashFuncs) -> None:
        self._hash = xxhash.xxh3_128()
        self._hash_funcs = hash_funcs
        self._within: dict[int, int] = {}

    def digest(self) -> str:
        return self._hash.hexdigest()

    def put(self, tag: str, data: bytes | memoryview = b"") -> None:
        self._hash.update(f"{tag}:{len(data)}:".encode())
        self._hash.update(data)

    def add(self, value: Any) -> None:
        """Add a value; one that contains itself ends where it begins again."""
        kind = cast("type[object]", type(value))
        if self._hash_funcs and (own := self._own(kind)) is not None:
            self.put("own", type_name(kind).encode())
            value = own(value)
            kind = cast("type[object]", type(value))
        if kind in _PLAIN:
            self._plain(kind, value)
            return
        if id(value) in self._within:
            self.put("again", str(self._within[id(value)]).encode())
            return
        self._within[id(value)] = len(self._within)
        try:
            if kind is list or kind is tuple:
                self._sequence(kind, value)
            elif kind is dict:
                self._sequence(dict, [part for item in value.items() for part in item])
            else:
                self._add(kind, value)
        finally:
            del self._within[id(value)]

    def _own(self, kind: type[object]) -> Callable[[Any], Any] | None:
        return self._hash_funcs.get(kind) or self._hash_funcs.get(type_name(kind))

    def _plain(self, kind: type[object], value: Any) -> None:
        if kind is str:
            self.put("str", value.encode("utf8", "surrogatepass"))
        elif kind is bytes:
            self.put("bytes", value)
        elif kind is float:
            self.put("float", struct.pack("<d", value))
        else:
            self.put(kind.__name__, repr(value).encode())

    def _add(self, kind: type[object], value: Any) -> None:
        for kinds, parts_of in _PARTS:
            if issubclass(kind, kinds):
                self._sequence(kind, parts_of(value))
                return
        if issubclass(kind, _REFUSED):
            self.unknown(value)
            return
        if issubclass(kind, _SETS):
            self._sequence(kind, sorted(key_of_values({"": item}, self._hash_funcs) for item in value))
            return
        if dataclasses.is_dataclass(kind):
            self._sequence(kind, [(field.name, getattr(value, field.name)) for field in dataclasses.fields(kind)])
        elif not self._table(kind, value):
            self.other(value)

    def _sequence(self, kind: type[object], items: Collection[Any]) -> None:
        name = type_name(kind)
        if not self._hash_funcs and _PLAIN.issuperset(map(type, items)):
            try:
                self.put(f"{name} of plain", _pack(list(items)))
            except (OverflowError, UnicodeEncodeError):  # an int of more than 64 bits, half a character
                pass
            else:
                return
        self.put(f"{name} of {len(items)}")
        for item in items:
            self.add(item)

    def _table(self, kind: type[object], value: Any) -> bool:
        """Add frames, arrays and pictures by their memory."""
        digest = fingerprint(value)
        if digest is None and library_of(value) == "PIL" and hasattr(value, "tobytes"):
            digest = xxhash.xxh3_128_hexdigest(value.tobytes()) + f"{value.mode}{value.size}{value.info.keys()}"
        if digest is not None:
            self.put(type_name(kind), digest.encode())
        return digest is not None

    def unknown(self, value: Any) -> None:
        """Add what is no data.

        Raises
        ------
        Unhashable
            Always: there is no key for it.
        """
        raise Unhashable(value)

    def other(self, value: Any) -> None:
        """Add any other object by what it would be pickled as."""
        try:
            reduced = value.__reduce_ex__(4)
        except Exception as error:  # what objects raise that cannot be pickled is theirs
            raise Unhashable(value) from error
        self.put("object", type_name_of(value).encode())
        if isinstance(reduced, str):
            self.put("name", reduced.encode())
            return
        maker, arguments, *more = reduced
        self.put("maker", f"{getattr(maker, '__module__', '')}.{getattr(maker, '__qualname__', maker)}".encode())
        self.add(arguments)
        for part in more:
            self.add(list(part) if hasattr(part, "__next__") else part)
