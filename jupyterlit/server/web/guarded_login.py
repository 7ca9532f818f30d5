"""Jupyter's page for passwords and tokens, where they cannot be tried out."""

from __future__ import annotations

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from tornado import web

from jupyterlit.server.web.html_pages import POLICY
from jupyterlit.server.web.visitors import VisitorMixin


class GuardedLogin(VisitorMixin, LoginFormHandler):  # pyright: ignore[reportIncompatibleMethodOverride]: `prepare`
    """The page: after too many wrong ones from a network the next is not looked at, which would take its time."""

    @property
    def content_security_policy(self) -> str:
        """Let the page load what is ours."""
        return POLICY

    def set_default_headers(self) -> None:
        """Let nobody keep the page."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    @allow_unauthenticated
    def post(self) -> None:
        """Log somebody in, or say that what they have typed is wrong."""
        guesses, ip = self.runtime.limits.guesses, self.request.remote_ip or ""
        if not guesses.may_try(ip):
            raise web.HTTPError(429)
        super().post()
        if self.get_status() == 401:
            self.log.warning("A wrong password or token was given from %s.", ip)
            guesses.note(ip)
