"""Messages that stand out: error, warning, info, success."""

from __future__ import annotations

from typing import Literal

from jupyterlit.elements.arguments import (
    SupportsStr,
    WidthWithoutContent,
    check_icon,
    check_width,
    clean_text,
)
from jupyterlit.protocol.base import Element
from jupyterlit.symbols import split_icon
from jupyterlit.tree import BlockT

Level = Literal["error", "warning", "info", "success"]


class Alert(Element, tag="alert"):
    """A message that stands out."""

    level: Level
    body: str
    icon: str | None = None
    title: str | None = None


def error(
    self: BlockT,
    body: SupportsStr,
    *,
    icon: str | None = None,
    width: WidthWithoutContent = "stretch",
    title: SupportsStr | None = None,
) -> BlockT:
    """Say that something has gone wrong.

    Parameters
    ----------
    body
        Markdown.
    icon
        One emoji or a Material symbol such as ":material/error:"; if not given, the one the text begins with.
    width
        "stretch", or pixels.
    title
        A line above the text.

    Returns
    -------
    DeltaGenerator
        The place of the message: call a method on it to replace the message.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.error("The file has no column *island*.", icon="🚨")
    """
    return self.add_element(_alert("error", body, icon, width, title))


def warning(
    self: BlockT,
    body: SupportsStr,
    *,
    icon: str | None = None,
    width: WidthWithoutContent = "stretch",
    title: SupportsStr | None = None,
) -> BlockT:
    """Say what to look out for.

    Parameters
    ----------
    body
        Markdown.
    icon
        One emoji or a Material symbol such as ":material/warning:"; if not given, the one the text begins with.
    width
        "stretch", or pixels.
    title
        A line above the text.

    Returns
    -------
    DeltaGenerator
        The place of the message: call a method on it to replace the message.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.warning("Two rows have no weight.", title="Left out")
    """
    return self.add_element(_alert("warning", body, icon, width, title))


def info(
    self: BlockT,
    body: SupportsStr,
    *,
    icon: str | None = None,
    width: WidthWithoutContent = "stretch",
    title: SupportsStr | None = None,
) -> BlockT:
    """Say what is good to know.

    Parameters
    ----------
    body
        Markdown.
    icon
        One emoji or a Material symbol such as ":material/info:"; if not given, the one the text begins with.
    width
        "stretch", or pixels.
    title
        A line above the text.

    Returns
    -------
    DeltaGenerator
        The place of the message: call a method on it to replace the message.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.info("Choose a species to begin.")
    """
    return self.add_element(_alert("info", body, icon, width, title))


def success(
    self: BlockT,
    body: SupportsStr,
    *,
    icon: str | None = None,
    width: WidthWithoutContent = "stretch",
    title: SupportsStr | None = None,
) -> BlockT:
    """Say that something has worked.

    Parameters
    ----------
    body
        Markdown.
    icon
        One emoji or a Material symbol such as ":material/check:"; if not given, the one the text begins with.
    width
        "stretch", or pixels.
    title
        A line above the text.

    Returns
    -------
    DeltaGenerator
        The place of the message: call a method on it to replace the message.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.success("Saved.")
    """
    return self.add_element(_alert("success", body, icon, width, title))


def _alert(level: Level, body: object, icon: str | None, width: object, title: object) -> Alert:
    call = f"st.{level}"
    text = clean_text(body)
    if icon is None:
        icon, text = split_icon(text)
    return Alert(
        level=level,
        body=text,
        icon=check_icon(call, icon),
        width=check_width(call, width, content=False),
        title=None if title is None else clean_text(title) or None,
    )
