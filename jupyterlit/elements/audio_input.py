"""A recording of the reader's microphone."""

from __future__ import annotations

from typing import Any, cast

from jupyterlit.config.sources import settings
from jupyterlit.elements.arguments import Key, WidthWithoutContent, check_label_visibility, check_width, clean_help
from jupyterlit.elements.reaction import OnChange, check_widget_key, check_widget_label, check_widget_reaction
from jupyterlit.errors import InvalidValue
from jupyterlit.media.inbox import Inbox
from jupyterlit.media.upload_rules import MEGABYTE, UploadRule
from jupyterlit.media.uploaded_file import UploadedFile
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.run_context import current
from jupyterlit.tree import Block

SOUND = (".wav",)
_SAMPLE_RATES = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000)


class AudioInput(Widget, tag="audio_input"):
    """What the microphone hears while the reader lets it; without a rate, as many samples as it gives."""

    sample_rate: int | None = None


def audio_input(
    self: Block,
    label: str,
    *,
    sample_rate: int | None = 16000,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> UploadedFile | None:
    """Let the reader record something with the microphone.

    Parameters
    ----------
    label
        Markdown above the recorder.
    sample_rate
        Samples for each second: 8000, 11025, 16000, 22050, 24000, 32000, 44100 or 48000; None for what the
        browser takes, mostly 48000. Speech recognition works best with 16000.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    disabled
        Whether it is seen but cannot be used.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    width
        "stretch", or pixels.

    Returns
    -------
    UploadedFile or None
        The recording: WAV, 16 bits, one channel. None as long as there is none.

    Examples
    --------
    >>> import jupyterlit as st
    >>> note = st.audio_input("Say something")
    >>> if note is not None:
    ...     place = st.audio(note)
    """
    call = "st.audio_input"
    message = AudioInput(
        label=check_widget_label(call, label),
        sample_rate=check_sample_rate(call, "sample_rate", sample_rate),
        key=check_widget_key(call, key),
        help=clean_help(help),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(call, label_visibility),
        width=check_width(call, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(call, message.key, on_change, args, kwargs, None, None)
    inbox = Inbox(current().session_state.part(SessionUploads), captured(SOUND, message.disabled))
    return cast(
        "UploadedFile | None",
        self.add_widget(
            message, None, parse=inbox.parse_one, dump=inbox.dump_one, accept=inbox.accept_one, follower=inbox,
            read_only=True, **reaction,
        ),
    )  # fmt: skip


def captured(types: tuple[str, ...], disabled: bool) -> UploadRule:
    """Return what is taken of a device: one file, as large as any that readers may send."""
    return UploadRule(types=types, most=settings().get("server.maxUploadSize") * MEGABYTE, disabled=disabled)


def check_sample_rate(call: str, argument: str, rate: object) -> int | None:
    """Return how many samples a second has, or none for what the browser takes."""
    for known in (None, *_SAMPLE_RATES):
        if rate == known and not isinstance(rate, bool):
            return known
    raise InvalidValue(
        f"{call}: {argument}={rate!r} is no rate that is supported. Pass one of "
        f"{', '.join(map(str, _SAMPLE_RATES))}, or None for what the browser takes."
    )
