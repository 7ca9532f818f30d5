"""Components in the page: their states and triggers, a widget of anywidget's, and published ones."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from playwright.sync_api import Page, expect

from .conftest import Serve, Server
from .visit import APPS, element


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "components_v2.py")


class Elsewhere(BaseHTTPRequestHandler):
    """Serves two modules, of which one imports the other, to whoever asks."""

    texts: ClassVar[dict[str, str]] = {
        "/word.js": 'import { far } from "./far.js"; export const word = `from ${far}`;',
        "/far.js": 'export const far = "far away";',
    }

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(self.texts[self.path].encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Return the address of a server that is not the page's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def choose(app: Page, label: str) -> None:
    app.get_by_role("combobox", name="Label").click()
    app.get_by_role("option", name=label, exact=True).click()


def test_states_and_triggers_reach_the_script(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(served.url)
    own, second = element(app, "own"), element(app, "second")
    expect(own.locator("output")).to_have_text("own a Oslo 4, Lima 19 drawn 1")
    expect(own.get_by_role("button", name="Pick")).to_have_css("color", "rgb(1, 2, 3)")
    expect(app.get_by_text("own {'picked': 'nothing', 'pressed': None}")).to_be_visible()
    own.get_by_role("button", name="Pick").click()
    expect(app.get_by_text("own {'picked': {'by': 'a'}, 'pressed': None}")).to_be_visible()
    expect(app.get_by_text("called ['picked']")).to_be_visible()
    own.get_by_role("button", name="Press").click()
    expect(app.get_by_text("called ['picked', 'pressed 1']")).to_be_visible()
    told = "own {'picked': {'by': 'a'}, 'pressed': 1, 'other': True, 'also': [2]}"
    expect(app.get_by_text(told)).to_be_visible()
    second.get_by_role("button", name="Pick").click()
    expect(app.get_by_text("second {'picked': {'by': 'second'}}")).to_be_visible()
    expect(app.get_by_text("own {'picked': {'by': 'a'}, 'pressed': None, 'other': True}")).to_be_visible()
    choose(app, "b")
    expect(own.locator("output")).to_have_text("own b Oslo 4, Lima 19 drawn 2")
    expect(second.locator("output")).to_have_text("own second drawn 1")
    choose(app, "none")
    expect(app.locator("body")).to_have_attribute("data-gone", "second")


def test_the_theme_is_there_by_its_names(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(served.url)
    output = element(app, "own").locator("output")
    expect(output).to_be_visible()
    read = """(output, name) => getComputedStyle(output).getPropertyValue(name).trim()"""
    light = {name: output.evaluate(read, name) for name in NAMES}
    assert [name for name, value in light.items() if value == "" or "var(" in value] == []
    expect(output).to_have_css("--st-background-color", light["--st-background-color"])
    app.emulate_media(color_scheme="dark")
    expect(output).not_to_have_css("--st-background-color", light["--st-background-color"])


def test_forms_hold_states_back_and_fragments_run_alone(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(f"{served.url}?form")
    own, inner = element(app, "own"), element(app, "inner")
    own.get_by_role("button", name="Pick").click()
    inner.get_by_role("button", name="Pick").click()
    expect(app.get_by_text("fragment {'by': 'g'} 2")).to_be_visible()
    expect(app.get_by_text("form {'picked': None} None")).to_be_visible()
    app.get_by_role("button", name="Send").click()
    expect(app.get_by_text("form {'picked': {'by': 'f'}} ['picked']")).to_be_visible()


def test_a_widget_is_a_component(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(f"{served.url}?widget")
    button = element(app, "counter").get_by_role("button", name="count is")
    expect(button).to_have_text("count is 7")
    expect(button).to_have_css("color", "rgb(4, 5, 6)")
    expect(app.get_by_text("count 7", exact=True)).to_be_visible()
    button.click()
    expect(app.get_by_text("count 8", exact=True)).to_be_visible()
    app.get_by_role("button", name="Set").click()
    expect(button).to_have_text("count is 40")
    element(app, "old").get_by_text("Talker").click()
    expect(app.get_by_text("message {'hi': 1}")).to_be_visible()
    expect(app.get_by_text("called ['message']")).to_be_visible()


def test_a_script_that_fails_is_told_of_and_shown_to_developers(served: Server, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served.url}?broken")
    expect(page.get_by_role("alert")).to_have_text("The component broken has failed: on purpose")
    assert any("on purpose" in text for text in said)


def test_a_script_may_import_from_elsewhere(served: Server, elsewhere: str, visit: Callable[[str], Page]) -> None:
    app = visit(f"{served.url}?far={elsewhere}/word.js")
    expect(app.get_by_text("from far away")).to_be_visible()


def test_published_components_work_unchanged(served: Server, visit: Callable[[str], Page]) -> None:
    app = visit(f"{served.url}?packages")
    app.get_by_role("switch", name="Enable").click()
    expect(app.get_by_text("shadcn True")).to_be_visible()
    app.get_by_role("combobox", name="Fruit").click()
    app.get_by_role("option", name="Apple").click()
    expect(app.get_by_text("chosen Apple")).to_be_visible()
    app.get_by_role("button", name="Save").click()
    expect(app.get_by_text("pressed True")).to_be_visible()
    app.get_by_test_id("st-copy-btn").click()
    expect(app.get_by_text("copied True")).to_be_visible()


_SHADES = ("red", "orange", "yellow", "green", "blue", "violet", "gray")
NAMES = [
    f"--st-{name}"
    for name in (
        *(f"{shade}{part}" for shade in _SHADES for part in ("-color", "-background-color", "-text-color")),
        *(f"heading-font-{what}-{level}" for what in ("size", "weight") for level in range(1, 7)),
        "background-color", "base-font-size", "base-font-weight", "base-radius", "border-color", "border-color-light",
        "button-radius", "chart-categorical-colors", "chart-diverging-colors", "chart-sequential-colors",
        "code-background-color", "code-font", "code-font-size", "code-font-weight", "code-text-color",
        "dataframe-border-color", "dataframe-header-background-color", "dataframe-header-text-color", "font",
        "heading-color", "heading-font", "heading-font-sizes", "heading-font-weights", "link-color", "link-underline",
        "metric-value-font-size", "metric-value-font-weight", "primary-color", "secondary-background-color",
        "text-color", "widget-border-color",
    )
]  # fmt: skip
