"""Options: anything that has some, and their labels."""

from __future__ import annotations

import array
import threading
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jupyterlit.elements.options import Options, as_options, own
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused

pa_any: Any = pa  # it has no types of its own


class Size(Enum):
    S = 1
    M = 2


class Box:
    """Has no `==`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


HAVE_OPTIONS: list[tuple[Any, list[Any]]] = [
    (None, []), (5, [5]), ("abc", ["abc"]), (b"ab", [b"ab"]), ([1, "a"], [1, "a"]), ((1, 2), [1, 2]),
    (range(2), [0, 1]), ({"a": 1}, ["a"]), ({1}, [1]), (frozenset([1]), [1]), ({"a": 1}.values(), [1]),
    (iter("ab"), ["a", "b"]), (Size, [Size.S, Size.M]), (array.array("i", [1]), [1]),
    (np.array([1, 2]), [1, 2]), (np.array([[1, 2], [3, 4]]), [1, 3]), (np.array(5), []),
    (pd.Series([1.5, 2]), [1.5, 2.0]), (pd.Index(["a"]), ["a"]), (pd.Categorical(["x", "y", "x"]), ["x", "y", "x"]),
    (pd.DataFrame({"a": [1], "b": [2]}), [1]), (pd.DataFrame(), []),
    (pd.MultiIndex.from_tuples([(1, 2)]), [(1, 2)]),
    (pl.Series(["a"]), ["a"]), (pl.DataFrame({"a": [1], "b": [2]}), [1]), (pl.DataFrame(), []),
    (pa_any.array(["a"]), ["a"]), (pa_any.chunked_array([[1], [2]]), [1, 2]), (pa_any.table({"a": [1]}), [1]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "options"), HAVE_OPTIONS)
def test_anything_that_has_options_has_these(given: Any, options: list[Any]) -> None:
    found = as_options(given)
    assert found == options
    assert [type(option) for option in found] == [type(option) for option in options]


def test_a_label_is_what_travels() -> None:
    options = Options("st.x", [1, 2, None], lambda value: f"n{value}")
    assert options.labels == ["n1", "n2", "nNone"]
    assert [options.dump(value) for value in (2, None)] == ["n2", "nNone"]
    assert options.parse("n2") == 2
    assert options.order("n2") == 1


def test_the_first_of_two_like_labels_is_meant() -> None:
    assert Options("st.x", [1, "1", 1.0]).parse("1") == 1
    assert type(Options("st.x", ["1", 1]).parse("1")) is str


def test_what_is_no_option_is_refused_unless_additions_are_taken() -> None:
    with pytest.raises(ValueError, match="'c' is not among the options"):
        Options("st.x", ["a"]).parse("c")
    with pytest.raises(TypeError):
        Options("st.x", ["a"]).parse(["a"])
    free = Options("st.x", ["a"], free=True)
    assert [free.offers(label) for label in ("a", "c", "")] == [True, True, False]
    assert (free.parse("c"), free.dump("c")) == ("c", "c")


def test_a_value_of_another_run_is_known_by_its_label() -> None:
    options = Options("st.x", [Box("a"), Box("b")])
    assert options.has(Box("b"))
    assert not options.has(Box("c"))
    assert options.match(Box("b")).name == "b"
    by_name = Options("st.x", ["a"], {"a": "A"}.__getitem__)
    assert not by_name.has("gone")
    assert not by_name.has([])
    assert by_name.dump("gone") == "gone"


def test_an_author_names_options_by_themselves() -> None:
    box = Box("a")
    assert Options("st.x", [Box("a"), box]).place(box, "value") == 1
    assert Options("st.x", [1, 2]).place(2.0, "value") == 1
    assert Options("st.x", [np.array([1, 2]), 5]).place(5, "value") == 1
    old = Enum("Size", ["S", "M"])
    assert Options("st.x", Size).place(old["M"], "value") == 1
    with refused(InvalidValue, "st.x: value='2' is not among the options. Pass one of them."):
        Options("st.x", [1, 2]).place("2", "value")


def test_a_function_makes_the_labels() -> None:
    assert Options("st.x", [1, 2], lambda value: value * 10).labels == ["10", "20"]
    with refused(InvalidType, "st.x: format_func='upper' cannot be called. Pass a function, or leave it out."):
        Options("st.x", ["a"], "upper")  # type: ignore[arg-type]


def test_what_can_be_copied_is() -> None:
    lock = threading.Lock()
    given: dict[str, Any] = {"n": [1]}
    copy = own(given)
    assert copy == given
    assert copy["n"] is not given["n"]
    assert own(lock) is lock
