"""A photo taken with the reader's camera."""

from __future__ import annotations

from typing import Any, Literal, cast

from jupyterlit.elements.arguments import (
    Key,
    WidthWithoutContent,
    check_choice,
    check_label_visibility,
    check_width,
    clean_help,
)
from jupyterlit.elements.audio_input import captured
from jupyterlit.elements.reaction import OnChange, check_widget_key, check_widget_label, check_widget_reaction
from jupyterlit.media.inbox import Inbox
from jupyterlit.media.uploaded_file import UploadedFile
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.run_context import current
from jupyterlit.tree import Block

CameraInputResolution = Literal["480p", "720p", "1080p"]

_RESOLUTIONS: dict[CameraInputResolution, int] = {"480p": 480, "720p": 720, "1080p": 1080}
_PHOTO = (".jpg",)


class CameraInput(Widget, tag="camera_input"):
    """What the camera sees when the reader takes a photo; `lines` is the height to ask the camera for."""

    lines: int | None = None


def camera_input(
    self: Block,
    label: str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    resolution: CameraInputResolution | None = None,
    width: WidthWithoutContent = "stretch",
) -> UploadedFile | None:
    """Let the reader take a photo with the camera.

    Parameters
    ----------
    label
        Markdown above the picture.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    disabled
        Whether it is seen but cannot be used; the camera is off then.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    resolution
        "480p", "720p" or "1080p": the height to ask the camera for, which takes the nearest that it has. By
        default a photo has the size in which it is shown.
    width
        "stretch", or pixels.

    Returns
    -------
    UploadedFile or None
        The photo, a JPEG. None as long as there is none.

    Examples
    --------
    >>> import jupyterlit as st
    >>> photo = st.camera_input("Show me a penguin", resolution="720p")
    >>> if photo is not None:
    ...     place = st.image(photo)
    """
    call = "st.camera_input"
    message = CameraInput(
        label=check_widget_label(call, label),
        lines=None if resolution is None else _RESOLUTIONS[_check_resolution(call, resolution)],
        key=check_widget_key(call, key),
        help=clean_help(help),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, None, None)
    inbox = Inbox(current().session_state.part(SessionUploads), captured(_PHOTO, message.disabled))
    return cast(
        "UploadedFile | None",
        self.add_widget(
            message, None, parse=inbox.parse_one, dump=inbox.dump_one, accept=inbox.accept_one, follower=inbox,
            read_only=True, **reaction,
        ),
    )  # fmt: skip


def _check_resolution(call: str, resolution: object) -> CameraInputResolution:
    return check_choice(call, "resolution", resolution, tuple(_RESOLUTIONS))
