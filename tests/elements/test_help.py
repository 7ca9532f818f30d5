"""st.help."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.help import Help, Member
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused


class Penguin:
    """A bird."""

    legs = 2

    class Egg:
        """What it lays."""

    def __init__(self, name: str = "Pingu") -> None:
        self.name = name
        self._secret = 1

    @property
    def age(self) -> int:
        """How old it is."""
        raise AssertionError("not asked for")

    @cached_property
    def weight(self) -> int:
        """How heavy it is."""
        return 4

    def swim(self, far: int) -> None:
        """Go.

        Far.
        """

    @staticmethod
    def kinds() -> int:
        return 18


@dataclass
class Island:
    """Land."""

    name: str
    area: float = 1.5


MEMBERS = (
    Member(name="age", type="property", doc="How old it is."),
    Member(name="legs", type="int", value="2"),
    Member(name="kinds", type="function", doc=""),
    Member(name="Egg", type="class", doc="What it lays."),
)


def only(run: Run) -> Help:
    (element,) = run.elements
    assert isinstance(element, Help)
    return element


def test_a_class(run: Run) -> None:
    st.help(Penguin, width=300)
    found = only(run)
    assert (found.name, found.type, found.width, found.doc) == ("Penguin", "class", 300, "A bird.")
    assert found.value == f"{__name__}.Penguin(name: str = 'Pingu') -> None"
    assert [member.name for member in found.members] == ["age", "legs", "weight", "kinds", "swim", "Egg"]
    assert [member for member in found.members if member.name not in ("swim", "weight")] == list(MEMBERS)
    assert next(member for member in found.members if member.name == "swim") == Member(
        name="swim", type="function", doc="Go."
    )


def test_an_object(run: Run) -> None:
    pingu = Penguin()
    st.help(pingu)
    found = only(run)
    assert (found.name, found.type, found.value) == (
        "pingu",
        "Penguin",
        f"{__name__}.Penguin(name: str = 'Pingu') -> None",
    )
    assert Member(name="name", type="str", value="'Pingu'") in found.members
    assert Member(name="swim", type="method", doc="Go.") in found.members


def test_an_object_that_says_what_it_is(run: Run) -> None:
    st.help(Island("Biscoe"))
    assert only(run) == Help(
        name='Island("Biscoe")',
        type="Island",
        value="Island(name='Biscoe', area=1.5)",
        doc="Land.",
        members=(Member(name="area", type="float", value="1.5"), Member(name="name", type="str", value="'Biscoe'")),
    )


CALLED: list[tuple[Any, str, str]] = [
    (len, "builtin_function_or_method", "builtins.len(obj, /)"),
    (Penguin().swim, "method", f"{__name__}.Penguin.swim(far: int) -> None"),
    (only, "function", f"{__name__}.only(run: Run) -> Help"),
    (min, "builtin_function_or_method", "builtins.min(...)"),
    (st.divider, "method", "st.divider(*, width: WidthWithoutContent = 'stretch') -> BlockT"),
]


@pytest.mark.parametrize(("value", "kind", "called"), CALLED)
def test_what_can_be_called(run: Run, value: Any, kind: str, called: str) -> None:
    st.help(value)
    found = only(run)
    assert (found.type, found.value, found.members) == (kind, called, ())


def test_a_module(run: Run) -> None:
    st.help(math)
    found = only(run)
    assert (found.name, found.type, found.value) == ("math", "module", "")
    assert found.doc.startswith("This module provides access to the mathematical functions")
    assert found.members[0] == Member(name="e", type="float", value="2.718281828459045")


def test_modules_of_a_module_are_left_out(run: Run) -> None:
    import fractions

    st.help(fractions)
    assert [member.name for member in only(run).members if member.type == "module"] == []


def test_without_an_object_it_is_this_package(run: Run) -> None:
    st.help()
    found = only(run)
    assert (found.name, found.type) == ("streamlit", "module")
    assert any(member.name == "button" and member.doc == "Show a button." for member in found.members)


def test_values_that_cannot_be_told(run: Run) -> None:
    class Broken:
        def __repr__(self) -> str:
            raise ZeroDivisionError("never")

        def __dir__(self) -> list[str]:
            raise ZeroDivisionError

    class Slotted:
        __slots__ = ("empty",)

    st.help(Broken())
    st.help(Slotted())
    st.help("a" * 2_000)
    broken, slotted, long = run.elements
    assert isinstance(broken, Help)
    assert isinstance(slotted, Help)
    assert isinstance(long, Help)
    assert (broken.value, broken.members) == ("<no repr: never>", ())
    assert slotted.members == (Member(name="empty", type="property", doc=""),)
    assert long.value == f"'{'a' * 999} …"


def test_an_object_that_is_called(run: Run) -> None:
    st.help(partial(math.pow, 2))
    assert only(run).value == "functools.partial(<built-in function pow>, 2)"


def test_a_width_of_its_content_is_none() -> None:
    with refused(InvalidValue, "st.help: width='content' is unknown. Pass a positive number of pixels, \"stretch\"."):
        st.help(len, width="content")  # type: ignore[arg-type]
