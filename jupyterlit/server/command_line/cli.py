"""`jupyter lit serve`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NoReturn, cast
from urllib.parse import urlencode

from tornado.netutil import bind_sockets
from traitlets import Bool, Int, TraitError, Unicode
from traitlets.config import Config

from jupyterlit.config.sources import Settings
from jupyterlit.errors import AppSourceError, StreamlitAPIException
from jupyterlit.server.command_line.command import AppCommand, Command
from jupyterlit.server.command_line.deployment import Deployment, look_over
from jupyterlit.server.command_line.finding import report
from jupyterlit.server.command_line.logs import log_as_json
from jupyterlit.server.command_line.served import Served, serve_what
from jupyterlit.server.command_line.show_config import ConfigCommand
from jupyterlit.server.identity.hub import EXTENSION as HUB
from jupyterlit.server.identity.hub import HubPlace, started_by_hub
from jupyterlit.server.limits import GuardedServer
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.settings import environment_of, jupyter_options, obey, settings_of
from jupyterlit.server.storage.session_store import SessionStore
from jupyterlit.server.storage.stores import open_store, shared_secret
from jupyterlit.server.web.admins import Tokens
from jupyterlit.server.web.guarded_login import GuardedLogin
from jupyterlit.server.web.html_pages import TEMPLATES
from jupyterlit.server.web.visitors import RUNTIME
from jupyterlit.server.web.words import of_templates

_PORT = 8501  # where Streamlit's authors look
_PORTS = 50  # how many to try when none was asked for
_EXTENSION = "jupyterlit.server.extension"


class Serve(AppCommand):
    """Serves notebooks and scripts as pages."""

    name = "jupyter-lit-serve"
    description = "Serve notebooks (.ipynb) and scripts (.py) as pages: jupyter lit serve FILE ..."
    examples = """
        jupyter lit serve notebook.ipynb
        jupyter lit serve app.py --port 8000 --no-browser
        jupyter lit serve sales.ipynb stock.py reports/
        jupyter lit serve app.py --ip 0.0.0.0 --public --kernels auto --kernel-memory 2GB
        jupyter lit serve app.py --isolate --warm 2 --max-sessions 20
        jupyter lit serve app.py --session-store redis://localhost:6379/0
        jupyter lit serve app.py --theme.base dark --server.runOnSave true

    Streamlit's options can be given as Streamlit takes them; `jupyter lit config show` lists them.
    """
    config_file_name = Unicode("jupyter_lit_config")
    classes = [JupyterLit]
    aliases = {
        "port": "Serve.port",
        "ip": "Serve.ip",
        "kernels": "JupyterLit.kernels",
        "kernel-name": "JupyterLit.kernel_name",
        "gateway-url": "JupyterLit.gateway_url",
        "kernel-memory": "JupyterLit.kernel_memory",
        "warm": "JupyterLit.warm",
        "max-sessions": "JupyterLit.max_sessions",
        "max-sessions-per-kernel": "JupyterLit.max_sessions_per_kernel",
        "session-timeout": "JupyterLit.session_timeout",
        "idle-timeout": "JupyterLit.idle_timeout",
        "drain-timeout": "JupyterLit.drain_timeout",
        "session-store": "JupyterLit.session_store",
        "session-ttl": "JupyterLit.session_ttl",
        "toolbar": "JupyterLit.toolbar",
        "proxy-user-header": "JupyterLit.proxy_user_header",
        "proxy-email-header": "JupyterLit.proxy_email_header",
        "proxy-groups-header": "JupyterLit.proxy_groups_header",
        "trusted-proxies": "JupyterLit.trusted_proxies",
        "admins": "JupyterLit.admins",
        "gallery-title": "JupyterLit.gallery_title",
        "base-url": "Serve.base_url",
        "config": "JupyterApp.config_file",
        "log-level": "Application.log_level",
    }
    flags = {
        "no-browser": ({"Serve": {"browser": False}}, "Do not open a browser."),
        "public": ({"Serve": {"public": True}}, "Let everybody in who can reach the address, without login."),
        "check": (
            {"Serve": {"check": True}},
            "Serve nothing: say what is wrong with the app and how it would be served.",
        ),
        "log-json": ({"Serve": {"log_json": True}}, "Write the log as JSON, one object per line."),
        "keep-warm": (
            {"JupyterLit": {"keep_warm": True}},
            "Of several apps: start the kernels of all with the server, and keep them.",
        ),
        "isolate": ({"JupyterLit": {"isolate": True}}, "Give each session a kernel of its own."),
        "debug": ({"Application": {"log_level": 10}}, "Log everything."),
    }

    port = Int(
        None,
        allow_none=True,
        min=0,
        max=65535,
        help=f"Port to listen at; by default the first free one from {_PORT} on.",
    ).tag(config=True)
    ip = Unicode("localhost", help="Address to listen at; 0.0.0.0 for all of this machine.").tag(config=True)
    base_url = Unicode("/", help="Path below which everything lies, as a proxy in front has it.").tag(config=True)
    browser = Bool(True, help="Open the app in a browser.").tag(config=True)
    public = Bool(False, help="Let everybody in who can reach the address, without login.").tag(config=True)

    check = Bool(
        False,
        help="Serve nothing: say what is wrong with the app and how it would be served; the status is 1 where it could "
        "not be used.",
    ).tag(config=True)
    log_json = Bool(False, help="Write the log as JSON, one object per line, with sessions' handles.").tag(config=True)

    _stopped = False
    _hub: HubPlace | None = None
    _server: Any = None  # a ServerApp, whose traits have no types

    def load_config_file(self, suppress_errors: bool = True) -> None:
        """Read what Jupyter's files say of `jupyter lit`; what is logged of that is JSON already, if that is wanted."""
        self._set_up_logs(self.log)
        super().load_config_file(suppress_errors)

    def start(self) -> None:
        """Serve until stopped; end with one sentence and a status other than 0 where that cannot be."""
        super().start()
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGTERM, self._stop)
        try:
            tokens = Tokens.take(os.environ)  # before there are kernels, which do without
            options = JupyterLit(parent=self)
            served = serve_what([Path(each) for each in self.extra_args], options)
            settings = settings_of(served.folder, self.streamlit_flags, Path.cwd())
            self._hub = started_by_hub()
            self._obey(settings)
            self._set_up_logs(self.log)
            jupyter = jupyter_options(settings)
            obey(options, settings, self._chosen("JupyterLit"))
            if self.check:
                self._check(served, options, settings, jupyter, tokens)
            sockets = self._listen()
            store = open_store(options, served.path, self.log, default="sqlite")
        except (StreamlitAPIException, TraitError) as error:
            self.fail(str(error))
        os.environ.update(environment_of(self.streamlit_flags, Path.cwd(), options.toolbar))  # the kernels inherit it
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        runtime = self._runtime(served, options, store)
        try:
            # The kernels start while this process loads Jupyter Server.
            loop.run_until_complete(served.launch(runtime, settings))
            self._load(runtime, tokens, sockets[0].getsockname()[1], jupyter)
            if not self._stopped:
                self._serve(served, sockets, settings)
        except AppSourceError as error:
            self.fail(str(error))
        finally:
            loop.run_until_complete(runtime.stop())

    def _runtime(self, served: Served, options: JupyterLit, store: SessionStore) -> Runtime:
        async def locate(key: str) -> Path | None:
            return served.gallery.locate(key) if served.gallery is not None else None

        return Runtime(
            options,
            store,
            self.log,
            public=self.public,
            locate=locate,
            gallery=served.gallery,
            settings=lambda folder: settings_of(folder, self.streamlit_flags, Path.cwd()),
        )

    def _check(
        self, served: Served, options: JupyterLit, settings: Settings, jupyter: Mapping[str, Any], tokens: Tokens
    ) -> NoReturn:
        """Say what is wrong, and end."""
        deployment = Deployment(
            served=served,
            options=options,
            settings=settings,
            settings_of=lambda folder: settings_of(folder, self.streamlit_flags, Path.cwd()),
            tokens=tokens,
            ip=self.ip,
            port=self.port,
            likely_port=_PORT if self.port is None else self.port,
            base_url=self.base_url,
            public=self.public,
            named=self._hub is not None or bool(options.proxy_user_header),
            chosen=cast("Mapping[str, Any]", self.config),
            classes=(Serve, JupyterLit),
            jupyter=jupyter,
        )
        findings = asyncio.run(look_over(deployment, self.log))
        for line in report(findings, as_json=self.log_json):
            print(line)  # noqa: T201
        self.exit(int(any(finding.level == "error" for finding in findings)))
        raise SystemExit(1)

    def _listen(self) -> list[socket.socket]:
        """Listen before anything slow is done: who comes early waits instead of being sent away."""
        last = _PORT + _PORTS - 1
        ports = range(_PORT, last + 1) if self.port is None else [self.port]
        reason = ""
        for port in ports:
            try:
                return bind_sockets(port, self.ip)
            except OSError as error:
                reason = error.strerror or str(error)
        where = f"any port from {_PORT} to {last}" if self.port is None else f"port {self.port}"
        raise AppSourceError(f"Cannot listen at {self.ip}, {where}: {reason}. Choose another --port or --ip.")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Stop the server, now or as soon as it is there; to ask again does not hurry it."""
        if self._stopped:
            self.log.warning("The server is stopping: it keeps its sessions first.")
            return
        self._stopped = True
        if self._server is not None:
            self._server.stop(from_signal=True)

    def _chosen(self, name: str) -> Mapping[str, object]:
        """Return what files and flags of Jupyter's say of one of our classes."""
        config: Any = self.config  # It has no types.
        return config.get(name, {})

    def _obey(self, settings: Settings) -> None:
        """Do as Streamlit's options say where ours have not been given."""
        chosen = self._chosen("Serve")
        names = {"port": "server.port", "ip": "server.address", "base_url": "server.baseUrlPath"}
        for trait, name in names.items():
            if settings.source(name) and trait not in chosen:
                self.set_trait(trait, settings.get(name))
        if self._hub is not None:
            self._obey_hub(self._hub, chosen)
        self.base_url = f"/{self.base_url.strip('/')}/".replace("//", "/")
        if settings.source("server.headless") and "browser" not in chosen:
            self.browser = not settings.get("server.headless")
        if settings.source("logger.level") and "log_level" not in self._chosen("Application"):
            self.log_level = settings.get("logger.level").upper()
        if settings.source("logger.messageFormat"):
            self.log_format = settings.get("logger.messageFormat")

    def _obey_hub(self, hub: HubPlace, chosen: Mapping[str, object]) -> None:
        """Be where JupyterHub looks for this server."""
        for trait in ("ip", "port", "base_url"):
            if trait not in chosen:
                self.set_trait(trait, getattr(hub, trait))
        self.browser = False

    def _set_up_logs(self, log: logging.Logger) -> None:
        if self.log_json:
            log_as_json([log, logging.getLogger("tornado.application"), logging.getLogger("tornado.general")])

    def _load(self, runtime: Runtime, tokens: Tokens, port: int, jupyter: Mapping[str, Any]) -> None:
        """Load Jupyter Server and our extension in it."""
        with _without("rfc3987_syntax"):
            from jupyter_server.serverapp import ServerApp
        self.clear_instance()
        config = Config({"ContentsManager": {"files_handler_class": None}})  # a visitor sees the app and no file
        extensions = {_EXTENSION: True}
        if self._hub is None:
            config.IdentityProvider.login_handler_class = GuardedLogin
        else:
            extensions = {HUB: True, **extensions}
            config.merge(self._hub.config())
        config.merge(self.config)
        server: Any = ServerApp.instance(
            config=config,
            jpserver_extensions=extensions,
            reraise_server_extension_failures=True,
            log_level="WARN",
            ip=self.ip,
            port=port,
            base_url=self.base_url,
            open_browser=False,
            extra_template_paths=[str(TEMPLATES)],
            jinja_template_vars=of_templates(),
            **{**self._cookie_secret(runtime.options), **jupyter},
        )
        server.default_services = ["auth"]
        server.initialize(argv=[], find_extensions=False, new_httpserver=False)
        self._set_up_logs(server.log)
        identity = server.identity_provider
        if identity.token and identity.token_generated and (token := shared_secret(runtime.options, "token")):
            identity.token = token.hex()
        server.extension_manager.extension_points["jupyterlit"].app.mount(runtime, tokens)
        signal.signal(signal.SIGINT, self._stop)  # again: Jupyter Server has put in handlers of its own
        signal.signal(signal.SIGTERM, self._stop)
        self._server = server

    def _cookie_secret(self, options: JupyterLit) -> dict[str, Any]:
        """Let each of several servers believe the cookies of the others."""
        secret = shared_secret(options, "cookies")
        return {} if secret is None or "cookie_secret" in self._chosen("ServerApp") else {"cookie_secret": secret}

    def _serve(self, served: Served, sockets: list[socket.socket], settings: Settings) -> None:
        """Serve until stopped."""
        server = self._server
        runtime: Runtime = server.web_app.settings[RUNTIME]
        http = GuardedServer(
            server.web_app,
            runtime.options,
            runtime.counts,
            ssl_options=server.ssl_options,
            xheaders=server.trust_xheaders,
        )
        http.add_sockets(sockets)
        url = self._url(settings)
        if not settings.get("logger.hideWelcomeMessage"):
            print(f"{served.title} served at {url}", flush=True)  # noqa: T201
        if self.browser:
            _open_browser(url)
        server.start_ioloop()
        http.stop()

    def _url(self, settings: Settings) -> str:
        server = self._server
        address = settings.get("browser.serverAddress") if settings.source("browser.serverAddress") else self.ip
        port = settings.get("browser.serverPort") or server.port
        host = {"": "127.0.0.1", "localhost": "127.0.0.1", "0.0.0.0": socket.gethostname()}.get(address, address)
        scheme = "https" if server.ssl_options else "http"
        # The Hub's users log in there; the token is the server's own, for the Hub.
        token = server.identity_provider.token if self._hub is None and not self.public else ""
        query = f"?{urlencode({'token': token})}" if token else ""
        host = f"[{host}]" if ":" in host else host
        return f"{scheme}://{host}:{port}{server.base_url}{query}"


class Lit(Command):
    """`jupyter lit`: what there is to do with apps."""

    name = "jupyter-lit"
    description = "Streamlit apps from notebooks and scripts."
    aliases = {}
    flags = {}
    subcommands = {
        "serve": (Serve, "Serve a notebook or script as a page."),
        "config": (ConfigCommand, "Show the options of apps: jupyter lit config show."),
    }

    def start(self) -> None:
        """Hand over to the subcommand; without one say what there is."""
        super().start()
        print("Say what to do: jupyter lit serve FILE. See jupyter lit --help.", file=sys.stderr)  # noqa: T201
        self.exit(2)


def main() -> None:
    """Run `jupyter lit`."""
    Lit.launch_instance()


@contextlib.contextmanager
def _without(module: str) -> Generator[None]:
    """Let an optional package seem absent.

    jsonschema takes rfc3987_syntax where it is there, for one format that nothing here uses;
    it compiles a grammar when it is imported, three times as long as the rest of the server.
    """
    if module in sys.modules:
        yield
        return
    modules: dict[str, ModuleType | None] = cast(Any, sys.modules)
    modules[module] = None
    try:
        yield
    finally:
        del modules[module]


def _open_browser(url: str) -> None:
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
