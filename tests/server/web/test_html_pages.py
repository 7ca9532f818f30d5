from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.html_pages import POLICY, TEMPLATES, render
from jupyterlit.server.web.words import Words, of_templates
from tests.server.conftest import Jupyter, StartJupyter


@pytest.fixture
async def dressed(start_jupyter: StartJupyter, runtime: Runtime) -> Jupyter:
    """A server as `jupyter lit serve` starts it."""
    jupyter = await start_jupyter(extra_template_paths=[str(TEMPLATES)], jinja_template_vars=of_templates())
    jupyter.extension.mount(runtime)
    return jupyter


def test_what_is_put_into_a_page_is_text() -> None:
    page = render("error.html", Words(), base_url="/x/", status_code=418, message="<b>/home/me/app.py</b>")
    assert "/home/me" not in page
    assert 'href="/x/lit/static/pages.css"' in page
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [("/nothing", 404, "There is no such page"), ("/lit/app/x.py", 404, "There is no such page")],
)
async def test_what_goes_wrong_is_said_in_our_words(dressed: Jupyter, path: str, code: int, says: str) -> None:
    answer = await dressed.client().get(path)
    page = answer.body.decode()
    assert (answer.code, f"<h1>{says}</h1>" in page) == (code, True)
    assert "jupyter" not in page.lower().replace("jupyterlit", "")
    assert "Traceback" not in page


async def test_the_login_is_ours(dressed: Jupyter, runtime: Runtime) -> None:
    runtime.public = False
    client = dressed.client()
    page = (await client.get("/login?next=%2F")).body.decode()
    assert '<label for="password_input">Password or token</label>' in page
    assert 'name="_xsrf"' in page
    wrong = await client.send("/login", b"password=wrong&_xsrf=" + client.cookies["_xsrf"].encode(), method="POST")
    assert (wrong.code, "That is not right. Try again." in wrong.body.decode()) == (401, True)
    assert "You are logged out" in (await client.get("/logout")).body.decode()


async def test_jupyters_own_pages_are_in_the_readers_language(dressed: Jupyter, runtime: Runtime) -> None:
    page = (await dressed.client().get("/nothing", Accept_Language="de-AT, en;q=0.5")).body.decode()
    assert '<html lang="de-DE" dir="ltr" class="lit">' in page
    assert "<h1>Diese Seite gibt es nicht</h1>" in page
    runtime.public = False
    page = (await dressed.client().get("/login", Accept_Language="de")).body.decode()
    assert "<h1>Anmelden</h1>" in page
    assert "Passwort oder Token" in page


def test_all_templates_stand_on_one_layout() -> None:
    pages = [path for path in Path(TEMPLATES).glob("*.html") if path.name not in ("admin.html", "layout.html")]
    assert len(pages) >= 5
    assert all(path.read_text().startswith("{% extends ") for path in pages)
