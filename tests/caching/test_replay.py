"""Elements recorded in a cached call, shown again on a hit."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

import jupyterlit as st
from jupyterlit.caching.replay import Recorder, Recording
from jupyterlit.elements.toast import Toast
from jupyterlit.errors import LayoutError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run


def page(run: Run) -> dict[str, str]:
    """Return what stands on the page: bodies of texts, and the kinds of all else, by path."""
    return {
        ".".join(map(str, path)): getattr(element, "body", str(element.__struct_config__.tag))
        for path, element in sorted(run.drawn.items())
    }


def record(run: Run, draw: Callable[[], object]) -> Recording | None:
    with Recorder(run.context) as recorder:
        draw()
    return recorder.recording()


def again(run: Run, recording: Recording | None, before: Callable[[], object] = lambda: None) -> dict[str, str]:
    """Return the page of another run that draws `before` and then the recording."""
    assert recording is not None
    run.rerun()
    before()
    recording.replay(run.context, "load")
    return page(run)


def test_a_call_that_draws_nothing_has_no_recording(run: Run) -> None:
    assert record(run, lambda: None) is None


def test_elements_are_drawn_where_the_run_is(run: Run) -> None:
    def draw() -> None:
        st.text("one")
        st.text("two")

    recording = record(run, draw)
    assert again(run, recording, lambda: st.text("before")) == {"0.0": "before", "0.1": "one", "0.2": "two"}


def test_what_follows_comes_after(run: Run) -> None:
    recording = record(run, lambda: st.text("one"))
    again(run, recording)
    st.text("after")
    assert page(run) == {"0.0": "one", "0.1": "after"}


def test_elements_are_drawn_in_the_block_of_the_call(run: Run) -> None:
    recording = record(run, lambda: st.text("one"))
    assert recording is not None
    run.rerun()
    with st.container():
        recording.replay(run.context, "load")
    assert page(run) == {"0.0": "container", "0.0.0": "one"}


def test_elements_take_the_room_of_a_placeholder(run: Run) -> None:
    def in_placeholder(draw: Callable[[], object]) -> Any:
        with st.empty():
            return draw()

    recording = in_placeholder(lambda: record(run, lambda: st.text("one")))
    run.rerun()
    in_placeholder(lambda: recording.replay(run.context, "load"))
    assert page(run) == {"0.0": "one"}


def test_blocks_are_drawn_with_what_is_in_them(run: Run) -> None:
    def draw() -> None:
        left, right = st.columns(2)
        left.text("left")
        with right:
            st.text("right")
            st.container().text("deep")
        left.text("left again")

    recording = record(run, draw)
    drawn = page(run)
    assert again(run, recording) == drawn
    shifted = again(run, recording, lambda: st.text("before"))
    assert list(shifted.values())[1:] == list(drawn.values())


def test_a_placeholder_of_the_call_is_drawn_over(run: Run) -> None:
    def draw() -> None:
        place = st.empty()
        place.text("one")
        place.text("two")

    assert again(run, record(run, draw), lambda: st.text("before")) == {"0.0": "before", "0.1": "two"}


def test_the_sidebar_is_the_sidebar(run: Run) -> None:
    def draw() -> None:
        st.sidebar.text("side")
        st.text("main")

    assert again(run, record(run, draw), lambda: st.sidebar.text("first")) == {
        "0.0": "main", "1.0": "first", "1.1": "side",
    }  # fmt: skip


def test_what_happens_once_happens_anew(run: Run) -> None:
    def draw() -> None:
        message = st.toast("Reading")
        st.toast("Something else")
        message.toast("Read")

    recording = record(run, draw)
    first = run.drawn
    assert again(run, recording, lambda: st.toast("before")) == {
        "2.0": "before",
        "2.1": "Read",
        "2.2": "Something else",
    }
    toasts = [toast for toast in (*first.values(), *run.drawn.values()) if isinstance(toast, Toast)]
    assert len({toast.call for toast in toasts}) == len({toast.first for toast in toasts}) == 5


def test_a_container_made_outside_cannot_be_drawn_into_again(run: Run) -> None:
    outside = st.container()
    recording = record(run, lambda: outside.text("one"))
    assert recording is not None
    run.rerun()
    with pytest.raises(LayoutError) as caught:
        recording.replay(run.context, "load")
    assert str(caught.value) == (
        "load() draws into a container made outside of it, where a cached result cannot be drawn again. "
        "Make the container in load(), or draw after the call."
    )


def test_widgets_are_left_out(run: Run) -> None:
    with Recorder(run.context) as recorder:
        st.checkbox("Really?")
        st.text("one")
    recording = recorder.recording()
    assert recorder.widget == "checkbox"
    assert again(run, recording) == {"0.0": "one"}


def test_rows_of_tables_can_be_asked_for_again(run: Run) -> None:
    recording = record(run, lambda: st.dataframe({"a": [1]}))
    tables = dict(run.context.tables)
    again(run, recording)
    assert run.context.tables == tables
    assert recording is not None
    assert not recording.lasting


def test_a_recording_keeps_its_files_here_and_elsewhere(run: Run) -> None:
    recording = record(run, lambda: st.audio(b"a sound", format="audio/ogg"))
    for kept in (recording, pickle.loads(pickle.dumps(recording))):
        again(run, kept)
        (file,) = run.elements[0].files()
        assert file.source.read(0, 99) == b"a sound"


def test_a_recording_within_a_recording_is_part_of_it(run: Run) -> None:
    inner = record(run, lambda: st.text("inner"))
    assert inner is not None
    run.rerun()
    outer = record(run, lambda: (st.text("outer"), inner.replay(run.context, "load")))
    assert again(run, outer) == {"0.0": "outer", "0.1": "inner"}


def test_recording_ends_with_the_call(run: Run) -> None:
    with pytest.raises(RuntimeError), Recorder(run.context):
        raise RuntimeError
    assert run.context.recorders == []
