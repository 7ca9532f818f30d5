"""What visitors can do to those who have logged in, to other apps, and to whoever looks after the server: nothing.

The threat model stands in `test_attacks`.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
import pytest_asyncio
from tornado.httpclient import HTTPClientError, HTTPResponse

from tests.integration.server import LONG, Page, Server, serving
from tests.server.client import Client
from tests.server.fake_provider import CLIENT, SECRET, FakeProvider, fake_provider

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADMIN = "admin-token-0123456789abcdef"
OUTSIDE = "what lies outside of the app"
BREAKS_OUT = "</script><script>alert(1)</script>\u2028\"'><img src=x onerror=alert(1)><!--<script>{{7*7}}${7*7}"
SCRIPT = f"""import jupyterlit as st
st.set_page_config(page_title={BREAKS_OUT!r}, page_icon="</title><script>alert(1)</script>")
st.title({BREAKS_OUT!r})
st.text("user " + repr(st.user.to_dict()))
st.text_input("secret")
st.audio(b"<script>alert(1)</script>" * 10)
"""
ALIKE = f"""import jupyterlit as st
st.markdown({BREAKS_OUT!r})
st.text_input("secret")
"""
NAMED = "<img_src=x_onerror=alert(1)>"  # a file may be called so


class Many(NamedTuple):
    """A server of several apps, and who says who visitors are."""

    server: Server
    folder: Path
    provider: FakeProvider

    async def visitor(self, app: str = "one") -> Client:
        """Return a browser that has been at an app."""
        client = self.server.client()
        await client.get(f"/{app}/")
        return client

    async def log_in(self, client: Client, user: str, **claims: Any) -> HTTPResponse:
        """Go to the provider and back."""
        self.provider.claims = {"sub": user, "name": user, **claims}
        sent = await client.get(f"/lit/login?{urlencode({'app': 'one', 'next': '/one/'})}")
        assert sent.code == 302, sent.body
        return await client.get(f"/oauth2callback?{self.provider.log_in(sent.headers['Location'])}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def many(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Many]:
    """Apps for everybody, to which one can log in."""
    folder = tmp_path_factory.mktemp("many")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text("[server]\nenableStaticServing = true\n")
    (folder / "outside.txt").write_text(OUTSIDE)
    apps = folder / "apps"
    (apps / "static" / ".git").mkdir(parents=True)
    (apps / "static" / "ok.txt").write_text("fine")
    (apps / "static" / ".git" / "config").write_text(OUTSIDE)
    (apps / "static" / ".secrets").write_text(OUTSIDE)
    (apps / "static" / "link").symlink_to(apps / "static" / ".secrets")
    (apps / "static" / "folder").symlink_to(apps / "static" / ".git")
    (apps / "static" / "etc").symlink_to("/etc")
    for name, text in (("one", SCRIPT), ("two", SCRIPT), ("alike", ALIKE), (NAMED, ALIKE)):
        (apps / f"{name}.py").write_text(f'"""{BREAKS_OUT}."""\n{text}')
    (apps / "one.png").symlink_to(folder / "outside.txt")
    async with fake_provider() as provider:
        flags = ("--public", "--toolbar=viewer", "--JupyterLit.session_rate=0")
        async with serving(apps, *flags, JUPYTERLIT_ADMIN_TOKEN=ADMIN) as server:
            section = {
                "redirect_uri": f"http://127.0.0.1:{server.port}/oauth2callback",
                "cookie_secret": secrets.token_hex(16),
                "client_id": CLIENT,
                "client_secret": SECRET,
                "server_metadata_url": f"{provider.issuer}/.well-known/openid-configuration",
            }
            lines = [f"{name} = {json.dumps(value)}" for name, value in section.items()]
            (apps / ".streamlit").mkdir()
            (apps / ".streamlit" / "secrets.toml").write_text("\n".join(["[auth]", *lines]))
            yield Many(server, apps, provider)


async def user_of(client: Client, app: str = "one") -> str:
    """Return what the app says of who is there."""
    page = await Page.open(client, app)
    page.socket.connection.close()
    (said,) = [body for body in page.bodies if body.startswith("user ")]
    return said


def files_of(page: Page) -> list[str]:
    found = re.findall(r'"id": "([0-9a-f]{32})"', json.dumps(list(page.elements.values())))
    return [f"{page.socket.welcome['media']}{file}" for file in found]


NOBODY = "user {'is_logged_in': False}"


# Logins


async def test_a_session_is_of_whom_it_was_when_it_began(many: Many) -> None:
    """Not of who logs in at the same browser afterwards, of another user, or of nobody once they are gone."""
    client = await many.visitor()
    sessions = [await Page.open(client, "one")]
    for name in ("ann", "bob", "carl"):
        assert (await many.log_in(client, name)).headers["Location"] == "/one/"
        assert f"'name': '{name}'" in await user_of(client)
        for before in sessions[-2:]:
            assert {(await client.get(address)).code for address in files_of(before)} == {404}
            before.socket.connection.close()
            page = await Page.open(client, "one", before.socket.id)
            assert page.socket.id != before.socket.id
            page.socket.connection.close()
        sessions.append(page := await Page.open(client, "one"))
        assert {(await client.get(address)).code for address in files_of(page)} == {200}
    origin = f"http://127.0.0.1:{many.server.port}"
    assert (await client.send("/lit/logout?app=one", b"", method="POST", Origin=origin)).code == 200
    assert await user_of(client) == NOBODY
    for before in sessions[1:]:
        assert {(await client.get(address)).code for address in files_of(before)} == {404}


async def test_a_login_that_is_copied_opens_no_session_of_its_owners(many: Many) -> None:
    ann, thief = await many.visitor(), await many.visitor()
    await many.log_in(ann, "ann")
    hers = await Page.open(ann, "one")
    (login,) = [name for name in ann.cookies if name.startswith("jupyterlit-login")]
    thief.cookies[login] = ann.cookies[login]
    assert "'name': 'ann'" in await user_of(thief)
    assert {(await thief.get(address)).code for address in files_of(hers)} == {404}
    stolen = await Page.open(thief, "one", hers.socket.id)
    assert stolen.socket.id != hers.socket.id


async def test_what_is_no_login_of_this_server_is_nobodys(many: Many) -> None:
    ann, eve = await many.visitor(), await many.visitor()
    await many.log_in(ann, "ann")
    (name,) = [name for name in ann.cookies if name.startswith("jupyterlit-login")]
    sent = await eve.get("/lit/login?app=one")
    assert sent.code == 302
    (flow,) = [name for name in eve.cookies if name.startswith("jupyterlit-flow")]
    good = ann.cookies[name]
    (visitor,) = [value for name, value in eve.cookies.items() if name.startswith("jupyterlit-visitor")]
    for value in (
        good[:-2], good[2:], good[:20] + ("A" if good[20] != "A" else "B") + good[21:], good + "AAAA", good * 2,
        eve.cookies[flow], eve.cookies[flow].partition(".")[2], visitor, "", "A" * 3500, "é".encode().hex(), "====",
    ):  # fmt: skip
        eve.cookies[name] = value
        assert await user_of(eve) == NOBODY, value
    del eve.cookies[name]
    eve.cookies[f"{name}-1"] = good  # the second part of none
    eve.cookies["jupyterlit-login"] = good
    eve.cookies[name.replace("127-0-0-1", "localhost")] = good
    assert "'name': 'ann'" in await user_of(ann)


async def test_a_login_is_of_the_browser_that_has_begun_it_and_ends_once(many: Many) -> None:
    """Nobody is logged in as somebody else by a link, a state of their own, another app's, or a code used before."""
    ann, eve = await many.visitor(), await many.visitor()
    many.provider.claims = {"sub": "eve"}
    sent = await eve.get("/lit/login?app=one")
    back = f"/oauth2callback?{many.provider.log_in(sent.headers['Location'])}"
    assert (await ann.get(back)).code == 400  # eve's link
    assert await user_of(ann) == NOBODY
    (flow,) = [name for name in eve.cookies if name.startswith("jupyterlit-flow")]
    value = eve.cookies[flow]
    for changed in (
        f"{b'two'.hex()}.{value.partition('.')[2]}", f"{b'alike'.hex()}.{value.partition('.')[2]}", value[:-3], "",
        f"{'x' * 3}.{value}", f"{b'../one'.hex()}.{value.partition('.')[2]}",
    ):  # fmt: skip
        eve.cookies[flow] = changed
        answer = await eve.get(back)
        assert answer.code in (400, 404)
        assert not any(name.startswith("jupyterlit-login") and each for name, each in eve.cookies.items())
    eve.cookies[flow] = value
    for broken in ("?state=", "?code=abc", f"{back[15:]}x", "?state=%00&code=%00", f"?state={'a' * 43}&code=x"):
        assert (await eve.get(f"/oauth2callback{broken}")).code == 400, broken
    state = dict(part.split("=") for part in back.partition("?")[2].split("&"))["state"]
    refused = await eve.get(f"/oauth2callback?state={state}&error={quote(BREAKS_OUT)}")
    assert refused.code == 403
    assert harmless(refused)
    assert BREAKS_OUT.encode() not in refused.body
    assert (await eve.get(back)).code == 400  # its flow is over
    assert await user_of(eve) == NOBODY


async def test_no_other_site_logs_anybody_out(many: Many) -> None:
    ann = await many.visitor()
    await many.log_in(ann, "ann")
    for origin in ("http://evil.example", "null", "", "file://", f"http://127.0.0.1:{many.server.port}.evil.example"):
        for query in ("?app=one", "?app=one&token=x"):
            answer = await ann.send(f"/lit/logout{query}", b"", method="POST", Origin=origin)
            assert answer.code == 403, origin
    assert (await ann.get("/lit/logout?app=one")).code in (404, 405)
    assert "'name': 'ann'" in await user_of(ann)


async def test_headers_make_nobody_somebody(many: Many) -> None:
    """Neither a proxy's, the Hub's, nor Jupyter's: no proxy is trusted here."""
    names = [
        "X_Forwarded_User", "X_Remote_User", "Remote_User", "X_Forwarded_Email", "X_Forwarded_Groups",
        "X_Auth_Request_User",
        "X_Jupyterhub_User", "X_JupyterHub_Activity", "Cf_Access_Authenticated_User_Email", "X_Webauth_User",
    ]  # fmt: skip
    headers = dict.fromkeys(names, "admin") | {"X_Forwarded_For": "127.0.0.1", "X_Real_Ip": "127.0.0.1"}
    client = await many.visitor()
    socket = await client.connect("/lit/ws/one", **headers)
    await socket.hello()
    page = Page(socket)
    await page.send({"type": "attach"})
    await page.read("run_ended")
    assert NOBODY in page.bodies
    for path in ("/lit/admin", "/lit/admin/api/state"):
        assert (await client.get(path, **headers)).code == 403


# Several apps


async def test_a_session_of_one_app_is_none_of_another(many: Many) -> None:
    client = await many.visitor()
    page = await Page.open(client, "one")
    for app in ("two", "alike"):
        other = await Page.open(client, app, page.socket.id)
        assert other.socket.id != page.socket.id
        assert other.socket.welcome["app"] == app
        other.socket.connection.close()
    for key in ("one/", "./one", "One", "../one", "one.py", "%6fne/x", "one%00", "apps/one", "", "two/../one"):
        try:
            socket = await client.connect(f"/lit/ws/{quote(key)}" if "%" not in key else f"/lit/ws/{key}")
        except HTTPClientError:  # it is another address, of which no socket is
            continue
        await socket.write('{"session":null}')
        code, _ = await socket.closed()
        assert code in (4404, None), key
    assert {(await client.get(address)).code for address in files_of(page)} == {200}


async def test_no_hidden_file_and_nothing_outside_is_shown(many: Many) -> None:
    client = await many.visitor()
    assert (await client.get("/one/app/static/ok.txt")).body == b"fine"
    for path in (
        "app/static/.git/config", "app/static/.secrets", "app/static/%2egit/config", "app/static/link",
        "app/static/folder/config", "app/static/etc/passwd", "app/static/../one.py",
        "app/static/../.streamlit/secrets.toml",
        "app/static/x/../.secrets", ".streamlit/secrets.toml", "one.py", "../outside.txt", "app/static/",
    ):  # fmt: skip
        for app in ("one", "two", quote(NAMED)):
            answer = await client.get(f"/{app}/{path}")
            assert answer.code in (301, 302, 403, 404), path
            assert OUTSIDE.encode() not in answer.body, path
            assert b"client_secret" not in answer.body, path
    for name in ("one", "two", "../outside", "..%2foutside", "one.png", "%2e%2e/apps/one", quote(NAMED)):
        answer = await client.get(f"/lit/picture/{name}")
        assert answer.code in (403, 404), name
        assert OUTSIDE.encode() not in answer.body


# Pages


class Found(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, policy: str) -> None:
        super().__init__()
        nonce = re.search(r"'nonce-([\w-]{22})'", policy)
        self._nonce = nonce[1] if nonce else None
        self.wrong: list[str] = []
        self.data: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on") or name in ("srcdoc", "style")]
        if tag in ("img", "iframe", "object", "embed", "base", "svg"):
            self.wrong.append(tag)
        if tag == "script":
            self._inside = given.get("type") == "application/json"
            ours = str(given.get("src", "")).startswith("/lit/static/") or given.get("nonce") == (self._nonce or "")
            if not self._inside and not ours:
                self.wrong.append("script")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def harmless(answer: HTTPResponse) -> bool:
    """Tell whether nothing in a page is what an author or a visitor has called something."""
    found = Found(answer.headers.get("Content-Security-Policy", ""))
    found.feed(answer.body.decode())
    found.close()
    for data in found.data:
        json.loads(data)
    assert found.wrong == []
    return True


async def test_no_text_becomes_a_part_of_a_page(many: Many) -> None:
    """Titles, descriptions, icons, names of files and of users: on the gallery, apps' pages and the admin's."""
    client = await many.visitor()
    async with asyncio.timeout(LONG):
        while b'id="jupyterlit-first"' not in (await client.get("/alike/")).body:
            await Page.open(await many.visitor("alike"), "alike")
    await many.log_in(client, BREAKS_OUT[:200], name=BREAKS_OUT)
    await Page.open(client, "one")
    shown = {path: await client.get(path) for path in ("/", "/one/", "/two/", "/alike/", f"/{quote(NAMED)}/")}
    shown["/nowhere"] = await client.get(f"/{quote(BREAKS_OUT)}?{quote(BREAKS_OUT)}")
    query = urlencode({"app": "one", "provider": BREAKS_OUT, "next": BREAKS_OUT})
    shown["/lit/login"] = await client.get(f"/lit/login?{query}")
    for path, answer in shown.items():
        assert answer.code in (200, 302, 404, 500), (path, answer.code)
        assert harmless(answer), path
    for page in ("/one/", "/alike/"):
        assert BREAKS_OUT[:20].encode() not in shown[page].body
    admin = many.server.client()
    await admin.get("/lit/admin")
    form = urlencode({"token": ADMIN, "_xsrf": admin.cookies["_xsrf"]}).encode()
    assert (await admin.send("/lit/admin", form, method="POST")).code == 302
    page, state = await admin.get("/lit/admin"), await admin.get("/lit/admin/api/state")
    assert harmless(page)
    assert state.headers["Content-Type"] == "application/json"
    assert state.headers["X-Content-Type-Options"] == "nosniff"
    told = json.loads(state.body)
    assert any(BREAKS_OUT[:50] in session["user"] for session in told["sessions"])
    for guarded in (ADMIN, *client.cookies.values()):
        assert len(guarded) < 8 or guarded not in state.body.decode()


async def test_what_one_visitor_has_is_in_no_page_of_anothers(many: Many) -> None:
    """A page is the same for all, whatever headers and queries others have come with, and what they have entered."""
    mark = f"mine-{secrets.token_hex(8)}"
    odd = {
        "X_Forwarded_Host": f"{mark}.example", "X_Original_Url": f"/{mark}", "X_Rewrite_Url": f"/{mark}",
        "User_Agent": mark, "Forwarded": f"host={mark}", "X_Forwarded_Prefix": f"/{mark}", "X_Forwarded_Proto": "https",
        "Referer": f"http://{mark}/", "Accept_Language": mark,
    }  # fmt: skip
    for _ in range(3):
        client = await many.visitor("alike")
        await client.get(f"/alike/?{mark}=1", **odd)
        page = await Page.open(client, "alike")
        await page.rerun(secret=mark)
        again = await client.get("/alike/")
        assert mark.encode() not in again.body
    for path in ("/alike/", "/alike/?x=1", "/", "/one/"):
        plain, strange = [await many.server.client().get(path, **headers) for headers in ({}, odd)]
        for answer in (plain, strange):
            assert mark.encode() not in answer.body + str(list(answer.headers.get_all())).encode(), path
            assert "no-cache" in answer.headers["Cache-Control"]
            assert "public" not in answer.headers["Cache-Control"]
        assert without_nonces(plain) == without_nonces(strange), path


def without_nonces(answer: HTTPResponse) -> str:
    return re.sub(r'nonce="[\w-]{22}"', "", answer.body.decode())


# What browsers are told


async def test_each_kind_of_page_says_what_a_browser_may_do_with_it(many: Many) -> None:
    client = await many.visitor()
    await client.get("/lit/admin")
    found: dict[str, str] = {}
    for path in (
        "/", "/one/", "/two/", "/lit/admin", "/lit/admin/api/state", "/lit/health", "/lit/metrics", "/login", "/logout",
        "/nowhere", "/lit/login?app=one", "/oauth2callback", "/lit/frame", "/one/app/static/ok.txt", "/lit/picture/two",
        "/lit/static/manifest.json", "/api", "//evil.example/",
    ):  # fmt: skip
        headers = (await client.get(path)).headers
        policy = headers.get("Content-Security-Policy", "")
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers.get("Server", "jupyterlit") == "jupyterlit", path
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", ""), path
        assert "script-src 'unsafe-inline'" not in policy, path
        found[path] = "".join(
            (
                "F" if "frame-ancestors 'none'" in policy else "f" if "frame-ancestors 'self'" in policy else "-",
                "D" if "default-src 'none'" in policy else "S" if policy.startswith("sandbox") else "-",
                "b" if "base-uri 'none'" in policy else "-",
                "s" if "sandbox" in policy else "-",
                "r" if headers.get("Referrer-Policy") in ("same-origin", "no-referrer") else "-",
                "p" if headers.get("Permissions-Policy", "").startswith("camera=()") else "-",
                "o" if headers.get("Cross-Origin-Opener-Policy") == "same-origin" else "-",
                "c" if re.search("no-store|private", headers.get("Cache-Control", "")) else "-",
            )
        )
    assert found == EXPECTED


# Whose frames it may stand in, whether it loads nothing unless it says so, may not move its addresses, is sandboxed,
# names itself to others, may use cameras, is opened by others, and is kept for others.
EXPECTED = {
    "/": "fDb-rp--",
    "/one/": "fDb-r--c",
    "/two/": "fDb-r--c",
    "/lit/admin": "FDb-rpoc",
    "/lit/admin/api/state": "FDb-rp--",
    "/lit/health": "f---rp-c",
    "/lit/metrics": "f---rp--",
    "/login": "fDb-rp-c",
    "/logout": "f---rp--",
    "/nowhere": "f---rp--",
    "/lit/login?app=one": "fDb-rp-c",
    "/oauth2callback": "fDb-rp-c",
    "/lit/frame": "fS-s----",
    "/one/app/static/ok.txt": "-D-srp--",
    "/lit/picture/two": "f---rp--",
    "/lit/static/manifest.json": "--------",
    "/api": "fD--rp--",
    "//evil.example/": "FD------",
}


async def test_what_watches_the_server_learns_nothing_else(many: Many) -> None:
    client = many.server.client()
    for path in ("/lit/health", "/lit/ready"):
        answer = await client.get(path)
        assert list(json.loads(answer.body)) == ["status"]
        assert os.environ.get("HOSTNAME", "localhost") not in str(list(answer.headers.get_all()))
    for path in ("/lit/metrics", "/metrics", "/lit/admin/api/state"):
        for header in ("", "Bearer x", f"Bearer {ADMIN}x", "Basic YWRtaW46YWRtaW4="):
            answer = await client.get(path, Authorization=header)
            assert answer.code in (302, 403, 404, 429), path
            assert b"jupyterlit_" not in answer.body


async def test_after_all_that_the_server_is_as_it_was(many: Many) -> None:
    """Nobody has met an error of ours, and no token is in the log."""
    wrong = re.compile(r"Traceback|has stopped|could not be dealt with|Uncaught|Task exception")
    assert [line for line in many.server.lines if wrong.search(line)] == []
    assert not [line for line in many.server.lines if ADMIN in line or SECRET in line]
