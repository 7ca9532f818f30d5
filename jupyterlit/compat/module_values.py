"""What Streamlit's modules hold that is nowhere else here."""

from __future__ import annotations

from typing import Any, NoReturn

from jupyterlit.errors import InvalidValue
from jupyterlit.run_context import current

VERSION = "1.67.0"  # of Streamlit, whose interface this is


def refuse_start(*given: object, **named: object) -> NoReturn:
    """Say how an app is served: not by itself."""
    del given, named
    raise InvalidValue("An app does not start its server. Leave the call out, and serve it: jupyter lit serve app.py")


def websocket_headers() -> dict[str, str]:
    """Return the headers of the visitor's browser."""
    return dict(current().info.get("headers") or {})


def is_in_form(block: Any) -> bool:
    """Tell whether what is drawn in a block stands in a form."""
    return block.here(current()).form_id is not None
