"""The way to a provider and back, and out again."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import url_path_join
from tornado import web

from jupyterlit.errors import AppSourceError, MissingPackage, StreamlitAuthError
from jupyterlit.secrets.auth import CALLBACK, Auth
from jupyterlit.server.app import App
from jupyterlit.server.attachment import AGAIN, Visitor
from jupyterlit.server.identity.oidc import Metadata, OidcFailed, leave_address, plain
from jupyterlit.server.web.card import POLICY, Way, render_card
from jupyterlit.server.web.login_flow import Flow, app_of_flow, keep_flow, place_within, take_flow
from jupyterlit.server.web.logins import begin_login, end_login, login_of, logins_of
from jupyterlit.server.web.visitors import VisitorMixin, may_visit
from jupyterlit.server.web.words import words_for

LOGIN, LOGOUT = "lit/login", "lit/logout"
_LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")
_BACK = "Back to the app"
_AGAIN = "Log in"


class _Handler(VisitorMixin):
    """What login, its end and logout have in common: nothing of it may be kept, or told to other sites."""

    key = ""

    @property
    def content_security_policy(self) -> str:
        """Let the page show words and ways on, and nothing else."""
        return POLICY

    def set_default_headers(self) -> None:
        """Let nobody keep these pages, or learn their addresses, which hold codes."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")

    async def find(self, key: str) -> tuple[App, Auth]:
        """Return an app whose readers can log in, and how."""
        try:
            app = await self.runtime.find(key) if key else self.runtime.home
            auth = logins_of(self).auth_of(app) if app is not None else None
        except (AppSourceError, StreamlitAuthError) as error:
            self.log.error("Nobody can log in to the app %s. %s", key, error)
            app = auth = None
        if app is None or auth is None:
            raise web.HTTPError(404)
        self.app, self.key = app, key
        return app, auth

    @property
    def root(self) -> str:
        """The path of the app's address."""
        home = self.runtime.home
        if not self.key or (home is not None and home is self.app):
            return self.base_url
        return url_path_join(self.base_url, self.runtime.below, quote(self.key))

    def show(self, status: int, title: str, text: str, *ways: Way) -> None:
        """Say something in place of an app."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        card = render_card(words_for(self.request), self.base_url, title, text, ways)
        self.finish(card)  # pyright: ignore[reportUnknownMemberType]: tornado's

    def again(self, provider: str, place: str) -> Way:
        """Return the way to another try."""
        query = {"app": self.key, "provider": provider, "next": place}
        return Way(_AGAIN, f"{url_path_join(self.base_url, LOGIN)}?{urlencode(query)}")


class LoginHandler(_Handler):
    """Sends a browser to a provider. Open to whoever may visit the app."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Begin a login that this browser alone can end."""
        if not await may_visit(self):
            raise web.HTTPError(403)
        app, auth = await self.find(self.get_query_argument("app", ""))
        place = place_within(self.root, self.get_query_argument("next", ""))
        name = self.get_query_argument("provider", "")
        back = Way(_BACK, place)
        try:
            provider = auth.provider(name)
            if elsewhere := self._proper_host(auth):
                return self.redirect(elsewhere)
            flow = Flow.new(self.key, provider.name, place)
            keep_flow(self, auth, flow)
            client = logins_of(self).client(provider)
            address = await client.address(auth.redirect_uri, flow.state, flow.nonce, flow.verifier)
        except (StreamlitAuthError, MissingPackage) as error:
            self.log.error("Nobody can log in to %s. %s", app.source.name, error)
            return self.show(500, "This app is not set up for logging in", "Its log says what is missing.", back)
        except OidcFailed as failure:
            self.log.warning("Logging in to %s does not work: %s.", app.source.name, failure.detail)
            return self.show(502, "Logging in does not work just now", str(failure), self.again(name, place), back)
        return self.redirect(address)

    def _proper_host(self, auth: Auth) -> str:
        """Return this address under the name that the provider knows this machine by, where it was called by another.

        What the browser keeps under one of them it does not show under the other.
        """
        wanted, here = urlsplit(auth.redirect_uri), urlsplit(f"//{self.request.host}")
        local = wanted.hostname in _LOCAL and here.hostname in _LOCAL
        if not local or wanted.hostname == here.hostname or wanted.port != here.port:
            return ""
        return urlunsplit((wanted.scheme, wanted.netloc, self.request.path, self.request.query, ""))


class CallbackHandler(_Handler):
    """Takes a browser back from a provider. Open to everybody: only a login that the same browser has begun counts."""

    @allow_unauthenticated
    async def get(self) -> None:
        """End a login: know the browser from now on, and show the page that it has come from."""
        state = self.get_query_argument("state", "")
        key = app_of_flow(self, state)
        if key is None:
            return self._unknown()
        _, auth = await self.find(key)
        try:
            flow = take_flow(self, auth, key, state)
            provider = auth.provider(flow.provider) if flow else None
        except (StreamlitAuthError, MissingPackage):
            flow = provider = None
        if flow is None or provider is None:
            return self._unknown()
        again, back = self.again(flow.provider, flow.next), Way(_BACK, flow.next)
        client = logins_of(self).client(provider)
        try:
            self._check_issuer(self.get_query_argument("iss", ""), await client.metadata())
            if refusal := self.get_query_argument("error", ""):
                raise OidcFailed("The login service has not let you in.", f"it says {plain(refusal)}")
            code = self.get_query_argument("code", "")
            granted = await client.grant(code, auth.redirect_uri, flow.nonce, flow.verifier)
        except OidcFailed as failure:
            self.log.warning("A login has failed: %s.", failure.detail)
            return self.show(403, "You are not logged in", str(failure), again, back)
        begin_login(self, auth, provider, granted)
        return self.redirect(flow.next)

    def _check_issuer(self, said: str, metadata: Metadata) -> None:
        """Raise `OidcFailed` if another provider answers than the one that was asked."""
        if (said or metadata.authorization_response_iss_parameter_supported) and said != metadata.issuer:
            raise OidcFailed("The answer is not from the login service that was asked.", "another issuer has answered")

    def _unknown(self) -> None:
        text = "This login was begun in another browser or at another address, or took too long. Please begin again."
        self.show(400, "You are not logged in", text, Way(_BACK, self.base_url))


class LogoutHandler(_Handler):
    """Ends a login. Open to the browser that has it, from a page of this server."""

    def check_xsrf_cookie(self) -> None:
        """Let in pages of this server only: browsers say whose page it is that sends something."""
        if not self.check_origin():
            raise web.HTTPError(403)

    def skip_check_origin(self) -> bool:
        """Check the origin in any case: a token in the URL does not make a foreign page ours."""
        return False

    @allow_unauthenticated
    async def post(self) -> None:
        """Know the browser no more; answer where it is to go, which is the provider's if that wants to know."""
        if not self.request.headers.get("Origin"):
            raise web.HTTPError(403)
        _, auth = await self.find(self.get_query_argument("app", ""))
        assert self.app is not None
        found = login_of(self, self.app)
        who = self.visitor()
        end_login(self, auth)
        self._part_with(self.app, who)
        address = ""
        if found is not None:
            try:
                provider = auth.provider(found.provider)
                metadata = await logins_of(self).client(provider).metadata()
                address = leave_address(metadata, provider.client_id, self._home(auth), found.reminder)
            except (OidcFailed, StreamlitAuthError) as failure:
                self.log.warning("A reader is logged out here, and not at the provider: %s.", failure)
        self.set_header("Content-Type", "application/json")
        self.finish({"to": address})  # pyright: ignore[reportUnknownMemberType]: tornado's

    def _part_with(self, app: App, visitor: Visitor) -> None:
        """End all that the browser has open of the app: its reader is to be nobody in other tabs, too."""
        for attachment in list(self.runtime.attached.values()):
            if attachment.app is app and visitor.owns(attachment.record):
                attachment.connection.end(AGAIN, "You have logged out.")

    def _home(self, auth: Auth) -> str:
        """Return the app's address, as the provider knows this server."""
        parts = urlsplit(auth.redirect_uri)
        before = parts.path.removesuffix(f"/{CALLBACK}").removesuffix("/lit")
        beneath = self.root.removeprefix(self.base_url)
        return urlunsplit((parts.scheme, parts.netloc, f"{before}/{beneath}", "", ""))
