"""What browsers send: files, in one part."""

from __future__ import annotations

import secrets

from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.base import Widget
from tests.conftest import Run


def send(run: Run, name: str, file: str, mime: str, data: bytes) -> dict[str, str | int]:
    """Send a file for the widget with this key or label; return it as a value names it."""
    (widget,) = [each for each in run.elements if isinstance(each, Widget) and name in (each.key, each.label)]
    assert isinstance(widget, Widget)
    uploads = run.state.part(SessionUploads)
    id = secrets.token_hex(16)
    uploads.begin(id, widget.id, file, mime, len(data))
    uploads.write(id, 0, data)
    return {"id": id, "name": file, "type": mime, "size": len(data)}
