"""Components in the page itself: HTML, styles and a script of the author's, without a frame around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec

from jupyterlit.components.v2_data import packed
from jupyterlit.components.v2_source import Source, source_of
from jupyterlit.components.v2_state import (
    ComponentResult,
    ComponentView,
    Reporter,
    assigned,
    follow,
    happened,
    sendable,
    states,
    trigger_of,
)
from jupyterlit.elements.arguments import check_height, check_width
from jupyterlit.elements.component_v2 import ComponentV2
from jupyterlit.elements.reaction import check_widget_key
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Height, Width
from jupyterlit.tree import MAIN, Block

__all__ = ["component"]

_here = Block(MAIN, follows=True)


class ComponentRenderer:
    """A component: called, it draws itself and returns what it has told.

    Parameters
    ----------
    name
        What it is called.
    source
        What it is made of.
    isolate
        Whether its styles and those of the page are kept apart.
    """

    def __init__(self, name: str, source: Source, isolate: bool) -> None:
        self.name = name
        self._source = source
        self._isolate = isolate

    def __call__(
        self,
        *,
        key: str | int | None = None,
        data: Any = None,
        default: Mapping[str, Any] | None = None,
        width: Width = "stretch",
        height: Height = "content",
        **on_callbacks: Callable[..., Any] | None,
    ) -> ComponentResult:
        """Draw the component.

        Parameters
        ----------
        key
            Name of the state in `st.session_state`; with a key, the component stays the same whatever its data.
        data
            What its script is called with: what JSON can hold, bytes, a table, or a dict of such.
        default
            Its state at first, by name.
        width, height
            Pixels, "stretch" or "content".
        on_callbacks
            As `on_<name>_change`, what is called when that state has changed or that trigger was set.

        Returns
        -------
        ComponentResult
            States and triggers by name, as entries and attributes; a trigger has its value for one run.
        """
        call = f"component {self.name!r}"
        callbacks = _callbacks(call, on_callbacks)
        named = check_widget_key(call, key)
        around = self._around(data)
        start = _start(call, default, {**callbacks, **around})
        reporter = Reporter(callbacks)
        message = ComponentV2(
            key=named,
            name=self.name,
            isolate=self._isolate,
            width=check_width(call, width),
            height=check_height(call, height),
            **self._source.message(),
            **packed(call, around or data),
        )

        def complete(drawn: Any, _: Any) -> ComponentV2:
            reporter.id = drawn.id
            return msgspec.structs.replace(drawn, trigger=trigger_of(drawn.id))

        def view(state: Mapping[str, Any]) -> ComponentView:
            return ComponentView({**around, **state, **happened(reporter.id)}, named or "", frozenset(callbacks))

        state = _here.add_widget(
            message,
            start,
            parse=states(start),
            dump=sendable,
            accept=assigned(call),
            on_change=reporter.changed if callbacks else None,
            present=view,
            complete=complete,
        )
        return ComponentResult({**dict.fromkeys(callbacks), **around, **state, **follow(reporter)})

    def _around(self, data: Any) -> dict[str, Any]:
        """Return the traits of a widget as they are as long as nobody has changed them; nothing for other scripts."""
        if not self._source.widget or not (data is None or isinstance(data, Mapping)):
            return {}
        given = cast("Mapping[Any, Any]", data or {})
        return {**self._source.traits, **{str(name): value for name, value in given.items()}}

    def __repr__(self) -> str:
        return f"<component {self.name!r}>"


def component(
    name: str,
    *,
    html: str | Path | None = None,
    css: str | Path | None = None,
    js: str | Path | type[Any] | None = None,
    isolate_styles: bool = True,
) -> ComponentRenderer:
    """Make a component of HTML, styles and a script, and return the function that draws it in the page.

    The script is a module. The function that it exports as default is called whenever the component is drawn with other
    data, with an object that has `data`, `key`, `name`, `parentElement`, `setStateValue(name, value)` and
    `setTriggerValue(name, value)`; what it returns is called when the component goes. A module of anywidget's
    (`export default { render({ model, el }) {} }`) is a component too: the traits of its model are the component's
    states, and begin with what `data` says.

    All of it is the author's and runs as part of the page: never put into it what readers have written. What the page
    looks like is in CSS variables: each theme option by its name, `--st-primary-color` for `theme.primaryColor`, lists
    with commas between (`--st-chart-categorical-colors`), headings one by one too (`--st-heading-font-size-1`).

    Parameters
    ----------
    name
        What it is called; of a component in a package "<project>.<component>", as its pyproject.toml says.
    html
        What it shows before its script runs; or the path of a file of the package.
    css
        Its styles; or the path of a file of the package, or a `Path`.
    js
        Its script; or the path of a file of the package, a `Path`, or a class derived from `anywidget.AnyWidget`.
    isolate_styles
        Whether it stands in a shadow root, so that its styles and those of the page are kept apart.

    Returns
    -------
    ComponentRenderer
        The component: call it with `key`, `data`, `default`, `width`, `height` and `on_<name>_change`.

    Raises
    ------
    InvalidValue
        A path names no file of an installed package.

    Examples
    --------
    >>> import jupyterlit as st
    >>> counter = st.components.v2.component(
    ...     "counter",
    ...     html="<button>Count</button>",
    ...     js='''
    ...     export default function ({ parentElement, data, setStateValue }) {
    ...         let count = data.from;
    ...         parentElement.querySelector("button").onclick = () => setStateValue("count", ++count);
    ...     }''',
    ... )
    >>> result = counter(data={"from": 10}, default={"count": 10}, on_count_change=lambda: None)
    >>> result.count
    10
    """
    if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidType(f"component: name={name!r} is a {type(name).__name__}. Pass a string.")
    if not isinstance(isolate_styles, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidType(
            f"component({name!r}): isolate_styles={isolate_styles!r} is a {type(isolate_styles).__name__}. "
            "Pass True or False."
        )
    return ComponentRenderer(name, source_of(name, html, css, js), isolate_styles)


def _callbacks(call: str, given: Mapping[str, Any]) -> dict[str, Callable[..., Any]]:
    """Return the author's callbacks by the names of states and triggers."""
    callbacks: dict[str, Callable[..., Any]] = {}
    for argument, callback in given.items():
        name = argument.removeprefix("on_").removesuffix("_change")
        if not name or argument != f"on_{name}_change":
            raise InvalidValue(
                f"{call}: {argument} is no argument. Pass callbacks as on_<name>_change, and all else in data."
            )
        if callback is None:
            continue
        if not callable(callback):
            raise InvalidType(f"{call}: {argument}={callback!r} is a {type(callback).__name__}. Pass a function.")
        callbacks[name] = callback
    return callbacks


def _start(call: str, default: Mapping[str, Any] | None, known: Mapping[str, object]) -> dict[str, Any]:
    """Return the state that a component has at first."""
    if default is None:
        return {}
    if not isinstance(default, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidType(f"{call}: default={default!r} is a {type(default).__name__}. Pass a dict.")
    for name in default:
        if name not in known:
            states = ", ".join(f"{each!r}" for each in known) or "none"
            raise InvalidValue(
                f"{call}: default has the state {name!r}, and the states are {states}. "
                f"Pass on_{name}_change too, if only as `lambda: None`."
            )
    return dict(default)
