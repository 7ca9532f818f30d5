"""Every widget, and what Python has of it."""

import streamlit as st

st.title("Widgets")
go = st.button("Go", key="go", help="Goes *on*")
st.button("Not now", disabled=True)
values = {
    "box": st.checkbox("Box", key="box"),
    "switch": st.toggle("Switch"),
    "radio": st.radio("Radio", ["one", "two"], captions=["first", "second"]),
    "select": st.selectbox("Select", ["red", "green", "blue"]),
    "many": st.multiselect("Many", ["a", "b", "c"], default=["a"]),
    "slide": st.slider("Slide", 0, 10, 5),
    "range": st.slider("Range", 0.0, 1.0, (0.25, 0.75)),
    "size": st.select_slider("Size", ["S", "M", "L"]),
    "number": st.number_input("Number", 0, 3, 1),
    "word": st.text_input("Word", max_chars=10, placeholder="a word"),
    "hidden": st.text_input("Hidden label", label_visibility="hidden"),
    "password": st.text_input("Secret", type="password"),
    "text": st.text_area("Text"),
}
for name, value in values.items():
    st.text(f"{name}: {value!r}")
st.text(f"go: {go}")

with st.form("form", clear_on_submit=True):
    name = st.text_input("Name")
    age = st.number_input("Age", 0, 120, 30)
    sent = st.form_submit_button("Send")
st.text(f"form: {name!r} {age} {sent}")
