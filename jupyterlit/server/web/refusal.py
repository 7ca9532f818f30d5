"""The page that stands in place of one that is for others."""

from __future__ import annotations

from urllib.parse import urlencode

from jupyter_server.utils import url_path_join

from jupyterlit.errors import StreamlitAuthError
from jupyterlit.server.app import App
from jupyterlit.server.web.card import POLICY, Way, render_card
from jupyterlit.server.web.logins import logins_of
from jupyterlit.server.web.visitors import VisitorMixin
from jupyterlit.server.web.words import words_for

_TITLE = "This page is not for you"
_UNKNOWN = "Only some readers may see it. If you are one of them, log in."
_NOBODY = "Only some readers may see it, and nobody has told who you are."
_KNOWN = "Only some readers may see it, and you are not known as one of them."


def refuse_page(handler: VisitorMixin, app: App, key: str, root: str) -> None:
    """Answer that a page is for others, and where its reader could become somebody whom it is for.

    Nothing is said of the page, not even what it is called.

    Parameters
    ----------
    handler
        Of the request.
    app, key
        Whose page it is, and its name in the address.
    root
        Where the app begins.
    """
    known = handler.identity
    ways = [] if known else _logins(handler, app, key)
    if app.source.page_for("", known.roles if known else ()) is not None:
        ways.append(Way("Back to the app", root))
    handler.set_status(403)
    handler.set_header("Content-Type", "text/html; charset=utf-8")
    handler.set_header("Content-Security-Policy", POLICY)
    handler.set_header("Cache-Control", "no-store")
    handler.set_header("Referrer-Policy", "same-origin")
    handler.set_header("X-Content-Type-Options", "nosniff")
    text = _KNOWN if known else _UNKNOWN if ways and ways[0].label.startswith("Log in") else _NOBODY
    card = render_card(words_for(handler.request), handler.base_url, _TITLE, text, ways)
    handler.finish(card)  # pyright: ignore[reportUnknownMemberType]: tornado's


def _logins(handler: VisitorMixin, app: App, key: str) -> list[Way]:
    """Return the ways to the providers that the app's secrets have."""
    try:
        auth = logins_of(handler).auth_of(app)
    except StreamlitAuthError:
        return []
    address = url_path_join(handler.base_url, "lit/login")
    query = {"app": key, "next": handler.request.uri or ""}
    return [
        Way(
            "Log in with {provider}" if name else "Log in",
            f"{address}?{urlencode(query | {'provider': name})}",
            {"provider": name},
        )
        for name in (auth.names if auth else ())
    ]
