"""A page with a few words and ways on, for when there is no app to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from jupyterlit.server.web.html_pages import render
from jupyterlit.server.web.words import Words

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


class Way(msgspec.Struct, frozen=True):
    """A way on: what its button says, in English and with `gaps` in it, and the address that it leads to."""

    label: str
    address: str
    gaps: Mapping[str, str] = {}


def render_card(words: Words, base_url: str, title: str, text: str, ways: Sequence[Way] = ()) -> str:
    """Return the page, in the reader's words: nothing in it runs."""
    shown = [Way(words(way.label, **way.gaps), way.address) for way in ways]
    return render("card.html", words, base_url=base_url, title=words(title), text=words(text), ways=shown)
