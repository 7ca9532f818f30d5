"""Tables: of all types, large ones, ones to select in."""

import datetime as dt
import decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import streamlit as st

st.title("Tables")
changes = st.slider("Changes", 0, 9, 0)
types = pd.DataFrame(
    {
        "whole": [1, 2**60],
        "float": [1 / 3, None],
        "text": ["a", ""],
        "truth": [True, False],
        "day": [dt.date(2024, 2, 29), None],
        "at": pd.to_datetime(["2024-02-29 12:30", None]),
        "zoned": pd.to_datetime(["2024-07-01 12:00", None]).tz_localize("Europe/Oslo"),
        "span": pd.to_timedelta(["1 day 02:00:00", None]),
        "money": [decimal.Decimal("1.50"), None],
        "list": [["x", "y"], []],
        "kind": pd.Categorical(["p", "q"]),
    },
    index=["first", "second"],
)
st.dataframe(types, key="types", row_height=40)
large = pd.DataFrame(
    {"n": np.arange(10_000), "half": np.arange(10_000) / 2 + changes, "name": [f"row {n}" for n in range(10_000)]}
)
st.dataframe(large, key="large", column_config={"half": "Half", "name": {"help": "The row's name"}})
rows = st.dataframe(large.head(30), key="rows", on_select="rerun", selection_mode=["multi-row", "multi-column"])
st.text(f"rows {rows.selection.rows} columns {rows.selection.columns}")
cells = st.dataframe(large.head(5), key="cells", on_select="rerun", selection_mode="multi-cell", hide_index=True)
st.text(f"cells {cells.selection.cells}")
one = st.dataframe(large.head(5), key="one", on_select="rerun", selection_mode="single-row-required", width="content")
st.text(f"one {one.selection.rows}")
st.dataframe(pl.DataFrame({"polars": [1, 2]}), key="polars", width=300, height=200, alt="Polar numbers")
st.dataframe(pa.table({"arrow": ["x", None]}), key="arrow", placeholder="–", column_order=["arrow"])
st.dataframe({"empty": []}, key="empty")
headers = pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])
st.dataframe(pd.DataFrame([[1, 2]], columns=headers), key="headers")
typed = pd.DataFrame(
    {
        "price": [1234.5, 20.25, 3],
        "tags": [["new", "hot"], ["old"], []],
        "page": ["https://example.com/first", "https://example.com/second", None],
        "data": ['{"a": [1, 2]}', "[]", None],
        "note": ["**bold** text", "plain", None],
        "trend": [[1, 3, 2], [3, 2, 1], [1, 1, 1]],
        "done": [0.25, 1.0, None],
        "act": ["Go", "Stop", "Wait"],
    }
)
st.dataframe(
    typed,
    key="typed",
    column_config={
        "price": st.column_config.NumberColumn("Price", format="dollar", help="What **one** costs"),
        "tags": st.column_config.MultiselectColumn(options=["new", "hot"], color=["green", "red"]),
        "page": st.column_config.LinkColumn(display_text="https://example.com/(.*)"),
        "data": st.column_config.JsonColumn(),
        "note": st.column_config.MarkdownColumn(),
        "trend": st.column_config.LineChartColumn(color="auto"),
        "done": st.column_config.ProgressColumn(),
        "act": st.column_config.ButtonColumn(key="pressed"),
    },
)
pressed = st.session_state.get("pressed")
st.text(f"pressed {None if pressed is None else dict(pressed)}")
st.dataframe(pa.table({"far": pa.array(np.arange(2_000_000))}), key="far", height=250)
st.table(
    pd.DataFrame({"kind": ["**strong**", None], "part": [1 / 3, 2]}, index=pd.Index(["x", "y"], name="of")), height=90
)
