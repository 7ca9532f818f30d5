"""Fields for times."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements import moments
from jupyterlit.elements.time_input import TimeInput
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.messages import Values
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    fed = st.time_input(
        "Fed", time(8, 45, 30), "fed", "At **dawn**", "ignore", disabled=True, required=True,
        label_visibility="hidden", step=timedelta(minutes=5), format="12h", width=300,
    )  # fmt: skip
    assert fed == time(8, 45)
    assert run.elements == [
        TimeInput(
            id=the(run, TimeInput).id, label="Fed", key="fed", help="At **dawn**", step=300, format="12h",
            required=True, disabled=True, label_visibility="hidden", width=300, deferred=True, default="08:45",
        )
    ]  # fmt: skip


def test_any_time_is_taken(run: Run) -> None:
    st.time_input("Fed", time(8, 45))
    assert received(run, "00:00", "23:59", "08:46", "08:46:30") == [time(0), time(23, 59), time(8, 46), time(8, 46)]


def test_seconds_are_kept_where_they_are_shown(run: Run) -> None:
    assert st.time_input("Fed", time(8, 45, 30, 5, tzinfo=UTC), step=10) == time(8, 45, 30, 5, tzinfo=UTC)
    assert the(run, TimeInput).default == "08:45:30"
    assert received(run, "08:45:31", "08:45:30") == [time(8, 45, 31), time(8, 45, 30, 5, tzinfo=UTC)]


@pytest.mark.parametrize(
    "wire", ["24:00", "08:60", "0845", "", "now", None, 8, ["08:45"], {}, True, "08:45+02:00", "08:45 ", "T08:45"]
)
def test_nothing_else_is_taken(run: Run, wire: Any) -> None:
    st.time_input("Fed", time(8))
    assert received(run, wire) == ["refused"]


def test_a_field_without_a_time_may_be_emptied(run: Run) -> None:
    assert st.time_input("Fed", None) is None
    assert received(run, "08:45", None) == [time(8, 45), None]


def test_a_disabled_field_takes_nothing(run: Run) -> None:
    st.time_input("Fed", None, disabled=True)
    assert received(run, "08:45") == ["refused"]


def test_now_stays_what_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in (30, 31):
        monkeypatch.setattr(moments, "now", lambda minute=minute: datetime(2026, 5, 17, 8, minute, 7))  # noqa: DTZ001
        assert st.time_input("Fed") == time(8, 30)
        assert the(run, TimeInput).default == "08:30"
        run.rerun()
    run.rerun()
    monkeypatch.setattr(moments, "now", lambda: datetime(2026, 5, 17, 9, 0))  # noqa: DTZ001
    assert st.time_input("Another") == time(9)


def test_what_the_author_assigns_is_taken(run: Run) -> None:
    run.state.set("fed", datetime.fromisoformat("2026-05-17T03:04:05"), set())
    assert st.time_input("Fed", time(8), key="fed") == time(3, 4, 5)
    assert run.sent == [Values(values={the(run, TimeInput).id: "03:04"})]


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(InvalidValue, "st.time_input: step=0 lies outside a second–23 hours. Pass a step in that range."):
        st.time_input("Fed", time(8), step=0)
    with refused(InvalidValue, 'st.time_input: format=\'24\' is unknown. Pass "12h", "24h" or "localized".'):
        st.time_input("Fed", time(8), format="24")  # type: ignore[arg-type]
    run.state.set("fed", "08:45", set())
    with refused(InvalidType, "st.time_input: '08:45' in the session state does not fit. Set a time, or None."):
        st.time_input("Fed", time(8), key="fed")
    assert run.elements == []


def test_calls_give_what_streamlit_gives(parity: Parity) -> None:
    became = parity.calls("""
        st.time_input("L", time(8, 45, 30, 500))
        st.time_input("L", time(8, 45, 30, 500), step=10)
        st.time_input("L", time(8, 45, 30, 500, tzinfo=timezone.utc), step=10)
        st.time_input("L", datetime(2026, 5, 17, 8, 45, tzinfo=timezone.utc))
        st.time_input("L", "08:45:30")
        st.time_input("L", "08:45:30.5", step=1)
        st.time_input("L", "2026-05-17T08:45:33", step=7)
        st.time_input("L", "2026-05-17")
        st.time_input("L", "08")
        st.time_input("L", "T08:45")
        st.time_input("L", "8:45")
        st.time_input("L", "08:45+02:00")
        st.time_input("L", "today")
        st.time_input("L", "24:00")
        st.time_input("L", None)
        st.time_input("L", 5)
        st.time_input("L", date(2026, 5, 17))
        st.time_input("L", [time(3)])
        st.time_input("L", np.datetime64("2026-05-17T08:45"))
        st.time_input("L", pd.Timestamp("2026-05-17T08:45"))
        st.time_input("L", time(3), step=0)
        st.time_input("L", time(3, 0, 7), step=59)
        st.time_input("L", time(3), step=82800)
        st.time_input("L", time(3), step=82801)
        st.time_input("L", time(3), step=None)
        st.time_input("L", time(3), step=60.0)
        st.time_input("L", time(3), step=True)
        st.time_input("L", time(3, 0, 7), step=timedelta(milliseconds=1500))
        st.time_input("L", time(3), step=timedelta(milliseconds=500))
        st.time_input("L", time(3), step=timedelta(hours=24))
        st.time_input("L", time(3), format="localized")
        st.time_input("L", time(3), format=None)
        st.time_input("L", time(3), width="content")
    """)
    assert became['st.time_input("L", "08")'] == "time 08:00:00"


def test_other_arguments_do_what_they_do_in_streamlit(parity: Parity) -> None:
    became = parity.changes(
        "time_input", "value=time(8)", lambda widget: widget.set_value(time(9, 30)),
        "label='M'", "help='h'", "disabled=True", "label_visibility='hidden'", "width=200", "on_change='ignore'",
        "required=True", "format='12h'", "step=60", "step=10", "value=time(7)", "value=None",
    )  # fmt: skip
    assert (became["format='12h'"], became["step=60"]) == ("kept, kept", "reset, reset")


def test_assigned_values_are_streamlit_s(parity: Parity) -> None:
    parity.assigned(
        {
            'st.time_input("L", time(8))': ["time(3, 4, 5)", "None", "'03:04'", "5", "time(3, tzinfo=timezone.utc)"],
            'st.time_input("L", None)': ["None", "time(3)"],
        }
    )


def test_bound_values_are_streamlit_s(parity: Parity) -> None:
    became = parity.bound(
        {
            'st.time_input("L", time(8))': ["03:04", "03:04:05", "0304", "3:04", "24:00", "", "x", "03:04+02:00"],
            'st.time_input("L", time(8), step=10)': ["03:04", "03:04:05", "08:00"],
            'st.time_input("L", None)': ["", "03:04"],
        }
    )
    assert became[8] == "time 03:04:00 ?03:04:00"
