"""Words in all their forms, on the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Serve, Server
from .visit import APPS, element, overflow, resize, settled, violations


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "words.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def test_badges_and_formulas(app: Page) -> None:
    expect(app.locator(".stMarkdownBadge")).to_have_text(["New", "check Counted [twice]"], use_inner_text=True)
    formula = app.get_by_test_id("stMarkdown").filter(has=app.locator(".katex-display")).first
    expect(formula.locator("annotation")).to_have_text(r"\sum_{k=1}^{n} \frac{m_k}{n}")
    formula.get_by_role("button", name="Help").hover()
    expect(app.get_by_role("tooltip")).to_have_text("The mean")


def test_html_is_sanitised_unless_its_author_wants_its_scripts(app: Page) -> None:
    expect(app.locator("#plain")).to_have_css("color", "rgb(120, 0, 0)")
    assert app.title() == "words"
    expect(app.locator("#styled")).to_have_css("letter-spacing", "3px")
    expect(app.get_by_test_id("stHtml").nth(1)).to_be_hidden()
    expect(app.locator("#ran")).to_have_text("ran")
    app.locator("#push").click()
    expect(app.locator("#push")).to_have_text("Push!")


def test_frames_run_apart_and_are_as_high_as_what_they_show(app: Page) -> None:
    frame = app.get_by_title("A frame")
    expect(frame.content_frame.get_by_text("by script")).to_be_visible()
    expect(frame).to_have_attribute("style", re.compile(r"block-size: 1[6-7]\dpx"))
    narrow = element(app, "frames").get_by_test_id("stIFrame").nth(1)
    expect(narrow).to_have_attribute("style", re.compile(r"inline-size: [5-9]\dpx"))
    expect(narrow).to_have_css("height", "60px")


def test_code_is_shown_with_its_comments_and_run(app: Page) -> None:
    expect(app.get_by_test_id("stCode").first.locator("code")).to_have_text(
        "# Shown and run.\nanswer = 6 * 7\nst.write(answer)"
    )
    expect(app.get_by_text("42", exact=True)).to_be_visible()


def test_objects_are_told_of(app: Page) -> None:
    told = app.get_by_test_id("stHelp")
    expect(told).to_have_count(2)
    expect(told.first.get_by_test_id("stHelpName")).to_have_text("Penguin.swim")
    expect(told.first.get_by_test_id("stHelpType")).to_have_text("function")
    expect(told.first.get_by_test_id("stHelpValue")).to_have_text("__main__.Penguin.swim(self, far: int) -> None")
    expect(told.nth(1).get_by_test_id("stHelpName")).to_have_text("pingu")
    expect(told.nth(1).get_by_test_id("stHelpMember")).to_have_text(["legsint2", "swimmethodGo."])


def test_objects_look_as_in_a_notebook(app: Page) -> None:
    rich = element(app, "rich")
    expect(rich.locator("#rich")).to_have_text("rich")
    expect(rich.locator("em")).to_have_text("rich")
    expect(rich.locator(".katex-display")).to_be_visible()
    expect(rich.get_by_test_id("stJson")).to_be_visible()
    expect(rich.locator("img").first).to_have_js_property("naturalWidth", 40)
    expect(rich.get_by_title("Output").content_frame.locator("#where")).to_have_text("apart")


def test_a_stream_grows_in_its_place(app: Page) -> None:
    app.get_by_role("button", name="Stream", exact=True).click()
    stream = element(app, "stream")
    expect(stream.get_by_role("img", name="edit icon")).to_be_visible()
    expect(stream.locator("li")).to_have_text(["one", "two"])
    expect(stream.get_by_test_id("stCode").locator("code")).to_have_text("x = 1\ny = 2")
    expect(stream.get_by_role("img")).to_have_count(0)
    expect(stream.get_by_test_id("stText")).to_contain_text("'Penguins are **birds**.")
    settled(app)


def test_a_long_stream_draws_what_is_new_alone(app: Page) -> None:
    app.get_by_role("button", name="Stream fast").click()
    fast = element(app, "fast")
    expect(fast.locator("p").nth(1)).to_be_attached()  # the first does not grow any more
    fast.locator("p").first.evaluate("paragraph => { paragraph.kept = true; }")
    expect(fast.get_by_test_id("stText")).to_contain_text("characters in")
    expect(fast.locator("p")).to_have_count(500)
    expect(fast.locator("p").last).to_contain_text("word 19999")
    assert fast.locator("p").first.evaluate("paragraph => paragraph.kept") is True


def test_wrong_input_is_told_where_it_stands(app: Page) -> None:
    expect(app.get_by_test_id("stException")).to_have_count(3)
    expect(app.get_by_test_id("stException").first).to_contain_text("st.badge: color='pink' is unknown.")


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_can_be_read_by_all(app: Page, width: int) -> None:
    resize(app, width, 900)
    assert overflow(app) == 0
    for scheme in ("light", "dark"):
        app.emulate_media(color_scheme=scheme)
        app.wait_for_timeout(500)
        assert violations(app) == []
