"""The cell door when the kernel restarts or has to give out the bundle itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from .conftest import Jupyter, start_jupyter

APP = """%%app counter
import jupyterlit as st
st.session_state.setdefault("n", 0)
if st.button("Increment"):
    st.session_state.n += 1
st.markdown(f"Count: {st.session_state.n} $x^2$")
"""


@pytest.fixture(scope="module")
def bare_jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    """A Jupyter server that knows nothing of jupyterlit; its kernels do."""
    without = {"ServerApp.jpserver_extensions": "{'jupyterlit': False}"}
    jupyter = start_jupyter(tmp_path_factory.mktemp("bare"), **without)
    yield jupyter
    jupyter.server.end()


def bundle_requests(page: Page) -> list[Request]:
    """Return the list to which the page's requests for our files will be added."""
    seen: list[Request] = []
    page.on("request", lambda request: seen.append(request) if "/lit/static/" in request.url else None)
    return seen


def save(page: Page) -> None:
    """Save the notebook, and wait until that is done."""
    page.get_by_role("button", name="Save and create checkpoint").click()
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)


def test_the_bundle_comes_from_the_server(jupyter: Jupyter, page: Page) -> None:
    requests = bundle_requests(page)
    jupyter.write("server.ipynb", "%load_ext jupyterlit", APP)
    jupyter.open(page, "lab/tree", "server.ipynb")
    jupyter.run_all(page)
    expect(page.get_by_test_id("stApp").get_by_text("Count: 0")).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    answers = [request.response() for request in requests]
    assert {answer.status for answer in answers if answer is not None} == {200}


@pytest.mark.parametrize("door", ["lab/tree", "notebooks"])
def test_without_a_server_of_ours_the_bundle_comes_from_the_kernel(
    bare_jupyter: Jupyter, page: Page, door: str
) -> None:
    name = f"{door[:3]}.ipynb"
    bare_jupyter.write(name, "%load_ext jupyterlit", APP, APP.replace("counter", "second"))
    bare_jupyter.open(page, door, name)
    bare_jupyter.run_all(page)
    apps = page.get_by_test_id("stApp")
    expect(apps.get_by_text("Count: 0")).to_have_count(2)
    # Drawn by a chunk that is fetched when it is needed.
    expect(apps.nth(1).locator(".katex").first).to_be_visible()
    apps.nth(0).get_by_role("button", name="Increment").click()
    expect(apps.nth(0).get_by_text("Count: 1")).to_be_visible()
    expect(apps.nth(1).get_by_text("Count: 0")).to_be_visible()


def test_a_cleared_output_comes_back_with_its_state(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("cleared.ipynb", "%load_ext jupyterlit", APP)
    jupyter.open(page, "lab/tree", "cleared.ipynb")
    jupyter.run_all(page)
    app = page.get_by_test_id("stApp")
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1")).to_be_visible()
    page.get_by_role("menuitem", name="Edit").click()
    page.get_by_role("menuitem", name="Clear Outputs of All Cells").click()
    expect(app).to_have_count(0)
    page.locator(".jp-CodeCell .cm-content").nth(1).click()
    page.keyboard.press("Shift+Enter")
    expect(app.get_by_text("Count: 1")).to_be_visible()
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 2")).to_be_visible()


def test_a_reload_of_the_browser_brings_the_page_back(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("reload.ipynb", "%load_ext jupyterlit", APP)
    jupyter.open(page, "lab/tree", "reload.ipynb")
    jupyter.run_all(page)
    app = page.get_by_test_id("stApp")
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1")).to_be_visible()
    save(page)
    page.reload()
    expect(app.get_by_text("Count: 1")).to_be_visible()
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 2")).to_be_visible()


def test_a_restart_is_told_and_the_cell_brings_the_app_back(jupyter: Jupyter, page: Page) -> None:
    jupyter.set("jupyterlit:plugin", '{"revive": false}')
    jupyter.write("restart.ipynb", "%load_ext jupyterlit", APP)
    jupyter.open(page, "lab/tree", "restart.ipynb")
    jupyter.run_all(page)
    app = page.get_by_test_id("stApp")
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 1")).to_be_visible()
    page.get_by_role("button", name="Restart the kernel", exact=True).click()
    page.locator(".jp-Dialog .jp-mod-warn").click()
    expect(app.get_by_role("status")).to_contain_text("Run the cell again")
    jupyter.run_all(page)
    expect(app.get_by_role("status")).to_have_count(0)
    expect(app.get_by_text("Count: 1")).to_be_visible()
    app.get_by_role("button", name="Increment").click()
    expect(app.get_by_text("Count: 2")).to_be_visible()


def test_a_saved_notebook_holds_no_bundle(jupyter: Jupyter, page: Page) -> None:
    jupyter.write("saved.ipynb", "%load_ext jupyterlit", APP)
    jupyter.open(page, "lab/tree", "saved.ipynb")
    jupyter.run_all(page)
    expect(page.get_by_test_id("stApp").get_by_text("Count: 0")).to_be_visible()
    save(page)
    text = (jupyter.root / "saved.ipynb").read_text()
    app, _kept = json.loads(text)["cells"][1]["outputs"]
    assert "text/plain" in app["data"]
    assert len(text) < 10_000
