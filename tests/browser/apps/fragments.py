import time

import streamlit as st

state = st.session_state


def count(name):
    state[name] = state.get(name, 0) + 1
    return f"{name} {state[name]}"


st.title("Fragments and dialogs")
st.text(count("app"))
weighing = st.container(border=True)


@st.fragment(key="scales")
def scales():
    st.text(count("scales"))
    grams = st.slider("Grams", 0, 10, 4)
    weighing.metric("Weight", f"{grams} g")
    if st.button("Fail"):
        raise ValueError("The scales are broken.")


scales()
st.button("Weigh again", on_click=lambda: st.rerun("scales"))


@st.fragment(run_every="0.2s")
def clock():
    st.text(count("tick"))


if st.checkbox("Clock"):
    clock()


@st.dialog("Which island?", icon=":material/map:")
def choose():
    st.markdown("Penguins live on *three* of them.")
    island = st.selectbox("Island", ["Biscoe", "Dream", "Torgersen"])
    st.text_input("Why?", key="why")
    if st.button("Take it", type="primary"):
        state.island = island
        st.rerun()


if st.button("Choose"):
    choose()
st.text(f"Island: {state.get('island')}")


def note_dismissal():
    state.dismissed = True


@st.dialog("Details", position="right", width="medium", on_dismiss=note_dismissal)
def details():
    st.text("Adelie, 3.7 kg")
    st.line_chart([3.7, 3.8, 3.25, 3.45])


if st.button("Details"):
    details()
st.text(f"Dismissed: {state.get('dismissed')}")


@st.dialog("Wait", dismissible=False)
def wait():
    if st.button("Done"):
        time.sleep(0.2)
        st.rerun()


if st.button("Wait"):
    wait()
