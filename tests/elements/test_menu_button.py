"""Buttons with a menu."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.menu_button import MenuButton
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError, StateError
from tests.conftest import Run, refused
from tests.elements.conftest import Parity, the


def test_a_message_says_all(run: Run) -> None:
    st.menu_button(
        "Table", ["copy", "save"], key="m", help="Help", type="primary", icon=":material/table:", disabled=True,
        width=200, format_func=str.title, wrap=True,
    )  # fmt: skip
    assert run.elements == [
        MenuButton(
            id="menu_button-m", label="Table", key="m", help="Help", options=["Copy", "Save"], type="primary",
            icon=":material/table:", disabled=True, width=200, wrap=True,
        )
    ]  # fmt: skip


def test_what_is_chosen_lasts_for_one_run(run: Run) -> None:
    chosen: list[object] = []

    def draw() -> None:
        chosen.append(st.menu_button("M", [1, 2], key="m", format_func=lambda n: f"No {n}"))

    draw()
    run.rerun(m="No 2")
    draw()
    run.rerun()
    draw()
    assert chosen == [None, 2, None]


def test_a_choice_calls_the_author(run: Run) -> None:
    called: list[object] = []

    def clicked(x: int) -> None:
        called.append((x, run.state.get("m")))

    def draw() -> None:
        st.menu_button("M", ["a", "b"], key="m", on_click=clicked, args=[5])

    draw()
    run.rerun(m="b")
    assert called == [(5, "b")]


@pytest.mark.parametrize("wire", ["c", "", True, None, 0, ["a"], {"a": 1}])
def test_nothing_else_is_taken(run: Run, wire: object) -> None:
    st.menu_button("M", ["a", "b"])
    widget = the(run, MenuButton)
    assert run.state.widgets.receive({widget.id: wire}) == ([], {})
    assert run.state.widgets.value(widget.id) is None


def test_an_option_is_a_copy(run: Run) -> None:
    options = [{"n": 1}]
    st.menu_button("M", options, key="m")
    run.rerun(m="{'n': 1}")
    chosen = st.menu_button("M", options, key="m")
    assert chosen is not None
    chosen["n"] = 2
    assert options == [{"n": 1}]


def test_wrong_arguments_are_explained(run: Run) -> None:
    with refused(
        InvalidValue, "st.menu_button: options is empty, there is nothing to choose. Pass at least one option."
    ):
        st.menu_button("M", [])
    with refused(
        InvalidValue,
        "st.menu_button: two options have the label '1'. Pass options that differ, or a format_func that tells them "
        "apart.",
    ):
        st.menu_button("M", [1, "1"])
    with refused(
        InvalidType, "st.menu_button: on_click='rerun' cannot be called. Pass a function, without parentheses."
    ):
        st.menu_button("M", ["a"], on_click="rerun")  # type: ignore[arg-type]
    with refused(InvalidValue, 'st.menu_button: type=\'big\' is unknown. Pass "primary", "secondary" or "tertiary".'):
        st.menu_button("M", ["a"], type="big")  # type: ignore[arg-type]
    with (
        st.form("f"),
        refused(
            LayoutError,
            "st.menu_button cannot be used in a form. Use st.form_submit_button, or move it out of the form.",
        ),
    ):
        st.menu_button("M", ["a"])
    run.state.set("m", "a", set())
    with refused(
        StateError,
        "st.session_state['m'] cannot be set: the value of a button lasts for one run. Use another key for your own "
        "value.",
    ):
        st.menu_button("M", ["a"], key="m")


def test_menus_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.menu_button("L", ["a", "b"])
        st.menu_button("L", [])
        st.menu_button("L", None)
        st.menu_button("L", 5)
        st.menu_button("L", "abc")
        st.menu_button("L", enum.Enum("E", "A B"))
        st.menu_button("L", pd.DataFrame({"a": [1, 2]}))
        st.menu_button("L", {"a": 1})
        st.menu_button("L", ["a", "a"])
        st.menu_button("L", ["a"], type="x")
        st.menu_button("L", ["a"], icon="x")
        st.menu_button("L", ["a"], icon="spinner")
        st.menu_button("L", ["a"], on_click="x")
        st.menu_button("L", ["a"], on_click="rerun")
        st.menu_button("L", ["a"], on_click=None)
        st.menu_button("L", ["a"], width="x")
        st.menu_button("L", ["a"], format_func=5)
        st.menu_button("L", ["a"], format_func=None)
        st.form("f").menu_button("L", ["a"])
    """)
    ours = parity.play(
        """
        out["value"] = st.menu_button("M", [1, 2, 3], key="m", format_func=lambda n: f"No {n}")
        out["state"] = state["m"]
        """,
        lambda app: app.menu_button[0].click(2),
        lambda app: None,
        lambda app: app.menu_button(key="m").click_index(2),
        lambda app: app.menu_button[0].set_value(1).set_value(None),
    )
    assert [step["value"] for step in ours] == [None, 2, None, 3, None]
    assert all(step["state"] == step["value"] for step in ours)
