"""Sound, film and documents as authors pass them: what the browser fetches, and from where."""

from __future__ import annotations

import io
import logging
import math
import mimetypes
import os
import re
import wave
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from jupyterlit.dataframes.fingerprint import fingerprint
from jupyterlit.elements.time_span import check_seconds
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.media.files import MemorySource, from_bytes, from_path, from_reader, name_of, shared
from jupyterlit.protocol.base import FileSource, MediaFile

log = logging.getLogger("jupyterlit")

MediaTime = int | float | timedelta | str

_URL = re.compile(r"(https?://|data:|/app/static/)", re.IGNORECASE)


def is_array(data: object) -> bool:
    """Tell whether an author has passed numbers."""
    return hasattr(data, "__array__")


def is_url(data: object) -> bool:
    """Tell whether an author means something that the browser gets elsewhere."""
    return isinstance(data, str) and _URL.match(data) is not None


def media_file(call: str, data: Any, format: str, *, default: str = "", sample_rate: int | None = None) -> MediaFile:
    """Return what an author has passed as `data`.

    Parameters
    ----------
    call
        The call as the author wrote it.
    data
        A path, bytes, a stream, an open file or an array.
    format
        Its type as the author gave it; the file's name says it better where that is `default`.
    sample_rate
        Samples of an array in a second of sound.
    """
    name = name_of(data)
    guessed = mimetypes.guess_type(name)[0] if name and format == default else None
    like = default.partition("/")[0] + "/"
    mime = guessed if guessed is not None and guessed.startswith(like) else format
    return MediaFile(_source(call, data, sample_rate), mime, name)


def _source(call: str, data: Any, sample_rate: int | None) -> FileSource:
    if isinstance(data, str | os.PathLike):
        return path_source(call, cast("str | os.PathLike[str]", data))
    if isinstance(data, bytes | bytearray | memoryview):
        return from_bytes(cast("bytes", data))
    if is_array(data):
        import numpy as np

        array = np.asarray(data)
        return from_bytes(array.tobytes()) if sample_rate is None else _sound(call, array, sample_rate)
    source = from_reader(data)
    if source is None:
        raise InvalidType(
            f"{call}: data={data!r} is a {type(data).__name__}. Pass a path, a URL, bytes, or an open file."
        )
    return source


def path_source(call: str, path: str | os.PathLike[str], argument: str = "data") -> FileSource:
    """Return a file on disk as a source."""
    try:
        return from_path(path)
    except (OSError, ValueError) as error:  # a path cannot hold every character
        raise InvalidValue(
            f"{call}: the file {argument}={os.fspath(path)!r} cannot be read in {Path.cwd()}. "
            "Check its name and where the app runs."
        ) from error


def _sound(call: str, data: Any, sample_rate: int) -> FileSource:
    """Return samples as a WAV file: channels × samples, as loud as can be."""
    import numpy as np

    if sample_rate <= 0:
        raise InvalidValue(f"{call}: sample_rate={sample_rate} is no rate. Pass samples per second, such as 44100.")
    if data.ndim not in (1, 2):
        raise InvalidValue(f"{call}: an array of shape {data.shape} is no sound. Pass samples, or channels × samples.")
    if data.dtype.kind not in "iufb":
        raise InvalidType(f"{call}: an array of {data.dtype} is no sound. Pass one of numbers.")

    def make() -> MemorySource:
        samples = np.nan_to_num(np.asarray(data, dtype=np.float64))
        loudest = float(np.abs(samples).max(initial=0.0)) or 1.0
        frames = (samples / loudest * 32767).astype("<i2").T
        file = io.BytesIO()
        with wave.open(file, "wb") as written:
            written.setnchannels(1 if data.ndim == 1 else data.shape[0])
            written.setsampwidth(2)
            written.setframerate(sample_rate)
            written.writeframes(np.ascontiguousarray(frames).tobytes())
        return MemorySource(id or "", file.getvalue())

    id = f"{fingerprint(data)}|{data.shape}|{sample_rate}" if data.size else None
    if id is None or id.startswith("None|"):
        return from_bytes(make().data)
    return shared(id, make)


def check_moment(call: str, argument: str, value: MediaTime | None) -> int | None:
    """Return a moment in a recording in whole seconds, or None."""
    if hasattr(value, "item") and not isinstance(value, int | float | str):  # numpy's numbers
        value = cast(Any, value).item()
    seconds = check_seconds(call, argument, value)
    if seconds is None:
        return None
    if not math.isfinite(seconds) or seconds < 0:
        raise InvalidValue(
            f"{call}: {argument}={value!r} is no moment of a recording. Pass seconds from its beginning."
        )
    return int(seconds)


def check_span(call: str, start: MediaTime | None, end: MediaTime | None) -> tuple[int, int | None]:
    """Return where a recording begins and ends, in whole seconds."""
    first, last = check_moment(call, "start_time", start) or 0, check_moment(call, "end_time", end)
    if last is not None and last < first:
        raise InvalidValue(f"{call}: end_time={end!r} lies before start_time={start!r}. Pass a later one.")
    return first, last


def check_alt(call: str, alt: object) -> str | None:
    """Return what a screen reader says, None for nothing."""
    if alt is None:
        return None
    if not isinstance(alt, str):
        raise InvalidType(f"{call}: alt={alt!r} is a {type(alt).__name__}. Pass a short description.")
    text = alt.strip()
    if not text:
        log.warning("%s: alt=%r says nothing, and only pictures are marked as decoration by it.", call, alt)
    return text or None
