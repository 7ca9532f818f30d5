"""Recordings."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.audio_input import AudioInput
from jupyterlit.errors import InvalidValue, LayoutError, StateError
from jupyterlit.media.uploads import UploadRefused
from tests.conftest import Run, refused
from tests.elements.captures import kept, send
from tests.elements.conftest import Parity


def test_a_message_says_all(run: Run) -> None:
    assert st.audio_input(
        "Note", sample_rate=None, key="n", help="Help", on_change="ignore", disabled=True, label_visibility="hidden",
        width=300,
    ) is None  # fmt: skip
    assert run.elements == [
        AudioInput(
            id="audio_input-n", label="Note", key="n", help="Help", default=[], disabled=True,
            label_visibility="hidden", width=300, deferred=True,
        )
    ]  # fmt: skip
    assert AudioInput(sample_rate=16000).sample_rate == 16000


def test_a_recording_is_the_value_until_another_is_made(run: Run) -> None:
    st.audio_input("Note", key="n")
    first = send(run, "n", "a.wav", "audio/wav", b"RIFF1")
    run.rerun(n=[first])
    value = st.audio_input("Note", key="n")
    assert value is not None
    assert (value.name, value.type, value.size, value.read()) == ("a.wav", "audio/wav", 5, b"RIFF1")
    assert st.session_state["n"] == value
    run.rerun()
    again = st.audio_input("Note", key="n")
    assert again is not None
    assert again.read() == b"RIFF1"
    second = send(run, "n", "b.wav", "audio/wav", b"RIFF2")
    run.rerun(n=[second])
    other = st.audio_input("Note", key="n")
    assert other is not None
    assert other.name == "b.wav"
    run.rerun(n=[])
    assert st.audio_input("Note", key="n") is None


def test_only_own_sounds_are_taken(run: Run) -> None:
    st.audio_input("Note", key="n")
    st.audio_input("Other", key="o")
    with pytest.raises(UploadRefused) as caught:
        send(run, "n", "a.exe", "application/x-msdownload", b"MZ")
    assert caught.value.args == ("This type of file is not allowed. Allowed: .wav.",)
    others = send(run, "o", "a.wav", "audio/wav", b"RIFF")
    own = send(run, "n", "a.wav", "audio/wav", b"RIFF")
    wrong: list[Any] = [[others], [own, own], [{"id": "0" * 32}], [{}], 5, "x", [5]]
    for wire in wrong:
        _, answer = run.state.widgets.receive({"audio_input-n": wire})
        assert answer == {"audio_input-n": []}
    _, answer = run.state.widgets.receive({"audio_input-n": [own]})
    assert answer == {}


def test_nothing_is_taken_while_it_is_disabled(run: Run) -> None:
    st.audio_input("Note", key="n", disabled=True)
    with pytest.raises(UploadRefused) as caught:
        send(run, "n", "a.wav", "audio/wav", b"RIFF")
    assert caught.value.args == ("No files are taken at present.",)


def test_wrong_arguments_are_named(run: Run) -> None:
    with refused(
        InvalidValue,
        "st.audio_input: sample_rate=1 is no rate that is supported. Pass one of 8000, 11025, 16000, 22050, 24000, "
        "32000, 44100, 48000, or None for what the browser takes.",
    ):
        st.audio_input("Note", sample_rate=1)
    with refused(InvalidValue, 'st.audio_input: on_change=\'x\' is unknown. Pass "rerun", "ignore" or a function.'):
        st.audio_input("Note", on_change="x")  # type: ignore[arg-type]
    st.session_state["n"] = None
    with refused(
        StateError,
        "st.session_state['n'] cannot be set: only the reader changes the value of this widget. "
        "Use another key for your own value.",
    ):
        st.audio_input("Note", key="n")
    assert run.elements == []
    with st.form("f"), pytest.raises(LayoutError):
        st.audio_input("Note", on_change=print)


def test_recordings_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.audio_input("L")
        st.audio_input("L", sample_rate=None)
        st.audio_input("L", sample_rate=48000)
        st.audio_input("L", sample_rate=1)
        st.audio_input("L", sample_rate="x")
        st.audio_input("L", width="content")
        st.audio_input("L", width=100)
        st.audio_input("L", label_visibility="x")
        st.audio_input("L", on_change="x")
        st.audio_input("L", on_change="ignore")
        st.audio_input(None)
    """)
    became = kept(
        parity, "audio_input", ("a.wav", b"RIFF", "audio/wav"),
        "label='M'", "sample_rate=8000", "help='h'", "disabled=True", "label_visibility='hidden'", "width=200",
        "on_change='ignore'",
    )  # fmt: skip
    assert {name for name, value in became.items() if value == "kept, kept"} == {
        "disabled=True", "label_visibility='hidden'", "on_change='ignore'",
    }  # fmt: skip
