"""What an author may have meant by a name that there is not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_ALIKE = 0.7  # from 0 for nothing in common to 1 for the same
_LONGEST = 40  # characters of a name that is worth comparing
_MOST = 2_000  # names that are compared

# What Streamlit 1.67 offers as `st.` and we may not; where we do, nobody asks.
_STREAMLIT = frozenset(
    {
        "App", "audio_input", "camera_input", "chat_input", "color_picker", "components", "data_editor", "date_input",
        "datetime_input", "feedback", "file_uploader", "link_button", "menu_button", "pills", "segmented_control",
        "time_input",
    }
)  # fmt: skip


def closest(name: str, names: Iterable[str]) -> str | None:
    """Return the name that an author most likely meant; none if none is alike."""
    if not name or len(name) > _LONGEST:
        return None
    private = name.startswith("_")
    compared: list[str] = []
    for other in names:
        if other != name and len(other) <= _LONGEST and (private or not other.startswith("_")):
            compared.append(other)
            if len(compared) == _MOST:
                break
    folded = {other.casefold(): other for other in reversed(compared)}
    found = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=_ALIKE)
    return folded[found[0]] if found else None


def meant(name: str, names: Iterable[str], form: str = "{!r}") -> str:
    """Return a question to follow the sentence that a name is missing, with a space before it; empty for none."""
    found = closest(name, names)
    return "" if found is None else f" Did you mean {form.format(found)}?"


def missing_from_st(name: str, names: Iterable[str]) -> str:
    """Return what there is to say of `st.<name>`, which is none of the names there are."""
    if name in _STREAMLIT:
        return f"There is no st.{name}: it is Streamlit's, and jupyterlit does not have it."
    if name == "cache" or name.startswith(("beta_", "experimental_")):
        return f"There is no st.{name} any more. Scripts that say `import streamlit as st` can still use it."
    return f"There is no st.{name}." + meant(name, names, "st.{}")
