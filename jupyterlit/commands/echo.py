"""st.echo: code that runs, and is shown."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

from jupyterlit.elements.arguments import check_choice
from jupyterlit.elements.author_source import block_text
from jupyterlit.elements.code import code
from jupyterlit.tree import MAIN, Block


@contextmanager
def echo(code_location: Literal["above", "below"] = "above") -> Generator[None]:
    """Run a block of code and show it too.

    Parameters
    ----------
    code_location
        Whether the code stands "above" what it draws, or "below".

    Returns
    -------
    context manager
        For `with`: the code within is shown, and run.

    Raises
    ------
    InvalidValue
        `code_location` is neither.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.echo():
    ...     st.write("Penguins")
    """
    place = check_choice("st.echo", "code_location", code_location, ("above", "below"))
    here = Block(MAIN, follows=True)
    text = block_text()
    if place == "above":
        code(here, text)
        yield
        return
    try:
        yield
    finally:
        code(here, text)
