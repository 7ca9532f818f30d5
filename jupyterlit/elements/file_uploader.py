"""A place for files of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal, overload

from jupyterlit.config.sources import settings
from jupyterlit.elements.arguments import Key, WidthWithoutContent, check_label_visibility, check_width, clean_help
from jupyterlit.elements.reaction import OnChange, check_widget_key, check_widget_label, check_widget_reaction
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.media.inbox import Inbox
from jupyterlit.media.upload_rules import MEGABYTE, UploadRule, check_types
from jupyterlit.media.uploaded_file import UploadedFile
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.base import LabelVisibility, Widget
from jupyterlit.run_context import current
from jupyterlit.tree import Block

_CALL = "st.file_uploader"


class FileUploader(Widget, tag="file_uploader"):
    """A place where files can be dropped; `types` are extensions and MIME types, `max_size` is in bytes.

    `directory`: a folder is chosen, and all files in it are sent.
    """

    identity: ClassVar[tuple[str, ...]] = ("types", "multiple", "directory", "max_size")

    types: tuple[str, ...] = ()
    multiple: bool = False
    directory: bool = False
    max_size: int = 200 * MEGABYTE


@overload
def file_uploader(
    self: Block,
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: Literal[False] = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> UploadedFile | None: ...


@overload
def file_uploader(
    self: Block,
    label: str,
    type: str | Sequence[str] | None = None,
    *,
    accept_multiple_files: Literal[True, "directory"],
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> list[UploadedFile]: ...


@overload
def file_uploader(
    self: Block,
    label: str,
    type: str | Sequence[str] | None,
    accept_multiple_files: Literal[True, "directory"],
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> list[UploadedFile]: ...


def file_uploader(
    self: Block,
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: bool | Literal["directory"] = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> UploadedFile | list[UploadedFile] | None:
    """Show a place where the reader can drop files, or choose them.

    They are sent as soon as they are chosen, and lie on disk until they are removed or the session ends.

    Parameters
    ----------
    label
        Markdown above the field.
    type
        What is taken: extensions such as "csv", types such as "image/png", or "image", "audio", "video", "text".
        Names and what browsers say are looked at, not what is in the files.
    accept_multiple_files
        Whether there may be several; "directory" to choose a folder, of which all files are sent.
    key
        The widget's name in the session state, and on the page as the class `st-key-<key>`.
    help
        Markdown shown in a tooltip.
    on_change
        "rerun", "ignore" (the value comes along with the next run), or a function to call before the script.
    args, kwargs
        What the function is called with.
    max_upload_size
        How many megabytes a file may have; by default what the option `server.maxUploadSize` says.
    disabled
        Whether it is seen but takes nothing.
    label_visibility
        "visible", "hidden" (its room stays empty) or "collapsed".
    width
        "stretch", or pixels.

    Returns
    -------
    UploadedFile, list of UploadedFile, or None
        The file, none if there is none yet; a list where there may be several. They can be read like open files.

    Examples
    --------
    >>> import jupyterlit as st
    >>> photo = st.file_uploader("A penguin", type=["jpg", "png"])
    >>> if photo is not None:
    ...     place = st.image(photo)
    """
    if not (isinstance(accept_multiple_files, bool) or accept_multiple_files == "directory"):
        raise InvalidValue(
            f'{_CALL}: accept_multiple_files={accept_multiple_files!r} is unknown. Pass True, False or "directory".'
        )
    directory = accept_multiple_files == "directory"
    message = FileUploader(
        label=check_widget_label(_CALL, label),
        key=check_widget_key(_CALL, key),
        help=clean_help(help),
        types=check_types(_CALL, "type", type),
        multiple=bool(accept_multiple_files),
        directory=directory,
        max_size=check_max_upload_size(_CALL, max_upload_size),
        disabled=bool(disabled),
        label_visibility=check_label_visibility(_CALL, label_visibility),
        width=check_width(_CALL, width, content=False),
        deferred=on_change == "ignore",
    )
    reaction = check_widget_reaction(_CALL, message.key, on_change, args, kwargs, None, None)
    rule = UploadRule(message.types, message.max_size, message.multiple, directory, message.disabled)
    inbox = Inbox(current().session_state.part(SessionUploads), rule)
    if message.multiple:
        return self.add_widget(
            message, [], parse=inbox.parse, dump=inbox.dump, accept=inbox.accept, follower=inbox, read_only=True,
            **reaction,
        )  # fmt: skip
    return self.add_widget(
        message, None, parse=inbox.parse_one, dump=inbox.dump_one, accept=inbox.accept_one, follower=inbox,
        read_only=True, **reaction,
    )  # fmt: skip


def check_max_upload_size(call: str, megabytes: object) -> int:
    """Return how many bytes a file may have."""
    if megabytes is None:
        return settings().get("server.maxUploadSize") * MEGABYTE
    if not isinstance(megabytes, int) or isinstance(megabytes, bool):
        raise InvalidType(
            f"{call}: max_upload_size={megabytes!r} is a {megabytes.__class__.__name__}. "
            "Pass a whole number of megabytes."
        )
    if megabytes <= 0:
        raise InvalidValue(f"{call}: max_upload_size={megabytes} lets nothing pass. Pass at least 1, or None.")
    return megabytes * MEGABYTE
