"""Sound in all its forms, and what authors get wrong about it."""

from __future__ import annotations

import datetime as dt
import io
import logging
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jupyterlit as st
from jupyterlit.elements.audio import Audio
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused


def shown(run: Run) -> Audio:
    message = run.elements[-1]
    assert isinstance(message, Audio)
    return message


def content(run: Run) -> bytes:
    (file,) = shown(run).files()
    return file.source.read(0, file.size)


def test_bytes_streams_and_files(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cat.ogg"
    path.write_bytes(b"purr")
    for data in (b"purr", bytearray(b"purr"), memoryview(b"purr"), io.BytesIO(b"purr"), path, str(path)):
        st.audio(data)
        assert content(run) == b"purr"
    with path.open("rb") as file:
        st.audio(file)
    assert content(run) == b"purr"


def test_a_name_tells_the_type_unless_the_author_does(run: Run, tmp_path: Path) -> None:
    for name, format, mime in [
        ("a.mp3", "audio/wav", "audio/mpeg"),
        ("a.mp3", "audio/ogg", "audio/ogg"),
        ("a.txt", "audio/wav", "audio/wav"),
        ("a", "audio/wav", "audio/wav"),
    ]:
        path = tmp_path / name
        path.write_bytes(b"x")
        st.audio(path, format=format)
        file = shown(run).file
        assert file is not None
        assert (file.mime, file.name) == (mime, name)


def test_what_the_reader_can_do_travels(run: Run) -> None:
    place = st.audio(b"x", start_time="1m14s", end_time=dt.timedelta(seconds=90.9), loop=True, autoplay=True, width=300)
    message = shown(run)
    assert (message.start, message.end, message.loop, message.autoplay, message.width) == (74, 90, True, True, 300)
    moment: Any = np.int64(3)
    place.audio(b"y", start_time=moment, alt="  A cat ")
    assert (shown(run).start, shown(run).alt) == (3, "A cat")


@pytest.mark.parametrize(
    "url", ["https://x.org/a.mp3", "HTTP://x.org/a", "data:audio/wav;base64,AA", "/app/static/a.mp3"]
)
def test_the_browser_fetches_urls_itself(run: Run, url: str) -> None:
    st.audio(url)
    assert (shown(run).url, shown(run).files()) == (url, ())


def test_nothing_is_a_player_without_sound(run: Run) -> None:
    st.audio(None)
    assert shown(run) == Audio()


def test_an_array_becomes_a_wav_as_loud_as_can_be(run: Run) -> None:
    st.audio(np.array([0.0, 0.5, -0.25]), sample_rate=8000)
    with wave.open(io.BytesIO(content(run))) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, 8000)
        assert np.frombuffer(wav.readframes(9), "<i2").tolist() == [0, 32767, -16383]


def test_rows_of_an_array_are_channels(run: Run) -> None:
    st.audio(np.array([[1, 2, 3], [-3, -2, -1]]), sample_rate=44_100)
    with wave.open(io.BytesIO(content(run))) as wav:
        assert (wav.getnchannels(), wav.getnframes()) == (2, 3)
        assert np.frombuffer(wav.readframes(9), "<i2").tolist() == [10922, -32767, 21844, -21844, 32767, -10922]


def test_silence_and_nothing_are_sound_too(run: Run) -> None:
    for samples in (np.zeros(3), np.array([]), np.array([np.nan, 1.0])):
        st.audio(samples, sample_rate=8000)
        with wave.open(io.BytesIO(content(run))) as wav:
            assert wav.getnframes() == samples.size


def test_the_same_array_is_made_into_a_file_once(run: Run) -> None:
    st.audio(np.arange(1000), sample_rate=8000)
    first = shown(run).files()[0].source
    st.audio(np.arange(1000), sample_rate=8000)
    assert shown(run).files()[0].source is first
    st.audio(np.arange(1000), sample_rate=4000)
    assert shown(run).files()[0].source is not first


@pytest.mark.parametrize(
    ("kind", "arguments", "message"),
    [
        (
            InvalidValue,
            {"data": np.zeros(3)},
            "st.audio: an array needs sample_rate. Pass its samples per second, such as 44100.",
        ),
        (
            InvalidValue,
            {"data": np.zeros(3), "sample_rate": -1},
            "st.audio: sample_rate=-1 is no rate. Pass samples per second, such as 44100.",
        ),
        (
            InvalidType,
            {"data": np.zeros(3), "sample_rate": 44100.5},
            "st.audio: sample_rate=44100.5 is a float. Pass a whole number.",
        ),
        (
            InvalidValue,
            {"data": np.zeros((2, 3, 2)), "sample_rate": 100},
            "st.audio: an array of shape (2, 3, 2) is no sound. Pass samples, or channels × samples.",
        ),
        (
            InvalidType,
            {"data": np.array(["a"]), "sample_rate": 100},
            "st.audio: an array of <U1 is no sound. Pass one of numbers.",
        ),
        (InvalidType, {"data": 3}, "st.audio: data=3 is a int. Pass a path, a URL, bytes, or an open file."),
        (
            InvalidValue,
            {"data": b"x", "start_time": -3},
            "st.audio: start_time=-3 is no moment of a recording. Pass seconds from its beginning.",
        ),
        (
            InvalidValue,
            {"data": b"x", "start_time": float("nan")},
            "st.audio: start_time=nan is no moment of a recording. Pass seconds from its beginning.",
        ),
        (
            InvalidValue,
            {"data": b"x", "start_time": 9, "end_time": "2s"},
            "st.audio: end_time='2s' lies before start_time=9. Pass a later one.",
        ),
        (
            InvalidValue,
            {"data": b"x", "end_time": "soon"},
            "st.audio: end_time='soon' is no time span. Pass seconds or a text such as '1d2h' or '30 min'.",
        ),
        (
            InvalidValue,
            {"data": b"x", "width": -1},
            'st.audio: width=-1 is not a size. Pass a positive number of pixels, "stretch".',
        ),
        (InvalidType, {"data": b"x", "alt": 3}, "st.audio: alt=3 is a int. Pass a short description."),
    ],
)
def test_what_cannot_be_is_told(run: Run, kind: type[BaseException], arguments: dict[str, Any], message: str) -> None:
    with refused(kind, message):
        st.audio(**arguments)
    assert run.elements == []


@pytest.mark.parametrize("path", ["no such file.wav", "bad\0name.wav"])
def test_a_file_that_is_not_there_is_told(run: Run, path: str) -> None:
    with refused(
        InvalidValue,
        f"st.audio: the file data={path!r} cannot be read in {Path.cwd()}. Check its name and where the app runs.",
    ):
        st.audio(path)


def test_what_has_no_effect_is_logged(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        st.audio(b"x", sample_rate=8000, alt=" ")
    assert shown(run).alt is None
    assert "sample_rate=8000 has no effect" in caplog.text
    assert "alt=' ' says nothing" in caplog.text
