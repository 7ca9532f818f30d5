"""Sliders: numbers, dates and times on a rail."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.slider import Slider
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.messages import Values
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the

DAY = 86_400_000


def test_a_message_says_all(run: Run) -> None:
    st.slider(
        "Mass", 0, 10, (2, 5), 2, "%d g", "mass", "In **g**", "ignore",
        disabled=True, label_visibility="hidden", width=300,
    )  # fmt: skip
    assert run.elements == [
        Slider(
            id=the(run, Slider).id, label="Mass", key="mass", help="In **g**", min=0, max=10, step=2, format="%d g",
            range=True, disabled=True, label_visibility="hidden", width=300, deferred=True, default=[2, 5],
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, {"min": 0, "max": 100, "step": 1, "format": "%d", "default": [0]}),
        (
            {"value": 0.5},
            {"min": 0.0, "max": 1.0, "step": 0.01, "format": "%0.2f", "data_type": "float", "default": [0.5]},
        ),
        (
            {"value": date(1970, 1, 16)},
            {
                "min": DAY, "max": 29 * DAY, "step": DAY, "format": "YYYY-MM-DD", "data_type": "date",
                "default": [15 * DAY],
            },
        ),
        (
            {"value": time(12, 30)},
            {
                "min": 0, "max": DAY - 0.001, "step": 900_000, "format": "HH:mm", "data_type": "time",
                "default": [45_000_000],
            },
        ),
        (
            {
                "min_value": datetime.fromisoformat("1970-01-02"), "max_value": datetime.fromisoformat("1970-01-02T06"),
                "step": timedelta(minutes=5), "value": datetime.fromisoformat("1970-01-02T00:00:00.001500"),
            },
            {
                "min": DAY, "max": DAY + 21_600_000, "step": 300_000, "format": "YYYY-MM-DD", "data_type": "datetime",
                "default": [DAY + 1.5],
            },
        ),
    ],
)  # fmt: skip
def test_types_have_their_own_ends_and_steps(run: Run, given: dict[str, Any], message: dict[str, Any]) -> None:
    st.slider("Slide", **given)
    assert run.elements == [Slider(id=the(run, Slider).id, label="Slide", **message)]


def test_a_number_on_the_slider_is_taken(run: Run) -> None:
    st.slider("Slide", 0, 10, 3)
    assert received(run, [7], [0], [10], [4.0]) == [7, 0, 10, 4]


@pytest.mark.parametrize(
    "wire",
    [
        [11], [-1], [3.5], [True], ["3"], [None], [], [1, 2], [[1]], 7, "7", None, {"0": 1}, [10**400], [float("nan")],
        [float("inf")],
    ],
)  # fmt: skip
def test_nothing_else_is_taken(run: Run, wire: Any) -> None:
    st.slider("Slide", 0, 10, 3)
    assert received(run, wire) == ["refused"]
    assert st.slider("Other", 0, 10, 3) == 3


def test_a_range_has_two_ends_in_order(run: Run) -> None:
    assert st.slider("Slide", 0.0, 1.0, (0.75, 0.25)) == (0.25, 0.75)
    assert received(run, [0, 1], [1.0, 0.5], [0.5], [0.5, 0.6, 0.7], [0.5, 2.0]) == [
        (0.0, 1.0), (0.5, 1.0), "refused", "refused", "refused",
    ]  # fmt: skip


def test_dates_and_times_come_back_as_they_were(run: Run) -> None:
    zone = timezone(timedelta(hours=2))
    value = datetime(2026, 11, 20, 23, 59, 59, 999_999, tzinfo=zone)
    assert st.slider("Slide", value=value) == value
    (slider,) = run.elements
    assert isinstance(slider, Slider)
    (there,) = received(run, slider.default)
    assert there == value
    assert isinstance(there, datetime)
    assert there.tzinfo is zone


def test_a_time_comes_back_as_it_was(run: Run) -> None:
    st.slider("Slide", value=time(12))
    assert received(run, [DAY - 0.001], [0], [DAY]) == [time.max, time(0), "refused"]


def test_the_last_days_travel_exactly(run: Run) -> None:
    low, high = date(1684, 7, 29), date(2255, 6, 4)
    assert st.slider("Slide", low, high, (low, high)) == (low, high)
    with refused(InvalidValue, "st.slider: a date lies outside 1684-07-29–2255-06-04. Pass dates in that range."):
        st.slider("Slide", low, high + timedelta(days=1))


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(InvalidValue, "st.slider: min_value and max_value are both 3. Pass two different values."):
        st.slider("Slide", 3, 3)
    with refused(InvalidValue, "st.slider: value=(1, 2, 3) has 3 values. Pass one, or two for a range."):
        st.slider("Slide", value=(1, 2, 3))  # pyright: ignore[reportCallIssue, reportArgumentType]
    with refused(
        InvalidType,
        "st.slider: max_value=1.0 is a float, the slider's values are of type int. "
        "Pass min_value, max_value, value and step of one type.",
    ):
        st.slider("Slide", 0, 1.0)
    with refused(InvalidType, "st.slider: step=1.5 is a float. Pass a number of type int for values of type int."):
        st.slider("Slide", step=1.5)
    with refused(InvalidType, "st.slider: step=1 is a int. Pass a timedelta for values of type date."):
        st.slider("Slide", value=date(2026, 1, 1), step=1)
    with refused(InvalidValue, "st.slider: step=-1 leads nowhere. Pass a positive one."):
        st.slider("Slide", step=-1)
    with refused(
        InvalidType,
        "st.slider: 'x' is a str. Pass numbers, dates, times or datetimes, or two of them.",
    ):
        st.slider("Slide", value="x")  # type: ignore[arg-type]
    with refused(InvalidValue, "st.slider: max_value=inf is not finite. Pass a number that is."):
        st.slider("Slide", 0.0, float("inf"))
    with refused(
        InvalidValue,
        "st.slider: max_value=9007199254740992 lies outside ±(2**53 - 1), beyond which the browser cannot tell whole "
        "numbers apart. Pass a smaller one, or a float.",
    ):
        st.slider("Slide", 0, 2**53)
    assert run.elements == []


def test_what_the_author_assigns_must_be_on_the_slider(run: Run) -> None:
    run.state.set("mass", 40, set())
    with refused(
        InvalidValue,
        "st.slider: 40 in the session state lies outside 0–10. "
        "Set a value in that range, or widen min_value or max_value.",
    ):
        st.slider("Mass", 0, 10, key="mass")
    run.state.set("range", 4, set())
    with refused(InvalidType, "st.slider: 4 in the session state does not fit. Set a value of type tuple of 2 × int."):
        st.slider("Mass", 0, 10, (1, 2), key="range")
    assert run.elements == []


def test_what_the_author_assigns_takes_the_slider_s_type(run: Run) -> None:
    run.state.set("range", [4, 3], set())
    assert st.slider("Mass", 0, 10, (1, 2), key="range") == (3, 4)
    assert run.sent == [Values(values={the(run, Slider).id: [3, 4]})]


def test_another_range_is_another_slider(run: Run) -> None:
    st.slider("Mass", 0, 10, 3, key="mass")
    run.rerun(mass=[7])
    assert st.slider("Mass", 0, 10, 4, key="mass") == 7
    run.rerun()
    assert st.slider("Mass", 0, 10, (4, 5), key="mass") == (4, 5)


def test_calls_give_what_streamlit_gives(parity: Parity) -> None:
    became = parity.calls("""
        st.slider("L")
        st.slider("L", value=5.0)
        st.slider("L", 0.0)
        st.slider("L", 0, 1.0)
        st.slider("L", 0, 10, 5.0)
        st.slider("L", 0, 10, 5, 1.5)
        st.slider("L", 0, 10, step=0)
        st.slider("L", 10, 0)
        st.slider("L", 10, 10)
        st.slider("L", 0, 10, 20)
        st.slider("L", 0, 10, -1)
        st.slider("L", value=200)
        st.slider("L", min_value=200)
        st.slider("L", max_value=-5)
        st.slider("L", value=(20, 10))
        st.slider("L", value=(1,))
        st.slider("L", value=[])
        st.slider("L", value=[3, 5])
        st.slider("L", 0, 10, (1, 2.0))
        st.slider("L", 0, 10, (-1, 20))
        st.slider("L", value=True)
        st.slider("L", value=np.int64(4))
        st.slider("L", value=pd.Series([1, 2]))
        st.slider("L", 0.0, float("inf"))
        st.slider("L", 0, 2**53)
        st.slider("L", 0, 2**53 - 1)
        st.slider("L", value=date(2020, 1, 15))
        st.slider("L", value=datetime(2020, 1, 15, 12, 30))
        st.slider("L", value=datetime(2020, 1, 15, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2))))
        st.slider("L", value=(date(2020, 1, 20), date(2020, 1, 1)))
        st.slider("L", value=(time(11, 30), time(12, 45)))
        st.slider("L", date(2020, 1, 1), datetime(2020, 2, 1))
        st.slider("L", date(2020, 1, 1), date(2020, 2, 1), step=1)
        st.slider("L", date(2020, 1, 1), date(2020, 2, 1), step=timedelta(0))
        st.slider("L", time(1), time(2))
        st.slider("L", date(1600, 1, 1), date(2020, 1, 1))
        st.slider("L", value=time.max)
        st.slider("L", value=(None, 3))
        st.slider("L", max_value=date(2020, 1, 1))
        st.slider("L", min_value=time(5))
        st.slider("L", value=0.5, step=1)
        st.slider("L", value=[date(2020, 1, 1)])
        st.slider("L", value=np.datetime64("2020-01-01"))
        st.slider("L", label_visibility="gone")
        st.slider("L", width="content")
    """)
    assert became['st.slider("L", 0, 10, 20)'] == "int 20"
    assert became['st.slider("L", 0, 1.0)'] == "refused"


def test_other_arguments_do_what_they_do_in_streamlit(parity: Parity) -> None:
    became = parity.changes(
        "slider", "min_value=0, max_value=10", lambda widget: widget.set_value(7),
        "label='M'", "min_value=1", "max_value=11", "value=3", "step=2", "format='%d%%'", "help='h'", "disabled=True",
        "label_visibility='hidden'", "width=200", "on_change='ignore'",
    )  # fmt: skip
    assert became == {
        "label='M'": "reset, kept", "min_value=1": "reset, reset", "max_value=11": "reset, reset",
        "value=3": "reset, kept", "step=2": "reset, reset", "format='%d%%'": "reset, kept", "help='h'": "reset, kept",
        "disabled=True": "kept, kept", "label_visibility='hidden'": "kept, kept", "width=200": "reset, kept",
        "on_change='ignore'": "kept, kept",
    }  # fmt: skip


def test_assigned_values_are_streamlit_s(parity: Parity) -> None:
    became = parity.assigned(
        {
            'st.slider("L", 0, 10, 3)': ["4", "40", "'x'", "None", "3.5"],
            'st.slider("L", date(2020, 1, 1), date(2020, 2, 1))': [
                "date(2020, 1, 5)",
                "date(2021, 1, 5)",
                "'x'",
            ],
        }
    )
    assert became == ["int 4", "refused", "refused", "refused", "float 3.5", "date 2020-01-05", "refused", "refused"]


def test_bound_values_are_streamlit_s(parity: Parity) -> None:
    became = parity.bound(
        {
            'st.slider("L", 0, 10, 3)': ["7", "3", "70", "x", "", "5.5", ["1", "2"], "nan"],
            'st.slider("L", 0.0, 10.0, 3.0)': ["4", "4.5", "3.0", "inf", "11"],
            'st.slider("L", 0, 10, (2, 5))': [
                ["1", "7"], "4", ["2", "5"], ["1", "x"], ["1", "70"],
            ],
            'st.slider("L", date(2020, 1, 1), date(2020, 2, 1))': [
                "2020-01-05", "2021-01-01", "2020-01-01", "x",
            ],
            'st.slider("L", datetime(2020, 1, 1), datetime(2020, 2, 1))': [
                "2020-01-05T10:20", "2020-01-05 10:20", "2020-01-05T10:20:00Z",
            ],
            'st.slider("L", value=time(12))': ["10:20", "10:20:30", "x", "25:00", "12:00"],
        }
    )  # fmt: skip
    assert became[:8] == [
        "int 7 ?7", "int 3 ?", "int 3 ?", "int 3 ?", "int 3 ?", "int 5 ?5", "int 3 ?", "int 3 ?",
    ]  # fmt: skip
