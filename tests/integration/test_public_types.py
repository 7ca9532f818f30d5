"""Every public name as an author writes it, under strict types: pyright reads this file, and nothing runs it.

What is asserted is what an editor shows: the types that come back from widgets, blocks and decorators.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, assert_type

import jupyterlit as st
from jupyterlit.errors import InvalidValue, StreamlitAPIException
from jupyterlit.testing.v1 import AppTest

HERE = Path(__file__)
ROWS = {"a": [1, 2], "b": [3, 4]}


def texts() -> None:
    st.set_page_config("Penguins", ":penguin:", layout="wide")
    st.logo("logo.png")
    st.title("Penguins", anchor="top").markdown("A block is what comes back")
    st.header("Header", divider="blue")
    st.subheader("Subheader")
    st.caption("Caption")
    st.text("Text")
    st.markdown(":blue[Text]", text_alignment="center")
    st.latex(r"\bar x")
    st.code("1 + 1", language="python", line_numbers=True)
    st.badge("New", icon=":material/check:", color="green")
    st.html("<b>bold</b>")
    st.json({"a": [1, 2]})
    st.help(st.write)
    st.divider()
    st.space("large")
    st.empty()
    st.write("Anything", 3, ROWS)
    assert_type(st.write(), None)
    for shown in (st.info, st.success, st.warning, st.error):
        shown("Text", icon="🐧")
    st.exception(ValueError("Text"))
    st.toast("Text", duration="long")
    st.balloons()
    st.snow()
    st.progress(0.5, "Half")
    st.write_stream(word for word in ("one", "two"))


def charts_and_media() -> None:
    st.altair_chart(object())
    st.area_chart(ROWS)
    st.bar_chart(ROWS, x="a", y=["b"], stack=False)
    st.line_chart(ROWS, color="#ff0000")
    st.scatter_chart(ROWS)
    st.map({"lat": [1.0], "lon": [2.0]})
    st.echarts_chart({"series": []})
    st.graphviz_chart("digraph { a -> b }")
    st.mermaid_chart("graph TD; A-->B")
    st.plotly_chart({"data": []})
    st.pydeck_chart()
    st.pyplot(object())
    st.vega_lite_chart(ROWS, {"mark": "bar"})
    st.dataframe(ROWS, column_config={"a": st.column_config.NumberColumn("A", format="%d")})
    st.data_editor(ROWS, num_rows="dynamic")
    st.table(ROWS, border="horizontal")
    st.metric("Weight", 4.2, "-1 %", delta_color="inverse")
    st.image(b"", caption="Image")
    st.audio(b"", loop=True)
    st.video("film.mp4", subtitles="film.vtt")
    st.pdf(b"")
    st.iframe("https://example.org", height=300)
    st.components.v1.html("<b>bold</b>")
    st.widget(object())


def widgets() -> None:
    assert_type(st.button("Press", type="primary", on_click=texts), bool)
    assert_type(st.checkbox("On", value=True), bool)
    assert_type(st.toggle("On"), bool)
    assert_type(st.text_input("Name"), str)
    assert_type(st.text_input("Name", value=None), str | None)
    assert_type(st.text_area("Text"), str)
    assert_type(st.color_picker("Colour"), str)
    numbers()
    choices()
    moments()
    assert_type(st.feedback("stars"), int | None)
    assert_type(st.pagination(9), int)
    assert_type(st.download_button("Get", "a,b", "rows.csv"), bool)
    st.link_button("Go", "https://example.org")
    st.page_link("pages/two.py", label="Two")
    assert_type(st.menu_button("More", ["a", "b"]), str | None)
    if (file := st.file_uploader("File", type=["csv"])) is not None:
        assert_type(file.name, str)
        assert_type(file.getvalue(), bytes)
    for each in st.file_uploader("Files", accept_multiple_files=True):
        assert isinstance(each, io.IOBase)
    st.camera_input("Camera")
    st.audio_input("Microphone")
    assert_type(st.chat_input("Say"), str | None)
    if (said := st.chat_input("Say", accept_file="multiple")) is not None:
        assert_type(said.text, str)


def numbers() -> None:
    assert_type(st.number_input("Number"), float)
    assert_type(st.number_input("Number", 0, 10, 3), int)
    assert_type(st.number_input("Number", min_value=0), int)
    assert_type(st.number_input("Number", 0.0, 10.0, 3.0), float)
    assert_type(st.number_input("Number", 0, 10, None), int | None)
    assert_type(st.number_input("Number", value=None), float | None)
    assert_type(st.number_input("Number", value=None, step=1), int | None)
    assert_type(st.slider("Slider"), int)
    assert_type(st.slider("Slider", 0, 10, 3), int)
    assert_type(st.slider("Slider", 0.0, 1.0), float)
    assert_type(st.slider("Slider", 0, 10, (2, 3)), tuple[int, int])
    assert_type(st.slider("Slider", value=[0.2, 0.3]), tuple[float, float])
    assert_type(st.slider("Slider", value=dt.datetime.now(dt.UTC)), dt.datetime)
    assert_type(st.slider("Slider", value=dt.date(2026, 1, 1)), dt.date)
    assert_type(st.slider("Slider", dt.time(8), dt.time(18), step=dt.timedelta(hours=1)), dt.time)
    assert_type(st.sidebar.slider("Slider", value=(dt.time(8), dt.time(9))), tuple[dt.time, dt.time])


class Island(Enum):
    """Where penguins live."""

    DREAM = 1
    BISCOE = 2


def choices() -> None:
    assert_type(st.selectbox("One", ["a", "b"]), str)
    assert_type(st.selectbox("One", ["a", "b"], index=None), str | None)
    assert_type(st.selectbox("One", range(3), accept_new_options=True), int | str)
    assert_type(st.selectbox("One", [1, 2], None, accept_new_options=True), int | str | None)
    assert_type(st.selectbox("One", Island, format_func=lambda island: island.name), Island)
    assert_type(st.selectbox("One", {"a": 1}), str)
    assert_type(st.radio("One", [1, 2]), int)
    assert_type(st.radio("One", [1, 2], index=None), int | None)
    assert_type(st.multiselect("Many", ["a", "b"], default="a"), list[str])
    assert_type(st.multiselect("Many", [1, 2], accept_new_options=True), list[int | str])
    assert_type(st.pills("One", ["a", "b"]), str | None)
    assert_type(st.pills("One", Island, default=Island.DREAM, required=True), Island)
    assert_type(st.pills("Many", ["a", "b"], selection_mode="multi"), list[str])
    assert_type(st.segmented_control("Many", [1, 2], selection_mode="multi"), list[int])
    assert_type(st.select_slider("One", ["a", "b"]), str)
    assert_type(st.select_slider("Some", ["a", "b", "c"], value=("a", "b")), tuple[str, str])


def moments() -> None:
    assert_type(st.date_input("Day"), dt.date)
    assert_type(st.date_input("Day", None), dt.date | None)
    days = st.date_input("Days", (dt.date(2026, 1, 1), dt.date(2026, 1, 3)))
    if len(days) == 2:
        assert_type(days, tuple[dt.date, dt.date])
    assert_type(st.time_input("Time"), dt.time)
    assert_type(st.time_input("Time", None), dt.time | None)
    assert_type(st.datetime_input("Moment"), dt.datetime)
    assert_type(st.datetime_input("Moment", None), dt.datetime | None)


def selections() -> None:
    assert_type(st.dataframe(ROWS), st.DeltaGenerator)
    assert_type(st.dataframe(ROWS, on_select="rerun").selection.rows, Sequence[int])
    assert_type(st.altair_chart(object()), st.DeltaGenerator)
    assert "brush" in st.altair_chart(object(), on_select="rerun").selection
    assert_type(st.plotly_chart({"data": []}, on_select="rerun").selection.point_indices, list[int])
    assert_type(st.pydeck_chart(on_select="rerun").selection.indices, dict[str, list[int]])
    assert st.echarts_chart({"series": []}, on_select=texts).selection
    assert_type(st.data_editor(ROWS), dict[str, list[int]])
    assert_type(st.data_editor([1, 2]), list[int])


def layout() -> None:
    left, right = st.columns([2, 1], gap="large", border=True)
    assert_type(left, st.DeltaGenerator)
    right.write("Right")
    for tab in st.tabs(["One", "Two"]):
        with tab:
            st.write("Within")
    with st.container(border=True, horizontal=True), st.expander("More", expanded=True), st.popover("Open"):
        st.write("Within")
    with st.form("form", clear_on_submit=True):
        assert_type(st.form_submit_button("Send"), bool)
    with st.chat_message("user"), st.spinner("Wait"), st.echo():
        st.write("Within")
    with st.status("Working") as status:
        status.update(label="Done", state="complete")
    st.grid(2)
    st.skeleton(100)
    st.sidebar.slider("Slider")
    with st.sidebar, st.bottom:
        st.write("There")


@st.cache_data(ttl="1h", show_spinner=False)
def squares(number: int) -> list[int]:
    return [each**2 for each in range(number)]


@st.cache_resource
def model() -> io.StringIO:
    return io.StringIO()


@st.fragment(run_every="10s")
def clock(zone: str) -> None:
    st.write(zone)


@st.dialog("Sure?", width="large")
def ask(what: str) -> None:
    st.write(what)


def commands() -> Iterator[Any]:
    assert_type(squares(3), list[int])
    squares.clear()
    assert_type(model(), io.StringIO)
    clock("UTC")
    ask("this")
    st.session_state["n"] = 1
    st.session_state.n += 1
    st.session_state.setdefault("seen", set[int]())
    st.query_params["page"] = "two"
    assert_type(st.query_params.get_all("page"), list[str])
    yield st.secrets["key"]
    yield st.get_option("theme.base")
    st.set_option("client.showErrorDetails", "none")
    yield st.context.headers
    yield st.user.is_logged_in
    yield st.connection("sql", type=st.connections.SQLConnection).query("select 1")
    yield st.task(squares, 3)
    yield st.current_task()
    page = st.navigation([st.Page("one.py", title="One", default=True), st.Page(layout)])
    page.run()
    st.result(squares(2))
    yield st.apps["penguins"].value
    if page.title == "one":
        st.rerun()
    if page.title == "two":
        st.switch_page("two.py")
    if page.title == "three":
        st.stop()
    if page.title == "four":
        st.login("google")
    st.logout()


def tests() -> None:
    at = AppTest.from_string("import jupyterlit as st\nst.button('Press')").run()
    at.button[0].click().run()
    try:
        st.slider("Slider", 3, 1)
    except InvalidValue as error:
        assert_type(error, InvalidValue)
    except StreamlitAPIException:
        raise


def test_every_name_is_here() -> None:
    written = (HERE.parents[1] / "public_api.txt").read_text()
    names = set(re.findall(r"^jupyterlit\.(\w+)(?:\(|$)", written, re.MULTILINE))
    tree = ast.walk(ast.parse(HERE.read_text()))
    used = {
        node.attr
        for node in tree
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st"
    }
    # `main` is where all of them draw, and the other is called by IPython.
    assert names - used == {"load_ipython_extension", "main"}


def test_editors_are_told_that_there_are_types() -> None:
    assert (Path(st.__file__).parent / "py.typed").exists()


def test_a_script_may_take_all_names_at_once() -> None:
    code = "from jupyterlit import *\nassert callable(slider) and callable(cache_data)\nprint(sorted(dir()))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "'write'" in found
    assert "'elements'" not in found
