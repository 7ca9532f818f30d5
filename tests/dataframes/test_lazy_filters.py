"""Filters that engines work out."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest

from jupyterlit.dataframes.lazy_filters import containing, passing
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import Filter
from tests.conftest import refused

FRAME = nw.from_native(pl.LazyFrame({"n": [1, 2, None], "s": ["Oslo", "", None]}))
NUMBER: Any = pa.int64()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
TEXT: Any = pa.string()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def rows(column: str, op: str, *values: str | None) -> list[str | None]:
    wanted = Filter(column=column, op=op, values=values)  # type: ignore[arg-type]
    found = FRAME.filter(passing(wanted, NUMBER if column == "n" else TEXT))
    return found.collect().get_column("s").to_list()


def test_a_text_is_found_in_any_case() -> None:
    assert FRAME.filter(containing("s", "SL")).collect().get_column("n").to_list() == [1]
    assert FRAME.filter(containing("n", "2")).collect().get_column("s").to_list() == [""]


def test_empty_cells_are_told_from_others() -> None:
    assert rows("s", "empty") == ["", None]
    assert rows("n", "not_in", "2", None) == ["Oslo"]


@pytest.mark.parametrize(
    ("column", "op", "values", "message"),
    [
        ("n", "between", ("a", None), "The filter of 'n' needs ends of type int64; it has 'a', None."),
        ("s", "between", ("a", None), "The filter of 's' needs ends of type string; it has 'a', None."),
        ("n", "between", (), "The filter of 'n' needs two ends, of which one may be missing; it has nothing."),
        ("n", "in", ("a",), "The filter of 'n' needs values of type int64; it has 'a'."),
        ("s", "equals", (None,), "The filter of 's' needs one text; it has None."),
    ],
)
def test_filters_that_do_not_fit_are_refused(
    column: str, op: str, values: tuple[str | None, ...], message: str
) -> None:
    with refused(InvalidValue, message):
        rows(column, op, *values)
