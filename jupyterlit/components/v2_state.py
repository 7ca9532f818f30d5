"""What a component in the page tells the script: its state, and what has happened once."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, cast

from jupyterlit.elements.selection import Selected
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.run_context import current
from jupyterlit.state.widget_spec import WidgetSpec

Callbacks = Mapping[str, Callable[..., Any]]

NAMES = 1000  # of states, or of triggers, that one component may have
NAME = 200  # characters


class ComponentResult(Selected):
    """What a component has told: each state and each trigger is an entry, and an attribute too."""


class ComponentView(Selected):
    """A component's state as the session state shows it: what is assigned to an entry becomes the component's.

    Parameters
    ----------
    entries
        The state, and what has happened.
    key
        The component's key.
    declared
        Names that are attributes though they have no value yet.
    """

    def __init__(self, entries: Mapping[str, Any], key: str, declared: frozenset[str]) -> None:
        super().__init__(entries)
        object.__setattr__(self, "_key", key)
        object.__setattr__(self, "_declared", declared)

    def __getattr__(self, name: str) -> Any:
        declared = cast("frozenset[str]", object.__getattribute__(self, "_declared"))
        return None if name in declared and name not in self else super().__getattr__(name)

    def __setitem__(self, name: str, value: Any) -> None:
        context = current()
        context.session_state.set(object.__getattribute__(self, "_key"), {**self, name: value}, context.widget_keys)
        super().__setitem__(name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return Selected, (dict(self),)


def states(default: Mapping[str, Any]) -> Callable[[Any], dict[str, Any]]:
    """Return what makes a state of what the browser sends, which may be anything."""

    def parse(wire: Any) -> dict[str, Any]:
        return {**default, **_named(wire)}

    return parse


def sendable(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a state the browser is told: what JSON can hold."""
    return {name: value for name, value in state.items() if _is_plain(value)}


def assigned(call: str) -> Callable[[Any], dict[str, Any]]:
    """Return what makes a state of what the author has assigned."""

    def accept(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise InvalidType(f"{call}: its state is {value!r}, a {type(value).__name__}. Assign a dict.")
        return dict(cast("Mapping[str, Any]", value))

    return accept


def _named(wire: Any) -> dict[str, Any]:
    if not isinstance(wire, dict) or len(cast("dict[str, Any]", wire)) > NAMES:
        raise InvalidValue("Not a component's state.")
    entries = cast("dict[str, Any]", wire)
    if any(not 0 < len(name) <= NAME for name in entries):
        raise InvalidValue("Not a state's name.")
    return {name: value for name, value in entries.items() if value is not None}


def _is_plain(value: Any) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


class Reporter:
    """Calls the author back when a component has told something.

    Parameters
    ----------
    callbacks
        The author's, by the name of the state or trigger.
    """

    def __init__(self, callbacks: Callbacks) -> None:
        self.callbacks = callbacks
        self.id = ""  # that of the component, once it is known

    def changed(self) -> Coroutine[Any, Any, None] | None:
        """Call back for each state that has changed."""
        widgets = current().session_state.widgets
        before, now = widgets.before[self.id], widgets.value(self.id)
        return _call_all([call for name, call in self.callbacks.items() if _differ(before.get(name), now.get(name))])

    def happened(self) -> Coroutine[Any, Any, None] | None:
        """Call back for each trigger that has a value in this run."""
        triggers = happened(self.id)
        return _call_all([call for name, call in self.callbacks.items() if name in triggers])


def happened(component: str) -> dict[str, Any]:
    """Return what has happened to a component, by name; nothing where it is not drawn."""
    try:
        return current().session_state.widgets.value(trigger_of(component)) or {}
    except KeyError:
        return {}


def trigger_of(component: str) -> str:
    """Return the id by which the browser sends what happens to a component."""
    return f"{component}/trigger"


def follow(reporter: Reporter) -> dict[str, Any]:
    """Note that a component is drawn that may have triggers; return what has happened to it."""
    context = current()
    spec = WidgetSpec(
        trigger_of(reporter.id),
        None,
        None,
        _named,
        sendable,
        trigger=True,
        callback=reporter.happened if reporter.callbacks else None,
    )
    if context.scope is not None:
        spec.fragment = context.scope.id
    value, _ = context.session_state.widgets.register(spec, context.query_params)
    context.widget_ids.add(spec.id)
    return value or {}


def _call_all(calls: list[Callable[..., Any]]) -> Coroutine[Any, Any, None] | None:
    waiting: list[Coroutine[Any, Any, Any]] = [result for call in calls if inspect.iscoroutine(result := call())]
    return _wait(waiting) if waiting else None


async def _wait(waiting: list[Coroutine[Any, Any, Any]]) -> None:
    for each in waiting:
        await each


def _differ(before: Any, now: Any) -> bool:
    if before is now:
        return False
    try:
        return type(before) is not type(now) or bool(before != now)
    except Exception:  # values of any library: an array's `!=` is no bool
        return True
