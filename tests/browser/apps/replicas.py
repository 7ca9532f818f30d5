"""What a reader has of several servers: typed, clicked, uploaded, to be fetched."""

import streamlit as st

name = st.text_input("Name", key="name")
file = st.file_uploader("Letter", key="letter")
if st.button("More"):
    st.session_state.more = st.session_state.get("more", 0) + 1
text = file.getvalue().decode() if file else "nothing"
st.text(f"{name} {st.session_state.get('more', 0)} {text}")
st.download_button("Save", f"for {name}", "saved.txt")
