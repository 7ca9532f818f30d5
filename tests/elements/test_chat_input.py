"""Fields for messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.elements.chat_input import ChatInput
from jupyterlit.elements.chat_value import ChatInputValue
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError
from jupyterlit.media.uploads import UploadRefused
from jupyterlit.protocol.messages import Values
from tests.conftest import Run, refused
from tests.elements.captures import send
from tests.elements.conftest import Parity

MEGABYTE = 1024 * 1024
WRONG_RATE = (
    "audio_sample_rate=1 is no rate that is supported. Pass one of 8000, 11025, 16000, 22050, 24000, 32000, 44100, "
    "48000, or None for what the browser takes."
)


def field(run: Run) -> ChatInput:
    (found,) = [each for each in run.elements if isinstance(each, ChatInput)]
    return found


def answers(run: Run, *wires: object) -> list[object]:
    """Let the browser send messages; return what it is answered, none where they are taken."""
    id = field(run).id
    return [run.state.widgets.receive({id: wire})[1].get(id) for wire in wires]


def test_a_message_says_all(run: Run) -> None:
    st.chat_input(
        "Ask", key="q", max_chars=9, max_upload_size=3, accept_file="multiple", file_type=["csv", "image"],
        accept_audio=True, audio_sample_rate=None, disabled=True, submit_mode="stop", width=300, height=100,
    )  # fmt: skip
    assert run.elements == [
        ChatInput(
            id=field(run).id, placeholder="Ask", key="q", max_chars=9, max_size=3 * MEGABYTE, takes="several",
            types=("image/*", ".csv"), speaks=True, disabled=True, submit_mode="stop", width=300, least=100,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "root"),
    [
        (lambda: st, 3),
        (lambda: st.main, 3),
        (lambda: st.empty(), 3),
        (lambda: st.bottom, 3),
        (lambda: st.container(), 0),
        (lambda: st.columns(2)[0], 0),
        (lambda: st.sidebar, 1),
    ],
)
def test_it_stands_at_the_foot_of_the_page_unless_it_is_in_a_block(
    run: Run, place: Callable[[], Any], root: int
) -> None:
    place().chat_input("Ask")
    (path,) = [path for path, element in run.drawn.items() if isinstance(element, ChatInput)]
    assert path[0] == root


def test_in_a_fragment_it_stands_where_it_is_called(run: Run) -> None:
    @st.fragment
    def ask() -> None:
        st.chat_input("Ask")

    ask()
    (path,) = [path for path, element in run.drawn.items() if isinstance(element, ChatInput)]
    assert path[0] == 0


def test_a_message_is_there_for_one_run(run: Run) -> None:
    calls: list[object] = []

    def called(word: str) -> None:
        calls.append((word, st.session_state["q"]))

    assert st.chat_input("Ask", key="q", on_submit=called, args=("x",)) is None
    run.rerun(q={"text": "Hello"})
    assert calls == [("x", "Hello")]
    assert st.chat_input("Ask", key="q") == "Hello"
    run.rerun()
    assert st.chat_input("Ask", key="q") is None
    assert st.session_state["q"] is None


def test_files_and_sound_come_with_the_text(run: Run) -> None:
    def ask() -> ChatInputValue | None:
        return st.chat_input("Ask", key="q", accept_file="multiple", file_type="csv", accept_audio=True)

    ask()
    one, two = (send(run, "q", f"{n}.csv", "text/csv", b"a,b") for n in (1, 2))
    sound = send(run, "q", "a.wav", "audio/wav", b"RIFF")
    run.rerun(q={"text": "Look", "files": [one, two], "audio": [sound]})
    value = ask()
    assert value is not None
    assert [file.name for file in value.files] == ["1.csv", "2.csv"]
    assert value.audio is not None
    assert (value.text, value["audio"].read()) == ("Look", b"RIFF")
    run.rerun()
    assert ask() is None
    assert value.files[0].getvalue() == b"a,b"


def test_only_what_is_taken_is_a_part_of_the_value(run: Run) -> None:
    st.chat_input("Ask", key="q", accept_file=True)
    run.rerun(q={"text": "Look"})
    assert st.chat_input("Ask", key="q", accept_file=True) == {"text": "Look", "files": []}
    st.chat_input("Say", key="s", accept_audio=True)
    run.rerun(s={"text": "Hm"})
    assert st.chat_input("Say", key="s", accept_audio=True) == {"text": "Hm", "audio": None}


def test_what_is_refused_goes_back_to_the_field(run: Run) -> None:
    st.chat_input("Ask", max_chars=3)
    wrong: list[Any] = [
        {"text": "four"}, {"text": 5}, {"text": None}, {}, [], 5, "abc", None, True,
        {"text": "a", "files": [{"id": "0" * 32}]}, {"text": "a", "audio": [{"id": "0" * 32}]},
        {"text": "a", "files": "x"}, {"text": "a", "audio": 5},
    ]  # fmt: skip
    assert answers(run, *wrong) == wrong
    assert answers(run, {"text": "abc"}) == [None]


def test_files_are_those_that_were_sent_for_it_and_that_it_takes(run: Run) -> None:
    st.chat_input("Ask", key="q", accept_file=True, file_type="csv", accept_audio=True)
    own = send(run, "q", "a.csv", "text/csv", b"a")
    other = send(run, "q", "b.csv", "text/csv", b"b")
    sound = send(run, "q", "a.wav", "audio/wav", b"RIFF")
    wrong: list[Any] = [
        {"text": "", "files": [own, other]}, {"text": "", "files": [own], "audio": [own, sound]},
        {"text": "", "files": [{"id": "0" * 32}]}, {"text": "", "files": [sound]}, {"text": "", "files": [own, own]},
    ]  # fmt: skip
    assert answers(run, *wrong) == wrong
    assert answers(run, {"text": "", "files": [own], "audio": [sound]}) == [None]
    with pytest.raises(UploadRefused):
        send(run, "q", "a.exe", "", b"MZ")


def test_a_field_for_text_takes_no_files(run: Run) -> None:
    st.chat_input("Ask", key="q")
    with pytest.raises(UploadRefused):
        send(run, "q", "a.csv", "text/csv", b"a")


def test_a_file_may_be_as_large_as_is_said(run: Run) -> None:
    st.chat_input("Ask", key="q", accept_file=True, max_upload_size=1)
    with pytest.raises(UploadRefused) as caught:
        send(run, "q", "a.csv", "text/csv", bytes(MEGABYTE + 1))
    assert caught.value.args == ("The file must be 1 MB or smaller.",)


def test_a_disabled_field_sends_nothing(run: Run) -> None:
    st.chat_input("Ask", disabled=True, accept_file=True)
    assert answers(run, {"text": "Hello"}) == [{"text": "Hello"}]


def test_authors_put_a_text_into_the_field(run: Run) -> None:
    st.session_state["q"] = "Hello"
    assert st.chat_input("Ask", key="q") is None
    assert st.session_state["q"] is None
    assert run.sent == [Values(values={field(run).id: {"text": "Hello"}})]
    assert run.state.widgets.shown() == {field(run).id: {"text": "Hello"}}
    run.rerun()
    assert st.chat_input("Ask", key="q") is None
    assert run.sent == []
    run.rerun(q={"text": "Hello, you"})
    assert st.chat_input("Ask", key="q") == "Hello, you"
    assert run.state.widgets.shown() == {}


def test_a_text_set_while_a_message_is_there_is_for_the_next(run: Run) -> None:
    def suggest() -> None:
        st.session_state["q"] = "And then?"

    st.chat_input("Ask", key="q", on_submit=suggest)
    run.rerun(q={"text": "Hello"})
    assert st.chat_input("Ask", key="q", on_submit=suggest) == "Hello"
    assert run.sent == [Values(values={field(run).id: {"text": "And then?"}})]


@pytest.mark.parametrize(
    ("assigned", "filled"),
    [(None, ""), (5, "5"), ("long enough", "long"), (ChatInputValue("Hey", files=[]), "Hey")],
)
def test_what_is_put_in_is_a_text(run: Run, assigned: Any, filled: str) -> None:
    st.session_state["q"] = assigned
    st.chat_input("Ask", key="q", max_chars=4)
    assert run.sent == [Values(values={field(run).id: {"text": filled}})]


def test_what_came_too_early_goes_back_if_it_is_refused(run: Run) -> None:
    st.chat_input("Ask", max_chars=3)
    id = field(run).id
    run.rerun()
    run.rerun()
    assert run.state.widgets.receive({id: {"text": "four"}}) == ([], {})
    assert st.chat_input("Ask", max_chars=3) is None
    assert run.sent == [Values(values={id: {"text": "four"}})]


@pytest.mark.parametrize(
    ("given", "kind", "message"),
    [
        ({"max_chars": -1}, InvalidValue, "max_chars=-1 is no limit. Pass a number from 0 up, or None."),
        ({"max_upload_size": 0}, InvalidValue, "max_upload_size=0 lies below 1. Pass a whole number of at least 1."),
        (
            {"accept_file": "x"}, InvalidValue,
            "accept_file='x' is unknown. Pass True, False, \"multiple\" or \"directory\".",
        ),
        ({"file_type": 5}, InvalidType, "file_type=5 is a int. Pass \"csv\", or a list of such."),
        (
            {"audio_sample_rate": 1}, InvalidValue,
            WRONG_RATE,
        ),
        ({"submit_mode": "x"}, InvalidValue, "submit_mode='x' is unknown. Pass \"submit\", \"disable\" or \"stop\"."),
        ({"on_submit": 5}, InvalidType, "on_submit=5 cannot be called. Pass a function, without parentheses."),
        (
            {"width": "content"}, InvalidValue,
            "width='content' is unknown. Pass a positive number of pixels, \"stretch\".",
        ),
    ],
)  # fmt: skip
def test_wrong_arguments_are_named(run: Run, given: dict[str, Any], kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.chat_input: {message}"):
        st.chat_input("Ask", **given)
    assert run.elements == []


def test_it_cannot_stand_in_a_form(run: Run) -> None:
    with (
        st.form("f"),
        refused(LayoutError, "st.chat_input cannot be used in a form, it sends by itself. Move it out of the form."),
    ):
        st.chat_input("Ask")


def test_messages_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.chat_input("L")
        st.chat_input("L", max_chars=0)
        st.chat_input("L", max_chars=-1)
        st.chat_input("L", max_upload_size=0)
        st.chat_input("L", max_upload_size=1.5)
        st.chat_input("L", max_upload_size=5)
        st.chat_input("L", accept_file="x")
        st.chat_input("L", accept_file=None)
        st.chat_input("L", accept_file=1)
        st.chat_input("L", accept_file="directory")
        st.chat_input("L", accept_file=True, file_type=5)
        st.chat_input("L", accept_file=True, file_type="")
        st.chat_input("L", file_type="png")
        st.chat_input("L", audio_sample_rate=1)
        st.chat_input("L", audio_sample_rate=None)
        st.chat_input("L", submit_mode="x")
        st.chat_input("L", submit_mode=None)
        st.chat_input("L", width="content")
        st.chat_input("L", height="x")
        st.chat_input("L", height=10)
        st.chat_input("L", on_submit=5)
        st.chat_input(None)
        st.chat_input(5)
    """)
    became = parity.changes(
        "chat_input", "", lambda widget: widget.set_value("hey"), "max_chars=9", "accept_file=True", "disabled=True"
    )
    assert set(became.values()) == {"reset, reset"}
    parity.assigned({'st.chat_input("L")': ["'ab'", "None"]})


def test_what_is_sent_is_what_is_sent_in_streamlit(parity: Parity) -> None:
    def say(text: str) -> Callable[[Any], None]:
        def step(app: Any) -> None:
            app.chat_input(key="b").set_value(text)

        return step

    parity.play(
        """
        out["a"] = st.chat_input("A", key="a")
        value = st.chat_input("B", key="b", accept_file=True, accept_audio=True)
        out["b"] = value and (value.to_dict(), repr(value), list(value), hasattr(value, "files"))
        out["state"] = state.b and state.b.text
        """,
        lambda app: app.chat_input(key="a").set_value("Hello"),
        lambda app: None,
        say("Both"),
        say(""),
    )
