"""What is planned: to edit, to tick off, and to take along."""

import pandas as pd
import streamlit as st

st.title("Bench")

plan = st.session_state.plan
if not plan:
    st.info("Nothing is planned yet.", icon=":material/science:")
    st.page_link("weigh.py", label="Plan a solution", icon=":material/scale:")
    st.stop()

st.caption("Tick off what is made; correct, sort, or delete rows.")
edited = st.data_editor(
    pd.DataFrame(plan),
    column_order=["made", "name", "grams", "mmol_per_l", "ml"],
    column_config={
        "made": st.column_config.CheckboxColumn("Made", width=80),
        "name": st.column_config.TextColumn("Solution", width=200, required=True),
        "grams": st.column_config.NumberColumn("Weigh", format="%.3f g", min_value=0.0),
        "mmol_per_l": st.column_config.NumberColumn("Concentration", format="%.1f mmol/l", disabled=True),
        "ml": st.column_config.NumberColumn("Volume", format="%.0f ml", disabled=True),
    },
    hide_index=True,
    num_rows="delete",
    key=f"plan {st.session_state.setdefault('edits', 0)}",
)

edited["made"] = edited["made"].fillna(False).astype(bool)
if (changed := edited.to_dict("records")) != plan:  # what is edited becomes the plan, and the table begins anew
    st.session_state.update(plan=changed, edits=st.session_state.edits + 1)
    st.rerun()

made = edited["made"]
cards = st.grid(3, min_column_width=155)
cards.metric("Made", f"{made.sum()} of {len(edited)}", border=True)
cards.metric("Still to weigh", f"{edited.loc[~made, 'grams'].sum():,.2f} g", border=True)
cards.metric("Volume", f"{edited['ml'].sum() / 1000:,.2f} l", border=True)
st.progress(int(made.sum()) / len(edited), "All done." if made.all() else f"{len(edited) - made.sum()} to be made")

with st.container(horizontal=True):
    st.download_button("List as CSV", edited.to_csv(index=False), "bench.csv", icon=":material/download:")
    if st.button("Clear", icon=":material/delete:"):
        st.session_state.plan = []
        st.rerun()
