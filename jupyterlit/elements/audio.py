"""Sound with a player."""

from __future__ import annotations

from typing import Any

from jupyterlit.elements.arguments import check_width
from jupyterlit.elements.media_data import MediaTime, check_alt, check_span, is_array, is_url, log, media_file
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Element, MediaFile, Width
from jupyterlit.tree import BlockT


class Audio(Element, tag="audio"):
    """A player for a file, or for what lies at a URL; `start` and `end` are seconds."""

    file: MediaFile | None = None
    url: str | None = None
    start: int = 0
    end: int | None = None
    loop: bool = False
    autoplay: bool = False
    alt: str | None = None

    def files(self) -> tuple[MediaFile, ...]:
        return () if self.file is None else (self.file,)


def audio(
    self: BlockT,
    data: Any,
    format: str = "audio/wav",
    start_time: MediaTime = 0,
    *,
    sample_rate: int | None = None,
    end_time: MediaTime | None = None,
    loop: bool = False,
    autoplay: bool = False,
    alt: str | None = None,
    width: Width = "stretch",
) -> BlockT:
    """Show a player for sound.

    Parameters
    ----------
    data
        A path, a URL, bytes, an open file, or an array of samples (channels × samples if it has two dimensions).
    format
        The type of the data; a file's name says it where this is left out.
    start_time, end_time
        Where it begins and ends: seconds, a timedelta or a text such as "1m14s".
    sample_rate
        Samples per second of an array.
    loop
        Whether it begins again at its end.
    autoplay
        Whether it plays by itself; browsers allow that once the reader has clicked somewhere.
    alt
        What is heard, for screen readers.
    width
        "stretch" or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the player: call a method on it to replace the player.

    Examples
    --------
    >>> import jupyterlit as st
    >>> import numpy as np
    >>> note = np.sin(np.arange(8000) / 8000 * 440 * 2 * np.pi)
    >>> player = st.audio(note, sample_rate=8000, alt="The note A")
    """
    call = "st.audio"
    start, end = check_span(call, start_time, end_time)
    file = None
    if data is not None and not is_url(data):
        _check_rate(call, data, sample_rate)
        file = media_file(call, data, format, default="audio/wav", sample_rate=sample_rate)
    return self.add_element(
        Audio(
            file=file,
            url=data if is_url(data) else None,
            start=start,
            end=end,
            loop=bool(loop),
            autoplay=bool(autoplay),
            alt=check_alt(call, alt),
            width=check_width(call, width, content=False),
        )
    )


def _check_rate(call: str, data: object, sample_rate: object) -> None:
    array = is_array(data)
    if sample_rate is None:
        if array:
            raise InvalidValue(f"{call}: an array needs sample_rate. Pass its samples per second, such as 44100.")
    elif isinstance(sample_rate, bool) or not hasattr(sample_rate, "__index__"):
        raise InvalidType(
            f"{call}: sample_rate={sample_rate!r} is a {type(sample_rate).__name__}. Pass a whole number."
        )
    elif not array:
        log.warning("%s: sample_rate=%r has no effect, the data says it itself. Leave it out.", call, sample_rate)
