"""The words of the server's own pages, in the reader's language: from the catalogs that JupyterLab finds, too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import pass_context
from jinja2.runtime import Context
from tornado.httputil import HTTPServerRequest

LOCALE = Path(__file__).parent.parent.parent / "locale"
_CATALOG = "LC_MESSAGES/jupyterlit.json"
_LONGEST, _MOST = 1000, 20  # letters of a header, and languages in it, that are looked at
_WANTED = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.ASCII)
_TRADITIONAL = ("zh-hant", "zh-hk", "zh-mo", "zh-tw")  # in another script than that of the country of most readers
_LEFTWARDS = ("ar", "dv", "fa", "he", "ps", "ug", "ur", "yi")


class Words(msgspec.Struct, frozen=True):
    """A language: its tag, as HTML names it, and what texts are in it, by their English."""

    tag: str = "en"
    texts: Mapping[str, list[str]] = {}

    @property
    def direction(self) -> str:
        """Where its lines run: "ltr" or "rtl"."""
        return "rtl" if self.tag.partition("-")[0] in _LEFTWARDS else "ltr"

    def __call__(self, text: str, /, **gaps: object) -> str:
        """Return a text in this language, in English where the catalog lacks it, with its gaps filled."""
        (said, *_) = self.texts.get(text, (text,))
        for gap, value in gaps.items():
            said = said.replace(f"{{{gap}}}", str(value))
        return said


def words_for(request: HTTPServerRequest) -> Words:
    """Return the words for whoever asks, by what their browser says that they read."""
    return words_in(request.headers.get("Accept-Language", ""))


def words_in(accepted: str, locale: Path = LOCALE) -> Words:
    """Return the words in the first language that somebody accepts and that there is.

    What a stranger sends is compared with names of languages, and is never a part of one.

    Parameters
    ----------
    accepted
        As in `Accept-Language`.
    locale
        Where the catalogs are.
    """
    known = _languages(locale)
    for tag in _wanted(accepted):
        primary = tag.partition("-")[0]
        if primary == "en":
            break
        near = tag if tag in known else None if tag.startswith(_TRADITIONAL) else primary
        if near in known:
            return _read(locale, known[near])
    return Words()


def _wanted(accepted: str) -> list[str]:
    """Return which languages somebody accepts, the dearest first."""
    found: list[tuple[float, str]] = []
    for each in accepted[:_LONGEST].split(",")[:_MOST]:
        match = _WANTED.fullmatch(each)
        if match and (weight := float(match[2] or 1)) > 0:
            found.append((weight, match[1].lower()))
    return [tag for _, tag in sorted(found, key=lambda one: -one[0])]


@lru_cache(maxsize=8)
def _languages(locale: Path) -> dict[str, str]:
    """Return the folders of catalogs, by their language with and without its country, in small letters."""
    folders = sorted(path.parent.parent.name for path in locale.glob(f"*/{_CATALOG}"))
    names = ((folder.lower().replace("_", "-"), folder) for folder in folders)
    return {name: folder for tag, folder in names for name in (tag.partition("-")[0], tag)}


@lru_cache(maxsize=64)
def _read(locale: Path, folder: str) -> Words:
    texts: dict[str, list[str]] = msgspec.json.decode((locale / folder / _CATALOG).read_bytes())
    del texts[""]  # what the catalog says of itself
    return Words(folder.replace("_", "-"), texts)


def of_templates() -> dict[str, Any]:
    """Return what the templates of Jupyter's own pages ask, where those are replaced by ours."""

    @pass_context
    def text(context: Context, english: str) -> str:
        return _asked(context)(english)

    @pass_context
    def language(context: Context) -> str:
        return _asked(context).tag

    @pass_context
    def direction(context: Context) -> str:
        return _asked(context).direction

    return {"_": text, "language": language, "direction": direction}


def _asked(context: Context) -> Words:
    """Return the words for whoever a template is rendered for: Jupyter gives it a method of the handler."""
    handler = getattr(context.get("xsrf_form_html"), "__self__", None)
    return words_for(handler.request) if handler is not None else Words()
