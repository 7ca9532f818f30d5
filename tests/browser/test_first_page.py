"""A page that others have seen is there before the visitor's own run, and is nobody's own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import Serve, Server
from .visit import settled

# As long as the gate is shut a reader can do something before it has run.
SCRIPT = """
import time
from pathlib import Path
import streamlit as st

def count():
    st.session_state.n = st.session_state.get("n", 0) + 1

while (Path(__file__).parent / "shut").exists():
    time.sleep(0.02)
st.set_page_config(page_title="Penguins")
st.sidebar.title("Species")
size = st.sidebar.slider("Size", 0, 10, 3)
st.title("Hello")
name = st.text_input("Name")
st.button("Count", on_click=count)
st.text(f"Size {size}, name {name}, count {st.session_state.get('n', 0)}")
"""
PAGES = {
    "own": "import streamlit as st\nst.text(f'You are {st.context.headers.get(\"User-Agent\")}')",
    "chance": "import secrets\nimport streamlit as st\nst.text('Your code: ' + secrets.token_hex(8))",
    "table": "import pandas\nimport streamlit as st\nst.dataframe(pandas.DataFrame({'a': [1, 2]}))\n"
    "st.line_chart(pandas.DataFrame({'a': [1, 2]}))",
}
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
FIRST = b'id="jupyterlit-first"'


@pytest.fixture(scope="module")
def served(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    folder = tmp_path_factory.mktemp("penguins")
    (folder / "pages").mkdir()
    (folder / "app.py").write_text(SCRIPT)
    for name, script in PAGES.items():
        (folder / "pages" / f"{name}.py").write_text(script)
    server = serve(folder, "--ServerApp.base_url=/some/where/")
    server.file = folder
    return server


Come = Callable[..., BrowserContext]


@pytest.fixture
def come(browser: Browser) -> Iterator[Come]:
    """Return browsers of people who have not been here before."""
    contexts: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.add_init_script(SHIFTS)
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()


def body(context: BrowserContext, url: str) -> bytes:
    return context.request.get(url).body()


def visit_twice(come: Come, url: str) -> None:
    """Let two people see a page to its end."""
    for _ in range(2):
        page = come().new_page()
        page.goto(url)
        settled(page)


class Gate:
    """Keeps the script of the first page from its end."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "shut"

    def shut(self) -> None:
        self._file.touch()

    def open(self) -> None:
        self._file.unlink(missing_ok=True)


@pytest.fixture
def gate(served: Server) -> Iterator[Gate]:
    gate = Gate(served.file)
    yield gate
    gate.open()


@pytest.fixture
def third(served: Server, come: Come, gate: Gate) -> Page:
    """Return the page of somebody who comes when others have seen it; their own run cannot end yet."""
    if FIRST not in body(come(), served.url):
        visit_twice(come, served.url)
    gate.shut()
    page = come(color_scheme="dark").new_page()
    page.goto(served.url)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-first-page", "true")
    return page


def test_a_page_is_there_before_its_script_has_run(third: Page, gate: Gate) -> None:
    app = third.get_by_test_id("stApp")
    expect(third.get_by_role("heading", name="Hello")).to_be_visible()
    expect(third.get_by_test_id("stSidebar").get_by_role("slider", name="Size")).to_be_visible()
    assert app.get_attribute("data-test-script-state") != "notRunning"
    expect(app).to_have_attribute("data-theme", "dark")
    expect(third).to_have_title("Penguins")
    third.evaluate("document.querySelector('[data-testid=stText]').mine = true")
    gate.open()
    settled(third)
    expect(app).not_to_have_attribute("data-first-page", "true")
    assert third.evaluate("document.querySelector('[data-testid=stText]').mine") is True
    assert third.evaluate("window.shifts") < 0.001


def test_what_a_reader_does_meanwhile_counts(third: Page, gate: Gate) -> None:
    third.get_by_label("Name").fill("Ann")
    third.get_by_label("Name").press("Enter")
    third.get_by_role("button", name="Count").click()
    third.get_by_label("Name").focus()
    expect(third.get_by_test_id("stApp")).to_have_attribute("data-first-page", "true")
    gate.open()
    expect(third.get_by_text("Size 3, name Ann, count 1")).to_be_visible()
    expect(third.get_by_label("Name")).to_be_focused()


def test_a_reader_who_comes_back_sees_their_own(third: Page, gate: Gate) -> None:
    gate.open()
    settled(third)
    third.get_by_role("slider", name="Size").press("ArrowRight")
    expect(third.get_by_text("Size 4, name")).to_be_visible()
    third.add_init_script("""
        window.seen = [];
        new MutationObserver(() => {
            const text = document.querySelector("[data-testid=stText]")?.textContent;
            if (text) window.seen.push(text);
        }).observe(document, { subtree: true, childList: true, characterData: true });
    """)
    third.reload()
    settled(third)
    assert set(third.evaluate("window.seen")) == {"Size 4, name , count 0"}


@pytest.mark.parametrize("page", ["own", "chance"])
def test_nobody_sees_what_is_anothers(served: Server, come: Come, page: str) -> None:
    url = served.url + page
    visit_twice(come, url)
    assert FIRST not in body(come(), url)


def test_tables_and_charts_are_drawn_by_what_is_fetched_with_the_page(served: Server, come: Come) -> None:
    url = served.url + "table"
    visit_twice(come, url)
    context = come()
    text = body(context, url)
    assert FIRST in text
    ahead = re.findall(r'modulepreload" href="[^"]*/(?:dataframe|vega_lite_chart)-\w{8}\.js"', text.decode())
    assert len(ahead) == 2
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(url)
    settled(page)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg").first).to_be_visible()
    assert problems == []


def test_a_query_and_a_changed_script_are_seen_to(served: Server, come: Come) -> None:
    if FIRST not in body(come(), served.url):
        visit_twice(come, served.url)
    assert FIRST in body(come(), served.url)
    assert FIRST not in body(come(), served.url + "?embed=true")
    os.utime(served.file / "app.py", ns=(1, 1))
    assert FIRST not in body(come(), served.url)
