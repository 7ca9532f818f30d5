"""What the panel's second tab is told: whole messages, told apart by their type."""

from typing import get_args

import msgspec
import pytest

from jupyterlit.protocol.inside import InsideBack, InsideEdit, InsideForward, InsideLook, InsideNews
from jupyterlit.protocol.schema import schema


def test_every_field_travels() -> None:
    for kind in (*get_args(InsideForward), *get_args(InsideBack)):
        definition = schema()["$defs"][kind.__name__]
        assert set(definition["required"]) == set(definition["properties"])


def test_messages_are_told_apart() -> None:
    news = InsideNews([], [], ["gone"], None, [])
    assert msgspec.json.decode(msgspec.json.encode(news), type=InsideForward) == news
    assert msgspec.json.decode(b'{"type":"look","parts":["runs"]}', type=InsideBack) == InsideLook(["runs"])
    assert msgspec.json.decode(b'{"type":"edit","key":"a","text":"1"}', type=InsideBack) == InsideEdit("a", "1")


@pytest.mark.parametrize("text", [b'{"type":"look","parts":["secrets"]}', b'{"type":"news"}', b"{}", b"[]"])
def test_what_is_no_message_is_refused(text: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=InsideBack)
