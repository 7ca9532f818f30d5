"""What a reader has: typed, chosen, stored."""

import threading

import streamlit as st

st.session_state.setdefault("seen", set())
name = st.text_input("Name", key="name")
st.session_state.seen.add(name)
size = st.slider("Size", 0, 10, 3)
with st.form("order"):
    note = st.text_input("Note")
    st.form_submit_button("Order")
if st.button("Wait"):
    st.text("waiting")
    threading.Event().wait(60)
st.text(f"{name} {size} {note} {sorted(st.session_state.seen)}")
