"""The page as tests find it: elements by kind, with the fields of their messages.

What an element has is read from its message, so that a new kind needs nothing here. The
tables below hold only where Streamlit's tests use another word than the message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast, overload

from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import BlockElement, Element, Widget
from jupyterlit.protocol.messages import Delta
from jupyterlit.state.widgets import WidgetSpec

if TYPE_CHECKING:
    from jupyterlit.testing.app_test import AppTest

# The name in a test → the kind of message, and the fields that tell it from others of the kind.
KINDS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "title": ("heading", {"level": 1}),
    "header": ("heading", {"level": 2}),
    "subheader": ("heading", {"level": 3}),
    "markdown": ("markdown", {"caption": False}),
    "caption": ("markdown", {"caption": True}),
    "error": ("alert", {"level": "error"}),
    "warning": ("alert", {"level": "warning"}),
    "info": ("alert", {"level": "info"}),
    "success": ("alert", {"level": "success"}),
    "button": ("button", {}),
    "form_submit_button": ("button", {"submit": True}),
    "checkbox": ("checkbox", {"toggle": False}),
    "toggle": ("checkbox", {"toggle": True}),
    "columns": ("column", {}),
    "tabs": ("tab", {}),
}
# The attribute in a test → the field of the message.
FIELDS: Mapping[str, str] = {
    "allow_html": "unsafe_html",
    "form_id": "form",
    "is_caption": "caption",
    "show_line_numbers": "line_numbers",
}
# What `value` is for elements without a state: the first of these fields that there is.
_VALUE_FIELDS = ("body", "message", "value", "spec")


class Node:
    """Something on the page.

    Parameters
    ----------
    app
        The app under test.
    proto
        The message that the page shows; its fields are attributes.
    path
        Where it stands.
    """

    def __init__(self, app: AppTest, proto: Element | None, path: tuple[int, ...]) -> None:
        self.root = app
        self.proto = proto
        self.path = path

    @property
    def type(self) -> str:
        """The name of the call that draws it."""
        return "root" if self.proto is None else name_of(self.proto)

    @property
    def key(self) -> str | None:
        """The author's key."""
        return None if self.proto is None else self.proto.key

    @property
    def value(self) -> Any:
        """What the element shows: its text, number, or data."""
        message = self.proto
        for name in _VALUE_FIELDS:
            if hasattr(message, name):
                return getattr(message, name)
        raise AttributeError(f"A {self.type} has no value.")

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the app with all values set so far."""
        return self.root.run(timeout=timeout)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or self.proto is None:
            raise AttributeError(name)
        field = FIELDS.get(name, name)
        if field in self.proto.__struct_fields__:
            return getattr(self.proto, field)
        raise AttributeError(f"A {self.type} has no {name!r}; it has {', '.join(self.proto.__struct_fields__)}.")

    def __repr__(self) -> str:
        return f"<{self.type} at {self.path}: {self.proto}>"


class ExceptionNode(Node):
    """An exception on the page."""

    @property
    def stack_trace(self) -> list[str]:
        """The author's frames, a text each."""
        return self.trace.splitlines()

    @property
    def is_warning(self) -> bool:
        """Always false: warnings are alerts."""
        return False


class HeadingNode(Node):
    """A title, header or subheader."""

    @property
    def tag(self) -> str:
        """Its HTML element."""
        return f"h{self.level}"

    @property
    def hide_anchor(self) -> bool:
        """Whether there is no link beside it."""
        return self.proto is not None and getattr(self.proto, "anchor", None) is False


class ProgressNode(Node):
    """A progress bar."""

    @property
    def value(self) -> int:
        """How far it is, in percent."""
        return round(super().value * 100)


class DataNode(Node):
    """A table."""

    @property
    def value(self) -> Any:
        """The whole table as a pandas DataFrame."""
        return self.root.table(self.table)


class WidgetNode(Node):
    """An element with a value that a test can set; `run` then tells the app."""

    proto: Widget

    @property
    def _spec(self) -> WidgetSpec:
        return self.root.widget_spec(self.proto.id)

    @property
    def value(self) -> Any:
        """The value as the script gets it."""
        return self.root.widget_value(self.proto.id)

    def set_value(self, value: Any) -> WidgetNode:
        """Set the value for the next run.

        Raises
        ------
        ValueError
            A reader cannot give the widget this value.
        """
        spec = self._spec
        wire = bool(value) if spec.trigger else spec.dump(value)
        try:
            spec.parse(wire)
        except (ValueError, TypeError) as error:
            raise InvalidValue(f"{self.type}.set_value: the widget cannot have the value {value!r}.") from error
        return self._set_wire(wire, value)

    def _set_wire(self, wire: Any, value: Any) -> WidgetNode:
        self.root.set_widget(self.proto.id, wire, value)
        return self

    def click(self) -> WidgetNode:
        """Click the button."""
        return self.set_value(True)

    def check(self) -> WidgetNode:
        """Tick the box."""
        return self.set_value(True)

    def uncheck(self) -> WidgetNode:
        """Clear the box."""
        return self.set_value(False)

    def input(self, text: str) -> WidgetNode:
        """Type a text in place of the one that stands there."""
        return self.set_value(text)

    def select(self, option: Any) -> WidgetNode:
        """Choose an option; add it where several can be chosen."""
        value: Any = self.value
        if isinstance(value, list):
            chosen = cast("list[Any]", value)
            return self if option in chosen else self.set_value([*chosen, option])
        return self.set_value(option)

    def unselect(self, option: Any) -> WidgetNode:
        """Take an option out of the chosen ones."""
        return self.set_value([each for each in self.value if each != option])

    def select_index(self, index: int | None) -> WidgetNode:
        """Choose the option at a position, or none."""
        wire = None if index is None else self.options[index]
        return self._set_wire(wire, None if wire is None else self._spec.parse(wire))

    def set_range(self, lower: Any, upper: Any) -> WidgetNode:
        """Set both ends."""
        return self.set_value((lower, upper))

    def increment(self) -> WidgetNode:
        """Add a step."""
        return self._step(1)

    def decrement(self) -> WidgetNode:
        """Take a step away."""
        return self._step(-1)

    def _step(self, sign: int) -> WidgetNode:
        value = self.value
        if value is None:
            return self
        changed = value + sign * self.proto.step  # type: ignore[attr-defined]
        low, high = getattr(self.proto, "min", None), getattr(self.proto, "max", None)
        if (low is not None and changed < low) or (high is not None and changed > high):
            return self
        return self.set_value(changed)

    @property
    def index(self) -> int | None:
        """The position of the chosen option."""
        wire = self._spec.dump(self.value)
        return None if wire is None else list(self.options).index(wire)

    @property
    def indices(self) -> list[int]:
        """The positions of the chosen options."""
        return [list(self.options).index(wire) for wire in self._spec.dump(self.value)]

    @property
    def values(self) -> Any:
        """The chosen options."""
        return self.value

    @property
    def min(self) -> Any:
        """The lowest value."""
        return self._scalar(getattr(self.proto, "min", None))

    @property
    def max(self) -> Any:
        """The highest value."""
        return self._scalar(getattr(self.proto, "max", None))

    def _scalar(self, wire: Any) -> Any:
        if isinstance(self.value, date | datetime | time):
            return self._spec.parse([wire])
        return wire


_NODES: Mapping[str, type[Node]] = {
    "dataframe": DataNode,
    "exception": ExceptionNode,
    "heading": HeadingNode,
    "progress": ProgressNode,
}


class Found:
    """Everything inside that the call of this name has drawn."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Finder, owner: type | None = None) -> Nodes:
        return instance.get(self._name) if instance is not None else self  # type: ignore[return-value]


class Finder:
    """Elements by the name of their call."""

    def get(self, element_type: str) -> Nodes:
        """Return everything inside that the call of this name has drawn."""
        raise NotImplementedError

    button = Found()
    caption = Found()
    checkbox = Found()
    code = Found()
    columns = Found()
    container = Found()
    dataframe = Found()
    divider = Found()
    error = Found()
    exception = Found()
    expander = Found()
    form = Found()
    form_submit_button = Found()
    header = Found()
    image = Found()
    info = Found()
    json = Found()
    markdown = Found()
    metric = Found()
    multiselect = Found()
    number_input = Found()
    progress = Found()
    radio = Found()
    select_slider = Found()
    selectbox = Found()
    slider = Found()
    subheader = Found()
    success = Found()
    tabs = Found()
    text = Found()
    text_area = Found()
    text_input = Found()
    title = Found()
    toggle = Found()
    warning = Found()


class Block(Finder, Node):
    """A part of the page that holds others; each kind of element is an attribute."""

    def __init__(self, app: AppTest, message: Element | None, path: tuple[int, ...]) -> None:
        super().__init__(app, message, path)
        self.children: dict[int, Node] = {}

    def __iter__(self) -> Iterator[Node]:
        """Walk through everything inside, in the order of the page."""
        for child in self.children.values():
            yield child
            if isinstance(child, Block):
                yield from child

    def get(self, element_type: str) -> Nodes:
        """Return everything inside that the call of this name has drawn."""
        kind, fields = KINDS.get(element_type, (element_type, {}))
        return Nodes([node for node in self if _is(node.proto, kind, fields)], element_type)

    def get_by_key(self, key: str) -> Node:
        """Return the element with this key; raise `KeyError` if there is none."""
        for node in self:
            if node.key == key:
                return node
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self.children)

    def __getitem__(self, index: int) -> Node:
        return self.children[index]


class Nodes(Sequence[Any]):
    """Elements of one kind: by position, or by key when called."""

    def __init__(self, nodes: Sequence[Node], name: str) -> None:
        self._nodes = nodes
        self._name = name

    def __call__(self, key: str) -> Any:
        """Return the element with this key."""
        for node in self._nodes:
            if node.key == key:
                return node
        keys = [node.key for node in self._nodes if node.key is not None]
        raise KeyError(f"No {self._name} has key={key!r}; there are {keys}.")

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> Nodes: ...

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, int):
            return self._nodes[index]
        return Nodes(self._nodes[index], self._name)

    def __len__(self) -> int:
        return len(self._nodes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Nodes) and [n.proto for n in self] == [n.proto for n in other]

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Nodes({list(self._nodes)})"

    @property
    def len(self) -> int:
        """How many there are."""
        return len(self._nodes)

    @property
    def values(self) -> list[Any]:
        """The value of each."""
        return [node.value for node in self._nodes]


def _is(message: Element | None, kind: str, fields: Mapping[str, Any]) -> bool:
    if message is None or message.__struct_config__.tag != kind:
        return False
    return all(getattr(message, name, None) == value for name, value in fields.items())


def name_of(message: Element) -> str:
    """Return the name of the call that draws a message."""
    for name, (kind, fields) in KINDS.items():
        if _is(message, kind, fields):
            return name
    return str(message.__struct_config__.tag)


def build(app: AppTest, deltas: Sequence[Delta]) -> tuple[Block, Block]:
    """Return main area and sidebar as trees of nodes."""
    roots = (Block(app, None, (0,)), Block(app, None, (1,)))
    places: dict[tuple[int, ...], Block] = {root.path: root for root in roots}
    for delta in deltas:
        message, path = delta.element, tuple(delta.path)
        parent = places[path[:-1]]
        if isinstance(message, BlockElement):
            node: Node = Block(app, message, path)
            places[path] = node
        elif isinstance(message, Widget) and message.id:
            node = WidgetNode(app, message, path)
        else:
            node = _NODES.get(str(message.__struct_config__.tag), Node)(app, message, path)
        parent.children[path[-1]] = node
    return roots
