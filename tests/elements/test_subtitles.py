"""Subtitles: whatever the author has becomes WebVTT."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from jupyterlit.elements.subtitles import read_subtitles
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello"
SRT = "1\n00:00:01,000 --> 00:00:02,500\nHello, 1,000 times\n\n2\n00:00:03,5 --> 00:00:04,000\nBye"
FROM_SRT = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nHello, 1,000 times\n\n2\n00:00:03.500 --> 00:00:04.000\nBye\n"


def texts(subtitles: Any) -> dict[str, str]:
    tracks = read_subtitles("st.video", subtitles)
    return {track.label: bytes(track.data.data).decode() for track in tracks}


def test_text_bytes_streams_and_files(tmp_path: Path) -> None:
    path = tmp_path / "film.vtt"
    path.write_text(VTT)
    for data in (VTT, VTT.encode(), b"\xef\xbb\xbf" + VTT.encode(), io.BytesIO(VTT.encode()), path, str(path)):
        assert texts(data) == {"default": VTT}


def test_srt_is_converted() -> None:
    assert texts(SRT) == {"default": FROM_SRT}
    assert texts(SRT.replace("\n", "\r\n").encode()) == {"default": FROM_SRT}


def test_languages_by_label_the_first_may_be_none() -> None:
    assert texts({"None": "", "English": VTT}) == {"None": "WEBVTT\n", "English": VTT}
    assert texts({}) == texts(None) == {}


@pytest.mark.parametrize(
    ("subtitles", "kind", "message"),
    [
        (
            "missing.srt",
            InvalidValue,
            (
                "st.video: the subtitles 'default' cannot be read from 'missing.srt' in {cwd}. "
                "Check the name and where the app runs."
            ),
        ),
        (
            {"German": "Guten Tag"},
            InvalidValue,
            (
                "st.video: the subtitles 'German' begin with 'Guten Tag' and are neither WebVTT nor SRT. "
                'Pass one of these, WebVTT begins with "WEBVTT".'
            ),
        ),
        (
            b"junk",
            InvalidValue,
            (
                "st.video: the subtitles 'default' begin with 'junk' and are neither WebVTT nor SRT. "
                'Pass one of these, WebVTT begins with "WEBVTT".'
            ),
        ),
        (
            {"a": 3},
            InvalidType,
            "st.video: the subtitles 'a' are a int. Pass a path, or WebVTT or SRT as text.",
        ),
    ],
)
def test_what_is_neither_is_told(subtitles: Any, kind: type[BaseException], message: str) -> None:
    with refused(kind, message.format(cwd=Path.cwd())):
        read_subtitles("st.video", subtitles)
