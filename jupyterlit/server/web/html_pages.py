"""Pages of the server's own, apart from apps: made here as HTML, with the look of apps."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

from jupyterlit.server.web.words import Words

TEMPLATES = Path(__file__).parent / "templates"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


def render(name: str, words: Words, **values: object) -> str:
    """Return a page made from a template, in the reader's words."""
    return _template(name).render(_=words, language=lambda: words.tag, direction=lambda: words.direction, **values)


@lru_cache
def _template(name: str) -> Template:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template(name)
