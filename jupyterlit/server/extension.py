"""Entry point: config and routes, nothing more."""

from __future__ import annotations

import asyncio
import os
import posixpath
from pathlib import Path
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.extension.application import ExtensionApp
from tornado.routing import Rule

from jupyterlit.secrets.auth import CALLBACK
from jupyterlit.server.gallery import Gallery
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import RUNTIME, Runtime
from jupyterlit.server.storage.stores import open_store
from jupyterlit.server.web.activity import Activity
from jupyterlit.server.web.admin_page import (
    ACTION_ROUTE,
    SERVER_ROUTE,
    AdminActionHandler,
    AdminPageHandler,
    AdminStateHandler,
)
from jupyterlit.server.web.admins import TOKENS, Tokens
from jupyterlit.server.web.app_files import ROUTE as APP_FILES
from jupyterlit.server.web.app_files import AppFileHandler, HomeFiles
from jupyterlit.server.web.default_headers import add_default_headers
from jupyterlit.server.web.frame import FrameHandler
from jupyterlit.server.web.gallery_page import AppFilesPlace, AppPlace, GalleryHandler, GalleryPlace, PictureHandler
from jupyterlit.server.web.handlers import STATIC, HomePage, PageHandler, StaticHandler
from jupyterlit.server.web.health import HealthHandler, Probe, ReadyHandler
from jupyterlit.server.web.interrupts import stop_when_interrupted
from jupyterlit.server.web.kernel_websocket import without_delay
from jupyterlit.server.web.login_handlers import LOGIN, LOGOUT, CallbackHandler, LoginHandler, LogoutHandler
from jupyterlit.server.web.media import COMPONENT_ROUTE, ROUTE, ComponentHandler, MediaHandler
from jupyterlit.server.web.metrics import Census, MetricsHandler
from jupyterlit.server.web.odd_paths import OddPath, OddPathHandler
from jupyterlit.server.web.relay import RelayHandler
from jupyterlit.server.web.upload import ROUTE as UPLOADS
from jupyterlit.server.web.upload import UploadHandler

_CONNECTION = "kernel_websocket_connection_class"


class JupyterLitExtension(ExtensionApp):
    """Apps in a Jupyter server: every notebook and script of its root, at `/lit/app/<path>`."""

    name = "jupyterlit"
    app_name = "jupyterlit"
    description = "Streamlit apps from notebooks and scripts."
    extension_url = "/lit"
    config_file_name = "jupyter_lit_config"
    load_other_extensions = False
    classes = [JupyterLit]

    runtime: Runtime
    _activity: Activity | None = None

    def initialize_settings(self) -> None:
        """Make the runtime; kernels are started for the first visitor of an app."""
        options = JupyterLit(parent=self)
        store = open_store(options, Path("jupyter"), self.log, default="memory")
        self.settings[TOKENS] = Tokens.take(os.environ)
        self.use(Runtime(options, store, self.log, locate=self.locate, gallery=self._gallery(options)))
        stop_when_interrupted(lambda: self._server.stop(from_signal=True))
        if options.nodelay:
            self.settings[_CONNECTION] = without_delay(self.settings[_CONNECTION])  # the server's, a copy meanwhile

    def initialize_handlers(self) -> None:
        """Add the routes."""
        self.handlers.extend(
            [
                (r"/lit/app/(?P<key>.+?\.(?:ipynb|py))(?:/(?P<page>[^/]*(?:/[^/]+)?))?", PageHandler),
                (r"/lit/?", GalleryHandler),
                (r"/lit/picture/(.+)", PictureHandler),
                (APP_FILES, AppFileHandler),
                (r"/lit/ws/(.+)", RelayHandler),
                (r"/lit/static/([A-Za-z0-9._-]+)", StaticHandler, {"path": str(STATIC)}),
                (r"/lit/frame", FrameHandler),
                (f"/{LOGIN}", LoginHandler),
                (f"/{LOGOUT}", LogoutHandler),
                (f"/{CALLBACK}", CallbackHandler),
                (f"/lit/{CALLBACK}", CallbackHandler),
                (ROUTE, MediaHandler),
                (COMPONENT_ROUTE, ComponentHandler),
                (UPLOADS, UploadHandler, {"active": {}}),
                (r"/lit/health", HealthHandler),
                (r"/lit/ready", ReadyHandler),
                (r"/lit/admin/?", AdminPageHandler),
                (r"/lit/admin/api/state", AdminStateHandler, {"lookouts": {}}),
                (SERVER_ROUTE, AdminActionHandler),
                (ACTION_ROUTE, AdminActionHandler),
                (r"/lit/metrics", MetricsHandler, {"census": Census()}),
            ]
        )

    def use(self, runtime: Runtime) -> None:
        """Let the routes show the apps of this runtime."""
        self.runtime = runtime
        settings = self._server.web_app.settings
        settings[RUNTIME] = runtime
        if self._activity is not None:
            self._activity.stop()
        self._activity = Activity(runtime, settings)
        self._activity.start()

    def mount(self, runtime: Runtime, tokens: Tokens | None = None) -> None:
        """Show the only app of a runtime at the server's root, or its gallery, and nothing of the server's files."""
        self.use(runtime)
        if tokens is not None:
            self._server.web_app.settings[TOKENS] = tokens
        add_default_headers(self._server.web_app.settings)
        base = self._server.base_url
        rules = [
            Rule(OddPath(), OddPathHandler, {"status_code": 404}),
            Rule(HomeFiles(runtime, base), AppFileHandler),
            Rule(Probe(runtime, base, "health"), HealthHandler),
            Rule(Probe(runtime, base, "ready"), ReadyHandler),
            Rule(HomePage(runtime, base), PageHandler),
        ]
        if (gallery := runtime.gallery) is not None:
            rules += [
                Rule(GalleryPlace(gallery, base), GalleryHandler),
                Rule(AppFilesPlace(gallery, base), AppFileHandler),
                Rule(AppPlace(gallery, base), PageHandler),
            ]
        self._server.web_app.add_handlers(".*$", rules)

    def _gallery(self, options: JupyterLit) -> Gallery | None:
        """Return the apps in the server's root."""
        root = getattr(self._server.contents_manager, "root_dir", "")
        return Gallery([Path(root).expanduser()], options.hidden_apps, by_path=True) if root else None

    async def stop_extension(self) -> None:
        """End all apps with the server."""
        if self._activity is not None:
            self._activity.stop()
        await self.runtime.stop()

    @property
    def _server(self) -> Any:  # the traits of a ServerApp have no types
        return self.serverapp

    async def locate(self, key: str) -> Path | None:
        """Return the file of the server's root that a path names, None for what the server does not show."""
        contents = self._server.contents_manager
        root = getattr(contents, "root_dir", None)
        if key != posixpath.normpath(key) or key.startswith("/"):
            return None  # each file has one name: by another one it would be another app, with kernels of its own
        if not root or not await ensure_async(contents.file_exists(key)):
            return None
        if not contents.allow_hidden and await ensure_async(contents.is_hidden(key)):
            return None
        return await asyncio.to_thread(_inside, Path(root), key)


def _inside(root: Path, key: str) -> Path | None:
    root = root.expanduser().resolve()
    path = (root / key.lstrip("/")).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None


def _jupyter_server_extension_points() -> list[dict[str, Any]]:  # pyright: ignore[reportUnusedFunction]: Jupyter calls it
    return [{"module": "jupyterlit.server.extension", "app": JupyterLitExtension}]
