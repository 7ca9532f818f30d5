"""What of a session's widgets outlives its process: each has it again when it is drawn, the author until then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from jupyterlit.state.widget_spec import MISSING, REFUSED, WidgetSpec


class Kept(msgspec.Struct, array_like=True, omit_defaults=True):
    """What is kept of one widget.

    Parameters
    ----------
    key
        The author's name for it.
    wire
        Its value as it travels.
    drafts
        What the reader has changed since, in a form that has not been sent: that alone, or nothing.
    """

    key: str | None
    wire: Any
    drafts: list[Any] = []


class Recall:
    """What widgets had in another process, and what those of this one have for the next.

    Parameters
    ----------
    specs, values, drafts, shown
        What a session has of its widgets, by their ids.

    Attributes
    ----------
    keys
        Keys of widgets that are not drawn yet → their ids.
    """

    def __init__(
        self, specs: dict[str, WidgetSpec], values: dict[str, Any], drafts: dict[str, Any], shown: dict[str, Any]
    ) -> None:
        self._specs = specs
        self._values = values
        self._drafts = drafts
        self._shown = shown
        self._kept: dict[str, Kept] = {}
        self._known: dict[str, Any] = {}
        self.keys: dict[str, str] = {}

    # For the next process

    def keep(self) -> dict[str, Kept]:
        """Return what is worth keeping, by the widgets' ids; a button has no value between runs."""
        kept = dict(self._kept)
        for id, spec in list(self._specs.items()):
            if spec.trigger or (value := self._values.get(id, MISSING)) is MISSING:
                continue
            shown = self._shown.get(id, MISSING)
            drafts = [shown] if id in self._drafts and shown is not MISSING else []
            wire = spec.dump(value) if drafts or shown is MISSING else shown
            if spec.key is not None or drafts or wire != spec.wire_default:
                kept[id] = Kept(spec.key, wire, drafts)
        return kept

    def keep_values(self) -> dict[str, Any]:
        """Return values as authors get them: of widgets with a key, and of those that take files."""
        values = dict(self._known)
        for id, spec in list(self._specs.items()):
            value = self._values.get(id, MISSING)
            if not spec.trigger and value is not MISSING and (spec.key is not None or spec.follower is not None):
                values[id] = value
        return values

    # From the one before

    def load(self, kept: Mapping[str, Kept]) -> None:
        """Take what widgets had."""
        self._kept.update(kept)

    def load_values(self, values: Mapping[str, Any]) -> None:
        """Take values as authors get them."""
        self._known.update(values)
        self.keys = {each.key: id for id, each in self._kept.items() if each.key is not None and id in self._known}

    def give(self, spec: WidgetSpec) -> None:
        """Let a widget that is drawn have what it had, unless it has something newer.

        What has come from the browser once goes through the widget's checks again.
        """
        kept = self._kept.pop(spec.id, None)
        value = self._known.pop(spec.id, MISSING)
        if kept is None:
            return
        if self.keys.get(kept.key or "") == spec.id:
            del self.keys[kept.key or ""]
        if spec.trigger or spec.id in self._values:
            return
        values = _parsed(spec, kept.wire) or ([] if value is MISSING else _accepted(spec, value))
        for each in values:
            self._values[spec.id] = each
            if kept.drafts and spec.draft:
                self._drafts.update((spec.id, draft) for draft in _parsed(spec, kept.drafts[0]))

    def value_of(self, key: str) -> Any:
        """Return what the widget with this key had; raise `KeyError` if that is not known."""
        return self._known[self.keys[key]]

    def forget(self, key: str) -> None:
        """Drop what the widget with this key had."""
        self.keys.pop(key, None)
        for id in [id for id, each in self._kept.items() if each.key == key]:
            del self._kept[id]
            self._known.pop(id, None)

    def clear(self) -> None:
        """Drop what no widget has asked for: a complete run has drawn all that there are."""
        self._kept.clear()
        self._known.clear()
        self.keys.clear()


def _parsed(spec: WidgetSpec, wire: Any) -> list[Any]:
    try:
        return [spec.parse(wire)]
    except REFUSED:
        return []


def _accepted(spec: WidgetSpec, value: Any) -> list[Any]:
    try:
        return [value if spec.accept is None else spec.accept(value)]
    except REFUSED:
        return []
