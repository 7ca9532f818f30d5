"""Film with a player."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jupyterlit.elements.arguments import check_width
from jupyterlit.elements.media_data import MediaTime, check_alt, check_span, is_url, media_file
from jupyterlit.elements.subtitles import SubtitleData, Subtitles, read_subtitles
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Buffer, Element, MediaFile, Width
from jupyterlit.tree import BlockT

_YOUTUBE = re.compile(r"(www\.|m\.|music\.)?(youtube\.com|youtube-nocookie\.com|youtu\.be)$", re.IGNORECASE)
_YOUTUBE_ID = re.compile(r"[\w-]{6,}")


class Video(Element, tag="video"):
    """A player for a file, or for what lies at a URL; `start` and `end` are seconds.

    `youtube`: the URL is that of YouTube's own player.
    """

    file: MediaFile | None = None
    url: str | None = None
    youtube: bool = False
    start: int = 0
    end: int | None = None
    loop: bool = False
    autoplay: bool = False
    muted: bool = False
    subtitles: list[Subtitles] = []
    alt: str | None = None

    def files(self) -> tuple[MediaFile, ...]:
        return () if self.file is None else (self.file,)

    def buffers(self) -> tuple[Buffer, ...]:
        return tuple(each.data for each in self.subtitles)


def video(
    self: BlockT,
    data: Any,
    format: str = "video/mp4",
    start_time: MediaTime = 0,
    *,
    subtitles: SubtitleData = None,
    end_time: MediaTime | None = None,
    loop: bool = False,
    autoplay: bool = False,
    muted: bool = False,
    alt: str | None = None,
    width: Width = "stretch",
) -> BlockT:
    """Show a player for film.

    Parameters
    ----------
    data
        A path, a URL (of YouTube's pages too), bytes or an open file.
    format
        The type of the data; a file's name says it where this is left out.
    start_time, end_time
        Where it begins and ends: seconds, a timedelta or a text such as "1m14s".
    subtitles
        A path, or WebVTT or SRT as text or bytes; a dict of these by label for several languages.
    loop
        Whether it begins again at its end.
    autoplay
        Whether it plays by itself; browsers allow that for muted films.
    muted
        Whether it begins without sound.
    alt
        What is seen, for screen readers.
    width
        "stretch" or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the player: call a method on it to replace the player.

    Examples
    --------
    >>> import jupyterlit as st
    >>> player = st.video("https://example.org/penguins.mp4", start_time="1m5s", alt="Penguins dive")
    """
    call = "st.video"
    start, end = check_span(call, start_time, end_time)
    file, url, embedded = None, None, None
    if is_url(data):
        url, embedded = data, youtube_embed(data)
    elif data is not None:
        file = media_file(call, data, format, default="video/mp4")
    if embedded is not None and subtitles is not None:
        raise InvalidValue(f"{call}: subtitles cannot be added to {data!r}, YouTube shows its own. Leave them out.")
    return self.add_element(
        Video(
            file=file,
            url=embedded or url,
            youtube=embedded is not None,
            start=start,
            end=end,
            loop=bool(loop),
            autoplay=bool(autoplay),
            muted=bool(muted),
            subtitles=read_subtitles(call, subtitles),
            alt=check_alt(call, alt),
            width=check_width(call, width, content=False),
        )
    )


def youtube_embed(url: str) -> str | None:
    """Return the address of YouTube's player for a page of YouTube's, None for any other."""
    parts = urlsplit(url)
    if not _YOUTUBE.match(parts.hostname or ""):
        return None
    first, _, rest = parts.path.lstrip("/").partition("/")
    if (parts.hostname or "").lower().endswith("youtu.be"):
        id = first
    elif first in ("embed", "shorts", "live", "v"):
        id = rest.partition("/")[0]
    else:
        id = parse_qs(parts.query).get("v", [""])[0]
    return f"https://www.youtube.com/embed/{id}" if _YOUTUBE_ID.fullmatch(id) else None
