"""What Streamlit's tests call the kinds of elements and their fields.

What an element has is read from its message, so that a new kind needs nothing here. The
tables hold only where Streamlit's tests use another word than the message.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyterlit.protocol.base import Element

# The name in a test → the kind of message, and the fields that tell it from others of the kind.
KINDS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "title": ("heading", {"level": 1}),
    "header": ("heading", {"level": 2}),
    "subheader": ("heading", {"level": 3}),
    "markdown": ("markdown", {"caption": False}),
    "caption": ("markdown", {"caption": True}),
    "help_info": ("help", {}),
    "error": ("alert", {"level": "error"}),
    "warning": ("alert", {"level": "warning"}),
    "info": ("alert", {"level": "info"}),
    "success": ("alert", {"level": "success"}),
    "button": ("button", {}),
    "form_submit_button": ("button", {"submit": True}),
    "checkbox": ("checkbox", {"toggle": False}),
    "toggle": ("checkbox", {"toggle": True}),
    "columns": ("column", {}),
    "tabs": ("tab", {}),
    "pills": ("button_group", {"variant": "pills"}),
    "segmented_control": ("button_group", {"variant": "segmented_control"}),
    "date_time_input": ("datetime_input", {}),
    "arrow_vega_lite_chart": ("vega_lite_chart", {}),
    "deck_gl_json_chart": ("pydeck_chart", {}),
    "bidi_component": ("component_v2", {}),
}
# The attribute in a test → the field of the message.
FIELDS: Mapping[str, str] = {
    "allow_html": "unsafe_html",
    "editing_mode": "num_rows",
    "form_id": "form",
    "is_caption": "caption",
    "show_line_numbers": "line_numbers",
}
# The name in a test → kinds of messages that are found under it too.
_FOUND_AS: Mapping[str, tuple[str, ...]] = {"dataframe": ("data_editor",)}
# What `value` is for elements without a state: the first of these fields that there is.
VALUE_FIELDS = ("body", "message", "value", "spec")


def is_a(message: Element | None, kind: str, fields: Mapping[str, Any]) -> bool:
    """Tell whether a message is of a kind and has these fields."""
    if message is None:
        return False
    tag = str(message.__struct_config__.tag)
    if tag != kind and tag not in _FOUND_AS.get(kind, ()):
        return False
    return all(getattr(message, name, None) == value for name, value in fields.items())


def name_of(message: Element) -> str:
    """Return the name of the call that draws a message."""
    for name, (kind, fields) in KINDS.items():
        if is_a(message, kind, fields):
            return name
    return str(message.__struct_config__.tag)
