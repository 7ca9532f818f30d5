"""The page door: sessions, reloads, runs and their marks, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Serve, Server

APP = """
import time
import streamlit as st

st.set_page_config(page_title="Under test", page_icon="🐧", layout="wide")
st.session_state.setdefault("n", 0)


@st.cache_resource
def visits():
    return []


if st.button("Increment"):
    st.session_state.n += 1
    visits().append(1)
word = st.text_input("Word", key="word")
pick = st.sidebar.selectbox("Pick", ["first", "second"])
st.markdown(f"Count: {st.session_state.n}; {word}; {pick}; all {len(visits())}")
if st.button("Slow"):
    st.markdown("slow begins")
    time.sleep(1.5)
    st.markdown("slow ends")
if st.button("Endless"):
    st.markdown("endless begins")
    while True:
        pass
if st.button("Fail"):
    {}["nothing here"]
if st.button("Query"):
    st.query_params["page"] = "two"
st.text(f"query {st.query_params.to_dict()}")
st.text("last line")
"""


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APP)


@pytest.fixture
def app(served: Server, page: Page) -> Page:
    page.goto(served.url)
    expect(page.get_by_text("last line")).to_be_visible()
    return page


def test_the_page_has_its_title_and_its_parts(app: Page) -> None:
    expect(app).to_have_title("Under test")
    root = app.get_by_test_id("stApp")
    expect(root).to_have_attribute("data-test-script-state", "notRunning")
    expect(app.get_by_test_id("stSidebar").get_by_text("Pick")).to_be_visible()
    expect(app.get_by_role("button", name="Increment")).to_be_visible()


def test_a_click_reruns_the_script(app: Page) -> None:
    for n in (1, 2, 3):
        app.get_by_role("button", name="Increment").click()
        expect(app.get_by_text(f"Count: {n};")).to_be_visible()


def test_quick_clicks_are_neither_lost_nor_doubled(app: Page) -> None:
    button = app.get_by_role("button", name="Increment")
    button.evaluate("button => { for (let i = 0; i < 25; i++) button.click(); }")
    for _ in range(5):
        button.click(delay=0)
    expect(app.get_by_text("Count: 30;")).to_be_visible()


def test_each_tab_is_a_session_in_a_shared_kernel(served: Server, app: Page, browser: Browser) -> None:
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1;")).to_be_visible()
    other = app.context.new_page()
    other.goto(served.url)
    expect(other.get_by_text("Count: 0;")).to_be_visible()
    stranger = browser.new_context().new_page()
    stranger.goto(served.url)
    expect(stranger.get_by_text("Count: 0;")).to_be_visible()
    stranger.get_by_role("button", name="Increment").click()
    expect(stranger.get_by_text("Count: 1;")).to_be_visible()
    seen = int((stranger.get_by_text("Count: 1;").text_content() or "").split("all ")[1])
    app.get_by_role("textbox", name="Word").fill("x")
    app.get_by_role("textbox", name="Word").press("Enter")
    expect(app.get_by_text(f"Count: 1; x; first; all {seen}")).to_be_visible()
    stranger.context.close()


def test_a_reload_keeps_the_session(app: Page) -> None:
    app.get_by_role("button", name="Increment").click()
    app.get_by_role("textbox", name="Word").fill("kept")
    app.get_by_role("textbox", name="Word").press("Enter")
    expect(app.get_by_text("Count: 1; kept")).to_be_visible()
    app.reload()
    expect(app.get_by_text("Count: 1; kept")).to_be_visible()
    expect(app.get_by_role("textbox", name="Word")).to_have_value("kept")


def test_a_duplicated_tab_is_a_session_of_its_own(app: Page, served: Server) -> None:
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1;")).to_be_visible()
    stored = app.evaluate("JSON.stringify(sessionStorage)")
    copy = app.context.new_page()
    copy.add_init_script(f"Object.entries({stored}).forEach(([name, value]) => sessionStorage.setItem(name, value))")
    copy.goto(served.url)
    expect(copy.get_by_text("Count: 0;")).to_be_visible()
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 2;")).to_be_visible()


def test_a_lost_network_comes_back(app: Page) -> None:
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1;")).to_be_visible()
    app.context.set_offline(True)
    app.context.set_offline(False)
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 2;")).to_be_visible()


def test_a_slow_run_shows_what_is_stale(app: Page) -> None:
    app.get_by_role("button", name="Slow").click()
    expect(app.get_by_text("slow begins")).to_be_visible()
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "running")
    last = app.get_by_test_id("stElementContainer").filter(has_text="last line")
    expect(last).to_have_attribute("data-stale", "true")
    expect(app.get_by_text("slow ends")).to_be_visible()
    expect(last).to_have_attribute("data-stale", "false")


def test_a_new_interaction_leaves_nothing_of_the_old_run(app: Page) -> None:
    app.get_by_role("button", name="Slow").click()
    expect(app.get_by_text("slow begins")).to_be_visible()
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1;")).to_be_visible()
    expect(app.get_by_text("slow begins")).to_have_count(0)
    expect(app.get_by_text("last line")).to_have_count(1)


def test_a_script_that_never_ends_can_be_stopped(app: Page) -> None:
    app.get_by_role("button", name="Endless").click()
    expect(app.get_by_text("endless begins")).to_be_visible()
    app.get_by_role("button", name="Stop").click()
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1;")).to_be_visible()
    expect(app.get_by_text("last line")).to_be_visible()


def test_an_exception_shows_the_author_s_lines(app: Page) -> None:
    app.get_by_role("button", name="Fail").click()
    error = app.get_by_test_id("stException")
    expect(error).to_contain_text("KeyError")
    expect(error).to_contain_text("nothing here")
    expect(error).to_contain_text("app.py")
    expect(error).not_to_contain_text("script_runner")


def test_query_parameters_follow_the_url_and_lead_it(app: Page, served: Server) -> None:
    app.goto(f"{served.url}?page=one&x=1&x=2")
    expect(app.get_by_text("query {'page': 'one', 'x': '2'}")).to_be_visible()
    app.get_by_role("button", name="Query").click()
    expect(app.get_by_text("query {'page': 'two', 'x': '2'}")).to_be_visible()
    assert app.url.endswith("?page=two&x=1&x=2")


def test_the_page_needs_nothing_from_elsewhere(served: Server, page: Page) -> None:
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if served.url not in request.url else None)
    page.goto(served.url)
    expect(page.get_by_text("last line")).to_be_visible()
    assert [url for url in foreign if url.startswith("http")] == []


def test_an_edited_file_is_picked_up(serve: Serve, page: Page) -> None:
    server = serve("import streamlit as st\nst.button('Again')\nst.text('before')")
    page.goto(server.url)
    expect(page.get_by_text("before")).to_be_visible()
    server.file.write_text("import streamlit as st\nst.button('Again')\nst.text('after the edit')")
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_text("after the edit")).to_be_visible()
