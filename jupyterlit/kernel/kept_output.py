"""The output beneath an app that its notebook's file keeps: what the page looked like last."""

from __future__ import annotations

import logging
from threading import Timer
from typing import Any

from ipykernel.kernelbase import Kernel
from IPython.display import display  # type: ignore[reportUnknownVariableType]  # It has no types.

from jupyterlit.errors import InvalidValue
from jupyterlit.kernel.saved_page import read_nodes, to_html
from jupyterlit.protocol.codec import Part

log = logging.getLogger("jupyterlit")

PAUSE = 0.5  # s between two changes of an output in its notebook


class KeptOutput:
    """An output that stands beneath an app's and is hidden by it; front ends that have no kernel show it instead.

    Parameters
    ----------
    app
        The app's name.
    key
        Of the widget that shows the app.

    Attributes
    ----------
    limit
        Bytes that the page may have; none is kept for 0.
    """

    def __init__(self, app: str, key: str, limit: int) -> None:
        self.limit = limit
        self._app = app
        self._key = key
        self._html = ""
        self._timer: Timer | None = None
        self._metadata: dict[str, Any] = {}

    def show(self) -> None:
        """Show the output under the cell that runs just now."""
        if self.limit or self._metadata:
            display(self._data(), raw=True, metadata=self._metadata, display_id=self._id)

    def take_page(self, data: Part) -> None:
        """Keep what a browser says it shows."""
        try:
            html = to_html(read_nodes(data), self._key, self.limit)
        except InvalidValue as error:
            log.warning("The page of the app %r is not kept in the notebook. %s", self._app, error)
            return
        if html != self._html and self.limit:
            self._html = html
            self._update()

    def note(self, name: str, value: Any) -> None:
        """Keep something beside the page, in the output's metadata; nothing any more for None."""
        if self._metadata.get(name) != value:
            metadata = {**self._metadata, name: value}
            self._metadata = {name: value for name, value in metadata.items() if value is not None}
            self._update()

    @property
    def _id(self) -> str:
        return f"jupyterlit-{self._key}"

    def _data(self) -> dict[str, str]:
        return {"text/html": self._html, "text/plain": ""}

    def _update(self) -> None:
        """Send what has changed, a little later: more may change in the meantime."""
        if self._timer is None:
            self._timer = Timer(PAUSE, self._send)
            self._timer.daemon = True
            self._timer.start()

    def _send(self) -> None:
        self._timer = None
        kernel: Any = Kernel.instance()  # Its traits have no types.
        content = {"data": self._data(), "metadata": self._metadata, "transient": {"display_id": self._id}}
        # Not `update_display`: it would take the page for an output of the cell that runs just now.
        to: dict[str, Any] = {"parent": {}, "ident": b"display_data", "buffers": []}
        kernel.session.send(kernel.iopub_socket, "update_display_data", content, **to)
