"""Coroutines that want the same result."""

from __future__ import annotations

import asyncio
import threading

import pytest

from jupyterlit.caching.flights import Flights


class Work:
    """Makes results, and notes how many at the same time."""

    def __init__(self) -> None:
        self.flights = Flights()
        self.made: dict[str, int] = {}
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()

    async def get(self, key: str, *, fails: bool = False) -> int:
        async with self.flights.turn(key):
            if key not in self.made:
                self.begun.set()
                await self.go_on.wait()
                if fails:
                    raise ValueError(key)
                self.made[key] = len(self.made)
            return self.made[key]


async def test_one_makes_what_many_want() -> None:
    work = Work()
    tasks = [asyncio.create_task(work.get(key)) for key in "aabab"]
    await work.begun.wait()
    work.go_on.set()
    assert await asyncio.gather(*tasks) == [0, 0, 1, 0, 1]


async def test_when_it_fails_another_tries() -> None:
    work = Work()
    first = asyncio.create_task(work.get("a", fails=True))
    await work.begun.wait()
    others = [asyncio.create_task(work.get("a")) for _ in range(3)]
    await asyncio.sleep(0)
    work.go_on.set()
    with pytest.raises(ValueError, match=r"^a$"):
        await first
    assert await asyncio.gather(*others) == [0, 0, 0]


async def test_who_gives_up_takes_it_from_nobody() -> None:
    work = Work()
    first = asyncio.create_task(work.get("a"))
    await work.begun.wait()
    waits, stays = (asyncio.create_task(work.get("a")) for _ in range(2))
    await asyncio.sleep(0)
    waits.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waits
    work.go_on.set()
    assert (await first, await stays) == (0, 0)


async def test_when_the_maker_gives_up_another_makes_it() -> None:
    work = Work()
    first = asyncio.create_task(work.get("a"))
    await work.begun.wait()
    other = asyncio.create_task(work.get("a"))
    await asyncio.sleep(0)
    first.cancel()
    work.go_on.set()
    assert await other == 0
    assert first.cancelled()


async def test_who_needs_the_same_result_for_it_does_not_wait_for_itself() -> None:
    flights = Flights()

    async def again(depth: int) -> int:
        async with flights.turn("a"):
            return await again(depth - 1) + 1 if depth else 0

    assert await asyncio.wait_for(again(3), 10) == 3
    assert await asyncio.wait_for(again(0), 10) == 0


def test_loops_of_several_threads_share_what_is_made() -> None:
    flights = Flights()
    made: list[int] = []
    ready = threading.Barrier(4)

    async def get() -> None:
        ready.wait(10)
        async with flights.turn("a"):
            if not made:
                await asyncio.sleep(0.01)
                made.append(1)

    threads = [threading.Thread(target=lambda: asyncio.run(get())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert made == [1]
