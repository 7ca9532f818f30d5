"""Scripts with pages and fragments, under Streamlit's tests and ours: they find the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.elements.conftest import Parity


def press(name: str) -> Callable[[Any], object]:
    def click(app: Any) -> object:
        return next(button for button in app.button if button.label == name).click()

    return click


def type_in(key: str, text: str) -> Callable[[Any], object]:
    def fill(app: Any) -> object:
        return app.text_input(key=key).input(text)

    return fill


def test_pages(parity: Parity) -> None:
    parity.play(
        """
        def log(**values):
            out.update(values)
            out["state"] = dict(sorted((k, v) for k, v in state.items() if isinstance(v, str)))
            out["query"] = st.query_params.to_dict()

        def first():
            st.text_input("name", key="name")
            st.text_input("kept", key="kept", persist_state="session")
            st.text_input("here", key="here", persist_state="page")
            if st.button("on"):
                st.switch_page(second_page)
            if st.button("on with a query"):
                st.switch_page(second_page, query_params={"a": ["1", "2"], "b": "3"})
            log(page="first")

        def second():
            st.text_input("name", key="name")
            if st.button("back"):
                st.switch_page(first_page)
            log(page="second")

        first_page = st.Page(first, icon="🐧")
        second_page = st.Page(second, title="The second", url_path="two")
        page = st.navigation({"A": [first_page], "B": [second_page]})
        page.run()
        log(title=page.title, path=page.url_path, icon=page.icon, visible=page.visibility)
        """,
        type_in("name", "Adelie"),
        type_in("kept", "kept"),
        type_in("here", "here"),
        press("on"),
        type_in("name", "Gentoo"),
        press("back"),
        press("on with a query"),
        press("back"),
    )


def test_the_first_run_of_a_page_sees_no_widgets_of_the_page_before(parity: Parity) -> None:
    seen = parity.play(
        """
        keys = ("plain", "both", "kept", "own", "go")
        log = [{key: state.get(key, "-") for key in keys}]

        def first():
            state.setdefault("both", "before")
            st.text_input("plain", key="plain")
            st.text_input("both", key="both")
            st.text_input("kept", key="kept", persist_state="session")
            if st.button("on", key="go", on_click=lambda: state.update(seen=state.plain)):
                st.switch_page(second_page)

        def second():
            log.append(dict(sorted((k, v) for k, v in state.items() if isinstance(v, str))))
            st.text_input("own", key="own")
            st.button("again")
            if st.button("back"):
                st.switch_page(first_page)
            out["log"] = log
            st.stop()

        first_page = st.Page(first)
        second_page = st.Page(second, url_path="two")
        st.navigation([first_page, second_page]).run()
        out["log"] = log
        """,
        *(type_in(key, key.upper()) for key in ("plain", "both", "kept")),
        press("on"),
        type_in("own", "OWN"),
        press("again"),
        press("back"),
    )
    assert [found["log"][0]["kept"] for found in seen[3:5]] == ["KEPT", "KEPT"]
    assert [found["log"][0]["plain"] for found in seen[3:5]] == ["PLAIN", "-"]
    assert [found["log"][0]["own"] for found in seen[4:7]] == ["-", "OWN", "OWN"]


def test_pages_that_cannot_be(parity: Parity) -> None:
    parity.play(
        """
        def f(): pass
        def g(): pass
        for name, call in {
            "none": lambda: st.navigation([]),
            "two defaults": lambda: st.navigation([st.Page(f, default=True), st.Page(g, default=True)]),
            "same path": lambda: st.navigation([st.Page(f, url_path="x"), st.Page(g, url_path="x")]),
            "slash": lambda: st.Page(f, url_path="a/b"),
            "no file": lambda: st.Page("no_such_file.py"),
            "no title": lambda: st.Page("https://example.org"),
            "number": lambda: st.Page(3),
            "visibility": lambda: st.Page(f, visibility="maybe"),
            "position": lambda: st.navigation([f], position="left"),
            "expanded": lambda: st.navigation([f], expanded=-1),
            "not chosen": lambda: st.Page(f).run(),
            "elsewhere": lambda: st.switch_page("elsewhere.py"),
        }.items():
            attempt(name, call)
        """
    )


def test_titles_and_paths(parity: Parity) -> None:
    parity.play(
        """
        def the_page(): pass
        def Other(): pass
        for call in (
            lambda: st.Page(the_page),
            lambda: st.Page(Other),
            lambda: st.Page(the_page, title=" T "),
            lambda: st.Page(the_page, url_path=" a "),
            lambda: st.Page(the_page, url_path="/a/"),
            lambda: st.Page(the_page, default=True),
            lambda: st.Page(the_page, icon=":material/home:"),
            lambda: st.Page(lambda: None),
            lambda: st.Page(the_page, help="  help  "),
            lambda: st.Page("https://example.org", title="T"),
        ):
            page = call()
            out[len(out)] = [page.title, page.url_path, page.icon, page.visibility, page.help]
        """
    )


def test_fragments_in_whole_runs(parity: Parity) -> None:
    parity.play(
        """
        side = st.sidebar.container()
        @st.fragment
        def part(x, *, y=1):
            state.runs = state.get("runs", 0) + 1
            side.text("from a fragment")
            st.text_input("name", key="name")
            if st.button("go"):
                state.gone = True
            return x + y
        out["gives"] = part(1, y=2)
        out["runs"], out["gone"], out["name"] = state.runs, state.get("gone"), state.name
        attempt("scope", lambda: st.rerun(scope="fragment"))
        attempt("key", lambda: st.rerun(scope="nobody"))
        attempt("reserved", lambda: st.fragment(part, key="app"))
        """,
        press("go"),
        type_in("name", "Adelie"),
    )


def test_callbacks_and_reruns(parity: Parity) -> None:
    parity.play(
        """
        def count(name):
            state[name] = state.get(name, 0) + 1
        def again():
            count("called")
            st.rerun()
        def stop():
            count("called")
            st.stop()
        count("runs")
        st.button("again", on_click=again)
        st.button("stop", on_click=stop)
        if st.button("rerun"):
            st.rerun()
        out["runs"], out["called"] = state.runs, state.get("called")
        """,
        press("again"),
        press("rerun"),
        press("again"),
    )
