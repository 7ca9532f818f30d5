"""Graphs, diagrams and charts of ECharts on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, resize, settled

CHECK = "axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast': {enabled: true}}})"
AXE = Path(__file__).parents[2] / "js" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "diagrams.py")


@pytest.fixture
def app(served: Server, page: Page) -> Page:
    page.goto(served.url)
    expect(page.get_by_text("The end", exact=True)).to_be_visible()
    settled(page)
    expect(element(page, "evil_mermaid").locator("svg text").first).to_be_attached()
    expect(element(page, "attack").locator("svg text").first).to_be_attached()
    expect(page.get_by_test_id("stEChartsChart").locator("canvas, svg").first).to_be_visible()
    return page


def drawing(app: Page, key: str) -> Locator:
    return element(app, key).locator("[role=figure], [role=img], [data-testid=stGraphVizChart]").first


def ink(place: Locator) -> str:
    """Return the colour of the first text in a drawing."""
    return str(place.locator("text").first.evaluate("text => getComputedStyle(text).fill"))


def test_graphs_are_laid_out_in_the_pages_ink(app: Page) -> None:
    graph = app.get_by_role("figure", name="States of a task")
    expect(graph.locator("text")).to_have_text(["queued", "running", "worker free", "done", "failed"])
    light = ink(graph)
    app.emulate_media(color_scheme="dark")
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-theme", "dark")
    assert ink(graph) != light
    expect(graph.locator("path[stroke=red]")).to_have_count(1)
    # On paint that the author has chosen, text stays as it was chosen for.
    filled = element(app, "filled")
    assert filled.locator("text", has_text="b").evaluate("text => getComputedStyle(text).fill") == "rgb(0, 0, 0)"
    assert filled.locator("text", has_text="d").evaluate("text => getComputedStyle(text).fill") != "rgb(0, 0, 0)"


def test_graphs_fit_their_place_and_zoom(app: Page) -> None:
    net = element(app, "net").get_by_test_id("stGraphVizChart")
    svg = net.locator("svg")
    box = net.bounding_box()
    assert box is not None
    assert box["height"] == 220
    whole = svg.get_attribute("viewBox")
    net.hover()
    element(app, "net").get_by_role("button", name="Zoom in").click()
    assert svg.get_attribute("viewBox") != whole
    element(app, "net").get_by_role("button", name="Zoom out").click()
    assert [float(part) for part in (svg.get_attribute("viewBox") or "").split()] == pytest.approx(
        [float(part) for part in (whole or "").split()]
    )
    element(app, "net").get_by_role("button", name="Fullscreen").click()
    svg.hover()
    app.mouse.wheel(0, -300)
    expect(svg).not_to_have_attribute("viewBox", whole or "")
    app.keyboard.press("Escape")
    expect(svg).to_have_attribute("viewBox", whole or "")
    assert overflow(app) == 0


def test_a_run_changes_drawings_in_place(app: Page) -> None:
    flow = app.get_by_role("img", name="Start when ready")
    expect(flow).to_contain_text("4 rows")
    flow.evaluate("place => place.dataset.first = 'yes'")
    nodes = element(app, "net").locator("g.node")
    expect(nodes).to_have_count(5)
    app.get_by_role("slider", name="Rows").press("ArrowRight")
    expect(flow).to_contain_text("5 rows")
    expect(flow).to_have_attribute("data-first", "yes")
    expect(nodes).to_have_count(6)


def test_diagrams_have_names_and_follow_the_theme(app: Page) -> None:
    sequence = app.get_by_role("img", name="Mermaid sequence diagram")
    expect(sequence).to_contain_text("deltas")
    expect(
        app.get_by_role("img", name="Mermaid pie chart").or_(app.get_by_role("img", name="Mermaid pie diagram"))
    ).to_be_visible()
    light = ink(sequence)
    app.emulate_media(color_scheme="dark")
    expect(sequence.locator("text").first).not_to_have_css("fill", light)


def test_mistakes_are_shown_where_the_drawing_would_stand(app: Page) -> None:
    expect(element(app, "wrong_dot").get_by_role("alert")).to_contain_text("st.graphviz_chart: syntax error in line 3")
    expect(element(app, "wrong_dot").get_by_role("alert")).to_contain_text("b -> -> c")
    expect(element(app, "wrong_mermaid").get_by_role("alert")).to_contain_text("st.mermaid_chart: Parse error on line")
    expect(element(app, "wrong_spec").get_by_test_id("stException")).to_contain_text("needs ECharts GL")
    expect(element(app, "broken").get_by_role("alert")).to_contain_text("st.echarts_chart: ECharts cannot draw")


def test_nothing_that_an_author_passes_on_can_run(served: Server, page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(served.url)
    expect(page.get_by_text("The end", exact=True)).to_be_visible()
    expect(element(page, "evil_mermaid").locator("svg text").first).to_be_attached()
    attack = element(page, "attack").get_by_test_id("stGraphVizChart")
    expect(attack).to_contain_text("<script>alert(1)</script>")
    expect(attack.locator("a[href], a[*|href]")).to_have_count(0)
    evil = element(page, "evil_mermaid").get_by_test_id("stMermaidChart")
    expect(evil.locator("img, script, a[href^=javascript]")).to_have_count(0)
    pie = page.get_by_role("img", name="Two shares")
    box = pie.bounding_box()
    assert box is not None
    pie.scroll_into_view_if_needed()
    pie.locator("path").last.hover(force=True)
    for part in pie.locator("path").all():
        part.hover(force=True)
        part.click(force=True)
    expect(pie.locator("b").first).to_be_attached()
    expect(pie.locator("script, [onerror]")).to_have_count(0)
    assert page.evaluate("window.attacked") is None
    outside = [url for url in requests if not url.startswith((served.url.split("/lit")[0], "data:", "blob:"))]
    assert [url for url in outside if "127.0.0.1" not in url] == []


def test_a_click_in_a_chart_selects_rows(app: Page) -> None:
    chart = element(app, "sales").get_by_test_id("stEChartsChart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    # The last bar of sales is the highest.
    app.mouse.click(box["x"] + box["width"] * 0.76, box["y"] + box["height"] * 0.6)
    chosen = app.get_by_text(
        re.compile(r"selected \[\{'series_index': 0, 'series_id': None.*'data_indices': \[3\]\}\]")
    )
    expect(chosen).to_be_visible()
    app.emulate_media(color_scheme="dark")
    app.wait_for_timeout(300)
    expect(chosen).to_be_visible()
    app.reload()
    settled(app)
    expect(chosen).to_be_visible()
    chart.scroll_into_view_if_needed()
    app.wait_for_timeout(300)
    box = chart.bounding_box()
    assert box is not None
    app.mouse.dblclick(box["x"] + box["width"] * 0.76, box["y"] + box["height"] * 0.15)
    expect(app.get_by_text("selected []")).to_be_visible()


def test_a_brush_selects_a_range(app: Page) -> None:
    chart = element(app, "sales").get_by_test_id("stEChartsChart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    app.mouse.click(box["x"] + 22, box["y"] + 15)
    app.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.4)
    app.mouse.down()
    app.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5, steps=8)
    app.mouse.up()
    expect(
        app.get_by_text(re.compile(r"areas \[\{'brush_index': 0, 'brush_type': 'lineX', 'coord_range': "))
    ).to_be_visible()
    expect(app.get_by_text(re.compile(r"selected \[\{.*'series_id': 'c'"))).to_be_visible()


def test_charts_change_in_place_and_follow_the_theme(app: Page) -> None:
    canvas = element(app, "sales").locator("canvas")
    canvas.evaluate("canvas => canvas.dataset.first = 'yes'")
    app.get_by_role("slider", name="Rows").press("ArrowRight")
    expect(element(app, "sales").get_by_label(re.compile("5 days"))).to_be_visible()
    expect(canvas).to_have_attribute("data-first", "yes")
    app.wait_for_timeout(1200)
    light = canvas.evaluate("canvas => canvas.toDataURL()")
    app.emulate_media(color_scheme="dark")
    expect(app.get_by_test_id("stApp")).to_have_attribute("data-theme", "dark")
    app.wait_for_timeout(1200)
    assert canvas.evaluate("canvas => canvas.toDataURL()") != light
    resize(app, 390, 800)
    assert overflow(app) == 0


def test_the_rows_of_a_chart_are_a_table(app: Page) -> None:
    sales = element(app, "sales")
    sales.get_by_test_id("stEChartsChart").hover()
    sales.get_by_role("button", name="Show data").click()
    expect(sales.get_by_test_id("stDataFrame")).to_be_visible()
    sales.get_by_role("button", name="Show chart").click()
    expect(sales.get_by_test_id("stEChartsChart")).to_be_visible()


@pytest.mark.parametrize("key", ["graph", "flow", "py", "attacked"])
def test_drawings_are_saved_as_pictures(app: Page, key: str, tmp_path: Path) -> None:
    place = element(app, key)
    place.get_by_test_id("stFullScreenFrame").hover()
    with app.expect_download() as download:
        place.get_by_role("button", name=re.compile("Download as PNG")).click()
    download.value.save_as(tmp_path / "drawing.png")
    assert (tmp_path / "drawing.png").read_bytes().startswith(b"\x89PNG")


def test_figures_of_bokeh_are_drawn_offline(app: Page) -> None:
    frame = element(app, "bokeh").frame_locator("iframe")
    expect(frame.locator(".bk-Figure canvas").first).to_be_visible()


def test_charts_read_tables_that_come_as_text(app: Page) -> None:
    """Both draw the same line: inline, and in the address."""
    drawn = [element(app, key).locator("canvas") for key in ("csv", "address")]
    for canvas in drawn:
        expect(canvas).to_be_visible()
    app.wait_for_timeout(300)
    first, second = (canvas.evaluate("canvas => canvas.toDataURL()") for canvas in drawn)
    assert first == second
    assert first != element(app, "csv").locator("canvas").evaluate(
        """canvas => Object.assign(document.createElement('canvas'),
           {width: canvas.width, height: canvas.height}).toDataURL()"""
    )


def test_texts_never_run_as_code(app: Page) -> None:
    """The page compiles WebAssembly, and nothing else."""
    # Later, as what the browser's tools evaluate is exempt.
    tried = """() => new Promise(done => setTimeout(() => {
      try { done(new Function('return 1')()) } catch (error) { done(error.name) }
    }))"""
    assert app.evaluate(tried) == "EvalError"


def test_a_page_without_them_fetches_none_of_the_libraries(
    serve: Serve, visit: Callable[[str], Page], page: Page
) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    visit(serve("import streamlit as st\nst.text('Only text')").url)
    expect(page.get_by_text("Only text")).to_be_visible()
    page.wait_for_timeout(300)
    assert [url for url in fetched if re.search("graphviz|mermaid|echarts|vega|iagram", url)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_a_reader_out(served: Server, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(served.url)
    expect(page.get_by_text("The end", exact=True)).to_be_visible()
    expect(element(page, "evil_mermaid").locator("svg text").first).to_be_attached()
    page.evaluate(AXE.read_text())
    found = page.evaluate(CHECK)
    assert [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]] == []
