"""A JupyterLab without an extension of ours, as VS Code and Colab are: all goes by comm, and stays in the file."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import LOOK, START, Jupyter, start_jupyter

APP = """%%app station --keep
import io
import streamlit as st
import pandas as pd
from PIL import Image

st.title("Station")
picture = io.BytesIO()
Image.effect_noise((200, 100), 90).save(picture, "png")
st.image(picture.getvalue(), caption="Noise")
st.line_chart(pd.DataFrame({"weight": [3, 1, 2]}), height=200)
st.dataframe(pd.DataFrame({"row": range(100_000)}), height=200)
name = st.text_input("Name", "Ada", key="name")
st.session_state.setdefault("seen", set()).add(name)
sent = st.file_uploader("A file")
st.download_button("Get", b"x" * 600_000, "rows.bin")
st.html("<b onclick='document.title = 1'>bold</b><img src='/none.png' onerror='document.title = 2'>")
st.markdown("A [bad](javascript:alert(1)) and a [good](https://example.org) link")
st.text(f"{name}, {sorted(st.session_state.seen)}, {sent and len(sent.getvalue())}")
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    root = tmp_path_factory.mktemp("bare")
    config = root / ".home" / "config" / "labconfig"
    config.mkdir(parents=True)
    (config / "page_config.json").write_text('{"disabledExtensions": {"jupyterlit": true}}')
    jupyter = start_jupyter(root, **{"ServerApp.jpserver_extensions": "{'jupyterlit.server.extension': False}"})
    yield jupyter
    jupyter.server.end()


def output_of(jupyter: Jupyter, name: str, cell: int = 1) -> dict[str, Any]:
    """Return the output that a notebook's file keeps beneath its app."""
    notebook = json.loads((jupyter.root / name).read_text())
    kept: dict[str, Any] = notebook["cells"][cell]["outputs"][-1]
    return kept


def save(page: Page, jupyter: Jupyter, name: str, expected: str) -> str:
    """Save a notebook once its file is worth it, and return the page in it."""
    kept = ""
    for _ in range(60):
        page.get_by_role("button", name="Save and create checkpoint").click()
        page.wait_for_timeout(500)
        kept = "".join(output_of(jupyter, name)["data"]["text/html"])
        if expected in html.unescape(kept):
            return kept
    raise AssertionError(kept)


def saved_page(page: Page) -> Locator:
    return page.locator(".lit-saved")


def delete_kernels(jupyter: Jupyter) -> None:
    for session in jupyter.api("sessions"):
        request = urllib.request.Request(
            f"{jupyter.base}/api/sessions/{session['id']}",
            method="DELETE",
            headers={"Authorization": f"token {jupyter.token}"},
        )
        urllib.request.urlopen(request, timeout=START).close()


def test_everything_goes_over_the_comm_and_the_last_page_stays_in_the_file(
    bare: Jupyter, page: Page, tmp_path: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    bare.write("bare.ipynb", "%load_ext jupyterlit", APP)
    bare.open(page, "lab/tree", "bare.ipynb")
    assert page.evaluate("jupyterapp.hasPlugin('jupyterlit:plugin')") is False
    bare.run_all(page)
    app = page.get_by_test_id("stApp")
    expect(app.get_by_text("Ada, ['Ada'], None")).to_be_visible()
    image = app.get_by_test_id("stImage").locator("img")
    expect(image).to_have_attribute("src", re.compile("^blob:"))
    expect(app.get_by_test_id("stVegaLiteChart").locator("svg, canvas").first).to_be_visible()
    expect(app.get_by_test_id("stDataFrame").locator("canvas table")).to_have_attribute("aria-rowcount", "100001")
    with page.expect_download() as download:
        app.get_by_role("button", name="Get").click()
    assert download.value.suggested_filename == "rows.bin"
    assert download.value.path().stat().st_size == 600_000
    file = tmp_path / "sent.txt"
    file.write_bytes(b"y" * 700_000)
    app.locator("input[type=file]").set_input_files(file)
    expect(app.get_by_text("Ada, ['Ada'], 700000")).to_be_visible()
    app.get_by_role("textbox", name="Name").fill("Bea")
    app.get_by_role("textbox", name="Name").press("Enter")
    expect(app.get_by_text("Bea, ['Ada', 'Bea'], 700000")).to_be_visible()
    assert [url for url in asked if "/lit/" in url and "/lit/static/" not in url] == []
    expect(saved_page(page)).to_have_count(1)
    expect(saved_page(page)).to_be_hidden()

    kept = save(page, bare, "bare.ipynb", "Bea, ['Ada', 'Bea'], 700000")
    assert kept.count('src="data:image/') == 2
    assert "<td>0</td>" in kept
    assert "/ 100000" in kept
    assert '<span class="lit-saved-field">Bea</span>' in kept
    assert '<a href="https://example.org/">good</a>' in kept
    assert not re.search(r"<script|javascript:|onerror|onclick|<iframe|<svg", kept)
    assert len((bare.root / "bare.ipynb").read_text()) < 100_000


@pytest.mark.parametrize("door", ["notebooks", "lab/tree"])
def test_a_notebook_without_its_kernel_shows_the_page(bare: Jupyter, page: Page, door: str) -> None:
    delete_kernels(bare)
    page.goto(f"{bare.base}/{door}/bare.ipynb?token={bare.token}&reset")
    expect(saved_page(page)).to_be_visible(timeout=START * 1000)
    expect(saved_page(page).get_by_role("heading", name="Station")).to_be_visible()
    expect(saved_page(page).get_by_text("Bea, ['Ada', 'Bea'], 700000")).to_be_visible()
    expect(page.get_by_text("model not found")).to_be_hidden(timeout=LOOK)
    expect(page.get_by_test_id("stApp")).to_have_count(0)
    if door == "lab/tree":
        goes_on_where_it_was(bare, page)


def goes_on_where_it_was(bare: Jupyter, page: Page) -> None:
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.ready")
    bare.run_all(page)
    app = page.get_by_test_id("stApp")
    expect(app.get_by_text("Bea, ['Ada', 'Bea']")).to_be_visible()
    expect(app.get_by_role("textbox", name="Name")).to_have_value("Bea")
    expect(saved_page(page)).to_be_hidden()


def convert(jupyter: Jupyter, name: str) -> str:
    command = [sys.executable, "-m", "nbconvert", "--to", "html", name]
    subprocess.run(command, cwd=jupyter.root, check=True, capture_output=True, timeout=START)
    return (jupyter.root / name).with_suffix(".html").as_uri()


def test_nbconvert_writes_the_page_into_its_html(bare: Jupyter, page: Page) -> None:
    page.goto(convert(bare, "bare.ipynb"), wait_until="commit")  # its scripts come from the network, which is not there
    expect(saved_page(page)).to_be_visible()
    expect(saved_page(page).get_by_text("Bea, ['Ada', 'Bea']")).to_be_visible()
    expect(page.get_by_text("which is shown where a kernel runs it")).to_be_hidden()
    assert saved_page(page).locator("img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert page.title() not in ("1", "2")
