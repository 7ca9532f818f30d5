"""Tables to edit: cells of all types, rows that depend on themselves, a form, a large one."""

import datetime as dt
import json

import numpy as np
import pandas as pd
import streamlit as st

st.title("Editors")
goods = pd.DataFrame(
    {
        "name": ["bolt", "nut", "cog"],
        "price": [1.5, 2.0, None],
        "sold": [True, False, True],
        "count": [10, 20, 30],
        "state": pd.Categorical(["new", "used", "new"], categories=["new", "used", "broken"]),
        "tags": [["a"], ["a", "b"], []],
        "since": [dt.date(2024, 2, 29), dt.date(2024, 3, 1), None],
        "code": ["x1", "x2", "x3"],
    }
)
config = {
    "name": st.column_config.TextColumn(required=True, max_chars=6, width=120),
    "price": st.column_config.NumberColumn(min_value=0, step=0.5, format="%.2f", width=100),
    "sold": st.column_config.CheckboxColumn(default=False, width=80),
    "count": st.column_config.NumberColumn(width=100),
    "tags": st.column_config.MultiselectColumn(options=["a", "b", "c"], accept_new_options=True, width=160),
    "since": st.column_config.DateColumn(min_value=dt.date(2024, 1, 1), width=160),
}
st.data_editor(goods, key="goods", num_rows="dynamic", column_config=config, disabled=["code"], hide_index=True)
st.text("goods " + json.dumps(dict(st.session_state.goods), sort_keys=True))

makers = {"Opel": ["Astra", "Corsa"], "Fiat": ["Panda"]}
cars = st.data_editor(
    {"maker": ["Opel", "Fiat"], "model": ["Astra", "Panda"]},
    key="cars",
    alt="Cars",
    column_config={
        "maker": st.column_config.SelectboxColumn(options=list(makers)),
        "model": st.column_config.SelectboxColumn(options=lambda row: makers.get(row["maker"], [])),
    },
)
st.text(f"cars {cars}")

with st.form("order", clear_on_submit=True):
    ordered = st.data_editor({"item": ["tea", "jam"], "pieces": [0, 0]}, key="order", disabled=["item"])
    st.form_submit_button("Order")
st.text(f"ordered {ordered['pieces']}")

large = pd.DataFrame({"n": np.arange(200_000), "name": [f"row {n}" for n in range(200_000)]})
edited = st.data_editor(large, key="large", num_rows="dynamic", hide_index=True)
st.text(f"large {len(edited)} rows, sum {edited['n'].sum():.0f}")
st.button("Run again")
