"""Whether the server is alive and ready: for whoever watches it, such as a load balancer or Kubernetes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher

from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.visitors import VisitorMixin

_STATES = ("ready", "starting", "failed")  # from best to worst


class HealthHandler(VisitorMixin):
    """Whether the server lives. Open to everybody: it tells nothing else."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Answer 200: who can answer is alive."""
        self._answer("alive", 200)

    def _answer(self, status: str, code: int) -> None:
        self.set_status(code)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish({"status": status})  # pyright: ignore[reportUnknownMemberType]: tornado's


class ReadyHandler(HealthHandler):
    """Whether apps can be visited. Open to everybody: it tells nothing else."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Answer 200 when the server's app is ready, 503 while it is not."""
        status = readiness(self.runtime)
        self._answer(status, 200 if status == "ready" else 503)


def readiness(runtime: Runtime) -> str:
    """Say how it stands with a server: "ready", "starting", "failed", "draining" or "stopping".

    A server of many apps is ready at once, as it starts their kernels for their first visitors; where it is to keep
    them warm, it is ready when all are.
    """
    if runtime.stopping:
        return "stopping"
    if runtime.closed:
        return "draining"
    kept = [runtime.home] if runtime.home else runtime.apps.values() if runtime.options.keep_warm else ()
    found = [_best(kernel.state for kernel in app.pool.serving) for app in kept]
    return next((state for state in reversed(_STATES) if state in found), "ready")


def _best(states: Iterable[str]) -> str:
    found = set(states)
    return next((state for state in _STATES if state in found), "starting")


class Probe(Matcher):
    """Matches `/health` or `/ready` of a server that has one app, unless that has a page of the name."""

    def __init__(self, runtime: Runtime, base_url: str, name: str) -> None:
        self._runtime = runtime
        self._path = base_url + name
        self._name = name

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return the arguments of the handler, or None."""
        home = self._runtime.home
        taken = home is not None and any(page.name == self._name for page in home.source.pages)
        return {} if request.path == self._path and not taken else None
