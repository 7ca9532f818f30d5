"""A page with a few words and a way on, for when there is no app to show."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Sequence

import msgspec

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; line-height: 1.6;
  font-family: "Source Sans", "Source Sans 3", system-ui, sans-serif;
  color: light-dark(#31333f, #fafafa); background: light-dark(#fff, #0e1117); }
main { max-width: 30rem; padding: 2rem; text-align: center; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
p { margin: 0 0 1.5rem; color: light-dark(#555867, #bfc3cd); }
nav { display: flex; flex-wrap: wrap; gap: .75rem; justify-content: center; }
a { padding: .4rem .9rem; border: 1px solid light-dark(#31333f40, #fafafa40); border-radius: .5rem; color: inherit;
  text-decoration: none; }
a:first-child { color: #fff; background: #c92a2a; border-color: #c92a2a; }
a:hover { filter: brightness(1.1); }
a:focus-visible { outline: 3px solid light-dark(#c92a2a80, #ff8787); outline-offset: 2px; }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


class Way(msgspec.Struct, frozen=True):
    """A way on: what its button says, and the address that it leads to."""

    label: str
    address: str


def render_card(title: str, text: str, ways: Sequence[Way] = ()) -> str:
    """Return the page: nothing in it runs, and nothing is fetched for it."""
    links = "".join(f'<a href="{html.escape(way.address)}">{html.escape(way.label)}</a>' for way in ways)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<link rel="icon" href="data:,">
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{html.escape(title)}</h1>
<p>{html.escape(text)}</p>
<nav>{links}</nav>
</main>
</body>
</html>
"""
