"""Every element on the page, found as an author's tests would find it: by role, name and test id."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Jupyter, Serve, Server

APPS = Path(__file__).parent / "apps"
# Row labels without a name have an empty heading, for the eye too.
CHECK = "axe.run(document, {resultTypes: ['violations'], rules: {'empty-table-header': {enabled: false}}})"
AXE = Path(__file__).parents[2] / "js" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def widgets(serve: Serve) -> Server:
    return serve(APPS / "widgets.py")


@pytest.fixture(scope="module")
def shown(serve: Serve) -> Server:
    return serve(APPS / "shown.py")


@pytest.fixture
def app(widgets: Server, page: Page) -> Page:
    page.goto(widgets.url)
    expect(page.get_by_text("form: '' 30 False")).to_be_visible()
    return page


def has(app: Page, name: str, value: object) -> None:
    """See what Python has got of a widget."""
    expect(app.get_by_text(f"{name}: {value!r}", exact=True)).to_be_visible()


def test_a_button(app: Page) -> None:
    button = app.get_by_test_id("stButton").get_by_role("button", name="Go")
    button.click()
    has(app, "go", value=True)
    expect(app.locator(".st-key-go")).to_be_visible()
    expect(app.get_by_role("button", name="Not now")).to_be_disabled()
    button.focus()
    app.keyboard.press("Enter")
    has(app, "go", value=True)


def test_a_checkbox_and_a_toggle(app: Page) -> None:
    app.get_by_text("Box", exact=True).click()
    has(app, "box", value=True)
    expect(app.get_by_role("checkbox", name="Box")).to_be_checked()
    app.get_by_role("checkbox", name="Box").press("Space")
    has(app, "box", value=False)
    app.get_by_text("Switch", exact=True).click()
    has(app, "switch", value=True)


def test_a_radio(app: Page) -> None:
    app.get_by_role("radiogroup", name="Radio").get_by_text("two").click()
    has(app, "radio", "two")
    app.get_by_role("radio", name="two").press("ArrowUp")
    has(app, "radio", "one")


def test_a_selectbox(app: Page) -> None:
    box = app.get_by_role("combobox", name="Select")
    box.click()
    app.get_by_role("option", name="green").click()
    has(app, "select", "green")
    box.fill("blu")
    box.press("Enter")
    has(app, "select", "blue")


def test_a_multiselect(app: Page) -> None:
    app.get_by_role("combobox", name="Many").click()
    app.get_by_role("option", name="c", exact=True).click()
    has(app, "many", ["a", "c"])
    app.keyboard.press("Escape")
    app.get_by_test_id("stMultiSelect").get_by_role("button", name="Remove a").click()
    has(app, "many", ["c"])


def test_sliders(app: Page) -> None:
    app.get_by_role("slider", name="Slide").press("ArrowRight")
    has(app, "slide", 6)
    app.get_by_role("slider", name="Slide").press("End")
    has(app, "slide", 10)
    app.get_by_test_id("stSlider").nth(1).get_by_role("slider").nth(1).press("Home")
    has(app, "range", (0.25, 0.25))
    app.get_by_test_id("stSlider").last.get_by_role("slider").press("ArrowRight")
    has(app, "size", "M")


def test_a_slider_is_dragged(app: Page) -> None:
    track = app.get_by_test_id("stSlider").first
    thumb = app.get_by_role("slider", name="Slide").bounding_box()
    whole = track.bounding_box()
    assert thumb is not None
    assert whole is not None
    app.mouse.move(whole["x"] + whole["width"] / 2, thumb["y"] + thumb["height"] / 2)
    app.mouse.down()
    app.mouse.move(whole["x"] + whole["width"] * 0.8, thumb["y"] + thumb["height"] / 2, steps=8)
    app.mouse.up()
    has(app, "slide", 8)


def test_a_number(app: Page) -> None:
    number = app.get_by_role("spinbutton", name="Number")
    app.get_by_test_id("stNumberInputStepUp").first.click()
    has(app, "number", 2)
    number.fill("3")
    number.press("Enter")
    has(app, "number", 3)
    number.fill("99")
    number.press("Enter")
    expect(number).to_have_attribute("aria-invalid", "true")
    has(app, "number", 3)


def test_texts(app: Page) -> None:
    word = app.get_by_role("textbox", name="Word")
    expect(word).to_have_attribute("placeholder", "a word")
    word.press_sequentially("longer than ten")
    word.press("Enter")
    has(app, "word", "longer tha")
    expect(word).to_be_focused()
    app.get_by_role("textbox", name="Hidden label").fill("x")
    app.get_by_label("Secret").fill("y")
    expect(app.get_by_label("Secret")).to_have_attribute("type", "password")
    text = app.get_by_role("textbox", name="Text")
    text.fill("two\nlines")
    has(app, "password", "y")
    text.press("Control+Enter")
    has(app, "text", "two\nlines")


def test_typing_survives_a_run(app: Page) -> None:
    app.get_by_role("button", name="Go").click()
    app.get_by_role("textbox", name="Word").press_sequentially("typed", delay=15)
    has(app, "go", value=True)
    expect(app.get_by_role("textbox", name="Word")).to_have_value("typed")


def test_a_form(app: Page) -> None:
    form = app.get_by_test_id("stForm")
    form.get_by_role("textbox", name="Name").fill("Ada")
    form.get_by_role("spinbutton", name="Age").fill("36")
    form.get_by_role("spinbutton", name="Age").blur()
    expect(app.get_by_text("form: '' 30 False")).to_be_visible()
    form.get_by_test_id("stFormSubmitButton").get_by_role("button", name="Send").click()
    expect(app.get_by_text("form: 'Ada' 36 True")).to_be_visible()
    expect(form.get_by_role("textbox", name="Name")).to_have_value("")
    form.get_by_role("textbox", name="Name").fill("Bob")
    form.get_by_role("textbox", name="Name").press("Enter")
    expect(app.get_by_text("form: 'Bob' 30 True")).to_be_visible()


def test_help_is_told(app: Page) -> None:
    app.get_by_test_id("stButton").first.get_by_role("button").hover()
    expect(app.get_by_role("tooltip")).to_contain_text("Goes on")


def see_everything(app: Locator) -> None:
    """See each element of the app `shown`, at its end first: then all are there."""
    expect(app.get_by_text("The end", exact=True)).to_be_visible()
    for level, name in ((1, "A title"), (2, "A header"), (3, "A subheader")):
        expect(app.get_by_role("heading", name=name, level=level)).to_be_visible()
    for test_id, text in {
        "stMarkdown": "bold red code link",
        "stCaptionContainer": "A caption",
        "stText": "Plain *text*",
        "stCode": "return x + 1",
        "stJson": "a",
        "stException": "ZeroDivisionError",
        "stExpander": "In an expander",
    }.items():
        expect(app.get_by_test_id(test_id).filter(has_text=text).first).to_be_visible()
    for text in ("It worked", "For your information", "Careful", "It failed"):
        expect(app.get_by_test_id("stAlert").filter(has_text=text)).to_be_visible()
    expect(app.get_by_test_id("stMetricDelta").first).to_contain_text("2")
    expect(app.locator(".st-key-box").get_by_text("In a container")).to_be_visible()
    expect(app.get_by_text("In the second tab")).to_be_hidden()
    app.get_by_role("tab", name="Two").click()
    expect(app.get_by_text("In the second tab")).to_be_visible()
    expect(app.get_by_text("In place of nothing")).to_be_visible()
    expect(app.get_by_role("progressbar").last).to_be_visible()
    expect(app.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    charts = app.get_by_test_id("stVegaLiteChart")
    expect(charts).to_have_count(5)
    for chart in charts.all():
        expect(chart.locator("canvas, svg").first).to_be_visible()
    expect(app.get_by_role("img", name="A picture").or_(app.get_by_alt_text("A picture")).first).to_be_visible()
    expect(app.get_by_test_id("stImage")).to_have_count(2)
    expect(app.get_by_test_id("stSidebar").get_by_text("In the sidebar")).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_that_is_shown(shown: Server, page: Page, scheme: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(shown.url)
    see_everything(page.get_by_test_id("stApp"))
    assert told == []


def test_a_table_is_read_by_scroll_search_and_screen_reader(shown: Server, page: Page) -> None:
    page.goto(shown.url)
    table = page.get_by_test_id("stDataFrame")
    # What a canvas holds for screen readers has no place on the screen.
    grid = table.get_by_role("grid", include_hidden=True)
    expect(grid).to_have_attribute("aria-rowcount", "1001")
    expect(table.get_by_role("columnheader", name="name", include_hidden=True)).to_be_attached()
    table.hover()
    table.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("row 99")
    expect(grid).to_have_attribute("aria-rowcount", "12")


def test_a_narrow_page_scrolls_one_way_only(shown: Server, widgets: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for server in (shown, widgets):
        page.goto(server.url)
        expect(page.get_by_test_id("stText").last).to_be_attached()
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_a_reader_out(shown: Server, widgets: Server, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    for server, last in ((shown, "The end"), (widgets, "form: '' 30 False")):
        page.goto(server.url)
        expect(page.get_by_text(last, exact=True)).to_be_visible()
        page.evaluate(AXE.read_text())
        found = page.evaluate(CHECK)
        told = [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]
        assert told == []


@pytest.mark.parametrize("door", ["lab/tree", "notebooks"])
def test_everything_in_a_cell(jupyter: Jupyter, page: Page, door: str) -> None:
    code = (APPS / "shown.py").read_text()
    page.set_viewport_size({"width": 1400, "height": 1000})
    name = f"shown-{door[:3]}.ipynb"
    jupyter.write(name, "%load_ext jupyterlit", f"%%app\n{code}")
    jupyter.open(page, door, name)
    jupyter.run_all(page)
    expect(page.get_by_test_id("stApp")).to_be_visible()
    see_everything(page.get_by_test_id("stApp"))
