"""Work that goes on while the reader does something else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Serve, Server
from .visit import APPS, overflow, resize, settled, violations

WEIGHED = re.compile(r"Biscoe: \d+ weighed")


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "tasks.py")


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def choose(app: Page, name: str) -> None:
    app.get_by_text(name, exact=True).click()


def test_a_stream_grows_while_the_reader_does_something_else(app: Page) -> None:
    choose(app, "story")
    story = app.get_by_test_id("stMarkdownContainer").filter(has_text="Penguins are birds")
    expect(story).to_be_visible()
    settled(app)
    before = len(story.inner_text())
    slider = app.get_by_role("slider", name="Grams")
    slider.focus()
    for run in range(3, 6):
        slider.press("ArrowRight")
        expect(app.get_by_text(f"run {run}", exact=True)).to_be_visible()
        assert len(story.inner_text()) >= before
        before = len(story.inner_text())
    expect(story).to_contain_text("thousands. Penguins are birds that cannot fly. They swim, and stand on the ice in")
    # Its end runs the script once more.
    expect(app.get_by_text("run 6", exact=True)).to_be_visible()
    assert story.inner_text().count("thousands") == 3


def test_it_says_how_far_it_is_and_what_has_come_of_it(app: Page) -> None:
    choose(app, "weigh")
    task = app.get_by_role("group", name="Weigh on *Biscoe*")
    expect(task.get_by_role("progressbar", name="Weigh")).to_be_visible()
    expect(task.get_by_text(WEIGHED)).to_be_visible()
    settled(app)  # no run goes on
    assert violations(app) == []
    resize(app, 390, 700)
    assert overflow(app) == 0
    expect(app.get_by_text("20 penguins")).to_be_visible()
    expect(task.get_by_role("status")).to_have_text("complete")
    expect(task.get_by_role("button", name="Cancel")).to_have_count(0)
    expect(task.get_by_test_id("stDataFrame")).to_be_visible()


def test_it_goes_on_while_the_page_is_loaded_anew(app: Page) -> None:
    choose(app, "weigh")
    expect(app.get_by_text(WEIGHED)).to_be_visible()
    app.reload()
    expect(app.get_by_test_id("stTask")).to_be_visible()
    expect(app.get_by_text("run 2", exact=True)).to_be_visible()  # the page is as it was: nothing has begun anew
    expect(app.get_by_text("20 penguins")).to_be_visible()
    expect(app.get_by_test_id("stTask")).to_have_attribute("data-state", "done")


def test_an_error_stands_where_it_is_drawn(app: Page) -> None:
    choose(app, "fail")
    task = app.get_by_test_id("stTask")
    expect(task.get_by_test_id("stException")).to_contain_text("ValueError: The scales are broken.")
    expect(task.get_by_test_id("stException")).to_contain_text("in fail")
    expect(task.get_by_role("status")).to_have_text("error")
    expect(app.get_by_text("The end")).to_be_visible()


def test_the_reader_cancels_it_with_the_keyboard(app: Page) -> None:
    choose(app, "forever")
    task = app.get_by_role("group", name="Forever")
    expect(task.get_by_text("no end in sight")).to_be_visible()
    expect(app.get_by_text("It is running.")).to_be_visible()
    button = task.get_by_role("button", name="Cancel Forever")
    button.focus()
    button.press("Enter")
    expect(task.get_by_role("status")).to_have_text("cancelled")
    expect(app.get_by_text("It is cancelled.")).to_be_visible()
    expect(task.get_by_text("It goes on and on")).to_be_visible()


def test_what_is_gone_from_the_page_stays_gone(app: Page) -> None:
    choose(app, "forever")
    expect(app.get_by_text("no end in sight")).to_be_visible()
    choose(app, "nothing")
    expect(app.get_by_test_id("stTask")).to_have_count(0)
    choose(app, "weigh")
    expect(app.get_by_text(WEIGHED)).to_be_visible()
    expect(app.get_by_text("no end in sight")).to_have_count(0)
    choose(app, "forever")
    expect(app.get_by_text("no end in sight")).to_be_visible()
    app.get_by_role("button", name="Cancel Forever").click()
    expect(app.get_by_test_id("stTask")).to_have_attribute("data-state", "cancelled")
