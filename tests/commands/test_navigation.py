"""st.navigation: the pages of an app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError
from jupyterlit.execution.script_source import Part, ScriptSource
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


GUARDED = """
import jupyterlit as st
def front():
    st.text("front")
    st.page_link(keepers, label="to the keepers")
    if st.button("go"):
        st.switch_page(keepers)
def secret():
    st.text("a secret")
    st.text_input("name", key="name")
    @st.fragment
    def part():
        st.button("again")
        st.text("a part of it")
    part()
keepers = st.Page(secret, title="Keepers only", url_path="keepers", roles=["keeper", "vet"], default=DEFAULT)
away = st.Page("https://example.org/x", title="Away", roles="vet")
pages = [st.Page(front), keepers, away]
page = st.navigation({"Open": pages[:1], "Shut": pages[1:]}, position="POSITION")
st.text(page.title)
assert (page is keepers) == (page.title == "Keepers only")
page.run()
"""


def come(manager: SessionManager, roles: Any = (), page: str | None = None, **more: str) -> Visitor:
    """Come to the app as somebody with these roles; None where no server tells any."""
    code = GUARDED.replace("POSITION", more.get("position", "sidebar")).replace("DEFAULT", more.get("default", "False"))
    app = Visitor(manager.open(f"s{roles}", ScriptSource((Part(code, "app"),))))
    if roles is not None:
        app.session.info.update({"roles": roles, "user": None, "identity": {}})
    app.say(Attach(page=page, query=""))
    return app


def menu(app: Visitor) -> list[tuple[str, list[str]]]:
    sections = told(app.messages())["sections"]
    return [(section["title"], [page["title"] for page in section["pages"]]) for section in sections]


@pytest.mark.parametrize("position", ["sidebar", "top", "hidden"])
def test_pages_for_others_are_not_in_the_menu(manager: SessionManager, position: str) -> None:
    app = come(manager, (), position=position)
    assert (app.page(), menu(app)) == (["front", "front", "empty", "go"], [("Open", ["front"])])
    assert "Keepers" not in str(app.messages())
    assert menu(come(manager, ("keeper",), position=position)) == [("Open", ["front"]), ("Shut", ["Keepers only"])]
    every = [("Open", ["front"]), ("Shut", ["Keepers only", "Away"])]
    assert menu(come(manager, ("vet",), position=position)) == every
    assert menu(come(manager, None, position=position)) == every  # the author, in a notebook


def test_who_has_a_role_sees_the_page(manager: SessionManager) -> None:
    app = come(manager, ("keeper",), page="keepers")
    assert app.page() == ["Keepers only", "a secret", "name", "fragment", "again", "a part of it"]
    app.say(Rerun(page="", query=""))
    assert app.page() == ["front", "front", "to the keepers", "go"]


def shut(app: Visitor) -> bool:
    """Tell whether the page is a card, and nothing of the page that is meant has travelled."""
    sent = str(app.messages())
    return app.page() == ["Not for you", "refusal"] and "secret" not in sent and "Keepers only" not in sent


def test_nobody_gets_there_by_its_address(manager: SessionManager) -> None:
    app = come(manager, (), page="keepers")
    assert shut(app)
    navigation = told(app.messages())
    assert (navigation["current"], navigation.get("missing")) == ("keepers", None)


@pytest.mark.parametrize("roles", [(), ("Keeper",), ("admin", "keepers")])
def test_nobody_gets_there_by_a_message(manager: SessionManager, roles: tuple[str, ...]) -> None:
    app = come(manager, roles)
    app.say(Rerun(page="keepers", query="", values={"x": 1}))
    assert shut(app)
    app.say(Rerun(page="keepers", query="name=evil"))
    assert shut(app)
    app.say(Rerun(page="", query=""))
    assert app.page()[:2] == ["front", "front"]


def test_the_script_leads_to_the_card(manager: SessionManager) -> None:
    app = come(manager)
    app.rerun(go=True)
    assert shut(app)


def test_an_app_begins_with_the_first_page_that_is_for_its_reader(manager: SessionManager) -> None:
    app = come(manager, (), default="True")
    assert (app.page()[0], told(app.messages())["sections"][0]["pages"][0]["path"]) == ("front", "")
    app.say(Rerun(page="keepers", query=""))
    assert shut(app)
    keeper = come(manager, ("keeper",), default="True")
    assert keeper.page()[0] == "Keepers only"


def test_where_nothing_is_for_the_reader_there_is_the_card(manager: SessionManager) -> None:
    code = "import jupyterlit as st\nst.navigation([st.Page(lambda: 1, url_path='x', title='X', roles='a')]).run()"
    app = Visitor(manager.open("s1", ScriptSource((Part(code, "app"),))))
    app.session.info["roles"] = ()
    app.say(Attach())
    assert (app.page(), told(app.messages()).get("sections", [])) == (["refusal"], [])


def test_the_author_hears_of_mistakes_whoever_reads(run: Run) -> None:
    run.context.info = {"roles": ()}
    guarded = st.Page(penguins, roles="a")
    with refused(
        InvalidValue,
        "st.navigation: 'penguins' and 'islands' both have the address 'penguins'. Give one of them another url_path.",
    ):
        st.navigation([guarded, st.Page(islands, url_path="penguins")])
