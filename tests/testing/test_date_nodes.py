"""Fields for dates, times and colours, as tests find them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest as StreamlitAppTest

from jupyterlit.errors import InvalidValue
from jupyterlit.testing.v1 import AppTest

SCRIPT = """
from datetime import date, datetime, time
import {module} as st
st.date_input("Day", date(2026, 5, 17), date(2026, 1, 1), date(2026, 12, 1), key="day")
st.date_input("Days", [date(2026, 5, 17)], key="days")
st.time_input("Fed", time(8, 50), key="fed")
st.time_input("Empty", None, key="empty")
st.time_input("Exact", time(8, 50, 10), step=25, key="exact")
st.time_input("Late", time(23, 50), key="late")
st.datetime_input("Seen", datetime(2026, 5, 17, 8), key="seen")
st.color_picker("Beak", key="beak")
names = ("day", "days", "fed", "empty", "exact", "late", "seen", "beak")
st.json({{name: str(st.session_state[name]) for name in names}})
"""

MAY = date(2026, 5, 20)
STEPS: list[Callable[[Any], Any]] = [
    lambda app: app.date_input[0].set_value(MAY),
    lambda app: app.date_input(key="day").set_value(datetime.combine(MAY, time(3))),
    lambda app: app.date_input[0].set_value("2026-06-03"),
    lambda app: app.date_input[1].set_value([]),
    lambda app: app.date_input[1].set_value([MAY, date(2026, 5, 22)]),
    lambda app: app.date_input[1].set_value((MAY,)),
    lambda app: app.time_input[0].increment(),
    lambda app: app.time_input[0].increment().increment(),
    lambda app: app.time_input[0].decrement(),
    lambda app: app.time_input(key="empty").increment(),
    lambda app: app.time_input(key="exact").increment(),
    lambda app: app.time_input(key="late").increment(),
    lambda app: app.time_input(key="late").decrement(),
    lambda app: app.time_input[0].set_value(time(1, 2, 3)),
    lambda app: app.time_input[0].set_value(datetime.combine(MAY, time(3, 4))),
    lambda app: app.time_input(key="empty").set_value(time(5)),
    lambda app: app.time_input(key="empty").set_value(None),
    lambda app: app.datetime_input[0].set_value(datetime.combine(MAY, time(3, 4, 5))),
    lambda app: app.color_picker[0].pick("#AABBCC"),
    lambda app: app.color_picker[0].set_value("ABCDEF"),
    lambda app: app.color_picker(key="beak").pick("abc"),
]


def played(test: Any, module: str) -> list[Any]:
    app = test.from_string(SCRIPT.format(module=module), default_timeout=30).run()
    seen: list[Any] = []
    for step in (None, *STEPS):
        if step is not None:
            step(app)
            app.run()
        nodes = [*app.date_input, *app.time_input, *app.datetime_input, *app.color_picker]
        values = {node.key: (node.type, node.value) for node in nodes}
        ends = [(node.min, node.max) for node in app.date_input]
        seen.append((values, ends, json.loads(app.json[0].value)))
    return seen


def test_the_fields_do_what_streamlit_s_do() -> None:
    assert played(AppTest, "jupyterlit") == played(StreamlitAppTest, "streamlit")


def test_a_field_has_the_ends_that_its_message_says() -> None:
    app = AppTest.from_string(SCRIPT.format(module="jupyterlit")).run()
    seen = app.get("date_time_input")[0]
    assert (seen.min, seen.max) == (datetime(2016, 5, 17, 8), datetime(2036, 5, 17, 8))  # noqa: DTZ001


def test_what_a_reader_cannot_choose_cannot_be_set() -> None:
    app = AppTest.from_string(SCRIPT.format(module="jupyterlit")).run()
    for node, value in (
        (app.date_input[0], date(1990, 1, 1)),
        (app.date_input[0], None),
        (app.datetime_input[0], "1990-01-01"),
        (app.color_picker[0], "red"),
    ):
        with pytest.raises(InvalidValue, match="the widget cannot have the value"):
            node.set_value(value)
