"""Requests for files: answered in parts, beside the script, and never for another session's files."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Queue
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import StopRun
from jupyterlit.execution import file_parts
from jupyterlit.execution.file_parts import MADE_AT_ONCE, PART, FileParts, Unseen
from jupyterlit.media.files import DeferredSource, SessionFiles, from_bytes
from jupyterlit.protocol.base import MediaFile
from jupyterlit.protocol.messages import FilePart, FileRequest
from jupyterlit.run_context import RunContext
from jupyterlit.secrets.hiding import Words
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState

from .conftest import WAIT


class Desk:
    """The files of a session, and who asks for them."""

    def __init__(self) -> None:
        self.files = SessionFiles()
        self.state = SessionState()
        self.answers: Queue[FilePart] = Queue()
        self._parts = FileParts(self.files, lambda: RunContext(Unseen(), self.state, QueryParams()))

    def show(self, file: MediaFile) -> MediaFile:
        self.files.refer((file,))
        return file

    def deferred(self, make: Callable[[], bytes]) -> MediaFile:
        source = DeferredSource("d", lambda: MediaFile(from_bytes(make()), "text/csv", "made.csv", download=True))
        return self.show(MediaFile(source, "text/csv"))

    def ask(self, file: str, start: int = 0, stop: int = 0) -> None:
        self._parts.ask(FileRequest(request=7, file=file, start=start, stop=stop), self.answers.put)

    def answer(self, file: str, start: int = 0, stop: int = 0) -> FilePart:
        self.ask(file, start, stop)
        return self.answers.get(timeout=WAIT)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_part_tells_what_it_is_of(desk: Desk) -> None:
    file = desk.show(MediaFile(from_bytes(b"0123456789"), "audio/wav", "ten.wav"))
    part = desk.answer(file.id, 2, 5)
    assert part.data is not None
    assert bytes(part.data.data) == b"234"
    assert (part.request, part.file, part.mime, part.name, part.total) == (7, file.id, "audio/wav", "ten.wav", 10)
    assert part.version == file.source.id
    assert not part.download


@pytest.mark.parametrize(("start", "stop"), [(0, 0), (5, 5), (9, 3), (10, 20), (-5, -1), (10**30, 10**31)])
def test_of_nothing_only_the_size_is_told(desk: Desk, start: int, stop: int) -> None:
    file = desk.show(MediaFile(from_bytes(b"0123456789"), "audio/wav"))
    part = desk.answer(file.id, start, stop)
    assert (part.data, part.total, part.error) == (None, 10, None)


def test_no_answer_is_larger_than_a_part(desk: Desk) -> None:
    file = desk.show(MediaFile(from_bytes(bytes(PART + 10)), "audio/wav"))
    part = desk.answer(file.id, 5, PART + 10)
    assert part.data is not None
    assert part.data.data.nbytes == PART


def test_what_is_not_on_the_page_is_refused(desk: Desk) -> None:
    elsewhere = MediaFile(from_bytes(b"secret of another session"), "text/plain")
    for id in (elsewhere.id, elsewhere.source.id, "../../etc/passwd", "", "\x00"):
        assert desk.answer(id, 0, 9).error == "This file is no longer on the page."


def test_what_cannot_be_read_is_told(desk: Desk) -> None:
    class Broken:
        id = "broken"

        def stat(self) -> tuple[int, str]:
            return 5, "v"

        def read(self, start: int, stop: int) -> bytes:
            raise PermissionError("not yours")

    file = desk.show(MediaFile(Broken(), "text/plain"))
    assert desk.answer(file.id, 0, 5).error == "PermissionError: not yours"


def test_a_file_is_made_when_asked_for_and_then_read(desk: Desk) -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append(threading.current_thread().name)
        return b"a,b"

    waiting = desk.deferred(make)
    part = desk.answer(waiting.id)
    assert (part.mime, part.name, part.total, part.download) == ("text/csv", "made.csv", 3, True)
    assert part.file != waiting.id
    read = desk.answer(part.file, 0, 9)
    assert read.data is not None
    assert bytes(read.data.data) == b"a,b"
    assert made == ["jupyterlit-make"]


def test_who_makes_a_file_knows_the_session_and_draws_nothing(desk: Desk) -> None:
    desk.state.set("rows", 3, set())

    def make() -> bytes:
        st.write("nobody sees this")
        return b"x" * st.session_state.rows

    assert desk.answer(desk.deferred(make).id).total == 3


def test_no_secret_is_told(desk: Desk) -> None:
    words = Words()
    words.learn({"password": "hunter22"})

    def make() -> bytes:
        raise ValueError("hunter22 is wrong")

    assert desk.answer(desk.deferred(make).id).error == "ValueError: ••• is wrong"


@pytest.mark.parametrize(
    ("error", "told"), [(ValueError("no rows today"), "ValueError: no rows today"), (StopRun(), "StopRun: ")]
)
def test_what_goes_wrong_while_a_file_is_made_is_told(desk: Desk, error: BaseException, told: str) -> None:
    def make() -> bytes:
        raise error

    assert desk.answer(desk.deferred(make).id).error == told


def test_few_files_are_made_at_once(desk: Desk) -> None:
    go = threading.Event()
    waiting = desk.deferred(lambda: (go.wait(WAIT), b"done")[1])
    for _ in range(MADE_AT_ONCE):
        desk.ask(waiting.id)
    refused = desk.answer(waiting.id)
    go.set()
    done: list[Any] = [desk.answers.get(timeout=WAIT).total for _ in range(MADE_AT_ONCE)]
    assert refused.error == "Too many files were asked for at once. Try again."
    assert done == [4] * MADE_AT_ONCE
    assert desk.answer(waiting.id).error is None


def test_a_slow_file_leaves_room_for_others(desk: Desk) -> None:
    go = threading.Event()
    slow = desk.deferred(lambda: (go.wait(WAIT), b"slow")[1])
    quick = desk.show(MediaFile(from_bytes(b"quick"), "text/plain"))
    for _ in range(MADE_AT_ONCE):
        desk.ask(slow.id)
    assert desk.answer(quick.id, 0, 5).total == 5
    go.set()


def test_too_many_requests_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(file_parts, "_readers", type("Readers", (), {"submit": waiting.append}))
    file = desk.show(MediaFile(from_bytes(b"x"), "text/plain"))
    for _ in range(file_parts.AT_ONCE):
        desk.ask(file.id)
    assert desk.answer(file.id).error == "Too many files were asked for at once. Try again."
    for work in waiting:
        work()
    assert desk.answers.qsize() == file_parts.AT_ONCE
