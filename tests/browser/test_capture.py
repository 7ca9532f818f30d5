"""What readers say, record and photograph: on the page, on a phone, and without a device."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Serve, Server
from .visit import APPS, Visit, element, overflow, settled, violations

# A drop as the browser would make it.
DROP = """(field, files) => {
  const dataTransfer = new DataTransfer();
  for (const [name, text] of files) dataTransfer.items.add(new File([text], name, {type: "text/plain"}));
  for (const kind of ["dragenter", "dragover", "drop"])
    field.dispatchEvent(new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true}));
}"""
# A player that a slow machine can stop before its end.
SLOW = """() => {
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () { this.playbackRate = 0.1; return play.call(this); };
}"""


@pytest.fixture(scope="module")
def served(serve: Serve) -> Server:
    return serve(APPS / "capture.py")


@pytest.fixture
def app(served: Server, page: Page, visit: Callable[[str], Page]) -> Page:
    page.context.grant_permissions(["camera", "microphone"])
    return visit(served.url)


@pytest.fixture
def phone(served: Server, browser: Browser) -> Iterator[Page]:
    """Visit with a finger, on a narrow screen, from right to left, in the dark."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800},
        has_touch=True,
        is_mobile=True,
        color_scheme="dark",
        reduced_motion="reduce",
        permissions=["camera", "microphone"],
    )
    visit = Visit(context.new_page(), served.url)
    yield visit.open()
    context.close()
    assert visit.problems == []


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Say something")


def said(page: Page, *messages: str) -> None:
    expect(page.get_by_test_id("stChatMessage").get_by_test_id("stText")).to_have_text(list(messages))


def heard(note: Locator) -> None:
    """Wait until a recorder has heard something."""
    expect(note.get_by_role("status")).to_have_text("Recording")
    expect(note.get_by_test_id("stAudioInputWaveformTimeCode")).not_to_have_text("00:00")


def test_a_message_is_typed_and_sent_at_the_foot_of_the_page(app: Page) -> None:
    foot = app.get_by_test_id("stBottom")
    expect(foot.get_by_test_id("stChatInput")).to_be_visible()
    send = foot.get_by_role("button", name="Send message")
    expect(send).to_be_disabled()
    field(app).click()
    app.keyboard.type("one")
    app.keyboard.press("Shift+Enter")
    app.keyboard.type("two")
    expect(field(app)).to_have_value("one\ntwo")
    app.keyboard.press("Enter")
    said(app, "'one\\ntwo'")
    expect(field(app)).to_have_value("")
    expect(field(app)).to_be_focused()
    app.keyboard.type("three")
    send.click()
    said(app, "'one\\ntwo'", "'three'")
    expect(app.get_by_test_id("stChatMessage").last).to_be_in_viewport()
    app.get_by_role("button", name="Suggest").click()
    expect(field(app)).to_have_value("What is a penguin?")
    said(app, "'one\\ntwo'", "'three'")


def test_files_are_dropped_and_chosen_and_go_with_the_message(app: Page) -> None:
    chat = element(app, "say")
    field(app).evaluate(DROP, [["a.txt", "1"], ["b.txt", "22"]])
    expect(chat.get_by_test_id("stFileChip")).to_have_count(2)
    with app.expect_file_chooser() as chooser:
        chat.get_by_role("button", name="Upload files").press("Enter")
    chooser.value.set_files([{"name": "c.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}])
    expect(chat.get_by_role("alert")).to_have_text("application/x-msdownload files are not allowed.")
    chat.get_by_role("button", name="Remove a.txt").click()
    expect(chat.get_by_test_id("stFileChip")).to_have_count(2)
    expect(chat.get_by_role("progressbar")).to_have_count(0)
    assert violations(app) == []
    field(app).fill("Look")
    field(app).press("Enter")
    said(app, "'Look' + b.txt 2")
    expect(chat.get_by_test_id("stFileChip")).to_have_count(0)


def test_a_message_is_spoken(app: Page) -> None:
    chat = element(app, "say")
    chat.get_by_role("button", name="Start recording").click()
    expect(chat.get_by_role("button", name="Submit recording")).to_be_focused()
    app.keyboard.press("Escape")
    expect(field(app)).to_be_focused()
    chat.get_by_role("button", name="Start recording").click()
    expect(chat.locator(".lit-chat-clock")).not_to_have_text("00:00")
    app.keyboard.press("Enter")
    said(app, "'' + 1 channel, 16 bits, 16000 Hz, sound")


def test_a_script_that_answers_is_stopped(app: Page) -> None:
    chat = element(app, "slow")
    text = app.get_by_role("textbox", name="Ask slowly")
    text.fill("a question that is too long")
    expect(chat.get_by_test_id("InputInstructions")).to_have_text("20/20")
    text.press("Enter")
    expect(app.get_by_text("slow = a question that is t")).to_be_visible()
    expect(text).to_be_disabled()
    chat.get_by_role("button", name="Stop script").click()
    expect(chat.get_by_role("button", name="Send message")).to_be_visible()
    expect(text).to_be_enabled()
    expect(text).to_be_focused()


def test_a_recording_is_made_played_and_cleared(app: Page) -> None:
    note = element(app, "note")
    note.get_by_role("button", name="Record").click()
    heard(note)
    app.keyboard.press("Enter")
    expect(app.get_by_text("note = 1 channel, 16 bits, 8000 Hz, sound", exact=True)).to_be_visible()
    place = note.get_by_role("slider", name="Position in the recording")
    place.focus()
    app.keyboard.press("End")
    expect(place).to_have_attribute("aria-valuetext", re.compile(r"^(00:\d\d) of \1$"))
    app.keyboard.press("Home")
    app.evaluate(SLOW)
    note.get_by_role("button", name="Play").click()
    note.get_by_role("button", name="Pause").click()
    expect(note.get_by_role("button", name="Play")).to_be_visible()
    with app.expect_download() as download:
        note.get_by_role("button", name="Download as WAV: Note").click()
    assert download.value.suggested_filename.endswith("_audio.wav")
    note.get_by_role("button", name="Clear recording: Note").click()
    expect(app.get_by_text("note = None", exact=True)).to_be_visible()
    expect(note.get_by_role("button", name="Play")).to_have_count(0)


def test_a_recording_in_a_form_waits_for_its_button(app: Page) -> None:
    note = element(app, "form_note")
    note.get_by_role("button", name="Record").click()
    expect(note.get_by_role("status")).to_have_text("Recording")
    app.get_by_role("button", name="Send it").click()
    expect(note.get_by_role("alert")).to_have_text("Stop the recording first.")
    heard(note)
    note.get_by_role("button", name="Stop recording").click()
    expect(note.get_by_role("button", name="Play")).to_be_visible()
    expect(note.get_by_role("progressbar")).to_have_count(0)
    expect(app.get_by_text("form note = None", exact=True)).to_be_visible()
    app.get_by_role("button", name="Send it").click()
    expect(app.get_by_text("form note = 1 channel, 16 bits, 16000 Hz", exact=False)).to_be_visible()
    expect(note.get_by_role("button", name="Play")).to_have_count(0)


def test_a_photo_is_taken_and_cleared_where_the_camera_is_seen(app: Page) -> None:
    photo = element(app, "photo")
    expect(photo.locator("video")).to_have_count(0)
    app.get_by_test_id("stExpander").get_by_text("Camera", exact=True).click()
    expect(photo.locator("video")).to_be_visible()
    photo.get_by_role("button", name="Take Photo").click()
    expect(app.get_by_text("photo = ('image/jpeg', 'ffd8ff')", exact=True)).to_be_visible()
    expect(photo.get_by_role("img", name="Snapshot")).to_be_visible()
    expect(photo.locator("video")).to_have_count(0)
    photo.get_by_role("button", name="Clear photo").press("Enter")
    expect(app.get_by_text("photo = None", exact=True)).to_be_visible()
    expect(photo.locator("video")).to_be_visible()
    app.get_by_test_id("stExpander").get_by_text("Camera", exact=True).click()
    expect(photo.locator("video")).to_have_count(0)


def test_who_gives_no_device_is_told_so(served: Server, page: Page, visit: Callable[[str], Page]) -> None:
    page.context.clear_permissions()
    app = visit(served.url)
    refused = "was refused. Allow it for this page in the browser, then try again."
    element(app, "note").get_by_role("button", name="Record").click()
    expect(element(app, "note").get_by_role("alert")).to_have_text(f"Access to the microphone {refused}")
    element(app, "say").get_by_role("button", name="Start recording").click()
    expect(element(app, "say").get_by_role("alert")).to_have_text(f"Access to the microphone {refused}")
    app.get_by_test_id("stExpander").get_by_text("Camera", exact=True).click()
    expect(element(app, "photo").get_by_role("alert")).to_have_text(f"Access to the camera {refused}")
    expect(element(app, "photo").get_by_role("button", name="Take Photo")).to_be_disabled()


def test_what_cannot_be_is_told_where_it_would_stand(app: Page) -> None:
    app.get_by_role("checkbox", name="Wrong").check()
    message = "st.chat_input: submit_mode='later' is unknown."
    expect(app.get_by_test_id("stMain").get_by_test_id("stException")).to_contain_text(message)


def test_all_of_it_works_with_a_finger_from_right_to_left(phone: Page) -> None:
    phone.evaluate("document.documentElement.dir = 'rtl'")
    settled(phone)
    field(phone).tap()
    phone.keyboard.type("Hello")
    element(phone, "say").get_by_role("button", name="Send message").tap()
    said(phone, "'Hello'")
    note = element(phone, "note")
    note.get_by_role("button", name="Record").tap()
    heard(note)
    note.get_by_role("button", name="Stop recording").tap()
    expect(phone.get_by_text("note = 1 channel, 16 bits, 8000 Hz, sound", exact=True)).to_be_visible()
    phone.get_by_test_id("stExpander").get_by_text("Camera", exact=True).tap()
    element(phone, "photo").get_by_role("button", name="Take Photo").tap()
    expect(phone.get_by_text("photo = ('image/jpeg', 'ffd8ff')", exact=True)).to_be_visible()
    assert overflow(phone) == 0
    assert violations(phone) == []
