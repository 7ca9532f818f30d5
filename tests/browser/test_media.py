"""Sound, film and downloads, on the page and in a notebook's cell."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Response, expect

from .conftest import Jupyter, Serve, Server
from .visit import APPS, element, overflow, resize, settled, violations

# The browser records what it will play: no film lies in the repository.
RECORD = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 64, height: 48});
  const pen = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: "video/webm"});
  const parts = [];
  recorder.ondataavailable = ({data}) => parts.push(data);
  recorder.start();
  for (let at = 0; at < 12; at += 1) {
    pen.fillStyle = at % 2 ? "red" : "darkred";
    pen.fillRect(0, 0, 64, 48);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await new Promise((resolve) => { recorder.onstop = resolve; recorder.stop(); });
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
SEEK = """(player, at) => new Promise((resolve, reject) => {
  player.onerror = () => reject(new Error(player.error.message));
  player.onseeked = () => resolve(player.currentTime);
  player.currentTime = at;
})"""


@pytest.fixture(scope="module")
def served(serve: Serve, browser: Browser) -> Server:
    server = serve((APPS / "media.py").read_text())
    recorder = browser.new_page()
    recorder.goto(f"{server.url}lit/health")
    (server.file.parent / "film.webm").write_bytes(base64.b64decode(recorder.evaluate(RECORD)))
    recorder.close()
    return server


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    return visit(served.url)


def ready(player: Locator) -> None:
    """Wait until a player knows what it plays."""
    expect(player).to_have_js_property("error", None)
    player.evaluate("player => player.readyState > 0 || new Promise((loaded) => (player.onloadedmetadata = loaded))")


def until(player: Locator, condition: str) -> None:
    """Wait until something is true of a player; the page lets nobody evaluate text, so it is a function."""
    wait = f"(player) => new Promise((done) => (function look() {{ {condition} ? done() : setTimeout(look, 20); }})())"
    player.evaluate(wait)


def saved(page: Page, name: str) -> tuple[str, bytes]:
    """Click a button that downloads; return name and content of what the reader gets."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_sound_is_sought_by_ranges(app: Page) -> None:
    ranges: list[str] = []

    def note(request: Request) -> None:
        if "/lit/media/" in request.url:
            ranges.append(request.headers.get("range", ""))

    app.on("request", note)
    player = app.get_by_label("A tone of a minute")
    ready(player)
    assert player.evaluate("player => [player.duration, player.currentTime]") == [60, 40]
    assert player.evaluate(SEEK, 55) == 55
    assert "/lit/media/" in player.evaluate("player => player.currentSrc")
    app.reload()
    ready(player)
    assert any(re.fullmatch(r"bytes=\d+-", each) for each in ranges)


def test_sound_plays_and_begins_again(app: Page) -> None:
    player = app.get_by_test_id("stAudio").nth(1)
    ready(player)
    player.evaluate(
        """async (player) => {
          let begun = 0;
          player.onseeked = () => { begun += 1; player.begunAgain = begun; };
          await player.play();
        }"""
    )
    until(player, "player.begunAgain > 0")


def test_film_plays_with_subtitles(app: Page) -> None:
    player = app.get_by_label("A red square")
    ready(player)
    assert player.evaluate("player => [player.videoWidth, player.videoHeight, player.muted]") == [64, 48, True]
    until(player, "player.textTracks[0].cues?.length === 1")
    tracks = "player => [...player.textTracks].map(({label, mode}) => [label, mode])"
    assert player.evaluate(tracks) == [["English", "showing"], ["German", "disabled"]]
    player.evaluate("player => player.play()")
    until(player, "player.currentTime > 0")


def test_youtube_has_its_own_player(served: Server, page: Page) -> None:
    page.route("https://www.youtube.com/**", lambda route: route.fulfill(body="YouTube", content_type="text/html"))
    page.goto(served.url)
    settled(page)
    frame = page.locator("iframe.stVideo")
    expect(frame).to_have_attribute("title", "A film elsewhere")
    expect(page.frame_locator("iframe.stVideo").get_by_text("YouTube")).to_be_visible()


def test_a_large_picture_is_fetched_as_a_file(app: Page) -> None:
    picture = app.get_by_role("img", name="Noise")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 400)
    assert "/lit/media/" in picture.evaluate("picture => picture.currentSrc")


def test_a_document_is_read_as_its_pages_come_into_view(app: Page) -> None:
    read: list[int] = []

    def note(response: Response) -> None:
        if response.status == 206 and response.request.resource_type == "fetch":
            read.append(int(response.headers["content-length"]))

    app.on("response", note)
    paper = element(app, "paper")
    paper.scroll_into_view_if_needed()
    app.reload()
    paper.scroll_into_view_if_needed()
    pages = paper.get_by_label("Pages of the document")
    expect(pages.get_by_text("Penguins on page 1", exact=True)).to_be_attached()
    expect(paper.locator("canvas").first).to_be_visible()
    expect(paper.get_by_text("of 30")).to_be_visible()
    expect(pages.get_by_text("Penguins on page 9", exact=True)).to_have_count(0)
    drawn = paper.locator("canvas").first.evaluate(
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((it) => it < 50)"
    )
    assert drawn
    field = paper.get_by_role("textbox", name="Page")
    field.fill("20")
    field.press("Enter")
    expect(pages.get_by_text("Penguins on page 20", exact=True)).to_be_in_viewport()
    expect(field).to_have_value("20")
    expect(pages.get_by_text("Penguins on page 1", exact=True)).to_have_count(0)
    assert 0 < sum(read) < 2_500_000


def test_text_of_a_document_lies_where_it_is_seen(app: Page) -> None:
    paper = element(app, "paper")
    paper.scroll_into_view_if_needed()
    line = paper.get_by_text("Penguins on page 1", exact=True)
    expect(line).to_be_attached()
    page, text = paper.locator("[data-page='1']").bounding_box(), line.bounding_box()
    assert page is not None
    assert text is not None
    scale = page["width"] / 300
    assert text["x"] - page["x"] == pytest.approx(20 * scale, abs=3)
    assert text["y"] - page["y"] == pytest.approx(34 * scale, abs=6 * scale)
    line.dblclick(position={"x": text["width"] / 10, "y": text["height"] / 2})
    assert app.evaluate("getSelection().toString().trim()") == "Penguins"


def test_a_document_is_enlarged_and_its_links_lead_on(app: Page) -> None:
    paper = element(app, "paper")
    paper.scroll_into_view_if_needed()
    first = paper.locator("[data-page='1']")
    expect(first.locator("canvas")).to_be_visible()
    before = first.bounding_box()
    paper.get_by_label("Pages of the document").press("+")
    expect(paper.get_by_text("125 %")).to_be_visible()
    after = first.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == pytest.approx(before["width"] * 1.25, abs=1)
    paper.get_by_label("Pages of the document").press("0")
    expect(first.get_by_role("link", name="https://example.org/")).to_be_visible()
    first.get_by_role("button", name="Go to another page").click()
    expect(paper.get_by_text("Penguins on page 30", exact=True)).to_be_in_viewport()


def test_a_download_runs_the_script_unless_it_ignores_the_click(app: Page) -> None:
    assert saved(app, "Get text") == ("birds.txt", b"penguins")
    expect(app.get_by_text("Run 2")).to_be_visible()
    name, sound = saved(app, "Get sound")
    assert (name, len(sound)) == ("minute.wav", 960_044)
    expect(app.get_by_text("Run 2")).to_be_visible()


def test_a_file_is_made_with_the_click(app: Page) -> None:
    assert saved(app, "Make report") == ("report.csv", b"rows,3\n")
    app.get_by_role("button", name="Make trouble").click()
    expect(element(app, "trouble").get_by_role("alert")).to_have_text(
        "The file could not be had. ValueError: no rows today"
    )
    assert saved(app, "Make report") == ("report.csv", b"rows,3\n")


def test_it_is_open_to_all_and_fits_a_phone(app: Page) -> None:
    expect(app.get_by_role("heading", name="Media")).to_be_visible()
    expect(element(app, "paper").locator("canvas").first).to_be_visible()
    assert violations(app) == []
    resize(app, 390, 800)
    assert overflow(app) == 0


def test_a_cell_gets_the_same_files_over_its_comm(jupyter: Jupyter, page: Page, served: Server) -> None:
    app = (APPS / "media.py").read_text()
    jupyter.write("media.ipynb", "%load_ext jupyterlit", f"%%app media\n{app}")
    (jupyter.root / "film.webm").write_bytes((served.file.parent / "film.webm").read_bytes())
    jupyter.open(page, "lab/tree", "media.ipynb")
    jupyter.run_all(page)
    sound, film = (page.get_by_test_id("stApp").get_by_label(it) for it in ("A tone of a minute", "A red square"))
    expect(sound).to_be_visible()
    ready(sound)
    assert sound.evaluate("player => player.currentSrc").startswith("blob:")
    assert sound.evaluate(SEEK, 55) == 55
    ready(film)
    assert film.evaluate("player => player.videoWidth") == 64
    expect(page.get_by_test_id("stApp").get_by_role("img", name="Noise")).to_have_js_property("naturalWidth", 400)
    paper = element(page, "paper")
    paper.scroll_into_view_if_needed()
    expect(paper.get_by_text("Penguins on page 1", exact=True)).to_be_attached()
    expect(paper.locator("canvas").first).to_be_visible()
    assert saved(page, "Get text") == ("birds.txt", b"penguins")
    assert saved(page, "Make report") == ("report.csv", b"rows,3\n")
