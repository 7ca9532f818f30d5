"""Source code with its colours."""

from __future__ import annotations

from jupyterlit.elements.arguments import SupportsStr, check_height, check_width
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import Element, Height, Width
from jupyterlit.tree import BlockT


class Code(Element, tag="code"):
    """Source code; the language "plaintext" has no colours."""

    body: str
    language: str = "python"
    line_numbers: bool = False
    wrap_lines: bool = False


def code(
    self: BlockT,
    body: SupportsStr,
    language: str | None = "python",
    *,
    line_numbers: bool = False,
    wrap_lines: bool = False,
    height: Height | None = "content",
    width: Width = "stretch",
) -> BlockT:
    """Show source code, with a button that copies it.

    Parameters
    ----------
    body
        The code; a line break before and after it is left out.
    language
        The language it is written in; no colours if not given.
    line_numbers
        Whether lines are numbered.
    wrap_lines
        Whether lines longer than the width are broken.
    height
        "content", "stretch", or pixels.
    width
        "stretch", "content", or pixels.

    Returns
    -------
    DeltaGenerator
        The place of the code: call a method on it to replace the code.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.code("print('Hello')", line_numbers=True)
    """
    if language is not None and not isinstance(language, str):  # type: ignore[redundant-expr]  # authors pass anything
        raise InvalidType(f"st.code: language={language!r} is a {type(language).__name__}. Pass a name, or None.")
    return self.add_element(
        Code(
            body=str(body).removeprefix("\n").removesuffix("\n"),
            language=language or "plaintext",
            line_numbers=line_numbers,
            wrap_lines=wrap_lines,
            height="content" if height is None else check_height("st.code", height),
            width=check_width("st.code", width),
        )
    )
