"""What readers feel: fields beside runs that take long, elements that come and go, quick clicks, very many widgets."""

import time

import streamlit as st

state = st.session_state
for name in ("runs", "clicks", "worked"):
    state.setdefault(name, 0)
state.runs += 1


def write_word() -> None:
    state.word = "written"


def write_other() -> None:
    state.other = "written"


if st.button("Click"):
    state.clicks += 1
st.text(f"clicks {state.clicks}")
above = st.container()
if st.button("Work") or state.get("slow"):
    time.sleep(1.5)
    state.worked += 1
# What comes and goes before the fields.
for line in range(state.worked % 2 * 3):
    above.text(f"line {line}")
st.text(f"worked {state.worked}")
state.setdefault("word", "")
if state.get("shout"):
    state.word = state.word.upper()
word = st.text_input("Word", key="word")
st.text(f"word {word!r}")
st.text_input("Other", key="other")
st.text(f"other {state.other!r}")
st.button("Write the word", on_click=write_word)
st.button("Write the other", on_click=write_other)
st.toggle("Slow", key="slow")
st.toggle("Shout", key="shout")
amount = st.slider("Amount", 0, 100, 20, step=10)
st.text(f"amount {amount}")
number = st.number_input("Number", 0, 1000, 5)
st.text(f"number {number}")
if st.toggle("Many"):
    total = sum(bool(st.checkbox(f"Box {index}")) for index in range(250))
    total += sum(bool(st.text_input(f"Field {index}")) for index in range(250))
    st.text(f"filled {total}")
st.text(f"runs {state.runs}")
