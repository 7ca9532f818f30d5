"""What can be selected, and what the browser may say of it."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from jupyterlit.elements.table_selection import MODES, MOST_CELLS, Selectable, check_modes
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.messages import Filter
from tests.conftest import refused

EVERYTHING = ["multi-row", "multi-column", "multi-cell"]


def selectable(*modes: Any, rows: int = 5, table: str = "t") -> Selectable:
    def matching(search: str, filters: tuple[Filter, ...]) -> Any:
        if not search and not filters:
            return None
        return pa.array([row for row in range(rows) if row % 2 == 0])

    return Selectable(list(modes), rows, ["a", "b"], matching, table)


def selected(**parts: Any) -> dict[str, Any]:
    return {"selection": {"rows": [], "columns": [], "cells": [], **parts}}


@pytest.mark.parametrize(
    ("modes", "wire", "became"),
    [
        (EVERYTHING, {}, {}),
        (
            EVERYTHING,
            {"rows": [2, 0], "columns": ["b"], "cells": [[1, "a"]]},
            {"rows": [2, 0], "columns": ["b"], "cells": [(1, "a")]},
        ),
        (EVERYTHING, {"rows": [0, [2, 4]]}, {"rows": [0, 2, 3, 4]}),
        (EVERYTHING, {"rows": [[3, 10**12], 7, -1], "columns": ["z"], "cells": [[9, "a"], [0, "z"]]}, {"rows": [3, 4]}),
        (EVERYTHING, {"rows": [1], "all": {"search": "", "filters": []}}, {"rows": [0, 2, 3, 4]}),
        (EVERYTHING, {"rows": [], "all": {"search": "x", "filters": []}}, {"rows": [0, 2, 4]}),
        (
            EVERYTHING,
            {"all": {"search": "", "filters": [{"column": "a", "op": "empty", "values": []}]}, "rows": [0]},
            {"rows": [2, 4]},
        ),
        (["single-row"], {"rows": [3, 4], "columns": ["a"]}, {"rows": [3]}),
        (["single-row-required"], {"rows": []}, {"rows": [0]}),
        (["single-column", "single-cell"], {"columns": ["b", "a"], "cells": [[0, "a"], [1, "a"]]},
         {"columns": ["b"], "cells": [(0, "a")]}),
    ],
)  # fmt: skip
def test_what_the_browser_selects(modes: list[str], wire: dict[str, Any], became: dict[str, Any]) -> None:
    assert selectable(*modes).parse(wire) == selected(**became)


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        "rows",
        {"rows": 5},
        {"rows": ["1"]},
        {"rows": [1.0]},
        {"rows": [True]},
        {"rows": [[1, 2, 3]]},
        {"rows": [["1", 2]]},
        {"columns": [0]},
        {"cells": [[0]]},
        {"cells": [[0, 1]]},
        {"cells": [["0", "a"]]},
        {"all": True},
        {"all": {"search": 5, "filters": []}},
        {"all": {"search": "", "filters": [{"column": "a", "op": "drop", "values": []}]}},
        {"all": {"search": ""}},
        {"more": []},
    ],
)
def test_anything_else_is_not_taken(wire: Any) -> None:
    with pytest.raises((TypeError, ValueError, LookupError)):
        selectable(*EVERYTHING).parse(wire)


def test_a_selection_travels_back() -> None:
    given = selected(rows=[4, 0], columns=["a"], cells=[(0, "b")])
    table = selectable(*EVERYTHING)
    assert table.dump(given) == {"rows": [4, 0], "columns": ["a"], "cells": [[0, "b"]]}
    assert table.parse(table.dump(given)) == given


@pytest.mark.parametrize(
    ("rows", "wire"),
    [
        (list(range(5, 1005)), [[5, 1004]]),
        ([*range(200), 300, *range(400, 402)], [[0, 199], 300, [400, 401]]),
        ([*range(1, 150), 0], [[1, 149], 0]),
    ],
)
def test_many_rows_travel_in_stretches(rows: list[int], wire: list[Any]) -> None:
    table = selectable("multi-row", rows=2000)
    assert table.dump(selected(rows=rows))["rows"] == wire
    assert table.parse({"rows": wire}) == selected(rows=rows)


@pytest.mark.parametrize(
    ("search", "ends", "count", "told"),
    [("", (3, 999_999), 999_996, [[3, 6], [8, 999_999]]), ("even", (4, 999_998), 499_998, None)],
)
def test_a_million_rows_stay_as_they_are(search: str, ends: tuple[int, int], count: int, told: Any) -> None:
    wire = {"rows": [7, [0, 2]], "all": {"search": search, "filters": []}}
    table = selectable("multi-row", rows=1_000_000)
    found = table.parse(wire)
    rows = found.selection.rows
    assert (rows[0], rows[-1], len(rows)) == (*ends, count)
    kept = table.accept(found)
    assert kept == found
    assert kept.selection.rows is rows
    parts: dict[str, Any] = wire if told is None else {"rows": told}
    assert table.dump(kept) == {**parts, "columns": [], "cells": []}
    assert table.dump(kept)["rows"] is table.dump(kept)["rows"]


def test_rows_of_another_table_are_told_in_full() -> None:
    found = selectable("multi-row", rows=300_000).parse({"rows": [4], "all": {"search": "", "filters": []}})
    other = selectable("multi-row", rows=200_000, table="u")
    kept = other.accept(found)
    assert other.dump(kept) == {"rows": [[0, 3], [5, 199_999]], "columns": [], "cells": []}
    assert other.dump(kept)["rows"] is other.dump(kept)["rows"]


def test_an_author_may_select_many_rows() -> None:
    rows = [*range(150_000), 300_000, 299_000]
    kept = selectable("multi-row", rows=300_000).accept(selected(rows=rows))
    assert kept == selected(rows=[*rows[:150_000], 299_000])
    assert kept.selection.rows == [*rows[:150_000], 299_000]
    few = selectable("multi-row", rows=3).accept(kept)
    assert few == selected(rows=[0, 1, 2])
    assert selectable("single-row", rows=300_000).accept(kept) == selected(rows=[0])


def test_cells_come_in_blocks() -> None:
    table = selectable("multi-cell", rows=1_000_000)
    assert table.parse({"cells": [[[1, 2], ["a", "b"]], [4, "a"]]}) == selected(
        cells=[(1, "a"), (1, "b"), (2, "a"), (2, "b"), (4, "a")]
    )
    assert len(table.parse({"cells": [[[0, 999_999], ["a", "b"]]]}).selection.cells) == MOST_CELLS


def test_what_an_author_selects_is_cut_to_the_table() -> None:
    table = selectable(*EVERYTHING, rows=2)
    given = selected(rows=[0, 7], columns=["a", "z"], cells=[[0, "a"], (9, "a")])
    assert table.accept(given) == selected(rows=[0], columns=["a"], cells=[(0, "a")])
    assert table.accept({"selection": {"rows": [1]}}) == selected(rows=[1])


@pytest.mark.parametrize("value", [None, {}, {"rows": [1]}, {"selection": [1]}])
def test_what_is_no_selection_is_refused(value: Any) -> None:
    with refused(
        InvalidValue,
        f'st.dataframe: {value!r} is no selection. Pass {{"selection": {{"rows": [0], "columns": [], "cells": []}}}}.',
    ):
        selectable(*EVERYTHING).accept(value)


@pytest.mark.parametrize("parts", [{"rows": ["a"]}, {"rows": 5}, {"cells": [(1,)]}, {"cells": [1]}])
def test_parts_of_another_type_are_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidType, match=r"rows are whole numbers, columns are names, cells are pairs of both"):
        selectable(*EVERYTHING).accept({"selection": parts})


def test_an_empty_table_requires_nothing() -> None:
    assert selectable("single-row-required", rows=0).parse({}) == selected()


def test_modes_are_checked() -> None:
    assert check_modes("st.dataframe", "multi-row") == ["multi-row"]
    assert check_modes("st.dataframe", {"multi-cell", "single-row"}) == ["single-row", "multi-cell"]
    known = ", ".join(map(repr, MODES))
    with refused(InvalidValue, f"st.dataframe: selection_mode='rows' is unknown. Pass one or several of {known}."):
        check_modes("st.dataframe", "rows")
    with refused(InvalidValue, "st.dataframe: selection_mode has both 'single-row' and 'multi-row'. Pass one of them."):
        check_modes("st.dataframe", ["multi-row", "single-row"])
