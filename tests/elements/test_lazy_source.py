"""Frames that nobody has computed, on the page."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import jupyterlit as st
from jupyterlit.elements import lazy_source
from jupyterlit.elements.dataframe import Dataframe
from jupyterlit.elements.lazy_source import LazySource
from jupyterlit.elements.table_source import FIRST_ROWS, source_of
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.messages import Filter, Rows, RowsRequest
from tests.conftest import Run

COUNT = 20_000


def lazy(count: int = COUNT) -> Any:
    return pl.LazyFrame({"n": range(count), "s": [f"Row {n}" for n in range(count)]})


def source() -> LazySource:
    found = source_of(lazy(), "st.dataframe")
    assert isinstance(found, LazySource)
    return found


def ask(of: LazySource, request: int = 1, **parts: Any) -> Rows:
    return of.rows(RowsRequest(request=request, table="", **parts))


def table(rows: Rows) -> dict[str, list[Any]]:
    assert rows.data is not None
    return pa.ipc.open_stream(rows.data.data).read_all().to_pydict()


def test_the_first_rows_travel() -> None:
    found = source()
    assert found.count == COUNT
    assert pa.ipc.open_stream(found.first.data).read_all().num_rows == FIRST_ROWS
    assert found.id == source().id
    assert found.id != source_of(lazy(COUNT + 1), "st.dataframe").id


def test_rows_at_any_depth() -> None:
    rows = ask(source(), start=1995, stop=2005)
    assert (rows.count, rows.stop) == (COUNT, 2005)
    assert table(rows)["n"] == list(range(1995, 2005))
    assert ask(source(), start=COUNT + 5, stop=COUNT + 9).stop == COUNT
    assert table(ask(source(), start=COUNT - 2, stop=COUNT + 9))["n"] == [COUNT - 2, COUNT - 1]


def test_the_engine_sorts_and_filters() -> None:
    wanted = Filter(column="s", op="contains", values=("row 1999",))
    rows = ask(source(), stop=3, sort=[("n", True)], filters=[wanted], columns=["s"])
    assert rows.count == 11
    assert table(rows) == {"s": ["Row 19999", "Row 19998", "Row 19997"], "__row__": [19999, 19998, 19997]}


def test_a_column_has_facts() -> None:
    rows = ask(source(), format="facts", columns=["n"], search="row 12")
    assert rows.facts is not None
    assert (rows.facts.least, rows.facts.most, rows.count) == ("12", "12999", 1111)


def test_a_file_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lazy_source, "CSV_BLOCK", 7_000)
    of, text, start = source(), b"", 0
    while start < COUNT:
        rows = ask(of, format="csv", start=start, sort=[("n", True)], columns=["n"])
        assert rows.data is not None
        assert start < rows.stop <= start + 7_000
        text, start = text + bytes(rows.data.data), rows.stop
    assert text.decode().split() == ["\ufeffn", *(str(n) for n in reversed(range(COUNT)))]


def test_what_is_on_the_screen_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    of = source()
    first = table(ask(of, start=0, stop=10, sort=[("n", True)]))
    computed: list[int] = []
    frame = of._frame  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(frame, "cut", computed.append)
    assert table(ask(of, start=10, stop=20, sort=[("n", True)]))["n"] == list(range(COUNT - 11, COUNT - 21, -1))
    assert (first["n"][0], computed) == (COUNT - 1, [])


def test_only_so_much_is_kept() -> None:
    of = source()
    for n in range(lazy_source.KEPT_COUNTS + 5):
        ask(of, stop=1, search=str(n))
    assert len(of._counts) == lazy_source.KEPT_COUNTS  # pyright: ignore[reportPrivateUsage]
    assert len(of._blocks) == lazy_source.KEPT_BLOCKS  # pyright: ignore[reportPrivateUsage]


def test_a_newer_order_makes_others_pointless() -> None:
    of = source()
    ask(of, request=2, view="v", stop=1, search="b")
    assert ask(of, request=1, view="v", stop=1, search="a").superseded


def test_small_frames_are_computed_at_once(run: Run) -> None:
    st.dataframe(lazy(50))
    (element,) = run.elements
    assert isinstance(element, Dataframe)
    assert element.rows == 50


def test_only_the_first_rows_if_the_author_says_so(run: Run) -> None:
    st.dataframe(lazy(), lazy=False)
    message, note = run.elements
    assert isinstance(message, Dataframe)
    assert message.rows == 10_000
    assert "10,000" in note.body  # type: ignore[attr-defined]


def test_rows_can_be_selected(run: Run) -> None:
    event = st.dataframe(lazy(), on_select="rerun", key="rows")
    assert event.selection.rows == []  # type: ignore[union-attr]
    run.rerun(rows={"rows": [], "all": {"search": "row 1234", "filters": []}})
    event = st.dataframe(lazy(), on_select="rerun", key="rows")
    assert event.selection.rows == [1234, *range(12340, 12350)]  # type: ignore[union-attr]


def test_a_test_sees_the_first_rows() -> None:
    assert source().frame().shape == (10_000, 2)


def test_what_cannot_be_computed_is_named() -> None:
    with pytest.raises(InvalidValue, match=r"^st\.dataframe: data is a LazyFrame that cannot be computed: .*nothing"):
        source_of(lazy().select("nothing"), "st.dataframe")
