"""Files that a reader sends: from a disk, over connections that are lost, to the page and to a notebook's cell."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from .conftest import Jupyter, Serve, Server
from .visit import APPS, element, overflow, settled, violations

# Keeps the page's websockets where a test can cut them.
SOCKETS = """(() => {
  const Plain = window.WebSocket;
  window.sockets = [];
  window.WebSocket = class extends Plain {
    constructor(...given) { super(...given); window.sockets.push(this); }
  };
})()"""
# A drop as the browser would make it.
DROP = """(zone, files) => {
  const dataTransfer = new DataTransfer();
  for (const [name, text] of files) dataTransfer.items.add(new File([text], name, {type: "text/plain"}));
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true}));
}"""
LARGE = bytes(range(256)) * 20_000  # 5 MB


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve((APPS / "uploads.py").read_text())


@pytest.fixture
def app(served: Server, visit: Callable[[str], Page]) -> Page:
    page = visit(served.url)
    settled(page)
    return page


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": data}


def about(name: str, data: bytes) -> str:
    return f"{name} {len(data)} {hashlib.sha256(data).hexdigest()}"


def test_a_file_is_chosen_shown_again_after_a_reload_and_removed_by_keyboard(app: Page) -> None:
    one = element(app, "one")
    expect(one.get_by_test_id("stFileUploaderDropzoneInstructions")).to_have_text("200MB per file • CSV")
    button = one.get_by_role("button", name="Upload")
    with app.expect_file_chooser() as chooser:
        button.press("Enter")
    table = b"a,b\n1,2\n"
    chooser.value.set_files([payload("birds.csv", table)])
    told = app.get_by_text(f"One: {about('birds.csv', table)}")
    expect(told).to_be_visible()
    expect(one.get_by_test_id("stFileChip")).to_have_count(1)
    app.reload()
    settled(app)
    expect(one.get_by_test_id("stFileChipName")).to_have_text("birds.csv")
    expect(told).to_be_visible()
    one.get_by_role("button", name="Remove birds.csv").press("Enter")
    expect(told).to_have_count(0)
    expect(button).to_be_focused()


def test_several_files_are_dropped_and_what_is_too_large_says_so(app: Page) -> None:
    many = element(app, "many")
    zone = many.get_by_test_id("stFileUploaderDropzone")
    zone.evaluate(DROP, [["a.txt", "one"], ["b.txt", "two"]])
    expect(app.get_by_text(f"Many: ['{about('a.txt', b'one')}', '{about('b.txt', b'two')}']")).to_be_visible()
    element(app, "one").get_by_test_id("stFileUploaderDropzone").evaluate(DROP, [["c.txt", "three"]])
    error = element(app, "one").get_by_test_id("stFileChipError")
    expect(error).to_have_text("text/plain files are not allowed.")
    element(app, "one").get_by_role("button", name="Remove c.txt").click()
    expect(error).to_have_count(0)
    many.get_by_role("button", name="Remove a.txt").click()
    expect(app.get_by_text(f"Many: ['{about('b.txt', b'two')}']")).to_be_visible()
    assert violations(app) == []


def test_a_folder_is_sent_with_the_names_of_its_folders(app: Page, tmp_path: Path) -> None:
    (tmp_path / "birds" / "young").mkdir(parents=True)
    (tmp_path / "birds" / "one.txt").write_text("1")
    (tmp_path / "birds" / "young" / "two.txt").write_text("2")
    element(app, "folder").get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "birds")
    told = app.get_by_text("Folder: [")
    expect(told).to_contain_text("birds/one.txt")
    expect(told).to_contain_text("birds/young/two.txt")


def test_a_form_sends_its_file_and_is_empty_then(app: Page) -> None:
    inside = element(app, "inside")
    inside.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([payload("a.txt", b"data")])
    expect(inside.get_by_role("button", name="Remove a.txt")).to_be_visible()
    expect(app.get_by_text("Form: None")).to_be_visible()
    app.get_by_role("button", name="Send").click()
    expect(app.get_by_text("Form: a.txt")).to_be_visible()
    expect(inside.get_by_test_id("stFileChip")).to_have_count(0)
    app.get_by_role("button", name="Send").click()
    expect(app.get_by_text("Form: None")).to_be_visible()


def test_a_file_arrives_whole_however_often_the_connection_is_lost(served: Server, page: Page) -> None:
    page.add_init_script(SOCKETS)
    page.goto(served.url)
    settled(page)
    seen: list[int] = []

    def cut(route: Route) -> None:
        seen.append(int(route.request.headers["upload-offset"]))
        if len(seen) in (2, 3):
            route.abort("connectionreset")
            page.evaluate("window.sockets.at(-1).close()")
        else:
            route.continue_()

    page.route("**/lit/upload/**", cut)
    many = element(page, "many")
    many.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([payload("large.bin", LARGE)])
    expect(page.get_by_text(f"Many: ['{about('large.bin', LARGE)}']")).to_be_visible()
    assert seen[1] > 0, "it has begun"
    assert seen[1] == seen[2] == seen[3], "and went on where it was"
    assert page.evaluate("window.sockets.length") >= 3


def test_a_file_on_its_way_shows_how_far_it_is_and_can_be_cancelled(served: Server, page: Page) -> None:
    page.goto(served.url)
    settled(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.headers["upload-offset"] == "0":
            route.continue_()
        else:
            held.append(route)

    page.route("**/lit/upload/**", hold)
    many = element(page, "many")
    many.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([payload("large.bin", LARGE)])
    bar = many.get_by_role("progressbar", name="Uploading large.bin")
    expect(bar).to_have_js_property("value", 1024 * 1024)
    expect(many.get_by_role("status")).to_have_text("Uploading large.bin, 0 percent")
    assert violations(page) == []
    many.get_by_role("button", name="Cancel the upload of large.bin").click()
    expect(many.get_by_test_id("stFileChip")).to_have_count(0)
    for route in held:
        route.abort()
    expect(page.get_by_text("Many: []")).to_be_visible()


def test_a_phone_takes_files(served: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served.url)
    settled(page)
    many = element(page, "many")
    with page.expect_file_chooser() as chooser:
        many.get_by_role("button", name="Upload").tap()
    chooser.value.set_files([payload("a" * 100 + ".txt", b"one"), payload("b.txt", b"two")])
    expect(many.get_by_test_id("stFileChip")).to_have_count(2)
    expect(page.get_by_text("Many: ['aaa")).to_be_visible()
    assert overflow(page) == 0
    many.get_by_role("button", name="Remove b.txt").tap()
    expect(many.get_by_test_id("stFileChip")).to_have_count(1)
    context.close()


def test_a_cell_sends_files_over_its_comm(jupyter: Jupyter, page: Page) -> None:
    app = (APPS / "uploads.py").read_text()
    jupyter.write("uploads.ipynb", "%load_ext jupyterlit", f"%%app uploads\n{app}")
    jupyter.open(page, "lab/tree", "uploads.ipynb")
    jupyter.run_all(page)
    many = element(page, "many")
    many.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([payload("large.bin", LARGE)])
    expect(page.get_by_test_id("stApp").get_by_text(f"Many: ['{about('large.bin', LARGE)}']")).to_be_visible()
    many.get_by_role("button", name="Remove large.bin").click()
    expect(page.get_by_test_id("stApp").get_by_text("Many: []")).to_be_visible()
