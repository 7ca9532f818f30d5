"""What a widget is, and how its value travels."""

from __future__ import annotations

from typing import Any

from jupyterlit.elements.slider import Slider
from jupyterlit.protocol.base import Widget
from jupyterlit.state.widget_spec import WidgetSpec, widget_id


def slider(**fields: Any) -> Slider:
    given: dict[str, Any] = {"label": "L", "min": 0, "max": 10, "step": 1, "format": "%d"}
    return Slider(**given | fields)


def test_a_key_is_an_identity_of_its_own() -> None:
    class Knob(Widget, tag="state_knob"):
        pass

    assert widget_id(Knob(label="A", key="k")) == widget_id(Knob(label="B", key="k", help="?")) == "state_knob-k"


def test_fields_that_limit_the_value_belong_to_the_identity() -> None:
    ids = [widget_id(slider(key="k", **fields)) for fields in ({}, {"label": "M"}, {"max": 11}, {"step": 2})]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_without_a_key_everything_counts_that_is_not_cosmetic() -> None:
    plain = widget_id(slider())
    for fields in ({"disabled": True}, {"label_visibility": "hidden"}, {"deferred": True}):
        assert widget_id(slider(**fields)) == plain
    others = [widget_id(slider(**fields)) for fields in ({"label": "M"}, {"help": "?"}, {"width": 100})]
    elsewhere = [widget_id(slider(), form="f"), widget_id(slider(), default=[1]), widget_id(slider(), area=1)]
    assert len({plain, *others, *elsewhere}) == 7


def test_a_spec_speaks_for_itself() -> None:
    called: list[Any] = []
    spec = WidgetSpec("i", "k", 1, int, str, callback=lambda *a, **k: called.append((a, k)), args=(1,), kwargs={"b": 2})
    assert (spec.wire_default, spec.to_query("1"), spec.to_query("5")) == ("1", [], ["5"])
    assert (spec.from_query(["5"]), spec.from_query(["x"]), spec.from_query([])) == (5, 1, 1)
    spec.call()
    WidgetSpec("i", None, 1, int, str).call()
    assert called == [((1,), {"b": 2})]
