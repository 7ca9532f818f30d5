"""How far something has come."""

from __future__ import annotations

from numbers import Integral, Real

from jupyterlit.elements.arguments import WidthWithoutContent, check_width, clean_text
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Element
from jupyterlit.tree import BlockT

_SLACK = 1e-6  # sums of floats end a little above 1


class Progress(Element, tag="progress"):
    """A bar filled to `value`, from 0 to 1."""

    value: float
    text: str | None = None


def progress(self: BlockT, value: float, text: str | None = None, width: WidthWithoutContent = "stretch") -> BlockT:
    """Show how far something has come.

    Parameters
    ----------
    value
        A whole number from 0 to 100, or a float from 0.0 to 1.0.
    text
        Markdown shown above the bar.
    width
        "stretch", or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the bar: call its `progress` to move the bar.

    Examples
    --------
    >>> import jupyterlit as st
    >>> bar = st.progress(0, "Reading")
    >>> bar = bar.progress(50, "Half of it")
    """
    if text is not None and not isinstance(text, str):  # type: ignore[redundant-expr]  # authors pass anything
        raise InvalidType(f"st.progress: text={text!r} is a {type(text).__name__}. Pass a string.")
    return self.add_element(
        Progress(
            value=check_fraction("st.progress", value),
            text=None if text is None else clean_text(text),
            width=check_width("st.progress", width, content=False),
        )
    )


def check_fraction(call: str, value: object) -> float:
    """Return how far something has come, from 0 to 1."""
    match value:
        case bool():
            pass
        case Integral():
            if 0 <= int(value) <= 100:
                return int(value) / 100
            raise InvalidValue(f"{call}: value={value} lies outside 0–100. Pass a whole number in that range.")
        case Real():
            if 0 <= float(value) <= 1 + _SLACK:
                return min(float(value), 1.0)
            raise InvalidValue(f"{call}: value={value} lies outside 0.0–1.0. For percents, pass a whole number.")
        case _:
            pass
    raise InvalidType(
        f"{call}: value={value!r} is a {type(value).__name__}. "
        "Pass a whole number from 0 to 100, or a float from 0.0 to 1.0."
    )
