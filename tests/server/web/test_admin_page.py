"""The admin page and its routes: who gets in, and what is asked in another's name."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from traitlets.config import Config

from jupyterlit.server.guesses import Guesses
from jupyterlit.server.identity.identity import Identity
from jupyterlit.server.limits import network_of
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.admins import TOKENS, Tokens
from jupyterlit.server.web.visitors import VisitorMixin
from tests.server.client import Client
from tests.server.conftest import Jupyter, StartJupyter, fake_kernel

TOKEN = "the-admin-token-of-this-server"
BEARER = f"Bearer {TOKEN}"
STATE, DRAIN = "/lit/admin/api/state", "/lit/admin/api/server/drain"


@pytest.fixture
async def guarded(served: Jupyter) -> Jupyter:
    """A public server with an admin token."""
    served.app.web_app.settings[TOKENS] = Tokens(TOKEN)
    return served


async def logged_in(jupyter: Jupyter) -> Client:
    """Return a browser that has Jupyter's own login."""
    client = jupyter.client()
    await client.get("/login?next=%2F")
    body = f"password=letmein&_xsrf={client.cookies['_xsrf']}".encode()
    await client.send("/login", body, method="POST", Referer=f"http://127.0.0.1:{client.port}/login")
    return client


async def post(client: Client, path: str, **headers: str) -> int:
    return (await client.send(path, b"", method="POST", **headers)).code


async def test_a_visitor_of_a_public_server_learns_and_does_nothing(served: Jupyter, runtime: Runtime) -> None:
    client = served.client()
    await client.session()
    assert [(await client.get(path)).code for path in ("/lit/admin", "/lit/admin/", STATE)] == [403, 403, 403]
    for headers in (
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "token x"},
        {"X-XSRFToken": "x"},
        {"X-Roles": "admin", "Remote-User": "admin", "X-Forwarded-User": "admin"},
    ):
        assert await post(client, DRAIN, **{name.replace("-", "_"): value for name, value in headers.items()}) == 403
    assert (await client.send("/lit/admin", b"token=", method="POST")).code == 403
    assert (runtime.closed, fake_kernel(runtime).sessions != set()) == (False, True)


async def test_the_token_of_a_public_jupyter_makes_no_admin(served: Jupyter) -> None:
    """It is for Jupyter; on a public server everybody has that user's rights."""
    assert (await served.client().get(STATE, Authorization="token letmein")).code == 403


async def test_the_admin_token_is_asked_for_and_remembered_in_a_cookie(guarded: Jupyter, runtime: Runtime) -> None:
    client = guarded.client()
    page = await client.get("/lit/admin")
    assert (page.code, 'type="password" name="token"' in page.body.decode()) == (403, True)
    xsrf = client.cookies["_xsrf"]
    assert (await client.send("/lit/admin", f"token={TOKEN}".encode(), method="POST")).code == 403
    wrong = await client.send("/lit/admin", f"token=wrong&_xsrf={xsrf}".encode(), method="POST")
    assert (wrong.code, "That is not the token." in wrong.body.decode(), runtime.counts["logins_failed"]) == (
        403,
        True,
        1,
    )
    right = await client.send("/lit/admin", f"token={TOKEN}&_xsrf={xsrf}".encode(), method="POST")
    assert (right.code, right.headers["Location"]) == (302, "/lit/admin")
    (cookie,) = [line for line in right.headers.get_list("Set-Cookie") if "admin" in line]
    assert {"HttpOnly", "SameSite=Strict", "Path=/lit/admin"} <= {part.strip() for part in cookie.split(";")}
    assert TOKEN not in cookie
    page = await client.get("/lit/admin")
    config = json.loads(
        re.findall(r'id="jupyterlit-admin" type="application/json">(.*)</script>', page.body.decode())[0]
    )
    assert config | {"xsrf": ""} == {"api": "/lit/admin/api", "base": "/", "who": "the admin token", "xsrf": ""}
    assert TOKEN not in page.body.decode()
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert (await client.get(STATE)).code == 200
    assert await post(client, DRAIN) == 403  # another site could make the browser ask so
    assert await post(client, DRAIN, X_XSRFToken=config["xsrf"], Origin="http://evil.example") == 403
    assert not runtime.closed
    assert await post(client, DRAIN, X_XSRFToken=config["xsrf"]) == 200
    assert runtime.closed
    guarded.app.web_app.settings[TOKENS] = Tokens("another-token-of-the-admin")
    assert (await client.get(STATE)).code == 403


async def test_a_network_has_so_many_wrong_tokens_whatever_the_way(guarded: Jupyter, runtime: Runtime) -> None:
    """On one connection or many, by form or header, for what is read and what is done; a cookie goes on to count."""
    runtime.limits.guesses = Guesses(network_of, runtime.counts, lambda: 0.0)
    admin, guesser = guarded.client(), guarded.client()
    await admin.get("/lit/admin")
    form = f"token={TOKEN}&_xsrf={admin.cookies['_xsrf']}".encode()
    assert (await admin.send("/lit/admin", form, method="POST")).code == 302
    await guesser.get("/lit/admin")
    wrong = f"token=wrong&_xsrf={guesser.cookies['_xsrf']}".encode()
    for number in range(3):
        assert (await guesser.send("/lit/admin", wrong, method="POST")).code == 403
        assert (await guesser.get(STATE, Authorization=f"Bearer {number}")).code == 403
        assert await post(guarded.client(), DRAIN, Authorization=f"token {number}") == 403
    assert (await guesser.get("/lit/admin", Authorization="token wrong")).code == 403
    assert runtime.counts["logins_failed"] == 10
    for client in (guesser, guarded.client()):
        assert (await client.get(STATE, Authorization=BEARER)).code == 429
        assert await post(client, DRAIN, Authorization=BEARER) == 429
    right = wrong.replace(b"token=wrong", f"token={TOKEN}".encode())
    assert (await guesser.send("/lit/admin", right, method="POST")).code == 429
    assert (await admin.get(STATE)).code == 200
    assert not runtime.closed


async def test_a_cookie_of_another_kind_is_no_admins(guarded: Jupyter) -> None:
    client = guarded.client()
    await client.get("/")
    (visitor,) = [name for name in client.cookies if name.startswith("jupyterlit-visitor")]
    client.cookies[visitor.replace("visitor", "admin")] = client.cookies[visitor]
    assert (await client.get(STATE)).code == 403


async def test_scripts_show_the_token_in_a_header(guarded: Jupyter, runtime: Runtime) -> None:
    client = guarded.client()
    state = json.loads((await client.get(STATE, Authorization=BEARER)).body)
    assert state["server"]["state"] == "open"
    assert await post(client, DRAIN, Authorization=BEARER) == 200
    assert json.loads((await client.get(STATE, Authorization=BEARER)).body)["server"]["state"] == "draining"
    assert await post(client, "/lit/admin/api/server/resume", Authorization=BEARER) == 200
    assert not runtime.closed
    for path in ("server/kill", "kernels/none/kill", "apps/x/restart", "sessions/x/end", "sessions/x/kill"):
        assert await post(client, f"/lit/admin/api/{path}", Authorization=BEARER) == 404
    assert (await client.get(STATE, Authorization=f"Bearer {TOKEN}x")).code == 403
    assert (await client.get(f"{STATE}?token={TOKEN}")).code == 403


async def test_who_owns_a_server_that_is_not_public_looks_after_it(served: Jupyter, runtime: Runtime) -> None:
    runtime.public = False
    stranger = served.client()
    assert "/login?next=/lit/admin" in (await stranger.get("/lit/admin")).headers["Location"]
    assert (await stranger.get(STATE)).code == 403
    owner = await logged_in(served)
    assert (await owner.get("/lit/admin")).code == 200
    assert (await owner.get(STATE)).code == 200
    assert await post(owner, DRAIN) == 403
    assert await post(owner, DRAIN, X_XSRFToken=owner.cookies["_xsrf"]) == 200


async def test_apps_without_xsrf_protection_leave_that_of_the_admin_page(
    start_jupyter: StartJupyter, runtime: Runtime
) -> None:
    runtime.public = False
    jupyter = await start_jupyter(disable_check_xsrf=True)
    jupyter.extension.mount(runtime)
    owner = await logged_in(jupyter)
    assert await post(owner, DRAIN) == 403
    assert not runtime.closed


async def test_a_user_without_the_role_is_no_admin(
    start_jupyter: StartJupyter, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.public = False
    jupyter = await start_jupyter(Config({"IdentityProvider": {"token": "letmein"}}))
    jupyter.extension.mount(runtime)
    owner = await logged_in(jupyter)
    who: list[Identity] = []
    monkeypatch.setattr(VisitorMixin, "identity", property(lambda handler: who[0].with_admin(runtime.options.admins)))
    codes: list[int] = []
    for roles, admins in (
        (frozenset[str](), set[str]()),
        (frozenset({"admin"}), set[str]()),
        (frozenset[str](), {"ann"}),
    ):
        runtime.options.admins = admins
        who[:] = [Identity("hub:ann", {}, roles)]
        codes.append((await owner.get(STATE)).code)
    assert codes == [403, 200, 200]


async def test_nothing_secret_is_told_and_deeds_are_written_down(
    guarded: Jupyter, runtime: Runtime, caplog: pytest.LogCaptureFixture
) -> None:
    client = guarded.client()
    await client.get("/")
    socket = await client.session()
    answer = await client.get(STATE, Authorization=BEARER)
    (session,) = json.loads(answer.body)["sessions"]
    assert socket.id not in answer.body.decode()
    assert TOKEN not in answer.body.decode()
    assert not any(cookie in answer.body.decode() for cookie in client.cookies.values())
    with caplog.at_level(logging.WARNING, "jupyterlit.tests"):
        assert await post(client, f"/lit/admin/api/sessions/{session['handle']}/end", Authorization=BEARER) == 200
    told: list[Any] = [record for record in caplog.records if "Administration" in record.message]
    assert [record.message for record in told] == [
        f"Administration: the admin token: end session {session['handle'][:8]}."
    ]
    assert (told[0].user, told[0].action, told[0].session) == ("the admin token", "end", session["handle"])
    assert await socket.closed() == (4410, "This session has been ended. Load the page again to begin anew.")
    again = await client.session(session=socket.id)
    assert again.id != socket.id
