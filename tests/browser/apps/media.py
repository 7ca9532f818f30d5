"""Sound, film, documents and downloads."""

from __future__ import annotations

import array
import io
import math
import tempfile
import time
import wave
from pathlib import Path

import streamlit as st


@st.cache_data
def note(seconds: int) -> bytes:
    """Return a tone as a WAV file."""
    rate = 8000
    samples = array.array("h", (int(9000 * math.sin(at * 2 * math.pi * 440 / rate)) for at in range(rate * seconds)))
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((1, 2, rate, 0, "NONE", ""))
        written.writeframes(samples.tobytes())
    return file.getvalue()


@st.cache_resource
def folder() -> Path:
    """Return a folder with a minute of sound."""
    place = Path(tempfile.mkdtemp())
    (place / "minute.wav").write_bytes(note(60))
    return place


def report() -> str:
    """Make a file, slowly."""
    time.sleep(0.3)
    return f"rows,{st.session_state.rows}\n"


def failing() -> str:
    raise ValueError("no rows today")


st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
st.session_state.rows = 3

st.title("Media")
st.audio(folder() / "minute.wav", start_time="40s", alt="A tone of a minute")
st.audio(note(1), end_time=1, loop=True, width=300)

if Path("film.webm").exists():
    st.video(
        "film.webm",
        subtitles={"English": "WEBVTT\n\n00:00.000 --> 01:00.000\nLook!", "German": "WEBVTT\n"},
        muted=True,
        alt="A red square",
    )
st.video("https://youtu.be/abc_DEF-123", alt="A film elsewhere")

st.download_button("Get text", "penguins", file_name="birds.txt", key="text")
st.download_button("Get sound", folder() / "minute.wav", on_click="ignore", key="sound")
st.download_button("Make report", report, file_name="report.csv", on_click="ignore", key="made")
st.download_button("Make trouble", failing, on_click="ignore", key="trouble")
st.caption(f"Run {st.session_state.runs}")
