"""st.navigation: the pages of an app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.messages import Attach, Navigation, Rerun
from tests.conftest import Run, refused
from tests.execution.conftest import Visitor

Visit = Callable[..., Visitor]

APP = """
import jupyterlit as st
def penguins():
    st.text_input("name", key="name", persist_state=st.session_state.get("persist"))
    st.text("penguins")
    if st.button("leave"):
        st.switch_page(islands_page, query_params={"island": ["Dream", "Biscoe"]})
def islands():
    st.text(f"islands {st.query_params.to_dict()}")
    st.page_link(penguins_page, label="back")
penguins_page = st.Page(penguins, icon="🐧", help="About *them*")
islands_page = st.Page(islands, title="Where they live", url_path="where")
hidden_page = st.Page(lambda: st.text("hidden"), title="Hidden", url_path="hidden", visibility="hidden")
st.sidebar.text_input("common", key="common")
page = st.navigation({"": [penguins_page], "More": [islands_page, hidden_page]}, position="top", expanded=3)
st.text(page.title)
page.run()
"""


def told(messages: list[dict[str, Any]]) -> dict[str, Any]:
    return [message for message in messages if message["type"] == "navigation"][-1]


def test_it_tells_the_pages_and_runs_one(visit: Visit) -> None:
    app = visit(APP)
    assert app.page() == ["penguins", "name", "penguins", "leave", "common"]
    assert told(app.messages()) == {
        "type": "navigation",
        "position": "top",
        "expanded": 3,
        "sections": [
            {
                "title": "",
                "pages": [{"path": "", "title": "penguins", "icon": "🐧", "help": "About *them*", "url": None}],
            },
            {
                "title": "More",
                "pages": [{"path": "where", "title": "Where they live", "icon": "", "help": "", "url": None}],
            },
        ],
    }
    assert {"type": "page_config", "title": "penguins", "icon": "🐧"} in app.messages()


def test_the_reader_goes_from_page_to_page(visit: Visit) -> None:
    app = visit(APP)
    messages = app.say(Rerun(page="where", query=""))
    assert app.page() == ["Where they live", "islands {}", "back", "common"]
    assert (messages[0]["clear"], told(messages)["current"]) == (True, "where")
    app.say(Rerun(page="hidden", query=""))
    assert app.page() == ["Hidden", "hidden", "common"]
    app.say(Rerun(page="penguins", query=""))
    assert app.page()[0] == "penguins"


def test_the_script_goes_to_a_page(visit: Visit) -> None:
    app = visit(APP)
    messages = app.rerun(leave=True)
    assert app.page() == ["Where they live", "islands {'island': 'Biscoe'}", "back", "common"]
    assert {"type": "query_params", "query": "island=Dream&island=Biscoe", "replace": True} in messages
    app.say(Rerun(page="", query=""))
    assert app.page()[0] == "penguins"


def test_a_page_that_is_not_there_is_named(visit: Visit, manager: SessionManager) -> None:
    app = visit(APP)
    messages = app.say(Rerun(page="nowhere", query=""))
    assert told(messages)["missing"] == "nowhere"
    assert app.page()[0] == "penguins"


def test_widgets_of_a_page_end_with_it_and_common_ones_do_not(visit: Visit) -> None:
    app = visit(APP)
    app.rerun(name="Adelie", common="both")
    app.say(Rerun(page="where", query=""))
    assert app.session.state.keys() == ["common"]
    app.say(Rerun(page="", query=""))
    assert (app.session.state.get("name"), app.session.state.get("common")) == ("", "both")


@pytest.mark.parametrize(("persist", "after"), [("session", "Adelie"), ("page", "")])
def test_a_value_persists_as_long_as_it_should(visit: Visit, persist: str, after: str) -> None:
    app = visit(APP)
    app.session.state.set("persist", persist, set())
    app.rerun()
    app.rerun(name="Adelie")
    app.say(Rerun(page="where", query=""))
    app.say(Rerun(page="", query=""))
    assert app.session.state.get("name") == after


def test_pages_are_files(tmp_path: Path, manager: SessionManager) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "2_🐧_All_penguins.py").write_text("import jupyterlit as st\nst.text(__name__)\n")
    (tmp_path / "start.py").write_text("""import jupyterlit as st
if st.button("go"):
    st.switch_page("pages/2_🐧_All_penguins.py")
st.text("start")
""")
    (tmp_path / "app.py").write_text(
        "import jupyterlit as st\nst.navigation(['start.py', 'pages/2_🐧_All_penguins.py']).run()\n"
    )
    app = Visitor(manager.open("s1", ScriptSource.from_file(tmp_path / "app.py")))
    app.say(Attach())
    assert [page.get("title") for page in told(app.messages())["sections"][0]["pages"]] == ["start", "All penguins"]
    app.rerun(go=True)
    assert app.page() == ["__main__"]
    (tmp_path / "pages" / "2_🐧_All_penguins.py").write_text("import jupyterlit as st\nst.text('edited')\n")
    app.rerun()
    assert app.page() == ["edited"]


def penguins() -> None: ...


def islands() -> None: ...


@pytest.mark.parametrize(
    ("pages", "kind", "message"),
    [
        ([], InvalidValue, "there is no page of this app in pages. Pass at least one file or function."),
        (3, InvalidType, "pages=3 is a int. Pass a list, or a dict of lists."),
        (
            [penguins, st.Page(islands, url_path="penguins")],
            InvalidValue,
            "'penguins' and 'islands' both have the address 'penguins'. Give one of them another url_path.",
        ),
        (
            [st.Page(penguins, default=True), st.Page(islands, default=True)],
            InvalidValue,
            "'penguins', 'islands' all have default=True. Leave it to one of them.",
        ),
    ],
)
def test_it_says_what_is_wrong(run: Run, pages: Any, kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.navigation: {message}"):
        st.navigation(pages)


def test_it_belongs_to_the_whole_script(run: Run) -> None:
    @st.fragment
    def part() -> None:
        st.navigation([penguins])

    with refused(LayoutError, "st.navigation belongs to the whole script. Call it outside of fragments and callbacks."):
        part()
    assert not any(isinstance(message, Navigation) for message in run.sent)
