"""Plan the solutions of a day in the lab: how much to weigh, and what is still to be made."""

import streamlit as st

st.set_page_config(page_title="Solutions for the bench", page_icon="🧪")

# Plain data, so that the plan outlives the kernel: a session comes back with its state.
st.session_state.setdefault("plan", [])

waiting = sum(not each["made"] for each in st.session_state.plan)
page = st.navigation(
    [
        st.Page("weigh.py", title="Weigh", icon=":material/scale:", default=True),
        st.Page("bench.py", title=f"Bench ({waiting})" if waiting else "Bench", icon=":material/checklist:"),
        st.Page("elements.py", title="Elements", icon=":material/grid_view:"),
    ]
)
page.run()
