"""The page of a gallery, its pictures, and the addresses below it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, unquote_to_bytes
from zlib import crc32

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher

from jupyterlit.server.gallery import Card, Gallery
from jupyterlit.server.web.handlers import PageHandler
from jupyterlit.server.web.html_pages import POLICY, render
from jupyterlit.server.web.visitors import VisitorMixin, may_visit
from jupyterlit.server.web.words import words_for
from jupyterlit.symbols import is_emoji

_MANY = 8  # apps from which on they can be searched
_HUES = ("orange", "blue", "green", "violet", "yellow", "red")


class GalleryHandler(PageHandler):
    """The page that shows which apps there are. Open to whoever may visit them; others are asked to log in."""

    @property
    def content_security_policy(self) -> str:
        """Let the page load what is ours."""
        return POLICY

    @allow_unauthenticated
    async def get(self, key: str = "", page: str | None = None) -> None:
        """Show all apps; lead to the one with this key."""
        if not await may_visit(self):
            return self._ask_to_log_in()
        if "token" in self.request.query_arguments:
            return self.redirect(self._url_without_token())
        if key:
            query = f"?{self.request.query}" if self.request.query else ""
            return self.redirect(f"{self.request.path}/{query}")
        gallery = self.runtime.gallery
        if gallery is None:
            raise web.HTTPError(404)
        cards = await asyncio.to_thread(gallery.cards)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.set_header("Vary", "Accept-Language")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(  # pyright: ignore[reportUnknownMemberType]: tornado's
            render(
                "gallery.html",
                words_for(self.request),
                base_url=self.base_url,
                title=self.runtime.options.gallery_title,
                cards=[self._shown(card) for card in cards],
                searchable=len(cards) >= _MANY,
            )
        )
        return None

    def _shown(self, card: Card) -> dict[str, str]:
        path = quote(card.name)
        stamp = int(card.picture.stat().st_mtime) if card.picture and card.picture.is_file() else 0
        return {
            "url": url_path_join(self.base_url, self.runtime.below, path, "/"),
            "title": card.title,
            "description": card.description,
            "icon": card.icon if is_emoji(card.icon) else "",
            "sign": card.icon if is_emoji(card.icon) else card.title[:1].upper(),
            "hue": _HUES[crc32(card.name.encode()) % len(_HUES)],
            "picture": f"{url_path_join(self.base_url, 'lit/picture', path)}?v={stamp}" if stamp else "",
            "words": f"{card.title} {card.description} {card.name}".casefold(),
        }


class PictureHandler(VisitorMixin):
    """The picture of an app in the gallery. Open to whoever may visit the app."""

    @allow_unauthenticated
    async def get(self, key: str) -> None:
        """Send the picture."""
        if not await may_visit(self):
            raise web.HTTPError(403)
        gallery = self.runtime.gallery
        picture = await asyncio.to_thread(gallery.picture, key) if gallery is not None else None
        if picture is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", "image/png")
        self.set_header("Content-Security-Policy", "default-src 'none'; sandbox")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "private, max-age=86400")
        self.finish(await asyncio.to_thread(Path(picture).read_bytes))  # pyright: ignore[reportUnknownMemberType]


class GalleryPlace(Matcher):
    """Matches the server's root, and the name of an app alone: both are the gallery handler's."""

    def __init__(self, gallery: Gallery, base_url: str) -> None:
        self._gallery = gallery
        self._base_url = base_url

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return the arguments of the handler, or None."""
        if request.path == self._base_url:
            return {}
        name = _below(request.path, self._base_url)
        known = "/" not in name and name and self._gallery.locate(name) is not None
        return {"path_kwargs": {"key": name.encode()}} if known else None


class AppPlace(Matcher):
    """Matches the pages of a gallery's apps: `/<name>/`, `/<name>/<page>` and those below."""

    def __init__(self, gallery: Gallery, base_url: str) -> None:
        self._gallery = gallery
        self._base_url = base_url

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return the arguments of the page's handler, or None."""
        name, slash, page = _below(request.path, self._base_url).partition("/")
        if not name or not slash or page.count("/") > 1 or self._gallery.locate(name) is None:
            return None
        return {"path_kwargs": {"key": name.encode(), "page": page.encode()}}


class AppFilesPlace(Matcher):
    """Matches the files that a gallery's apps bring along: `/<name>/app/static/<path>`."""

    def __init__(self, gallery: Gallery, base_url: str) -> None:
        self._gallery = gallery
        self._base_url = base_url

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return the arguments of the files' handler, or None."""
        if not request.path.startswith(self._base_url):
            return None
        name, _, path = request.path[len(self._base_url) :].partition("/app/static/")
        if not path or self._gallery.locate(unquote(name)) is None:
            return None
        return {"path_kwargs": {"key": unquote_to_bytes(name), "path": unquote_to_bytes(path)}}


def _below(path: str, base_url: str) -> str:
    return unquote(path[len(base_url) :]) if path.startswith(base_url) else ""
