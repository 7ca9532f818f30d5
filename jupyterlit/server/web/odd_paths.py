"""Paths that no page has: they are no text, or lead elsewhere once they are sent back to a browser."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_to_bytes

from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher
from tornado.web import ErrorHandler

# Jupyter Server sends who asks for `/\there/` on to `/\there`, which browsers take for a host of that name.
_ODD = re.compile(r"/[/\\]|[^/]*/.*[\\\x00-\x20\x7f]")


class OddPathHandler(ErrorHandler):
    """Says that there is no such page, in few words."""

    def set_default_headers(self) -> None:
        """Tell nobody what is behind, and let nothing run."""
        self.clear_header("Server")
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        self.set_header("X-Content-Type-Options", "nosniff")


class OddPath(Matcher):
    """Matches them: they are not found, before anybody redirects."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return no arguments for the handler, or None."""
        return {} if _ODD.match(request.path) or not _is_text(request.path) else None


def _is_text(path: str) -> bool:
    """Tell whether a path is UTF-8; others end in an error before their handler has begun, and in its log."""
    try:
        unquote_to_bytes(path.encode("latin-1", "replace")).decode()
    except UnicodeDecodeError:
        return False
    return True
