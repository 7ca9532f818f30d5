"""An exception with the author's lines that led to it."""

from __future__ import annotations

import logging

from jupyterlit.config.sources import settings
from jupyterlit.elements.arguments import WidthWithoutContent, check_width
from jupyterlit.protocol.base import Element
from jupyterlit.run_context import current
from jupyterlit.tracebacks import Frame, describe, type_name
from jupyterlit.tree import Block, BlockT

log = logging.getLogger("jupyterlit")


class ExceptionReport(Element, tag="exception"):
    """An exception; `trace` is all of it as text."""

    exception_type: str
    message: str = ""
    is_markdown: bool = False
    frames: tuple[Frame, ...] = ()
    trace: str = ""


_HIDDEN = "This app has met an error. What it says is in the app's log."


def show_uncaught(place: Block, error: BaseException) -> None:
    """Show an exception that has ended a run, as much of it as `client.showErrorDetails` lets readers see.

    All of it is in the log, unless it stands under the author's own cell anyway.
    """
    details = settings().get("client.showErrorDetails")
    whole = details is True or details == "full"
    if not (whole and current().info.get("notebook")):
        log.error("The script has failed.", exc_info=error)
    if whole:
        exception(place, error)
        return
    report = describe(error)
    # What stands between the lines may be what other exceptions say.
    frames = tuple(frame for frame in report.frames if frame.file)
    kind = "" if details == "none" else report.exception_type
    shown = frames if details is False or details == "stacktrace" else ()
    place.add_element(ExceptionReport(exception_type=kind, message=_HIDDEN, frames=shown))


def exception(self: BlockT, exception: BaseException, width: WidthWithoutContent = "stretch") -> BlockT:
    """Show an exception and the lines of the script that led to it.

    Parameters
    ----------
    exception
        The exception.
    width
        "stretch", or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the exception: call a method on it to replace the exception.

    Examples
    --------
    >>> import jupyterlit as st
    >>> try:
    ...     share = 1 / 0
    ... except ZeroDivisionError as error:
    ...     place = st.exception(error)
    """
    room = check_width("st.exception", width, content=False)
    if not isinstance(exception, BaseException):  # type: ignore[redundant-expr]  # authors pass anything
        return self.add_element(
            ExceptionReport(exception_type=type_name(type(exception)), message=str(exception), width=room)
        )
    report = describe(exception)
    return self.add_element(
        ExceptionReport(
            exception_type=report.exception_type,
            message=report.message,
            is_markdown=report.is_markdown,
            frames=report.frames,
            trace=report.trace,
            width=room,
        )
    )
