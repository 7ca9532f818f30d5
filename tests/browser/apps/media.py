"""Sound, film, documents and downloads."""

from __future__ import annotations

import array
import io
import math
import tempfile
import time
import wave
from pathlib import Path

import numpy as np
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


def document(pages: int) -> bytes:
    """Return a document with a line of text on each page, and a link from the first to the last and to the web."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 300 200] >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    links = (
        f"/Annots [<< /Type /Annot /Subtype /Link /Rect [20 20 120 40] /Dest [{2 + 2 * pages} 0 R /Fit] >>"
        " << /Type /Annot /Subtype /Link /Rect [150 20 250 40] /A << /S /URI /URI (https://example.org/) >> >>]"
    )
    for page in range(pages):
        text = f"BT /F1 18 Tf 20 150 Td (Penguins on page {page + 1}) Tj ET"
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {font} /Contents {5 + 2 * page} 0 R {'' if page else links} >>")
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    # What nobody looks at lies in the middle: a viewer that reads parts leaves it out.
    objects.append("<< /Length 3000000 >>\nstream\n" + "0" * 3_000_000 + "\nendstream")
    file = io.BytesIO(b"%PDF-1.7\n")
    file.seek(0, io.SEEK_END)
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(f"{number} 0 obj\n{content}\nendobj\n".encode())
    table = file.tell()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    file.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF".encode())
    return file.getvalue()


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

st.image(np.random.default_rng(0).integers(0, 255, (300, 400, 3), dtype="uint8"), output_format="PNG", alt="Noise")
st.pdf(document(30), height=400, key="paper", alt="A paper on penguins")

st.download_button("Get text", "penguins", file_name="birds.txt", key="text")
st.download_button("Get sound", folder() / "minute.wav", on_click="ignore", key="sound")
st.download_button("Make report", report, file_name="report.csv", on_click="ignore", key="made")
st.download_button("Make trouble", failing, on_click="ignore", key="trouble")
st.caption(f"Run {st.session_state.runs}")
