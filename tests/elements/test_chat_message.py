"""st.chat_message."""

from __future__ import annotations

import io
from typing import Any

import PIL.Image
import pytest

import jupyterlit as st
from jupyterlit.elements.chat_message import ChatMessage
from jupyterlit.elements.text import Text
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused


def test_a_message_holds_elements(run: Run) -> None:
    with st.chat_message("user") as message:
        st.text("a")
    message.text("b")
    assert run.elements == [
        ChatMessage(name="user", avatar="user"),
        Text(body="a", width="content"),
        Text(body="b", width="content"),
    ]


@pytest.mark.parametrize(
    ("name", "avatar", "shown"),
    [
        ("user", None, "user"),
        ("Human", None, "user"),
        ("ai", None, "assistant"),
        ("assistant", None, "assistant"),
        ("Bob", None, ""),
        ("", None, ""),
        ("Bob", "ai", "assistant"),
        ("Bob", "🐧", "🐧"),
        ("Bob", ":material/pets:", ":material/pets:"),
        ("Bob", "spinner", "spinner"),
    ],
)
def test_an_avatar_goes_with_the_name_or_is_given(run: Run, name: str, avatar: Any, shown: str) -> None:
    st.chat_message(name, avatar=avatar, width="content")
    assert run.elements == [ChatMessage(name=name, avatar=shown, width="content")]


def test_a_picture_is_an_avatar(run: Run) -> None:
    st.chat_message("Bob", avatar="https://example.com/a.png")
    st.chat_message("Bob", avatar=PIL.Image.new("RGB", (400, 400)))
    by_address, by_pixels = run.elements
    assert isinstance(by_address, ChatMessage)
    assert isinstance(by_pixels, ChatMessage)
    assert by_address.picture is not None
    assert (by_address.avatar, by_address.picture.url, by_address.buffers()) == ("", "https://example.com/a.png", ())
    (buffer,) = by_pixels.buffers()
    assert PIL.Image.open(io.BytesIO(buffer.data)).size == (96, 96)


@pytest.mark.parametrize("avatar", ["x", "", "/nowhere.png", 3, ":material/No:"])
def test_what_is_no_avatar_is_named(run: Run, avatar: Any) -> None:
    with pytest.raises((InvalidValue, InvalidType)) as caught:
        st.chat_message("a", avatar=avatar)
    assert f"st.chat_message: avatar={avatar!r} is no" in str(caught.value)
    assert run.elements == []


def test_it_says_what_is_wrong(run: Run) -> None:
    with refused(InvalidType, "st.chat_message: name=None is a NoneType. Pass a string, who speaks."):
        st.chat_message(None)  # type: ignore[arg-type]
    with refused(
        InvalidValue,
        'st.chat_message: width=0 is not a size. Pass a positive number of pixels, "stretch" or "content".',
    ):
        st.chat_message("a", width=0)


def test_tests_find_it() -> None:
    app = AppTest.from_string("""
        import streamlit as st
        st.chat_message("user").text("a")
        st.chat_message("Bob", avatar="https://example.com/a.png")
    """).run()
    assert [(message.type, message.name, message.avatar) for message in app.chat_message] == [
        ("chat_message", "user", "user"),
        ("chat_message", "Bob", "https://example.com/a.png"),
    ]
    assert app.chat_message[0].text.values == ["a"]
