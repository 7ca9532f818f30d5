"""Checkpoints: what goes in comes out, and what is no checkpoint changes nothing."""

from __future__ import annotations

import logging
import random
import struct
import threading
from typing import Any

import pytest

from jupyterlit.state import checkpoint as checkpoints
from jupyterlit.state.checkpoint import BrokenCheckpoint, read, restore, take, take_plain
from jupyterlit.state.pages import Pages
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState


class Session:
    """What a session remembers."""

    def __init__(self, **entries: Any) -> None:
        self.state = SessionState()
        self.query = QueryParams()
        self.pages = Pages()
        self.state.entries.update(entries)

    @property
    def parts(self) -> tuple[SessionState, QueryParams, Pages]:
        return self.state, self.query, self.pages


def again(data: bytes, *, trusted: bool = True) -> Session:
    session = Session()
    assert restore(*session.parts, data, trusted=trusted)
    return session


def test_everything_comes_back() -> None:
    before = Session(plain={"a": [1, None, "ä"]}, pickled={1, 2}, last=(1, b"x"))
    before.query.resume("a=1&b=2", ["b"])
    before.pages.wanted = "second"
    before.state.widgets.parked["kept"] = "p"
    before.state.widgets.beneath["under"] = {3}
    before.state.widgets.known.add("kept")
    before.state.widgets.left["kept"] = "first"
    before.state.widgets.page = "first"
    after = again(take(*before.parts).data)
    assert list(after.state.entries.items()) == list(before.state.entries.items())
    assert (after.query.dump(), after.query.bound(), after.pages.wanted) == ("a=1&b=2", ["b"], "second")
    widgets = after.state.widgets
    assert (widgets.parked, widgets.beneath, widgets.known) == ({"kept": "p"}, {"under": {3}}, {"kept"})
    assert (widgets.left, widgets.page) == ({"kept": "first"}, "first")


def test_a_newer_plain_part_goes_with_an_older_pickled_one() -> None:
    session = Session(plain=1, pickled={1}, gone={2})
    older = take(*session.parts)
    session.state.entries.update(plain=2)
    del session.state.entries["gone"]
    assert again(take_plain(*session.parts) + older.pickled).state.entries == {"plain": 2, "pickled": {1}}


def test_of_strangers_bytes_nothing_is_unpickled() -> None:
    after = again(take(*Session(plain=1, pickled={1}).parts).data, trusted=False)
    assert after.state.entries == {"plain": 1}


def test_the_largest_values_go_first() -> None:
    session = Session(large=bytes(4000), small={1}, larger=bytes(5000))
    checkpoint = take(*session.parts, limit=6000)
    assert again(checkpoint.data).state.entries == {"large": bytes(4000), "small": {1}}
    assert list(checkpoint.lost) == ["st.session_state['larger']"]
    assert checkpoint.lost["st.session_state['larger']"].startswith("a session keeps ")


def test_a_value_that_alone_is_too_large_is_not_pickled_to_its_end() -> None:
    checkpoint = take(*Session(large=set(range(100_000))).parts, limit=6000)
    assert checkpoint.lost == {"st.session_state['large']": "it is a set of more than 6,000 bytes"}


def test_plain_values_without_bounds_are_refused() -> None:
    with pytest.raises(OverflowError, match="plain values alone have 10,"):
        take(*Session(text="x" * 10_000).parts, limit=6000)


def test_what_cannot_be_pickled_leaves_the_rest() -> None:
    checkpoint = take(*Session(lock=threading.Lock(), kept={1}).parts)
    assert checkpoint.lost == {
        "st.session_state['lock']": "it is a _thread.lock, which cannot be pickled: cannot pickle '_thread.lock' object"
    }
    assert again(checkpoint.data).state.entries == {"kept": {1}}


class Fragile:
    """Cannot be opened again."""

    def __reduce__(self) -> tuple[Any, ...]:
        return int, ("no number",)


def test_a_value_that_cannot_be_opened_leaves_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        after = again(take(*Session(fragile=Fragile(), kept={1}).parts).data)
    assert after.state.entries == {"kept": {1}}
    assert [record.getMessage() for record in caplog.records] == [
        (
            "st.session_state['fragile'] is lost: what was kept of it cannot be opened. "
            "invalid literal for int() with base 10: 'no number'"
        )
    ]


def test_another_python_opens_what_is_plain(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    data = take(*Session(plain=1, pickled={1}).parts).data
    monkeypatch.setattr(checkpoints, "PYTHON", "CPython 2.7")
    with caplog.at_level(logging.WARNING):
        assert again(data).state.entries == {"plain": 1}
    assert "and this is CPython 2.7." in caplog.text


DATA = take(*Session(plain=[1, 2, 3], pickled={1, 2}).parts).data
HEAD = struct.calcsize("<4s1sI16s")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "It is empty."),
        (b"lit1", "It is cut short."),
        (DATA[:-1], "It is cut short, or something has been added."),
        (DATA + b"x", "It is cut short."),
        (DATA + DATA, "It is cut short, or something has been added."),
        (b"lit2" + DATA[4:], "It is of another version, or no checkpoint at all."),
        (DATA[:HEAD] + b"[" + DATA[HEAD + 1 :], "It has been damaged."),
        (checkpoints.sealed(b"p", b"x"), "It is empty."),
        (checkpoints.sealed(b"j", b"[" * 100_000), "It is of another version"),
        (checkpoints.sealed(b"j", b'{"page": 1}'), "It is of another version"),
    ],
)
def test_what_is_none_is_refused(data: bytes, why: str, caplog: pytest.LogCaptureFixture) -> None:
    session = Session(own=1)
    with pytest.raises(BrokenCheckpoint) as refused:
        read(data)
    assert str(refused.value).startswith(why)
    with caplog.at_level(logging.WARNING):
        assert not restore(*session.parts, data)
    assert session.state.entries == {"own": 1}
    assert len(caplog.records) == 1


def test_a_broken_pickled_part_leaves_the_plain_one(caplog: pytest.LogCaptureFixture) -> None:
    checkpoint = take(*Session(plain=1, pickled={1}).parts)
    with caplog.at_level(logging.WARNING):
        after = again(checkpoint.plain + checkpoints.sealed(b"p", b"nothing"))
    assert after.state.entries == {"plain": 1}
    assert caplog.records[0].getMessage().startswith("A part of a session is lost")


def test_any_damage_is_noticed() -> None:
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(DATA)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        with pytest.raises(BrokenCheckpoint):
            read(bytes(data))
