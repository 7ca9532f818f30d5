"""What a test has entered into widgets, and which of it a browser would send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jupyterlit.protocol.base import Widget
from jupyterlit.state.widgets import Widgets


class Entries:
    """Values set for the next run, by the widget's id; a click is seen until that run's successor."""

    def __init__(self) -> None:
        self._wires: dict[str, Any] = {}
        self._values: dict[str, Any] = {}
        # Fields that their form has emptied in the browser, and what Python has of them.
        self._emptied: dict[str, Any] = {}

    def set(self, id: str, wire: Any, value: Any) -> None:
        """Enter a value, as it travels and as the author gets it."""
        self._wires[id] = wire
        self._values[id] = value

    def drop(self, id: str) -> None:
        """Take back what was entered."""
        self._wires.pop(id, None)
        self._values.pop(id, None)

    def value(self, id: str, widgets: Widgets) -> Any:
        """Return what was entered, as the author gets it, or what the widget has."""
        return self._values[id] if id in self._values else widgets.value(id)

    def take(self, page: Iterable[Widget], widgets: Widgets, emptied_by: Mapping[str, bool]) -> dict[str, Any]:
        """Return the values that the browser sends for the next run; of what was entered only clicks are seen after it.

        A form's values go with one of its buttons. Without, they are lost, as with a page that is loaded anew.

        Parameters
        ----------
        page
            The widgets in the order of the page: so their callbacks come.
        widgets
            What the session knows of them.
        emptied_by
            For each form whether it empties its fields once it is sent.
        """
        widgets_here = list(page)
        clicked = [m for m in widgets_here if m.id in self._wires and widgets.is_trigger(m.id)]
        submitted = {message.form for message in clicked}
        sent: dict[str, Any] = {}
        for message in widgets_here:
            waits = message.form is not None and not message.draft and message.form not in submitted
            if message.id in self._wires and not waits:
                sent[message.id] = self._wires[message.id]
            elif not waits and message.id in self._emptied and self._emptied[message.id] == widgets.wire(message.id):
                sent[message.id] = message.default
        for message in widgets_here:
            if message.form in submitted and not widgets.is_trigger(message.id):
                self._emptied.pop(message.id, None)
                if emptied_by.get(message.form or ""):
                    self._emptied[message.id] = sent.get(message.id, widgets.wire(message.id))
        self._values = {message.id: self._values[message.id] for message in clicked}
        self._wires = {}
        return sent

    def take_emptied(self, page: Iterable[Widget]) -> dict[str, Any]:
        """Return what the browser sends after a run, because their form has emptied fields that are drafts."""
        drafts = [message for message in page if message.draft and message.id in self._emptied]
        return {message.id: message.default for message in drafts if self._emptied.pop(message.id) != message.default}
