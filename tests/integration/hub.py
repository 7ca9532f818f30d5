"""A real JupyterHub with its proxy, and browsers of people who log in there."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tests import peers
from tests.integration.server import LONG, Page
from tests.server.client import Socket

TOKEN = "of-the-tests-0123456789abcdef"  # of a service of the Hub's that may do what an administrator may
SERVE = [sys.executable, "-c", "from jupyterlit.server.command_line.cli import main; main()", "serve"]


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens at."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Hub:
    """A Hub that runs.

    Attributes
    ----------
    url
        Where its proxy listens, which is where everybody comes.
    log
        The file of what it and all that it has started have printed.
    """

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self.log = log

    def api(self, method: str, path: str, **content: Any) -> Any:
        """Ask its API for something, as its administrator."""
        headers = {"Authorization": f"token {TOKEN}"}
        answer = httpx.request(method, f"{self.url}/hub/api{path}", headers=headers, timeout=LONG, json=content or None)
        assert answer.is_success, (path, answer.status_code, answer.text)
        return answer.json() if answer.content else None

    def start_server(self, user: str, name: str) -> None:
        """Have a named server started; others go on meanwhile."""
        self.api("POST", f"/users/{user}/servers/{name}")

    def await_server(self, user: str, name: str) -> None:
        """Return once a named server that was to start is ready."""
        deadline = time.monotonic() + 2 * LONG
        while not self.server(user, name)["ready"]:
            assert time.monotonic() < deadline, self.log.read_text()[-4000:]
            time.sleep(0.1)

    def server(self, user: str, name: str) -> dict[str, Any]:
        """Return what it knows of a named server."""
        return self.api("GET", f"/users/{user}")["servers"][name]


class Browser:
    """The browser of somebody: keeps cookies as browsers do, follows where it is sent."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.http = httpx.Client(base_url=hub.url, follow_redirects=True, timeout=LONG)
        self.sockets: list[Socket] = []

    @classmethod
    def of(cls, hub: Hub, user: str) -> Browser:
        """Return the browser of somebody who has logged in at the Hub."""
        browser = cls(hub)
        browser.http.get("/hub/login?next=/hub/home")
        answer = browser.post("/hub/login?next=/hub/home", username=user, password="secret")
        assert (answer.status_code, answer.url.path) == (200, "/hub/home")
        return browser

    def post(self, path: str, **form: str) -> httpx.Response:
        """Send a form of the Hub's."""
        mark = self.http.cookies.get("_xsrf", path="/hub/") or ""
        return self.http.post(path, data={"_xsrf": mark, **form})

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Get a page as for somebody who looks at it; who is asked agrees that the app may know who they are."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.http.get(path, headers={"Sec-Fetch-Mode": "navigate", **given})
        if answer.is_success and "oauth2/authorize" in answer.url.path:
            scopes = re.findall(r'name="scopes"[^>]*value="([^"]*)"', answer.text)
            mark = self.http.cookies.get("_xsrf", path="/hub/") or ""
            headers = {"Referer": str(answer.url)}
            answer = self.http.post(answer.url, data={"_xsrf": mark, "scopes": scopes}, headers=headers)
        return answer

    async def connect(self, path: str) -> Socket:
        """Open a websocket as a page does."""
        url = f"{self.hub.url}{path}"
        headers = self.http.build_request("GET", url).headers
        sent = {
            "Cookie": headers.get("Cookie", ""),
            "Origin": self.hub.url,
            "Sec-Fetch-Mode": "websocket",
        }
        request = HTTPRequest(url.replace("http", "ws", 1), headers=sent)
        self.sockets.append(Socket(await websocket_connect(request, max_message_size=100_000_000)))
        return self.sockets[-1]

    async def open(self, path: str, app: str, session: str | None = None) -> Page:
        """Look at an app; return when its first run is over, or its page is there again."""
        answer = self.get(path)
        assert answer.is_success, (answer.status_code, answer.url, answer.text)
        socket = await self.connect(f"{urlsplit(path).path}lit/ws/{app}")
        await socket.hello(session)
        page = Page(socket)
        await page.send({"type": "attach"})
        await page.read(*(("reset",) if socket.id == session else ("run_ended", "failed")))
        return page

    def close(self) -> None:
        """Go away."""
        for each in self.sockets:
            each.connection.close()
            each.abandon()
        self.http.close()


@contextmanager
def running(folder: Path, config: str) -> Generator[Hub]:
    """Run a Hub with this configuration, beside what every Hub of a test needs; it has started when it serves."""
    public, api, hub = free_ports(3)
    proxy = peers.node("configurable-http-proxy") / "bin" / "configurable-http-proxy"
    (folder / "jupyterhub_config.py").write_text(
        f"""import asyncio

from jupyterhub.spawner import SimpleLocalProcessSpawner

c = get_config()


class Spawner(SimpleLocalProcessSpawner):
    async def wait_for_death(self, timeout=10):  # looks as often at the end as at the beginning
        while timeout > 0 and await self.poll() is None:
            await asyncio.sleep(0.1)
            timeout -= 0.1


c.JupyterHub.bind_url = "http://127.0.0.1:{public}"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["node", {str(proxy)!r}]
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "secret"
c.JupyterHub.db_url = "sqlite:///:memory:"
c.JupyterHub.spawner_class = Spawner
c.JupyterHub.tornado_settings = {{"slow_spawn_timeout": 0}}
c.Spawner.start_timeout = c.Spawner.http_timeout = {2 * LONG}
c.JupyterHub.services = [{{"name": "tests", "api_token": {TOKEN!r}}}]
c.JupyterHub.load_roles = [
    {{"name": "tests", "services": ["tests"], "scopes": ["admin:users", "admin:servers", "shares"]}}
]
{config}"""
    )
    log = folder / "log.txt"
    own = {"JUPYTER_CONFIG_DIR": f"{folder}/config", "JUPYTER_DATA_DIR": f"{folder}/data"}
    environment = {**peers.environment(), **own, "JUPYTERHUB_CRYPT_KEY": "0" * 64}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [peers.hub(), "-m", "jupyterhub"], cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + 2 * LONG
        while "JupyterHub is now running" not in log.read_text():
            assert process.poll() is None, log.read_text()[-4000:]
            assert time.monotonic() < deadline, log.read_text()[-4000:]
            time.sleep(0.1)
        yield Hub(f"http://127.0.0.1:{public}", log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(2 * LONG)  # everything that it has started ends when it is told to, none by force
        finally:
            process.kill()
            process.wait()


def own_path() -> str:
    """Return where servers that a Hub starts find this package, as this process does."""
    return os.environ.get("PYTHONPATH", "")
