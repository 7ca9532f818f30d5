"""What readers record, photograph and say, as tests find it."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.errors import AppTestError
from jupyterlit.testing.v1 import AppTest
from tests.conftest import refused

SCRIPT = """
import jupyterlit as st
photo = st.camera_input("Photo", key="photo", resolution="720p")
note = st.audio_input("Note", key="note")
text = st.chat_input("Say", key="say", max_chars=5)
more = st.chat_input("Show", key="show", accept_file="multiple", accept_audio=True, file_type="csv")
one = st.chat_input("One", key="one", accept_file=True)
st.session_state.out = {
    "photo": photo and (photo.name, photo.read()),
    "note": note and (note.name, note.type),
    "say": text,
    "show": more and (more.text, [file.name for file in more.files], more.audio and more.audio.read()),
    "one": one and [file.name for file in one.files],
}
"""


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_string(SCRIPT).run()


def out(app: AppTest) -> dict[str, Any]:
    return {name: value for name, value in app.session_state["out"].items() if value is not None}


def test_recordings_and_photos_are_given_and_taken_back(app: AppTest) -> None:
    app.audio_input("note").upload("a.wav", b"RIFF").run()
    app.camera_input("photo").set_value(("a.jpg", b"\xff\xd8", "image/jpeg")).run()
    assert out(app) == {"note": ("a.wav", "audio/wav"), "photo": ("a.jpg", b"\xff\xd8")}
    assert app.audio_input("note").value.name == "a.wav"
    app.audio_input("note").clear().run()
    app.camera_input("photo").set_value(None).run()
    assert out(app) == {}


def test_nodes_tell_what_was_asked_for(app: AppTest) -> None:
    assert app.camera_input("photo").resolution == "720p"
    assert app.audio_input("note").sample_rate == 16000
    seen = [(node.placeholder, node.max_chars) for node in app.chat_input]
    assert seen == [("Say", 5), ("Show", None), ("One", None)]


def test_what_no_device_gives_is_told(app: AppTest) -> None:
    with refused(
        AppTestError, "audio_input: 'a.mp3' is 'audio/wav', but what comes from there is 'audio/wav' and called ….wav."
    ):
        app.audio_input("note").upload("a.mp3", b"1")
    with refused(
        AppTestError,
        "camera_input: 'a.jpg' is 'image/png', but what comes from there is 'image/jpeg' and called ….jpg.",
    ):
        app.camera_input("photo").upload("a.jpg", b"1", "image/png")


def test_a_message_is_sent_by_the_next_run_alone(app: AppTest) -> None:
    app.chat_input("say").set_value("Hello").run()
    assert out(app) == {"say": "Hello"}
    assert app.chat_input("say").value == "Hello"
    app.run()
    assert out(app) == {}
    assert app.chat_input("say").value is None
    app.chat_input("say").set_value("Hello").set_value(None).run()
    assert out(app) == {}


def test_a_text_that_the_script_puts_into_the_field_is_seen_there() -> None:
    script = """
    import jupyterlit as st
    if st.button("Fill"):
        st.session_state.say = "Hello"
    st.text(st.chat_input("Say", key="say"))
    """
    app = AppTest.from_string(script).run()
    assert app.chat_input("say").value is None
    app.button[0].click().run()
    assert app.chat_input("say").value == "Hello"
    assert app.text[0].value == "None"
    app.chat_input("say").set_value("Bye").run()
    assert app.chat_input("say").value == "Bye"
    app.run()
    assert app.chat_input("say").value is None


def test_files_and_sound_go_with_the_message(app: AppTest) -> None:
    app.chat_input("show").set_value("Hm").upload("a.csv", b"1").upload("b.csv", b"2").record(b"RIFF").run()
    assert out(app) == {"show": ("Hm", ["a.csv", "b.csv"], b"RIFF")}
    app.chat_input("show").upload("c.csv", b"3").run()
    assert out(app) == {"show": ("", ["c.csv"], None)}
    app.chat_input("show").set_value("Hm").upload("a.csv", b"1").clear().run()
    assert out(app) == {"show": ("Hm", [], None)}
    app.chat_input("one").upload("a", b"1").upload("b", b"2").run()
    assert out(app) == {"one": ["b"]}


def test_what_cannot_be_sent_is_told(app: AppTest) -> None:
    with refused(AppTestError, "chat_input.set_value: 5 is no message. Pass a string, or None."):
        app.chat_input("say").set_value(5)
    with refused(AppTestError, "chat_input.set_value: the message has 6 characters, 5 are taken."):
        app.chat_input("say").set_value("Hello!")
    with refused(AppTestError, "chat_input.upload: it takes no files. Pass accept_file=True to st.chat_input."):
        app.chat_input("say").upload("a.csv", b"1")
    with refused(AppTestError, "chat_input.record: nothing is recorded. Pass accept_audio=True to st.chat_input."):
        app.chat_input("say").record(b"RIFF")
    with refused(
        AppTestError,
        "chat_input: 'a.exe' was refused. This type of file is not allowed. Allowed: .csv, .wav.",
    ):
        app.chat_input("show").upload("a.exe", b"1")
    disabled = AppTest.from_string("import jupyterlit as st\nst.chat_input('Say', key='k', disabled=True)").run()
    with refused(AppTestError, "chat_input: the widget with key='k' is disabled, no reader can change it."):
        disabled.chat_input[0].set_value("Hello")
