"""Functions and their arguments → keys."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import dataclasses
import datetime as dt
import decimal
import enum
import functools
import io
import operator
import pathlib
import re
import threading
import types
import uuid
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from PIL import Image

from jupyterlit.caching.hashing import Unhashable, bound_arguments, key_of_values


@dataclasses.dataclass
class City:
    name: str
    degrees: int


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Thing:
    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


class Other(Thing):
    """The same attributes, another type."""


def key(value: object, **hash_funcs: Any) -> str:
    return key_of_values({"x": value}, hash_funcs.get("hash_funcs"))


DIFFERENT: list[list[Any]] = [
    [1, 1.0, True, "1", b"1", None, 0, (1,), [1], {1}, {1: 1}, 2**70, 2**70 + 1],
    ["a", "b", "", "\ud800"],
    [0.0, -0.0, float("nan"), float("inf"), 1 + 2j],
    [(1, 2), (2, 1), [1, 2], (1, (2,)), ((1,), 2), ((1, 2),)],
    [{"a": 1, "b": 2}, {"a": 2, "b": 1}, {"ab": 12}, {"a": 1}, [("a", 1), ("b", 2)]],
    [{1, 2}, {1, 3}, frozenset({1, 2}), set[int]()],
    [b"ab", bytearray(b"ab"), memoryview(b"ab"), io.BytesIO(b"ab"), io.StringIO("ab")],
    [dt.date(2020, 1, 1), dt.datetime(2020, 1, 1), dt.time(1), dt.timedelta(1), pd.Timestamp("2020")],  # noqa: DTZ001
    [decimal.Decimal("1.0"), decimal.Decimal("1.00"), uuid.UUID(int=1), range(1), range(2), slice(1)],
    [pathlib.PurePosixPath("a"), pathlib.PurePosixPath("b"), "a"],
    [Color.RED, Color.BLUE, Color, City, 1],
    [City("Oslo", 4), City("Oslo", 5), {"name": "Oslo", "degrees": 4}],
    [Thing(a=1), Thing(a=2), Thing(b=1), Other(a=1)],
    [re.compile("a"), re.compile("b"), re.compile("a", re.IGNORECASE)],
    [np.arange(3), np.arange(3.0), np.arange(4), np.zeros((3, 1)), np.float64(1), np.array([[1], "x"], dtype=object)],
    [pd.Series([1]), pd.Series([2]), pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [[1]]}), pd.Index([1])],
    [pl.DataFrame({"a": [1]}), pl.DataFrame({"a": [2]}), pl.Series([1]), pa.table({"a": [1]}), pa.table({"a": [2]})],
    [Image.new("RGB", (2, 2)), Image.new("RGB", (2, 2), "red"), Image.new("RGBA", (2, 2))],
]


@pytest.mark.parametrize("values", DIFFERENT)
def test_different_values_have_different_keys(values: list[Any]) -> None:
    keys = [key(value) for value in values]
    assert len(set(keys)) == len(keys)


EQUAL: list[Callable[[], Any]] = [
    lambda: {"a": [1, {"b": (2, None)}]},
    lambda: {f"item {i}" for i in range(50)},
    lambda: City("Oslo", 4),
    lambda: Thing(parts={1, 2}, nested=Thing(a=np.arange(3))),
    lambda: pd.DataFrame({"a": [1, 2], "s": ["x", None]}),
    lambda: pd.DataFrame({"o": [[1], {"k": 2}]}),
    lambda: pl.DataFrame({"a": [1], "s": ["x"]}),
    lambda: np.random.default_rng(0).standard_normal(10),
    lambda: Image.new("RGB", (3, 3), "blue"),
    lambda: functools.partial(int, "7", base=8),
    lambda: types.SimpleNamespace(a=1),
]


@pytest.mark.parametrize("make", EQUAL)
def test_equal_values_have_one_key(make: Callable[[], Any]) -> None:
    assert key(make()) == key(make())


def test_a_set_has_one_key_whatever_its_order() -> None:
    assert key({0, 8, 16}) == key({16, 8, 0})
    assert key(Thing(s={0, 8, 16})) == key(Thing(s={16, 8, 0}))


def test_a_value_that_contains_itself_has_a_key() -> None:
    def knot(number: int) -> list[Any]:
        items: list[Any] = [number]
        items.append(items)
        return items

    assert key(knot(1)) == key(knot(1))
    assert key(knot(1)) != key(knot(2))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (threading.Lock(), "_thread.lock"),
        ((i for i in range(3)), "generator"),
        (key, "function"),
        (threading, "module"),
        ([1, {"a": threading.Lock()}], "_thread.lock"),
        ({1, ("a", threading)}, "module"),
        (Thing(lock=threading.Lock()), "_thread.lock"),
    ],
)
def test_what_has_no_key_is_named(value: object, kind: str) -> None:
    with pytest.raises(Unhashable) as caught:
        key(value)
    assert caught.value.kind.removeprefix("builtins.") == kind
    assert caught.value.__notes__[-1] == "x"


def test_authors_say_what_counts() -> None:
    one, two = Thing(id=1, lock=threading.Lock()), Thing(id=1, lock=threading.Lock())
    by_type = {Thing: operator.attrgetter("id")}
    by_name = {f"{__name__}.Thing": operator.attrgetter("id")}
    assert key(one, hash_funcs=by_type) == key(two, hash_funcs=by_type) == key([one][0], hash_funcs=by_name)
    assert key([one], hash_funcs=by_type) == key([two], hash_funcs=by_type)
    assert key(one, hash_funcs=by_type) != key(Thing(id=2), hash_funcs=by_type)
    assert key({one}, hash_funcs=by_type) == key({two}, hash_funcs=by_type)
    assert key("a", hash_funcs={str: len}) == key("b", hash_funcs={str: len})


def test_names_of_arguments_count() -> None:
    assert key_of_values({"a": 1}) != key_of_values({"b": 1})
    assert key_of_values({"a": [1]}) != key_of_values({"b": [1]})


def signature(a: int, b: int = 2, *rest: int, c: int = 3, _hidden: object = None, **more: int) -> None:
    """Take arguments in all ways."""


def plain(a: int, b: int = 2, *, c: int = 3, _hidden: object = None) -> None:
    """Take arguments by position and by name."""


def test_arguments_are_the_same_however_they_are_passed() -> None:
    ways = [
        bound_arguments(plain, (1,), {}),
        bound_arguments(plain, (1, 2), {}),
        bound_arguments(plain, (), {"b": 2, "a": 1}),
        bound_arguments(plain, (1,), {"c": 3, "_hidden": object()}),
    ]
    assert ways == [{"a": 1, "b": 2, "c": 3}] * 4


def test_further_arguments_count() -> None:
    assert bound_arguments(signature, (1, 2, 3, 4), {"z": 5, "y": 6, "_x": 7}) == {
        "a": 1, "b": 2, "rest": (3, 4), "c": 3, "**y": 6, "**z": 5,
    }  # fmt: skip


@pytest.mark.parametrize(("args", "kwargs"), [((), {}), ((1, 2, 3), {}), ((1,), {"a": 1}), ((1,), {"d": 1})])
def test_a_call_that_does_not_fit_fails_as_in_python(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        bound_arguments(plain, args, kwargs)


def test_an_argument_need_not_be_comparable() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    assert bound_arguments(plain, (frame,), {})["a"] is frame
