"""Who comes next sees what two others got, and nobody sees what only one has."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyterlit.server.app_source import AppSource
from jupyterlit.server.first_page import MOST, Expected, FirstPage, FirstPages, version_of
from jupyterlit.server.gallery import Gallery
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore, SessionRecord
from tests.server.client import Client, until, write_text
from tests.server.conftest import LOG, FakeLink, FakePool, Jupyter, StartJupyter, fake_kernel

BATCH = (
    b'{"seq":0,"messages":[{"type":"delta","path":[0,0],"element":{"kind":"text","body":"</script>hi"}}],'
    b'"buffers":["x"]}'
)


class Apps:
    """What an app's visitors are told and what comes of it."""

    def __init__(self, runtime: Runtime, seconds: float = 60.0) -> None:
        assert runtime.home is not None
        self.app = runtime.home
        self.now = 0.0
        self.known: dict[str, Expected | None] = {}
        self.pages = FirstPages(seconds, lambda id: self.known.pop(id, None), lambda: self.now)
        self.link = FakeLink()

    def comes(self, visitor: str, user: str | None = None) -> dict[str, Any]:
        record = SessionRecord(
            id=f"s-{visitor}", app="book", page="", visitor=visitor, user=user, kernel="k", created=1, seen=1,
            connected=True,
        )  # fmt: skip
        self.known[record.id], told = self.pages.ask(self.app, record, self.link)
        return told

    def gets(self, visitor: str, digest: str = "d", *parts: bytes, path: str = "", user: str | None = None) -> None:
        self.comes(visitor, user)
        self.link.tell_first_page(f"s-{visitor}".encode(), path.encode(), digest.encode(), *(parts or (BATCH, b"\0")))

    def shown(self, path: str = "") -> FirstPage | None:
        return self.pages.get(self.app, path)


@pytest.fixture
def apps(runtime: Runtime) -> Apps:
    return Apps(runtime)


def test_what_two_got_is_shown_to_a_third(apps: Apps) -> None:
    apps.gets("ann")
    assert apps.shown() is None
    apps.gets("bob")
    page = apps.shown()
    assert page is not None
    assert page.kinds == {"text"}
    assert b"</script>" not in page.data.data
    assert json.loads(page.data.data) == {"batch": json.loads(BATCH), "buffers": [base64.b64encode(b"\0").decode()]}
    assert apps.shown("second") is None


def test_nothing_is_kept_of_an_app_that_is_not_for_all(apps: Apps) -> None:
    apps.gets("ann")
    apps.gets("bob")
    assert apps.shown() is not None
    shut = msgspec.structs.replace(apps.app.source.pages[1], roles=("staff",))
    apps.app.source = msgspec.structs.replace(apps.app.source, pages=(apps.app.source.pages[0], shut))
    assert apps.shown() is None
    assert apps.comes("eve") == {}  # the kernel is not asked for a page, and what it tells is of nobody
    apps.gets("eve")
    apps.gets("dan")
    assert apps.shown() is None


def test_one_visitor_is_no_two(apps: Apps) -> None:
    apps.gets("ann")
    apps.gets("ann")
    assert apps.shown() is None
    apps.gets("")  # takes no cookies: it may be anybody
    assert apps.shown() is None


def test_a_user_with_two_browsers_is_no_two(apps: Apps) -> None:
    apps.gets("at home", user="ann")
    apps.gets("at work", user="ann")
    assert apps.shown() is None
    apps.gets("elsewhere", user="bob")
    assert apps.shown() is not None


def test_who_takes_no_cookies_makes_no_page(apps: Apps) -> None:
    apps.gets("")
    apps.gets("bob")
    assert apps.shown() is None


@pytest.mark.parametrize("digest", ["other", ""])
def test_one_who_got_something_else_takes_it_away(apps: Apps, digest: str) -> None:
    for visitor in ("ann", "bob"):
        apps.gets(visitor)
    apps.gets("cid", digest)
    assert apps.shown() is None
    apps.gets("dora")
    assert apps.shown() is None
    apps.gets("ed")
    assert apps.shown() is not None


def test_the_kernel_is_told_what_need_not_be_sent(apps: Apps) -> None:
    assert apps.comes("ann") == {"first_pages": []}
    apps.gets("ann")
    assert apps.comes("bob") == {"first_pages": ["d"]}
    apps.link.tell_first_page(b"s-bob", b"", b"d")
    assert apps.shown() is not None


def test_what_is_no_page_is_left_out(apps: Apps) -> None:
    for visitor in ("ann", "bob"):
        apps.gets(visitor, "d", b"{}")
        apps.gets(visitor, "d", b"\xff")
        apps.gets(visitor, "d", BATCH + b" " * 300_000)
        apps.gets(visitor, "d", BATCH, b"\0" * 250_000)
    apps.link.tell_first_page(b"s-ann")
    apps.link.tell_first_page(b"nobody", b"", b"d", BATCH)
    for visitor in ("ann", "bob"):
        apps.gets(visitor, path="no page")
    assert apps.shown("no page") is None
    assert apps.shown() is None


def test_a_page_that_nobody_confirms_ends(apps: Apps) -> None:
    for visitor in ("ann", "bob"):
        apps.gets(visitor)
    apps.now = 50.0
    apps.gets("ann")  # whoever it is: the run was a new one
    apps.now = 100.0
    assert apps.shown() is not None
    apps.now = 200.0
    assert apps.shown() is None


def test_a_changed_file_ends_it(apps: Apps, notebook: Path) -> None:
    for visitor in ("ann", "bob"):
        apps.gets(visitor)
    os.utime(notebook, ns=(1, 1))
    assert apps.shown() is None
    apps.gets("cid")
    assert apps.shown() is None


def test_a_run_of_who_knows_which_version_says_nothing(apps: Apps, notebook: Path) -> None:
    apps.gets("ann")
    apps.comes("bob")
    os.utime(notebook, ns=(1, 1))
    apps.link.tell_first_page(b"s-bob", b"", b"d", BATCH)
    os.utime(notebook, ns=(2, 2))
    apps.gets("cid")
    assert apps.shown() is None


def test_a_file_that_is_gone_is_another_version(apps: Apps, notebook: Path) -> None:
    before = version_of(apps.app.source)
    notebook.unlink()
    assert version_of(apps.app.source) != before


def test_another_version_of_the_app_ends_it(apps: Apps) -> None:
    for visitor in ("ann", "bob"):
        apps.gets(visitor)
    apps.pages.forget("another")
    assert apps.shown() is not None
    apps.pages.forget(apps.app.key)
    assert apps.shown() is None


def test_no_more_than_so_many_are_remembered(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AppSource, "navigates", True)
    for number in range(MOST + 1):
        for visitor in ("ann", "bob"):
            apps.gets(visitor, path=str(number))
    assert apps.shown("0") is None
    assert apps.shown(str(MOST)) is not None


def test_an_administrator_can_do_without(runtime: Runtime) -> None:
    apps = Apps(runtime, 0)
    assert apps.comes("ann") == {}
    assert apps.link.opened == {}


async def _come(client: Client, runtime: Runtime, digest: str = "d") -> None:
    """Visit the app; its kernel says what the first run has come to."""
    await client.get("/")
    socket = await client.session()
    fake = fake_kernel(runtime).fake
    await until(lambda: any(data["session"] == socket.id for data in fake.opened.values()))
    fake.tell_first_page(socket.id.encode(), b"", digest.encode(), BATCH, b"\0")


async def test_the_page_has_it_for_who_comes_next(served: Jupyter, runtime: Runtime) -> None:
    for _ in range(2):
        client = served.client()
        assert b"jupyterlit-first" not in (await client.get("/")).body
        await _come(client, runtime)
    answer = await served.client().get("/")
    found = re.search(r'<script id="jupyterlit-first" type="application/json">(.*)</script>\n', answer.body.decode())
    assert found is not None
    assert json.loads(found[1])["batch"] == json.loads(BATCH)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer.headers["Vary"]
    for path in ("/?a=1", "/second"):
        assert b"jupyterlit-first" not in (await served.client().get(path)).body
    zipped = await served.client().get("/", **{"Accept-Encoding": "gzip"})
    if "Content-Encoding" in zipped.headers:
        assert b"jupyterlit-first" in gzip.decompress(zipped.body)
    await _come(served.client(), runtime, "another")
    assert b"jupyterlit-first" not in (await served.client().get("/")).body


async def test_a_session_that_goes_on_is_no_new_one(served: Jupyter, runtime: Runtime) -> None:
    client = served.client()
    await client.get("/")
    socket = await client.session()
    fake = fake_kernel(runtime).fake
    await until(lambda: fake.opened)
    socket.connection.close()
    again = await client.session(session=socket.id)
    assert again.id == socket.id
    await until(lambda: len(fake.opened) == 2)
    assert ["first_pages" in data for data in fake.opened.values()] == [True, False]


async def test_nobody_gets_it_who_may_not_visit(served: Jupyter, runtime: Runtime) -> None:
    for _ in range(2):
        await _come(served.client(), runtime)
    runtime.public = False
    answer = await served.client().get("/")
    assert answer.code == 302
    assert b"jupyterlit-first" not in answer.body


async def test_each_of_several_apps_has_its_own(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_text(tmp_path / f"{name}.py", "import streamlit as st\n")
    gallery = Gallery([tmp_path])

    async def locate(key: str) -> Path | None:
        return gallery.locate(key)

    runtime = Runtime(
        JupyterLit(), MemorySessionStore(), LOG, public=True, pools=FakePool, locate=locate, gallery=gallery
    )
    runtime.below = ""
    jupyter = await start_jupyter(base_url="/team/app/")
    jupyter.extension.mount(runtime)
    for _ in range(2):
        client = jupyter.client()
        assert b"jupyterlit-first" not in (await client.get("/team/app/one/")).body
        await client.get("/team/app/two/")
        socket = await client.session("/team/app/lit/ws/one")
        pool = runtime.apps["one"].pool
        assert isinstance(pool, FakePool)
        fake = pool.fakes[0].fake
        await until(lambda fake=fake, id=socket.id: any(data["session"] == id for data in fake.opened.values()))
        fake.tell_first_page(socket.id.encode(), b"", b"d", BATCH, b"\0")
    client = jupyter.client()
    one, two = [await client.get(f"/team/app/{name}/") for name in ("one", "two")]
    assert (one.code, two.code) == (200, 200)
    assert b"jupyterlit-first" in one.body
    assert b"jupyterlit-first" not in two.body
    await runtime.stop()
