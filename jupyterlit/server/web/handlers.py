"""Page and static files: thin, each with its authorisation."""

from __future__ import annotations

import html
import json
import re
import secrets
from collections.abc import Awaitable
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

import msgspec
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.httputil import HTTPServerRequest, url_concat
from tornado.routing import Matcher

from jupyterlit.config.theme import PLAIN, resolve
from jupyterlit.errors import AppSourceError
from jupyterlit.server.app import App
from jupyterlit.server.app_source import Page
from jupyterlit.server.document import WORTH, Piece, accepts, gzip, join
from jupyterlit.server.first_page import FirstPage
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.default_headers import allow_features
from jupyterlit.server.web.manifest import STATIC, load_manifest, load_script
from jupyterlit.server.web.refusal import refuse_page
from jupyterlit.server.web.visitors import VisitorMixin, may_visit
from jupyterlit.server.web.words import words_for

_ENTRY = "standalone"
_HASHED = re.compile(r"-[A-Z0-9]{8}\.\w+$")
_YEAR = 365 * 24 * 3600
_FIRST_BEGIN, _SCRIPT_END = b'<script id="jupyterlit-first" type="application/json">', b"</script>\n"
_BODY = b'</head>\n<body>\n<div id="root"></div>\n'
_POLICY = {
    "default-src": "'none'",
    # React writes style attributes, and authors' st.html and themes write style elements.
    "style-src": "'self' 'unsafe-inline' https:",
    "img-src": "'self' data: blob: http: https:",
    "media-src": "'self' data: blob: http: https:",
    "font-src": "'self' data: https:",
    "connect-src": "'self' https:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' data: blob: http: https:",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}

_BY_PROXY = "Come by the address of the proxy in front of this server: it says who you are, and nobody has."


class PageHandler(VisitorMixin):
    """The page of an app. Open to whoever may visit; others are asked to log in."""

    @property
    def content_security_policy(self) -> str:
        """What the page may load; what an administrator's own policy says of something has precedence."""
        given = _directives(self.settings.get("headers", {}).get("Content-Security-Policy", ""))
        # WebAssembly lays out graphs; it reaches nothing that the page does not hand to it. Texts never run as code.
        policy = {**_POLICY, "script-src": f"'self' 'wasm-unsafe-eval' 'nonce-{self._nonce}'"}
        return "; ".join(f"{name} {value}".rstrip() for name, value in (policy | given).items())

    @cached_property
    def _nonce(self) -> str:
        """What a script must name to run: the page gives it to scripts that its author wants to run in it."""
        return secrets.token_urlsafe(16)

    @allow_unauthenticated
    async def get(self, key: str = "", page: str | None = None) -> None:
        """Show a page of the app with this key, or of the only app."""
        if not await may_visit(self):
            return self._ask_to_log_in()
        if "token" in self.request.query_arguments:
            # The token has served its purpose; in the page's address the app could read it.
            return self.redirect(self._url_without_token())
        app = self.app = await self._find(key, page or "")
        app.settings.reload()
        self.recognise()
        allow_features(self)
        known = self.identity
        shown = app.source.page_for(page or "", known.roles if known else ())
        if shown is None:
            return refuse_page(self, app, key, self._root(key))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "private, no-cache")
        self.set_header("Vary", "Accept-Encoding, Accept-Language, Cookie")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        first = None if self.request.query else self.runtime.first_pages.get(app, page or "")
        body = self._render(app, shown, key, first)
        if len(join(body)) >= WORTH and accepts(self.request.headers.get("Accept-Encoding", ""), "gzip"):
            self.set_header("Content-Encoding", "gzip")
            self.finish(gzip(body))  # pyright: ignore[reportUnknownMemberType]: tornado's
        else:
            self.finish(join(body))  # pyright: ignore[reportUnknownMemberType]: tornado's
        return None

    def compute_etag(self) -> None:
        """Leave out what no browser could use: each answer has a nonce of its own."""

    @allow_unauthenticated
    async def head(self, key: str = "", page: str | None = None) -> None:
        """Say what `get` would, without the page: browsers ask so whether their login still holds."""
        await self.get(key, page)

    async def _find(self, key: str, page: str) -> App:
        try:
            app = await self.runtime.find(key) if key else self.runtime.home
        except AppSourceError as error:
            raise web.HTTPError(404, str(error)) from error
        if app is not None:
            app.look()
        if app is None or app.source.find_page(page) is None:
            raise web.HTTPError(404)
        return app

    def _root(self, key: str) -> str:
        """Return where the app begins."""
        return url_path_join(self.base_url, self.runtime.below, quote(key), "/") if key else self.base_url

    def _ask_to_log_in(self) -> None:
        if self.known is None and self.runtime.options.proxy_user_header:
            raise web.HTTPError(403, _BY_PROXY)
        if self.current_user:
            raise web.HTTPError(403)
        self.redirect(url_concat(self.get_login_url(), {"next": self.request.uri or self.base_url}))

    def _url_without_token(self) -> str:
        arguments = [
            (name, value)
            for name, values in self.request.query_arguments.items()
            for value in values
            if name != "token"
        ]
        return self.request.path + (f"?{urlencode(arguments)}" if arguments else "")

    def _render(self, app: App, page: Page, key: str, first: FirstPage | None) -> list[Piece]:
        manifest = load_manifest(STATIC)
        if manifest is None or _ENTRY not in manifest.entries:
            raise web.HTTPError(500, "The front end is not built. Run `npm run build` in js/, or pip install again.")
        static = url_path_join(self.base_url, "lit/static/")
        entry = manifest.entries[_ENTRY]
        words = words_for(self.request)
        config: dict[str, Any] = {
            "app": app.source.name,
            "page": page.name,
            "root": self._root(key),
            "ws": url_path_join(self.base_url, "lit/ws", quote(app.key)),
            "static": static,
            "frame": url_path_join(self.base_url, "lit/frame"),
            "login": f"{url_path_join(self.base_url, 'lit/login')}?{urlencode({'app': key})}",
            "logout": f"{url_path_join(self.base_url, 'lit/logout')}?{urlencode({'app': key})}",
            "title": page.title,
            "toolbar": self.toolbar,
        }
        if first and first.buffers:
            config["holds"] = first.buffers
        # The kernel will say it too; the page need not look otherwise until then.
        if (appearance := resolve(app.settings)) != PLAIN:
            config["appearance"] = msgspec.to_builtins(appearance)
        # What is preloaded without the nonce has none to give to what it imports: authors' modules come from anywhere.
        ahead = dict.fromkeys((*manifest.needed_by(entry), *manifest.drawn_by(first.kinds if first else ())), "")
        if words.tag in manifest.languages:
            ahead[manifest.languages[words.tag]] = ""
        if manifest.font:
            ahead[manifest.font] = ' fetchpriority="low"'
        links = "\n".join(
            f'<link rel="modulepreload" href="{static}{file}" nonce="{self._nonce}"{more}>'
            for file, more in ahead.items()
        )
        head = f"""<!DOCTYPE html>
<html lang="{words.tag}" dir="{words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{html.escape(page.title)}</title>
<link rel="icon" href="data:,">
{links}
<script type="module" src="{static}{entry}" nonce="{self._nonce}"></script>
<script id="jupyterlit-config" type="application/json">{_json_in_html(config)}</script>
"""
        early = load_script("early.js", STATIC)
        script = (f'<script nonce="{self._nonce}">'.encode(), early, _SCRIPT_END) if early else ()
        needs = html.escape(words("This app needs JavaScript."))
        tail = f"<noscript>{needs}</noscript>\n</body>\n</html>\n"
        drawn = (_FIRST_BEGIN, first.data, _SCRIPT_END) if first else ()
        return [head.encode(), *script, _BODY, *drawn, tail.encode()]


def _directives(policy: str) -> dict[str, str]:
    """Return what a Content-Security-Policy says, by what it says it of."""
    parts = (part.split(maxsplit=1) for part in policy.split(";") if part.strip())
    return {name.lower(): " ".join(value) for name, *value in parts}


def _json_in_html(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")


# Addresses of Jupyter Server, which an app's script may not take for a page.
_TAKEN = (
    "api", "favicon.ico", "lit", "login", "logout", "metrics", "oauth_callback", "oauth2callback", "static",
)  # fmt: skip


class HomePage(Matcher):
    """Matches the pages of a server that has one app: `/`, `/<page>` and those below, and nothing else."""

    def __init__(self, runtime: Runtime, base_url: str) -> None:
        self._runtime = runtime
        self._base_url = base_url

    def match(self, request: HTTPServerRequest) -> dict[str, object] | None:
        """Return the arguments of the page's handler, or None."""
        home = self._runtime.home
        if home is None or not request.path.startswith(self._base_url):
            return None
        page = unquote(request.path[len(self._base_url) :])
        if page.partition("/")[0] in _TAKEN:
            return None
        home.look()
        if home.source.find_page(page) is None:
            return None
        return {"path_kwargs": {"page": page.encode()}}


class StaticHandler(web.StaticFileHandler):
    """The front end. Open to everybody: it is the same for all and holds nothing of any app."""

    @allow_unauthenticated
    async def get(self, path: str, include_body: bool = True) -> None:
        """Send a file, compressed as the build has left it where the browser takes that."""
        accepted = {word.split(";")[0].strip() for word in self.request.headers.get("Accept-Encoding", "").split(",")}
        for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
            if encoding in accepted and (STATIC / (path + suffix)).is_file():
                self.set_header("Content-Encoding", encoding)
                path += suffix
                break
        await super().get(path, include_body)

    @allow_unauthenticated
    def head(self, path: str) -> Awaitable[None]:
        """Send what `get` would, without the body."""
        return self.get(path, include_body=False)

    def set_extra_headers(self, path: str) -> None:
        """Let browsers keep what never changes."""
        self.clear_header("Server")
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("X-Content-Type-Options", "nosniff")
        keep = f"public, max-age={_YEAR}, immutable" if _HASHED.search(self._plain_path) else "no-cache"
        self.set_header("Cache-Control", keep)

    def get_content_type(self) -> str:
        """Return the type of the file that was asked for, whatever its compression."""
        kinds = {
            ".css": "text/css",
            ".js": "text/javascript",
            ".json": "application/json",
            ".txt": "text/plain",
            ".woff2": "font/woff2",
        }
        return kinds.get(Path(self._plain_path).suffix, "application/octet-stream")

    @property
    def _plain_path(self) -> str:
        return self.path.removesuffix(".br").removesuffix(".gz")
