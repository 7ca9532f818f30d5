"""The anywidget shown in a notebook cell."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import anywidget
import msgspec
import traitlets

from jupyterlit.execution.app_session import AppSession
from jupyterlit.kernel.bundle import STATIC, read_compressed, read_manifest
from jupyterlit.kernel.comm import Connection, sender
from jupyterlit.kernel.receipts import Receipts
from jupyterlit.kernel.subshell import subshell
from jupyterlit.protocol.codec import Part


class AppWidget(anywidget.AnyWidget):
    """An app's page under its cell; all views of it show the same session.

    The notebook's file keeps the loader, never the bundle that it fetches.

    Parameters
    ----------
    app
        The app's name.
    session
        Whose page is shown.
    height
        Of the page in pixels; as high as what it shows if not given.
    key
        The widget's id.
    keep
        Takes what a browser says it shows, if that is to be known.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    app = traitlets.Unicode().tag(sync=True)
    entry = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int(None, allow_none=True).tag(sync=True)
    key = traitlets.Unicode().tag(sync=True)
    saves = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        app: str,
        session: AppSession,
        *,
        height: int | None = None,
        key: str | None = None,
        keep: Callable[[Part], None] | None = None,
    ) -> None:
        loader = (STATIC / "loader.js").read_text(encoding="utf8")
        key = key or uuid.uuid4().hex
        traits: dict[str, Any] = {"app": app, "height": height, "key": key, "saves": keep is not None}
        super().__init__(entry=read_manifest().entries["anywidget"], _esm=loader, model_id=key, **traits)
        self._keep = keep
        widget: Any = self  # ipywidgets has no types.
        subshell.hear(widget.comm)
        self._comm_id: str = widget.comm.comm_id
        self._session = session
        self._receipts = Receipts()
        self._connection = Connection(session, self._send_frame)
        widget.comm.on_close(self._on_close)
        widget.on_msg(self._on_message)

    def _on_message(self, widget: AppWidget, content: Any, buffers: Sequence[Part]) -> None:
        match content:
            case {"file": str(name)}:
                self._send_file(name)
            case {"saved": True}:
                if self._keep is not None and buffers:
                    self._keep(buffers[0])
            case _:
                self._receipts.note(content)
                session = self._session
                busy = session.runner.running
                self._connection.receive(buffers)
                # Of a run that begins now a browser hears at once, and with it that the kernel has heard.
                begins = session.watched and session.runner.running and not busy
                if self._receipts.due and not begins:
                    self._send_frame([])

    def _send_frame(self, parts: Sequence[Part]) -> None:
        sender(self._comm_id, _custom(self._receipts.take()), {})(parts)

    def _send_file(self, name: str) -> None:
        answer: dict[str, Any] = {"file": name}
        parts: list[Part] = []
        if found := read_compressed(name):
            answer |= msgspec.to_builtins(found[0])
            parts.append(found[1])
        else:
            answer["error"] = f"{name} is not there any more. Reload the page."
        sender(self._comm_id, _custom(answer), {})(parts)

    def _on_close(self, message: dict[str, Any]) -> None:
        self._connection.close()
        self.close()

    def __repr__(self) -> str:
        return f"The app {self.app!r}, which is shown where a kernel runs it."


def _custom(content: Mapping[str, Any]) -> dict[str, Any]:
    return {"method": "custom", "content": content}
