"""The scripts of an app's pages, where files make them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyterlit.config.sources import Settings
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.messages import Attach, Rerun

from .conftest import Visitor

PRELUDE = "import jupyterlit as st\nst.text_input('name', key='name')\n"
SOURCES = {name: ScriptSource((Part(f"{PRELUDE}st.text({name!r})", name),)) for name in ("penguins", "islands")}


def open_app(manager: SessionManager, sources: dict[str, ScriptSource], **attach: Any) -> Visitor:
    app = Visitor(manager.open("s1", next(iter(sources.values()))))
    app.session.set_pages(sources, {"islands": ("The islands", "")})
    app.say(Attach(**attach))
    return app


def navigation(app: Visitor) -> Any:
    return [message for message in app.messages() if message["type"] == "navigation"][-1]


def test_the_reader_goes_from_page_to_page(manager: SessionManager) -> None:
    app = open_app(manager, SOURCES)
    assert app.page() == ["name", "penguins"]
    rest = {"icon": "", "help": "", "url": None}
    pages = [{"path": "", "title": "penguins", **rest}, {"path": "islands", "title": "The islands", **rest}]
    assert navigation(app) == {"type": "navigation", "sections": [{"title": "", "pages": pages}]}
    messages = app.say(Rerun(page="islands", query=""))
    assert app.page() == ["name", "islands"]
    assert messages[0] == {"type": "run_started", "run": 2, "clear": True}
    assert navigation(app)["current"] == "islands"
    assert not any(message.get("clear") for message in app.say(Rerun()))
    app.say(Rerun(page="", query=""))
    assert app.page() == ["name", "penguins"]


def test_files_of_pages_are_named_from_the_apps_own(manager: SessionManager, tmp_path: Path) -> None:
    code = """
import jupyterlit as st
st.text(__file__[-6:])
for page in ("app.py", "pages/two.py"):
    st.page_link(page, label=page)
    if st.button(f"go {page}"):
        st.switch_page(page)
"""
    (tmp_path / "pages").mkdir()
    files = {"app": tmp_path / "app.py", "two": tmp_path / "pages" / "two.py"}
    for file in files.values():
        file.write_text(code)
    app = open_app(manager, {name: ScriptSource.from_file(file) for name, file in files.items()})
    for page in ("pages/two.py", "pages/two.py", "app.py"):
        app.rerun(**{f"go {page}": True})
        assert app.page()[0] == page[-6:]
        assert app.page()[1:] == ["app.py", "go app.py", "pages/two.py", "go pages/two.py"]


def test_an_address_leads_to_its_page(manager: SessionManager) -> None:
    assert open_app(manager, SOURCES, page="islands").page() == ["name", "islands"]


def test_an_address_that_leads_nowhere_leads_to_the_first(manager: SessionManager) -> None:
    app = open_app(manager, SOURCES, page="nowhere")
    assert app.page() == ["name", "penguins"]
    assert "current" not in navigation(app)


def test_widgets_of_another_page_are_others(manager: SessionManager) -> None:
    app = open_app(manager, SOURCES)
    app.rerun(name="Adelie")
    app.say(Rerun(page="islands"))
    assert app.session.state.get("name") == ""


def test_a_script_that_makes_its_pages_itself_has_precedence(manager: SessionManager) -> None:
    own = "import jupyterlit as st\ndef one(): st.text('one')\ndef two(): st.text('two')\n"
    sources = {
        "own": ScriptSource((Part(f"{own}if not st.checkbox('files'): st.navigation([one, two]).run()", "own"),)),
        "other": SOURCES["islands"],
    }
    app = open_app(manager, sources)
    titles = [page["title"] for page in navigation(app)["sections"][0]["pages"]]
    assert (app.page(), titles) == (["files", "one"], ["one", "two"])
    app.say(Rerun(page="two"))
    assert app.page() == ["files", "two"]
    app.rerun(files=True)
    assert [page["title"] for page in navigation(app)["sections"][0]["pages"]] == ["own", "other"]


def test_newer_code_keeps_the_page(manager: SessionManager) -> None:
    app = open_app(manager, SOURCES, page="islands")
    app.batches.clear()
    app.session.set_pages(
        {**SOURCES, "islands": ScriptSource((Part("import jupyterlit as st; st.text('new')", "x"),))}, {}
    )
    assert app.session.runner.wait(20)
    assert app.page() == ["new"]
    app.session.go_to("penguins")
    assert app.session.runner.wait(20)
    assert app.page() == ["name", "penguins"]


def test_the_menu_of_pages_can_be_left_out(manager: SessionManager, options: Callable[[str], Settings]) -> None:
    options("client.showSidebarNavigation = false")
    assert navigation(open_app(manager, SOURCES))["position"] == "hidden"


def guarded_sources(
    first: str = "", second: str = "staff", script: str = "st.text('a secret')"
) -> dict[str, ScriptSource]:
    """Two pages, each for those with a role where one is given."""
    codes = {"penguins": ("st.text('penguins')", first), "islands": (script, second)}
    return {
        name: ScriptSource((Part(f"import jupyterlit as st\n{code}", name),), roles=frozenset(filter(None, [role])))
        for name, (code, role) in codes.items()
    }


def come(manager: SessionManager, sources: dict[str, ScriptSource], *roles: str, **attach: Any) -> Visitor:
    app = Visitor(manager.open("s1", next(iter(sources.values()))))
    app.session.info["roles"] = roles
    app.session.set_pages(sources, {"islands": ("The islands", "")})
    app.say(Attach(**attach))
    return app


def titles(app: Visitor) -> list[str]:
    return [page["title"] for page in navigation(app)["sections"][0]["pages"]]


def test_pages_for_others_are_neither_shown_nor_run(manager: SessionManager) -> None:
    app = come(manager, guarded_sources())
    assert (app.page(), titles(app)) == (["penguins"], ["penguins"])
    for message in (Rerun(page="islands", query=""), Rerun(page="islands", values={"x": True}), Rerun()):
        sent = app.say(message)
        assert app.page() == ["not for you"]
        assert "secret" not in str(sent)
        told = [each for each in sent if each["type"] == "navigation"]
        assert all((len(each["sections"][0]["pages"]), each["current"]) == (1, "islands") for each in told)
    app.say(Rerun(page="", query=""))
    assert app.page() == ["penguins"]
    assert come(manager, guarded_sources(), page="islands").page() == ["not for you"]


def test_who_has_the_role_sees_them(manager: SessionManager) -> None:
    app = come(manager, guarded_sources(), "staff", page="islands")
    assert (app.page(), titles(app)) == (["a secret"], ["penguins", "The islands"])


def test_an_app_begins_with_the_first_page_for_its_reader(manager: SessionManager) -> None:
    app = come(manager, guarded_sources("staff", ""))
    assert (app.page(), titles(app)) == (["a secret"], ["The islands"])
    app.say(Rerun(page="penguins"))
    assert app.page() == ["not for you"]


def test_a_single_page_may_be_for_others(manager: SessionManager) -> None:
    sources = {"islands": guarded_sources()["islands"]}
    assert come(manager, sources).page() == ["not for you"]


def test_mistakes_in_a_page_for_others_are_not_told(manager: SessionManager) -> None:
    app = come(manager, guarded_sources(script="a secret is not Python"), page="islands")
    assert app.page() == ["not for you"]
    assert "secret" not in str(app.messages())


def test_a_page_that_becomes_one_for_others_is_taken_away(manager: SessionManager) -> None:
    part = "@st.fragment\ndef part():\n    st.button('again')\n    st.text('a secret')\npart()"
    app = come(manager, guarded_sources(second="", script=part), page="islands")
    assert app.page() == ["fragment", "again", "a secret"]
    button = app.id("again")
    app.session.set_pages(guarded_sources(script=part), {})
    assert app.session.runner.wait(20)
    app.say(Rerun(values={button: True}))
    assert app.page() == ["not for you"]


def test_the_author_in_a_notebook_sees_all(manager: SessionManager) -> None:
    assert open_app(manager, guarded_sources(), page="islands").page() == ["a secret"]


STATION = """
import jupyterlit as st
def overview():
    st.text_input("name", key="name")
    st.text("overview")
    st.page_link("penguins", label="out")
    if st.button("go"):
        st.switch_page(st.Page(data))
def data():
    st.text(f"data {st.context.url}")
def keepers():
    st.text("a secret")
st.text("all")
if st.session_state.get("pages", True):
    st.navigation({"": [overview], "More": [data, st.Page(keepers, roles="keeper")]}, position="top").run()
"""


def open_station(manager: SessionManager, roles: tuple[str, ...] = (), *guards: str, **attach: Any) -> Visitor:
    code = {"penguins": "import jupyterlit as st\nst.text('penguins')", "station": STATION}
    parts = {name: (Part(text, name),) for name, text in code.items()}
    sources = {name: ScriptSource(parts[name], roles=frozenset(guards[at : at + 1])) for at, name in enumerate(parts)}
    app = Visitor(manager.open("s1", sources["penguins"]))
    app.session.info["roles"] = roles
    app.session.set_pages(sources, {})
    app.say(Attach(**attach))
    return app


def paths(app: Visitor) -> list[tuple[str, list[str]]]:
    return [(section["title"], [page["path"] for page in section["pages"]]) for section in navigation(app)["sections"]]


def test_what_another_page_makes_is_below_it(manager: SessionManager) -> None:
    app = open_station(manager)
    assert paths(app) == [("", ["", "station"])]
    app.say(Rerun(page="station", query=""))
    assert app.page() == ["all", "name", "overview", "out", "go"]
    assert (navigation(app)["current"], navigation(app)["position"]) == ("station", "top")
    assert paths(app) == [("", [""]), ("station", ["station"]), ("More", ["station/data"])]
    app.rerun(name="Adelie")
    app.rerun(go=True)
    assert app.page() == ["all", "data None"]
    assert (navigation(app)["current"], navigation(app).get("missing")) == ("station/data", None)
    app.say(Rerun(page="station", query=""))
    assert app.session.state.get("name") == ""
    app.say(Rerun(page="", query=""))
    assert (app.page(), paths(app)) == (["penguins"], [("", ["", "station"])])


def test_an_address_leads_to_what_another_page_makes(manager: SessionManager) -> None:
    app = open_station(manager, page="station/data", url="http://host/app/station/data")
    assert app.page() == ["all", "data http://host/app/station/data"]
    told = [message["current"] for message in app.messages() if message["type"] == "navigation"]
    assert told == ["station/data"]  # the browser's address is led nowhere else meanwhile
    app = open_station(manager, page="station/nowhere")
    assert (app.page()[2], navigation(app)["current"]) == ("overview", "station")
    assert navigation(app)["missing"] == "station/nowhere"
    assert open_station(manager, page="nowhere/data").page() == ["penguins"]


def test_who_comes_back_to_what_another_page_makes_stays_there(manager: SessionManager) -> None:
    app = open_station(manager)
    for page in ("station", "station/data"):
        app.say(Rerun(page=page, query=""))
        shown = app.page()
        app.batches.clear()
        app.session.go_to("station")  # the server knows the page that has the script, the browser the one below
        assert app.session.runner.wait(20)
        app.session.receive(Attach(page=page))
        assert app.session.runner.wait(20)
        assert "run_started" not in [message["type"] for message in app.messages()]
        assert app.page() == shown
    app.session.go_to("penguins")
    assert app.session.runner.wait(20)
    assert app.page() == ["penguins"]


def test_pages_that_another_page_makes_no_more_are_gone(manager: SessionManager) -> None:
    app = open_station(manager, page="station/data")
    app.session.state.put("pages", False)
    app.say(Rerun())
    assert (app.page(), navigation(app)["current"], paths(app)) == (["all"], "station", [("", ["", "station"])])
    app.session.state.put("pages", True)
    app.say(Rerun(page="station/data"))
    assert app.page()[0] == "all"
    assert navigation(app)["current"] == "station/data"


def test_pages_below_one_for_others_are_for_others(manager: SessionManager) -> None:
    assert open_station(manager, page="station/keepers").page() == ["all", "refusal"]
    shut = open_station(manager, (), "vet", "keeper", page="station/data")
    assert shut.page() == ["not for you"]
    begins = open_station(manager, ("keeper",), "vet", "keeper")
    assert paths(begins) == [("", [""]), ("More", ["station/data", "station/keepers"])]
    begins.say(Rerun(page="station/keepers"))
    assert begins.page() == ["all", "a secret"]
    assert navigation(begins)["current"] == "station/keepers"
