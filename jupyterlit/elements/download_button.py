"""A button that gives the reader a file."""

from __future__ import annotations

import io
import mimetypes
import os
from collections.abc import Callable
from typing import Any, ClassVar, Literal, cast

import msgspec
import xxhash

from jupyterlit.elements.arguments import Key
from jupyterlit.elements.button import ButtonType, IconPosition, check_button, parse_click
from jupyterlit.elements.media_data import path_source
from jupyterlit.elements.reaction import Callback, check_widget_key
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.media.files import DeferredSource, from_bytes, from_reader, name_of
from jupyterlit.protocol.base import FileSource, MediaFile, Widget, Width
from jupyterlit.run_context import current
from jupyterlit.tree import Block, require_no_form

_CALL = "st.download_button"
_UNKNOWN = "application/octet-stream"


class DownloadButton(Widget, tag="download_button"):
    """A button whose click gets the reader `file`; with `deferred`, the file is made then.

    `ignore`: the click runs no script.
    """

    cosmetic: ClassVar[dict[str, Any]] = {
        **Widget.cosmetic,
        "wrap": None,
        "file": None,
        "deferred_file": False,
        "ignore": False,
    }

    file: MediaFile | None = None
    deferred_file: bool = False
    ignore: bool = False
    file_name: str | None = None
    mime: str | None = None
    type: ButtonType = "secondary"
    icon: str | None = None
    icon_position: IconPosition = "left"
    shortcut: str | None = None
    wrap: bool | None = None
    width: Width = "content"

    def files(self) -> tuple[MediaFile, ...]:
        return () if self.file is None else (self.file,)


def download_button(
    self: Block,
    label: str,
    data: Any,
    file_name: str | None = None,
    mime: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_click: Callback | Literal["rerun", "ignore"] | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button that gives the reader a file.

    Parameters
    ----------
    label
        Markdown on the button.
    data
        Text, bytes, an open file, a path, or a function without arguments that returns one of these; it is
        called when the button is clicked, while the page goes on.
    file_name
        What the file is called on the reader's disk.
    mime
        Its type; by default what its name or its content says.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_click
        "rerun", "ignore", or a function to call before the script, when the button was clicked.
    args, kwargs
        What the function is called with.
    type
        "primary", "secondary" or "tertiary": how much it stands out.
    icon
        One emoji, a Material symbol such as ":material/download:", or "spinner".
    icon_position
        "left" or "right" of the label.
    disabled
        Whether it is seen but cannot be clicked.
    use_container_width
        The old way to say `width="stretch"`.
    width
        "content", "stretch", or pixels.
    shortcut
        Keys that click it, such as "Ctrl+K" or "F2".
    wrap
        Whether a long label is broken into lines; by default the layout around it decides.

    Returns
    -------
    bool
        True in the run that the click has caused.

    Examples
    --------
    >>> import jupyterlit as st
    >>> got_it = st.download_button("Get the list", "Adelie, Gentoo", file_name="penguins.txt")
    """
    require_no_form(self, _CALL)
    look = check_button(
        _CALL, label, check_widget_key(_CALL, key), help, type, icon, icon_position, disabled, use_container_width,
        width, shortcut, wrap,
    )  # fmt: skip
    for argument, value in (("file_name", file_name), ("mime", mime)):
        if value is not None and not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]: authors'
            raise InvalidType(f"{_CALL}: {argument}={value!r} is a {value.__class__.__name__}. Pass text.")
    if not callable(on_click) and on_click not in ("rerun", "ignore", None):
        raise InvalidValue(f'{_CALL}: on_click={on_click!r} is unknown. Pass "rerun", "ignore" or a function.')
    message = DownloadButton(**look, file_name=file_name, mime=mime, ignore=on_click == "ignore")
    if callable(data):
        path = self.here(current()).path
        file = MediaFile(_deferred(message, str(path), data), mime or _UNKNOWN, file_name or "", download=True)
    else:
        file = _file(data, file_name, mime)
    message = msgspec.structs.replace(message, file=file, deferred_file=callable(data))
    return self.add_widget(
        message,
        False,
        parse=parse_click,
        trigger=True,
        on_change=on_click if callable(on_click) else None,
        args=args,
        kwargs=kwargs,
    )


def _deferred(message: DownloadButton, place: str, make: Callable[[], Any]) -> DeferredSource:
    """Return the file that a function makes; its name stays the same while the button does."""
    id = xxhash.xxh3_128_hexdigest(msgspec.msgpack.encode((place, message)))
    return DeferredSource(f"deferred|{id}", lambda: _file(make(), message.file_name, message.mime, made=True))


def _file(data: Any, file_name: str | None, mime: str | None, *, made: bool = False) -> MediaFile:
    source = _source(data, made=made)
    name = file_name or ("" if isinstance(data, str) else name_of(data))
    if mime is None:
        text = isinstance(data, str | io.TextIOBase)
        mime = (mimetypes.guess_type(name)[0] if name else None) or ("text/plain" if text else _UNKNOWN)
    return MediaFile(source, mime, name or f"download{_ending(mime)}", download=True)


def _source(data: Any, *, made: bool) -> FileSource:
    if isinstance(data, str):
        return from_bytes(data.encode(errors="surrogateescape"))
    if isinstance(data, bytes | bytearray | memoryview):
        return from_bytes(cast("bytes", data))
    if isinstance(data, os.PathLike):
        return path_source(_CALL, cast("os.PathLike[str]", data))
    source = None if data is None or hasattr(data, "__array__") else from_reader(data)
    if source is None:
        subject = "data() has returned" if made else "data is"
        raise InvalidType(
            f"{_CALL}: {subject} a {data.__class__.__name__}. Pass text, bytes, an open file or a path; "
            "of a table, what its to_csv() returns."
        )
    return source


def _ending(mime: str) -> str:
    return ".txt" if mime == "text/plain" else mimetypes.guess_extension(mime) or ".bin"
