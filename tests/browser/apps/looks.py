"""Every element that a reader meets, in the states that look different."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

LONG = "A label that says a good deal more than there is room for in one line of a narrow column, and then some"
PETS = ["Cat", "Dog", "Axolotl", "A very long name of a pet that nobody could ever call across a meadow"]
FRAME = pd.DataFrame({"name": ["Ada", "Ben", "Cleo"], "weight": [3.25, 41.0, None], "fed": [True, False, True]})


@st.dialog("A question", icon=":material/help:")
def ask() -> None:
    st.write("Everybody reads the **answer**.")
    st.text_input("Answer")
    st.selectbox("Who", PETS, key="who")
    st.button("Send", type="primary")


@st.dialog("At the side", position="right", width="small")
def aside() -> None:
    st.write("Beside the page.")
    st.checkbox("Agreed")


def home() -> None:
    st.title("Catalogue", help="Of every element")
    st.caption("In the states that look different. A [link](https://example.org) in it.")

    st.header("Buttons", divider="blue")
    with st.container(horizontal=True):
        st.button("Primary", type="primary")
        st.button("Secondary", help="With help", shortcut="Ctrl+K")
        st.button("Tertiary", type="tertiary")
        st.button("Icon", icon=":material/add:")
        st.button("", icon=":material/delete:", help="Delete", key="bare")
    with st.container(horizontal=True):
        st.button("Primary off", type="primary", disabled=True)
        st.button("Secondary off", disabled=True)
        st.button("Tertiary off", type="tertiary", disabled=True)
        st.download_button("Download", "a", "a.txt", icon=":material/download:")
        st.download_button("Download off", "a", "b.txt", disabled=True)
    with st.container(horizontal=True):
        st.link_button("Link", "https://example.org", icon=":material/open_in_new:")
        st.link_button("Link off", "https://example.org", disabled=True)
        st.menu_button("Menu", PETS[:3], key="menu")
        st.menu_button("Menu off", PETS, disabled=True)
        with st.popover("Popover", icon=":material/tune:"):
            st.write("Within the popover")
            st.toggle("A switch", key="inner")
            st.slider("How much", key="inner slider")
        st.popover("Popover off", disabled=True)
    with st.container(horizontal=True):
        if st.button("Dialog"):
            ask()
        if st.button("Side dialog"):
            aside()
        if st.button("Toast"):
            st.toast("Saved as **draft**", icon=":material/check:", duration="infinite")
        if st.button("Fail"):
            raise ValueError("Nothing to fail with")
    st.button(LONG, width="stretch")

    st.header("Choices", divider="green")
    left, right = st.columns(2)
    left.checkbox("Unchecked", help="With help")
    left.checkbox("Checked", value=True)
    left.toggle("Switch")
    left.toggle("Switched", value=True)
    left.checkbox(LONG, key="long check")
    right.checkbox("Off", disabled=True)
    right.checkbox("Checked off", value=True, disabled=True)
    right.toggle("Switch off", disabled=True)
    right.toggle("Switched off", value=True, disabled=True)
    right.checkbox("Hidden", label_visibility="collapsed", key="hidden check")
    left.radio("Radio", PETS, captions=["purrs", "barks", "", "waits"])
    right.radio("Radio off", PETS[:3], disabled=True)
    right.radio("In a row", PETS[:3], horizontal=True, index=None)
    left.selectbox("One of", PETS, help="With help")
    right.selectbox("One off", PETS, disabled=True)
    left.selectbox("None yet", PETS, index=None, placeholder="Any pet")
    right.selectbox(LONG, PETS, index=3)
    left.multiselect("Several", PETS, PETS[:2])
    right.multiselect("Several off", PETS, PETS[:2], disabled=True)
    left.multiselect("None of them", PETS)
    right.multiselect("All", PETS, PETS, key="all")
    left.pills("Pills", PETS[:3], default="Dog")
    right.pills("Pills off", PETS[:3], default="Dog", disabled=True)
    left.segmented_control("Segments", PETS[:3], default="Cat")
    right.segmented_control("Segments off", PETS[:3], default="Cat", disabled=True)
    left.feedback("stars", default=3)
    right.feedback("stars", default=1, disabled=True, key="stars off")
    left.feedback("faces", default=1)
    right.feedback("thumbs", default=1)
    left.pagination(9, default=4)
    right.pagination(3, disabled=True, key="pages off")

    st.header("Numbers, dates, colours", divider="orange")
    left, right = st.columns(2)
    left.slider("Slider", 0, 100, 30, help="With help")
    right.slider("Slider off", 0, 100, 30, disabled=True)
    left.slider("Range", 0.0, 1.0, (0.25, 0.75))
    right.select_slider("Sizes", ["S", "M", "L"], "M")
    left.number_input("Number", 0, 10, 3)
    right.number_input("Number off", 0, 10, 3, disabled=True)
    left.date_input("Date", dt.date(2026, 3, 4))
    right.date_input("Date off", dt.date(2026, 3, 4), disabled=True)
    left.date_input("Days", (dt.date(2026, 3, 4), dt.date(2026, 3, 9)))
    right.date_input("No date", None)
    left.time_input("Time", dt.time(8, 45))
    right.time_input("Time off", dt.time(8, 45), disabled=True)
    left.datetime_input("Moment", dt.datetime(2026, 3, 4, 8, 45))  # noqa: DTZ001
    right.datetime_input("Moment off", dt.datetime(2026, 3, 4, 8, 45), disabled=True)  # noqa: DTZ001
    left.color_picker("Colour", "#1a62c4")
    right.color_picker("Colour off", "#1a62c4", disabled=True)

    st.header("Texts to write, files to give", divider="violet")
    left, right = st.columns(2)
    left.text_input("Text", "words", max_chars=20, help="With help", icon=":material/search:")
    right.text_input("Text off", "words", disabled=True)
    left.text_input("Empty", placeholder="Something")
    right.text_input("Password", "secret", type="password")
    left.text_area("Prose", "one\ntwo")
    right.text_area("Prose off", "one\ntwo", disabled=True)
    left.file_uploader("Files", accept_multiple_files=True, type=["csv", "txt"])
    right.file_uploader("Files off", disabled=True)
    left.camera_input("Camera")
    right.camera_input("Camera off", disabled=True)
    left.audio_input("Recording")
    right.audio_input("Recording off", disabled=True)
    st.container(key="within").chat_input("Say something", accept_file=True, accept_audio=True, key="chat")
    st.container().chat_input("Nobody listens", disabled=True, key="chat off")

    st.header("What is going on", divider="red")
    st.success("All went **well**, see [there](https://example.org).", icon=":material/check_circle:")
    st.info("For your information: `code` in it.")
    st.warning("Careful", title="A title")
    st.error("It failed.")
    st.exception(ValueError("A value that is wrong"))
    st.progress(0.4, "On the way")
    with st.status("Running", expanded=True):
        st.write("Step one")
    st.status("Done", state="complete")
    st.status("Failed", state="error", type="compact")
    st.skeleton(height=60)
    with st.spinner("Waiting"):
        pass

    st.header("Texts", divider="rainbow")
    st.subheader("A subheader", anchor="sub")
    st.markdown(
        "Some **bold**, *slanted*, ~~gone~~, `code`, :red[red], :blue-background[blue], :green-badge[badge], $x^2$, "
        ":orange[orange] :violet[violet] :gray[gray] :rainbow[rainbow] :small[small] :material/home:\n\n"
        "> A quotation\n\n1. One\n2. Two\n   - nested\n\n- [ ] open\n- [x] done\n\n"
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n---\n\nEnd"
    )
    with st.container(horizontal=True):
        for color in ("red", "orange", "yellow", "green", "blue", "violet", "gray", "primary"):
            st.badge(color, color=color, icon=":material/star:")
    st.code("def f(x: int) -> str:\n    # A comment\n    return f'{x + 1}' if x else None", line_numbers=True)
    st.json({"a": [1, 2.5, "three"], "b": None, "c": {"d": True}})
    st.latex(r"\sum_{k=1}^{n} k = \frac{n(n+1)}{2}")
    st.text("Plain *text*")
    st.help(str.upper)
    st.write("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd, \u05d6\u05d4\u05d5 \u05de\u05e9\u05e4\u05d8.")

    st.header("Tables and figures", divider="gray")
    left, middle, right = st.columns(3)
    left.metric("Visits", "1,204", "12 %", border=True, chart_data=[3, 5, 4, 8, 6])
    middle.metric("Cost", "31 €", "-4 €", delta_color="inverse", border=True, help="With help")
    right.metric(LONG, "3.2", border=True)
    st.dataframe(FRAME, key="frame")
    st.data_editor(FRAME, num_rows="dynamic", key="editor")
    st.dataframe(FRAME.head(0), key="none")
    st.table(FRAME)
    st.bar_chart(FRAME, x="name", y="weight", height=200)

    st.header("Room", divider=True)
    one, two, three = st.tabs(["One", "Two", "Three"])
    one.write("In the first")
    two.write("In the second")
    three.write("In the third")
    with st.expander("Open", expanded=True, icon=":material/info:"):
        st.write("Inside")
    st.expander("Closed").write("Inside")
    st.expander("Compact", type="compact").write("Inside")
    with st.container(border=True):
        st.write("In a box")
    with st.form("form"):
        st.text_input("In a form", "x")
        st.form_submit_button("Submit", type="primary")
    tiles = st.grid(3, border=True)
    for pet in PETS[:3]:
        tiles.cell().write(pet)
    with st.container(height=100):
        for line in range(9):
            st.text(f"Line {line}")
    st.divider()
    with st.chat_message("user"):
        st.write("A question")
    with st.chat_message("assistant"):
        st.write("An **answer**\n\n```python\nprint('x')\n```")
    st.page_link("https://example.org", label="A page link", icon=":material/link:")
    st.page_link("https://example.org", label="A page link off", disabled=True)
    st.text("The end")


def other() -> None:
    st.title("Another page")


st.set_page_config("Catalogue", layout="wide", menu_items={"About": "All there is."})
st.logo(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 24"><rect width="24" height="24" rx="6" fill="#1a62c4"/>'
    '<text x="32" y="18" font-family="sans-serif" font-size="16" fill="#1a62c4">Looks</text></svg>'
)
page = st.navigation(
    {
        "Shown": [st.Page(home, title="Catalogue", icon=":material/palette:", default=True)],
        "More": [
            st.Page(other, title="Another page", icon=":material/pets:"),
            st.Page(other, title="A third", url_path="third"),
        ],
    }
)
with st.sidebar:
    st.header("Aside")
    st.text_input("Search")
    st.selectbox("Kind", PETS, key="kind")
    st.slider("At least", key="least")
    st.radio("Order", ["Up", "Down"])
    st.button("Apply", width="stretch")
page.run()
