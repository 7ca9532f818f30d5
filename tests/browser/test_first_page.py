"""A page that others have seen is there before the visitor's own run, and is nobody's own."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import LOOK, Serve, Server
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
    "user": "import streamlit as st\nst.text('You may' if st.user.is_logged_in else 'Log in')",
    "table": "import pandas\nimport streamlit as st\nst.dataframe(pandas.DataFrame({'a': [1, 2]}))\n"
    "st.line_chart(pandas.DataFrame({'a': [1, 2]}))",
}
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# A connection that takes as long as a reader likes.
LATE = """
const Plain = window.WebSocket;
const arrival = new Promise((resolve) => { window.arrive = resolve; });
window.WebSocket = class extends Plain {
  constructor(...args) {
    super(...args);
    this.late = true;
    this.addEventListener("open", (event) => {
      if (!this.late) return;
      event.stopImmediatePropagation();
      arrival.then(() => { this.late = false; this.dispatchEvent(new Event("open")); });
    });
  }
  get readyState() { return this.late ? Plain.CONNECTING : super.readyState; }
};
"""
FETCHED = """performance.getEntriesByType("resource").map(
  ({ name, transferSize, decodedBodySize }) => [new URL(name).pathname, transferSize, decodedBodySize])"""
FIRST = b'id="jupyterlit-first"'


@pytest.fixture(scope="module")
def served(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    folder = tmp_path_factory.mktemp("penguins")
    (folder / "pages").mkdir()
    (folder / "app.py").write_text(SCRIPT)
    for name, script in PAGES.items():
        (folder / "pages" / f"{name}.py").write_text(script)
    server = serve(folder, "--ServerApp.base_url=/some/where/", "--kernels", "1")
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


def find_first(come: Come, url: str) -> None:
    """Let a page be seen until others find it: the server hears of a run a moment after its end."""
    end = time.monotonic() + LOOK / 1000
    if FIRST not in body(come(), url):
        visit_twice(come, url)
    while FIRST not in body(come(), url):
        assert time.monotonic() < end
        time.sleep(0.02)


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
    find_first(come, served.url)
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
    assert third.evaluate("window.shifts") < 0.02


def test_what_a_reader_does_meanwhile_counts(third: Page, gate: Gate) -> None:
    third.get_by_label("Name").fill("Ann")
    third.get_by_label("Name").press("Enter")
    third.get_by_role("button", name="Count").click()
    third.get_by_label("Name").focus()
    expect(third.get_by_test_id("stApp")).to_have_attribute("data-first-page", "true")
    gate.open()
    expect(third.get_by_text("Size 3, name Ann, count 1")).to_be_visible()
    expect(third.get_by_label("Name")).to_be_focused()


def test_a_page_is_there_before_its_connection(served: Server, come: Come) -> None:
    find_first(come, served.url)
    context = come()
    context.add_init_script(LATE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.url)
    app = page.get_by_test_id("stApp")
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()
    page.get_by_label("Name").fill("Ann")
    page.get_by_role("button", name="Count").click()
    expect(app).to_have_attribute("data-first-page", "true")
    assert app.get_attribute("data-test-connection-state") == "CONNECTING"
    page.evaluate("window.arrive()")
    expect(page.get_by_text("Size 3, name Ann, count 1")).to_be_visible()
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    assert page.evaluate("window.shifts") < 0.02
    assert {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))} == {
        urlsplit(served.url).netloc
    }

    # Who comes again fetches the page, and nothing else: another tab is another session.
    again = context.new_page()
    again.goto(served.url)
    again.evaluate("window.arrive()")
    settled(again)
    code = [fetched for fetched in again.evaluate(FETCHED) if "/lit/static/" in fetched[0]]
    assert code
    assert [path for path, sent, _ in code if sent] == []


def test_a_page_is_gone_to_by_its_address(served: Server, come: Come) -> None:
    page = come().new_page()
    for path, shown in [("", "Size 3, name"), ("own", "You are"), ("", "Size 3, name"), ("chance", "Your code")]:
        page.goto(served.url + path)  # its run has begun when the browser says that it has come
        settled(page)
        expect(page.get_by_test_id("stText")).to_contain_text(shown)


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_a_page_does_not_flash(served: Server, come: Come, chosen: str) -> None:
    page = come(color_scheme="dark" if chosen == "light" else "light").new_page()
    page.add_init_script(f"localStorage.setItem('jupyterlit-theme', '{chosen}')")
    page.route("**/lit/static/**", lambda route: route.abort())
    page.goto(served.url)
    ground = "rgb(255, 255, 255)" if chosen == "light" else "rgb(17, 19, 24)"
    expect(page.locator("html")).to_have_css("background-color", ground)
    expect(page.locator("html")).to_have_css("color-scheme", chosen)
    page.unroute("**/lit/static/**")
    page.reload()
    settled(page)
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)
    expect(page.locator("html")).to_have_css("color-scheme", chosen)


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


def test_nobody_sees_what_is_anothers(served: Server, come: Come) -> None:
    for page in ("own", "chance", "user"):
        visit_twice(come, served.url + page)
    find_first(come, served.url + "table")  # the kernel says one after the other
    for page in ("own", "chance", "user"):
        assert FIRST not in body(come(), served.url + page)


def test_tables_and_charts_are_drawn_by_what_is_fetched_with_the_page(served: Server, come: Come) -> None:
    url = served.url + "table"
    find_first(come, url)
    context = come()
    text = body(context, url)
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


def test_bytes_that_came_with_the_page_do_not_come_again(served: Server, come: Come) -> None:
    url = served.url + "table"
    find_first(come, url)
    text = body(come(), url).decode()
    (held,) = re.findall(r'"holds": (\[[^\]]*\])', text)
    assert json.loads(held)
    page = come().new_page()
    heard: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda said: heard.append(_parts(said))))
    for first in (True, False):  # who comes back does not look at what the document holds
        heard.clear()
        page.goto(url)
        settled(page)
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        expect(page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg").first).to_be_visible()
        assert (max(heard) == 1) is first


def _parts(said: str | bytes) -> int:
    """Return how many parts a frame has."""
    return 0 if isinstance(said, str) else int.from_bytes(said[:4], "little")


def test_a_query_and_a_changed_script_are_seen_to(served: Server, come: Come) -> None:
    find_first(come, served.url)
    assert FIRST not in body(come(), served.url + "?embed=true")
    os.utime(served.file / "app.py", ns=(1, 1))
    assert FIRST not in body(come(), served.url)
