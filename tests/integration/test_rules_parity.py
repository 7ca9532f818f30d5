"""Random visits here and under Streamlit: widgets have the same values, and the same callbacks are called."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest as StreamlitTest

from jupyterlit.testing.v1 import AppTest

# How many to play; those of a plain run are always the same.
VISITS = int(os.environ.get("JUPYTERLIT_VISITS", "0"))

pytestmark = pytest.mark.filterwarnings("ignore")  # Streamlit's own


@dataclass(frozen=True)
class Drawn:
    """One call of a widget; what the arguments mean depends on its kind."""

    kind: str
    key: str | None
    label: str
    options: str
    default: int
    high: int
    format: str
    disabled: bool
    persist: str | None
    notes: bool
    place: str


@dataclass(frozen=True)
class Step:
    """What happens before a run: the reader changes widgets, by number, and the script becomes another."""

    edits: tuple[tuple[int, int], ...]
    sends: bool
    deleted: tuple[str, ...]
    assigned: tuple[tuple[str, Any], ...]
    drawn: tuple[Drawn, ...]


SCRIPT = """
import {module} as st
state = st.session_state
log, out = state.setdefault("log", []), state.setdefault("out", [])
out.clear()

def note(name):
    log.append((name, repr(state.get(name))))

def draw(each):
    to = {{"main": st, "side": st.sidebar, "form": form}}[each.place]
    options, first = list(each.options), min(each.default, len(each.options) - 1)
    given = {{"key": each.key, "disabled": each.disabled}}
    if each.kind == "button":
        return to.button(each.label, on_click=note if each.notes else None, args=(each.key or each.label,), **given)
    if each.key and each.persist:
        given["persist_state"] = each.persist
    if each.notes and each.place != "form":
        given |= {{"on_change": note, "args": (each.key or each.label,)}}
    shown = {{"format_func": str.upper}} if each.format == "upper" else {{}}
    match each.kind:
        case "checkbox":
            return to.checkbox(each.label, each.default > 1, **given)
        case "toggle":
            return to.toggle(each.label, each.default > 1, **given)
        case "radio":
            return to.radio(each.label, options, first or None, **shown, **given)
        case "selectbox":
            return to.selectbox(each.label, options, first or None, **shown, **given)
        case "multiselect":
            return to.multiselect(each.label, options, options[:first], **shown, **given)
        case "select_slider":
            return to.select_slider(each.label, options, options[first], **shown, **given)
        case "slider":
            return to.slider(each.label, 0, each.high, each.default, **given)
        case "range":
            return to.slider(each.label, 0, each.high, (0, each.default), **given)
        case "number_input":
            return to.number_input(each.label, 0, each.high, each.default, **given)
        case "text_input":
            return to.text_input(each.label, "t" * each.default if each.default else None, max_chars=each.high, **given)
        case "text_area":
            return to.text_area(each.label, "t" * each.default, **given)

step = state.get("step")
form = st.form("form", clear_on_submit=True)
for key in step.deleted:
    state.pop(key, None)
for key, value in step.assigned:
    state[key] = value
for each in step.drawn:
    try:
        value = draw(each)
        out.append((each.key or each.label, type(value).__name__, value))
    except Exception:
        out.append((each.key or each.label, "refused"))
form.form_submit_button("send", key="send", on_click=note, args=("send",))
out.append(sorted(key for key in state.keys() if len(key) == 1))
"""

KINDS = {
    "a": "number_input", "b": "selectbox", "c": "multiselect", "d": "text_input", "e": "slider", "f": "range",
    "g": "checkbox", "h": "radio", "i": "select_slider", "j": "text_area", "k": "toggle", "l": "button",
}  # fmt: skip
VALUES: dict[str, some.SearchStrategy[Any]] = {
    **dict.fromkeys(["a", "e"], some.integers(0, 5)),
    **dict.fromkeys(["b", "h", "i"], some.sampled_from(["x", "y", "z"])),
    "c": some.lists(some.sampled_from("xyz"), unique=True, max_size=2),
    **dict.fromkeys(["d", "j"], some.sampled_from(["", "one", "words"])),
    "f": some.sampled_from([(0, 3), (2, 5)]),
    **dict.fromkeys(["g", "k"], some.booleans()),
}


def _drawn(key: str, keyed: bool, **fields: Any) -> Drawn:
    kind = KINDS[key]
    if kind == "button" and fields["place"] == "form":
        fields["place"] = "main"
    return Drawn(kind=kind, key=key if keyed else None, **fields)


DRAWN = some.builds(
    _drawn,
    key=some.sampled_from(list(KINDS)),
    keyed=some.sampled_from([True, True, False]),
    label=some.sampled_from(["L", "M"]),
    options=some.sampled_from(["xyz", "zyx", "xy", "yw"]),
    default=some.integers(0, 2),
    high=some.sampled_from([9, 9, 5]),
    format=some.sampled_from(["", "", "upper"]),
    disabled=some.sampled_from([False, False, False, True]),
    persist=some.sampled_from([None, None, "page", "session"]),
    notes=some.booleans(),
    place=some.sampled_from(["main", "main", "side", "form"]),
)
ASSIGNED = some.sampled_from(list(VALUES)).flatmap(lambda key: some.tuples(some.just(key), VALUES[key]))
STEPS = some.builds(
    Step,
    edits=some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), max_size=3).map(tuple),
    sends=some.booleans(),
    deleted=some.lists(some.sampled_from(list(KINDS)), max_size=1).map(tuple),
    assigned=some.lists(ASSIGNED, max_size=1).map(tuple),
    drawn=some.lists(DRAWN, max_size=5, unique_by=lambda each: (each.kind, each.key or each.label)).map(tuple),
)


def visit(test: Any, module: str, steps: list[Step]) -> list[Any]:
    """Return for each run what its calls have given, and all that has been called."""
    app = test.from_string(SCRIPT.format(module=module), default_timeout=30)
    seen: list[Any] = []
    for step in steps:
        for name, change in CHANGES.items():
            nodes = [node for node in app.get(name) if not node.disabled and node.key != "send"] if seen else []
            for index, number in step.edits:
                if index < len(nodes):
                    change(nodes[index], number)
        if step.sends and seen:
            app.button(key="send").click()
        app.session_state["step"] = step
        app.run()
        assert [error.message for error in app.exception] == []
        seen.append((list(app.session_state["out"]), list(app.session_state["log"])))
    return seen


def _slide(node: Any, number: int) -> None:
    if isinstance(node.value, tuple | list):
        node.set_range(0, min(number, node.max))
    else:
        node.set_value(min(number, node.max))


def _option(node: Any, number: int) -> str:
    return node.options[number % len(node.options)].lower()


CHANGES: dict[str, Callable[[Any, int], object]] = {
    **dict.fromkeys(["checkbox", "toggle"], lambda node, number: node.set_value(number > 4)),
    "number_input": lambda node, number: node.set_value(min(number, int(node.max))),
    "selectbox": lambda node, number: node.select_index(number % len(node.options)),
    "radio": lambda node, number: node.set_value(_option(node, number)),
    "select_slider": lambda node, number: node.set_value(_option(node, number)),
    "multiselect": lambda node, number: node.set_value([_option(node, number)]),
    "slider": _slide,
    **dict.fromkeys(["text_input", "text_area"], lambda node, number: node.set_value("w" * (number % 5))),
    "button": lambda node, number: node.click(),
}


@settings(
    max_examples=VISITS or 25,
    derandomize=not VISITS,
    database=None,
    phases=(Phase.generate, Phase.shrink) if VISITS else (Phase.generate,),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(some.lists(STEPS, min_size=2, max_size=5))
def test_visits_go_as_under_streamlit(steps: list[Step]) -> None:
    assert visit(AppTest, "jupyterlit", steps) == visit(StreamlitTest, "streamlit", steps)
