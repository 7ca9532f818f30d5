"""Values as text."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.dataframes.text import as_text, csv_part, csv_rows, kind_of


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        (pa.array([1, None]), "number", ["1", None]),
        (pa.array([1.5]), "number", ["1.5"]),
        (pa.array(["a"]).dictionary_encode(), "text", ["a"]),
        (pa.array([True]), "boolean", ["true"]),
        (pa.array([dt.date(2026, 5, 17)]), "date", ["2026-05-17"]),
        (pa.array([dt.datetime(2026, 5, 17, 20)]), "datetime", ["2026-05-17 20:00:00.000000"]),  # noqa: DTZ001
        (pa.array([dt.time(20, 15)]), "time", ["20:15:00.000000"]),
        (
            pa.array([dt.timedelta(days=3, seconds=5, milliseconds=250), dt.timedelta(seconds=-61), None]),
            "duration",
            ["3 days 00:00:05.25", "-0 days 00:01:01", None],
        ),
        (pa.array([[1, 2]]), "other", ["[1, 2]"]),
        (pa.array([{"a": 1}]), "other", ["{'a': 1}"]),
        (pa.array([b"\xff"]), "other", ["b'\\xff'"]),
    ],
)
def test_every_type_has_a_text(values: Any, kind: str, texts: list[str | None]) -> None:
    assert kind_of(values.type) == kind
    assert as_text(values).to_pylist() == texts


def test_a_file_begins_with_a_mark_and_the_names() -> None:
    table = pa.table({"0": [1, None], "1": ['say "hi"', None]})
    assert csv_part(table, ["n", "s, t"], head=True).to_pybytes().decode() == ('\ufeffn,"s, t"\n1,"say ""hi"""\n,\n')
    assert csv_part(table.slice(1), ["n", "s"], head=False).to_pybytes() == b",\n"


def test_parts_of_a_file_weigh_about_the_same() -> None:
    narrow = pa.table({"a": [1] * 1000})
    wide = pa.table({"a": ["x" * 10_000] * 1000})
    assert csv_rows(narrow) > 1_000_000
    assert 500 <= csv_rows(wide) < 1000
    assert csv_rows(narrow.slice(0, 0)) == 500
