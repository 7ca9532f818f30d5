"""Models: their state on its way to a browser, and what one may change of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ipywidgets
import numpy as np
import pytest
from anywidget.experimental import dataclass as any_dataclass

from jupyterlit.protocol.base import Buffer
from jupyterlit.state.models import (
    Wire,
    find_model,
    fingerprint,
    is_widget,
    may_change,
    model_of,
    references,
    with_parts,
)


@any_dataclass(esm="export default {}")
class Bare:
    value: int = 0


def test_widgets_are_told_from_all_else() -> None:
    assert is_widget(ipywidgets.IntSlider())
    assert is_widget(Bare())
    assert not is_widget(ipywidgets.IntSlider)
    assert not is_widget({"value": 1})


def test_a_state_travels_as_plain_data_and_bytes() -> None:
    wire = Wire()
    state = {
        "data": memoryview(b"abc"),
        "rows": ({"x": b"d", "at": dt.date(2026, 1, 2)}, np.int64(3), np.arange(2)),
        "layers": ["IPY_MODEL_a1", "anywidget:b2", "IPY_MODEL_ no"],
        "odd": {"$buffer": "forged", 1: None},
    }
    assert wire.put(state) == {
        "data": Buffer(b"abc"),
        "rows": [{"x": Buffer(b"d"), "at": "2026-01-02"}, 3, [0, 1]],
        "layers": ["IPY_MODEL_a1", "anywidget:b2", "IPY_MODEL_ no"],
        "odd": {"1": None},
    }
    assert list(wire.ids) == ["a1", "b2"]
    assert wire.parts == [Buffer(b"abc"), Buffer(b"d")]
    assert references(state) == {"a1", "b2"}


def test_what_decides_which_code_runs_is_no_browsers_to_change() -> None:
    refused = ["_esm", "_css", "_model_module", "_model_name", "_view_module", "_view_name", "_anywidget_id", "comm"]
    assert [name for name in refused if may_change({}, name)] == []
    assert may_change({"_model_name": "IntSliderModel"}, "value")
    assert not may_change({"_model_name": "HTMLModel"}, "value")
    assert not may_change({"_model_name": "OutputModel"}, "outputs")


@pytest.mark.parametrize("model", ["VueTemplateModel", "VuetifyTemplateModel"])
@pytest.mark.parametrize(
    "name", ["template", "methods", "data", "css", "components", "events", "description_allow_html"]
)
def test_no_browser_says_what_runs_or_is_html_in_another(model: str, name: str) -> None:
    """Widgets of the author are there for all visitors."""
    assert not may_change({"_model_name": model}, name)
    assert may_change({"_model_name": "AnyModel"}, name) == (name != "description_allow_html")
    assert not may_change({"_model_name": "TemplateModel"}, "template")


def test_parts_are_put_where_they_belong() -> None:
    state = with_parts({"a": {}, "b": [1, None]}, [["a", "x"], ["b", 1]], [b"p", b"q"])
    assert state == {"a": {"x": memoryview(b"p")}, "b": [1, memoryview(b"q")]}


@pytest.mark.parametrize("path", [[], ["gone", "x"], ["b", 7], ["b", -1], ["b", "x"], ["n", "x"], ["a", "y", "z"]])
def test_parts_that_belong_nowhere_are_refused(path: list[Any]) -> None:
    with pytest.raises(ValueError, match="place"):
        with_parts({"a": {}, "b": [1], "n": 1}, [path], [b"p"])
    with pytest.raises(ValueError, match="0 places for 1 parts"):
        with_parts({}, [], [b"p"])


def test_the_same_arguments_make_the_same_widget() -> None:
    def box(value: int) -> ipywidgets.VBox:
        return ipywidgets.VBox([ipywidgets.IntText(value), ipywidgets.Label("x")])

    assert fingerprint(model_of(box(1))) == fingerprint(model_of(box(1)))
    assert fingerprint(model_of(box(1))) != fingerprint(model_of(box(2)))
    assert fingerprint(model_of(ipywidgets.IntText(1))) != fingerprint(model_of(ipywidgets.BoundedIntText(1)))


def test_a_closed_widget_is_opened_again_under_its_id() -> None:
    widget = ipywidgets.IntText(1)
    id = model_of(widget).id
    widget.close()
    assert find_model(id) is None
    assert model_of(widget).id == id
    assert find_model(id) == model_of(widget)


def test_an_object_with_a_browsers_side_is_a_model_too() -> None:
    bare = Bare(3)
    model = model_of(bare)
    assert model.state(["value"]) == {"value": 3}
    assert {"value", "_esm", "_model_module"} <= set(model.names)
    model.update({"value": 5})
    model.tell(["value"])
    model.hear({}, [])
    model.keep()
    model.release()
    assert (bare.value, model.value("value")) == (5, 5)
    assert find_model(model.id) == model
