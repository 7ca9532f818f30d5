"""Random visits against the rules of widgets.

JUPYTERLIT_VISITS=2000 python -m pytest tests/integration/test_rules*.py    as many visits, never the same ones
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from jupyterlit.testing.v1 import AppTest

# How many to play; those of a plain run are always the same.
VISITS = int(os.environ.get("JUPYTERLIT_VISITS", "0"))

Place = Literal["main", "part", "form", "form part"]
Ident = tuple[object, ...]


@dataclass(frozen=True)
class Field:
    """A number input of a plan. In a "form part" it stands in a fragment of the form."""

    key: str | None
    label: str
    place: Place
    default: int = 0
    high: int = 9
    disabled: bool = False
    persist: bool = False

    def ident(self, page: str) -> Ident:
        """Return what makes it the same to the reader: its key, or all there is to see and where that is."""
        if self.key is not None:
            return page, self.key
        return page, self.label, self.default, self.high, self.place.startswith("form")

    def fits(self, value: int) -> bool:
        return 0 <= value <= self.high


@dataclass(frozen=True)
class Plan:
    """What the script does: forget keys, assign values, draw fields."""

    deleted: tuple[str, ...]
    assigned: tuple[tuple[str, int], ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Step:
    """What the reader does before a run: change fields, by number, press the form's button, go to the other page."""

    edits: tuple[tuple[int, int], ...]
    submits: bool
    leaves: bool
    plan: Plan


SCRIPT = """
import jupyterlit as st
state = st.session_state
plan, seen = state["plan"], state["seen"]

def draw(fields):
    for field in fields:
        seen[field] = st.number_input(
            field.label, 0, field.high, field.default, key=field.key, disabled=field.disabled,
            persist_state="session" if field.persist else None,
        )

def fields(place):
    return [field for field in plan.fields if field.place == place]

part = st.fragment(draw)
for key in plan.deleted:
    state.pop(key, None)
for key, value in plan.assigned:
    state[key] = value
draw(fields("main"))
part(fields("part"))
with st.form("form"):
    draw(fields("form"))
    part(fields("form part"))
    st.form_submit_button("send")
"""


@dataclass
class Model:
    """The rules.

    A widget's value is the author's newest, else the reader's newest, else what its key had before any widget, else the
    default, and the default too where these do not fit. It lasts as long as each run draws the widget, longer under a
    key that persists.
    """

    page: str = ""
    values: dict[Ident, int] = field(default_factory=dict[Ident, int])
    # What the reader has entered into a fragment of the form and not sent: the fragment has it, the script has not.
    drafts: dict[Ident, int] = field(default_factory=dict[Ident, int])
    entries: dict[str, int] = field(default_factory=dict[str, int])
    owners: dict[str, Ident] = field(default_factory=dict[str, Ident])
    drawn: dict[Ident, Field] = field(default_factory=dict[Ident, Field])
    fresh: set[str] = field(default_factory=set[str])
    known: set[str] = field(default_factory=set[str])
    # What persisting widgets that are not drawn have left.
    parked: dict[str, int] = field(default_factory=dict[str, int])
    # What keys had before any widget.
    beneath: dict[str, int] = field(default_factory=dict[str, int])
    # What changed widgets had before: one that the run disables has it again.
    before: dict[Ident, int] = field(default_factory=dict[Ident, int])

    def receive(self, edits: dict[Field, int], *, submits: bool) -> None:
        """Take what the browser sends: nothing of a form without its button, nothing that does not fit."""
        self.before = {}
        if submits:
            self.values |= self.drafts
            self.drafts = {}
        for each, value in edits.items():
            ident = each.ident(self.page)
            if each.disabled or not each.fits(value) or (each.place == "form" and not submits):
                continue
            if each.place == "form part" and not submits:
                self.drafts[ident] = value
            else:
                self.before[ident] = self.values[ident]
                self.values[ident] = value
                self.entries.pop(each.key or "", None)

    def run(self, plan: Plan) -> None:
        for key in plan.deleted:
            self.entries.pop(key, None)
            self.beneath.pop(key, None)
            self.parked.pop(key, None)
            if (owner := self.owners.pop(key, None)) is not None:
                self.values.pop(owner, None)
                self.drafts.pop(owner, None)
        for key, value in plan.assigned:
            self.entries[key] = value
            self.fresh.add(key)
        last, self.drawn = self.drawn, {}
        self.draw(plan.fields)
        for ident, each in last.items():
            if ident not in self.drawn:
                self.leave(ident, each)
        for key in self.known - self.fresh - self.owners.keys() - self.parked.keys():
            self.entries.pop(key, None)
        self.fresh = set()

    def draw(self, fields: tuple[Field, ...]) -> None:
        for place in ("main", "part", "form", "form part"):
            for each in fields:
                if each.place == place:
                    self.draw_one(each)

    def draw_one(self, each: Field) -> None:
        ident = each.ident(self.page)
        old = self.owners.get(each.key or "", ident)
        drafting = each.place == "form part"
        if not drafting:
            self.drafts.pop(ident, None)
        if each.disabled and ident in self.before:
            self.values[ident] = self.before[ident]
        if each.key in self.parked:
            self.values.setdefault(ident, self.parked[each.key])
            if each.persist:
                del self.parked[each.key]
        if ident not in self.values and each.key in self.beneath and each.fits(self.beneath[each.key]):
            self.values[ident] = self.beneath[each.key]
        if each.key in self.entries:
            self.drafts.pop(ident, None)
            if each.key not in self.known | self.fresh:
                self.beneath[each.key] = self.entries[each.key]
            value = self.entries.pop(each.key)
            self.values[ident] = value if each.fits(value) else each.default
        elif ident in self.drafts:
            self.drafts[ident] = self.drafts[ident] if each.fits(self.drafts[ident]) else each.default
        elif ident not in self.values and not (drafting and self.drafts and old in self.values):
            self.values[ident] = each.default
        elif ident not in self.values or not each.fits(self.values[ident]):
            if drafting and self.drafts:  # what the form has sent stays until it is sent again
                self.values[ident] = self.values[old]
                self.drafts[ident] = each.default
            else:
                self.values[ident] = each.default
        self.drawn[ident] = each
        if each.key is not None:
            self.owners[each.key] = ident
            self.known.add(each.key)

    def leave(self, ident: Ident, each: Field) -> None:
        """Note that a complete run has not drawn a widget."""
        self.drafts.pop(ident, None)
        value = self.values.pop(ident, None)
        if each.key is not None:
            if self.owners.get(each.key) == ident:
                del self.owners[each.key]
            if each.persist and value is not None:
                self.parked[each.key] = value

    def shown(self, each: Field) -> int:
        """Return what the reader sees."""
        ident = each.ident(self.page)
        return self.drafts.get(ident, self.values[ident])


KEYS = ["a", "b", "c"]
FIELDS = some.builds(
    Field,
    key=some.sampled_from([*KEYS, None]),
    label=some.sampled_from(["A", "B"]),
    place=some.sampled_from(["main", "part", "form", "form part"]),
    default=some.integers(0, 2),
    high=some.sampled_from([9, 9, 4]),
    disabled=some.sampled_from([False, False, False, True]),
    persist=some.just(value=False),
) | some.builds(
    Field,
    key=some.sampled_from(KEYS),
    label=some.sampled_from(["A", "B"]),
    place=some.sampled_from(["main", "part", "form", "form part"]),
    high=some.sampled_from([9, 4]),
    persist=some.booleans(),
)
PLANS = some.builds(
    Plan,
    deleted=some.lists(some.sampled_from(KEYS), max_size=1).map(tuple),
    assigned=some.lists(some.tuples(some.sampled_from(KEYS), some.integers(0, 9)), max_size=1).map(tuple),
    fields=some.lists(FIELDS, max_size=5, unique_by=lambda each: each.key or each.label).map(tuple),
)
STEPS = some.builds(
    Step,
    edits=some.lists(some.tuples(some.integers(0, 4), some.integers(0, 12)), max_size=3).map(tuple),
    submits=some.sampled_from([False, False, True]),
    leaves=some.sampled_from([False, False, False, True]),
    plan=PLANS,
)
PROFILE = settings(
    max_examples=VISITS or 60,
    derandomize=not VISITS,
    database=None,
    phases=(Phase.generate,),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An app of two pages that do what the plan says."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "pages").mkdir()
    (folder / "app.py").write_text(SCRIPT)
    (folder / "pages" / "other.py").write_text(SCRIPT)
    return folder


@PROFILE
@given(first=PLANS, steps=some.lists(STEPS, max_size=8))
def test_visits_follow_the_rules(folder: Path, first: Plan, steps: list[Step]) -> None:
    app, model = AppTest.from_file(folder / "app.py", default_timeout=30), Model()
    app.session_state["seen"] = {}
    app.session_state["plan"] = first
    app.run()
    model.run(first)
    check(app, model, first)
    for step in steps:
        app.session_state["plan"] = step.plan
        app.session_state["seen"].clear()
        ran = play(app, model, step)
        check(app, model, ran)


def play(app: AppTest, model: Model, step: Step) -> Plan:
    """Let the reader take a step here and in the model; return what the run was of."""
    here = {each.ident(model.page): each for each in model.drawn.values()}
    nodes = {ident: node for node in app.number_input for ident, each in here.items() if is_of(node, each)}
    fields = list(nodes)
    edits = {fields[index % len(fields)]: value for index, value in step.edits if fields}
    for ident, value in edits.items():
        app.set_widget(nodes[ident].proto.id, value, value)
    submits = step.submits and bool(app.form_submit_button)
    if submits:
        app.form_submit_button[0].click()
    if step.leaves:
        app.switch_page("app.py" if model.page else "pages/other.py")
    app.run(fragments=True)
    changed = {here[ident]: value for ident, value in edits.items()}
    model.receive(changed, submits=submits)
    sent = {each.place for each in changed if submits or each.place != "form"}
    if step.leaves:
        model.page = "" if model.page else "other"
    elif not submits and sent in ({"part"}, {"form part"}):
        part = tuple(each for each in model.drawn.values() if each.place in sent)
        model.draw(part)
        return Plan((), (), part)
    model.run(step.plan)
    return step.plan


def is_of(node: Any, each: Field) -> bool:
    """Tell whether an element of the page is this field's."""
    return node.proto.key == each.key and (each.key is not None or node.proto.label == each.label)


def check(app: AppTest, model: Model, plan: Plan) -> None:
    """Compare what the script and its fragments have got, and what everybody else has."""
    assert not app.exception
    assert app.session_state["seen"] == {each: model.shown(each) for each in plan.fields}
    stored = {each.key: app.session_state[each.key] for each in plan.fields if each.key is not None}
    assert stored == {key: model.values[model.owners[key]] for key in stored}
