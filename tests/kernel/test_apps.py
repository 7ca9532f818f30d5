"""Apps by name, and the sessions that show them."""

import pytest

from jupyterlit.elements.refusal import Refusal
from jupyterlit.elements.text import Text
from jupyterlit.errors import AppSourceError
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.apps import apps as apps_of_kernel
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.messages import Attach


def source(code: str = "") -> ScriptSource:
    return ScriptSource((Part(code, "Cell In[1]"),))


def test_a_session_shows_the_page_that_it_names_else_the_first(apps: Apps) -> None:
    first, second = source(), source()
    apps.define("app", {"first": first, "second": second})
    assert apps.open("1", "app").source is first
    assert apps.open("2", "app", "second").source is second


def test_a_session_is_known_by_its_id_and_changes_its_page(apps: Apps) -> None:
    first, second = source(), source()
    apps.define("app", {"first": first, "second": second})
    session = apps.open("1", "app", "first", {"user": "ada"})
    assert apps.open("1", "app", "second", {"ip": "::1"}) is session
    assert (session.source, session.info) == (second, {"user": "ada", "ip": "::1"})


def test_newer_code_reaches_the_sessions_that_run(apps: Apps) -> None:
    apps.define("app", {"first": source(), "second": source()})
    apps.define("other", {"first": source()})
    sessions = [apps.open("1", "app", "first"), apps.open("2", "app", "second"), apps.open("3", "other")]
    before = sessions[2].source
    first, second = source(), source()
    apps.define("app", {"first": first, "second": second})
    assert [session.source for session in sessions] == [first, second, before]


def test_a_page_that_is_gone_leads_to_the_first(apps: Apps) -> None:
    apps.define("app", {"first": source(), "second": source()})
    session = apps.open("1", "app", "second")
    renamed = source()
    apps.define("app", {"renamed": renamed})
    assert session.source is renamed


def test_a_closed_session_is_begun_anew(apps: Apps) -> None:
    apps.define("app", {"first": source()})
    session = apps.open("1", "app")
    apps.close("1")
    apps.close("1")
    assert apps.open("1", "app") is not session


def test_what_is_not_there_is_named(apps: Apps) -> None:
    with pytest.raises(AppSourceError, match=r"There is no app named 'app' in this kernel\. Run its cell\."):
        apps.open("1", "app")
    apps.define("app", {"first": source(), "second": source()})
    with pytest.raises(AppSourceError, match=r"'app' has no page named 'third'\. Its pages: first, second\."):
        apps.open("1", "app", "third")


def guarded(role: str) -> dict[str, ScriptSource]:
    shut = source("import jupyterlit as st; st.session_state.x = 1; st.text('a secret')")
    shut.roles = frozenset({role})
    return {"first": source("import jupyterlit as st; st.text('first')"), "shut": shut}


def shown(session: AppSession) -> list[Element]:
    assert session.runner.wait(20)
    return [delta.element for delta in session.queue.page()]


def visit(apps: Apps, *roles: str, checkpoint: bytes | None = None) -> AppSession:
    session = apps.open("1", "app", "shut", {"user": None, "identity": {}, "roles": roles}, checkpoint)
    session.connect(lambda parts: None)
    session.receive(Attach(page="shut"))
    return session


def test_what_a_page_was_is_not_shown_to_who_has_lost_the_role(apps: Apps) -> None:
    apps.define("app", guarded("staff"))
    session = visit(apps, "staff")
    assert shown(session) == [Text(body="a secret", width="content")]
    checkpoint = session.runner.keeper.take().data
    assert shown(visit(apps, "staff", checkpoint=checkpoint)) == [Text(body="a secret", width="content")]
    assert shown(visit(apps, "guest", checkpoint=checkpoint)) == [Refusal(home=True)]


def test_a_kernel_has_apps() -> None:
    assert isinstance(apps_of_kernel, Apps)
