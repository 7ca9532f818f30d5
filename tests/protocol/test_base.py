"""Messages are immutable values; buffers compare by content."""

import msgspec
import pytest

from jupyterlit.elements.text import Text
from jupyterlit.protocol.base import Buffer


def test_messages_compare_by_value() -> None:
    assert Text(body="a") == Text(body="a")
    assert Text(body="a") != Text(body="b")


def test_a_message_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Text(body="a").body = "b"


def test_defaults_stay_at_home() -> None:
    assert msgspec.json.decode(msgspec.json.encode(Text(body="a", help="h"))) == {
        "kind": "text",
        "body": "a",
        "help": "h",
    }


def test_buffers_of_the_same_bytes_are_equal() -> None:
    assert Buffer(b"same") == Buffer(memoryview(bytearray(b"same")))
    assert hash(Buffer(b"same")) == hash(Buffer(b"same"))
    assert Buffer(b"same") != Buffer(b"other")


def test_a_buffer_has_the_size_of_its_bytes() -> None:
    words = memoryview(bytearray(16)).cast("I")
    assert Buffer(words).data.nbytes == 16
