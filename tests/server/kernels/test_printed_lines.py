from __future__ import annotations

import asyncio

import pytest

from jupyterlit.server.kernels.printed_lines import PrintedLines


async def test_a_line_that_comes_in_pieces_is_one() -> None:
    told: list[str] = []
    lines = PrintedLines(told.append)
    lines.take("stdout", "first\n\nsecond ")
    lines.take("stderr", "a warning\n")
    lines.take("stdout", "goes ")
    lines.take("stdout", "on\nthird\n")
    assert told == ["first", "", "a warning", "second goes on", "third"]


async def test_a_line_that_does_not_end_is_told_a_second_later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: now)

    async def wait(seconds: float) -> None:
        nonlocal now
        now += seconds
        for _ in range(2):  # what is due is called after what is ready
            await asyncio.sleep(0)

    told: list[str] = []
    lines = PrintedLines(told.append)
    for _ in range(3):
        lines.take("stdout", "half ")
        await wait(0.9)
        lines.take("stdout", "a line\nand ")
    lines.take("stderr", "\r 10 %")
    lines.take("stderr", "\r 20 %")
    assert told == ["half a line", *["and half a line"] * 2]
    await wait(1.1)
    assert told[3:] == ["and ", " 20 %"]
    lines.take("stdout", "no more\r\n")
    assert told[5:] == ["no more"]


async def test_of_a_line_that_never_ends_little_is_kept() -> None:
    told: list[str] = []
    lines = PrintedLines(told.append)
    for _ in range(20):
        lines.take("stdout", "x" * 10_000)
    assert [len(line) for line in told] == [70_000, 70_000]
    lines.flush()
    assert "".join(told) == "x" * 200_000
