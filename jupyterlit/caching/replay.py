"""Elements recorded in a cached call, shown again on a hit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Self

from jupyterlit.elements.dataframe import Dataframe
from jupyterlit.elements.table import StaticTable
from jupyterlit.errors import LayoutError
from jupyterlit.protocol.base import BlockElement, Element, Event, Widget
from jupyterlit.protocol.messages import Path
from jupyterlit.run_context import RowSource, RunContext
from jupyterlit.tree import EVENT, MAIN, SIDEBAR, Block

# Where an element was drawn: at the place of the call, in the sidebar, above the page, in a block of the call,
# elsewhere.
Where = Literal["here", "sidebar", "above", "within", "again", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Step:
    """One element drawn."""

    path: Path
    where: Where
    element: Element


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is made again where the result is shown again."""

    path: Path
    where: Where
    call: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Recording:
    """What one call has drawn.

    `tables` are the rows of the tables among it.
    """

    steps: tuple[Step | Call, ...]
    tables: dict[str, RowSource] = field(default_factory=dict[str, RowSource])

    @property
    def lasting(self) -> bool:
        """Whether it can be shown in another process: rows of tables and calls stay in this one."""
        return not self.tables and not any(isinstance(step, Call) for step in self.steps)

    def replay(self, context: RunContext, function: str) -> None:
        """Draw the same elements where the run is now.

        Raises
        ------
        LayoutError
            The call has drawn into a container made outside of it.
        """
        context.tables.update(self.tables)
        home = Home.of(context)
        places: dict[Path, Path] = {}
        calls: dict[str, str] = {}
        for step in self.steps:
            if isinstance(step, Call):
                _call_again(context, step, places)
                continue
            match step.where:
                case "here":
                    path = home.path if home.fixed else context.next_path(home.path)
                case "sidebar":
                    path = context.next_path(SIDEBAR)
                case "above":
                    path = context.next_path(EVENT)
                case "within":
                    path = context.next_path(places[step.path[:-1]])
                case "again":
                    path = places[step.path]
                case "elsewhere":
                    raise LayoutError(
                        f"{function}() draws into a container made outside of it, where a cached result cannot be "
                        f"drawn again. Make the container in {function}(), or draw after the call."
                    )
            places[step.path] = path
            if isinstance(step.element, BlockElement) and not step.element.continues:
                context.put_block(path, step.element)
            elif isinstance(step.element, Event):
                context.put(path, step.element.again(calls))
            else:
                context.put(path, step.element)


def _call_again(context: RunContext, step: Call, places: dict[Path, Path]) -> None:
    """Make a call in the place that belongs to where it was made."""
    match step.where:
        case "here":
            step.call()
            return
        case "sidebar":
            block = Block(SIDEBAR)
        case "within":
            block = Block(places[step.path[:-1]])
        case _:
            raise LayoutError("A cached function cannot call a fragment in a container made outside of it.")
    with block:
        step.call()


@dataclass(frozen=True, slots=True)
class Home:
    """The place of a call on the page."""

    path: Path
    fixed: bool

    @classmethod
    def of(cls, context: RunContext) -> Home:
        """Return where the run is."""
        block: Block | None = context.stack[-1] if context.stack else None
        return cls(MAIN, fixed=False) if block is None else cls(block.path, block.fixed)


class Recorder:
    """Notes what a call draws.

    Widgets are left out: what they return is not what the next call would get.
    """

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._home = Home.of(context)
        self._places: set[Path] = set()
        self._steps: list[Step | Call] = []
        self.widget: str | None = None

    def __enter__(self) -> Self:
        self._context.recorders.append(self)
        return self

    def __exit__(self, *exception: object) -> None:
        self._context.recorders.remove(self)

    def put(self, path: Path, element: Element) -> None:
        if isinstance(element, Widget) and element.id:
            self.widget = str(element.__struct_config__.tag)
            return
        last = self._steps[-1] if self._steps else None
        if isinstance(last, Step) and last.path == path and not isinstance(element, BlockElement | Event):
            self._steps[-1] = Step(path, last.where, element)  # a text that grows is shown again as it has ended
            return
        self._steps.append(Step(path, self._where(path), element))
        self._places.add(path)

    def call(self, path: Path, call: Callable[[], object]) -> None:
        self._steps.append(Call(path, self._where(path), call))
        self._places.add(path)

    def _where(self, path: Path) -> Where:
        if path in self._places:
            return "again"
        if path[:-1] in self._places:
            return "within"
        if path == self._home.path if self._home.fixed else path[:-1] == self._home.path:
            return "here"
        roots: dict[Path, Where] = {SIDEBAR: "sidebar", EVENT: "above"}
        return roots.get(path[:-1], "elsewhere")

    def recording(self) -> Recording | None:
        """Return what was drawn, if anything."""
        if not self._steps:
            return None
        drawn = [step.element for step in self._steps if isinstance(step, Step)]
        shown = {element.table for element in drawn if isinstance(element, Dataframe | StaticTable)}
        return Recording(tuple(self._steps), {id: self._context.tables[id] for id in shown})
