from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import msgspec
import pytest

from jupyterlit.server import lobby as module
from jupyterlit.server.attachment import LATER, Refused
from jupyterlit.server.kernels.placement import Full
from jupyterlit.server.lobby import Lobby
from tests.server.client import until
from tests.server.test_attachment import Browser


class Room:
    """A room with so many places."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.inside: list[str] = []

    async def enter(self, name: str) -> str:
        await asyncio.sleep(0)
        if len(self.inside) >= self.places:
            raise Full
        self.inside.append(name)
        return name


def told(browser: Browser) -> list[str]:
    """Return where in line a browser was told to be."""
    messages: list[dict[str, Any]] = []
    for frame in browser.frames:
        messages += msgspec.json.decode(frame[0])["messages"]
    assert all(message.get("waiting") for message in messages if message["type"] == "failed")
    failures = [m for m in messages if m["type"] == "failed"]
    return [m["message"].split("**")[1].rstrip(".").format(**m.get("gaps", {})) for m in failures]


def come(lobby: Lobby, room: Room, *names: str) -> tuple[list[asyncio.Task[str]], list[Browser]]:
    browsers = [Browser() for _ in names]
    enter = [
        lobby.enter(browser, lambda name=name: room.enter(name)) for browser, name in zip(browsers, names, strict=True)
    ]
    return [asyncio.create_task(each) for each in enter], browsers


async def test_who_finds_room_does_not_wait() -> None:
    counts = Counter[str]()
    browser = Browser()
    assert await Lobby(counts).enter(browser, lambda: Room(1).enter("ann")) == "ann"
    assert (browser.frames, counts) == ([], {})


async def test_others_come_in_one_after_the_other_and_know_where_they_stand() -> None:
    counts, room = Counter[str](), Room(0)
    lobby = Lobby(counts)
    (ann, bob, cyd), browsers = come(lobby, room, "ann", "bob", "cyd")
    await until(lambda: browsers[2].frames)
    room.places = 1
    lobby.admit()
    assert await ann == "ann"
    room.places = 3
    lobby.admit()
    await asyncio.gather(bob, cyd)
    assert room.inside == ["ann", "bob", "cyd"]
    assert told(browsers[0]) == ["You are next"]
    assert told(browsers[1]) == ["You are number 2 in line", "You are next"]
    assert told(browsers[2]) == ["You are number 3 in line", "You are number 2 in line", "You are next"]
    assert counts == {"waited": 3}


async def test_nobody_overtakes_those_who_wait() -> None:
    room = Room(0)
    lobby = Lobby(Counter())
    (ann,), (first,) = come(lobby, room, "ann")
    await until(lambda: first.frames)
    room.places = 1
    (bob,), (second,) = come(lobby, room, "bob")
    await until(lambda: second.frames)
    lobby.admit()
    assert await ann == "ann"
    assert not bob.done()
    bob.cancel()


async def test_who_leaves_the_line_lets_the_next_one_move_up() -> None:
    room = Room(0)
    lobby = Lobby(Counter())
    (ann, bob), browsers = come(lobby, room, "ann", "bob")
    await until(lambda: browsers[1].frames)
    lobby.leave(browsers[0])
    with pytest.raises(Refused):
        await ann
    assert told(browsers[1]) == ["You are number 2 in line", "You are next"]
    bob.cancel()


async def test_room_is_found_though_nobody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK_SECONDS", 0.01)
    room = Room(0)
    (ann,), (browser,) = come(Lobby(Counter()), room, "ann")
    await until(lambda: browser.frames)
    room.places = 1
    assert await ann == "ann"


async def test_the_line_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    counts = Counter[str]()
    lobby, room = Lobby(counts), Room(0)
    (ann,), (browser,) = come(lobby, room, "ann")
    await until(lambda: browser.frames)
    with pytest.raises(Refused) as refusal:
        await lobby.enter(Browser(), lambda: room.enter("bob"))
    assert (refusal.value.code, counts["refused"]) == (LATER, 1)
    ann.cancel()
