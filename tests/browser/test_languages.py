"""The page's own words in the reader's language, and the author's as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Jupyter, Serve, Server, start_jupyter
from .visit import APPS, element, overflow, resize, settled, violations

SETTING = "@jupyterlab/translation-extension:plugin"
PACK = "jupyterlab_language_pack_de_DE"


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "languages.py")


@pytest.fixture
def reader(browser: Browser, browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a window of somebody who reads a language."""
    context = browser.new_context(**browser_context_args, locale=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("reader", "language", "words"),
    [
        (
            "de-AT",
            "de-DE",
            ["Option auswählen", "Optionen auswählen", "Hochladen", "Zum Hauptinhalt springen", "3 Einträge"],
        ),
        ("ja", "ja-JP", ["選択肢を選んでください", "アップロード", "メインコンテンツへスキップ", "3 件"]),
        ("sv", "en", ["Choose an option", "Choose options", "Upload", "Skip to main content", "3 items"]),
    ],
    indirect=["reader"],
)
def test_a_page_speaks_as_its_reader(served: Server, reader: Page, language: str, words: list[str]) -> None:
    reader.goto(served.url)
    settled(reader)
    html = reader.locator("html")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", "ltr")
    expect(reader.get_by_role("heading", name="An app in English")).to_be_visible()
    shown = reader.evaluate(
        "() => document.body.innerText + [...document.querySelectorAll('input')].map(i => i.placeholder).join()"
    )
    assert [word for word in words if word not in shown] == []
    assert violations(reader) == []
    for width in (1280, 390):
        resize(reader, width, 900)
        assert overflow(reader) == 0


@pytest.mark.parametrize("reader", ["de"], indirect=True)
def test_what_opens_and_what_goes_wrong_speaks_so_too(served: Server, reader: Page) -> None:
    reader.goto(served.url)
    settled(reader)
    reader.get_by_role("button", name="Hauptmenü").click()
    expect(reader.get_by_role("menuitem", name="Neu ausführen")).to_be_visible()
    reader.keyboard.press("Escape")
    mass = element(reader, "mass").get_by_role("spinbutton")
    mass.fill("9001")
    mass.press("Enter")
    expect(element(reader, "mass").get_by_text("Die Zahl liegt außerhalb des erlaubten Bereichs.")).to_be_visible()
    answer = reader.goto(f"{served.url.rstrip('/')}/nothing/here")
    assert answer is not None
    assert answer.status == 404
    expect(reader.get_by_role("heading", name="Diese Seite gibt es nicht")).to_be_visible()
    expect(reader.locator("html")).to_have_attribute("lang", "de-DE")


@pytest.mark.parametrize("reader", ["en-GB"], indirect=True)
def test_a_page_in_english_fetches_no_catalog(served: Server, reader: Page) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(served.url)
    settled(reader)
    assert [url for url in asked if re.search(r"/jupyterlit-\w+\.js", url)] == []


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    """Start a JupyterLab whose reader has chosen German, of which it has a language pack with no word in it."""
    packs = tmp_path_factory.mktemp("packs")
    (packs / PACK).mkdir()
    (packs / PACK / "__init__.py").touch()
    about = packs / f"{PACK}-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PACK}\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[jupyterlab.languagepack]\nde_DE = {PACK}\n")
    paths = os.pathsep.join([*filter(None, [os.environ.get("PYTHONPATH")]), str(packs)])
    root = tmp_path_factory.mktemp("notebooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", paths)
        jupyter = start_jupyter(root)
    jupyter.set(SETTING, '{"locale": "de_DE"}')
    yield jupyter
    jupyter.server.end()


APP = "%%app\nimport jupyterlit as st\nst.title('An app in English')\nst.selectbox('Region', ['North'], index=None)"


def test_panel_and_cell_speak_as_jupyterlab(german: Jupyter, page: Page) -> None:
    german.write("app.ipynb", "%load_ext jupyterlit", APP)
    german.open(page, "lab/tree", "app.ipynb")
    expect(page.locator("html")).to_have_attribute("lang", "de-DE")
    page.get_by_role("button", name="App-Vorschau", exact=True).first.click()
    panel = page.locator(".lit-panel")
    expect(panel.get_by_role("status")).to_contain_text("Die Zelle der App ist noch nicht gelaufen.")
    panel.get_by_role("button", name="Bis zur App ausführen").click()
    expect(panel.get_by_role("heading", name="An app in English")).to_be_visible()
    expect(panel.get_by_placeholder("Option auswählen")).to_be_visible()
    expect(page.locator(".jp-Notebook").get_by_placeholder("Option auswählen")).to_be_visible()
    expect(panel.get_by_role("button", name="So breit wie ein Telefon")).to_be_visible()
    page.keyboard.press("Control+,")
    expect(page.locator(".jp-PluginList").get_by_text("Apps in Notebooks")).to_be_visible()
