"""Subtitles as authors pass them, to the one form that browsers read: WebVTT."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, cast

import msgspec

from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Buffer

SubtitleData = str | Path | bytes | Any | None

_SRT_TIME = re.compile(r"(\d+:\d{2}:\d{2}),(\d{1,3})")
_SRT = re.compile(r"\s*\d+[ \t]*\n[ \t]*\d+:\d{2}:\d{2},\d{1,3}[ \t]*-->", re.MULTILINE)
_VTT = re.compile(r"WEBVTT(\s|$)")
_PATH = re.compile(r"[^\n]{1,400}\.(vtt|srt)$", re.IGNORECASE)


class Subtitles(msgspec.Struct, frozen=True, kw_only=True):
    """One track: its name in the player's menu, and its text as WebVTT."""

    label: str
    data: Buffer


def read_subtitles(call: str, subtitles: SubtitleData) -> list[Subtitles]:
    """Return the tracks of a film: the first one is shown, unless it is empty."""
    if subtitles is None:
        return []
    tracks = cast("dict[Any, Any]", subtitles) if isinstance(subtitles, dict) else {"default": subtitles}
    return [Subtitles(label=str(label), data=_track(call, str(label), data)) for label, data in tracks.items()]


def _track(call: str, label: str, data: object) -> Buffer:
    if isinstance(data, os.PathLike) or (isinstance(data, str) and _PATH.match(data.strip()) and "\n" not in data):
        data = _read(call, label, cast("str | os.PathLike[str]", data))
    if callable(read := getattr(data, "getvalue", getattr(data, "read", None))):
        data = read()
    if isinstance(data, bytes | bytearray | memoryview):
        data = bytes(cast("bytes", data)).decode("utf-8-sig", "replace")
    if not isinstance(data, str):
        raise InvalidType(
            f"{call}: the subtitles {label!r} are a {type(data).__name__}. Pass a path, or WebVTT or SRT as text."
        )
    return Buffer(_as_vtt(call, label, data).encode())


def _read(call: str, label: str, path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise InvalidValue(
            f"{call}: the subtitles {label!r} cannot be read from {os.fspath(path)!r} in {Path.cwd()}. "
            "Check the name and where the app runs."
        ) from error


def _as_vtt(call: str, label: str, text: str) -> str:
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return "WEBVTT\n"
    if _VTT.match(text.lstrip()):
        return text.lstrip()
    if _SRT.match(text):
        return "WEBVTT\n\n" + _SRT_TIME.sub(lambda found: f"{found[1]}.{found[2]:0<3}", text.strip()) + "\n"
    start = text.strip()[:40]
    raise InvalidValue(
        f"{call}: the subtitles {label!r} begin with {start!r} and are neither WebVTT nor SRT. "
        'Pass one of these, WebVTT begins with "WEBVTT".'
    )
