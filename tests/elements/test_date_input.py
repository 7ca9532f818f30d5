"""Fields for dates and ranges of dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements import moments
from jupyterlit.elements.date_input import DateInput
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.messages import Values
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the

MAY = date(2026, 5, 17)


def test_a_message_says_all(run: Run) -> None:
    days = st.date_input(
        "Season", (MAY, "2026-05-20"), date(2026, 1, 1), "2026-12-31", "season", "In **May**", "ignore",
        format="DD.MM.YYYY", disabled=True, required=True, label_visibility="hidden", width=300,
    )  # fmt: skip
    assert days == (MAY, date(2026, 5, 20))
    assert run.elements == [
        DateInput(
            id=the(run, DateInput).id, label="Season", key="season", help="In **May**", min="2026-01-01",
            max="2026-12-31", format="DD.MM.YYYY", range=True, required=True, disabled=True,
            label_visibility="hidden", width=300, deferred=True, default=["2026-05-17", "2026-05-20"],
        )
    ]  # fmt: skip


def test_the_ends_lie_ten_years_off(run: Run) -> None:
    assert st.date_input("Day", MAY) == MAY
    message = the(run, DateInput)
    assert (message.min, message.max, message.default) == ("2016-05-17", "2036-05-17", ["2026-05-17"])
    assert message.by_clock == ()


def test_a_day_in_range_is_taken(run: Run) -> None:
    st.date_input("Day", MAY, date(2026, 5, 1), date(2026, 5, 31))
    assert received(run, ["2026-05-01"], ["2026-05-31"]) == [date(2026, 5, 1), date(2026, 5, 31)]


WRONG: list[Any] = [
    ["2026-04-30"], ["2026-06-01"], [], ["2026-05-02", "2026-05-03"], "2026-05-02", None, [None], [5], [["2026-05-02"]],
    ["2026-05-02T00:00"], ["20260502"], ["2026-02-30"], ["today"], {"0": "2026-05-02"}, 5, [""], ["٢٠٢٦-05-02x"],
]  # fmt: skip


@pytest.mark.parametrize("wire", WRONG)
def test_nothing_else_is_taken(run: Run, wire: Any) -> None:
    st.date_input("Day", MAY, date(2026, 5, 1), date(2026, 5, 31))
    assert received(run, wire) == ["refused"]


def test_a_disabled_field_takes_nothing(run: Run) -> None:
    st.date_input("Day", MAY, disabled=True)
    assert received(run, ["2026-05-18"]) == ["refused"]


def test_a_field_without_a_date_may_be_emptied(run: Run) -> None:
    assert st.date_input("Day", None) is None
    day = date.today().isoformat()  # noqa: DTZ011  # as the field's ends
    assert received(run, [day], []) == [date.fromisoformat(day), None]


def test_a_range_may_be_half_chosen(run: Run) -> None:
    assert st.date_input("Days", [], date(2026, 5, 1), date(2026, 5, 31)) == ()
    assert received(
        run, ["2026-05-02"], ["2026-05-02", "2026-05-02"], ["2026-05-02", "2026-05-20"], [],
        ["2026-05-20", "2026-05-02"], ["2026-05-02"] * 3, ["2026-04-02", "2026-05-02"],
    ) == [
        (date(2026, 5, 2),), (date(2026, 5, 2), date(2026, 5, 2)), (date(2026, 5, 2), date(2026, 5, 20)), (),
        "refused", "refused", "refused",
    ]  # fmt: skip


def test_what_is_required_cannot_be_taken_away(run: Run) -> None:
    st.date_input("Days", (MAY, MAY), required=True)
    assert received(run, ["2026-05-18"], []) == ["refused", "refused"]


def test_a_required_field_begins_empty(run: Run) -> None:
    st.date_input("Day", None, date(2026, 5, 1), date(2026, 5, 31), required=True)
    assert received(run, [], ["2026-05-18"], []) == [None, date(2026, 5, 18), None]


def test_today_stays_the_day_the_widget_came(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (MAY, MAY + timedelta(days=1)):
        monkeypatch.setattr(moments, "now", lambda day=day: datetime.combine(day, datetime.min.time()))
        assert st.date_input("Day") == MAY
        assert the(run, DateInput).default == ["2026-05-17"]
        assert the(run, DateInput).by_clock == ("default", "min", "max")
        run.rerun()


def test_what_the_author_assigns_is_told_to_the_browser(run: Run) -> None:
    run.state.set("days", [datetime.fromisoformat("2026-05-18T03:00"), date(2026, 5, 20)], set())
    assert st.date_input("Days", (MAY,), key="days") == (date(2026, 5, 18), date(2026, 5, 20))
    assert run.sent == [Values(values={the(run, DateInput).id: ["2026-05-18", "2026-05-20"]})]


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(
        InvalidValue,
        "st.date_input: value=2026-05-17 lies outside 2026-05-18–2036-05-17. "
        "Pass a day in that range, or widen min_value or max_value.",
    ):
        st.date_input("Day", MAY, date(2026, 5, 18))
    with refused(
        InvalidValue,
        "st.date_input: min_value=2036-05-18 is later than the last day by default, 2036-05-17. "
        "Pass min_value and max_value in order.",
    ):
        st.date_input("Day", MAY, date(2036, 5, 18))
    with refused(
        InvalidValue,
        "st.date_input: the first day by default, 2016-05-17, is later than max_value=2000-01-01. "
        "Pass min_value and max_value in order.",
    ):
        st.date_input("Day", MAY, max_value=date(2000, 1, 1))
    with refused(
        InvalidType, "st.date_input: value=('today', 'today', 'today') has 3 dates. Pass one, or up to two for a range."
    ):
        st.date_input("Day", ("today",) * 3)
    run.state.set("day", "2026-05-18", set())
    with refused(InvalidType, "st.date_input: '2026-05-18' in the session state does not fit. Set a date, or None."):
        st.date_input("Day", MAY, key="day")
    run.state.set("days", [MAY] * 3, set())
    with refused(
        InvalidType,
        f"st.date_input: {[MAY] * 3!r} in the session state does not fit. Set a tuple of up to two dates.",
    ):
        st.date_input("Days", (), key="days")
    assert run.elements == []


def test_calls_give_what_streamlit_gives(parity: Parity) -> None:
    became = parity.calls("""
        st.date_input("L")
        st.date_input("L", "2026-05-17 10:20:30")
        st.date_input("L", "20260517")
        st.date_input("L", "2026-05-17 10:20:30.5+02:00")
        st.date_input("L", "tomorrow")
        st.date_input("L", "10:20")
        st.date_input("L", "now")
        st.date_input("L", None)
        st.date_input("L", [])
        st.date_input("L", (None, None))
        st.date_input("L", [date(2026, 5, 17)])
        st.date_input("L", [date(2026, 5, 17), date(2026, 5, 16)])
        st.date_input("L", ["2026-05-17", "today"])
        st.date_input("L", ["2026-05-17", datetime(2026, 6, 1, 3)])
        st.date_input("L", [date(2026, 5, 17)] * 3)
        st.date_input("L", {date(2026, 5, 17)})
        st.date_input("L", datetime(2026, 5, 17, 23, tzinfo=timezone.utc))
        st.date_input("L", pd.Timestamp("2026-05-17"))
        st.date_input("L", np.datetime64("2026-05-17"))
        st.date_input("L", pd.NaT)
        st.date_input("L", time(3))
        st.date_input("L", True)
        st.date_input("L", date(2026, 5, 17), date(2026, 5, 18))
        st.date_input("L", date(2026, 5, 17), None, date(2026, 5, 16))
        st.date_input("L", None, date(2026, 5, 18), date(2026, 5, 16))
        st.date_input("L", None, date(2099, 5, 18))
        st.date_input("L", [], None, date(1999, 5, 18))
        st.date_input("L", date(2026, 5, 17), "2026-05-17", "2026-05-17T23:00")
        st.date_input("L", date(2026, 5, 17), [date(2026, 5, 17)])
        st.date_input("L", date(1, 1, 1))
        st.date_input("L", date(9999, 12, 31))
        st.date_input("L", date(2024, 2, 29))
        st.date_input("L", date(2026, 5, 17), format="MM-DD-YYYY")
        st.date_input("L", date(2026, 5, 17), format="YYYY.MM-DD")
        st.date_input("L", date(2026, 5, 17), format="YYYY/DD/MM")
        st.date_input("L", date(2026, 5, 17), format=None)
        st.date_input("L", [date(2026, 5, 17), date(2026, 5, 19)], date(2026, 5, 18))
        st.date_input("L", [date(2026, 5, 17), date(2026, 5, 19)], None, date(2026, 5, 18))
        st.date_input("L", None, required=True)
        st.date_input("L", date(2026, 5, 17), width="content")
        st.date_input("L", date(2026, 5, 17), label_visibility="gone")
        st.date_input("L", date(2026, 5, 17), bind="query-params")
    """)
    assert became['st.date_input("L", "20260517")'] == "date 2026-05-17"
    assert became['st.date_input("L", "now")'] == "refused"


def test_other_arguments_do_what_they_do_in_streamlit(parity: Parity) -> None:
    became = parity.changes(
        "date_input", "value=date(2026, 5, 17), min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)",
        lambda widget: widget.set_value(date(2026, 5, 20)),
        "label='M'", "help='h'", "disabled=True", "label_visibility='hidden'", "width=200", "on_change='ignore'",
        "required=True", "format='DD.MM.YYYY'", "value=date(2026, 5, 19)", "min_value=date(2026, 2, 1)",
        "max_value=date(2026, 5, 18)", "value=None", "value=[]",
    )  # fmt: skip
    assert became["format='DD.MM.YYYY'"] == "reset, reset"
    assert became["min_value=date(2026, 2, 1)"] == "reset, kept"
    assert became["max_value=date(2026, 5, 18)"] == "reset, reset"


def test_assigned_values_are_streamlit_s(parity: Parity) -> None:
    became = parity.assigned(
        {
            'st.date_input("L", date(2026, 5, 17))': ["date(2026, 5, 18)", "None", "'2026-05-18'", "5"],
            'st.date_input("L", [])': ["()", "(date(2026, 5, 18),)", "(date(2026, 5, 18), None)", "[1]"],
        }
    )
    assert became[0] == "date 2026-05-18"


def test_assigned_values_out_of_range_become_the_default(run: Run) -> None:
    run.state.set("day", date(1990, 1, 1), set())
    assert st.date_input("Day", MAY, key="day") == MAY


def test_bound_values_are_streamlit_s(parity: Parity) -> None:
    became = parity.bound(
        {
            'st.date_input("L", date(2026, 5, 17))': [
                "2026-05-18", "20260518", "2026-05-18T03:00", "1990-01-01", "", "x", "2026-5-8", "2026-02-30",
                ["2026-05-18", "2026-05-19"], ["2026-05-18", "x"], "today",
            ],
            'st.date_input("L", [date(2026, 5, 17)])': [
                "2026-05-18", "x", "2090-01-01", ["2026-05-18", "2026-05-19"], ["2026-05-18"] * 3,
            ],
            'st.date_input("L", [], date(2026, 5, 1), date(2026, 5, 30))': ["", "2026-05-18"],
            'st.date_input("L", None, date(2026, 5, 1), date(2026, 5, 30))': ["", "2026-05-18", "2026-06-18"],
        }
    )  # fmt: skip
    assert became[0] == "date 2026-05-18 ?2026-05-18"
    assert became[6] == "date 2026-05-08 ?2026-05-08"


def test_a_range_in_the_url_may_stand_the_other_way_round(run: Run) -> None:
    run.query_params.load("days=2026-05-19&days=2026-05-18")
    assert st.date_input("Days", [MAY], key="days", bind="query-params") == (date(2026, 5, 18), date(2026, 5, 19))
