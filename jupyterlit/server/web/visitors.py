"""Who is asking: visitors, their cookie, and whether they may."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.httputil import HTTPHeaders

from jupyterlit.server.app import App
from jupyterlit.server.attachment import Visitor
from jupyterlit.server.identity.hub import hub_keeps
from jupyterlit.server.identity.identity import Identity
from jupyterlit.server.identity.known import identity_of
from jupyterlit.server.identity.proxy_headers import heed, proxy_identity, unbelieved
from jupyterlit.server.runtime import RUNTIME, Runtime
from jupyterlit.server.web.logins import login_identity, renew_login

_COOKIE = "jupyterlit-visitor"
_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]", "::1")
_LOOPBACK = ("127.0.0.1", "::1", "::ffff:127.0.0.1")
_OF_PROXIES = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")
_OTHERS = re.compile(r"[^A-Za-z0-9]")
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "x-xsrftoken"})
_SECRET_COOKIES = re.compile(r"(__host-|__secure-)?(_xsrf|jupyter|username-|service-)", re.IGNORECASE)


class VisitorMixin(JupyterHandler):
    """Knows who is asking: each browser has a signed cookie that scripts cannot read."""

    @property
    def runtime(self) -> Runtime:
        """The runtime of this server."""
        return cast(Runtime, self.settings[RUNTIME])

    @property
    def _cookie_name(self) -> str:
        # Cookies do not tell ports apart: two servers on one machine must not share one.
        return f"{_COOKIE}-{_OTHERS.sub('-', self.request.host)}"

    def recognise(self) -> None:
        """Give a browser its cookie unless it has one; once half of its time is over, more time."""
        days = self.runtime.options.cookie_days
        known = self.get_signed_cookie(self._cookie_name, max_age_days=days)
        if known is None or self.get_signed_cookie(self._cookie_name, max_age_days=days / 2) is None:
            self.set_signed_cookie(
                self._cookie_name,
                known or secrets.token_urlsafe(32),
                expires_days=days,
                path=self.base_url,
                httponly=True,
                samesite="Lax",
                secure=self.request.protocol == "https",
            )
        if self.app is not None:
            renew_login(self, self.app)

    app: App | None = None  # the one that is asked for, once it is known
    came_as: tuple[str, frozenset[str]] | None = None  # user and roles of whoever `visitor` has said is asking

    @property
    def toolbar(self) -> str:
        """Whom the menu of the page is for: "developer", "viewer" or "minimal"."""
        chosen: str = self.runtime.options.toolbar
        if chosen == "auto" and self.app is not None:
            chosen = self.app.settings.get("client.toolbarMode")
        if chosen != "auto":
            return chosen
        return "developer" if self._is_here else "viewer"

    @property
    def _is_here(self) -> bool:
        """Whether the browser runs on this machine: what it calls the server is its own choice, where it is is not."""
        request = self.request
        proxied = any(name in request.headers for name in _OF_PROXIES)
        return request.host_name in _THIS_MACHINE and request.remote_ip in _LOOPBACK and not proxied

    async def prepare(self) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]: Jupyter's has an argument of its own
        """Find out who is asking, and from where, before anything else."""
        if not self.check_host():
            raise web.HTTPError(403)
        heed(self.runtime.options, self.request)
        await ensure_async(super().prepare())
        if not self._finished:
            _ = self.known  # a proxy may name somebody who cannot be

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Show what has gone wrong, though it may be before anybody knows who asks."""
        if not hasattr(self, "_jupyter_current_user"):
            self.current_user = None
        super().write_error(status_code, **kwargs)

    def check_host(self) -> bool:
        """Check the address that a request has come to, not what the proxy in front has had in its place."""
        if self._host_checked is None:
            self._host_checked = super().check_host()
        return self._host_checked

    _host_checked: bool | None = None

    def check_xsrf_cookie(self) -> None:
        """Check what changes something, as Jupyter does.

        JupyterHub does so for what is only read, too, unless a tag of the page asks for it: but modules, fonts and
        subtitles of an app come without the header that this takes. Pages of others cannot read them in any case.
        """
        if self.request.method not in ("GET", "HEAD"):
            super().check_xsrf_cookie()

    @property
    def identity(self) -> Identity | None:
        """Who is asking, None for somebody unknown: who has logged in to the app, or whom others know."""
        known = login_identity(self) or self.known
        return None if known is None else known.with_admin(self.runtime.options.admins)

    @cached_property
    def known(self) -> Identity | None:
        """Whom a proxy, the Hub or Jupyter knows; a socket keeps whom it began with."""
        return identity_of(self, self.runtime.options)

    def visitor(self) -> Visitor:
        """Return who is asking; a browser that takes no cookies has an empty id."""
        id = self.get_signed_cookie(self._cookie_name, max_age_days=self.runtime.options.cookie_days)
        known = self.identity
        self.came_as = _who(known)
        own = self.identity_provider.get_cookie_name(self)
        cookies = cast(Mapping[str, Any], self.cookies)  # pyright: ignore[reportUnknownMemberType]: the library's
        return Visitor(
            id=id.decode() if id else "",
            user=known.user if known else None,
            ip=self.request.remote_ip or "",
            headers=_told(self.request.headers, unbelieved(self.runtime.options, self.request)),
            cookies={k: v.value for k, v in cookies.items() if k != own and not _SECRET_COOKIES.match(k)},
            developer=self.toolbar == "developer",
            identity=known.claims if known else {},
            roles=tuple(sorted(known.roles)) if known else (),
            tokens=known.tokens if known else {},
        )


def _who(known: Identity | None) -> tuple[str, frozenset[str]] | None:
    return None if known is None else (known.user, known.roles)


def _told(headers: HTTPHeaders, unbelieved: frozenset[str]) -> dict[str, list[str]]:
    """Return the headers that an app may know."""
    hidden = _SECRET_HEADERS | unbelieved
    told = {name: headers.get_list(name) for name in headers if name.lower() not in hidden}
    if referrers := told.get("Referer"):  # its query may hold Jupyter's token
        told["Referer"] = [url.partition("?")[0] for url in referrers]
    return told


async def may_visit(handler: VisitorMixin) -> bool:
    """Tell whether the visitor may use an app: anybody where apps are public, else as Jupyter or the proxy decides."""
    if handler.runtime.public or proxy_identity(handler.runtime.options, handler.request) is not None:
        return True
    if not handler.current_user or handler.known is None:
        return False
    allowed = handler.authorizer.is_authorized(handler, handler.current_user, "execute", "jupyterlit")
    return await ensure_async(allowed)


async def may_stay(handler: VisitorMixin) -> bool:
    """Tell whether whoever has opened a socket could do so again, and would be who they were.

    A login may have run out; what it gives a role for, or where it is from, may have been changed since.
    """
    if _who(handler.identity) != handler.came_as:
        return False
    return await hub_keeps(handler, handler.current_user)
