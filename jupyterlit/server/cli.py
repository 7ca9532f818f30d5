"""`jupyter lit serve`."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.metadata
import signal
import socket
import sys
from collections.abc import Generator
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NoReturn, cast
from urllib.parse import urlencode

from jupyter_core.application import JupyterApp
from tornado.netutil import bind_sockets
from traitlets import Bool, Int, Unicode
from traitlets.config import Config

from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.session_store import MemorySessionStore

_PORT = 8501  # where Streamlit's authors look
_PORTS = 50  # how many to try when none was asked for
_EXTENSION = "jupyterlit.server.extension"


class _Command(JupyterApp):
    """A command of ours: knows its version."""

    def print_version(self) -> None:
        """Print the version of jupyterlit."""
        print(importlib.metadata.version("jupyterlit"))  # noqa: T201


class Serve(_Command):
    """Serves one notebook or script as a page."""

    name = "jupyter-lit-serve"
    description = "Serve a notebook (.ipynb) or script (.py) as a page: jupyter lit serve FILE"
    examples = """
        jupyter lit serve notebook.ipynb
        jupyter lit serve app.py --port 8000 --no-browser
        jupyter lit serve app.py --ip 0.0.0.0 --public --kernels 4
    """
    config_file_name = Unicode("jupyter_lit_config")
    classes = [JupyterLit]
    aliases = {
        "port": "Serve.port",
        "ip": "Serve.ip",
        "kernels": "JupyterLit.kernels",
        "kernel-name": "JupyterLit.kernel_name",
        "toolbar": "JupyterLit.toolbar",
        "base-url": "Serve.base_url",
        "config": "JupyterApp.config_file",
        "log-level": "Application.log_level",
    }
    flags = {
        "no-browser": ({"Serve": {"browser": False}}, "Do not open a browser."),
        "public": ({"Serve": {"public": True}}, "Let everybody in who can reach the address, without login."),
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

    _stopped = False
    _server: Any = None  # a ServerApp, whose traits have no types

    def start(self) -> None:
        """Serve until stopped; end with one sentence and a status other than 0 where that cannot be."""
        super().start()
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGTERM, self._stop)
        try:
            source = read_app(self._file())
            sockets = self._listen()
        except AppSourceError as error:
            self._fail(str(error))
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        runtime = Runtime(JupyterLit(parent=self), MemorySessionStore(), self.log, public=self.public)
        try:
            # The kernels start while this process loads Jupyter Server.
            loop.run_until_complete(runtime.launch(source))
            self._load(runtime, sockets[0].getsockname()[1])
            if not self._stopped:
                self._serve(source, sockets)
        except AppSourceError as error:
            self._fail(str(error))
        finally:
            loop.run_until_complete(runtime.stop())

    def _file(self) -> Path:
        if len(self.extra_args) != 1:
            raise AppSourceError("Say which notebook or script to serve: jupyter lit serve FILE.")
        return Path(self.extra_args[0])

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

    def _fail(self, sentence: str) -> NoReturn:
        print(sentence, file=sys.stderr)  # noqa: T201
        self.exit(1)
        raise SystemExit(1)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Stop the server, now or as soon as it is there."""
        self._stopped = True
        if self._server is not None:
            self._server.stop(from_signal=True)

    def _load(self, runtime: Runtime, port: int) -> None:
        """Load Jupyter Server and our extension in it."""
        with _without("rfc3987_syntax"):
            from jupyter_server.serverapp import ServerApp
        self.clear_instance()
        config = Config({"ContentsManager": {"files_handler_class": None}})  # a visitor sees the app and no file
        config.merge(self.config)
        server: Any = ServerApp.instance(
            config=config,
            jpserver_extensions={_EXTENSION: True},
            reraise_server_extension_failures=True,
            log_level="WARN",
            ip=self.ip,
            port=port,
            base_url=self.base_url,
            open_browser=False,
        )
        server.default_services = ["auth"]
        server.initialize(argv=[], find_extensions=False, new_httpserver=False)
        server.extension_manager.extension_points["jupyterlit"].app.mount(runtime)
        signal.signal(signal.SIGINT, self._stop)  # again: Jupyter Server has put in handlers of its own
        signal.signal(signal.SIGTERM, self._stop)
        self._server = server

    def _serve(self, source: AppSource, sockets: list[socket.socket]) -> None:
        """Serve until stopped."""
        from tornado.httpserver import HTTPServer

        server = self._server
        http = HTTPServer(
            server.web_app,
            ssl_options=server.ssl_options,
            xheaders=server.trust_xheaders,
            max_body_size=server.max_body_size,
            max_buffer_size=server.max_buffer_size,
        )
        http.add_sockets(sockets)
        url = self._url()
        print(f"{Path(source.path).name} is served at {url}", flush=True)  # noqa: T201
        if self.browser:
            _open_browser(url)
        server.start_ioloop()
        http.stop()

    def _url(self) -> str:
        server = self._server
        host = {"": "127.0.0.1", "localhost": "127.0.0.1", "0.0.0.0": socket.gethostname()}.get(self.ip, self.ip)
        scheme = "https" if server.ssl_options else "http"
        token = server.identity_provider.token
        query = f"?{urlencode({'token': token})}" if token and not self.public else ""
        host = f"[{host}]" if ":" in host else host
        return f"{scheme}://{host}:{server.port}{server.base_url}{query}"


class Lit(_Command):
    """`jupyter lit`: what there is to do with apps."""

    name = "jupyter-lit"
    description = "Streamlit apps from notebooks and scripts."
    aliases = {}
    flags = {}
    subcommands = {"serve": (Serve, "Serve a notebook or script as a page.")}

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
