"""What a browser and the widgets on its page say to each other, message by message."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from jupyterlit.compat.widget_comms import claim_comms
from jupyterlit.errors import InvalidValue
from jupyterlit.media.folders import found_in
from jupyterlit.protocol.codec import decode_back
from jupyterlit.protocol.messages import ModelChange, ModelRequest, Rerun
from tests.execution.conftest import WAIT, Visitor

SLIDER = """
import ipywidgets, jupyterlit as st
from jupyterlit import main as st
slider = st.widget(ipywidgets.IntSlider(value=4, max=10), key="n")
st.text(f"value {slider.value}")
"""
ANY = """
import anywidget, traitlets
from jupyterlit import main as st
class Any(anywidget.AnyWidget):
    _esm = "export default {}"
    _css = "p {}"
    data = traitlets.Bytes(b"abc").tag(sync=True)
    def __init__(self):
        super().__init__()
        self.on_msg(lambda w, content, parts: w.send({"got": content}, [bytes(parts[0]) + b"!"]))
st.widget(Any(), key="any")
"""


@pytest.fixture(autouse=True)
def claimed() -> None:
    claim_comms()


class Browser:
    """Sends messages for widgets, and waits until they have been dealt with."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.number = 0

    @property
    def root(self) -> str:
        (element, *_) = [each.element for each in self.visitor.session.queue.page() if hasattr(each.element, "model")]
        return element.model  # type: ignore[attr-defined]

    def ask(self, model: str | None = None) -> dict[str, Any]:
        """Ask for states."""
        (answer,) = self._say(ModelRequest(request=1, model=model or self.root))
        return answer

    def change(self, content: Any, *parts: bytes, method: Any = "update", **more: Any) -> list[dict[str, Any]]:
        self.number += 1
        fields: dict[str, Any] = {"model": self.root, "method": method, "content": content, **more}
        message = ModelChange(id=f"c{self.number}", **fields)
        said = self._say(message, parts)
        assert said.pop() == {"type": "model_took", "id": f"c{self.number}"}
        return said

    def _say(self, message: Any, parts: Sequence[bytes] = ()) -> list[dict[str, Any]]:
        session = self.visitor.session
        assert session.runner.wait(WAIT)
        self.visitor.batches.clear()
        session.receive(message, [memoryview(part) for part in parts])
        over = threading.Event()
        session.models.after(over.set)
        assert over.wait(WAIT)
        said = [each for each in self.visitor.messages() if each["type"].startswith("model_")]
        assert session.runner.wait(WAIT)
        return said


Visit = Callable[[str], Visitor]


def test_a_browser_asks_and_gets_the_states_of_all_that_is_drawn(visit: Visit) -> None:
    browser = Browser(visit(SLIDER))
    answer = browser.ask()
    states = answer["states"]
    assert sorted(state["_model_name"] for state in states.values()) == [
        "IntSliderModel", "LayoutModel", "SliderStyleModel",
    ]  # fmt: skip
    assert states[browser.root]["layout"].removeprefix("IPY_MODEL_") in states
    assert browser.ask("unknown") == {
        "type": "model_state", "request": 1, "error": "This widget is no longer on the page.",
    }  # fmt: skip


def test_a_change_is_echoed_and_runs_the_script_that_sees_it(visit: Visit) -> None:
    browser = Browser(visit(SLIDER))
    browser.ask()
    (echo,) = browser.change({"value": 7})
    assert echo == {
        "type": "model_said", "model": browser.root, "method": "echo_update", "content": {"value": 7}, "echo": "c1",
    }  # fmt: skip
    assert browser.visitor.page()[-1] == "value 7"
    assert browser.change({"description": "New"})[0]["content"] == {"description": "New"}


def test_a_rerun_comes_after_what_the_reader_has_done_before(visit: Visit) -> None:
    visitor = visit(SLIDER)
    session = visitor.session
    browser = Browser(visitor)
    model = browser.root
    for value in range(5, 10):
        session.receive(ModelChange(id=str(value), model=model, method="update", content={"value": value}))
    session.receive(Rerun())
    over = threading.Event()
    session.models.after(over.set)
    assert over.wait(WAIT)
    assert session.runner.wait(WAIT)
    assert visitor.page()[-1] == "value 9"


def test_scripts_are_files_and_bytes_are_parts(visit: Visit) -> None:
    browser = Browser(visit(ANY))
    state = browser.ask()["states"][browser.root]
    assert set(state["_esm"]) == {"id", "mime", "name", "size"}
    assert set(state["data"]) == {"$buffer"}
    folder = browser.visitor.session.queue.files.find(state["_esm"]["id"])
    script = found_in(folder, "index.js")
    assert script is not None
    assert script.source.read(0, 99) == b"export default {}"
    browser.change({"data": None}, b"new", paths=[["data"]])
    (said,) = browser.change({"n": 1}, b"part", method="custom")
    assert (said["method"], said["content"], len(said["parts"])) == ("custom", {"got": {"n": 1}}, 1)
    assert browser.visitor.parts[-1][1] == b"part!"


@pytest.mark.parametrize(
    "change",
    [
        {"content": {"value": 9}, "model": "unknown"},
        {"content": ["value"]},
        {"content": {"value": None}, "paths": [["value"]]},
        {"content": {"layout": "IPY_MODEL_unknown"}},
        {"content": {"_view_name": "Evil", "_model_module": "evil", "keys": []}},
        {"content": {}, "method": "custom", "model": "unknown"},
    ],
)
def test_what_a_browser_may_not_say_changes_nothing(visit: Visit, change: dict[str, Any]) -> None:
    browser = Browser(visit(SLIDER))
    before = browser.ask()["states"]
    browser.change(**change)
    assert browser.ask()["states"] == before
    assert browser.visitor.page()[-1] == "value 4"


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"model_change","id":"x","model":"m","method":"request_state"}',
        '{"type":"model_change","id":"","model":"m","method":"update"}',
        '{"type":"model_change","id":"x","model":"%s","method":"update"}' % ("m" * 129),
        '{"type":"model_change","id":"x","model":"m","method":"update","paths":[{"a":1}]}',
        '{"type":"model_change","id":"x","model":"m","method":"update","comm_id":"y"}',
        '{"type":"model_request","request":1}',
    ],
)
def test_a_frame_that_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="Not a message"):
        decode_back([text.encode()])


def test_packages_bring_their_folders(visit: Visit) -> None:
    code = "import ipyleaflet\nfrom jupyterlit import main as st\nst.widget(ipyleaflet.Map(), key='m')"
    browser = Browser(visit(code))
    folders = browser.ask()["folders"]
    assert list(folders) == ["jupyter-leaflet"]
    folder = browser.visitor.session.queue.files.find(folders["jupyter-leaflet"]["id"])
    assert found_in(folder, "nbextensions/jupyter-leaflet/index.js") is not None
    assert found_in(folder, "nbextensions/jupyter-leaflet/../ipydatagrid/index.js") is None


def test_functions_that_widgets_call_see_the_session(visit: Visit) -> None:
    code = """
import ipywidgets
import jupyterlit
from jupyterlit import main as st
def pressed(button):
    jupyterlit.session_state.presses = jupyterlit.session_state.get("presses", 0) + 1
    jupyterlit.rerun()
def make():
    button = ipywidgets.Button(description="Press")
    button.on_click(pressed)
    return button
st.widget(make, key="b")
st.text(f"presses {jupyterlit.session_state.get('presses', 0)}")
"""
    browser = Browser(visit(code))
    browser.change({"event": "click"}, method="custom")
    browser.change({"event": "click"}, method="custom")
    assert browser.visitor.page()[-1] == "presses 2"


def test_too_many_messages_at_once_are_passed_over(visit: Visit) -> None:
    visitor = visit(SLIDER)
    session, model = visitor.session, Browser(visitor).root
    held = threading.Event()
    session.models.receive(ModelRequest(request=1, model=model), ())
    session.models._mailbox.put(lambda: held.wait(WAIT))  # pyright: ignore[reportPrivateUsage]
    for number in range(400):
        session.receive(ModelChange(id=str(number), model=model, method="update", content={"value": 1}))
    visitor.batches.clear()
    held.set()
    over = threading.Event()
    session.models.after(over.set)
    assert over.wait(WAIT)
    took = [each for each in visitor.messages() if each["type"] == "model_took"]
    assert len(took) < 260
