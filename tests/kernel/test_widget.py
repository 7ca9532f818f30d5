"""The widget under a cell, without a front end."""

import gzip
import threading
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.bundle import STATIC, read_manifest
from jupyterlit.kernel.widget import AppWidget
from jupyterlit.protocol.codec import Part as FramePart

from .conftest import WAIT, FakeKernel

CODE = "import jupyterlit as st\nst.session_state.n = st.session_state.get('n', 0) + 1\nst.text(st.session_state.n)"


class Front:
    """A widget and the front end that shows it."""

    def __init__(self, kernel: FakeKernel, apps: Apps) -> None:
        self.kernel = kernel
        self.widget: Any = AppWidget("app", apps.open("cell", "app"), height=200)
        self.comm_id: str = self.widget.comm.comm_id

    def say(self, content: object, *buffers: FramePart) -> None:
        data = {"method": "custom", "content": content}
        self.widget.comm.handle_msg({"content": {"comm_id": self.comm_id, "data": data}, "buffers": list(buffers)})


@pytest.fixture
def front(kernel: FakeKernel, apps: Apps) -> Iterator[Front]:
    apps.define("app", {"app": ScriptSource((Part(CODE, "Cell In[1]"),))})
    front = Front(kernel, apps)
    yield front
    front.widget.close()


def test_the_model_says_what_to_load_and_how_to_show_it(front: Front) -> None:
    state = front.widget.get_state()
    loader = (STATIC / "loader.js").read_text()
    assert (state["app"], state["height"], state["_esm"]) == ("app", 200, loader)
    assert state["entry"] == read_manifest().entries["anywidget"]
    assert len(loader) < 3_000


def test_frames_travel_as_custom_messages(front: Front) -> None:
    front.say({}, b'{"type": "attach"}')
    assert front.kernel.texts(front.comm_id, runs=1) == ["1"]
    front.say({}, b'{"type": "rerun"}')
    assert front.kernel.texts(front.comm_id, runs=2) == ["1", "2"]
    for sent in front.kernel.published:
        assert sent["content"] == {"comm_id": front.comm_id, "data": {"method": "custom", "content": {}}}


def test_a_browser_hears_at_once_how_far_it_was_heard(front: Front) -> None:
    front.say({"browser": "a", "frame": 1}, b'{"type": "attach"}')
    front.kernel.texts(front.comm_id, runs=1)
    assert front.widget._session.runner.wait(WAIT)
    front.say({"browser": "a", "frame": 2}, b'{"type": "rerun"}')
    front.kernel.texts(front.comm_id, runs=2)
    assert front.widget._session.runner.wait(WAIT)
    before = len(front.kernel.published)
    front.say({"browser": "b", "frame": 1}, b'{"type": "ack", "seq": 1}')
    front.say({"browser": "b", "frame": 2}, b"junk")
    told = [sent["content"]["data"]["content"] for sent in front.kernel.published]
    assert [each["heard"] for each in told[:before] if each] == [{"a": 1}, {"a": 2}]
    assert told[before:] == [{"heard": {"b": 1}}, {"heard": {"b": 2}}]
    assert [sent["buffers"] for sent in front.kernel.published[before:]] == [[], []]


def test_a_browser_hears_at_once_while_a_run_goes_on(front: Front, apps: Apps) -> None:
    go = threading.Event()
    code = "import jupyterlit as st\nst.text('begun')\ngo.wait(20)"
    apps.define("app", {"app": ScriptSource((Part(code, "Cell In[2]"),), namespace=lambda: {"go": go})})
    session: AppSession = front.widget._session
    front.say({"browser": "a", "frame": 1}, b'{"type": "attach"}')
    front.say({"browser": "a", "frame": 2}, b'{"type": "rerun"}')
    told = [sent["content"]["data"]["content"] for sent in front.kernel.published]
    go.set()
    assert {"heard": {"a": 2}} in told
    assert session.runner.wait(WAIT)


@pytest.mark.parametrize("content", [None, 3, "text", [], {"file": None}, {}])
def test_what_is_no_message_is_left_out(front: Front, content: object) -> None:
    front.say(content)
    front.say(content, b"junk")
    assert front.kernel.published == []


def test_files_of_the_bundle_are_sent_on_request(front: Front) -> None:
    entry = front.widget.entry
    front.say({"file": entry})
    (sent,) = front.kernel.published
    described = msgspec.to_builtins(read_manifest().files[entry])
    assert sent["content"]["data"] == {"method": "custom", "content": {"file": entry, **described}}
    assert gzip.decompress(sent["buffers"][0]) == (STATIC / entry).read_bytes()


def test_a_file_of_another_build_is_named(front: Front) -> None:
    front.say({"file": "anywidget-OLD.js"})
    (sent,) = front.kernel.published
    assert sent["content"]["data"]["content"] == {
        "file": "anywidget-OLD.js",
        "error": "anywidget-OLD.js is not there any more. Reload the page.",
    }
    assert sent["buffers"] == []


def test_a_closed_comm_closes_the_widget_and_keeps_the_session(front: Front, apps: Apps) -> None:
    front.say({}, b'{"type": "attach"}')
    front.kernel.texts(front.comm_id, runs=1)
    front.widget.comm.handle_close({"content": {"data": {}}})
    assert front.widget.comm is None
    after = Front(front.kernel, apps)
    after.say({}, b'{"type": "attach"}')
    after.say({}, b'{"type": "rerun"}')
    assert after.kernel.texts(after.comm_id, runs=1) == ["1", "2"]


def test_without_a_front_end_there_is_a_sentence(front: Front) -> None:
    data, _ = front.widget._repr_mimebundle_()
    assert data["text/plain"] == "The app 'app', which is shown where a kernel runs it."
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == front.comm_id
