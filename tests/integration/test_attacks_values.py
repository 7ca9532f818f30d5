"""What a visitor's values can do to a run: nothing that a widget does not allow, whatever they are.

The threat model and the attacks on a server stand in `test_attacks`.

JUPYTERLIT_ATTACKS=2000 python -m pytest tests/integration/test_attacks_values.py    as many, never the same ones
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import struct
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import jupyterlit as st
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.codec import decode_back, pack, unpack
from jupyterlit.protocol.messages import Filter, RowsRequest
from jupyterlit.state.widget_spec import WidgetSpec
from tests.conftest import Run

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
# How many to try of each; those of a plain run are always the same.
ATTACKS = int(os.environ.get("JUPYTERLIT_ATTACKS", "0"))
LEVEL = 900  # of lists in each other: Python's own limit is near
CHARTS: dict[str, Any] = {
    "plotly": {"data": [{"type": "scatter", "x": [1, 2], "y": [3, 4]}], "layout": {}},
    "vega": {
        "mark": "point",
        "params": [{"name": "brush", "select": "interval"}, {"name": "pick", "select": "point"}],
        "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "n", "type": "quantitative"}},
    },
    "echarts": {
        "xAxis": {"data": ["a", "b"]},
        "yAxis": {},
        "series": [{"type": "bar", "data": [1, 2], "selectedMode": "multiple"}],
    },
}
pd: Any = importlib.import_module("pandas")  # its types, and those of the next, would fill pages
pl: Any = importlib.import_module("polars")
FRAME = pd.DataFrame(
    {
        "n": [1, 2, 3],
        "x": [1.5, None, 3.0],
        "text": ["a", "b", None],
        "when": pd.to_datetime(["2024-01-01", "2024-01-02", None]),
        "span": pd.to_timedelta([1, 2, 3], unit="h"),
        "kind": pd.Categorical(["u", "v", "u"]),
        "yes": [True, False, True],
        "exact": [Decimal("1.20"), Decimal("2.30"), None],
        "parts": [["a"], [], None],
    }
)


def page() -> None:
    """Draw every widget there is, most of them in two ways."""
    st.button("button", key="button")
    st.download_button("download", b"data", key="download")
    st.checkbox("checkbox", key="checkbox")
    st.toggle("toggle", key="toggle")
    st.radio("radio", ["a", "b"], key="radio")
    st.selectbox("selectbox", ["a", "b"], key="selectbox", accept_new_options=True)
    st.multiselect("multiselect", ["a", "b"], key="multiselect", max_selections=2, accept_new_options=True)
    st.pills("pills", ["a", "b"], key="pills", selection_mode="multi")
    st.segmented_control("segmented", ["a", "b"], key="segmented")
    st.feedback("stars", key="feedback")
    st.slider("slider", 0, 10, (2, 5), key="slider")
    st.slider("dates", dt.date(2024, 1, 1), dt.date(2024, 2, 1), dt.date(2024, 1, 5), key="dates")
    st.slider("times", dt.time(1), dt.time(9), dt.time(2), key="times")
    st.select_slider("select_slider", ["a", "b", "c"], ("a", "c"), key="select_slider")
    st.text_input("text", key="text", max_chars=20)
    st.text_area("area", key="area", max_chars=20)
    st.number_input("whole", 0, 10, key="whole")
    st.number_input("number", value=None, key="number")
    st.date_input("date", None, key="date")
    st.date_input("range", (dt.date(2024, 1, 1), dt.date(2024, 1, 3)), key="range")
    st.time_input("time", None, key="time")
    st.datetime_input("datetime", None, key="datetime")
    st.color_picker("color", key="color")
    st.file_uploader("file", key="file")
    st.file_uploader("files", accept_multiple_files=True, key="files")
    st.camera_input("camera", key="camera")
    st.audio_input("audio", key="audio")
    st.chat_input("chat", key="chat", accept_file="multiple", accept_audio=True)
    st.menu_button("menu", ["a", "b"], key="menu")
    st.pagination(5, key="pagination")
    st.dataframe(FRAME, key="dataframe", on_select="rerun", selection_mode=["multi-row", "multi-column", "multi-cell"])
    st.data_editor(FRAME, key="editor", num_rows="dynamic")
    st.data_editor(pl.DataFrame({"n": [1], "text": ["a"]}), key="polars", num_rows="dynamic")
    st.data_editor([{"n": 1, "text": "a"}], key="rows")
    st.plotly_chart(CHARTS["plotly"], key="plotly", on_select="rerun")
    st.vega_lite_chart(FRAME[["n", "x"]], CHARTS["vega"], key="vega", on_select="rerun")
    st.echarts_chart(CHARTS["echarts"], key="echarts", on_select="rerun")
    with st.form("form"):
        st.text_input("in form", key="in form")
        st.form_submit_button("send", key="send")


def trying(number: int) -> settings:
    """Return how a plain run tries so many attacks."""
    return settings(
        max_examples=ATTACKS or number,
        derandomize=not ATTACKS,
        database=None,
        deadline=None,
        suppress_health_check=SLOW,
    )


# Names that widgets look for in what they are sent.
NAMES = [
    "rows", "columns", "cells", "selection", "points", "point_indices", "box", "lasso", "edited_rows", "added_rows",
    "deleted_rows", "n", "text", "when", "x", "kind", "exact", "span", "_index", "id", "files", "audio", "name", "type",
    "size", "value", "brush", "pick", "series", "dataIndex", "0", "1", "-1", "999999999999999999999", "__class__", "",
]  # fmt: skip
TEXTS = [
    "", "a", "NaN", "inf", "-0", "1e999999999", "9" * 5000, "2024-01-01", "0000-00-00", "99999-12-31", "24:00", "25:61",
    "2024-01-01T00:00:00+99:99", "PT1S", "\0", "../../etc/passwd", "\u202e", "\U0001f600", "#zzzzzz", "٣", "²", "1_0",
]  # fmt: skip
PLAIN = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.sampled_from([2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**400])
    | some.floats()
    | some.text(max_size=8)
    | some.sampled_from(TEXTS)
)
ANYTHING = some.recursive(
    PLAIN,
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(some.sampled_from(NAMES) | some.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


def nested(kind: str, level: int = LEVEL) -> Any:
    """Return lists, or dictionaries, in each other."""
    value: Any = 1
    for _ in range(level):
        value = [value] if kind == "list" else {"rows": value}
    return value


def large() -> list[Any]:
    """Return values that are large in one way or another."""
    return [
        nested("list"), nested("dict"), [1] * 1_000_000, [[]] * 100_000, {str(n): n for n in range(100_000)},
        "x" * 1_000_000, {"edited_rows": {str(n): {"n": 1} for n in range(50_000)}}, {"added_rows": [{}] * 100_000},
        {"deleted_rows": [0] * 1_000_000}, {"selection": {"rows": [0] * 1_000_000, "columns": ["n"] * 100_000}},
    ]  # fmt: skip


def specs(run: Run) -> Iterator[WidgetSpec]:
    """Yield what is known of the widgets on the page."""
    for element in run.elements:
        if (id := getattr(element, "id", None)) is not None and element.__class__.__name__ != "Form":
            try:
                yield run.state.widgets.spec(id)
            except KeyError:  # shows something and has no value
                continue


def live(run: Run, values: dict[str, Any]) -> None:
    """Let a run go by as sessions do after a visitor has sent values, and see that what is told can be sent."""
    widgets = run.state.widgets
    run.end()
    widgets.end_run(run.context.widget_ids, complete=True)
    changed, refused = widgets.receive(values)
    run.drawn, run.sent = {}, []
    run._begin()  # pyright: ignore[reportPrivateUsage]: what `rerun` does, without names
    for spec in changed:
        spec.call()
    page()
    assert msgspec.json.encode([refused, widgets.shown(), widgets.to_query(specs(run))], enc_hook=str)


@pytest.fixture
def drawn(run: Run) -> Run:
    """A page with every widget."""
    page()
    return run


def test_the_page_has_every_widget_there_is(drawn: Run) -> None:
    assert len(list(specs(drawn))) == 39


def test_a_run_outlives_whatever_a_visitor_has_sent_for_its_widgets(drawn: Run) -> None:
    @trying(30)
    @given(some.data())
    def attack(data: some.DataObject) -> None:
        ids = [spec.id for spec in specs(drawn)]
        chosen = data.draw(some.lists(some.sampled_from(ids), min_size=1, max_size=len(ids), unique=True))
        live(drawn, {id: data.draw(ANYTHING) for id in chosen} | {data.draw(some.text(max_size=5)): 1})

    attack()


def test_each_widget_takes_what_it_can_have_and_refuses_the_rest_without_an_error(drawn: Run) -> None:
    receive = drawn.state.widgets.receive

    @trying(150)
    @given(some.data())
    def attack(data: some.DataObject) -> None:
        wire = data.draw(ANYTHING)
        for spec in specs(drawn):
            receive({spec.id: wire})

    attack()


@pytest.mark.parametrize("number", range(10))
def test_a_run_outlives_values_that_are_large_or_deep(drawn: Run, number: int) -> None:
    wire = large()[number]
    for spec in list(specs(drawn)):
        drawn.state.widgets.receive({spec.id: wire})
    live(drawn, {"nobody's": wire})


# Requests and messages


BOMBS = ["1e5000000", "-1e999999999", "1e-999999999", "9" * 5000, "inf", "nan", "sNaN", "1e400", "2024-99-99", "\0"]


@pytest.mark.parametrize("lazy", [False, True], ids=["frame", "lazy"])
@pytest.mark.parametrize("text", BOMBS)
def test_no_text_of_a_filter_fills_the_memory_or_never_ends(run: Run, text: str, lazy: bool) -> None:
    """A number such as 1e999999999 has ten letters, and as many digits as a kernel has memory."""
    many = pl.LazyFrame({"n": range(200_000), "x": [1.5] * 200_000})
    st.dataframe(many if lazy else FRAME)
    (source,) = run.context.tables.values()
    for column in ("n", "x") if lazy else FRAME.columns:
        for op in ("between", "equals", "in", "contains", "starts_with"):
            asked = RowsRequest(
                request=1, table="t", stop=1, filters=[Filter(column=column, op=op, values=(text,) * 2)]
            )
            try:
                assert source.rows(asked).count in (0, 1, 2, 3, 200_000)
            except Exception as error:  # the reader is told so
                assert len(str(error)) < 1000  # noqa: PT017


def test_an_answer_has_each_column_once(run: Run) -> None:
    st.dataframe(FRAME)
    (source,) = run.context.tables.values()
    with pytest.raises(InvalidValue, match="no column 'n'"):
        source.rows(RowsRequest(request=1, table="t", stop=3, columns=["n"] * 100_000))


def test_a_picture_of_many_comments_is_looked_at_once(run: Run) -> None:
    """Each comment less doubled the time: 30 of them took minutes, and a kernel's other sessions waited."""
    with pytest.raises(InvalidValue, match="no picture"):
        st.image(b"<!---->" * 500)
    st.image(b"<?xml version='1.0'?> <!-- a --> <!DOCTYPE svg>\n<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert len(run.elements) == 1


@trying(100)
@given(some.binary(max_size=200) | some.lists(some.binary(max_size=20), max_size=5).map(pack))
def test_what_is_no_message_is_refused_and_nothing_else_happens(data: bytes) -> None:
    try:
        decode_back(unpack(data))
    except InvalidValue as error:
        assert str(error)  # noqa: PT017


KNOWN: list[dict[str, Any]] = [
    {"type": "attach", "query": "a=b", "url": "http://h/", "timezone": "UTC", "timezone_offset": 0, "theme": "dark"},
    {"type": "surroundings", "url": "", "page": "p"},
    {"type": "rerun", "values": {"button-x": True}, "number": 1, "view": "v", "query": "", "page": ""},
    {
        "type": "rows_request",
        "request": 1,
        "table": "t",
        "sort": [["a", True]],
        "filters": [],
        "columns": [],
        "rows": [1],
    },
    {"type": "file_request", "request": 1, "file": "0" * 32, "start": 0, "stop": 1},
    {"type": "upload_begin", "request": 1, "upload": "0" * 32, "widget": "w", "name": "n", "size": 1},
    {"type": "upload_part", "request": 1, "upload": "0" * 32, "offset": 0},
    {"type": "upload_cancel", "upload": "0" * 32},
    {"type": "model_request", "request": 1, "model": "m"},
    {"type": "model_change", "id": "1", "model": "m", "method": "update", "content": {}, "paths": [["a", 0]]},
    {"type": "ack", "seq": 1},
    {"type": "cancel_task", "task": "t"},
    *({"type": kind} for kind in ("stop", "resync", "clear_caches")),
]


@trying(300)
@given(some.sampled_from(KNOWN), some.data())
def test_a_message_with_anything_in_a_field_is_a_message_or_refused(
    known: dict[str, Any], data: some.DataObject
) -> None:
    field = data.draw(some.sampled_from([*known, "unknown"]))
    text = json.dumps(known | {field: data.draw(ANYTHING)}).encode(errors="surrogatepass")
    try:
        message = decode_back([text])
    except InvalidValue as error:
        assert str(error)  # noqa: PT017
    else:
        assert field != "unknown"
        assert msgspec.json.encode(message)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\1\0\0", struct.pack("<I", 0), struct.pack("<I", 2**32 - 1), struct.pack("<2I", 1, 2**32 - 1),
        struct.pack("<3I", 2, 2**32 - 1, 1) + b"a", struct.pack("<I", 10_001) + b"\0" * 40_004,
        struct.pack("<2I", 1, 1) + b"aa", struct.pack("<2I", 1, 2) + b"a",
    ],
)  # fmt: skip
def test_counts_and_lengths_that_lie_are_no_frame(data: bytes) -> None:
    with pytest.raises(InvalidValue, match="Not a frame"):
        unpack(data)


@pytest.mark.parametrize(
    "text", [b'{"type":"rerun","values":{"a":' + b"[" * 100_000, b"[" * 1_000_000, b'{"type":"rerun"']
)
def test_json_without_an_end_is_no_message(text: bytes) -> None:
    with pytest.raises(InvalidValue, match="Not a message"):
        decode_back([text])


@pytest.mark.parametrize(
    ("kind", "field", "length"),
    [
        ("attach", "query", 1_000_001), ("attach", "url", 1_000_001), ("attach", "timezone", 1001),
        ("rerun", "page", 1001), ("rerun", "view", 65), ("cancel_task", "task", 1001),
        ("rows_request", "search", 1_000_001),
    ],
)  # fmt: skip
def test_what_a_page_keeps_of_a_visitor_is_not_for_them_to_make_large(kind: str, field: str, length: int) -> None:
    (known, *_) = [each for each in KNOWN if each["type"] == kind]
    with pytest.raises(InvalidValue, match="length"):
        decode_back([json.dumps(known | {field: "x" * length}).encode()])
