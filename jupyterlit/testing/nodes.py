"""Elements as tests find them: fields of their messages, values that tests can set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast

from jupyterlit.errors import AppTestError
from jupyterlit.protocol.base import Element, Widget
from jupyterlit.state.widget_spec import WidgetSpec
from jupyterlit.testing.kinds import FIELDS, VALUE_FIELDS, name_of

if TYPE_CHECKING:
    from jupyterlit.testing.app_test import AppTest


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
        for name in VALUE_FIELDS:
            if hasattr(message, name):
                return getattr(message, name)
        raise AttributeError(f"A {self.type} has no value.")

    def run(self, *, timeout: float | None = None, fragments: bool = False, wait_tasks: bool = False) -> AppTest:
        """Run the app with all values set so far."""
        return self.root.run(timeout=timeout, fragments=fragments, wait_tasks=wait_tasks)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or self.proto is None:
            raise AttributeError(name)
        field = FIELDS.get(name, name)
        if field in self.proto.__struct_fields__:
            return getattr(self.proto, field)
        raise AttributeError(f"A {self.type} has no {name!r}; it has {', '.join(self.proto.__struct_fields__)}.")

    def __repr__(self) -> str:
        return f"<{self.type} at {self.path}: {self.proto}>"


class DividerNode(Node):
    """A horizontal line."""

    @property
    def value(self) -> str:
        """The line, as Markdown writes it."""
        return "---"


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


class LatexNode(Node):
    """A formula."""

    @property
    def value(self) -> str:
        """The formula, as it would stand in Markdown."""
        return f"$$\n{self.body}\n$$"


class ProgressNode(Node):
    """A progress bar."""

    @property
    def value(self) -> int:
        """How far it is, in percent."""
        return round(super().value * 100)


class DataNode(Node):
    """A table."""

    editing_mode = "read_only"

    @property
    def value(self) -> Any:
        """The whole table as a pandas DataFrame."""
        return self.root.frame_of(self.table)


class MetricNode(Node):
    """A number that matters."""

    @property
    def delta(self) -> str:
        """How it has changed; empty where nothing says so."""
        return self.proto.delta or ""  # type: ignore[attr-defined]  # a metric


class SpaceNode(Node):
    """Room between elements."""

    @property
    def value(self) -> str | int:
        """How much there is."""
        return self.size


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
        AppTestError
            A reader cannot give the widget this value: it is another's, or the widget is disabled.
        """
        spec = self._spec
        if spec.trigger and value is False:
            self.root.unset_widget(self.proto.id)
            return self
        try:
            wire = spec.dump(value)
            spec.parse(wire)
        except (ValueError, TypeError, LookupError) as error:
            raise AppTestError(f"{self.type}.set_value: the widget cannot have the value {value!r}.") from error
        return self._set_wire(wire, value)

    def _set_wire(self, wire: Any, value: Any) -> WidgetNode:
        if self.proto.disabled:
            name = f"label={self.proto.label!r}" if self.key is None else f"key={self.key!r}"
            raise AppTestError(f"{self.type}: the widget with {name} is disabled, no reader can change it.")
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


# The kind of message → what it is to a test, for those that are more than a Node.
NODES: Mapping[str, type[Node]] = {
    "dataframe": DataNode,
    "divider": DividerNode,
    "exception": ExceptionNode,
    "heading": HeadingNode,
    "latex": LatexNode,
    "metric": MetricNode,
    "progress": ProgressNode,
    "space": SpaceNode,
    "table": DataNode,
}
