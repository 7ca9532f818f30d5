import hashlib

import streamlit as st

st.title("Files of readers")


def about(file):
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{file.name} {file.size} {digest}"


one = st.file_uploader("One table", type="csv", key="one", help="Of penguins")
if one:
    st.text(f"One: {about(one)}")

many = st.file_uploader("Many files", accept_multiple_files=True, key="many", max_upload_size=100)
st.text(f"Many: {[about(file) for file in many]}")

st.file_uploader("A folder", accept_multiple_files="directory", key="folder")
st.text(f"Folder: {[file.name for file in st.session_state.folder]}")

st.file_uploader("Nothing", disabled=True, key="off")
st.file_uploader("A narrow one", width=200, key="narrow")

with st.form("form", clear_on_submit=True):
    inside = st.file_uploader("In a form", key="inside")
    st.form_submit_button("Send")
st.text(f"Form: {inside and inside.name}")
