"""A page with a few words and ways on, for when there is no app to show."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jupyterlit.server.web.html_pages import render

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class Way(msgspec.Struct, frozen=True):
    """A way on: what its button says, and the address that it leads to."""

    label: str
    address: str


def render_card(base_url: str, title: str, text: str, ways: Sequence[Way] = ()) -> str:
    """Return the page: nothing in it runs."""
    return render("card.html", base_url=base_url, title=title, text=text, ways=ways)
