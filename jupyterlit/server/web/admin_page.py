"""The admin page, and what it asks the server: for administrators alone."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cached_property
from typing import Any

import msgspec
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import url_path_join
from tornado import web

from jupyterlit.server.web.admin_actions import Actions, Unknown
from jupyterlit.server.web.admin_state import Lookout
from jupyterlit.server.web.admins import admin_by_login, has_token, is_token, same, tokens_of
from jupyterlit.server.web.html_pages import POLICY, render
from jupyterlit.server.web.manifest import load_manifest
from jupyterlit.server.web.visitors import VisitorMixin
from jupyterlit.server.web.words import words_for

ACTION_ROUTE = r"/lit/admin/api/(?P<kind>apps|kernels|sessions)/(?P<name>.+)/(?P<deed>[a-z]+)"
SERVER_ROUTE = r"/lit/admin/api/(?P<kind>server)/(?P<deed>[a-z]+)"
_ENTRY = "admin"
_COOKIE = "jupyterlit-admin"
_OTHERS = re.compile(r"[^A-Za-z0-9]")
_DAYS = 0.5  # for which a browser that has shown the token is known
_READING = ("GET", "HEAD", "OPTIONS")
# The page's own elements bring their styles along, as those of apps do.
_POLICY = (
    POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace("font-src", "font-src data:")
    + "; connect-src 'self'"
)


class AdminHandler(VisitorMixin):
    """What only administrators may ask for."""

    @property
    def content_security_policy(self) -> str:
        """Let nothing in that is not ours, and nobody put the page into a frame."""
        return _POLICY.replace("frame-ancestors 'self'", "frame-ancestors 'none'")

    def check_xsrf_cookie(self) -> None:
        """Check in any case, whatever apps allow, unless a token is shown in a way that no other page can."""
        if self.request.method in _READING or not hasattr(self, "_jupyter_current_user"):  # it is asked again later
            return
        if not self._shows_token and not self.token_authenticated:
            web.RequestHandler.check_xsrf_cookie(self)

    async def who(self) -> str:
        """Return the name of the administrator who asks; empty for everybody else."""
        token = tokens_of(self).admin
        if self._shows_token:
            return "the admin token"
        shown = self.get_signed_cookie(self._admin_cookie, max_age_days=_DAYS) if token else None
        if shown is not None and same(shown.decode(), _digest(token)):
            return "the admin token"
        return await admin_by_login(self)

    async def only_admins(self) -> str:
        """Return who asks, if that is an administrator and no other site made their browser ask.

        Raises
        ------
        HTTPError
            It is not.
        """
        who = await self.who()
        if not who or not self.check_origin():
            raise web.HTTPError(403)
        return who

    def answer(self, value: object) -> None:
        """Send a value as JSON."""
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(msgspec.json.encode(value))  # pyright: ignore[reportUnknownMemberType]: tornado's

    @cached_property
    def _shows_token(self) -> bool:
        """Whether the request carries the token, looked at once: each wrong one counts."""
        return has_token(self, tokens_of(self).admin)

    @property
    def _admin_cookie(self) -> str:
        return f"{_COOKIE}-{_OTHERS.sub('-', self.request.host)}"

    def _remember(self, token: str) -> None:
        """Know this browser for some hours."""
        self.set_signed_cookie(
            self._admin_cookie,
            _digest(token),
            expires_days=None,
            path=url_path_join(self.base_url, "lit/admin"),
            httponly=True,
            samesite="Strict",
            secure=self.request.protocol == "https",
        )

    @property
    def _address(self) -> str:
        return url_path_join(self.base_url, "lit/admin")

    def _show(self, name: str, **values: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        page = render(name, words_for(self.request), base_url=self.base_url, **values)
        self.finish(page)  # pyright: ignore[reportUnknownMemberType]: tornado's


class AdminPageHandler(AdminHandler):
    """The page. Others are asked for the token where there is one, or to log in."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Show the page."""
        who = await self.who()
        if who:
            self._show_page(who)
        elif tokens_of(self).admin:
            self.set_status(403)
            self._show("admin_login.html", xsrf=self.xsrf_token.decode(), wrong=False)
        elif self.current_user or self.runtime.public:
            raise web.HTTPError(403)
        else:
            url = self.get_login_url()  # JupyterHub's is whole, and knows the way back
            self.redirect(url if "?" in url else f"{url}?next={self._address}")

    @allow_unauthenticated
    async def post(self) -> None:
        """Let in who knows the token."""
        token = tokens_of(self).admin
        if not token or not self.check_origin():
            raise web.HTTPError(403)
        if not is_token(self, self.get_body_argument("token", "").strip(), token):
            self.set_status(403)
            self._show("admin_login.html", xsrf=self.xsrf_token.decode(), wrong=True)
            return
        self._remember(token)
        self.redirect(self._address)

    def _show_page(self, who: str) -> None:
        manifest = load_manifest()
        if manifest is None or _ENTRY not in manifest.entries:
            raise web.HTTPError(500, "The front end is not built.")
        config = {
            "api": url_path_join(self._address, "api"),
            "base": self.base_url,
            "who": who,
            "xsrf": self.xsrf_token.decode(),
        }
        self._show(
            "admin.html",
            entry=manifest.entries[_ENTRY],
            needed=manifest.needed_by(manifest.entries[_ENTRY]),
            config=json.dumps(config).replace("<", "\\u003c"),
        )


class AdminStateHandler(AdminHandler):
    """How it stands with the server, as JSON."""

    def initialize(self, lookouts: dict[int, Lookout]) -> None:
        """Begin with what was measured before; called by tornado."""
        self._lookouts = lookouts

    @allow_unauthenticated
    async def get(self) -> None:
        """Answer with apps, kernels and sessions."""
        await self.only_admins()
        lookout = self._lookouts.get(id(self.runtime))
        if lookout is None:
            lookout = self._lookouts[id(self.runtime)] = Lookout(self.runtime)
        self.answer(await lookout.look())


class AdminActionHandler(AdminHandler):
    """What can be done to the server: each thing a request of its own."""

    @allow_unauthenticated
    async def post(self, kind: str, deed: str, name: str = "") -> None:
        """Do it, and say so."""
        who = await self.only_admins()
        try:
            await Actions(self.runtime, who).act(kind, name, deed)
        except Unknown:
            self.set_status(404)
            return self.answer({"done": False, "reason": "That is not there any more."})
        return self.answer({"done": True})


def _digest(token: str) -> str:
    return hashlib.blake2b(token.encode(), digest_size=32, person=b"jupyterlit-admin").hexdigest()
