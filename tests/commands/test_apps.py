from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest

from jupyterlit.commands.apps import Apps, Hosting
from jupyterlit.errors import StateError
from jupyterlit.execution.app_session import AppSession
from jupyterlit.protocol.messages import Rerun
from tests.execution.conftest import WAIT, Visitor

SURVEY = """
import jupyterlit as st
rating = st.slider("Rating", 1, 5, 3, key="rating")
st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
if st.button("Send"):
    st.result({"rating": rating})
"""


class Cells:
    """A notebook with apps under its cells."""

    def __init__(self, **sessions: AppSession) -> None:
        self.sessions = sessions

    def names(self) -> Iterator[str]:
        return iter(self.sessions)

    def find(self, name: str) -> AppSession | None:
        return self.sessions.get(name)

    def stop(self, name: str) -> None:
        self.sessions.pop(name).close()


@pytest.fixture
def visitor(visit: Callable[[str], Visitor]) -> Visitor:
    return visit(SURVEY)


@pytest.fixture
def apps(visitor: Visitor) -> Apps:
    hosting = Hosting()
    hosting.provide(Cells(survey=visitor.session))
    return Apps(hosting)


def test_the_state_is_read_and_written(apps: Apps, visitor: Visitor) -> None:
    app = apps["survey"]
    assert dict(app.state) == {"rating": 3, "runs": 1}
    app.state["rating"] = 5
    app.state["more"] = "x"
    app.rerun()
    assert visitor.session.runner.wait(WAIT)
    assert repr(app.state) == "{'runs': 2, 'more': 'x', 'rating': 5}"
    del app.state["more"]
    assert (len(app.state), "more" in app.state, app.state.get("more")) == (2, False, None)
    visitor.rerun(Rating=[2])
    assert app.state["rating"] == 2


def test_a_value_that_the_widget_cannot_have_is_refused_by_the_widget(apps: Apps, visitor: Visitor) -> None:
    apps["survey"].state["rating"] = 9
    visitor.say(Rerun())
    assert "lies outside 1–5" in str(visitor.page()[0])


def test_the_value_is_what_the_script_has_given(apps: Apps, visitor: Visitor) -> None:
    assert apps["survey"].value is None
    visitor.rerun(Rating=[4], Send=True)
    assert apps["survey"].value == {"rating": 4}
    visitor.rerun(Rating=[1])
    assert apps["survey"].value == {"rating": 4}


async def test_a_cell_can_wait_for_the_value(apps: Apps, visitor: Visitor) -> None:
    async def wait() -> object:
        return await apps["survey"]

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    visitor.session.receive(Rerun(values={visitor.id("Send"): True}))
    assert await asyncio.wait_for(waiting, WAIT) == {"rating": 3}
    assert await apps["survey"] == {"rating": 3}


async def test_nobody_waits_for_an_app_that_has_been_stopped(apps: Apps) -> None:
    async def wait() -> object:
        return await apps["survey"]

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0)
    apps["survey"].stop()
    with pytest.raises(StateError, match=r"The app 'survey' has been stopped before it called st\.result\."):
        await waiting


async def test_waiting_can_be_given_up(apps: Apps) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await apps["survey"]
    assert repr(apps["survey"]) == "jupyterlit.apps['survey']"


def test_an_app_that_is_not_there_is_named(apps: Apps) -> None:
    with pytest.raises(KeyError, match=r"There is no app named 'survay' in this notebook\. Did you mean 'survey'\?"):
        apps["survay"]
    with pytest.raises(KeyError, match=r"There are: survey\."):
        apps["x"]
    assert (list(apps), len(apps), "x" in apps, repr(apps)) == (["survey"], 1, False, "jupyterlit.apps: survey")
    app = apps["survey"]
    app.stop()
    assert repr(app) == "jupyterlit.apps['survey'], stopped"
    for call in (app.rerun, app.stop, lambda: app.value, lambda: app.state["rating"]):
        with pytest.raises(KeyError, match=r"Run a cell that begins with %%app\."):
            call()


def test_outside_of_a_notebook_there_are_none() -> None:
    apps = Apps(Hosting())
    assert (list(apps), repr(apps)) == ([], "jupyterlit.apps: none. Run a cell that begins with %%app.")
    with pytest.raises(KeyError):
        apps["x"]
