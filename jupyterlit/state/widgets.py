"""Widget identity, values and callbacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import xxhash

from jupyterlit.protocol.base import Widget

_encode = msgspec.msgpack.Encoder(enc_hook=repr).encode


def widget_id(message: Widget) -> str:
    """Return the identity of a widget: by its key, or by everything the reader sees of it.

    With a key, the fields named in the message's `identity` count too: a slider with
    another range is another slider, one with another label is not.
    """
    kind = message.__struct_config__.tag
    if message.key is None:
        return f"{kind}-{xxhash.xxh3_64_hexdigest(_encode(message))}"
    if not message.identity:
        return f"{kind}-{message.key}"
    fields = [getattr(message, name) for name in message.identity]
    return f"{kind}-{xxhash.xxh3_64_hexdigest(_encode(fields))}-{message.key}"


class WidgetSpec:
    """How one widget's value travels, and what to call when it changes.

    Parameters
    ----------
    id, key
        Its identity and the author's name for it.
    parse
        Value as it travels → value as the author gets it; raises `ValueError` or `TypeError`
        for what the widget cannot have.
    dump
        The way back; raises for what the author may not assign.
    trigger
        A button: its value lasts for one run and cannot be assigned.
    disabled
        No value is taken from the browser.
    callback, args, kwargs
        Called before the script when the value has changed.
    query
        Name of the query parameter that follows the value, if one does.
    persist
        The value outlives a run in which the widget is not drawn.
    """

    __slots__ = (
        "args", "callback", "default", "disabled", "dump", "form", "id", "key", "kwargs", "parse", "persist", "query",
        "trigger",
    )  # fmt: skip

    def __init__(
        self,
        id: str,
        key: str | None,
        default: Any,
        parse: Callable[[Any], Any],
        dump: Callable[[Any], Any],
        *,
        trigger: bool = False,
        disabled: bool = False,
        form: str | None = None,
        callback: Callable[..., Any] | None = None,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        query: str | None = None,
        persist: bool = False,
    ) -> None:
        self.id = id
        self.key = key
        self.default = default
        self.parse = parse
        self.dump = dump
        self.trigger = trigger
        self.disabled = disabled
        self.form = form
        self.callback = callback
        self.args = args
        self.kwargs = kwargs
        self.query = query
        self.persist = persist

    def call(self) -> None:
        """Call the author's callback, if there is one."""
        if self.callback is not None:
            self.callback(*self.args, **(self.kwargs or {}))


class Widgets:
    """The widgets of one session: what they are and which values they have."""

    def __init__(self) -> None:
        self._specs: dict[str, WidgetSpec] = {}
        self._values: dict[str, Any] = {}
        self._unparsed: dict[str, Any] = {}
        self.ids: dict[str, str] = {}

    def receive(self, values: Mapping[str, Any]) -> tuple[list[WidgetSpec], dict[str, Any]]:
        """Take values from the browser.

        Returns
        -------
        tuple
            The widgets whose value has changed, and what the browser must show instead of
            the values that were refused. Values of widgets not drawn yet wait for them.
        """
        changed: list[WidgetSpec] = []
        refused: dict[str, Any] = {}
        for id, wire in values.items():
            spec = self._specs.get(id)
            if spec is None:
                self._unparsed[id] = wire
                continue
            before = self._values.get(id, spec.default)
            try:
                if spec.disabled:
                    raise ValueError("disabled")
                value = spec.parse(wire)
            except (ValueError, TypeError, KeyError, IndexError, OverflowError):
                refused[id] = None if spec.trigger else spec.dump(before)
                continue
            self._values[id] = value
            if (bool(value) if spec.trigger else _differ(value, before)):
                changed.append(spec)
        return changed, refused

    def register(self, spec: WidgetSpec) -> Any:
        """Note that a widget is drawn and return its value."""
        id = spec.id
        if spec.key is not None:
            self.ids[spec.key] = id
        self._specs[id] = spec
        if id in self._unparsed:
            wire = self._unparsed.pop(id)
            if id not in self._values and not spec.disabled:
                try:
                    self._values[id] = spec.parse(wire)
                except (ValueError, TypeError, KeyError, IndexError, OverflowError):
                    pass
        if id not in self._values:
            self._values[id] = spec.default
        return self._values[id]

    def has_value(self, id: str) -> bool:
        """Tell whether a widget has a value from an earlier run or from the browser."""
        return id in self._values or id in self._unparsed

    def set(self, id: str, value: Any) -> None:
        """Give a widget the value that the author assigned."""
        self._values[id] = value

    def value_of(self, key: str) -> Any:
        """Return the value of the widget with this key; raise `KeyError` if there is none."""
        return self._values[self.ids[key]]

    def forget(self, key: str) -> None:
        """Drop the value of the widget with this key; raise `KeyError` if there is none."""
        id = self.ids.pop(key)
        if id not in self._values:
            raise KeyError(key)
        del self._values[id]

    def unused_triggers(self, seen: Iterable[str]) -> dict[str, Any]:
        """Return the clicks that a run ended before it met their button."""
        met = set(seen)
        return {id: True for id, spec in self._specs.items() if spec.trigger and id not in met and self._values.get(id)}

    def end_run(self, seen: set[str], *, complete: bool, within: Callable[[str], bool] | None = None) -> None:
        """Release the buttons and, after a complete run, drop the widgets that it did not draw.

        `within` limits that to the widgets of the fragment that ran.
        """
        for id, spec in self._specs.items():
            if spec.trigger and self._values.get(id):
                self._values[id] = spec.default
        if not complete:
            return
        gone = [id for id in self._specs if id not in seen and (within is None or within(id))]
        for id in gone:
            spec = self._specs.pop(id)
            if spec.persist:
                continue
            self._values.pop(id, None)
            if spec.key is not None and self.ids.get(spec.key) == id:
                del self.ids[spec.key]
        if within is None:
            self._unparsed.clear()

    def shown(self) -> dict[str, Any]:
        """Return the values, as they travel, that differ from what the messages say."""
        return {
            id: spec.dump(self._values[id])
            for id, spec in list(self._specs.items())
            if not spec.trigger and id in self._values and _differ(self._values[id], spec.default)
        }


def _differ(a: Any, b: Any) -> bool:
    if a is b:
        return False
    try:
        return type(a) is not type(b) or bool(a != b)
    except Exception:  # values of any library: an array's `!=` is no bool
        return True
