"""Login and logout over HTTP, with a provider that may lie."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from tornado.httpclient import HTTPResponse

from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web import logins
from tests.server.client import Client
from tests.server.conftest import Jupyter, StartJupyter, fake_kernel
from tests.server.fake_provider import CLIENT, SECRET, FakeProvider, fake_provider

KEY = "0123456789abcdef"


@pytest.fixture
async def fake() -> AsyncIterator[FakeProvider]:
    async with fake_provider() as provider:
        yield provider


def write(
    folder: Path, fake: FakeProvider, host: str = "127.0.0.1", port: int = 0, path: str = "", **more: str
) -> None:
    section = {
        "redirect_uri": f"http://{host}:{port}{path}/oauth2callback",
        "cookie_secret": KEY,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{fake.issuer}/.well-known/openid-configuration",
        **more,
    }
    (folder / ".streamlit").mkdir(exist_ok=True)
    lines = [f'{name} = "{value}"' for name, value in section.items()]
    (folder / ".streamlit" / "secrets.toml").write_text("\n".join(["[auth]", *lines]))


@pytest.fixture
async def ready(served: Jupyter, notebook: Path, fake: FakeProvider) -> Jupyter:
    """A server whose app asks the provider."""
    write(notebook.parent, fake, port=served.port)
    return served


async def begin(client: Client, place: str = "/", app: str = "", **more: str) -> HTTPResponse:
    return await client.get(f"/lit/login?{urlencode({'app': app, 'next': place})}", **more)


async def log_in(client: Client, fake: FakeProvider, place: str = "/", app: str = "", path: str = "") -> HTTPResponse:
    """Go there and back."""
    sent = await begin(client, place, app)
    assert sent.code == 302, sent.body
    return await client.get(f"{path}/oauth2callback?{fake.log_in(sent.headers['Location'])}")


async def told(client: Client, runtime: Runtime) -> dict[str, Any]:
    """Return what the app is told of whoever opens its page."""
    socket = await client.session()
    await socket.send(b"attach")
    kernel = fake_kernel(runtime)
    return dict(kernel.fake.opened[kernel.fake.comm_of(socket.id)]["visitor"])


async def test_who_logs_in_is_known_and_back_where_they_were(
    ready: Jupyter, runtime: Runtime, fake: FakeProvider
) -> None:
    client = ready.client()
    await client.get("/")
    before = await client.session()
    answer = await log_in(client, fake, "/second?q=a%26b")
    assert (answer.code, answer.headers["Location"]) == (302, "/second?q=a%26b")
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    visitor = await told(client, runtime)
    assert (visitor["user"], visitor["identity"]["name"]) == (f"oidc:{fake.issuer}#ann", "Ann")
    assert (visitor["roles"], visitor["tokens"]) == (("staff",), {})
    assert visitor["cookies"] == {}  # the app sees none of ours
    after = await client.session(session=before.id)
    assert after.id != before.id  # what nobody had is not theirs


async def test_a_code_is_good_for_one_login(ready: Jupyter, fake: FakeProvider) -> None:
    client = ready.client()
    sent = await begin(client)
    back = f"/oauth2callback?{fake.log_in(sent.headers['Location'])}"
    assert (await client.get(back)).code == 302
    again = await client.get(back)
    assert (again.code, "You are not logged in" in again.body.decode()) == (400, True)


async def test_logins_are_bound_to_the_browser_that_has_begun_them(ready: Jupyter, fake: FakeProvider) -> None:
    ann, eve = ready.client(), ready.client()
    of_ann, of_eve = await begin(ann), await begin(eve)
    back_of_eve = f"/oauth2callback?{fake.log_in(of_eve.headers['Location'])}"
    refused = await ann.get(back_of_eve)  # eve would have ann log in as eve
    assert refused.code == 400
    assert not any("login" in name for name in ann.cookies)
    state = dict(parse_qsl(urlsplit(of_ann.headers["Location"]).query))["state"]
    mixed = await ann.get(f"/oauth2callback?code=abc&state={state}")  # with the nonce of eve's
    assert mixed.code == 403
    assert "not to be believed" in mixed.body.decode()


@pytest.mark.parametrize(
    "lie",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"aud": "other"}},
        {"claims": {"exp": 1}},
        {"answer": {"id_token": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ."}},
        {"answer": {"access_token": "only"}},
        {"status": 400},
        {"status": 500},
    ],
)
async def test_lies(ready: Jupyter, fake: FakeProvider, lie: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    client = ready.client()
    sent = await begin(client, "/?q=1")
    back = fake.log_in(sent.headers["Location"])
    for name, value in lie.items():
        setattr(fake, name, value)
    answer = await client.get(f"/oauth2callback?{back}")
    page = answer.body.decode()
    assert answer.code == 403
    assert "You are not logged in" in page
    assert 'href="/?q=1"' in page
    assert "/lit/login?app=&amp;provider=&amp;next=%2F%3Fq%3D1" in page
    assert not any(name.startswith("jupyterlit-login") for name in client.cookies)
    for secret in (SECRET, KEY, "code=abc", fake.nonce):
        assert secret not in caplog.text + page


async def test_another_provider_answers(ready: Jupyter, fake: FakeProvider) -> None:
    fake.metadata["authorization_response_iss_parameter_supported"] = True
    for said, status in ((None, 403), ("https://evil.example", 403), (fake.issuer, 302)):
        client = ready.client()
        back = fake.log_in((await begin(client)).headers["Location"])
        assert (await client.get(f"/oauth2callback?{back}{f'&iss={said}' if said else ''}")).code == status


async def test_a_reader_who_does_not_want_to(ready: Jupyter, fake: FakeProvider) -> None:
    client = ready.client()
    state = dict(parse_qsl(urlsplit((await begin(client)).headers["Location"]).query))["state"]
    query = urlencode({"error": "access_denied", "error_description": "<script>", "state": state})
    answer = await client.get(f"/oauth2callback?{query}")
    assert (answer.code, "The login service has not let you in." in answer.body.decode()) == (403, True)
    assert "<script" not in answer.body.decode()


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example/", "/\\evil.example", "/x\r\nSet-Cookie: a=b"]
)
async def test_nobody_is_sent_elsewhere(ready: Jupyter, fake: FakeProvider, place: str) -> None:
    answer = await log_in(ready.client(), fake, place)
    assert (answer.code, answer.headers["Location"]) == (302, "/")
    assert not any("a=b" in line for line in answer.headers.get_list("Set-Cookie"))


async def test_what_does_not_exist(served: Jupyter, notebook: Path, fake: FakeProvider) -> None:
    client = served.client()
    assert (await begin(client)).code == 404  # the app has no [auth]
    assert (await client.send("/lit/logout?app=", b"", method="POST", Origin=origin(served))).code == 404
    write(notebook.parent, fake, port=served.port)
    assert (await begin(client, app="other.py")).code == 404
    assert (await client.get("/oauth2callback")).code == 400
    assert (await client.get(f"/oauth2callback?code=x&state={'x' * 43}")).code == 400


async def test_a_provider_that_is_away_is_told_of_on_a_page(
    ready: Jupyter, fake: FakeProvider, caplog: pytest.LogCaptureFixture
) -> None:
    fake.status = 503
    with caplog.at_level(logging.WARNING):
        answer = await begin(ready.client(), "/?q=1")
    page = answer.body.decode()
    assert answer.code == 502
    assert "Logging in does not work just now" in page
    assert "Please try again in a moment." in page
    assert 'href="/?q=1"' in page
    assert "script" not in page
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_name_of_this_machine_leads_to_the_one_that_the_provider_knows(
    served: Jupyter, notebook: Path, fake: FakeProvider
) -> None:
    write(notebook.parent, fake, host="localhost", port=served.port)
    answer = await begin(served.client(), "/?q=1")
    assert answer.headers["Location"] == f"http://localhost:{served.port}/lit/login?app=&next=%2F%3Fq%3D1"
    there = await begin(served.client(), "/?q=1", Host=f"localhost:{served.port}")
    assert there.headers["Location"].startswith(f"{fake.issuer}/auth")


def origin(jupyter: Jupyter) -> str:
    return f"http://127.0.0.1:{jupyter.port}"


async def test_who_logs_out_is_nobody_and_has_no_old_session(
    ready: Jupyter, runtime: Runtime, fake: FakeProvider
) -> None:
    client = ready.client()
    await client.get("/")
    await log_in(client, fake)
    session = await client.session()
    answer = await client.send("/lit/logout?app=", b"", method="POST", Origin=origin(ready))
    query = sent_to(answer)
    assert query["client_id"] == CLIENT
    assert query["post_logout_redirect_uri"] == f"{origin(ready)}/"
    assert query["id_token_hint"].count(".") == 2
    again = await client.session(session=session.id)
    assert again.id != session.id
    visitor = await told(client, runtime)
    assert (visitor["user"], visitor["identity"], visitor["roles"]) == (None, {}, ())


async def test_who_logs_out_is_nobody_in_other_tabs_either(
    ready: Jupyter, runtime: Runtime, fake: FakeProvider
) -> None:
    client, other = ready.client(), ready.client()
    for each in (client, other):
        await each.get("/")
        await log_in(each, fake)
    tabs = [await client.session(), await client.session()]
    elsewhere = await other.session()
    await client.send("/lit/logout?app=", b"", method="POST", Origin=origin(ready))
    for tab in tabs:
        assert await tab.closed() == (1012, "You have logged out.")
    assert elsewhere.id in runtime.attached  # the same person's other browser is not asked
    assert (await client.session(session=tabs[1].id)).id != tabs[1].id


async def test_a_page_that_is_open_ends_with_the_login(
    ready: Jupyter, runtime: Runtime, fake: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.options.identity_interval = 0.1
    client, nobody = ready.client(), ready.client()
    await nobody.get("/")
    unknown = await nobody.session()
    await client.get("/")
    await log_in(client, fake)
    socket = await client.session()
    end = time.time() + runtime.options.cookie_days * 86400
    monkeypatch.setattr(logins, "time", SimpleNamespace(time=lambda: end))
    assert await socket.closed() == (1012, "Your login has changed.")
    assert unknown.id in runtime.attached


def sent_to(answer: HTTPResponse) -> dict[str, str]:
    """Return the query of the address that the browser is to go to."""
    assert answer.code == 200, answer.body
    to: str = json.loads(answer.body)["to"]
    return dict(parse_qsl(urlsplit(to).query))


async def test_nobody_is_logged_out_by_another_site(ready: Jupyter, runtime: Runtime, fake: FakeProvider) -> None:
    client = ready.client()
    await client.get("/")
    await log_in(client, fake)
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert (await client.send("/lit/logout?app=", b"", method="POST", **headers)).code == 403
    assert (await client.get("/lit/logout?app=")).code == 405
    assert (await told(client, runtime))["user"] is not None


async def test_without_a_place_to_log_out_at_the_provider(ready: Jupyter, fake: FakeProvider) -> None:
    fake.metadata["end_session_endpoint"] = None
    client = ready.client()
    await log_in(client, fake)
    answer = await client.send("/lit/logout?app=", b"", method="POST", Origin=origin(ready))
    assert sent_to(answer) == {}


async def test_an_app_of_a_running_jupyter_server(
    start_jupyter: StartJupyter, notebook: Path, fake: FakeProvider
) -> None:
    jupyter = await start_jupyter(base_url="/user/ann/")
    write(notebook.parent, fake, port=jupyter.port, path="/user/ann/lit")
    client = jupyter.client()
    page = "/user/ann/lit/app/book.ipynb/second?q=1"
    query = urlencode({"app": "book.ipynb", "next": page})
    assert (await client.get(f"/user/ann/lit/login?{query}")).code == 403  # it is for those whom Jupyter lets in
    sent = await client.get(f"/user/ann/lit/login?{query}", Authorization="token letmein")
    back = fake.log_in(sent.headers["Location"])
    answer = await client.get(f"/user/ann/lit/oauth2callback?{back}")
    assert (answer.code, answer.headers["Location"]) == (302, page)
    assert all("Path=/user/ann/;" in f"{line};" for line in answer.headers.get_list("Set-Cookie"))
    out = await client.send("/user/ann/lit/logout?app=book.ipynb", b"", method="POST", Origin=origin(jupyter))
    query = sent_to(out)
    assert query["post_logout_redirect_uri"] == f"{origin(jupyter)}/user/ann/lit/app/book.ipynb"


async def test_a_login_is_renewed_while_its_reader_comes_back(
    ready: Jupyter, runtime: Runtime, fake: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = ready.client()
    await client.get("/")
    await log_in(client, fake)
    assert (await client.get("/")).headers.get_list("Set-Cookie") == []
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 16 * 86400)
    renewed = (await client.get("/")).headers.get_list("Set-Cookie")
    assert sorted("-".join(line.split("-")[:2]) for line in renewed) == ["jupyterlit-login", "jupyterlit-visitor"]
    monkeypatch.setattr(time, "time", lambda: now + 40 * 86400)
    assert (await told(client, runtime))["user"] == f"oidc:{fake.issuer}#ann"
    monkeypatch.setattr(time, "time", lambda: now + 80 * 86400)
    visitor = await told(client, runtime)
    assert (visitor["user"], visitor["roles"]) == (None, ())
