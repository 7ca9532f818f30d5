"""Which rows pass which filters."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.dataframes import slices
from jupyterlit.dataframes.filters import matching
from jupyterlit.dataframes.slices import Superseded
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import Filter
from tests.conftest import refused

NOON = dt.datetime(2026, 1, 1, 12)  # noqa: DTZ001
TABLE = pa.table(
    {
        "n": pa.array([1, 2, None, 4]),
        "f": pa.array([0.5, float("nan"), None, 4.0]),
        "s": pa.array(["Oslo", "lima", "", None]),
        "c": pa.array(["Oslo", "lima", "", None]).dictionary_encode(),
        "b": pa.array([True, False, None, True]),
        "d": pa.array([dt.date(2026, 1, day) for day in (1, 2, 3, 4)]),
        "t": pa.array([NOON + dt.timedelta(days=day) for day in range(4)]),
        "z": pa.array([NOON + dt.timedelta(hours=12 * half) for half in range(4)]).cast(
            pa.timestamp("ms", "Europe/Oslo")
        ),
        "o": pa.array([dt.time(9, 30), dt.time(10), None, dt.time(23, 59, 59)]),
        "p": pa.array([dt.timedelta(seconds=90), dt.timedelta(days=2), None, dt.timedelta(0)]),
        "m": pa.array([Decimal("1.10"), Decimal("2.20"), None, Decimal("-3.00")]),
        "l": pa.array([[1, 2], [], None, [3]]),
    }
)


def rows(column: str, op: str, *values: str | None, table: Any = TABLE) -> list[int]:
    wanted = Filter(column=column, op=op, values=values)  # type: ignore[arg-type]
    return matching(table, "", [wanted], lambda: True).to_pylist()


@pytest.mark.parametrize(
    ("column", "op", "values", "passing"),
    [
        ("n", "between", ("2", "4"), [1, 3]),
        ("n", "between", ("1.5", None), [1, 3]),
        ("n", "between", (None, "1.5"), [0]),
        ("n", "between", (None, None), [0, 1, 3]),
        ("f", "between", ("0.5", "9"), [0, 3]),
        ("m", "between", ("-3", "1.1"), [0, 3]),
        ("d", "between", ("2026-01-02", "2026-01-03"), [1, 2]),
        ("t", "between", ("2026-01-02", "2026-01-02"), [1]),
        ("t", "between", ("2026-01-01T12:00", "2026-01-02T12:00:00"), [0, 1]),
        ("z", "between", ("2026-01-01", "2026-01-01"), [0]),
        ("z", "between", ("2026-01-02T00:00Z", None), [1, 2, 3]),
        ("o", "between", ("09:45", "23:59:59"), [1, 3]),
        ("p", "between", ("0.5", "100"), [0]),
        ("s", "contains", ("L",), [0, 1]),
        ("c", "contains", ("L",), [0, 1]),
        ("n", "contains", ("4",), [3]),
        ("l", "contains", ("[1",), [0]),
        ("s", "not_contains", ("l",), [2, 3]),
        ("c", "not_contains", ("l",), [2, 3]),
        ("s", "equals", ("OSLO",), [0]),
        ("s", "starts_with", ("o",), [0]),
        ("s", "ends_with", ("A",), [1]),
        ("s", "contains", ("ö",), []),
        ("n", "in", ("1", "4"), [0, 3]),
        ("n", "in", ("1", None), [0, 2]),
        ("n", "not_in", ("1", None), [1, 3]),
        ("f", "in", (None,), [1, 2]),
        ("s", "in", ("Oslo", None), [0, 2, 3]),
        ("c", "not_in", ("Oslo",), [1, 2, 3]),
        ("b", "in", ("true",), [0, 3]),
        ("d", "in", ("2026-01-03",), [2]),
        ("t", "in", ("2026-01-02 12:00:00.000000",), [1]),
        ("o", "in", ("10:00:00.000000",), [1]),
        ("p", "in", ("2 days 00:00:00",), [1]),
        ("n", "empty", (), [2]),
        ("f", "empty", (), [1, 2]),
        ("s", "empty", (), [2, 3]),
        ("c", "not_empty", (), [0, 1]),
        ("l", "empty", (), [2]),
    ],
)
def test_rows_pass(column: str, op: str, values: tuple[str | None, ...], passing: list[int]) -> None:
    assert rows(column, op, *values) == passing
    chunked = pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)])
    assert rows(column, op, *values, table=chunked) == passing


@pytest.mark.parametrize(
    ("column", "op", "values", "message"),
    [
        ("x", "empty", (), "The table has no column 'x' to filter by."),
        ("n", "between", ("a", None), "The filter of 'n' needs ends of type int64; it has 'a', None."),
        ("d", "between", ("soon", None), "The filter of 'd' needs ends of type date32[day]; it has 'soon', None."),
        ("s", "between", ("a", "b"), "The filter of 's' needs ends of type string; it has 'a', 'b'."),
        ("n", "between", ("1",), "The filter of 'n' needs two ends, of which one may be missing; it has '1'."),
        ("n", "in", ("a",), "The filter of 'n' needs values of type int64; it has 'a'."),
        ("s", "contains", (), "The filter of 's' needs one text; it has nothing."),
    ],
)
def test_filters_that_do_not_fit_are_refused(
    column: str, op: str, values: tuple[str | None, ...], message: str
) -> None:
    with refused(InvalidValue, message):
        rows(column, op, *values)


def test_a_number_beyond_the_column_is_no_error() -> None:
    assert rows("n", "between", "0", "1e30") == [0, 1, 3]
    assert rows("n", "between", None, "-99999999999999999999") == []


@pytest.mark.parametrize(
    ("search", "passing"),
    [("oslo", [0]), ("2026-01-02", [1]), ("2.2", [1]), ("true", [0, 3]), ("[3]", [3]), ("nowhere", []), ("Ö", [])],
)
def test_a_search_looks_everywhere(search: str, passing: list[int]) -> None:
    assert matching(TABLE.drop_columns(["z"]), search, [], lambda: True).to_pylist() == passing


def test_a_table_without_columns_has_no_matches() -> None:
    assert matching(pa.table({}), "x", [], lambda: True).to_pylist() == []


def test_long_tables_are_searched_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "ROWS", 7)
    table = pa.table({"n": range(100)})
    wanted = Filter(column="n", op="between", values=("10", "90"))
    expected = [n for n in range(10, 91) if "3" in str(n)]
    assert matching(table, "3", [wanted], lambda: True).to_pylist() == expected


def test_nobody_waits_for_a_search_that_nobody_wants() -> None:
    with pytest.raises(Superseded):
        matching(TABLE, "a", [], lambda: False)
