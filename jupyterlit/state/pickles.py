"""Values as bytes, each by itself, so that one that cannot be pickled takes no other with it."""

from __future__ import annotations

import io
import math
import pickle
import sys
import weakref
from collections.abc import Iterable, Mapping
from typing import Any

import cloudpickle

_Cloud: Any = cloudpickle  # it has no types
_type: Any = type  # of a value of any class
Place = tuple[str, str]
Values = dict[Place, Any]

PLAIN = 2000  # items that are looked at before a value is pickled without looking further
_INTEGERS = 2**63
PENDING: Any = object()  # stands for a value that is opened later


class _TooLarge(Exception):
    """There is no room for a value."""


def dump_all(values: Mapping[Place, Any], limit: int, lost: dict[Place, str]) -> dict[Place, bytes]:
    """Return values pickled, and note in `lost` why others are not."""
    pickled: dict[Place, bytes] = {}
    for at, value in values.items():
        if value is PENDING:
            continue
        try:
            pickled[at] = dump(value, limit)
        except _TooLarge:
            lost[at] = f"it is a {_kind(value)} of more than {limit:,} bytes"
        except Exception as error:  # of any class: authors' objects say in their own words why not
            lost[at] = f"it is a {_kind(value)}, which cannot be pickled: {error}"
    return pickled


def dump(value: Any, limit: int) -> bytes:
    """Return a value pickled; raises what its class does, or if there are more bytes than `limit`."""
    file = _Room(limit)
    _Pickler(file, limit).dump(value)
    return file.getvalue()


def load(data: bytes) -> Any:
    """Return what was pickled: by us, for its bytes can be any program."""
    return pickle.loads(data)


def is_plain(value: Any) -> bool:
    """Tell whether a value is the same once it has been JSON: of JSON's own types, and nothing in it twice."""
    kind = _type(value)
    if kind is str:
        return value.isascii() or _is_text(value)
    if value is None or kind is bool:
        return True
    if kind is int:
        return -_INTEGERS <= value < _INTEGERS
    if kind is float:
        return math.isfinite(value)
    return (kind is list or kind is dict) and _is_tree(value)


def _is_tree(value: Any) -> bool:
    seen = {id(value)}
    waiting: list[Any] = [value]
    left = PLAIN
    while waiting:
        each = waiting.pop()
        left -= len(each)
        if left < 0 or (_type(each) is dict and not all(type(key) is str and _is_text(key) for key in each)):
            return False
        items: Iterable[Any] = each.values() if _type(each) is dict else each
        for item in items:
            if _type(item) is not list and _type(item) is not dict:
                if not is_plain(item):
                    return False
            elif id(item) in seen:
                return False
            else:
                seen.add(id(item))
                waiting.append(item)
    return True


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Room(io.BytesIO):
    """A file with room for so many bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: Any, /) -> int:
        if self.tell() + memoryview(data).nbytes > self._limit:
            raise _TooLarge
        return super().write(data)


class _Pickler(_Cloud.Pickler):
    """Pickles what is defined in a script or notebook by value, too.

    A class of the notebook is found by its name again, if the notebook has it there as well.
    """

    def __init__(self, file: io.BytesIO, limit: int) -> None:
        super().__init__(file)  # pyright: ignore[reportUnknownMemberType]
        self._limit = limit

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, type):
            if obj.__module__ == "__main__" and _found(obj.__qualname__) is obj:
                return _class_named, (obj.__qualname__, _by_value(obj, self._limit))
        elif (size := getattr(obj, "pickled_size", None)) is not None and isinstance(size, int) and size > self._limit:
            raise _TooLarge
        return super().reducer_override(obj)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


_classes: weakref.WeakKeyDictionary[type, bytes] = weakref.WeakKeyDictionary()


def _by_value(cls: type, limit: int) -> bytes:
    data = _classes.get(cls)
    if data is None:
        try:
            data = _Cloud.dumps(cls)
        except Exception:  # what it refers to cannot be pickled: then it is known by its name alone
            data = b""
        if len(data) > limit:
            raise _TooLarge
        _classes[cls] = data
    return data


def _class_named(name: str, data: bytes) -> Any:
    found = _found(name)
    if isinstance(found, type):
        return found
    if not data:
        raise LookupError(f"There is no class {name} in the notebook.")
    return pickle.loads(data)


def _found(name: str) -> Any:
    """Return what has this name in the notebook."""
    found: Any = sys.modules.get("__main__")
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def _kind(value: Any) -> str:
    kind = _type(value)
    return kind.__name__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__name__}"
