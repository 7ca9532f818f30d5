"""Two forms: one that Enter submits and that empties itself, one that only its button submits."""

import streamlit as st

st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"runs {st.session_state.runs}")
with st.form("first", clear_on_submit=True):
    name = st.text_input("Name")
    age = st.slider("Age", 0, 99, 30)
    likes = st.multiselect("Likes", ["tea", "coffee"])
    sent = st.form_submit_button("Send", type="primary")
st.text(f"first {(name, age, likes, sent)}")
with st.form("second", enter_to_submit=False, border=False):
    note = st.text_area("Note")
    agree = st.checkbox("Agree")
    st.form_submit_button("Save", icon="💾")
st.text(f"second {(note, agree)}")
outside = st.text_input("Outside")
st.text(f"outside {outside!r}")
