"""Fields for a date and a time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements import moments
from jupyterlit.elements.datetime_input import DatetimeInput
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.messages import Values
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the

MAY = datetime.fromisoformat("2026-05-17T08:45")


def test_a_message_says_all(run: Run) -> None:
    seen = st.datetime_input(
        "Seen", MAY, date(2026, 1, 1), date(2026, 12, 31), key="seen", help="At **dawn**", on_change="ignore",
        format="DD.MM.YYYY", step=timedelta(minutes=5), disabled=True, required=True, label_visibility="hidden",
        width=300,
    )  # fmt: skip
    assert seen == MAY
    assert run.elements == [
        DatetimeInput(
            id=the(run, DatetimeInput).id, label="Seen", key="seen", help="At **dawn**", min="2026-01-01T00:00",
            max="2026-12-31T23:59", format="DD.MM.YYYY", step=300, required=True, disabled=True,
            label_visibility="hidden", width=300, deferred=True, default="2026-05-17T08:45",
        )
    ]  # fmt: skip


def test_a_minute_in_range_is_taken(run: Run) -> None:
    st.datetime_input("Seen", MAY, MAY, MAY + timedelta(hours=1))
    assert received(run, "2026-05-17T08:45", "2026-05-17T09:45") == [MAY, MAY + timedelta(hours=1)]


WRONG: list[Any] = [
    "2026-05-17T08:44", "2026-05-17T09:46", "2026-05-17", "2026-05-17 09:00", "2026-05-17T09:00:00",
    "2026-05-17T09:00Z", "09:00", "", "now", None, 5, ["2026-05-17T09:00"], {}, True, "2026-02-30T09:00",
]  # fmt: skip


@pytest.mark.parametrize("wire", WRONG)
def test_nothing_else_is_taken(run: Run, wire: Any) -> None:
    st.datetime_input("Seen", MAY, MAY, MAY + timedelta(hours=1))
    assert received(run, wire) == ["refused"]


def test_a_field_without_a_value_may_be_emptied(run: Run) -> None:
    assert st.datetime_input("Seen", None, MAY, MAY + timedelta(days=1)) is None
    assert received(run, "2026-05-17T08:45", None) == [MAY, None]


def test_a_disabled_field_takes_nothing(run: Run) -> None:
    st.datetime_input("Seen", MAY, disabled=True)
    assert received(run, "2026-05-17T08:46") == ["refused"]


def test_now_stays_what_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in range(2):
        monkeypatch.setattr(moments, "now", lambda minute=minute: MAY + timedelta(minutes=minute, seconds=7))
        assert st.datetime_input("Seen") == MAY
        assert the(run, DatetimeInput).default == "2026-05-17T08:45"
        run.rerun()


def test_without_a_value_the_ends_are_whole_days(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "now", lambda: MAY)
    st.datetime_input("Seen", None)
    message = the(run, DatetimeInput)
    assert (message.min, message.max, message.by_clock) == ("2016-05-17T00:00", "2036-05-17T23:59", ("min", "max"))


def test_what_the_author_assigns_is_told_to_the_browser(run: Run) -> None:
    run.state.set("seen", MAY + timedelta(minutes=1, seconds=5), set())
    assert st.datetime_input("Seen", MAY, key="seen") == MAY + timedelta(minutes=1, seconds=5)
    assert run.sent == [Values(values={the(run, DatetimeInput).id: "2026-05-17T08:46"})]


def test_assigned_values_out_of_range_become_the_default(run: Run) -> None:
    run.state.set("seen", datetime.fromisoformat("1990-01-01"), set())
    assert st.datetime_input("Seen", MAY, key="seen") == MAY


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(
        InvalidValue,
        "st.datetime_input: value=2026-05-17 08:45:00 lies outside 2026-05-17 09:00:00–2036-05-17 08:45:00. "
        "Pass a moment in that range, or widen min_value or max_value.",
    ):
        st.datetime_input("Seen", MAY, time(9))
    with refused(
        InvalidValue,
        "st.datetime_input: min_value=2026-05-18 00:00:00 is later than max_value=2026-05-17 23:59:00. "
        "Pass min_value and max_value in order.",
    ):
        st.datetime_input("Seen", MAY, date(2026, 5, 18), date(2026, 5, 17))
    with refused(InvalidValue, "st.datetime_input: step=30 lies outside a minute–23 hours. Pass a step in that range."):
        st.datetime_input("Seen", MAY, step=30)
    run.state.set("seen", date(2026, 5, 17), set())
    with refused(
        InvalidType,
        "st.datetime_input: datetime.date(2026, 5, 17) in the session state does not fit. Set a datetime, or None.",
    ):
        st.datetime_input("Seen", MAY, key="seen")
    assert run.elements == []


def test_calls_give_what_streamlit_gives(parity: Parity) -> None:
    became = parity.calls("""
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45, 30, 500))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45, tzinfo=timezone(timedelta(hours=5))))
        st.datetime_input("L", date(2026, 5, 17))
        st.datetime_input("L", time(8, 45))
        st.datetime_input("L", "2026-05-17")
        st.datetime_input("L", "2026-05-17T08:45:33")
        st.datetime_input("L", "08:45")
        st.datetime_input("L", "2026-05-17T08:45:33Z")
        st.datetime_input("L", "today")
        st.datetime_input("L", "")
        st.datetime_input("L", None)
        st.datetime_input("L", [])
        st.datetime_input("L", 5)
        st.datetime_input("L", np.datetime64("2026-05-17T08:45"))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), datetime(2026, 5, 17, 8, 46))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45, 30), datetime(2026, 5, 17, 8, 45, 40))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), None, datetime(2026, 5, 17, 8, 44))
        st.datetime_input("L", None, datetime(2026, 5, 17, 8, 45), datetime(2026, 5, 17, 8, 44))
        st.datetime_input("L", None, datetime(2099, 5, 17, 8, 45))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), date(2026, 5, 17), date(2026, 5, 17))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), "2026-05-17", "2026-05-18 10:00")
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), time(3), time(9))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), time(9))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), "x")
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), step=30)
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), step=90)
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), step=60.5)
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), step=timedelta(hours=24))
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), format="DD.MM.YYYY")
        st.datetime_input("L", datetime(2026, 5, 17, 8, 45), format="x")
        st.datetime_input("L", datetime(1, 1, 1))
        st.datetime_input("L", datetime(9999, 12, 31, 23, 59))
        st.datetime_input("L", datetime(2024, 2, 29, 1))
    """)
    assert became['st.datetime_input("L", date(2026, 5, 17))'] == "datetime 2026-05-17 00:00:00"


def test_other_arguments_do_what_they_do_in_streamlit(parity: Parity) -> None:
    became = parity.changes(
        "datetime_input", "value=datetime(2026, 5, 17), min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)",
        lambda widget: widget.set_value(datetime.fromisoformat("2026-05-20T09:00")),
        "label='M'", "help='h'", "disabled=True", "label_visibility='hidden'", "width=200", "on_change='ignore'",
        "required=True", "format='DD.MM.YYYY'", "step=60", "value=datetime(2026, 5, 19)",
        "min_value=date(2026, 2, 1)", "min_value=date(2026, 5, 21), value=datetime(2026, 5, 22)", "value=None",
    )  # fmt: skip
    assert became["step=60"] == "reset, reset"
    assert became["min_value=date(2026, 5, 21), value=datetime(2026, 5, 22)"] == "reset, reset"


def test_assigned_values_are_streamlit_s(parity: Parity) -> None:
    parity.assigned(
        {
            'st.datetime_input("L", datetime(2026, 5, 17, 8))': [
                "datetime(2026, 5, 18, 3, 4, 5)", "date(2026, 5, 18)", "time(3, 4)", "'now'", "None", "5",
            ]
        }
    )  # fmt: skip


def test_bound_values_are_streamlit_s(parity: Parity) -> None:
    became = parity.bound(
        {
            'st.datetime_input("L", datetime(2026, 5, 17, 8))': [
                "2026-05-18T03:04", "2026-05-18 03:04", "2026-05-18T03:04:05", "2026-05-18", "2026-05-18T03:04Z",
                "1990-01-01T00:00", "", "now",
            ],
            'st.datetime_input("L", None, date(2026, 5, 1), date(2026, 5, 30))': ["", "2026-05-18T03:04"],
        }
    )  # fmt: skip
    assert became[0] == "datetime 2026-05-18 03:04:00 ?2026-05-18T03:04"
