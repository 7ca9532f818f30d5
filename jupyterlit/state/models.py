"""The models of widgets of ipywidgets and anywidget: their state as a browser gets it, and what one may change."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import msgspec
import xxhash

from jupyterlit.protocol.base import Buffer
from jupyterlit.state.model_comm import owner_of, registry

State = dict[str, Any]

_PREFIXES = ("IPY_MODEL_", "anywidget:")
_REFERENCE = re.compile(r"(?:IPY_MODEL_|anywidget:)([\w-]{1,128})")
_BUFFER = "$buffer"  # how messages name binary parts
# What decides which code runs, and what no browser has a reason to change.
_PROTECTED = {
    "_anywidget_id", "_css", "_esm", "_view_module", "_view_module_version", "_view_name", "comm",
    "description_allow_html", "keys",
}  # fmt: skip
_VUE = {"components", "css", "data", "events", "methods", "template"}
_PROTECTED_OF = {
    "HTMLMathModel": {"value"},
    "HTMLModel": {"value"},
    "OutputModel": {"msg_id", "outputs"},
    "TemplateModel": {"template"},
    "VueTemplateModel": _VUE,
    "VuetifyTemplateModel": _VUE,
}


class Model:
    """A widget, as the browser's twin of it sees it.

    Parameters
    ----------
    widget
        A widget of ipywidgets, or of a library that builds on it.
    """

    def __init__(self, widget: Any) -> None:
        self.widget = widget
        self.id: str = widget.comm.comm_id

    @property
    def comm(self) -> Any:
        """What it speaks through; None once it is closed."""
        return self.widget.comm

    @property
    def names(self) -> Collection[str]:
        """The traits that it shares with the browser."""
        return self.widget.keys

    def state(self, names: Collection[str] | None = None) -> State:
        """Return its state, or a part of it."""
        return self.widget.get_state(names)

    def value(self, name: str) -> Any:
        """Return a trait as the author sees it."""
        return getattr(self.widget, name)

    def update(self, state: State) -> None:
        """Take changes from the browser."""
        self.widget.set_state(state)

    def tell(self, names: Collection[str]) -> None:
        """Tell all browsers, and the notebook, what some of its traits are."""
        self.widget.send_state(list(names))

    def hear(self, content: Any, buffers: Sequence[memoryview]) -> None:
        """Take a message from the browser."""
        self.widget._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": buffers})

    def keep(self) -> None:
        """Let it be found by its id, and live."""
        registry()[self.id] = self.widget

    def release(self) -> None:
        """Let it live only as long as the author has it."""
        if registry().get(self.id) is self.widget:
            del registry()[self.id]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and other.widget is self.widget

    def __hash__(self) -> int:
        return hash(self.id)


class BareModel(Model):
    """An object of any class that anywidget has given a browser's side.

    Parameters
    ----------
    bundle
        What anywidget has put at its `_repr_mimebundle_`.
    subject
        The object.
    """

    def __init__(self, bundle: Any, subject: Any) -> None:
        self._bundle = bundle
        self.widget = subject
        self.id: str = bundle.model_id

    @property
    def comm(self) -> Any:
        return self._bundle._comm

    @property
    def names(self) -> Collection[str]:
        return self.state().keys()

    def state(self, names: Collection[str] | None = None) -> State:
        bundle = self._bundle
        extra: Mapping[str, Any] = bundle._extra_state
        state = {**_ANYWIDGET, **bundle._get_state(self.widget, include=None), **extra}
        return state if names is None else {name: state[name] for name in names}

    def update(self, state: State) -> None:
        self._bundle._set_state(self.widget, state)

    def tell(self, names: Collection[str]) -> None:
        self._bundle.send_state(set(names))

    def hear(self, content: Any, buffers: Sequence[memoryview]) -> None:
        """Pass over a message: such objects take none."""

    def keep(self) -> None:
        """Do nothing: only its subject keeps it."""

    def release(self) -> None:
        """Do nothing: only its subject keeps it."""


_ANYWIDGET = {
    "_model_module": "anywidget",
    "_model_name": "AnyModel",
    "_model_module_version": "*",
    "_view_module": "anywidget",
    "_view_name": "AnyView",
    "_view_module_version": "*",
    "_view_count": None,
}


def is_widget(value: object) -> bool:
    """Tell whether this is a widget of ipywidgets or anywidget; nothing is imported to find out."""
    module = sys.modules.get("ipywidgets.widgets.widget")
    if module is not None and isinstance(value, vars(module)["Widget"]):
        return True
    return any(_is_bundle(vars(kind).get("_repr_mimebundle_")) for kind in type(value).__mro__)


def _is_bundle(attribute: object) -> bool:
    kind = type(attribute)
    return kind.__module__ == "anywidget._descriptor" and kind.__name__ in ("MimeBundleDescriptor", "ReprMimeBundle")


def model_of(widget: Any) -> Model:
    """Return the model of a widget; one that was closed is opened anew."""
    bundle = getattr(widget, "_repr_mimebundle_", None)
    if _is_bundle(bundle):
        return BareModel(bundle, widget)
    if widget.comm is None:
        widget.open()
    return Model(widget)


def find_model(id: str) -> Model | None:
    """Return the model with this id, if there is one."""
    owner = owner_of(id)
    if owner is None:
        return None
    if _is_bundle(owner):
        subject = owner._obj()
        return None if subject is None else BareModel(owner, subject)
    return None if getattr(owner, "comm", None) is None else Model(owner)


def may_change(state: Mapping[str, Any], name: str) -> bool:
    """Tell whether a browser may change a trait of a model with this state."""
    if name in _PROTECTED or name.startswith("_model_"):
        return False
    return name not in _PROTECTED_OF.get(str(state.get("_model_name")), ())


class Wire:
    """Values of models on their way to a browser.

    Attributes
    ----------
    ids
        The models that the values refer to, in order.
    parts
        The bytes in them.
    """

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.parts: list[Buffer] = []

    def put(self, value: Any) -> Any:
        """Return plain data and bytes as messages carry them."""
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            if value.startswith(_PREFIXES) and (match := _REFERENCE.fullmatch(value)) is not None:
                self.ids[match[1]] = None
            return value
        if isinstance(value, Mapping):
            items = cast("Mapping[Any, Any]", value).items()
            return {str(name): self.put(each) for name, each in items if name != _BUFFER}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.put(each) for each in cast("Sequence[Any]", value)]
        if isinstance(value, bytes | bytearray | memoryview):
            self.parts.append(Buffer(cast("bytes", value)))
            return self.parts[-1]
        return _plain(value)


def _plain(value: Any) -> Any:
    """Return what JSON can hold of a value of another kind."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if callable(getattr(value, "item", None)) and not getattr(value, "shape", ()):  # one of numpy's numbers
        return value.item()
    if callable(getattr(value, "tolist", None)):
        return value.tolist()
    return str(value)


def references(value: Any) -> set[str]:
    """Return the ids of all models that a value refers to."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            if each.startswith(_PREFIXES) and (match := _REFERENCE.fullmatch(each)) is not None:
                found.add(match[1])
        elif isinstance(each, Mapping):
            waiting.extend(cast("Mapping[Any, Any]", each).values())
        elif isinstance(each, list | tuple | set | frozenset):
            waiting.extend(cast("Sequence[Any]", each))
    return found


def with_parts(state: Any, paths: Sequence[Sequence[str | int]], parts: Sequence[Any]) -> Any:
    """Put binary parts where a browser says they belong; raise `ValueError` where that is nowhere."""
    if len(paths) != len(parts):
        raise ValueError(f"{len(paths)} places for {len(parts)} parts.")
    for path, part in zip(paths, parts, strict=True):
        if not path:
            raise ValueError("A part needs a place.")
        place = state
        for step in path[:-1]:
            place = _step(place, step)
        if not isinstance(place, dict):
            _step(place, path[-1])
        cast("Any", place)[path[-1]] = memoryview(part)
    return state


def _step(place: Any, step: str | int) -> Any:
    if isinstance(place, dict) and step in place:
        return cast("dict[Any, Any]", place)[step]
    if isinstance(place, list) and isinstance(step, int) and 0 <= step < len(cast("list[Any]", place)):
        return cast("list[Any]", place)[step]
    raise ValueError(f"There is no place {step!r}.")


def fingerprint(model: Model) -> str:
    """Return what a widget is by its class and the state that it and those it refers to have; ids do not count."""
    wire = Wire()
    wire.ids[model.id] = None
    states: list[Any] = []
    while len(states) < len(wire.ids):
        each = find_model(list(wire.ids)[len(states)]) if states else model
        states.append(None if each is None else wire.put(each.state()))
    numbers = {id: str(number) for number, id in enumerate(wire.ids)}
    text = msgspec.json.encode(states, enc_hook=lambda part: part.digest).decode(errors="replace")
    text = _REFERENCE.sub(lambda match: f"@{numbers.get(match[1], match[1])}", text)
    kind = cast("type[object]", type(model.widget))
    return xxhash.xxh3_64_hexdigest(f"{kind.__module__}.{kind.__qualname__}|{text}".encode("utf8", "replace"))
