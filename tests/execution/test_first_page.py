"""What others may see of a first run, and what they may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from jupyterlit.elements.exception import show_uncaught
from jupyterlit.execution import first_page
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.first_page import KINDS, watch
from jupyterlit.execution.script_source import Part as ScriptPart
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.messages import Attach, BackMessage, Rerun, Resync
from jupyterlit.protocol.schema import kinds_of

from .conftest import WAIT

HEAD = "import jupyterlit as st\n"
THREAD = """import threading
from jupyterlit.run_context import current, join
thread = threading.Thread(target=lambda: st.text(st.context.ip_address))
join(thread, current())
thread.start()
thread.join()
"""
Told = tuple[str, str, list[bytes]]
First = Callable[..., list[Told]]


@pytest.fixture
def first(manager: SessionManager) -> First:
    """Return what is told of the first run of a script."""

    def run(code: str, *said: BackMessage, id: str = "ann", info: dict[str, Any] | None = None) -> list[Told]:
        told: list[Told] = []

        def note(path: str, digest: str, parts: Sequence[Part]) -> None:
            told.append((path, digest, [bytes(part) for part in parts]))

        session = manager.open(id, ScriptSource((ScriptPart(HEAD + code, "<app>"),)), info)
        session.connect(lambda parts: None)
        watch(session, note)
        for message in said or (Attach(page=""),):
            session.receive(message)
        assert session.runner.wait(WAIT)
        manager.close(id)
        return told

    return run


def test_a_page_for_all_is_told_as_one_batch(first: First) -> None:
    [(path, digest, parts)] = first("st.set_page_config('Hello')\nst.sidebar.slider('k')\nst.text('hi')")
    batch = msgspec.json.decode(parts[0])
    assert (path, len(digest), batch["seq"]) == ("", 64, 0)
    assert [message["type"] for message in batch["messages"]] == ["page_config", "delta", "delta"]
    assert first("st.set_page_config('Hello')\nst.sidebar.slider('k')\nst.text('hi')", id="bob")[0][1] == digest
    assert first("st.text('ho')", id="cid")[0][1] != digest


def test_tables_bring_their_rows(first: First) -> None:
    [(_, _, parts)] = first("import pandas\nst.dataframe(pandas.DataFrame({'a': [1, 2]}))")
    assert len(msgspec.json.decode(parts[0])["buffers"]) == len(parts) - 1 > 0


@pytest.mark.parametrize(
    "code",
    [
        THREAD,
        "st.text(st.user.get('name'))",
        "st.user.is_logged_in",
        "st.text(st.context.headers.get('Accept-Language'))",
        "st.context.cookies",
        "st.text(st.context.ip_address)",
        "st.text(st.context.locale)",
        "st.text(st.context.timezone)",
        "st.text(st.context.timezone_offset)",
        "st.text(st.context.theme.type)",
        "st.text(st.context.is_embedded)",
        "st.text(st.context.url)",
        "@st.fragment\ndef part():\n    st.text(st.context.ip_address)\npart()",
        "st.navigation([st.Page(lambda: 1, title=n, url_path=n, roles=r) for n, r in {'a': None, 'b': 'x'}.items()])",
        "@st.cache_data\ndef who():\n    return st.context.ip_address\nst.text(who())",
    ],
)
def test_a_page_is_its_visitors_own_where_the_script_has_looked(first: First, code: str) -> None:
    assert first(code, info={"ip": "1.2.3.4", "user": "ann"}) == [("", "", [])]


@pytest.mark.parametrize(
    "code",
    [
        "raise ValueError",
        "st.stop()\n",
        "st.exception(ValueError('no'))",
        "st.toast('hi')",
        "st.balloons()",
        "st.file_uploader('file')",
        "st.image('https://example.org/a.png')\nst.download_button('d', 'text')",
        "st.html('<script>1</script>')",
        "st.query_params['a'] = '1'",
        "st.dialog('d')(lambda: st.text('hi'))()",
        "st.text('x' * 200_000)",
        "import pandas\nst.table(pandas.DataFrame({'a': range(60_000)}))",
    ],
)
def test_a_page_that_a_browser_cannot_draw_alone_is_not_told(first: First, code: str) -> None:
    assert first(code) == [("", "", [])]


@pytest.mark.parametrize(
    "said",
    [
        (Attach(page="", query="a=1"),),
        (Rerun(values={"x": 1}), Attach(page="")),
        (Attach(page=""), Rerun()),
    ],
)
def test_nothing_is_told_where_the_browser_has_said_more(first: First, said: tuple[BackMessage, ...]) -> None:
    assert first("import time\ntime.sleep(0.1)\nst.text('hi')", *said) == []


def test_what_a_browser_asks_again_says_nothing_of_its_reader(first: First) -> None:
    assert len(first("import time\ntime.sleep(0.1)\nst.text('hi')", Attach(page=""), Resync())) == 1


def test_a_page_that_cannot_be_told_is_no_error(
    first: First, monkeypatch: pytest.MonkeyPatch, manager: SessionManager
) -> None:
    def fail(session: AppSession) -> None:
        raise RuntimeError

    monkeypatch.setattr(AppSession, "page", property(fail))
    assert first("st.text('hi')") == [("", "", [])]


def test_only_the_first_run_counts(manager: SessionManager) -> None:
    told: list[str] = []
    session = manager.open("ann", ScriptSource((ScriptPart(HEAD + "st.text('hi')", "<app>"),)))
    watch(session, lambda path, digest, parts: told.append(digest))
    for message in (Attach(page=""), Rerun()):
        session.receive(message)
        assert session.runner.wait(WAIT)
    assert len(told) == 1


def test_all_kinds_are_kinds_of_elements() -> None:
    assert show_uncaught
    assert set(kinds_of(Element)) > KINDS - {"page_link"}
    assert first_page.LIMIT < 1_000_000
