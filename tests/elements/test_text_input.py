"""Fields for one line of text."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.text_input import TextInput
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    st.text_input(
        "Name", "Ada", 5, "t", "search", "Help", "name", "ignore",
        placeholder="Who?", disabled=True, required=True, label_visibility="hidden", icon="🐧",
        validate=("^A", "An A, please."), live="0.5s", width=200,
    )  # fmt: skip
    assert run.elements == [
        TextInput(
            id=the(run, TextInput).id, label="Name", key="t", help="Help", default="Ada", max_chars=5, type="search",
            autocomplete="name", placeholder="Who?", disabled=True, required=True, label_visibility="hidden",
            icon="🐧", validate="^A", validate_message="An A, please.", live=True, live_delay_ms=500, width=200,
            deferred=True,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "habits"),
    [
        ("default", {}),
        ("password", {"autocomplete": "new-password"}),
        (
            "email",
            {
                "autocomplete": "email", "icon": ":material/mail:", "placeholder": "you@example.com",
                "validate": r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "validate_message": "Enter a valid email address.",
            },
        ),
        ("phone", {"autocomplete": "tel", "icon": ":material/call:", "placeholder": "+1 234 567 8900"}),
        ("search", {"autocomplete": "off", "icon": ":material/search:", "placeholder": "Search"}),
    ],
)  # fmt: skip
def test_a_type_has_its_habits(run: Run, kind: Any, habits: dict[str, Any]) -> None:
    st.text_input("T", type=kind)
    assert run.elements == [TextInput(id=the(run, TextInput).id, label="T", type=kind, default="", **habits)]


def test_the_author_may_do_without_the_habits(run: Run) -> None:
    st.text_input("T", type="url", icon="", placeholder="", validate="", autocomplete="")
    assert run.elements == [
        TextInput(id=the(run, TextInput).id, label="T", type="url", default="", placeholder="", autocomplete="")
    ]


@pytest.mark.parametrize("wire", ["toolong", None, 5, True, ["a"], {"a": 1}, b"a"])
def test_only_text_that_fits_is_taken(run: Run, wire: object) -> None:
    assert st.text_input("T", "abcdefgh", 5) == "abcde"
    assert received(run, "x\ny", wire) == ["x\ny", "refused"]


def test_a_field_that_was_not_filled_is_none(run: Run) -> None:
    assert st.text_input("T", None) is None
    assert received(run, "", None) == ["", None]


@pytest.mark.parametrize(
    ("live", "pause"),
    [
        (True, 250), ("300ms", 300), ("0.5s", 500), ("1m", 60_000), ("0", 0), ("0ms", 0), ("1.5ms", 2),
        ("1s500ms", 1500), ("250 milliseconds", 250), ("30 s", 30_000), (" 1 min ", 60_000),
    ],
)  # fmt: skip
def test_a_pause_has_a_unit(run: Run, live: Any, pause: int) -> None:
    st.text_input("T", live=live)
    assert (the(run, TextInput).live, the(run, TextInput).live_delay_ms) == (True, pause)


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(
        InvalidType,
        'st.text_input: live=300 is a int. Pass True, False, or a pause with its unit such as "300ms" or "0.5s".',
    ):
        st.text_input("T", live=300)  # type: ignore[arg-type]
    with refused(InvalidValue, "st.text_input: live='61s' is more than a minute. Pass a pause up to \"1m\"."):
        st.text_input("T", live="61s")
    with refused(InvalidValue, 'st.text_input: live=\'soon\' is no pause. Pass one such as "300ms" or "0.5s".'):
        st.text_input("T", live="soon")
    with refused(InvalidValue, "st.text_input: validate=('a',) is no pair of strings. Pass (pattern, message)."):
        st.text_input("T", validate=("a",))  # type: ignore[arg-type]
    with refused(
        InvalidType,
        "st.text_input: validate=5 is a int. Pass a regular expression, or a tuple of that and a message.",
    ):
        st.text_input("T", validate=5)  # type: ignore[arg-type]
    with refused(
        InvalidValue,
        "st.text_input: bind='query-params' and type=\"password\" contradict each other. A URL is no secret.",
    ):
        st.text_input("T", type="password", key="t", bind="query-params")
    run.state.set("t", 5, set())
    with refused(InvalidType, "st.text_input: 5 in the session state is a int. Set a string, or None."):
        st.text_input("T", key="t")
    assert run.elements == []


def test_text_inputs_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.text_input("L")
        st.text_input("L", 5)
        st.text_input("L", None)
        st.text_input("L", "abc", 2)
        st.text_input("L", "abc", 0)
        st.text_input("L", "abc", -1)
        st.text_input("L", "abc", 1.5)
        st.text_input("L", "abc", True)
        st.text_input("L", type="x")
        st.text_input("L", type="email")
        st.text_input("L", validate=5)
        st.text_input("L", validate=("a",))
        st.text_input("L", validate=("a", "b"))
        st.text_input("L", validate=["a", "b"])
        st.text_input("L", live="61s")
        st.text_input("L", live="-1s")
        st.text_input("L", live="")
        st.text_input("L", live=0)
        st.text_input("L", live=None)
        st.text_input("L", live=timedelta(seconds=1))
        st.text_input("L", live="1m")
        st.text_input("L", type="password", bind="query-params", key="k")
        st.text_input("L", icon="xx")
        st.text_input("L", placeholder=5)
        st.text_input(5)
    """)
    became = parity.changes(
        "text_input", "", lambda widget: widget.set_value("hey"),
        "label='M'", "value='V'", "value=None", "max_chars=9", "type='password'", "type='email'", "type='search'",
        "help='h'", "disabled=True", "label_visibility='hidden'", "width=200", "placeholder='z'", "required=True",
        "icon='🔥'", "autocomplete='off'", "validate='^h'", "validate=('^h', 'msg')", "live=True",
    )  # fmt: skip
    assert became["type='email'"] == "reset, kept"
    assert became["validate='^h'"] == "reset, reset"
    assert parity.assigned({'st.text_input("L", max_chars=2)': ["'ab'", "'abc'", "5", "None", "['a']"]}) == [
        "str ab", "str abc", "refused", "NoneType None", "refused",
    ]  # fmt: skip
    parity.bound(
        {
            'st.text_input("L")': ["abc", "", "  a "],
            'st.text_input("L", "def")': ["abc", "", "def"],
            'st.text_input("L", None)': ["abc", ""],
            'st.text_input("L", max_chars=2)': ["abc"],
        }
    )
