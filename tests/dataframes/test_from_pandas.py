"""What pandas has besides columns."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import pandas as pd

from jupyterlit.dataframes.from_pandas import from_pandas, from_styler


def test_row_labels_of_several_levels_come_first() -> None:
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["letter", None])
    table = from_pandas(pd.DataFrame({"letter": [3, 4]}, index=index), "st.dataframe")
    assert table.index_columns == 2
    assert table.data.to_pydict() == {"__index_level_0__": ["a", "b"], "__index_level_1__": [1, 2], "letter": [3, 4]}


def test_header_rows_are_told_apart() -> None:
    columns = pd.MultiIndex.from_tuples([("a", 1), ("a", 2)])
    assert from_pandas(pd.DataFrame([[1, 2]], columns=columns), "st.dataframe").headers == (("a", "1"), ("a", "2"))


def test_odd_types_become_text() -> None:
    frame = pd.DataFrame(
        {
            "month": pd.period_range("2026-01", periods=2, freq="M"),
            "range": pd.interval_range(0, 2),
            "z": [1 + 2j, 3j],
            "mixed": [1, "a"],
        }
    )
    assert from_pandas(frame, "st.dataframe", index=False).data.to_pylist() == [
        {"month": "2026-01", "range": "(0, 1]", "z": "(1+2j)", "mixed": "1"},
        {"month": "2026-02", "range": "(1, 2]", "z": "3j", "mixed": "a"},
    ]


def test_a_styler_brings_its_looks() -> None:
    frame = pd.DataFrame({"a": [1]})
    table = from_styler(frame.style.set_caption("One"), "st.dataframe")
    assert table.styles is not None
    assert table.styles.caption == "One"
    pd.testing.assert_frame_equal(table.owner, frame)  # type: ignore[arg-type]
