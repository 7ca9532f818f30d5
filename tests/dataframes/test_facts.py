"""What a column holds."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.dataframes import facts
from jupyterlit.dataframes.facts import facts_of
from jupyterlit.protocol.messages import Facts

NOON = dt.datetime(2026, 1, 1, 12)  # noqa: DTZ001


def known(column: Any, find: str = "") -> tuple[Facts, list[tuple[Any, str, int]]]:
    found, values = facts_of(pa.chunked_array([column]), find)
    return found, [(row["value"], row["key"], row["count"]) for row in values.to_pylist()]


def test_numbers_have_ends_and_values() -> None:
    assert known(pa.array([2, 1, None, 2])) == (
        Facts(kind="number", least="1", most="2", empty=1, distinct=2),
        [(2, "2", 2), (1, "1", 1)],
    )


def test_texts_have_values() -> None:
    column = pa.array(["b", "a", "", None, "b"])
    expected = (Facts(kind="text", least=None, most=None, empty=2, distinct=2), [("b", "b", 2), ("a", "a", 1)])
    assert known(column) == known(column.dictionary_encode()) == expected
    assert known(column, "A")[1] == [("a", "a", 1)]


@pytest.mark.parametrize(
    ("values", "kind", "least", "most"),
    [
        (pa.array([dt.date(2026, 1, 2), dt.date(2026, 1, 1)]), "date", "2026-01-01", "2026-01-02"),
        (pa.array([NOON]), "datetime", "2026-01-01T12:00:00", "2026-01-01T12:00:00"),
        (
            pa.array([NOON]).cast(pa.timestamp("ns", "Europe/Oslo")),
            "datetime",
            "2026-01-01T13:00:00+01:00",
            "2026-01-01T13:00:00+01:00",
        ),
        (pa.array([dt.time(9), dt.time(8)]), "time", "08:00:00", "09:00:00"),
        (pa.array([dt.timedelta(seconds=1.5)]), "duration", "1.5", "1.5"),
        (pa.array([1.5, float("nan")]), "number", "1.5", "1.5"),
        (pa.array([True]), "boolean", None, None),
        (pa.array([[1]]), "other", None, None),
        (pa.array([], pa.int64()), "number", None, None),
    ],
)
def test_the_ends_are_what_a_filter_takes(values: Any, kind: str, least: str | None, most: str | None) -> None:
    found, _ = known(values)
    assert (found.kind, found.least, found.most) == (kind, least, most)


def test_too_many_values_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_SAMPLE", 50)
    monkeypatch.setattr(facts, "_MANY", 20)
    found, values = known(pa.array(range(100)))
    assert (found.distinct, values) == (None, [])
    found, values = known(pa.array(range(100)), "99")
    assert (found.distinct, values) == (1, [(99, "99", 1)])


def test_the_most_frequent_values_are_listed() -> None:
    found, values = known(pa.array([n for n in range(300) for _ in range(1 + n % 2)]))
    assert found.distinct == 300
    assert len(values) == facts.VALUES
    assert values[0] == (1, "1", 2)
