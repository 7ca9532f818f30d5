"""What all media share: where the bytes come from, and moments in time."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from jupyterlit.elements.media_data import check_alt, check_moment, check_span, is_array, is_url, media_file


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        (0, 0),
        (3.9, 3),
        ("20s", 20),
        ("1 min 2 s", 62),
        ("00:01:05", 65),
        (dt.timedelta(minutes=2), 120),
    ],
)
def test_moments_are_whole_seconds(value: object, seconds: int | None) -> None:
    assert check_moment("st.audio", "start_time", value) == seconds  # type: ignore[arg-type]


def test_a_recording_begins_at_its_beginning() -> None:
    assert check_span("st.video", None, None) == (0, None)
    assert check_span("st.video", 3, 3) == (3, 3)


def test_urls_are_told_from_paths() -> None:
    assert [is_url(each) for each in ("https://x", "data:x", "/app/static/x", "https.mp3", "/tmp/x", b"https://x")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_arrays_are_known_by_what_they_can() -> None:
    class Tensor:
        def __array__(self) -> None: ...

    assert is_array(Tensor())
    assert not is_array([1, 2])


def test_a_stream_without_a_name_has_the_type_that_was_given() -> None:
    file = media_file("st.audio", io.BytesIO(b"x"), "audio/flac", default="audio/wav")
    assert (file.mime, file.name, file.size) == ("audio/flac", "", 1)


def test_a_description_is_short_text() -> None:
    assert check_alt("st.audio", None) is None
    assert check_alt("st.audio", " A cat purrs. ") == "A cat purrs."
