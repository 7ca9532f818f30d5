"""Sessions: connections come and go, the page stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from jupyterlit.execution.app_session import ROWS_AT_ONCE, AppSession
from jupyterlit.execution.forward_queue import WINDOW_BATCHES
from jupyterlit.execution.run_threads import RunThreads
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.task_pool import TaskPool
from jupyterlit.execution.threads import Threads
from jupyterlit.execution.timers import Timers
from jupyterlit.protocol.base import Buffer
from jupyterlit.protocol.messages import (
    Attach,
    ClearCaches,
    FileRequest,
    Resync,
    Rows,
    RowsRequest,
    Surroundings,
    Values,
)

from .conftest import WAIT, Visitor
from .test_script_runner import until

Visit = Callable[..., Visitor]


def test_the_first_attach_runs_the_script(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.text('hello')")
    assert app.page() == ["hello"]


def test_another_attach_sends_the_page_without_a_run(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.text('hello')")
    app.session.disconnect()
    again = Visitor(app.session)
    messages = again.say(Attach())
    assert [m["type"] for m in messages] == ["reset", "page_config", "delta"]


def test_an_attach_with_another_query_runs_again(visit: Visit) -> None:
    code = "import jupyterlit as st\nfrom jupyterlit.run_context import current\nst.text(current().query_params.dump())"
    app = visit(code)
    app.say(Attach(query="?a=1&a=2"))
    assert app.page() == ["a=1&a=2"]


def test_a_resync_sends_the_whole_page(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.text('hello')")
    last = app.batches[-1]["seq"]
    assert [m["type"] for m in app.say(Resync())] == ["reset", "page_config", "delta"]
    assert app.batches[0]["seq"] == last + 1


def test_new_code_keeps_the_state(visit: Visit) -> None:
    app = visit("from jupyterlit.run_context import current\ncurrent().session_state.set('n', 41, set())")
    app.session.source = ScriptSource(
        (Part("import jupyterlit as st\nst.text(current_n() + 1)", "<new>"),),
        namespace=lambda: {"current_n": lambda: app.session.state.get("n")},
    )
    assert app.session.runner.wait(WAIT)
    assert app.page() == ["42"]


def test_the_surroundings_of_the_page_are_known_to_the_script(visit: Visit) -> None:
    app = visit(
        "import jupyterlit as st\nfrom jupyterlit.run_context import current\nst.text(current().info['timezone'])"
    )
    app.say(Attach(timezone="Europe/Vienna", query="?x=1"))
    assert app.page() == ["Europe/Vienna"]


def test_changed_surroundings_cause_no_run_and_are_known_to_the_next(visit: Visit) -> None:
    code = "st.text(f'{c.theme.type} {c.timezone} {c.timezone_offset} {c.locale} {c.url}')"
    app = visit(f"import jupyterlit as st\nc = st.context\n{code}")
    app.say(Attach(theme="light", timezone="UTC", timezone_offset=0, locale="en-US", url="http://a/"))
    app.rerun()
    assert app.page() == ["light UTC 0 en-US http://a"]
    changed = Surroundings(
        theme="dark", timezone="Asia/Tokyo", timezone_offset=-540, locale="fr-FR", url="http://a/two?b=1"
    )
    assert app.say(changed) == []
    assert app.page() == ["light UTC 0 en-US http://a"]
    app.rerun()
    assert app.page() == ["dark Asia/Tokyo -540 fr-FR http://a/two"]


def test_a_closed_session_runs_no_more(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.text('hello')")
    app.session.close()
    app.batches.clear()
    app.session.rerun()
    assert app.session.runner.wait(WAIT)
    assert app.batches == []


class Table:
    """Rows for whoever asks."""

    def rows(self, request: RowsRequest) -> Rows:
        if request.start > 5:
            raise ValueError("There are 5 rows.")
        return Rows(request=request.request, data=Buffer(b"arrow"), count=1)


def ask(app: Visitor, request: RowsRequest) -> dict[str, Any]:
    came = threading.Event()
    keep = app.receive
    app.batches.clear()

    def receive(parts: Any) -> None:
        keep(parts)
        came.set()

    app.session.queue._send = receive  # pyright: ignore[reportPrivateUsage]
    app.session.receive(request)
    assert came.wait(WAIT)
    return app.batches[-1]


def test_rows_are_fetched_from_the_tables_of_the_page(visit: Visit) -> None:
    code = f"from {__name__} import Table\nfrom jupyterlit.run_context import current\ncurrent().tables['t'] = Table()"
    app = visit(code)
    digest = Buffer(b"arrow").digest
    batch = ask(app, RowsRequest(request=1, table="t"))
    assert batch["messages"] == [{"type": "rows", "request": 1, "data": {"$buffer": digest}, "count": 1}]
    assert (batch["buffers"], batch["drop"]) == ([digest], [digest])
    error = ask(app, RowsRequest(request=2, table="t", start=9))["messages"]
    assert error == [{"type": "rows", "request": 2, "error": "There are 5 rows."}]
    gone = ask(app, RowsRequest(request=3, table="u"))["messages"]
    assert gone == [{"type": "rows", "request": 3, "error": "This table is no longer on the page."}]


def test_a_reload_with_another_query_is_not_told_the_old_one(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.query_params.a = '1'")
    again = Visitor(app.session)
    messages = again.say(Attach(query="a=2"))
    assert {"type": "query_params", "query": "a=1"} not in messages[:2]
    assert messages[-2] == {"type": "query_params", "query": "a=1"}


def test_a_query_written_another_way_is_no_other_query(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.text(st.query_params.a)")
    app.say(Attach(query="a=b%20c&d"))
    again = Visitor(app.session)
    assert [m["type"] for m in again.say(Attach(query="a=b%20c&d"))] == [
        "reset",
        "page_config",
        "query_params",
        "delta",
    ]


def test_a_flood_of_requests_for_rows_is_turned_away() -> None:
    waiting: list[tuple[Any, ...]] = []
    hooks = Hooks(show=print, show_last=print, show_error=print, after_run=lambda: None)
    threads = Threads(
        NoClock(), Timers(), ThreadPoolExecutor(1), lambda *call: waiting.append(call), RunThreads(), TaskPool(1, 1)
    )
    session = AppSession("s1", ScriptSource(()), hooks, threads, {})
    visitor = Visitor(session)
    visitor.say(Attach())
    for number in range(ROWS_AT_ONCE + 1):
        session.receive(RowsRequest(request=number, table="t"))
    assert len(waiting) == ROWS_AT_ONCE
    error = "Too many rows were asked for at once. Scroll on to ask again."
    assert visitor.messages()[-1] == {"type": "rows", "request": ROWS_AT_ONCE, "error": error}
    for work, message in waiting[:]:
        work(message)
    session.receive(RowsRequest(request=99, table="t"))
    assert len(waiting) == ROWS_AT_ONCE + 1
    session.close()


@pytest.mark.parametrize(("info", "cleared"), [({}, 1), ({"developer": True}, 1), ({"developer": False}, 0)])
def test_caches_are_cleared_for_developers(info: dict[str, Any], cleared: int) -> None:
    waiting: list[tuple[Any, ...]] = []
    hooks = Hooks(print, print, print, lambda: None, clear_caches=lambda: None)
    threads = Threads(
        NoClock(), Timers(), ThreadPoolExecutor(1), lambda *call: waiting.append(call), RunThreads(), TaskPool(1, 1)
    )
    session = AppSession("s1", ScriptSource(()), hooks, threads, info)
    session.receive(ClearCaches())
    assert waiting == [(hooks.clear_caches,)] * cleared
    session.close()


class NoClock:
    """Nothing is ticked."""

    def watch(self, tick: Callable[[], bool]) -> None:
        pass


def test_a_table_for_a_slow_reader_is_not_looked_up(visit: Visit) -> None:
    code = f"from {__name__} import Table\nfrom jupyterlit.run_context import current\ncurrent().tables['t'] = Table()"
    app = visit(code)
    for _ in range(WINDOW_BATCHES):
        app.session.queue.send(Values(values={}))
        app.session.queue.flush()
    assert app.session.queue.blocked
    app.session.receive(RowsRequest(request=7, table="t"))
    until(lambda: bool(app.session.queue._out))  # pyright: ignore[reportPrivateUsage]
    app.session.queue.acknowledge(app.batches[-1]["seq"])
    error = "The connection is too slow for more rows at present."
    assert app.messages()[-1] == {"type": "rows", "request": 7, "error": error}


def test_a_page_in_somebody_elses_has_no_query_of_its_own(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.query_params.setdefault('a', '1')\nst.text(st.query_params.a)")
    again = Visitor(app.session)
    assert [m["type"] for m in again.say(Attach(query=None))] == ["reset", "page_config", "query_params", "delta"]
    assert app.session.query_params.dump() == "a=1"


def test_a_file_on_the_page_is_sent_part_by_part(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.audio(b'0123456789')")
    ((_, element),) = [(delta.path, delta.element) for delta in app.session.queue.page()]
    (file,) = element.files()
    app.batches.clear()
    app.parts.clear()
    app.session.receive(FileRequest(request=5, file=file.id, start=2, stop=4))
    until(lambda: bool(app.parts))
    (message,) = app.messages()
    assert (message["type"], message["request"], message["total"]) == ("file_part", 5, 10)
    assert bytes(app.parts[-1][1]) == b"23"
