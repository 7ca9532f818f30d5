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
