"""What a proxy says is believed where the connection comes from a trusted one, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.web import HTTPError
from traitlets.config import Config

from jupyterlit.server.app_source import read_app
from jupyterlit.server.identity.identity import Identity
from jupyterlit.server.identity.proxy_headers import heed, proxy_identity, trusts, unbelieved
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from tests.server.client import Client, Socket, write_notebook
from tests.server.conftest import LOG, FakePool, Jupyter, StartJupyter, fake_kernel

USER = "X-Forwarded-User"


class Connection:
    """A TCP connection from an address."""

    def __init__(self, address: Any) -> None:
        self.context = self
        self.address = address
        self.remote_ip: str = address[0] if type(address) is tuple and address else "0.0.0.0"
        self.protocol = "http"


def request(peer: object = ("127.0.0.1", 5000), **headers: str) -> HTTPServerRequest:
    return asked([(name.replace("_", "-"), value) for name, value in headers.items()], peer)


def asked(headers: list[tuple[str, str]], peer: object = ("127.0.0.1", 5000)) -> HTTPServerRequest:
    """Return a request with these headers, as tornado reads them: bytes are characters."""
    sent = HTTPHeaders({"Host": "127.0.0.1:8501"})
    for name, value in headers:
        sent.parse_line(f"{name}: {value.encode().decode('latin-1')}\r\n")
    connection: Any = Connection(peer)
    return HTTPServerRequest(start_line=RequestStartLine("GET", "/", "HTTP/1.1"), headers=sent, connection=connection)


@pytest.mark.parametrize(
    ("proxies", "peer", "trusted"),
    [
        ("", "127.0.0.1", True),
        ("", "127.1.2.3", True),
        ("", "::1", True),
        ("", "::ffff:127.0.0.1", True),
        ("", "192.0.2.7", False),
        ("192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("192.0.2.7", "127.0.0.1", False),
        ("fd00::/8", "fd00::7", True),
        ("fd00::/8", "fe80::7%eth0", False),
        ("10.0.0.0/8", "not an address", False),
    ],
)
def test_the_other_end_of_the_connection_decides(proxies: str, peer: str, trusted: bool) -> None:
    options = JupyterLit(proxy_user_header=USER, trusted_proxies=proxies)
    asked = request((peer, 5000), X_Forwarded_User="ann", X_Forwarded_For="127.0.0.1, 192.0.2.7, 10.0.0.1")
    asked.remote_ip = "127.0.0.1"  # as tornado makes it of X-Forwarded-For where Jupyter is told to believe that
    assert trusts(options, asked) is trusted
    assert (proxy_identity(options, asked) is not None) is trusted


@pytest.mark.parametrize("peer", ["/run/app.sock", b"", "", None, ()])
def test_a_socket_of_the_file_system_is_no_proxy(peer: object) -> None:
    options = JupyterLit(proxy_user_header=USER, trusted_proxies="0.0.0.0/0")
    assert not trusts(options, request(peer, X_Forwarded_User="ann"))


def test_without_options_nobody_is_believed() -> None:
    assert not trusts(JupyterLit(), request(X_Forwarded_User="ann"))
    assert proxy_identity(JupyterLit(), request(X_Forwarded_User="ann")) is None
    assert proxy_identity(JupyterLit(trusted_proxies="127.0.0.1"), request(X_Forwarded_User="ann")) is None


# As oauth2-proxy, Authelia, authentik, Cloudflare Access and Azure write them.
@pytest.mark.parametrize(
    ("options", "headers", "identity"),
    [
        (
            {"user": USER, "email": "X-Forwarded-Email", "groups": "X-Forwarded-Groups"},
            [(USER, "ann"), ("X-Forwarded-Email", "ann@example.org"), ("X-Forwarded-Groups", "staff,ops")],
            Identity(
                "proxy:ann",
                {"name": "ann", "preferred_username": "ann", "email": "ann@example.org", "groups": ["staff", "ops"]},
                frozenset({"staff", "ops"}),
            ),
        ),
        (
            {"user": "Remote-User", "groups": "Remote-Groups"},
            [("Remote-User", "zoë"), ("Remote-Groups", "")],
            Identity("proxy:zoë", {"name": "zoë", "preferred_username": "zoë", "groups": []}),
        ),
        (
            {"user": "X-authentik-username", "groups": "X-authentik-groups"},
            [("X-authentik-username", "ann"), ("X-authentik-groups", "authentik Admins|staff")],
            Identity(
                "proxy:ann",
                {"name": "ann", "preferred_username": "ann", "groups": ["authentik Admins", "staff"]},
                frozenset({"authentik Admins", "staff"}),
            ),
        ),
        (
            {"user": "Cf-Access-Authenticated-User-Email"},
            [("Cf-Access-Authenticated-User-Email", "ann@example.org")],
            Identity(
                "proxy:ann@example.org",
                {"name": "ann@example.org", "preferred_username": "ann@example.org", "email": "ann@example.org"},
            ),
        ),
        (
            {"user": USER, "groups": "X-Forwarded-Groups"},
            [(USER, "UTF-8'de'Zo%C3%AB%2C%20M%C3%BCller"), ("X-Forwarded-Groups", "Büro|Küche")],
            Identity(
                "proxy:Zoë, Müller",
                {"name": "Zoë, Müller", "preferred_username": "Zoë, Müller", "groups": ["Büro", "Küche"]},
                frozenset({"Büro", "Küche"}),
            ),
        ),
        (
            {"user": USER},
            [(USER, "utf-8''100%")],  # no such encoding: a name as it stands
            Identity("proxy:utf-8''100%", {"name": "utf-8''100%", "preferred_username": "utf-8''100%"}),
        ),
        ({"user": "X-MS-CLIENT-PRINCIPAL-NAME"}, [("X-MS-CLIENT-PRINCIPAL-ID", "7")], None),
    ],
)
def test_what_proxies_say(options: dict[str, str], headers: list[tuple[str, str]], identity: Identity | None) -> None:
    chosen = {f"proxy_{name}_header": header for name, header in options.items()}
    assert proxy_identity(JupyterLit(**chosen), asked(headers)) == identity


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (["ann", "admin"], "is there more than once"),
        (["admin, ann"], "has several values"),
        (["admin,ann"], "has several values"),
        ([""], "is empty"),
        (["   "], "is empty"),
        (["a" * 321], "has more than 320 characters"),
        (["ann\u200b"], "holds characters that names do not have"),  # nobody sees it
        (["\u202enna"], "holds characters that names do not have"),  # turns the rest around
        (["a\u00a0nn"], "holds characters that names do not have"),
        (["ａｎｎ"], "holds characters that names do not have"),  # wide letters
        (["zoe\u0308"], "holds characters that names do not have"),  # as others write zoë
        (["ann\u2028admin"], "holds characters that names do not have"),
        (["UTF-8''ann%FF"], "is not UTF-8"),
        (["UTF-8''ann%0D%0Aadmin"], "holds characters that names do not have"),
        (["UTF-8''ann,admin"], "has several values"),
        (["UTF-8''%20"], "is empty"),
        (["UTF-8''ann", "admin"], "is there more than once"),
    ],
)
def test_a_name_that_no_proxy_writes_is_refused(values: list[str], what: str) -> None:
    options = JupyterLit(proxy_user_header=USER)
    sentence = f"The header {USER} {what}: the proxy in front must send its own, and no one else's."
    with pytest.raises(HTTPError) as raised:
        proxy_identity(options, asked([(USER, value) for value in values]))
    assert (raised.value.status_code, raised.value.log_message) == (403, sentence)


def test_a_name_that_is_no_text_is_refused() -> None:
    asked = request()
    asked.headers[USER] = "\xff\xfe"
    with pytest.raises(HTTPError, match="is not UTF-8"):
        proxy_identity(JupyterLit(proxy_user_header=USER), asked)


@pytest.mark.parametrize("name", ["X-Forwarded-Email", "X-Forwarded-Groups"])
def test_what_else_it_says_must_be_its_own_as_well(name: str) -> None:
    options = JupyterLit(
        proxy_user_header=USER, proxy_email_header="X-Forwarded-Email", proxy_groups_header="X-Forwarded-Groups"
    )
    with pytest.raises(HTTPError, match=f"{name} is there more than once"):
        proxy_identity(options, asked([(USER, "ann"), (name, "admin"), (name, "staff")]))


@pytest.mark.parametrize(
    ("chain", "ip"),
    [
        ("198.51.100.9", "198.51.100.9"),
        ("203.0.113.5, 198.51.100.9", "198.51.100.9"),  # what stands further left anybody can have written
        ("203.0.113.5, 198.51.100.9, 10.0.0.3", "198.51.100.9"),
        ("10.0.0.3", "10.0.0.3"),
        ("198.51.100.9:51000", "198.51.100.9"),
        ("[2001:db8::7]:51000", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("unknown", "10.0.0.2"),
        ("198.51.100.9, unknown", "10.0.0.2"),
        ("unknown, 10.0.0.3", "10.0.0.3"),
        ("203.0.113.5, 198.51.100.9, fd00::3, 10.0.0.3", "198.51.100.9"),  # three proxies, one of them by IPv6
        ("203.0.113.5, 2001:db8::9, [fd00::3]:443", "2001:db8::9"),
        ("203.0.113.5, ::ffff:198.51.100.9, ::ffff:10.0.0.3", "198.51.100.9"),
        ("203.0.113.5,, 10.0.0.3", "10.0.0.3"),
        ("", "10.0.0.2"),
    ],
)
def test_where_a_visitor_is(chain: str, ip: str) -> None:
    asked = request(("10.0.0.2", 5000), X_Forwarded_For=chain, X_Real_Ip="203.0.113.99")
    heed(JupyterLit(trusted_proxies="10.0.0.0/8, fd00::/8"), asked)
    assert asked.remote_ip == ip


def test_a_chain_may_come_in_several_headers() -> None:
    lines = [("X-Forwarded-For", "203.0.113.5, 198.51.100.9"), ("X-Forwarded-For", "10.0.0.3")]
    heed(JupyterLit(trusted_proxies="10.0.0.0/8"), asked_for := asked(lines, ("10.0.0.2", 5000)))
    assert asked_for.remote_ip == "198.51.100.9"


@pytest.mark.parametrize(
    ("chain", "hosts", "seen"),
    [
        # Apache adds its own after what has come, nginx and others write theirs alone or leave what has come.
        ("198.51.100.9, 10.0.0.3", "apps.example.org, inner.local", "apps.example.org"),
        ("198.51.100.9, 10.0.0.3", "apps.example.org", "apps.example.org"),
        ("198.51.100.9, 10.0.0.3", "evil.example, apps.example.org, inner.local", "apps.example.org"),
        ("198.51.100.9", "evil.example, apps.example.org", "apps.example.org"),
        ("203.0.113.5, 203.0.113.6, 198.51.100.9", "evil.example, apps.example.org", "apps.example.org"),
        ("", "evil.example, apps.example.org", "apps.example.org"),
    ],
)
def test_the_first_proxy_knows_the_address_that_a_visitor_sees(chain: str, hosts: str, seen: str) -> None:
    proto = "https, http" if ", inner" in hosts else "https"
    asked = request(("10.0.0.2", 5000), X_Forwarded_For=chain, X_Forwarded_Host=hosts, X_Forwarded_Proto=proto)
    heed(JupyterLit(trusted_proxies="10.0.0.0/8"), asked)
    assert (asked.host, asked.protocol) == (seen, "https")


@pytest.mark.parametrize(
    ("scheme", "seen"),
    [("https", "https"), ("wss", "https"), ("ws", "http"), ("https, http", "http"), ("file", "http"), ("", "http")],
)
def test_how_a_visitor_comes(scheme: str, seen: str) -> None:
    asked = request(X_Forwarded_Proto=scheme)
    heed(JupyterLit(trusted_proxies="127.0.0.1"), asked)
    assert asked.protocol == seen


@pytest.mark.parametrize(
    ("host", "seen", "name"),
    [
        ("apps.example.org", "apps.example.org", "apps.example.org"),
        ("evil.example, Apps.example.org:8443", "Apps.example.org:8443", "apps.example.org"),
        ("[2001:db8::7]:8443", "[2001:db8::7]:8443", "[2001:db8::7]"),
        ("apps.example.org/path", "127.0.0.1:8501", "127.0.0.1"),
        ("", "127.0.0.1:8501", "127.0.0.1"),
    ],
)
def test_under_which_address_a_visitor_comes(host: str, seen: str, name: str) -> None:
    asked = request(X_Forwarded_Host=host)
    heed(JupyterLit(trusted_proxies="127.0.0.1"), asked)
    assert (asked.host, asked.headers["Host"], asked.host_name) == (seen, seen, name)


def test_of_others_nothing_is_heeded() -> None:
    said = {"X_Forwarded_For": "198.51.100.9", "X_Forwarded_Proto": "https", "X_Forwarded_Host": "apps.example.org"}
    for options in (JupyterLit(), JupyterLit(proxy_user_header=USER), JupyterLit(trusted_proxies="10.0.0.0/8")):
        asked = request(("192.0.2.7", 5000), **said)
        heed(options, asked)
        assert (asked.remote_ip, asked.protocol, asked.host) == ("192.0.2.7", "http", "127.0.0.1:8501")


def test_apps_do_not_see_names_that_anybody_has_written() -> None:
    options = JupyterLit(proxy_user_header=USER, proxy_groups_header="X-Forwarded-Groups")
    assert unbelieved(options, request(("192.0.2.7", 5000))) == {"x-forwarded-user", "x-forwarded-groups"}
    assert unbelieved(options, request()) == frozenset()
    assert unbelieved(JupyterLit(), request()) == frozenset()


async def serve(
    start_jupyter: StartJupyter, folder: Path, *, public: bool = False, open_to_all: bool = False, **options: Any
) -> tuple[Jupyter, Runtime]:
    """Serve a notebook with these options of ours; this machine's proxies are trusted."""
    runtime = Runtime(JupyterLit(**options), MemorySessionStore(), LOG, public=public, pools=FakePool)
    await runtime.launch(read_app(write_notebook(folder / "book.ipynb", "%%app\n1")))
    jupyter = await start_jupyter(Config({"IdentityProvider": {"token": ""}} if open_to_all else {}))
    jupyter.extension.mount(runtime)
    return jupyter, runtime


def told(runtime: Runtime, socket: Socket) -> dict[str, Any]:
    """Return what the app is told of who has a socket."""
    opened = fake_kernel(runtime).fake
    return dict(opened.opened[opened.comm_of(socket.id)]["visitor"])


async def visit(jupyter: Jupyter, client: Client | None = None, session: str | None = None, **headers: str) -> Socket:
    """Open the app's page through the proxy."""
    client = client or jupyter.client()
    assert (await client.get("/", **headers)).code == 200
    socket = await client.connect("/lit/ws/book", **headers)
    await socket.hello(session)
    await socket.send(b"attach")
    return socket


HEADERS: dict[str, Any] = {"proxy_user_header": USER, "proxy_groups_header": "X-Forwarded-Groups"}
ELSEWHERE: dict[str, Any] = {**HEADERS, "trusted_proxies": "192.0.2.0/24"}


async def test_whom_the_proxy_names_is_the_apps_user(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, **HEADERS)
    socket = await visit(jupyter, X_Forwarded_User="ann", X_Forwarded_Groups="staff,ops")
    visitor = told(runtime, socket)
    assert (visitor["user"], visitor["roles"]) == ("proxy:ann", ("ops", "staff"))
    assert visitor["identity"] == {"name": "ann", "preferred_username": "ann", "groups": ["staff", "ops"]}
    assert visitor["headers"]["X-Forwarded-User"] == ["ann"]


async def test_a_session_is_for_whom_the_proxy_named_when_it_began(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, **HEADERS)
    browser = jupyter.client()
    anns = await visit(jupyter, browser, X_Forwarded_User="ann")
    anns.connection.close()
    bobs = await visit(jupyter, browser, anns.id, X_Forwarded_User="bob")
    assert bobs.id != anns.id
    assert told(runtime, bobs)["user"] == "proxy:bob"
    bobs.connection.close()
    assert (await visit(jupyter, browser, anns.id, X_Forwarded_User="ann")).id == anns.id


@pytest.mark.parametrize("open_to_all", [False, True])
@pytest.mark.parametrize("options", [HEADERS, ELSEWHERE])
async def test_whom_no_trusted_proxy_names_is_not_let_in(
    start_jupyter: StartJupyter, tmp_path: Path, options: dict[str, Any], open_to_all: bool
) -> None:
    jupyter, _ = await serve(start_jupyter, tmp_path, open_to_all=open_to_all, **options)
    headers = {"X_Forwarded_User": "ann", "X_Forwarded_For": "192.0.2.7"} if options is ELSEWHERE else {}
    client = jupyter.client()
    answer = await client.get("/", **headers)
    assert answer.code == 403
    assert "Come by the address of the proxy in front of this server" in answer.body.decode()
    with pytest.raises(HTTPClientError, match="403"):
        await client.connect("/lit/ws/book", **headers)


async def test_who_has_jupyters_token_needs_no_proxy(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, **ELSEWHERE)
    socket = await visit(jupyter, Authorization="token letmein", X_Forwarded_User="ann")
    visitor = told(runtime, socket)
    assert visitor["identity"] == {}
    assert "X-Forwarded-User" not in visitor["headers"]


async def test_a_public_app_has_visitors_whom_nobody_names(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, public=True, **HEADERS)
    assert told(runtime, await visit(jupyter))["user"] is None
    assert told(runtime, await visit(jupyter, X_Forwarded_User="ann"))["user"] == "proxy:ann"


@pytest.mark.parametrize("public", [False, True])
async def test_a_name_that_cannot_be_opens_nothing(start_jupyter: StartJupyter, tmp_path: Path, public: bool) -> None:
    jupyter, _ = await serve(start_jupyter, tmp_path, public=public, **HEADERS)
    answer = await jupyter.client().get("/", X_Forwarded_User="ann,admin")
    assert answer.code == 403
    assert re.search(r"The header X-Forwarded-User has several values", answer.body.decode())
    with pytest.raises(HTTPClientError, match="403"):
        await jupyter.client().connect("/lit/ws/book", X_Forwarded_User="ann,admin")


async def test_behind_a_proxy_with_tls_the_app_is_where_the_proxy_is(
    start_jupyter: StartJupyter, tmp_path: Path
) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, public=True, trusted_proxies="127.0.0.1")
    said = {"X_Forwarded_For": "198.51.100.9", "X_Forwarded_Proto": "https", "X_Forwarded_Host": "apps.example.org"}
    client = jupyter.client()
    cookie = (await client.get("/", **said)).headers["Set-Cookie"]
    assert cookie.startswith("jupyterlit-visitor-apps-example-org=")
    assert "; Secure" in cookie
    socket = await client.connect("/lit/ws/book", Origin="https://apps.example.org", **said)
    await socket.hello()
    assert told(runtime, socket)["ip"] == "198.51.100.9"
    with pytest.raises(HTTPClientError, match="403"):
        await client.connect("/lit/ws/book", Origin="https://evil.example", **said)


async def test_a_name_that_only_leads_here_is_none_the_proxy_could_mend(
    start_jupyter: StartJupyter, tmp_path: Path
) -> None:
    jupyter, _ = await serve(start_jupyter, tmp_path, public=True, trusted_proxies="127.0.0.1")
    answer = await jupyter.client().get("/", Host=f"evil.example:{jupyter.port}", X_Forwarded_Host="localhost")
    assert answer.code == 403
