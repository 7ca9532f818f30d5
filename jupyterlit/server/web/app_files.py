"""The files that an app brings along: its folder `static`, where `server.enableStaticServing` is on."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app import App
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.visitors import VisitorMixin, may_visit

ROUTE = r"/lit/app/(?P<key>.+?\.(?:ipynb|py))/app/static/(?P<path>.+)"
_PREFIX = "app/static/"
_FOLDER = "static"
# Whatever else there is comes as plain text, which does nothing in a browser.
_AS_THEY_ARE = ("image/", "font/", "audio/", "video/", "application/pdf", "application/json", "text/css", "text/csv")


class AppFileHandler(VisitorMixin, web.StaticFileHandler):  # pyright: ignore[reportIncompatibleMethodOverride]: `prepare`
    """A file of an app's folder `static`. Open to whoever may visit the app."""

    def initialize(self) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]: the folder is the app's
        """Begin without a folder; called by tornado."""
        super().initialize(path="")

    @property
    def content_security_policy(self) -> str:
        """Let nothing in the file do anything, should it be opened as a page of its own."""
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self'; sandbox"

    @allow_unauthenticated
    async def get(self, path: str, key: str = "", include_body: bool = True) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Send a file of the app with this key, or of the only app."""
        if not await may_visit(self):
            raise web.HTTPError(403)
        try:
            app = await self.runtime.find(key) if key else self.runtime.home
        except AppSourceError as error:
            raise web.HTTPError(404) from error
        if app is None or not _serves_files(app):
            raise web.HTTPError(404)
        self.root = str(_folder_of(app))
        await super().get(path, include_body)

    @allow_unauthenticated
    def head(self, path: str, key: str = "") -> Awaitable[None]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Send what `get` would, without the body."""
        return self.get(path, key, include_body=False)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Refuse what does not lie in the folder, whatever its path and its links say."""
        if "\0" in absolute_path:
            raise web.HTTPError(404)
        folder = Path(root).resolve()
        try:
            file = Path(absolute_path).resolve()
            there = file.is_relative_to(folder) and file.is_file() and not _is_hidden(file.relative_to(folder))
        except (OSError, RuntimeError) as error:  # longer than any name, or a link to itself
            raise web.HTTPError(404) from error
        if not there or _is_hidden(Path(self.path)):
            raise web.HTTPError(404)
        return str(file)

    def get_content_type(self) -> str:
        """Return the type of the file, where it is one that does nothing by itself."""
        kind = mimetypes.guess_type(self.absolute_path or "")[0] or ""
        return kind if kind.startswith(_AS_THEY_ARE) else "text/plain; charset=utf-8"

    def set_extra_headers(self, path: str) -> None:
        """Let browsers ask whether the file is still the same."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-cache")


def _is_hidden(path: Path) -> bool:
    """Tell whether a path is one that folders do not show, such as `.git/config`: by its name, or by that of a link."""
    return any(part.startswith(".") for part in path.parts)


def _folder_of(app: App) -> Path:
    return Path(app.source.path).parent / _FOLDER


def _serves_files(app: App) -> bool:
    app.settings.reload()
    return bool(app.settings.get("server.enableStaticServing"))


class HomeFiles(Matcher):
    """Matches the files of a server that has one app, where that serves any."""

    def __init__(self, runtime: Runtime, base_url: str) -> None:
        self._runtime = runtime
        self._base = base_url + _PREFIX

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return the arguments of the files' handler, or None."""
        home = self._runtime.home
        if home is None or not request.path.startswith(self._base) or not _serves_files(home):
            return None
        return {"path_kwargs": {"path": unquote_to_bytes(request.path[len(self._base) :])}}
