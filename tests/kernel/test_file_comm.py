"""The server's requests for files: each names the session whose page the file is on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from jupyterlit.execution.script_source import Part as ScriptPart
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.file_comm import FileComm
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.messages import Attach

from .conftest import WAIT


class Server:
    """The server's end of the comm."""

    def __init__(self, apps: Apps) -> None:
        self.answers: Queue[Sequence[Part]] = Queue()
        self.comm = FileComm(apps, self.answers.put)

    def ask(self, session: str, file: str, **more: int) -> tuple[dict[str, Any], bytes]:
        """Ask for a file; return what is told of it and its bytes."""
        request = {"type": "file_request", "request": 1, "file": file, **more}
        self.comm.receive([session.encode(), json.dumps(request).encode()])
        told, *data = self.answers.get(timeout=WAIT)
        return json.loads(bytes(told)), b"".join(map(bytes, data))


def shown(apps: Apps, session: str, data: str) -> str:
    """Open a session that shows a file; return that file's id."""
    code = f"import jupyterlit as st\nst.audio({data}, format='audio/ogg')"
    apps.define(session, {"": ScriptSource((ScriptPart(code, "<app>"),))})
    opened = apps.open(session, session)
    opened.receive(Attach())
    assert opened.runner.wait(WAIT)
    ((_, delta),) = [(delta.path, delta) for delta in opened.queue.page()]
    return delta.element.files()[0].id


def test_a_part_of_a_file_is_sent_beside_what_it_is(apps: Apps) -> None:
    id = shown(apps, "ann", "b'0123456789'")
    told, data = Server(apps).ask("ann", id, start=3, stop=6)
    assert data == b"345"
    assert (told["request"], told["file"], told["mime"], told["total"]) == (1, id, "audio/ogg", 10)


def test_a_session_has_its_own_files_only(apps: Apps) -> None:
    id = shown(apps, "ann", "b'for ann'")
    shown(apps, "bob", "b'for bob'")
    server = Server(apps)
    assert server.ask("bob", id, stop=5) == (
        {"type": "file_part", "request": 1, "error": "This file is no longer on the page."},
        b"",
    )
    for stranger in ("eve", "", "\x00"):
        assert server.ask(stranger, id, stop=5)[0]["error"] == "This session has ended."


@pytest.mark.parametrize(
    "parts", [[], [b"ann"], [b"ann", b"{"], [b"ann", b'{"type":"stop"}'], [b"\xff", b'{"type":"file_request"}']]
)
def test_what_is_no_request_is_passed_over(
    apps: Apps, parts: list[bytes], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    server = Server(apps)
    server.comm.receive(parts)
    assert server.answers.empty()
    assert "was passed over" in caplog.text


def asks_for_file(apps: Apps, session: str) -> str:
    """Open a session that takes a file; return the widget's id."""
    apps.define(
        session, {"": ScriptSource((ScriptPart("import jupyterlit as st\nst.file_uploader('F', key='f')", "<app>"),))}
    )
    opened = apps.open(session, session)
    opened.receive(Attach())
    assert opened.runner.wait(WAIT)
    return opened.state.widgets.ids["f"]


def test_parts_of_a_file_go_to_the_session_that_expects_it(apps: Apps) -> None:
    widget = asks_for_file(apps, "ann")
    asks_for_file(apps, "bob")
    server = Server(apps)
    uploads = apps.open("ann", "ann").state.part(SessionUploads)
    uploads.begin("a" * 32, widget, "x.txt", "", 6)

    def send(session: str, upload: str, offset: int, *data: bytes) -> dict[str, Any]:
        message = {"type": "upload_part", "request": 1, "upload": upload, "offset": offset}
        server.comm.receive([session.encode(), json.dumps(message).encode(), *data])
        (told,) = server.answers.get(timeout=WAIT)
        return json.loads(bytes(told))

    assert send("ann", "a" * 32, 0, b"abc") == {"type": "upload_state", "request": 1, "received": 3}
    gone = "This upload is no longer expected. Send the file again."
    assert send("bob", "a" * 32, 3, b"evil")["error"] == gone
    assert send("ann", "b" * 32, 0, b"evil")["error"] == gone
    assert send("eve", "a" * 32, 3, b"evil")["error"] == "This session has ended."
    assert send("ann", "a" * 32, 3, b"def")["received"] == 6
    assert uploads.find("a" * 32, widget).file().read() == b"abcdef"


def test_the_server_begins_no_uploads(apps: Apps) -> None:
    widget = asks_for_file(apps, "ann")
    server = Server(apps)
    begin = {"type": "upload_begin", "request": 1, "upload": "a" * 32, "widget": widget, "name": "x", "size": 1}
    server.comm.receive([b"ann", json.dumps(begin).encode()])
    assert server.answers.empty()
