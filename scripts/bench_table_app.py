"""An app with one large Arrow table, to be measured in a browser here and under Streamlit.

`?rows=10000000` says how large, `?lazy=true` or `?lazy=false` what is passed as `lazy`. The figures below the table
say how long the script took to make the table, once, and to draw it.
"""

import time

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

CITIES = ["Oslo", "Lima", "Pune", "Cairo", "Quito", "Berlin", "Tokyo", "Lagos"]


@st.cache_resource
def table(rows: int) -> pa.Table:
    """Return a table of numbers, texts, dates and truth values, the same each time."""
    row = pa.array(range(rows), pa.int64())
    mixed = pc.bit_wise_and(pc.multiply(row, 2_654_435_761), (1 << 32) - 1)
    return pa.table(
        {
            "id": row,
            "price": pc.divide(mixed.cast(pa.float64()), 1e7),
            "count": pc.bit_wise_and(mixed, 1023),
            "city": pc.take(pa.array(CITIES), pc.bit_wise_and(pc.shift_right(mixed, 8), 7)),
            "name": pc.binary_join_element_wise("user-", mixed.cast(pa.string()), ""),
            "day": pc.add(pa.scalar(1_500_000_000), pc.shift_right(mixed, 4)).cast(pa.timestamp("s")),
            "new": pc.equal(pc.bit_wise_and(mixed, 3), 0),
        }
    )


st.set_page_config(layout="wide")
begun = time.perf_counter()
data = table(int(st.query_params.get("rows", "10000000")))
made = time.perf_counter()
st.dataframe(data, lazy={"true": True, "false": False}.get(st.query_params.get("lazy", "")))
drawn = time.perf_counter()
st.caption(f"{data.num_rows:,} rows, {data.nbytes / 1e6:.0f} MB; made {made - begun:.3f} s, drawn {drawn - made:.3f} s")
st.button("Run again")
