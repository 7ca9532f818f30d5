"""Who asks for rows, and which rows those are."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import Any

import pyarrow as pa

from jupyterlit.dataframes.views import KEPT, Views, chosen, packed, picked
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import RowsRequest
from tests.conftest import refused


def ask(request: int, view: str = "v", **parts: Any) -> RowsRequest:
    return RowsRequest(request=request, table="t", view=view, **parts)


def test_a_new_order_ends_what_was_asked_before() -> None:
    views = Views()
    first = views.enter(ask(1, search="a"))
    more = views.enter(ask(2, search="a", start=250, stop=500))
    assert (first(), more()) == (True, True)
    second = views.enter(ask(3, search="ab"))
    assert (first(), more(), second()) == (False, False, True)


def test_what_comes_late_is_not_wanted() -> None:
    views = Views()
    newer = views.enter(ask(5, search="ab"))
    assert views.enter(ask(4, search="a"))() is False
    assert newer()


def test_places_do_not_disturb_each_other() -> None:
    views = Views()
    wanted = [
        views.enter(ask(1)),
        views.enter(ask(2, view="other", search="x")),
        views.enter(ask(3, view="", search="y")),
        views.enter(ask(4, format="csv", search="z")),
        views.enter(ask(5, format="facts", columns=["a"], find="a")),
    ]
    assert [go_on() for go_on in wanted] == [True] * 5


def test_only_so_many_places_are_remembered() -> None:
    views = Views()
    first = views.enter(ask(0, view="first"))
    for number in range(KEPT):
        views.enter(ask(number, view=str(number)))
    assert first()
    views.enter(ask(9, view="first", search="x"))
    assert not first()


def test_columns_are_chosen_by_name() -> None:
    table = pa.table({"a": [1], "b": [2]})
    assert chosen(table, ["b", "a"]).column_names == ["b", "a"]
    assert chosen(table, []) is table
    with refused(InvalidValue, "The table has no column 'c'."):
        chosen(table, ["c"])


def test_rows_are_picked_from_any_piece() -> None:
    whole = pa.table({"n": range(10), "s": [str(n) for n in range(10)]})
    pieces = pa.concat_tables([whole.slice(0, 3), whole.slice(3, 0), whole.slice(3, 5), whole.slice(8)])
    for positions in ([9, 0, 3, 3, 7, 2], [4], []):
        wanted = pa.array(positions, pa.int32())
        assert picked(pieces, wanted).to_pylist() == whole.take(wanted).to_pylist() == picked(whole, wanted).to_pylist()


def test_a_large_dictionary_stays_here() -> None:
    many = pa.array([f"city {n}" for n in range(1000)]).dictionary_encode()
    few = pa.array(["a", "b"] * 500).dictionary_encode()
    part = packed(pa.table({"many": many, "few": few}).slice(10, 3))
    assert part.to_pydict() == {"many": ["city 10", "city 11", "city 12"], "few": ["a", "b", "a"]}
    assert len(part["many"].chunk(0).dictionary) == 3
