"""Files that a browser sends: in order, answered one by one, and never more in memory than is good."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from jupyterlit.execution import upload_parts
from jupyterlit.execution.upload_parts import UploadParts
from jupyterlit.media.spool import Spool
from jupyterlit.media.upload_rules import UploadRule
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.messages import UploadBegin, UploadCancel, UploadPart, UploadState

from .conftest import WAIT

ID = "a" * 32


class Desk:
    """A session's uploads, and who sends them."""

    def __init__(self) -> None:
        self.uploads = SessionUploads()
        self.uploads.expect("w", UploadRule())
        self.running = False
        self.later: list[Callable[[], object]] = []
        self.answers: Queue[UploadState] = Queue()
        self.parts = UploadParts(self.uploads, lambda: self.running, lambda time, call: self.later.append(call))
        self.count = 0

    def tell(self, message: Any, *data: bytes) -> None:
        self.parts.receive(message, data, self.answers.put)

    def begin(self, size: int = 4, widget: str = "w", id: str = ID) -> UploadState:
        self.count += 1
        self.tell(UploadBegin(request=self.count, upload=id, widget=widget, name="a.bin", size=size))
        return self.answers.get(timeout=WAIT)

    def part(self, offset: int, *data: bytes) -> UploadState:
        self.count += 1
        self.tell(UploadPart(request=self.count, upload=ID, offset=offset), *data)
        return self.answers.get(timeout=WAIT)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.uploads.close()


def test_each_message_is_answered(desk: Desk) -> None:
    assert desk.begin() == UploadState(request=1)
    assert desk.part(0, b"da") == UploadState(request=2, received=2)
    assert desk.part(0) == UploadState(request=3, received=2)
    assert desk.part(2, b"ta") == UploadState(request=4, received=4)
    assert desk.uploads.find(ID, "w").file().read() == b"data"


def test_parts_that_come_at_once_are_taken_in_order(desk: Desk) -> None:
    data = bytes(range(200))
    desk.begin(len(data))
    for at in range(len(data)):
        desk.tell(UploadPart(request=at, upload=ID, offset=at), data[at : at + 1])
    assert [desk.answers.get(timeout=WAIT).received for _ in data] == list(range(1, 201))
    assert desk.uploads.find(ID, "w").file().read() == data


def test_refusals_are_told_and_whether_to_ask_again(desk: Desk) -> None:
    gone = "The place that this file was for is no longer on the page."
    assert desk.begin(widget="x") == UploadState(request=1, error=gone)
    desk.running = True
    assert desk.begin(widget="x") == UploadState(request=2, error=gone, again=True)
    assert desk.begin(10**12) == UploadState(request=3, error="The file must be 200 MB or smaller.")
    assert desk.part(0, b"x").error == "This upload is no longer expected. Send the file again."


def test_what_is_cancelled_is_given_up_in_its_turn(desk: Desk) -> None:
    desk.begin()
    desk.tell(UploadCancel(upload=ID))
    assert desk.part(0, b"data").error == "This upload is no longer expected. Send the file again."


def test_bytes_that_would_be_too_many_in_memory_must_be_sent_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_parts, "BACKLOG", 10)
    desk.begin(30)
    write, waiting = desk.uploads.write, threading.Event()

    def slow(id: str, offset: int, data: Any) -> int:
        assert waiting.wait(WAIT)
        return write(id, offset, data)

    monkeypatch.setattr(desk.uploads, "write", slow)
    for at in (0, 8, 16):
        desk.tell(UploadPart(request=at, upload=ID, offset=at), b"x" * 8)
    waiting.set()
    assert [desk.answers.get(timeout=WAIT).received for _ in range(3)] == [8, 8, 8]
    assert desk.part(8, b"y" * 22).received == 30


def test_a_problem_of_ours_is_told_and_the_next_message_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(id: str, offset: int, data: Any) -> int:
        raise RuntimeError("broken")

    desk.begin()
    with monkeypatch.context() as patch:
        patch.setattr(desk.uploads, "write", broken)
        assert desk.part(0, b"data").error == "The server cannot keep the file."
    assert "broken" in caplog.text
    assert desk.part(0, b"data").received == 4


def test_what_a_script_has_left_lying_about_is_collected(desk: Desk) -> None:
    desk.begin()
    desk.part(0, b"data")
    left: dict[str, Any] = {"file": desk.uploads.find(ID, "w").file()}
    left["itself"] = left
    path = left["file"].content.path
    gc.disable()
    try:
        desk.uploads.forget("w")
        del left
        assert path.exists()
        (collect,) = desk.later
        collect()
        desk.begin(widget="x")  # another message has had its turn: so has the collection
        deadline = threading.Event()
        for _ in range(500):
            if not path.exists():
                break
            deadline.wait(0.01)
        assert not path.exists()
    finally:
        gc.enable()


def test_with_the_first_session_goes_what_dead_kernels_have_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = tmp_path / "jupyterlit-uploads-left"
    left.mkdir()
    monkeypatch.setattr(upload_parts, "spool", Spool(tmp_path))
    desk = Desk()
    desk.begin(widget="x")  # answered after that has been seen to
    for _ in range(500):
        if not left.exists():
            break
        threading.Event().wait(0.01)
    assert not left.exists()
