"""Every widget, what it returns, and how often the script has run."""

import datetime as dt

import streamlit as st

st.session_state.runs = st.session_state.get("runs", 0) + 1
CITIES = ["Lima", "Oslo", "Rome", "Cairo", "Quito"]


def show(name: str, value: object) -> None:
    st.text(f"{name} = {value!r}")


st.title("Inputs")
st.text(f"runs {st.session_state.runs}")
st.session_state.setdefault("clicks", 0)
if st.button("Click me", key="my button", type="primary", help="Counts", icon=":material/add:"):
    st.session_state.clicks += 1
show("clicks", st.session_state.clicks)
st.button("Cannot", disabled=True)
st.button("Quiet", type="tertiary", shortcut="Ctrl+K", on_click=lambda: st.session_state.update(quiet=True))
show("quiet", st.session_state.get("quiet", False))
show("check", st.checkbox("Check", key="check", help="Checks"))
show("hidden", st.checkbox("Hidden label", label_visibility="collapsed", value=True))
st.checkbox("Fixed", value=True, disabled=True)
show("toggle", st.toggle("Toggle"))
show("radio", st.radio("Radio", CITIES[:3], captions=["warm", "cold", "warm"], index=1))
show("across", st.radio("Across", ["a", "b"], horizontal=True, index=None))
show("select", st.selectbox("Select", CITIES, help="One city"))
show("maybe", st.selectbox("Maybe", CITIES, index=None, placeholder="Any city", accept_new_options=True))
st.selectbox("Locked", CITIES, disabled=True)
show("many", st.multiselect("Many", CITIES, ["Oslo"], max_selections=3))
show("slide", st.slider("Slide", 0, 100, 30, step=5, format="%d km"))
show("span", st.slider("Span", 0.0, 1.0, (0.25, 0.75)))
show("day", st.slider("Day", dt.date(2024, 1, 1), dt.date(2024, 12, 31), dt.date(2024, 6, 1)))
show("size", st.select_slider("Size", ["S", "M", "L", "XL"], "M"))
show("whole", st.number_input("Whole", 0, 10, 3))
show("broken", st.number_input("Broken", value=None, step=0.5, format="%.2f", placeholder="Type a number"))
show("word", st.text_input("Word", "hello", max_chars=12, key="word"))
show("secret", st.text_input("Secret", type="password", label_visibility="hidden"))
st.text_input("Off", "no", disabled=True)
show("prose", st.text_area("Prose", "one\ntwo", placeholder="Write"))
if st.button("Reset"):
    del st.session_state["word"]
    st.rerun()
