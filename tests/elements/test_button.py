"""Buttons, and those that send a form."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.button import Button
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, LayoutError
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, the


def test_a_message_says_all(run: Run) -> None:
    st.button(
        "**Go**", "go", "Now", type="primary", icon=":material/send:", icon_position="right", disabled=True,
        width=120, shortcut="Shift+Ctrl+K", wrap=True,
    )  # fmt: skip
    assert run.elements == [
        Button(
            id="button-go", label="**Go**", key="go", help="Now", type="primary", icon=":material/send:",
            icon_position="right", disabled=True, width=120, shortcut="ctrl+shift+k", wrap=True,
        )
    ]  # fmt: skip


def test_a_plain_button_is_as_wide_as_its_label(run: Run) -> None:
    st.button("Go")
    assert run.elements == [Button(id=the(run, Button).id, label="Go", width="content")]


def test_the_button_of_a_form_is_named_after_it(run: Run) -> None:
    with st.form("f"):
        st.form_submit_button()
        st.form_submit_button("Save", key="save", type="tertiary")
        with refused(
            DuplicateWidget,
            "st.form_submit_button: key='FormSubmitter:f-Submit' is used twice in this run. "
            "Give each widget its own key.",
        ):
            st.form_submit_button()
    key = "FormSubmitter:f-Submit"
    assert run.elements[1:] == [
        Button(id=f"button-{key}", label="Submit", key=key, form="f", submit=True),
        Button(id="button-save", label="Save", key="save", form="f", submit=True, type="tertiary"),
    ]


def test_each_kind_has_its_place(run: Run) -> None:
    with refused(
        LayoutError,
        "st.form_submit_button stands outside of a form. Put it in a `with st.form(…):` block, or use st.button.",
    ):
        st.form_submit_button()
    with st.form("f"), pytest.raises(LayoutError, match=r"st\.button cannot be used in a form"):
        st.button("Go")


def test_a_click_is_true_for_one_run(run: Run) -> None:
    assert st.button("Go") is False
    run.rerun(Go=True)
    assert st.button("Go") is True
    run.rerun()
    assert st.button("Go") is False


@pytest.mark.parametrize("wire", [False, None, 1, "true", [True], {"a": True}])
def test_only_true_is_a_click(run: Run, wire: object) -> None:
    st.button("Go")
    assert run.state.widgets.receive({the(run, Button).id: wire}) == ([], {})
    run.rerun()
    assert st.button("Go") is False


def test_a_form_s_values_come_with_the_click(run: Run) -> None:
    seen: list[Any] = []

    def draw() -> tuple[Any, bool]:
        with st.form("f"):
            name = st.text_input("Name", key="name")
            return name, st.form_submit_button("Save", key="save", on_click=lambda: seen.append(run.state.get("name")))

    assert draw() == ("", False)
    run.rerun(name="Ada", save=True)
    assert seen == ["Ada"]
    assert draw() == ("Ada", True)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("K", "k"), ("ctrl + shift+ k", "ctrl+shift+k"), ("Cmd+Option+Up", "cmd+alt+up"), ("Mod+K", "ctrl+k"),
        ("Shift+Alt+Meta+Control+X", "ctrl+cmd+alt+shift+x"), ("Ctrl+Ctrl+K", "ctrl+k"), ("Esc", "escape"),
        ("Return", "enter"), ("F12", "f12"), ("arrowleft", "left"), ("Ctrl+", None), ("", None), ("Ctrl+K+L", None),
        ("C", None), ("ctrl+r", None), ("Ctrl+.", None), ("ab", None), ("+", None),
    ],
)  # fmt: skip
def test_shortcuts_are_read_as_streamlit_does(run: Run, given: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(InvalidValue, match=r"st\.button: shortcut="):
            st.button("Go", shortcut=given)
    else:
        st.button("Go", shortcut=given)
        assert the(run, Button).shortcut == meant


def test_what_cannot_work_is_said(run: Run) -> None:
    with refused(InvalidValue, 'st.button: type=\'big\' is unknown. Pass "primary", "secondary" or "tertiary".'):
        st.button("Go", type="big")  # type: ignore[arg-type]
    with refused(InvalidValue, 'st.button: icon_position=\'top\' is unknown. Pass "left" or "right".'):
        st.button("Go", icon_position="top")  # type: ignore[arg-type]
    with refused(InvalidType, "st.button: on_click=5 cannot be called. Pass a function, without parentheses."):
        st.button("Go", on_click=5)  # type: ignore[arg-type]
    with refused(InvalidType, 'st.button: shortcut=5 is a int. Pass a string such as "Ctrl+K".'):
        st.button("Go", shortcut=5)  # type: ignore[arg-type]
    with refused(InvalidValue, 'st.button: shortcut=\'Ctrl\' names 0 keys. Pass one, such as "K" or "Ctrl+K".'):
        st.button("Go", shortcut="Ctrl")
    with refused(InvalidValue, "st.button: shortcut='Alt+C' is taken, the page itself uses C and R. Pass another key."):
        st.button("Go", shortcut="Alt+C")
    assert run.elements == []


def test_the_old_argument_for_the_width_still_works(run: Run) -> None:
    st.button("Go", use_container_width=True)
    assert the(run, Button).width == "stretch"


def test_buttons_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.button("L")
        st.button("L", 5)
        st.button("L", "")
        st.button("L", help=5)
        st.button("L", type="big")
        st.button("L", icon="xx")
        st.button("L", icon="spinner", icon_position="right")
        st.button("L", shortcut="Ctrl+K")
        st.button("L", shortcut="Ctrl+C")
        st.button("L", width=0)
        st.button("L", width="big")
        st.button("L", on_click=5)
        st.button("L", on_click="rerun")
        st.button("L", use_container_width=True)
        st.form_submit_button("L")
        st.form("f").button("L")
        st.form("g").form_submit_button("L")
    """)
    assert parity.assigned({'st.button("L")': ["True", "False"]}) == ["refused", "refused"]
