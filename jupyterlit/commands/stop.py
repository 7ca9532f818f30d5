"""st.stop: the run ends here."""

from __future__ import annotations

from typing import NoReturn

from jupyterlit.errors import StopRun
from jupyterlit.run_context import in_run


def stop() -> NoReturn:  # pyright: ignore[reportReturnType]  # outside of an app there is nothing to end
    """End the run here: what it has drawn stays, nothing below is reached.

    Outside of an app this does nothing.

    Examples
    --------
    >>> import jupyterlit as st
    >>> name = st.text_input("Name")
    >>> if not name:
    ...     st.stop()
    """
    if in_run():
        raise StopRun
