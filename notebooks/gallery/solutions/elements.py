"""The elements and their masses, to look up."""

import streamlit as st
from formulas import elements

st.title("Elements")
st.caption("Standard atomic weights; of radioactive elements the mass of the longest-lived isotope.")

wanted = st.text_input("Find", placeholder="Symbol, name or number", icon=":material/search:").strip().lower()
known = elements()
if wanted:
    known = known[
        known["name"].str.contains(wanted, regex=False)
        | (known["symbol"].str.lower() == wanted)
        | (known["number"].astype(str) == wanted)
    ]
if known.empty:
    st.info("There is no such element.", icon=":material/search_off:")
else:
    st.dataframe(
        known,
        hide_index=True,
        height="content" if len(known) < 10 else 420,
        column_config={
            "number": st.column_config.NumberColumn("Number", width=80),
            "symbol": st.column_config.TextColumn("Symbol", width=80),
            "name": "Name",
            "atomic_mass": st.column_config.ProgressColumn("Mass (g/mol)", format="%.4f", min_value=0, max_value=300),
        },
    )
