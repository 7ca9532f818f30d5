"""Everything a script can show, in one app: on the page, in JupyterLab and in Notebook, for every reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Locator, Page, Request, expect

from .conftest import Jupyter, Serve, Server
from .visit import APPS, overflow, violations

# How often each kind of element stands in the app, by the names that Streamlit gives them.
ELEMENTS = {
    "stAlert": 4,
    "stAudio": 1,
    "stBottom": 1,
    "stButtonGroup": 2,
    "stChatInput": 1,
    "stChatMessage": 1,
    "stCode": 2,
    "stColorPicker": 1,
    "stColumn": 17,
    "stDataFrame": 3,
    "stDateInput": 1,
    "stDateTimeInput": 1,
    "stDeckGlJsonChart": 2,
    "stDownloadButton": 2,
    "stEChartsChart": 1,
    "stException": 1,
    "stExpander": 3,
    "stFeedback": 1,
    "stFileUploader": 1,
    "stForm": 1,
    "stGraphVizChart": 1,
    "stGridCell": 4,
    "stHeading": 12,
    "stHelp": 1,
    "stHtml": 2,
    "stIFrame": 1,
    "stImage": 2,
    "stJson": 1,
    "stLinkButton": 1,
    "stMarkdown": 24,
    "stMenuButton": 1,
    "stMermaidChart": 1,
    "stMetric": 3,
    "stPagination": 1,
    "stPdf": 1,
    "stPlotlyChart": 1,
    "stPopover": 1,
    "stProgress": 1,
    "stSkeletonElement": 1,
    "stSpace": 1,
    "stTab": 4,
    "stTable": 1,
    "stText": 17,
    "stTimeInput": 1,
    "stVegaLiteChart": 6,
    "stVideo": 1,
}
DRAWINGS = {
    "stDataFrame": "canvas",
    "stVegaLiteChart": "svg, canvas",
    "stPlotlyChart": "svg",
    "stEChartsChart": "canvas",
    "stGraphVizChart": "svg",
    "stMermaidChart": "svg",
    "stDeckGlJsonChart": "canvas",
    "stImage": "img",
    "stPdf": "canvas",
}


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "everything.py")


def see_everything(app: Locator) -> None:
    """See that each element is there, drawn by the code that draws it."""
    expect(app.get_by_text("The end", exact=True)).to_be_attached(timeout=90_000)  # libraries for charts take long
    expect(app.get_by_test_id("stSkeleton")).to_have_count(0)
    for name, count in ELEMENTS.items():
        expect(app.get_by_test_id(name), name).to_have_count(count)
    for name, drawing in DRAWINGS.items():
        drawn = app.get_by_test_id(name).first
        drawn.scroll_into_view_if_needed()  # some draw nothing before they are seen
        expect(drawn.locator(drawing).first, name).to_be_visible()
    expect(app.locator(".katex").first).to_be_attached()
    expect(app.get_by_test_id("stSidebar").get_by_text("What to count")).to_be_attached()


def use_everything(page: Page, app: Locator) -> None:
    """Use what waits for a reader."""
    app.get_by_role("tab", name="Bars").click()
    expect(app.get_by_role("tabpanel").get_by_test_id("stVegaLiteChart")).to_be_visible()
    app.get_by_role("button", name="Toast").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("A ring was found.")
    app.get_by_test_id("stPaginationPage").last.click()
    expect(app.get_by_test_id("stTable")).to_contain_text("Flat rock")
    app.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("checkbox", name="Only with chicks")).to_be_attached()
    page.keyboard.press("Escape")
    app.get_by_role("button", name="Log", exact=True).click()
    dialog = page.get_by_role("dialog", name="Write to the log").last  # each view of the app has its own
    dialog.get_by_role("textbox", name="Entry").fill("Snow again")
    dialog.get_by_role("textbox", name="Entry").press("Enter")
    dialog.get_by_role("button", name="Write").click()
    expect(dialog).to_have_count(0)
    expect(app.get_by_text("Logged: Snow again")).to_be_visible()
    app.get_by_role("textbox", name="Call the boat").fill("Bring herring")
    app.get_by_role("textbox", name="Call the boat").press("Enter")
    expect(app.get_by_text("Called: Bring herring")).to_be_visible()
    app.get_by_role("button", name="Weigh again").click()
    expect(app.get_by_text("times since you came")).not_to_have_text("Weighed 1 times since you came")
    question = app.get_by_role("textbox", name="Ask the station")
    question.fill("Why?")
    question.press("Enter")
    expect(app.get_by_test_id("stChatMessage").last).to_contain_text("it works")
    expect(app.get_by_test_id("stChatMessage")).to_have_count(3)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_everything_on_the_page(
    served: Server, visit: Callable[[str], Page], page: Page, scheme: str, width: int
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((served.url, "data:", "blob:")):
            asked.append(request.url)

    page.on("request", note)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    app = visit(served.url).get_by_test_id("stApp")
    see_everything(app)
    assert violations(page) == []
    assert wide(page) == []
    use_everything(page, app)
    assert wide(page) == []
    assert asked == []


def wide(page: Page) -> list[str]:
    """Return what reaches beyond the window, or beyond the main area."""
    beyond: list[str] = page.get_by_test_id("stElementContainer").evaluate_all(
        """all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility())
                     .map(one => one.innerText.slice(0, 40))"""
    )
    main = page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
    return [*beyond, *[f"{side} px" for side in (main, overflow(page)) if side > 0]]


@pytest.mark.parametrize("door", ["lab/tree", "notebooks"])
def test_everything_in_a_cell(jupyter: Jupyter, page: Page, door: str) -> None:
    wrong: list[str] = []

    def failed(error: Error) -> None:
        if "/lit/static/" in (error.stack or ""):  # Jupyter's own are not ours to judge
            wrong.append(str(error))

    page.on("pageerror", failed)
    page.set_viewport_size({"width": 1280, "height": 900})
    name = f"everything-{door[:3]}.ipynb"
    jupyter.write(name, "%load_ext jupyterlit", f"%%app\n{(APPS / 'everything.py').read_text()}")
    jupyter.open(page, door, name)
    jupyter.run_all(page)
    app = page.locator(".jp-Notebook").get_by_test_id("stApp")
    see_everything(app)
    assert app.evaluate("app => app.scrollWidth - app.clientWidth") <= 0
    if door == "lab/tree":
        assert violations(page, within=".jp-Notebook [data-testid=stApp]") == []
        # The same once more beside the notebook, and used there.
        page.get_by_role("button", name="Preview app", exact=True).first.click()
        app = page.locator(".lit-panel").get_by_test_id("stApp")
        see_everything(app)
    use_everything(page, app)
    assert wrong == []
