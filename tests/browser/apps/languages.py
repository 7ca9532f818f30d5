import datetime as dt

import jupyterlit as st

st.title("An app in English")
with st.sidebar:
    st.selectbox("Region", ["North", "South"], index=None, key="region")
    st.feedback("faces", key="faces")
left, right = st.columns(2)
left.multiselect("Species", ["Adelie", "Gentoo", "Chinstrap"], key="species")
left.text_input("Name", max_chars=20, help="Who you are", key="name")
left.number_input("Mass", 0, 9000, key="mass")
right.date_input("Days", (dt.date(2026, 3, 1), dt.date(2026, 3, 9)), key="days")
right.file_uploader("Photos", ["png", "jpg"], accept_multiple_files=True, key="photos")
right.text_input("Secret", type="password", key="secret")
st.dataframe({"n": range(1200), "word": ["a", "b"] * 600}, key="table")
st.json([1, 2, 3], expanded=False)
