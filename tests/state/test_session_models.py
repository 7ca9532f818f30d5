"""The widgets of one session: what its browser reaches, and what runs let go of."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import comm
import pytest

from jupyterlit.state.model_comm import registry
from jupyterlit.state.models import Wire, model_of
from jupyterlit.state.session_models import SessionModels, Shown

ipywidgets: Any = import_module("ipywidgets")  # It has no types.


@pytest.fixture(autouse=True)
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Widgets are made as without ipykernel, which others may have imported: its comms say nothing without a kernel."""
    monkeypatch.setattr(comm, "create_comm", comm.DummyComm)


class Heard:
    def __init__(self, models: SessionModels) -> None:
        self.said: list[tuple[str, str, Mapping[str, Any]]] = []
        self.changed: list[str] = []
        models.on_said = self.hear
        models.on_change = self.changed.append

    def hear(self, model: str, kind: str, data: Mapping[str, Any], parts: Sequence[Any]) -> None:
        self.said.append((model, kind, data))


def show(models: SessionModels, widget: Any, id: str = "w", **options: Any) -> Shown:
    shown = Shown(models, model_of(widget), ("", id), options.pop("traits", ["value"]), **options)
    shown.drawn(id)
    return shown


def reached(models: SessionModels, *widgets: Any) -> list[bool]:
    return [models.find(widget.model_id) is not None for widget in widgets]


def test_a_browser_reaches_what_is_shown_and_what_that_refers_to() -> None:
    models = SessionModels()
    child, other = ipywidgets.IntText(1), ipywidgets.IntText(2)
    box = ipywidgets.VBox([child])
    shown = show(models, box, traits=[])
    assert reached(models, box, child, box.layout, other) == [True, True, True, False]
    box.children = [other]
    assert reached(models, child, other) == [False, True]
    box.children = []
    assert reached(models, other) == [False]
    assert list(models.states(box.model_id, Wire())) == [box.model_id, box.layout.model_id]
    assert models.states(child.model_id, Wire()) == {}
    shown.gone()
    assert reached(models, box) == [False]


def test_attacks_reach_nothing_else() -> None:
    models = SessionModels()
    mine, foreign = ipywidgets.IntText(1), ipywidgets.IntText(2)
    box = ipywidgets.VBox([mine])
    show(models, box, traits=[])
    for attack in (
        lambda: models.update(foreign.model_id, {"value": 9}),
        lambda: models.update(box.model_id, {"children": [f"IPY_MODEL_{foreign.model_id}"]}),
        lambda: models.update(box.model_id, {"layout": {"deep": [f"IPY_MODEL_{foreign.model_id}"]}}),
        lambda: models.hear(foreign.model_id, {}, []),
        lambda: models.hear(box.model_id, {"to": f"IPY_MODEL_{foreign.model_id}"}, []),
    ):
        with pytest.raises(LookupError):
            attack()
    models.update(mine.model_id, {"value": 5, "_model_module": "evil", "_view_name": "Evil", "unknown": 1, "comm": 1})
    assert (mine.value, mine._model_module, mine._view_name) == (5, "@jupyter-widgets/controls", "IntTextView")
    assert (foreign.value, box.children) == (2, (mine,))


def test_what_a_trait_cannot_be_is_taken_back() -> None:
    models = SessionModels()
    heard = Heard(models)
    slider = ipywidgets.IntSlider(value=4, max=10)
    show(models, slider)
    assert reached(models, slider) == [True]
    models.update(slider.model_id, {"value": "many"})
    assert slider.value == 4
    assert heard.said[-1][2]["state"] == {"value": 4}
    assert heard.changed == []


def test_a_disabled_widget_takes_nothing() -> None:
    models = SessionModels()
    child = ipywidgets.IntText(1)
    show(models, ipywidgets.VBox([child]), "off", traits=[], disabled=True)
    with pytest.raises(LookupError):
        models.update(child.model_id, {"value": 2})
    show(models, ipywidgets.HBox([child]), "on", traits=[])
    models.update(child.model_id, {"value": 2})
    assert child.value == 2


def test_changes_of_chosen_traits_run_the_script_unless_a_run_makes_them() -> None:
    models = SessionModels()
    heard = Heard(models)
    slider = ipywidgets.IntSlider(value=4, max=10)
    running = False
    shown = show(models, slider, in_run=lambda: running)
    slider.value = 5  # in another cell
    slider.description = "x"
    assert heard.changed == ["w"]
    running = True
    slider.value = 6
    assert heard.changed == ["w"]
    with models.take():
        models.update(slider.model_id, {"value": 7})
    assert heard.changed == ["w", "w"]
    shown.gone()
    running = False
    slider.value = 8
    assert heard.changed == ["w", "w"]


def test_a_widget_in_a_form_waits() -> None:
    models = SessionModels()
    heard = Heard(models)
    slider = ipywidgets.IntSlider(value=4)
    show(models, slider, waits=True)
    models.update(slider.model_id, {"value": 7})
    assert (slider.value, heard.changed) == (7, [])


def test_two_sessions_share_a_widget_and_each_hears_it() -> None:
    one, other = SessionModels(), SessionModels()
    ears = Heard(one), Heard(other)
    slider = ipywidgets.IntSlider(value=4)
    show(one, slider)
    show(other, slider)
    assert reached(one, slider) + reached(other, slider) == [True, True]
    one.update(slider.model_id, {"value": 7})
    assert [each.said[0][2]["state"] for each in ears] == [{"value": 7}, {"value": 7}]
    assert [each.changed for each in ears] == [["w"], ["w"]]
    one.close()
    slider.value = 8
    assert [len(each.said) for each in ears] == [1, 2]
    other.close()
    assert "publish_msg" not in vars(slider.comm)
    assert registry()[slider.model_id] is slider  # the notebook's widgets are the notebook's


def test_closing_a_widget_is_told_and_puts_it_out_of_reach() -> None:
    models = SessionModels()
    heard = Heard(models)
    child = ipywidgets.IntText(1)
    box = ipywidgets.VBox([child])
    show(models, box, traits=[])
    id = child.model_id
    assert models.find(id) is not None
    child.close()
    assert heard.said[-1][:2] == (id, "comm_close")
    alive = weakref.ref(models)
    models.close()
    del models, heard
    gc.collect()
    assert alive() is None
