from __future__ import annotations

import pytest

from jupyterlit.protocol.lane import Head, Messages, encode

OPEN = Head("open", "one", {"session": "s", "visitor": {"roles": ("a", "b")}})
SAY = Head("say", "one")


def whole(data: bytes, step: int) -> list[tuple[Head, list[bytes]]]:
    """Return what comes of data that arrives so many bytes at a time."""
    messages = Messages()
    pieces = [data[at : at + step] for at in range(0, len(data), step)]
    return [(head, [bytes(part) for part in parts]) for piece in pieces for head, parts in messages.take(piece)]


@pytest.mark.parametrize("step", [1, 7, 8, 9, 100_000])
def test_messages_are_the_same_however_they_are_cut(step: int) -> None:
    data = encode(OPEN) + encode(SAY, [b"{}", b"", memoryview(b"\xff" * 300)]) + encode(Head("close", "one"))
    opened, said, closed = whole(data, step)
    assert (opened[0].act, opened[0].comm, opened[1]) == ("open", "one", [])
    assert opened[0].data == {"session": "s", "visitor": {"roles": ["a", "b"]}}
    assert said == (SAY, [b"{}", b"", b"\xff" * 300])
    assert closed == (Head("close", "one"), [])


def test_a_message_that_is_not_whole_is_waited_for() -> None:
    messages = Messages()
    data = encode(SAY, [b"x" * 1000])
    assert list(messages.take(data[:-1])) == []
    ((head, parts),) = messages.take(data[-1:])
    assert (head, [bytes(part) for part in parts]) == (SAY, [b"x" * 1000])


def test_a_page_may_have_more_parts_than_a_browser_may_send() -> None:
    ((_, parts),) = Messages().take(encode(SAY, [b"x"] * 20_000))
    assert len(parts) == 20_000


@pytest.mark.parametrize("data", [b"\x02" + bytes(7) + b"{}", encode(SAY)[:8] + bytes(len(encode(SAY)) - 8)])
def test_something_else_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="Not a frame"):
        list(Messages().take(data))
