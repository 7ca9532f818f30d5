"""Widgets: who they are, which values they have, what is called when these change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import jupyterlit as st
from jupyterlit.delta_generator import main
from jupyterlit.elements.checkbox import Checkbox
from jupyterlit.errors import DuplicateWidget, LayoutError, StateError
from jupyterlit.protocol.base import Element, Widget
from jupyterlit.protocol.messages import Forward, Path, Values
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState
from tests.conftest import Run, refused
from tests.elements.conftest import Parity


class Browser:
    """One visit as the page's `values.ts` sees it: it keeps values by id and is told what Python sets.

    Each run is a `with` block; `stopped` makes it one that does not reach its end.
    """

    def __init__(self) -> None:
        self.state = SessionState()
        self.query_params = QueryParams()
        self.page: dict[str, Widget] = {}
        self.shown: dict[str, Any] = {}
        self.stopped = False

    def __enter__(self) -> None:
        self.page = {}
        self._context = RunContext(self, self.state, self.query_params)
        self._token = enter(self._context)

    def __exit__(self, *_: object) -> None:
        leave(self._token)
        self.state.widgets.end_run(self._context.widget_ids, complete=not self.stopped)
        if not self.stopped:
            self.shown = {id: value for id, value in self.shown.items() if id in self.page}
        self.stopped = False

    def put(self, path: Path, element: Element) -> None:
        assert isinstance(element, Widget)
        self.page[element.id] = element
        self.shown.setdefault(element.id, element.default)

    def count(self, path: Path) -> int:
        return 0

    def send(self, message: Forward) -> None:
        assert isinstance(message, Values)
        self.shown |= message.values

    def edit(self, **wires: Any) -> list[str | None]:
        """Change widgets by key; return the keys of those whose value Python finds changed."""
        ids = {widget.key: id for id, widget in self.page.items()}
        values = {ids[key]: wire for key, wire in wires.items()}
        self.shown |= {id: wire for id, wire in values.items() if wire is not True or id not in self.triggers}
        changed, refused = self.state.widgets.receive(values)
        self.shown |= refused
        for spec in changed:
            spec.call()
        return [spec.key for spec in changed]

    @property
    def triggers(self) -> set[str]:
        return {id for id in self.page if self.state.widgets.spec(id).trigger}

    def reload(self) -> None:
        """Lose everything, and get from Python what it has."""
        self.shown = {id: widget.default for id, widget in self.page.items()} | self.state.widgets.shown()


@pytest.fixture
def browser() -> Browser:
    return Browser()


# Who they are


def test_alike_widgets_need_keys(run: Run) -> None:
    st.checkbox("A")
    st.checkbox("A", value=True)
    st.sidebar.checkbox("A")
    st.toggle("A")
    with refused(
        DuplicateWidget,
        "st.checkbox: two widgets with label='A' are alike in everything. Give each a key of its own.",
    ):
        st.checkbox("A", disabled=True)
    st.checkbox("A", key="a")
    with refused(DuplicateWidget, "st.slider: key='a' is used twice in this run. Give each widget its own key."):
        st.slider("B", key="a")


# Which values they have


def test_values_last_as_long_as_their_widget_is_drawn(browser: Browser) -> None:
    with browser:
        assert st.number_input("N", 0, 10, 1, key="n") == 1
    assert browser.edit(n=7) == ["n"]
    for _ in range(2):
        with browser:
            assert st.number_input("N", 0, 10, 2, key="n") == 7
    with browser:
        assert browser.state.get("n") == 7
    assert browser.state.keys() == []
    with browser:
        assert st.number_input("N", 0, 10, 2, key="n") == 2
    assert browser.shown == {"number_input-n": 2}


def test_a_run_that_does_not_reach_its_end_drops_nothing(browser: Browser) -> None:
    with browser:
        st.number_input("N", 0, 10, key="n")
    browser.edit(n=7)
    with browser:
        browser.stopped = True
    with browser:
        assert st.number_input("N", 0, 10, key="n") == 7
    assert browser.shown == {"number_input-n": 7}


@pytest.mark.parametrize("persist", ["page", "session"])
def test_a_value_can_outlive_its_widget(browser: Browser, persist: Any) -> None:
    with browser:
        st.slider("N", 0, 10, key="n", persist_state=persist)
    browser.edit(n=[7])
    with browser:
        pass
    with browser:
        assert browser.state.get("n") == 7
    with browser:
        assert st.slider("N", 0, 20, key="n", persist_state=persist) == 7
    assert list(browser.shown.values()) == [[7]]
    with browser:
        assert st.slider("N", 0, 5, key="n", persist_state=persist) == 0


def test_a_value_that_does_not_fit_any_more_makes_room_for_the_default(browser: Browser) -> None:
    with browser:
        st.number_input("N", 0, 10, key="n")
        st.selectbox("S", ["a", "b"], key="s")
    browser.edit(n=7, s="b")
    with browser:
        assert st.number_input("N", 0, 5, 1, key="n") == 1
        assert st.selectbox("S", ["c", "a"], key="s") == "c"
    assert list(browser.shown.values()) == [1, "c"]
    browser.reload()
    assert list(browser.shown.values()) == [1, "c"]


def test_a_value_keeps_its_place_while_labels_change(browser: Browser) -> None:
    with browser:
        st.selectbox("S", ["a", "b"], key="s")
    browser.edit(s="b")
    with browser:
        assert st.selectbox("S", ["a", "b"], key="s", format_func=str.upper) == "b"
    assert list(browser.shown.values()) == ["B"]


def test_the_browser_is_told_only_what_it_does_not_show(run: Run) -> None:
    st.number_input("N", 0, 10, key="n")
    run.rerun(n=5)
    run.state.set("n", 5, set())
    st.number_input("N", 0, 10, key="n")
    assert run.sent == []
    run.rerun()
    run.state.set("n", 6, set())
    st.number_input("N", 0, 10, key="n")
    assert run.sent == [Values(values={"number_input-n": 6})]


def test_an_edit_that_waits_in_a_form_gives_way_to_what_the_author_assigns(run: Run) -> None:
    def draw() -> None:
        with st.form("f"):
            st.text_input("T", key="t")

    draw()
    run.rerun()
    draw()
    assert run.sent == []
    run.rerun()
    run.state.set("t", "", set())
    draw()
    assert [message.values for message in run.sent if isinstance(message, Values)] == [{run.state.widgets.ids["t"]: ""}]


def test_refused_values_are_taken_back(run: Run) -> None:
    st.number_input("N", 0, 10, 3, key="n")
    st.checkbox("C", key="c", disabled=True)
    st.button("B", key="b", disabled=True)
    assert run.state.widgets.receive({"number_input-n": 11, "checkbox-c": True, "button-b": True}) == (
        [], {"number_input-n": 3, "checkbox-c": False},
    )  # fmt: skip
    run.rerun()
    assert st.button("B", key="b", disabled=True) is False


def test_values_wait_for_widgets_that_are_not_drawn_yet(browser: Browser) -> None:
    browser.state.widgets.receive({"number_input-n": 7, "number_input-m": 70, "button-b": True})
    with browser:
        assert st.number_input("N", 0, 10, key="n") == 7
        assert st.number_input("M", 0, 10, key="m") == 0
        assert st.button("B", key="b") is True
    assert browser.shown["number_input-m"] == 0
    browser.state.widgets.receive({"number_input-late": 7})
    with browser:
        pass
    with browser:
        assert st.number_input("N", 0, 10, key="late") == 0


@pytest.mark.parametrize("value", ["x" * 200_000, 1])
def test_values_that_no_widget_ever_takes_do_not_pile_up(browser: Browser, value: object) -> None:
    widgets = browser.state.widgets
    for number in range(3000):
        widgets.receive({f"unknown-{number}": value})
    assert len(widgets._waiting) <= 1000  # pyright: ignore[reportPrivateUsage]
    assert len(repr(widgets._waiting)) < 11_000_000  # pyright: ignore[reportPrivateUsage]


def test_a_reload_brings_all_values_back(browser: Browser) -> None:
    with browser:
        st.number_input("N", 0, 10, 3, key="n")
        st.number_input("M", 0, 10, key="m")
        st.button("B", key="b")
    browser.edit(m=4, b=True)
    with browser:
        st.number_input("N", 0, 10, 5, key="n")
        st.number_input("M", 0, 10, key="m")
        st.button("B", key="b")
    before = dict(browser.shown)
    browser.reload()
    assert browser.shown == before == {"number_input-n": 3, "number_input-m": 4, "button-b": None}


# What is called


def test_callbacks_come_in_the_order_of_the_changes(browser: Browser) -> None:
    called: list[Any] = []

    def note(*args: Any, **kwargs: Any) -> None:
        called.append((args, kwargs, browser.state.get("n"), browser.state.get("b")))

    def draw() -> None:
        st.button("B", key="b", on_click=note, args=("b",), kwargs={"x": 1})
        st.number_input("N", 0, 10, key="n", on_change=note, args=["n"])

    with browser:
        draw()
    assert browser.edit(n=7, b=True) == ["n", "b"]
    assert called == [(("n",), {}, 7, True), (("b",), {"x": 1}, 7, True)]
    with browser:
        draw()
    assert browser.edit(n=7) == []
    assert browser.edit(n=99) == []
    assert len(called) == 2


def test_what_the_author_assigns_calls_nothing(browser: Browser) -> None:
    called: list[int] = []
    for _ in range(2):
        browser.state.set("n", 7, set())
        with browser:
            assert st.number_input("N", 0, 10, key="n", on_change=called.append, args=(1,)) == 7
    assert called == []


def test_a_callback_can_set_any_value(browser: Browser) -> None:
    def clear() -> None:
        browser.state.set("n", 0, set())

    def draw() -> Any:
        st.button("Clear", key="b", on_click=clear)
        return st.number_input("N", 0, 10, key="n")

    with browser:
        draw()
    browser.edit(n=7)
    with browser:
        assert draw() == 7
    browser.edit(b=True)
    with browser:
        assert draw() == 0
    assert browser.shown["number_input-n"] == 0


def test_only_a_form_s_button_has_a_callback(run: Run) -> None:
    with st.form("f"):
        with refused(
            LayoutError,
            "st.checkbox: on_change cannot be used in a form, whose values arrive together. "
            "Give the callback to st.form_submit_button.",
        ):
            st.checkbox("A", on_change=print)
        st.checkbox("A", on_change="ignore")
        st.form_submit_button(on_click=print)
    assert len(run.elements) == 3


# Buttons


def test_a_click_lasts_for_one_run(browser: Browser) -> None:
    with browser:
        assert st.button("B", key="b") is False
    browser.edit(b=True)
    with browser:
        assert st.button("B", key="b") is True
        assert browser.state.get("b") is True
    with browser:
        assert st.button("B", key="b") is False


def test_a_click_that_an_interrupted_run_has_not_met_is_met_by_the_next(browser: Browser) -> None:
    called: list[int] = []
    with browser:
        st.button("B", key="b", on_click=called.append, args=(1,))
    browser.edit(b=True)
    browser.state.widgets.end_run(set(), complete=False, interrupted=True)
    with browser:
        assert st.button("B", key="b") is True
    assert called == [1]
    with browser:
        assert st.button("B", key="b") is False


def test_a_click_that_a_run_has_met_is_over(browser: Browser) -> None:
    with browser:
        st.button("B", key="b")
    browser.edit(b=True)
    browser.state.widgets.end_run({"button-b"}, complete=False, interrupted=True)
    with browser:
        assert st.button("B", key="b") is False


# All together, against a model


@dataclass(frozen=True)
class Drawn:
    """A number input of a run: `high` may be less than what was chosen before."""

    default: int
    high: int
    persist: bool


@dataclass(frozen=True)
class Pass:
    """What happens before one run, in order, what it draws, and whether it reaches its end."""

    edits: dict[str, int]
    deleted: set[str]
    assigned: dict[str, int]
    drawn: dict[str, Drawn]
    complete: bool
    reload: bool


@dataclass
class Model:
    """Streamlit's rules for number inputs with a key, as short as they can be said."""

    entries: dict[str, int] = field(default_factory=dict[str, int])
    values: dict[str, int] = field(default_factory=dict[str, int])
    on_page: dict[str, Drawn] = field(default_factory=dict[str, Drawn])
    last: dict[str, Drawn] = field(default_factory=dict[str, Drawn])
    parked: dict[str, int] = field(default_factory=dict[str, int])
    known: set[str] = field(default_factory=set[str])
    fresh: set[str] = field(default_factory=set[str])
    beneath: dict[str, int] = field(default_factory=dict[str, int])

    def edit(self, key: str, value: int) -> None:
        if value <= self.on_page[key].high:
            self.values[key] = value
            self.entries.pop(key, None)

    def draw(self, key: str, drawn: Drawn) -> int:
        if key in self.entries and key not in self.known | self.fresh:
            self.beneath[key] = self.entries[key]
        left = (self.parked | self.values).get(key, self.beneath.get(key, drawn.default))
        value = self.entries.pop(key, left)
        self.known.add(key)
        self.values[key] = value if value <= drawn.high else drawn.default
        if drawn.persist:
            self.parked.pop(key, None)
        return self.values[key]

    def end(self, page: dict[str, Drawn], *, complete: bool) -> None:
        self.on_page = page
        self.last |= page
        if complete:
            self.parked |= {k: v for k, v in self.values.items() if k not in page and self.last[k].persist}
            self.values = {k: v for k, v in self.values.items() if k in page}
            stale = self.known - self.fresh - self.values.keys() - self.parked.keys()
            self.entries = {k: v for k, v in self.entries.items() if k not in stale}
            self.fresh = set()

    def get(self, key: str) -> int | None:
        return (self.beneath | self.parked | self.values | self.entries).get(key)


KEYS = some.sampled_from("abc")
DRAWN = some.builds(Drawn, some.integers(0, 3), some.integers(3, 6), some.booleans())
PASSES = some.builds(
    Pass,
    edits=some.dictionaries(KEYS, some.integers(0, 7), max_size=2),
    deleted=some.sets(KEYS, max_size=1),
    assigned=some.dictionaries(KEYS, some.integers(0, 7), max_size=2),
    drawn=some.dictionaries(KEYS, DRAWN),
    complete=some.booleans(),
    reload=some.booleans(),
)


@settings(max_examples=300, deadline=None)
@given(some.lists(PASSES, max_size=8))
def test_values_follow_the_model_and_the_browser_shows_them(passes: list[Pass]) -> None:
    browser, model = Browser(), Model()
    for each in passes:
        for key, value in each.edits.items():
            if key in model.on_page:
                browser.edit(**{key: value})
                model.edit(key, value)
        for key in each.deleted:
            if model.get(key) is not None:
                browser.state.delete(key)
                model.entries.pop(key, None)
                model.values.pop(key, None)
                model.parked.pop(key, None)
                model.beneath.pop(key, None)
        for key, value in each.assigned.items():
            browser.state.set(key, value, set())
            model.entries[key] = value
            model.fresh.add(key)
        with browser:
            browser.stopped = not each.complete
            for key, drawn in each.drawn.items():
                value = st.number_input(
                    key, 0, drawn.high, drawn.default, key=key, persist_state="session" if drawn.persist else None
                )
                assert value == model.draw(key, drawn)
        model.end(each.drawn, complete=each.complete)
        if each.reload:
            browser.reload()
        stored = model.beneath | model.parked | model.values | model.entries
        assert {k: browser.state.get(k) for k in browser.state} == stored
        assert {key: browser.shown[f"number_input-{key}"] for key in each.drawn} == {
            key: model.values[key] for key in each.drawn
        }


@settings(max_examples=200, deadline=None)
@given(
    some.lists(
        some.tuples(
            some.dictionaries(KEYS, some.tuples(some.sampled_from(["slider", "options", "text"]), some.integers(2, 5))),
            some.lists(some.tuples(KEYS, some.integers(0, 5))),
            some.booleans(),
            some.booleans(),
        ),
        max_size=8,
    )
)
def test_the_browser_shows_what_python_has_whatever_widgets_take_each_other_s_place(
    passes: list[tuple[dict[str, tuple[str, int]], list[tuple[str, int]], bool, bool]],
) -> None:
    browser = Browser()
    for drawn, edits, persist, complete in passes:
        with browser:
            browser.stopped = not complete
            values = {key: _draw(kind, key, size, persist=persist) for key, (kind, size) in drawn.items()}
        for id, widget in browser.page.items():
            spec = browser.state.widgets.spec(id)
            value = values[widget.key or ""]
            assert value == browser.state.get(widget.key or "")
            assert browser.shown[id] == spec.dump(value)
        kinds = {widget.key: str(widget.__struct_config__.tag) for widget in browser.page.values()}
        for key, number in edits:
            if key in kinds:
                wire = {"slider": [number], "selectbox": str(number), "text_input": f"text {number}"}[kinds[key]]
                browser.edit(**{key: wire})


def _draw(kind: str, key: str, size: int, *, persist: bool) -> Any:
    persist_state = "session" if persist else None
    if kind == "slider":
        return st.slider(key, 0, size, key=key, persist_state=persist_state)
    if kind == "options":
        return st.selectbox(key, range(size), key=key, persist_state=persist_state)
    return st.text_input(key, key=key, max_chars=size * 2, persist_state=persist_state)


def test_many_widgets_cost_no_more_each_than_few(run: Run) -> None:
    calls = {count: _calls_of(run, count) for count in (50, 500)}
    assert calls[500] < calls[50] * 10.5


def _calls_of(run: Run, count: int) -> int:
    """Return how many function calls a run with so many widgets makes."""
    calls = 0

    def count_call(_: Any, event: str, __: Any) -> None:
        nonlocal calls
        calls += event == "call"

    run.rerun()
    sys.setprofile(count_call)
    try:
        for number in range(count):
            st.checkbox("C", key=f"{count}-{number}")
        run.state.widgets.end_run(run.context.widget_ids, complete=True)
    finally:
        sys.setprofile(None)
    return calls


# Beside Streamlit

SCRIPT = """
state.setdefault("log", [])
now = {"high": 10, "default": 1, "options": "abc", "hidden": "", "assign": None, "again": False, **state.get("now", {})}

def note(name):
    state.log.append((name, state.get("n"), state.get("s"), state.get("p")))

if now["assign"] is not None:
    state.n = now["assign"]
if "n" not in now["hidden"]:
    out["n"] = st.number_input("N", 0, now["high"], min(now["default"], now["high"]), key="n", on_change=note, args="n")
if "s" not in now["hidden"]:
    out["s"] = st.selectbox("S", list(now["options"]), key="s", on_change=note, args="s")
if "m" not in now["hidden"]:
    out["m"] = st.multiselect("M", list(now["options"]), [now["options"][0]], key="m")
if "p" not in now["hidden"]:
    out["p"] = st.slider("P", 0, 10, now["default"], key="p", persist_state="session", on_change=note, args="p")
out["k"] = st.checkbox("K", value=now["default"] > 1)
out["b"] = st.button("B", key="b", on_click=note, args="b")
if out["b"] and now["again"]:
    st.rerun()
with st.form("f"):
    out["t"] = st.text_input("T", key="t")
    out["go"] = st.form_submit_button("Go", on_click=note, args="f")
out["keys"] = sorted(str(key) for key in state.keys())
out["log"] = list(state.log)
"""


def _nothing(app: Any) -> None:
    pass


def test_what_a_key_had_before_its_widget_is_there_again_after_it(parity: Parity) -> None:
    script = """
        state.n = state.get("n", 0) + 1
        if state.n == 1:
            state.word = "first"
        if state.n in (2, 3, 6):
            out["widget"] = st.text_input("W", key="word")
        if state.n == 7:
            del state.word
        out["state"] = state.get("word")
    """

    def edit(app: Any) -> None:
        app.text_input[0].input("edited")

    seen = parity.play(script, _nothing, edit, *[_nothing] * 4)
    assert [each["state"] for each in seen] == ["first", "first", "edited", "edited", "first", "first", None]


def test_what_the_run_of_a_change_disables_keeps_the_value_it_had(parity: Parity) -> None:
    script = """
        def note(name):
            state.setdefault("log", []).append((name, state[name]))
            state.off = True
        off = state.get("off", False)
        out["b"] = st.button("B", key="b", disabled=off, on_click=note, args="b")
        out["t"] = st.text_input("T", key="t", disabled=off, on_change=note, args="t")
        out["n"] = st.number_input("N", 0, 9, 3, disabled=off)
        out["state"] = (state.b, state.t, list(state.get("log", [])))
    """

    def change(app: Any) -> None:
        app.text_input[0].input("typed")
        app.button[0].click()
        app.number_input[0].set_value(5)

    def enable(app: Any) -> None:
        app.session_state["off"] = False

    seen = parity.play(script, change, enable)
    assert seen[1] == {"b": False, "t": "", "n": 3, "state": (False, "", [("b", True), ("t", "typed")])}
    assert seen[2] == seen[1]


def test_what_persists_is_kept_by_its_key_while_no_widget_has_it(parity: Parity) -> None:
    script = """
        draw = state.get("draw", {"high": 9, "persist_state": "page"})
        if draw:
            out["value"] = st.slider("S", 0, max_value=draw["high"], key="s", persist_state=draw.get("persist_state"))
        out["state"] = state.get("s")
    """

    def choose(app: Any) -> None:
        app.slider[0].set_value(2)

    def draw(**arguments: Any) -> Callable[[Any], None]:
        return lambda app: app.session_state.__setitem__("draw", arguments)

    wide, narrow = draw(high=9, persist_state="page"), draw(high=5, persist_state="page")
    seen = parity.play(script, choose, narrow, wide, draw(), narrow, draw(), draw(high=5), draw(), wide)
    assert [each.get("value", "hidden") for each in seen] == [0, 2, 0, 2, "hidden", 2, "hidden", 2, "hidden", 2]


def test_a_button_that_an_earlier_run_has_set_is_pressed_once(parity: Parity) -> None:
    script = """
        state.n = state.get("n", 0) + 1
        if state.n == 1:
            state.b = True
        else:
            attempt("b", lambda: st.button("B", key="b"))
        if state.n == 4:
            state.c = True
        if state.n > 3:
            attempt("c", lambda: st.button("C", key="c"))
    """
    seen = parity.play(script, *[_nothing] * 4)
    assert seen == [
        {}, {"b": "bool True"}, {"b": "bool False"}, {"b": "bool False", "c": "refused"},
        {"b": "bool False", "c": "bool True"},
    ]  # fmt: skip


def test_a_value_persists_as_its_widget_was_drawn_not_as_it_will_be(parity: Parity) -> None:
    script = """
        late = state.get("late", False)
        out["t"] = st.text_input("T", key="t", max_chars=9 if late else 5, persist_state="page" if late else None)
    """

    def change(app: Any) -> None:
        app.text_input[0].input("abc")

    def persist(app: Any) -> None:
        app.session_state["late"] = True

    assert parity.play(script, change, persist) == [{"t": ""}, {"t": "abc"}, {"t": ""}]


def _random_step(random: Random) -> Callable[[Any], object]:
    """Return something that a reader or a changed script may do."""
    high, default = random.randint(2, 10), random.randint(0, 3)
    options = random.choice(["abc", "bca", "ab", "xyb", "xyz"])
    hidden = random.choice(["", "", "n", "s", "mp", "p", "nsmp"])
    assign = random.choice([None, None, 2, 5, 9])
    number, option = random.randint(0, 10), random.choice("abc")

    def change_script(app: Any) -> None:
        app.session_state["now"] = {
            "high": high, "default": default, "options": options, "hidden": hidden, "assign": assign,
            "again": number > 7,
        }  # fmt: skip

    def edit(app: Any) -> None:
        for widget in app.number_input:
            widget.set_value(min(number, int(widget.max)))
        for widget in app.slider:
            widget.set_value(number)
        for widget in app.selectbox:
            widget.set_value(option if option in widget.options else widget.options[0])

    def choose(app: Any) -> None:
        for widget in app.multiselect:
            widget.set_value([label for label in widget.options if label >= option])

    def click(app: Any) -> None:
        app.checkbox[0].set_value(number > 5)
        app.button(key="b").click()

    def submit(app: Any) -> None:
        app.text_input(key="t").set_value(option)
        app.button[-1].click()

    return random.choice([change_script, change_script, edit, edit, choose, click, submit, lambda app: None])


def test_a_long_visit_goes_as_under_streamlit(parity: Parity) -> None:
    random = Random(5)
    parity.play(SCRIPT, *(_random_step(random) for _ in range(40)))


def test_who_follows_a_widget_knows_when_it_is_there(browser: Browser) -> None:
    told: list[str] = []

    class Follower:
        def drawn(self, widget: str) -> None:
            told.append(f"{widget} is drawn")

        def gone(self) -> None:
            told.append("it is gone")

    def draw() -> None:
        main.add_widget(Checkbox(label="A", key="a"), False, follower=Follower())

    with browser:
        draw()
    browser.stopped = True
    with browser:
        pass
    with browser:
        draw()
    with browser:
        pass
    assert told == ["checkbox-a is drawn", "checkbox-a is drawn", "it is gone"]


def test_some_values_only_the_reader_sets(browser: Browser) -> None:
    browser.state.set("a", True, set())
    with (
        browser,
        refused(
            StateError,
            "st.session_state['a'] cannot be set: only the reader changes the value of this widget. "
            "Use another key for your own value.",
        ),
    ):
        main.add_widget(Checkbox(label="A", key="a"), False, read_only=True)
