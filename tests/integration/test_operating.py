"""One server as an administrator runs it: encrypted, below a base URL, with files, options, metrics and a log."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.openmetrics import parser

from tests.certificates import make_certificate
from tests.integration.server import Page, Server, serving
from tests.server.client import Client, write_text

families: Any = parser.text_string_to_metric_families  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]

SCRIPT = """import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("More"):
    st.session_state.n += 1
if st.button("Fail"):
    raise ValueError("told in the log")
st.text(f"n = {st.session_state.n}")
"""
ADMIN, METRICS, KEY = "admin-token-of-a-test", "metrics-token-of-a-test", "key-of-the-sessions-of-a-test-0123456789"
QUERY = "what-a-visitor-has-asked"
LABELS = {"app", "cache", "direction", "kernel", "le", "of", "state", "status"}


class Place:
    """A folder with an app, a certificate and options, and how it is served."""

    def __init__(self, folder: Path) -> None:
        self.app = folder / "app.py"
        certificate, key = make_certificate(folder)
        self.certificate = str(certificate)
        for name in ("static", ".streamlit"):
            (folder / name).mkdir()
        write_text(self.app, SCRIPT)
        write_text(folder / "static" / "note.txt", "a file of the app")
        options = (
            f'enableStaticServing = true\nsslCertFile = "{certificate}"\nsslKeyFile = "{key}"\nbaseUrlPath = "wrong"'
        )
        write_text(folder / ".streamlit" / "config.toml", f'[server]\n{options}\n[client]\nshowErrorDetails = "none"\n')

    def serve(self, port: int = 0) -> Any:
        variables: dict[str, Any] = {
            "JUPYTERLIT_ADMIN_TOKEN": ADMIN,
            "JUPYTERLIT_METRICS_TOKEN": METRICS,
            "JUPYTERLIT_SESSION_KEY": KEY,
        }
        return serving(self.app, "--public", "--base-url", "team/apps", "--log-json", "--debug", port=port, **variables)

    def browser(self, server: Server) -> Client:
        client = server.client()
        client.base, client.certificate = "/team/apps", self.certificate
        return client


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


async def test_a_server_is_run(place: Place) -> None:
    async with place.serve() as server:
        client = place.browser(server)
        await look_at_addresses(server, client)
        page = await Page.open(client, "app")
        assert (await client.get("/ready")).code == 200
        await page.click("More")
        await page.click("Fail")
        session = page.socket.id
        await look_at_metrics(client, session)
        write_text(place.app, SCRIPT.replace("n = ", "count: "))  # nobody is cut off by that
        await page.click("More")
        assert page.bodies == ["count: 2"]
        assert await server.stop(signal.SIGTERM) == 0
        look_at_log(server.lines, [ADMIN, METRICS, KEY, QUERY, session, *client.cookies.values()])
    async with place.serve(server.port) as server:
        again = place.browser(server)
        again.cookies = client.cookies
        page = Page(await again.session("/lit/ws/app", session))
        await page.send({"type": "attach"})
        while page.bodies != ["count: 2"]:
            await page.read("reset", "run_ended")
        assert (page.socket.id, page.bodies) == (session, ["count: 2"])


async def look_at_addresses(server: Server, client: Client) -> None:
    """All is below the base URL and encrypted; nothing else answers."""
    assert re.fullmatch(r"https://127\.0\.0\.1:\d+/team/apps/", server.url)
    answer = await client.get(f"/?{QUERY}=1")
    html = answer.body.decode()
    assert answer.code == 200
    cookies = answer.headers.get_list("Set-Cookie")
    assert cookies
    assert all("; Secure" in line and "; Path=/team/apps/" in line for line in cookies), cookies
    files = re.findall(r'(?:src|href)="(/[^"]*)"', html)
    assert files
    assert all(path.startswith("/team/apps/lit/static/") for path in files), files
    assert (await client.get(files[0].removeprefix("/team/apps"))).code == 200
    assert (await client.get("/app/static/note.txt")).body == b"a file of the app"
    assert [(await client.get(path)).code for path in ("/health", "/nowhere")] == [200, 404]
    outside = place_outside(client)
    assert (await outside.get("/health")).code == 404
    assert (await outside.get("/lit/admin")).code == 404
    plain = server.client()
    plain.base = client.base
    with pytest.raises(ConnectionResetError):
        await plain.get("/")


def place_outside(client: Client) -> Client:
    other = Client(client.port)
    other.certificate = client.certificate
    return other


async def look_at_metrics(client: Client, session: str) -> None:
    """They are what OpenMetrics asks for, and name nobody."""
    assert (await client.get("/lit/metrics", Authorization="Bearer wrong")).code == 403
    answer = await client.get("/lit/metrics", Authorization=f"Bearer {METRICS}")
    assert answer.code == 200, answer.body
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
    text = answer.body.decode()
    assert text.endswith("# EOF\n")
    found = list(families(text))
    names = [family.name for family in found]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"jupyterlit_[a-z_]+", name) and family.documentation for family in found for name in names)
    assert all(
        family.name.endswith("_seconds") or "_bytes" in family.name for family in found if family.type == "histogram"
    )
    samples = [sample for family in found for sample in family.samples]
    assert {label for sample in samples for label in sample.labels} <= LABELS
    assert session not in text
    kernels = [sample.value for sample in samples if sample.name == "jupyterlit_kernels"]
    memory = [sample.value for sample in samples if sample.name == "jupyterlit_kernel_memory_bytes"]
    assert (sum(kernels), len(memory)) == (1, 1)
    assert memory[0] > 1_000_000


def look_at_log(lines: list[str], secrets: list[str]) -> None:
    """Each line is an object, sessions go by their handles, and nothing lets anybody in."""
    told: list[dict[str, Any]] = [json.loads(line) for line in lines if " is served at " not in line]
    assert all({"time", "level", "logger", "message"} <= each.keys() for each in told)
    begun = [each for each in told if each["message"].startswith("Session ") and each["message"].endswith(" begins.")]
    assert [each["app"] for each in begun] == ["app"]
    assert all(each["session"] for each in begun)
    assert any("told in the log" in json.dumps(each) for each in told)
    assert any(each["level"] == "debug" for each in told)
    assert not [line for line in lines for secret in secrets if secret in line]
