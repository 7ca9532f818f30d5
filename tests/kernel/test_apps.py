"""Apps by name, and the sessions that show them."""

import pytest

from jupyterlit.errors import AppSourceError
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.apps import apps as apps_of_kernel


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


def test_a_kernel_has_apps() -> None:
    assert isinstance(apps_of_kernel, Apps)
