"""Pills, segments, ratings, menus and links: what they return, and how often the script has run."""

import streamlit as st

st.session_state.runs = st.session_state.get("runs", 0) + 1
MANY = [f"Option {number}" for number in range(24)]


def show(name: str, value: object) -> None:
    st.text(f"{name} = {value!r}")


st.title("Choices")
st.text(f"runs {st.session_state.runs}")
show(
    "island",
    st.pills("Island", ["Biscoe", ":material/home: **Dream**", "Torgersen"], help="Of Antarctica", key="island"),
)
show("several", st.pills("Several", ["a", "b", "c"], selection_mode="multi", default=["c"], key="several"))
show("span", st.segmented_control("Span", ["Day", "Week", "Month"], default="Day", required=True, key="span"))
show("bound", st.segmented_control("Bound", [1, 2], format_func=lambda n: f"No {n}", key="bound", bind="query-params"))
st.pills("Fixed", ["a", "b"], default="a", disabled=True, key="fixed")
st.pills("Wrapped", MANY, key="wrapped")
st.pills("In a line", MANY, wrap=False, default="Option 20", key="line")
st.segmented_control("Wide", ["a", "b", "c"], width="stretch", key="wide")
show("thumb", st.feedback("thumbs", key="thumb"))
show("face", st.feedback("faces", key="face", default=2))
show("stars", st.feedback("stars", key="stars"))
show(
    "action", st.menu_button("Table", ["Copy", ":material/delete: **Delete**", "Duplicate"], key="action", help="Acts")
)
show("many", st.menu_button("Long", MANY, type="primary", icon=":material/list:", key="many"))
st.menu_button("Closed", ["a"], disabled=True, key="closed")
st.link_button("Go", "about:blank", icon=":material/link:", key="go")
show("told", st.link_button("Tell", "about:blank", on_click="rerun", type="primary", shortcut="Ctrl+J", key="told"))
st.link_button("Nowhere", "about:blank", disabled=True, key="nowhere")
with st.form("form"):
    inside = st.pills("Inside", ["x", "y"], key="inside")
    rated = st.feedback("stars", key="rated")
    st.form_submit_button("Send")
show("inside", (inside, rated))
st.menu_button("Empty", [])
