"""Forms: one that Enter submits and that empties itself, one that only its button submits, one whose fields depend on
each other, one in a dialog."""

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
CITIES = {"Norway": ["Oslo", "Bergen"], "France": ["Paris", "Nice"]}
calls = st.session_state.setdefault("calls", [])


@st.fragment
def choose():
    country = st.selectbox("Country", CITIES)
    city = st.selectbox("City", CITIES[country])
    street = st.text_input("Street")
    st.text(f"here {(country, city, street)}")
    return country, city, street


with st.sidebar.form("travel", clear_on_submit=True):
    chosen = choose()
    who = st.text_input("Who")
    left, right = st.columns(2)
    left.form_submit_button("Book", on_click=calls.append, args=["book"])
    right.form_submit_button("Ask", on_click=calls.append, args=["ask"])
st.text(f"travel {(*chosen, who)} {calls}")


@st.dialog("Login")
def login():
    with st.form("login"):
        user = st.text_input("User")
        secret = st.text_input("Secret", type="password")
        if st.form_submit_button("Log in"):
            if secret == "pw":
                st.session_state.user = user
                st.rerun()
            st.text(f"wrong secret {secret!r}")


if st.button("Log in here"):
    login()
st.text(f"user {st.session_state.get('user')!r}")
