"""What browsers are told with all answers of a server that shows apps and nothing else."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from tornado.web import RequestHandler

# Pages of the server's own use none of these. Apps may: their elements take pictures, record and say where one is, and
# their frames get what they ask for by name, as with Streamlit.
_FEATURES = "Permissions-Policy"
_DEFAULT = {
    _FEATURES: "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "Server": "jupyterlit",  # and no version of what is behind
}


def add_default_headers(settings: MutableMapping[str, Any]) -> None:
    """Let all of Jupyter's handlers and ours send them; what an administrator has set has precedence."""
    settings["headers"] = {**_DEFAULT, **settings.get("headers", {})}


def allow_features(handler: RequestHandler) -> None:
    """Let a page use what its app does, unless an administrator says otherwise."""
    if handler.settings.get("headers", {}).get(_FEATURES) == _DEFAULT[_FEATURES]:
        handler.clear_header(_FEATURES)
