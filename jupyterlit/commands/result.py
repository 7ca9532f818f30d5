"""st.result: what an app gives to its notebook."""

from __future__ import annotations

from typing import Any

from jupyterlit.run_context import current
from jupyterlit.state.results import Results


def result(value: Any) -> None:
    """Give a value to the notebook, where `jupyterlit.apps[name]` has it.

    What is given in a later run takes its place. Outside of a notebook nobody takes it.

    Parameters
    ----------
    value
        Any object: the notebook gets the object itself.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.form("survey"):
    ...     rating = st.slider("Rating", 1, 5)
    ...     if st.form_submit_button("Send"):
    ...         st.result({"rating": rating})
    """
    current().session_state.part(Results).give(value)
