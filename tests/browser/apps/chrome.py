"""What stands around an app: menu, sidebar, logo, toasts, and what flies over the page."""

import time

import pandas as pd
import streamlit as st

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">'
    '<rect width="120" height="40" rx="8" fill="#1a62c4"/></svg>'
)

st.set_page_config("Chrome", ":penguin:", menu_items={"Get help": "https://example.org/help", "About": "By *us*."})
st.set_page_config(initial_sidebar_state="auto")


@st.cache_data
def stamp() -> float:
    return time.time()


st.logo(LOGO, size="large", link="https://example.org", icon_image="🐧")
st.sidebar.header("Side")
st.sidebar.slider("Bill", 0, 100, 40)
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.title("Chrome")
st.text(f"Run {st.session_state.runs}")
st.text(f"Cached at {stamp()}")
with st.container(horizontal=True):
    if st.button("One"):
        st.toast("Saved *one*.", icon=":material/check:")
    if st.button("Many"):
        for number in range(5):
            st.toast(f"Toast {number}", duration="long")
    if st.button("Changing"):
        message = st.toast("Reading …", duration="infinite", icon="🐧")
        time.sleep(1)
        message.toast("Read", duration="infinite")
    if st.button("Balloons"):
        st.balloons()
    if st.button("Snow"):
        st.snow()
    if st.button("Slow"):
        time.sleep(3)
    if st.button("Wrong"):
        st.toast("x", duration="forever")
    if st.button("Wrong logo"):
        st.logo("nowhere.png")
st.text_input("Word", key="word")
st.text_area("Words", key="words")
st.dataframe(pd.DataFrame({"a": range(5), "b": range(5)}), key="table")
st.image(LOGO, caption="A picture")
st.line_chart(pd.DataFrame({"y": [1, 3, 2]}), height=200)
st.text("last line")
