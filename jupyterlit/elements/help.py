"""st.help: what an object is, how it is called and what it has."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from types import GetSetDescriptorType, ModuleType
from typing import Any, cast

import msgspec

from jupyterlit.elements.arguments import WidthWithoutContent, check_width
from jupyterlit.elements.author_source import argument_text
from jupyterlit.protocol.base import Element
from jupyterlit.tree import Block, BlockT

_LONGEST = 1_000  # characters of a value


class _ThisPackage:
    """Stands for this package, which is not complete before its elements are."""

    def __repr__(self) -> str:
        return "jupyterlit"


_THIS_PACKAGE = _ThisPackage()


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Something an object has: its value, or the first line of its documentation."""

    name: str
    type: str
    value: str | None = None
    doc: str | None = None


class Help(Element, tag="help"):
    """What there is to know of an object.

    `name` is what its author has written for it, `value` how it is called or what it is.
    """

    type: str
    name: str = ""
    value: str = ""
    doc: str = ""
    members: tuple[Member, ...] = ()


def help(self: BlockT, obj: Any = _THIS_PACKAGE, *, width: WidthWithoutContent = "stretch") -> BlockT:
    """Show what an object is: its type, how it is called, its documentation and what it has.

    Parameters
    ----------
    obj
        The object; this package if not given.
    width
        "stretch", or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the description: call a method on it to replace it.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.help(sorted)
    """
    room = check_width("st.help", width, content=False)
    if obj is _THIS_PACKAGE:
        return self.add_element(_described(sys.modules["jupyterlit"], "streamlit", room))
    return self.add_element(_described(obj, argument_text(0), room))


def show_help(block: Block, obj: Any, index: int) -> None:
    """Show what an object is that was given as an argument of the author's call."""
    block.add_element(_described(obj, argument_text(index), "stretch"))


def is_code(value: object) -> bool:
    """Tell whether an object is one to be called or imported, and not data."""
    return _is_routine(value) or isinstance(value, type | ModuleType)


def _is_routine(value: object) -> bool:
    # From Python 3.14 on what functools.partial makes counts as one; its text says more than its signature.
    return not isinstance(value, partial) and inspect.isroutine(value)


def _described(obj: Any, name: str, width: int | Any) -> Help:
    return Help(
        type=_type_of(obj),
        name=name,
        value=_value_of(obj),
        doc=inspect.getdoc(obj) or "",
        members=tuple(_members(obj)),
        width=width,
    )


def _type_of(obj: object) -> str:
    return "class" if isinstance(obj, type) else type(obj).__name__


def _value_of(obj: Any) -> str:
    """Return how an object is called; of one that cannot be, or has more to say, its text."""
    if isinstance(obj, ModuleType):
        return ""
    kind = cast("type[object]", type(obj))
    if is_code(obj) or (callable(obj) and kind.__repr__ is object.__repr__):
        return _call(obj)
    return _call(kind) if kind.__repr__ is object.__repr__ else _text(obj)


def _call(obj: Any) -> str:
    if isinstance(getattr(obj, "__self__", None), Block):
        name = f"st.{obj.__name__}"
    else:
        kind = cast("type[object]", type(obj))
        module = getattr(obj, "__module__", None) or kind.__module__
        name = f"{module}.{getattr(obj, '__qualname__', None) or kind.__qualname__}"
    try:
        return f"{name}{_signature(obj)}"
    except (TypeError, ValueError):  # made in C
        return f"{name}(...)"


@dataclass(frozen=True, slots=True)
class _Written:
    """An annotation as the author has written it, without the quotes around it."""

    text: str

    def __repr__(self) -> str:
        return self.text


def _signature(obj: Any) -> inspect.Signature:
    signature = inspect.signature(obj)
    parameters = [each.replace(annotation=_written(each.annotation)) for each in signature.parameters.values()]
    return signature.replace(parameters=parameters, return_annotation=_written(signature.return_annotation))


def _written(annotation: Any) -> Any:
    return _Written(annotation) if isinstance(annotation, str) else annotation


def _text(obj: object) -> str:
    try:
        text = repr(obj)
    except Exception as error:  # in the author's class
        text = f"<no repr: {error}>"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _members(obj: Any) -> Iterator[Member]:
    """Give what an object has: data first, then what can be called, then classes."""
    if _is_routine(obj):
        return
    found = [_member(obj, name) for name in _names(obj)]
    for rank in range(3):
        yield from (member for place, member in found if place == rank)


def _names(obj: Any) -> list[str]:
    try:
        return sorted(name for name in dir(obj) if not name.startswith("_"))
    except Exception:  # in the author's class
        return []


def _member(obj: Any, name: str) -> tuple[int, Member]:
    """Return a member and its rank; what an object computes when it is asked is not asked for."""
    static = cast("object", inspect.getattr_static(obj if isinstance(obj, type) else type(obj), name, None))
    kind = type(static)
    known: object = () if isinstance(obj, type) else getattr(obj, "__dict__", ())
    computed = kind is cached_property and name not in cast("dict[str, object]", known)
    if computed or kind in (property, GetSetDescriptorType):
        return 0, Member(name=name, type="property", doc=_first_line(static))
    try:
        value = getattr(obj, name)
    except Exception:  # in the author's class, or a field that has not been set
        return 0, Member(name=name, type="property", doc="")
    if isinstance(value, ModuleType):
        return 3, Member(name=name, type="module")
    if isinstance(value, type):
        return 2, Member(name=name, type="class", doc=_first_line(cast("type[object]", value)))
    if _is_routine(value):
        return 1, Member(name=name, type=_type_of(value), doc=_first_line(value))
    return 0, Member(name=name, type=type(value).__name__, value=_text(value))


def _first_line(obj: object) -> str:
    return (inspect.getdoc(obj) or "").partition("\n")[0]
