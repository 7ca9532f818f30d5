"""What attackers can do to a served app: nothing.

=== Threat model ===

What is guarded: the machine and the server's process (its files, token, password, cookie secret, session key); the
Jupyter API and the kernels; each visitor's session (its values, state, page, id), files and media; that the app goes
on for the others. What is not: an app's author from himself. His code runs as the server's user and can do what that
may; who serves notebooks of people he does not trust needs containers: kernels behind a gateway.

| who attacks | with what | tried in |
|---|---|---|
| a visitor with the page open | any HTTP request | here: routes, paths, sizes |
| | any frame on the socket, sizes, rates | test_attacks_frames, tests/server/test_relay |
| | any value for a widget, any message of the protocol | test_attacks_values |
| | files: names, sizes, gaps, too many | test_uploads, tests/server/test_upload |
| | changes of models of ipywidgets | tests/state/test_session_models, test_models |
| another visitor of the same app | ids and addresses of somebody else, guessed or known | here |
| | sessions from before a login, copied logins, first pages of others | test_attacks_people |
| a visitor of another app | sessions, files and addresses of this one | test_attacks_people |
| who is no administrator | tokens tried out, headers of proxies, HTML as names | test_attacks_people, test_admin_page |
| a page of another origin | links, forms, fetch, sockets, frames | here: origin, host, XSRF, CSP |
| who reads what the visitor sees | pages, headers, logs, the environment | here: the token is nowhere |
| another user of the machine | the kernels' sockets, files of uploads and sessions | here, tests/server/test_stores |
| a hostile notebook | what an app is told of visitors, and of the environment | here, tests/server/test_visitors |
| a store or Redis that others write to | damaged, moved and foreign records | tests/server/test_sealed_store |
| who says who visitors are, or seems to | answers that lie | tests/server/test_login_handlers |

Limits of this design, for administrators: whoever takes one kernel's time takes it from all its sessions (`--isolate`
parts them); a widget of ipywidgets that the author shows to all visitors is theirs together, as far as its package is
to be trusted with what they set; a regular expression of the author's is tried on what visitors type; components and
`st.html(unsafe_allow_javascript=True)` run with the rights of the page, as their author wishes. Several apps of one
server have one origin and one user of the machine: their authors trust each other. A gateway is trusted with all that
its kernels have, a provider of logins with who visitors are, a trusted proxy with both: whoever has one of them has
the apps' visitors, yet not this machine. A login that is stolen with its cookie goes on until it expires. Who is behind
a proxy that is not named as one shares its budget of wrong passwords with all who come by it.
"""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable

import psutil
import pytest
from tornado.httpclient import HTTPClientError, HTTPResponse

from jupyterlit.protocol.handles import handle_of
from tests.integration.attacked import OUTSIDE, SESSION_KEY, TOKEN, Place, Places, cookie_of, place, places, public, raw
from tests.integration.server import Page

__all__ = ["place", "places", "public"]  # fixtures
pytestmark = pytest.mark.asyncio(loop_scope="module")

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Of Jupyter Server, JupyterLab, the classic notebook, and of extensions that may be installed beside them.
JUPYTER = [
    "api", "api/status", "api/me", "api/kernels", "api/kernels/x", "api/kernels/x/channels", "api/kernels/x/interrupt",
    "api/kernels/x/restart", "api/kernelspecs", "api/kernelspecs/python3", "api/sessions", "api/sessions/x",
    "api/contents", "api/contents/app.py", "api/contents/app.py/checkpoints", "api/contents/.streamlit",
    "api/contents/x/trust", "api/terminals", "api/terminals/1", "terminals/websocket/1", "api/shutdown", "api/config/x",
    "api/nbconvert", "nbconvert/html/app.py", "api/security/csp-report", "api/spec.yaml", "api/metrics/v1",
    "api/events",
    "api/events/subscribe", "files/app.py", "view/app.py", "edit/app.py", "tree", "tree/app.py", "notebooks/app.py",
    "lab", "lab/tree/app.py", "lab/api/settings", "lab/api/workspaces", "lab/extensions/x", "lsp/status",
    "nbextensions/x/index.js", "kernelspecs/python3/logo-64x64.png", "custom/custom.css", "metrics", "lit/metrics",
    "lit/admin", "lit/admin/", "lit/api", "lit", "lit/", "terminals/1", "jupyterlab/api", "proxy/8888", "debug", "..",
]  # fmt: skip
# Jupyter Server tells everybody its version; who has the token is its user and administrator.
OPEN = {("GET", "api"), ("OPTIONS", "api")}
FOR_USERS = {("GET", "metrics"), ("GET", "lit/metrics"), ("GET", "lit/admin"), ("GET", "lit/admin/")}


def nothing(response: HTTPResponse) -> bool:
    """Tell whether an answer gives nothing: it refuses, or sends on to somewhere on this server, such as the login."""
    where = response.headers.get("Location", "")
    inside = response.code in (301, 302) and re.match(r"/(?![/\\\\])", where) is not None
    return inside or response.code in (400, 403, 404, 405, 426)


# Jupyter


async def test_no_visitor_reaches_anything_of_jupyters(place: Place) -> None:
    visitor = await place.visitor()
    xsrf = visitor.cookies.get("_xsrf", "")
    found: set[tuple[str, str]] = set()
    for path in JUPYTER:
        for method in METHODS:
            body = b"{}" if method in ("POST", "PUT", "PATCH") else None
            answer = await visitor.send(f"/{path}", body, method=method, X_XSRFToken=xsrf)
            if not nothing(answer):
                found.add((method, path))
            assert OUTSIDE.encode() not in answer.body
    assert found == (OPEN if place.public else OPEN | FOR_USERS)


async def test_who_has_no_token_sees_no_page_and_no_session_where_one_is_asked_for(places: Places) -> None:
    place = await places.get("token")
    owner = await place.guest()
    stranger = place.client()
    for path in ("/", "/app", "/lit/app/app.py", "/app/static/ok.txt", *owner.addresses):
        for query in ("", "?token=", "?token=wrong", f"?token={TOKEN[:-1]}"):
            answer = await stranger.get(f"{path}{query}")
            assert nothing(answer), (path, query)
            assert owner.secret.encode() not in answer.body
    for path in ("/lit/ws/app", "/lit/ws/app?token=wrong"):
        with pytest.raises(HTTPClientError, match="403"):
            await stranger.connect(path)
    await owner.lives()


async def test_no_address_sends_a_browser_elsewhere(place: Place) -> None:
    cookies = cookie_of(await place.visitor())
    for target in (
        "//evil.example/",
        "//evil.example/%2e%2e/",
        "/\\\\evil.example/",
        "/%5cevil.example/",
        "//evil.example/?token=x",
        "/lit/admin//evil.example/",
        "/login?next=//evil.example",
        "/login?next=https://evil.example",
        "/login?next=/\\\\evil.example",
        "/logout?next=//evil.example",
        f"//evil.example/?token={TOKEN}",
        f"/login?token={TOKEN}&next=//evil.example",
        "/lit//evil.example/",
        "/?next=//evil.example&token=x",
        "/\t/evil.example/",
        "/lit/app//evil.example/a.py?token=x",
    ):
        answer = (await raw(place.server.port, target, "GET", cookies)).partition(b"\r\n\r\n")[0].decode()
        for where in re.findall(r"(?im)^(?:location|refresh): *(\S*)", answer):
            assert re.match(r"/(?![/\\\\])", where), (target, where)


# The token, and what the app's code can see


async def test_the_token_and_the_keys_are_in_nothing_that_visitors_or_apps_see(place: Place) -> None:
    guest = await place.guest()
    seen = [json.dumps(guest.page.messages), *guest.page.bodies]
    for path in ("/", "/app", "/lit/frame", "/login", "/nowhere", "/app/static/ok.txt", "/health", "/ready"):
        answer = await guest.client.get(path, Referer=f"http://127.0.0.1/?token={TOKEN}")
        seen += [answer.body.decode(), str(list(answer.headers.get_all()))]
    seen += place.server.lines[1:]  # the first one is for who has started it
    for text in seen:
        assert TOKEN not in text
        assert SESSION_KEY not in text
    # The app is told of its own cookies, and of none that lets somebody in.
    names = {name for name in guest.client.cookies if not re.match(r"_xsrf|jupyter|username-", name)}
    (told,) = [body for body in guest.page.bodies if body.startswith("told ")]
    headers, cookies, _ = json.loads(told.removeprefix("told "))
    assert set(cookies) == names == set()
    assert {name.lower() for name in headers} & {"cookie", "authorization", "x-xsrftoken"} == set()
    assert all(value not in told for value in guest.client.cookies.values())


# Another visitor's session


async def test_who_knows_everything_of_another_session_has_nothing_of_it(place: Place) -> None:
    ann, eve = await place.guest(), await place.guest()
    assert ann.files
    assert ann.page.socket.id != eve.page.socket.id
    stolen = await Page.open(eve.client, "app", ann.page.socket.id)
    assert stolen.socket.id != ann.page.socket.id
    assert ann.secret not in json.dumps(stolen.messages)
    for address in ann.addresses:
        method = "HEAD" if "/upload/" in address else "GET"
        for thief in (eve.client, await place.visitor(), place.client()):
            assert nothing(await thief.get(address, method=method)), address
            assert nothing(await thief.send(address, b"x", Upload_Offset="0")), address
        # Her own files under another's handle, and another's under hers.
        mixed = address.replace(handle_of(ann.page.socket.id), handle_of(eve.page.socket.id))
        answer = await eve.client.get(mixed, method=method)
        assert ann.secret.encode() not in answer.body
    (own, *_) = ann.addresses
    assert (await ann.client.get(own)).code == 200
    await ann.lives()
    await eve.lives()


async def test_a_cookie_that_is_changed_or_anothers_is_nobodys(place: Place) -> None:
    ann = await place.guest()
    (own, *_) = ann.addresses
    (name,) = [name for name in ann.client.cookies if name.startswith("jupyterlit-visitor")]
    thief = await place.visitor()
    good = ann.client.cookies[name]
    bad = [
        good[:-1],
        good + "0",
        good.replace("|", "%7C"),
        "",
        "x" * 4000,
        "2|1:0|10:0|1:a|4:YWJj|" + "0" * 64,
        good[::-1],
    ]
    for value in bad:
        thief.cookies[name] = value
        assert nothing(await thief.get(own)), value
    await ann.lives()


GUESSES: list[Callable[[str], str]] = [
    lambda id: id[:-1], lambda id: id + "a", lambda id: id.swapcase(), lambda id: id[::-1],
    lambda id: "", lambda id: "0" * len(id), lambda id: id.replace(id[0], "*"), lambda id: "../" + id,
    lambda id: id + "\0", lambda id: "\u202e" + id, lambda id: "%00", lambda id: id + "%0a", lambda id: "x" * 60_000,
    lambda id: "' OR 1=1 --", lambda id: "*", lambda id: id[:20] + "\n" + id[20:],
]  # fmt: skip


async def test_no_guess_at_an_id_is_anothers_session(place: Place) -> None:
    ann, eve = await place.guest(), await place.visitor()
    for guess in GUESSES:
        page = await Page.open(eve, "app", guess(ann.page.socket.id))
        assert page.socket.id not in (ann.page.socket.id, guess(ann.page.socket.id))
        assert ann.secret not in json.dumps(page.messages)
        page.socket.connection.close()
    for wrong in (1, True, [ann.page.socket.id], {"session": ann.page.socket.id}, "\ud800"):
        socket = await eve.connect("/lit/ws/app")
        await socket.write(json.dumps({"session": wrong}))
        code, _ = await socket.closed()
        assert code == 4400, wrong
    handle, (file, *_) = handle_of(ann.page.socket.id), ann.files
    for guess in GUESSES:
        for address in (
            f"/lit/media/{guess(handle)}/{file}",
            f"/lit/media/{handle}/{guess(file)}",
            f"/lit/upload/{handle}/{guess(file)}",
        ):
            target = address.encode().replace(b"\0", b"%00").replace(b"\n", b"%0A").replace(b" ", b"%20")
            answer = await raw(place.server.port, target, "GET", cookie_of(eve))
            assert ann.secret.encode() not in answer
            assert answer == b"" or re.match(rb"HTTP/1.1 (30[12]|40\d|414|431) ", answer), (target[:200], answer[:100])
    await ann.lives()


# Paths


TRICKS = [
    "../outside.txt", "..%2foutside.txt", "%2e%2e/outside.txt", "%2e%2e%2foutside.txt", "..%5coutside.txt",
    "..\\\\outside.txt",
    "sub/../../outside.txt", "%252e%252e%252foutside.txt", "....//outside.txt", "..;/outside.txt", "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd", "~/outside.txt", "file:///etc/passwd", "link.txt", "folder/outside.txt",
    "folder/.streamlit/secrets.toml",
    "sub/up/passwd", ".hidden", "%2ehidden", "sub/../.hidden", "..", ".", "", "%00", "ok.txt%00.png", "ok.txt/",
    "ok.txt/..", "pipe",
    "CON", "NUL", "ok.txt::$DATA", "%c0%ae%c0%ae/outside.txt", "%ff%fe", "%u002e%u002e/outside.txt", "a" * 5000,
    "a/" * 2000,
    "%E2%80%AE", "\u2025/outside.txt", "..%c1%9coutside.txt", "..%00/outside.txt", "../.streamlit/secrets.toml",
]  # fmt: skip
PLACES = (
    "/app/static/", "/lit/app/app.py/app/static/", "/lit/static/", "/lit/app/", "/lit/ws/", "/", "/lit/media/",
    "/lit/component/",
    "/lit/upload/", "/static/", "/lit/frame/", "/lit/",
)  # fmt: skip
MARKS = (OUTSIDE.encode(), b"root:x:", b"root:*:")


async def test_no_path_leads_out_of_what_is_served(place: Place) -> None:
    guest = await place.guest()
    welcome = guest.page.socket.welcome
    component = welcome["media"].replace("/media/", "/component/")
    folders = [
        *PLACES,
        welcome["media"],
        f"{welcome['media']}{guest.files[0]}/",
        component,
        f"{component}{guest.files[0]}/",
    ]
    cookies = cookie_of(guest.client)
    for folder in folders:
        for trick in TRICKS:
            answer = await raw(place.server.port, (folder + trick).encode(), "GET", cookies)
            assert not any(mark in answer for mark in MARKS), (folder, trick)
            assert b"Traceback" not in answer, (folder, trick)
            assert b" 500 " not in answer[:20], (folder, trick)
    assert b"fine" in await raw(place.server.port, "/app/static/ok.txt", "GET", cookies)
    await guest.lives()


# Pages of other origins


FOREIGN = (
    "http://evil.example",
    "https://127.0.0.1.evil.example",
    "null",
    "http://127.0.0.1:1",
    "file://",
    "http://127.0.0.1@evil.example",
)


async def test_pages_of_other_origins_have_no_socket_and_send_nothing(place: Place) -> None:
    guest = await place.guest()
    upload = guest.addresses[-1]
    for origin in FOREIGN:
        for path in ("/lit/ws/app", f"/lit/ws/app?token={TOKEN}"):
            with pytest.raises(HTTPClientError, match="403"):
                await guest.client.connect(path, Origin=origin)
        for path in (upload, f"{upload}?token={TOKEN}"):
            assert (await guest.client.send(path, b"x", Upload_Offset="0", Origin=origin)).code == 403
        answer = await guest.client.get(guest.addresses[0], Origin=origin)
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    await guest.lives()


async def test_what_changes_something_asks_for_the_pages_own_token_against_forgery(place: Place) -> None:
    guest = await place.guest()
    for path in (
        "/",
        "/login",
        "/logout",
        "/app",
        "/lit/frame",
        "/lit/app/app.py",
        "/lit/ws/app",
        *guest.addresses[:-1],
    ):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            answer = await guest.client.send(
                path, None if method == "DELETE" else b"a=b", method=method, Origin=FOREIGN[0]
            )
            assert answer.code in (403, 404, 405), (path, method, answer.code)
    await guest.lives()


async def test_a_name_that_is_not_the_servers_is_answered_by_nothing_on_this_machine(place: Place) -> None:
    """A page of evil.example whose name points to 127.0.0.1 is of the server's origin, as far as a browser knows."""
    guest = await place.guest()
    for host in ("evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.nip.io"):
        for path in ("/", "/login", "/logout", "/nowhere", "/api", "/health", "/lit/admin", *guest.addresses[:1]):
            answer = await guest.client.get(path, Host=host)
            assert answer.code == 403, (host, path)
        with pytest.raises(HTTPClientError, match="403"):
            await guest.client.connect("/lit/ws/app", Host=host, Origin=f"http://{host}")


async def test_what_pages_may_do_is_written_down_and_texts_never_run(place: Place) -> None:
    guest = await place.guest()
    answers = {
        path: await guest.client.get(path) for path in ("/", "/lit/frame", "/login", "/nowhere", "/app/static/ok.txt")
    }
    for path, answer in answers.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", ""), path
        assert "frame-ancestors 'self'" in policy or "sandbox" in policy, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
    scripts = re.search(r"script-src ([^;]*)", answers["/"].headers["Content-Security-Policy"])
    assert scripts is not None
    nonce = re.fullmatch(r"'self' 'wasm-unsafe-eval' 'nonce-([\w-]{22})'", scripts[1])
    assert nonce is not None
    again = await guest.client.get("/")
    assert nonce[1] not in str(list(again.headers.get_all())) + again.body.decode()
    sandbox = answers["/lit/frame"].headers["Content-Security-Policy"]
    assert "allow-same-origin" not in sandbox
    assert "allow-top-navigation" not in sandbox


async def test_no_file_of_a_visitor_or_an_app_is_a_page_of_this_origin(place: Place) -> None:
    guest = await place.guest()
    assert len(guest.files) == 2
    for address in guest.addresses[: len(guest.files)]:
        answer = await guest.client.get(address)
        assert answer.code == 200
        shown = answer.headers["Content-Type"]
        assert shown == "application/octet-stream" or answer.headers["Content-Disposition"].startswith("attachment")
        assert "/" not in answer.headers["Content-Disposition"].partition(";")[2].replace("UTF-8''", "")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("page.html", "page.xhtml", "script.js", "page.xml", "picture.svg"):
        answer = await guest.client.get(f"/app/static/{name}")
        assert answer.headers["Content-Type"].startswith(("text/plain", "image/svg+xml"))
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "script-src" not in answer.headers["Content-Security-Policy"]


# The machine, and the end


async def test_other_users_of_the_machine_reach_no_kernel_and_no_file(place: Place) -> None:
    guest = await place.guest()
    folder = place.folder
    await guest.page.send(
        {
            "type": "upload_begin",
            "request": 1,
            "upload": "1" * 32,
            "widget": guest.page.id_of("file"),
            "name": "n",
            "size": 3,
        }
    )
    assert "error" not in await guest.page.read("upload_state")
    found = [
        path for path in folder.rglob("*") if re.search(r"jupyterlit-(?:uploads|kernels)|sessions|/kernel", str(path))
    ]
    assert found
    for path in found:
        closed = any(
            stat.S_IMODE(each.stat().st_mode) & 0o077 == 0
            for each in (path, *path.parents)
            if each.is_relative_to(folder) and each != folder
        )
        assert closed, path
    server, *kernels = place.server.processes()
    assert {port for _, port in listening(server)} == {place.server.port}
    for kernel in kernels:  # ipykernel takes what child processes print there, and asks for 16 random bytes with it
        assert {address for address, _ in listening(kernel)} <= {"127.0.0.1"}
        assert len(listening(kernel)) <= 1


def listening(process: psutil.Process) -> set[tuple[str, int]]:
    """Return where a process listens on the network."""
    return {(each.laddr.ip, each.laddr.port) for each in process.net_connections("inet") if each.status == "LISTEN"}


async def test_after_all_that_the_server_is_as_it_was(place: Place) -> None:
    """The kernel has never died, nobody has met an error of ours, and little memory is gone."""
    guest = await place.guest()
    await guest.lives()
    said = [
        line
        for line in place.server.lines
        if re.search(r"Traceback|has stopped|could not be dealt with|Uncaught|Task exception", line)
    ]
    assert said == []
    assert not [line for line in place.server.lines if TOKEN in line][1:]
    server, *kernels = place.server.processes()
    assert server.memory_info().rss < 400_000_000
    assert all(kernel.memory_info().rss < 600_000_000 for kernel in kernels)
