"""A field for messages, at the foot of the page or anywhere in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, TypedDict, cast, overload

from jupyterlit.config.sources import settings
from jupyterlit.elements.arguments import (
    Key,
    WidthWithoutContent,
    check_choice,
    check_height,
    check_whole,
    check_width,
)
from jupyterlit.elements.audio_input import SOUND, check_sample_rate
from jupyterlit.elements.chat_value import ChatInputValue
from jupyterlit.elements.reaction import Callback, check_widget_key, check_widget_label
from jupyterlit.elements.typed_text import check_max_chars
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError
from jupyterlit.media.inbox import Inbox
from jupyterlit.media.upload_rules import MEGABYTE, UploadRule, check_types
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.base import Height, Widget
from jupyterlit.run_context import current
from jupyterlit.tree import BOTTOM, MAIN, Block

SubmitMode = Literal["submit", "disable", "stop"]

_SUBMIT_MODES: tuple[SubmitMode, ...] = ("submit", "disable", "stop")
_SPOKEN = UploadRule(types=SOUND, most=2**63)
_CALL = "st.chat_input"


class ChatInput(Widget, tag="chat_input"):
    """A field for messages; what is sent is the value of one run.

    `takes` says which files can be attached, of these `types`, each of `max_size` bytes at most. `least` is how
    high it is at least, in pixels. `sample_rate` is that of what is spoken.
    """

    identity: ClassVar[tuple[str, ...]] = ("takes", "types", "max_chars", "max_size")
    cosmetic: ClassVar[dict[str, Any]] = {**Widget.cosmetic, "submit_mode": "submit"}

    placeholder: str = ""
    max_chars: int | None = None
    takes: Literal["none", "one", "several", "directory"] = "none"
    types: tuple[str, ...] = ()
    max_size: int = 0
    speaks: bool = False
    sample_rate: int | None = None
    submit_mode: SubmitMode = "submit"
    least: int | None = None


@overload
def chat_input(
    self: Block,
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: Literal[False] = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: Literal[False] = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callback | None = None,
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
) -> str | None: ...


@overload
def chat_input(
    self: Block,
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: Literal[True, "multiple", "directory"],
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callback | None = None,
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
) -> ChatInputValue | None: ...


@overload
def chat_input(
    self: Block,
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: bool | Literal["multiple", "directory"] = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: Literal[True],
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callback | None = None,
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
) -> ChatInputValue | None: ...


@overload
def chat_input(
    self: Block,
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: bool | Literal["multiple", "directory"] = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callback | None = None,
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
) -> str | ChatInputValue | None: ...


def chat_input(
    self: Block,
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: bool | Literal["multiple", "directory"] = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callback | None = None,
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
) -> str | ChatInputValue | None:
    """Show a field for messages. In the main area it stands at the foot of the page, in a container where it is called.

    A text set in the session state is put into the field, for the reader to send.

    Parameters
    ----------
    placeholder
        What stands in the empty field, and names it for screen readers.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    max_chars
        How many characters are taken.
    max_upload_size
        How many megabytes a file may have; by default what the option `server.maxUploadSize` says.
    accept_file
        Whether a file can be attached, "multiple" for several, or "directory" for all in a folder.
    file_type
        Which files: extensions such as "csv", or types such as "image" or "image/png".
    accept_audio
        Whether the reader can speak instead of type.
    audio_sample_rate
        Samples for each second of what is spoken: 8000, 11025, 16000, 22050, 24000, 32000, 44100 or 48000; None
        for what the browser takes.
    disabled
        Whether it is seen but cannot be used.
    submit_mode
        What it does while the script answers: "submit" takes the next message, "disable" waits, "stop" offers to
        stop the script.
    on_submit
        A function to call before the script, when a message was sent.
    args, kwargs
        What the function is called with.
    width
        "stretch", or pixels.
    height
        "content" for one line that grows with its text, "stretch", or how many pixels it has at least.

    Returns
    -------
    str or ChatInputValue or None
        The message, in the run that it has caused: its text or, where files or sound are taken, a value with `text`,
        `files` and `audio`, as attributes and as items.

    Examples
    --------
    >>> import jupyterlit as st
    >>> question = st.chat_input("Ask about penguins")
    >>> if question:
    ...     place = st.chat_message("user").write(question)
    """
    block = self.here(current())
    if block.form_id is not None:
        raise LayoutError(f"{_CALL} cannot be used in a form, it sends by itself. Move it out of the form.")
    if on_submit is not None and not callable(on_submit):
        raise InvalidType(f"{_CALL}: on_submit={on_submit!r} cannot be called. Pass a function, without parentheses.")
    size = check_height(_CALL, height)
    message = ChatInput(
        placeholder=check_widget_label(_CALL, placeholder),
        key=check_widget_key(_CALL, key),
        max_chars=check_max_chars(_CALL, max_chars) or None,
        takes=_check_accept_file(accept_file),
        types=check_types(_CALL, "file_type", file_type),
        max_size=_check_size(max_upload_size),
        speaks=bool(accept_audio),
        sample_rate=check_sample_rate(_CALL, "audio_sample_rate", audio_sample_rate),
        disabled=bool(disabled),
        submit_mode=check_choice(_CALL, "submit_mode", submit_mode, _SUBMIT_MODES),
        width=check_width(_CALL, width, content=False),
        height="content" if isinstance(size, int) else size,
        least=size if isinstance(size, int) else None,
    )
    messages = _Messages(message)
    value = _place(block).add_widget(
        message, None, parse=messages.parse, dump=messages.dump, accept=messages.fill, trigger=True,
        on_change=on_submit, args=args, kwargs=kwargs, follower=messages.inbox,
    )  # fmt: skip
    return cast("str | ChatInputValue | None", value)


def _place(block: Block) -> Block:
    """Return the foot of the page for what is called in its main area, in no block of it."""
    here = block.path[:-1] if block.fixed else block.path
    return Block(BOTTOM) if here == MAIN else block


class _Parts(TypedDict, total=False):
    """A message as it travels."""

    text: str
    files: list[dict[str, str | int]]
    audio: list[dict[str, str | int]]


class _Messages:
    """How messages travel.

    Parameters
    ----------
    field
        Where they are written.
    """

    def __init__(self, field: ChatInput) -> None:
        self._field = field
        self._files = UploadRule(types=field.types, most=field.max_size)
        self._plain = field.takes == "none" and not field.speaks
        self.inbox = Inbox(current().session_state.part(SessionUploads), self._rule(), once=True)

    def _rule(self) -> UploadRule:
        """Return what can be sent along: with sound, the rules for the rest are looked at once the message is there."""
        field = self._field
        files = field.takes != "none"
        sound = SOUND if field.speaks and (field.types or not files) else ()
        return UploadRule(
            types=(*field.types, *sound),
            most=field.max_size,
            several=field.takes in ("several", "directory") or (files and field.speaks),
            folders=field.takes == "directory",
            disabled=field.disabled or self._plain,
        )

    def parse(self, wire: Any) -> str | ChatInputValue:
        """Return the message that a browser sends."""
        text, files, audio = wire["text"], _list(wire.get("files")), _list(wire.get("audio"))
        if not isinstance(text, str):
            raise TypeError("A message has a text.")
        if self._field.max_chars is not None and len(text) > self._field.max_chars:
            raise ValueError(f"The text has more than {self._field.max_chars} characters.")
        most = {"none": 0, "one": 1}.get(self._field.takes)
        if (most is not None and len(files) > most) or len(audio) > self._field.speaks:
            raise ValueError("There are more files than are taken.")
        if self._plain:
            return text
        return self._with_files(text, [*files, *audio], len(files))

    def _with_files(self, text: str, wires: list[Any], count: int) -> ChatInputValue:
        for place, upload in enumerate(self.inbox.find(wires)):
            rule = self._files if place < count else _SPOKEN
            if (reason := rule.refuses(upload.name, upload.type, upload.size)) is not None:
                raise ValueError(reason)
        sent = self.inbox.parse(wires)
        return ChatInputValue(
            text,
            files=None if self._field.takes == "none" else sent[:count],
            audio=sent[count:] if self._field.speaks else None,
        )

    def dump(self, value: str | ChatInputValue | None) -> _Parts:
        """Return a message as it travels."""
        if value is None or isinstance(value, str):
            return {"text": value or ""}
        parts = value.to_dict()
        files, audio = self.inbox.dump(parts.get("files") or ()), self.inbox.dump_one(parts.get("audio"))
        return {"text": parts["text"], "files": files, "audio": audio}

    def fill(self, value: object) -> str:
        """Return the text that the author puts into the field."""
        if value is None:
            return ""
        text = value.get("text", "") if isinstance(value, Mapping) else value  # type: ignore[reportUnknownMemberType]
        return str(cast("object", text))[: self._field.max_chars]


def _list(wire: Any) -> list[Any]:
    if wire is None:
        return []
    if not isinstance(wire, list):
        raise TypeError("Files come as a list.")
    return cast("list[Any]", wire)


def _check_accept_file(accept_file: object) -> Literal["none", "one", "several", "directory"]:
    if accept_file is True:
        return "one"
    if accept_file is False:
        return "none"
    if accept_file == "multiple":
        return "several"
    if accept_file == "directory":
        return "directory"
    raise InvalidValue(f'{_CALL}: accept_file={accept_file!r} is unknown. Pass True, False, "multiple" or "directory".')


def _check_size(max_upload_size: int | None) -> int:
    """Return how many bytes a file may have."""
    if max_upload_size is None:
        return cast("int", settings().get("server.maxUploadSize")) * MEGABYTE
    return check_whole(_CALL, "max_upload_size", max_upload_size, 1) * MEGABYTE
