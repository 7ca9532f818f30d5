"""How files travel as a widget's value: the browser names them, and nothing else it says counts."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from jupyterlit.errors import InvalidValue
from jupyterlit.media.inbox import Inbox
from jupyterlit.media.upload_rules import UploadRule
from jupyterlit.media.uploads import SessionUploads, UploadRefused


class Sender:
    """A widget that takes files, and who sends them."""

    def __init__(self, *, several: bool = False, once: bool = False) -> None:
        self.uploads = SessionUploads()
        self.inbox = Inbox(self.uploads, UploadRule(several=several), once=once)
        self.inbox.drawn("w")

    def send(self, data: bytes, widget: str = "w") -> str:
        id = secrets.token_hex(16)
        self.uploads.begin(id, widget, f"{data.decode()}.txt", "text/plain", len(data))
        self.uploads.write(id, 0, data)
        return id


def test_a_value_is_what_python_knows_of_it() -> None:
    sender = Sender()
    id = sender.send(b"a")
    file = sender.inbox.parse_one([{"id": id, "name": "../evil", "type": "x/y", "size": 10**9}])
    assert file is not None
    assert (file.name, file.type, file.size, file.read()) == ("a.txt", "text/plain", 1, b"a")
    assert sender.inbox.dump_one(file) == [{"id": id, "name": "a.txt", "type": "text/plain", "size": 1}]
    assert (sender.inbox.parse_one([]), sender.inbox.parse_one(None), sender.inbox.dump_one(None)) == (None, None, [])


def test_the_next_run_reads_it_from_the_beginning() -> None:
    sender = Sender(several=True)
    files = sender.inbox.parse([{"id": sender.send(b"a")}, {"id": sender.send(b"b")}])
    assert [file.read() for file in files] == [b"a", b"b"]
    files[0].close()
    assert [file.read() for file in sender.inbox.accept(files)] == [b"a", b"b"]
    assert sender.inbox.accept_one(None) is None
    again = sender.inbox.accept_one(files[1])
    assert again is not None
    assert (again.read(), again) == (b"b", files[1])


@pytest.mark.parametrize(
    "wire", ["x", 5, True, {"id": "x"}, [5], [None], [{}], [{"id": 5}], [{"id": []}], [{"id": "f" * 32}], [[]]]
)
def test_what_names_no_file_is_refused(wire: Any) -> None:
    sender = Sender(several=True)
    with pytest.raises((LookupError, TypeError)):
        sender.inbox.parse(wire)


def test_one_is_one_and_each_is_named_once() -> None:
    one, several = Sender(), Sender(several=True)
    with pytest.raises(InvalidValue):
        one.inbox.parse([{"id": one.send(b"a")}, {"id": one.send(b"b")}])
    id = several.send(b"a")
    with pytest.raises(InvalidValue):
        several.inbox.parse([{"id": id}, {"id": id}])


def test_files_of_other_widgets_and_unfinished_ones_are_refused() -> None:
    sender = Sender(several=True)
    sender.uploads.expect("other", UploadRule())
    for id in (sender.send(b"a", "other"), "1" * 32):
        with pytest.raises(LookupError):
            sender.inbox.parse([{"id": id}])
    sender.uploads.begin("1" * 32, "w", "x", "", 10)
    with pytest.raises(LookupError):
        sender.inbox.parse([{"id": "1" * 32}])


def test_what_is_not_named_any_more_is_let_go() -> None:
    sender = Sender(several=True)
    first, second = sender.send(b"a"), sender.send(b"b")
    sender.inbox.parse([{"id": first}, {"id": second}])
    sender.inbox.parse([{"id": second}])
    with pytest.raises(LookupError):
        sender.inbox.parse([{"id": first}])
    assert sender.uploads.counts == (1, 1)


def test_a_value_of_one_run_is_let_go_at_once() -> None:
    sender = Sender(once=True)
    id = sender.send(b"a")
    file = sender.inbox.parse_one([{"id": id}])
    assert file is not None
    assert sender.uploads.counts == (0, 0)
    assert file.read() == b"a"
    with pytest.raises(LookupError):
        sender.inbox.parse([{"id": id}])


def test_a_widget_that_is_gone_takes_nothing() -> None:
    sender = Sender()
    sender.send(b"a")
    sender.inbox.gone()
    assert sender.uploads.counts == (0, 0)
    with pytest.raises(UploadRefused):
        sender.send(b"b")
