"""What a reader has sent with a chat input."""

from __future__ import annotations

import copy
import pickle

import pytest

from jupyterlit.elements.chat_value import ChatInputValue


def test_parts_are_items_and_attributes() -> None:
    value = ChatInputValue("Hello", files=[], audio=[])
    assert (value.text, value.files, value.audio) == ("Hello", [], None)
    assert value.to_dict() == dict(value) == {"text": "Hello", "files": [], "audio": None}
    value["text"] = "Bye"
    assert value.text == "Bye"
    value.text = "Again"
    assert value["text"] == "Again"
    del value["audio"]
    assert list(value) == ["text", "files"]
    assert repr(value) == "ChatInputValue(text='Again', files=[])"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("files", "This message has no 'files': its chat input has accept_file=False."),
        ("audio", "This message has no 'audio': its chat input has accept_audio=False."),
        ("sound", "This message has no 'sound'."),
    ],
)
def test_a_part_that_is_not_taken_is_missing(name: str, message: str) -> None:
    value = ChatInputValue("Hello")
    with pytest.raises(AttributeError) as caught:
        getattr(value, name)
    assert caught.value.args == (message,)
    with pytest.raises(KeyError):
        value[name]
    assert value.get(name, "none") == "none"
    assert not hasattr(value, name)


def test_values_are_compared_by_their_parts() -> None:
    value = ChatInputValue("Hello", files=[], audio=[])
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value == {"text": "Hello", "files": [], "audio": None}
    assert value != ChatInputValue("Hello")


def test_a_message_counts_as_true_even_without_text() -> None:
    assert ChatInputValue("", files=[])
