"""Film: files, addresses, YouTube, subtitles."""

from __future__ import annotations

from pathlib import Path

import pytest

import jupyterlit as st
from jupyterlit.elements.video import Video, youtube_embed
from jupyterlit.errors import InvalidValue
from tests.conftest import Run, refused


def shown(run: Run) -> Video:
    message = run.elements[-1]
    assert isinstance(message, Video)
    return message


def test_a_file_is_not_read_before_somebody_looks(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "film.webm"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    st.video(path)
    (file,) = shown(run).files()
    assert (file.mime, file.name, file.size) == ("video/webm", "film.webm", 5_000_000_000)
    assert file.source.read(4_999_999_990, 5_000_000_000) == bytes(10)


def test_what_the_reader_can_do_travels(run: Run) -> None:
    st.video(b"x", start_time=5, end_time=10, loop=True, autoplay=True, muted=True, alt="A dive", width=640)
    message = shown(run)
    assert (message.start, message.end, message.loop, message.autoplay, message.muted) == (5, 10, True, True, True)
    assert (message.alt, message.width, message.youtube) == ("A dive", 640, False)


def test_subtitles_travel_beside_the_message(run: Run) -> None:
    st.video("https://x.org/v.mp4", subtitles={"English": "WEBVTT\n\n00:01.000 --> 00:02.000\nHi"})
    message = shown(run)
    assert [track.label for track in message.subtitles] == ["English"]
    assert message.buffers() == tuple(track.data for track in message.subtitles)


def test_nothing_is_a_player_without_film(run: Run) -> None:
    st.video(None)
    assert shown(run) == Video()


@pytest.mark.parametrize(
    "url",
    [
        "https://youtu.be/abc_DEF-123",
        "https://youtu.be/abc_DEF-123?t=5",
        "https://www.youtube.com/watch?v=abc_DEF-123&t=3",
        "http://m.youtube.com/watch?list=x&v=abc_DEF-123",
        "https://www.youtube.com/embed/abc_DEF-123?x=1",
        "https://www.youtube.com/shorts/abc_DEF-123",
        "https://www.youtube-nocookie.com/embed/abc_DEF-123",
    ],
)
def test_youtube_has_a_player_of_its_own(run: Run, url: str) -> None:
    st.video(url)
    assert (shown(run).url, shown(run).youtube) == ("https://www.youtube.com/embed/abc_DEF-123", True)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/watch?v=abc_DEF-123",
        "https://youtube.com.example.org/watch?v=abc_DEF-123",
        "https://www.youtube.com/playlist?list=PLx",
        "https://www.youtube.com/watch?v=<script>",
        "data:video/mp4;base64,AAAA",
    ],
)
def test_other_addresses_are_films(run: Run, url: str) -> None:
    assert youtube_embed(url) is None
    st.video(url)
    assert (shown(run).url, shown(run).youtube) == (url, False)


def test_youtube_takes_no_subtitles(run: Run) -> None:
    with refused(
        InvalidValue,
        "st.video: subtitles cannot be added to 'https://youtu.be/abc_DEF-123', YouTube shows its own. Leave them out.",
    ):
        st.video("https://youtu.be/abc_DEF-123", subtitles="WEBVTT")
    assert run.elements == []
