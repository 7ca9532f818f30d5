"""What browsers send: files, in one part."""

from __future__ import annotations

import secrets
from typing import Any

from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.base import Widget
from tests.conftest import Run
from tests.elements.conftest import Parity


def send(run: Run, name: str, file: str, mime: str, data: bytes) -> dict[str, str | int]:
    """Send a file for the widget with this key or label; return it as a value names it."""
    (widget,) = [each for each in run.elements if isinstance(each, Widget) and name in (each.key, each.label)]
    assert isinstance(widget, Widget)
    uploads = run.state.part(SessionUploads)
    id = secrets.token_hex(16)
    uploads.begin(id, widget.id, file, mime, len(data))
    uploads.write(id, 0, data)
    return {"id": id, "name": file, "type": mime, "size": len(data)}


def kept(parity: Parity, kind: str, file: tuple[str, bytes, str], *arguments: str) -> dict[str, str]:
    """Give a widget a file, then call it with another argument; return what becomes of the file, as `changes` does."""

    def give(app: Any) -> None:
        for widget in app.get(kind):
            widget.set_value(file)

    def alter(app: Any) -> None:
        app.session_state["changed"] = True

    script = f"""
        for number, change in enumerate([{", ".join(f"dict({argument})" for argument in arguments)}]):
            for key in (None, f"key{{number}}"):
                given = dict(change) if state.get("changed") else {{}}
                label = given.pop("label", "L") + f"{{number}}{{key}}"
                value = st.{kind}(label, key=key, **given)
                out[number, key is None] = "kept" if value else "reset"
    """
    after = parity.play(script, give, alter)[-1]
    return {argument: f"{after[number, True]}, {after[number, False]}" for number, argument in enumerate(arguments)}
