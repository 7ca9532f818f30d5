from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from traitlets.config import Config

from jupyterlit.server.app_source import read_app
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from jupyterlit.server.web import handlers
from tests.server.client import write_notebook
from tests.server.conftest import LOG, FakePool, Jupyter, StartJupyter

MANIFEST = {
    "entries": {"standalone": "standalone-AAAAAAAA.js"},
    "files": {
        "standalone-AAAAAAAA.js": {"imports": ["react-BBBBBBBB.js", "page-CCCCCCCC.js"], "lazy": ["vega-DDDDDDDD.js"]},
        "page-CCCCCCCC.js": {"imports": ["react-BBBBBBBB.js", "tree-EEEEEEEE.js"]},
    },
}


@pytest.fixture(autouse=True)
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A front end as the build leaves it."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    for name, text in {"page-CCCCCCCC.js": "plain", "page-CCCCCCCC.js.gz": "zipped", "loader.js": "loader"}.items():
        (folder / name).write_text(text)
    (folder / "page-CCCCCCCC.js.br").write_text("brotli")
    (folder / "inter-DDDDDDDD.woff2").write_bytes(b"wOF2")
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr(handlers, "STATIC", folder)
    monkeypatch.setattr("jupyterlit.server.extension.STATIC", folder)
    return folder


async def test_the_page_names_the_app_and_what_it_needs(served: Jupyter) -> None:
    response = await served.client().get("/")
    text = response.body.decode()
    assert response.code == 200
    assert re.findall(r'modulepreload" href="([^"]+)"', text) == [
        "/lit/static/react-BBBBBBBB.js",
        "/lit/static/page-CCCCCCCC.js",
        "/lit/static/tree-EEEEEEEE.js",
    ]
    assert '<script type="module" src="/lit/static/standalone-AAAAAAAA.js" nonce="' in text
    assert '<div id="root"></div>' in text
    found = re.search(r'<script id="jupyterlit-config" type="application/json">(.*)</script>', text)
    assert found is not None
    assert json.loads(found[1]) == {
        "app": "book",
        "page": "first",
        "root": "/",
        "ws": "/lit/ws/book",
        "static": "/lit/static/",
        "frame": "/lit/frame",
        "login": "/lit/login?app=",
        "logout": "/lit/logout?app=",
        "title": "first",
        "toolbar": "developer",
    }


async def test_the_page_connects_before_its_code_is_there(served: Jupyter, static: Path) -> None:
    (static / "early.js").write_text("early()\n")
    (static / "manifest.json").write_text(json.dumps({**MANIFEST, "font": "font-FFFFFFFF.js"}))
    text = (await served.client().get("/")).body.decode()
    nonce = re.search(r'type="module" src="[^"]+" nonce="([^"]+)"', text)
    assert nonce is not None
    assert f'</script>\n<script nonce="{nonce[1]}">early()</script>\n</head>' in text
    assert f'href="/lit/static/font-FFFFFFFF.js" nonce="{nonce[1]}" fetchpriority="low">' in text
    (static / "early.js").unlink()
    assert "<script nonce" not in (await served.client().get("/")).body.decode()


async def test_each_app_cell_is_a_page(served: Jupyter) -> None:
    client = served.client()
    assert "<title>second</title>" in (await client.get("/second")).body.decode()
    assert (await client.get("/third")).code == 404
    assert (await client.get("/second/part")).code == 404


async def test_what_a_cell_makes_is_below_it(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "book.ipynb", "%%app first\n1", "%%app second\nst.navigation([a]).run()")

    async def locate(key: str) -> Path | None:
        return path if key == path.name else None

    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, public=True, pools=FakePool, locate=locate)
    await runtime.launch(read_app(path))
    jupyter = await start_jupyter(base_url="/team/")
    jupyter.extension.mount(runtime)
    client = jupyter.client()
    for root in ("/team/", "/team/lit/app/book.ipynb/"):
        page = (await client.get(f"{root}second/a")).body.decode()
        assert (f'"root": "{root}"' in page, '"page": "second"' in page) == (True, True)
        for other in ("first/a", "second/a/b", "third/a"):
            assert (await client.get(root + other)).code == 404
    await runtime.stop()


async def test_jupyters_own_pages_keep_their_place(served: Jupyter) -> None:
    assert "password" in (await served.client().get("/login")).body.decode().lower()


async def test_the_page_runs_no_foreign_script_and_no_eval(served: Jupyter) -> None:
    client = served.client()
    answer = await client.get("/")
    headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    nonce = re.search(r'<script type="module" src="[^"]+" nonce="([\w-]{22})">', answer.body.decode())
    assert nonce is not None
    assert policy["script-src"] == f"'self' 'wasm-unsafe-eval' 'nonce-{nonce[1]}'"
    assert nonce[1] not in (await client.get("/")).headers["Content-Security-Policy"]
    assert policy["frame-ancestors"] == "'self'"
    assert policy["base-uri"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


async def test_an_administrators_policy_counts_where_it_says_something(
    start_jupyter: StartJupyter, runtime: Runtime
) -> None:
    given = {"Content-Security-Policy": "frame-ancestors 'none'; IMG-SRC 'self'; upgrade-insecure-requests"}
    jupyter = await start_jupyter(tornado_settings={"headers": given})  # the first of them is JupyterHub's
    jupyter.extension.mount(runtime)
    policy = (await jupyter.client().get("/")).headers["Content-Security-Policy"].split("; ")
    assert {"frame-ancestors 'none'", "img-src 'self'", "upgrade-insecure-requests", "default-src 'none'"} <= {*policy}
    assert len({part.split(" ")[0] for part in policy}) == len(policy)


async def test_names_cannot_break_out_of_the_page(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    name = "</script><script>alert(1)"
    path = write_notebook(tmp_path / "book.ipynb", f"%%app '{name}'\n1")
    runtime = Runtime(JupyterLit(), MemorySessionStore(), LOG, public=True, pools=FakePool)
    await runtime.launch(read_app(path))
    jupyter = await start_jupyter()
    jupyter.extension.mount(runtime)
    text = (await jupyter.client().get("/")).body.decode()
    assert "<script>alert" not in text
    assert html.escape(name) in text
    found = re.search(r'application/json">(.*)</script>\n', text)
    assert found is not None
    assert json.loads(found[1])["title"] == name


async def test_urls_follow_the_base_url(start_jupyter: StartJupyter, runtime: Runtime) -> None:
    jupyter = await start_jupyter(base_url="/user/ann/")
    jupyter.extension.mount(runtime)
    client = jupyter.client()
    text = (await client.get("/user/ann/")).body.decode()
    assert '"root": "/user/ann/", "ws": "/user/ann/lit/ws/book", "static": "/user/ann/lit/static/"' in text
    assert '<script type="module" src="/user/ann/lit/static/standalone-AAAAAAAA.js" nonce="' in text
    assert (await client.get("/user/ann/second")).code == 200
    assert (await client.get("/")).code == 404


async def test_without_a_build_the_page_says_what_to_do(served: Jupyter, static: Path) -> None:
    (static / "manifest.json").unlink()
    response = await served.client().get("/")
    assert response.code == 500
    assert "The front end is not built." in html.unescape(response.body.decode())


async def test_a_browser_gets_a_cookie_that_scripts_cannot_read(served: Jupyter) -> None:
    client = served.client()
    first = await client.get("/")
    (line,) = [line for line in first.headers.get_list("Set-Cookie") if line.startswith("jupyterlit-visitor")]
    said = {part.strip() for part in line.split(";")[1:]}
    assert {part for part in said if not part.startswith("expires=")} == {"HttpOnly", "Path=/", "SameSite=Lax"}
    assert len(said) == 4
    again = await client.get("/")
    assert not any("jupyterlit-visitor" in line for line in again.headers.get_list("Set-Cookie"))


async def test_behind_https_the_cookie_stays_there(served: Jupyter) -> None:
    served.app.web_app.settings["trust_xheaders"] = True
    from tornado.httpserver import HTTPServer
    from tornado.netutil import bind_sockets

    sockets = bind_sockets(0, "127.0.0.1")
    http = HTTPServer(served.app.web_app, xheaders=True)
    http.add_sockets(sockets)
    behind = Jupyter(served.app, sockets[0].getsockname()[1])
    response = await behind.client().get("/", X_Forwarded_Proto="https")
    (line,) = [line for line in response.headers.get_list("Set-Cookie") if line.startswith("jupyterlit-visitor")]
    assert "Secure" in line
    http.stop()


@pytest.fixture
async def private(start_jupyter: StartJupyter, notebook: Path) -> Jupyter:
    """A server whose app is for those whom Jupyter lets in."""
    runtime = Runtime(JupyterLit(config=Config()), MemorySessionStore(), LOG, pools=FakePool)
    await runtime.launch(read_app(notebook))
    jupyter = await start_jupyter()
    jupyter.extension.mount(runtime)
    return jupyter


async def test_strangers_are_asked_to_log_in(private: Jupyter) -> None:
    response = await private.client().get("/second?x=1")
    assert response.code == 302
    assert response.headers["Location"] == "/login?next=%2Fsecond%3Fx%3D1"


async def test_a_browser_can_ask_whether_its_login_holds(private: Jupyter) -> None:
    client = private.client()
    seen = [(await client.get("/", method="HEAD")).code]
    await client.get("/?token=letmein")
    response = await client.get("/", method="HEAD")
    assert ([*seen, response.code], response.body) == ([302, 200], b"")


async def test_the_token_does_not_stay_in_the_address(private: Jupyter) -> None:
    client = private.client()
    response = await client.get("/second?token=letmein&x=1&x=a%26b")
    assert (response.code, response.headers["Location"]) == (302, "/second?x=1&x=a%26b")
    page = await client.get(response.headers["Location"])
    assert page.code == 200
    assert b"letmein" not in page.body


async def test_files_are_sent_as_the_browser_takes_them(served: Jupyter) -> None:
    client = served.client()
    for accepted, body, encoding in [
        ("gzip, deflate, br", b"brotli", "br"),
        ("gzip;q=1.0", b"zipped", "gzip"),
        ("identity", b"plain", None),
    ]:
        response = await client.get("/lit/static/page-CCCCCCCC.js", Accept_Encoding=accepted)
        assert response.body == body
        assert response.headers.get("Content-Encoding") == encoding
        assert response.headers["Content-Type"].startswith("text/javascript")
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["Vary"] == "Accept-Encoding"


async def test_the_typeface_is_kept(served: Jupyter) -> None:
    headers = (await served.client().get("/lit/static/inter-DDDDDDDD.woff2")).headers
    assert headers["Content-Type"] == "font/woff2"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


async def test_files_with_a_lasting_name_are_asked_for_again(served: Jupyter) -> None:
    client = served.client()
    response = await client.get("/lit/static/loader.js")
    assert (response.body, response.headers["Cache-Control"]) == (b"loader", "no-cache")
    again = await client.get("/lit/static/loader.js", If_None_Match=response.headers["Etag"])
    assert again.code == 304


@pytest.mark.parametrize("path", ["../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "..", "gone.js"])
async def test_no_other_file_can_be_had(served: Jupyter, path: str) -> None:
    response = await served.client().get(f"/lit/static/{path}")
    assert response.code in (403, 404)
    assert b"secret" not in response.body.replace(path.encode(), b"")


async def test_the_page_wears_the_theme_from_the_start(served: Jupyter, runtime: Runtime, notebook: Path) -> None:
    folder = notebook.parent / ".streamlit"
    folder.mkdir()
    client = served.client()
    assert "appearance" not in (await client.get("/")).body.decode()
    (folder / "config.toml").write_text('client.toolbarMode = "viewer"\n[theme]\nbase = "dark"\nprimaryColor = "red"')
    text = (await client.get("/")).body.decode()
    assert '"only": "dark"' in text
    assert '"primary": "#ff0000"' in text
    assert '"toolbar": "viewer"' in text
    runtime.options.toolbar = "minimal"
    assert '"toolbar": "minimal"' in (await client.get("/")).body.decode()
