"""Widgets of ipywidgets and anywidget, and of all libraries that build on them, as elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar, cast

from jupyterlit.elements.arguments import Key, check_height, check_width
from jupyterlit.elements.reaction import Callback, check_widget_key, check_widget_reaction
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Height, Widget, Width
from jupyterlit.run_context import current, in_run
from jupyterlit.state.models import Model, fingerprint, is_widget, model_of
from jupyterlit.state.session_models import SessionModels, Shown
from jupyterlit.tree import Block

WidgetT = TypeVar("WidgetT")

_CALL = "st.widget"


class JupyterWidget(Widget, tag="widget"):
    """The view of a widget's model."""

    identity: ClassVar[tuple[str, ...]] = ()

    model: str = ""


def widget(
    self: Block,
    widget: WidgetT | Callable[[], WidgetT],
    *,
    traits: str | Iterable[str] | None = None,
    on_change: Callback | None = None,
    args: tuple[Any, ...] | list[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    key: Key | None = None,
    disabled: bool = False,
    width: Width = "stretch",
    height: Height = "content",
) -> WidgetT:
    """Show a widget of ipywidgets, anywidget or a library that builds on them: a map, a grid, a 3D view.

    What the reader does to it is in its traits at once. A change of `value`, or of the traits that are named, runs the
    script as a change of any widget does. Changes by the script, or by functions that it calls, do not; changes in
    another cell of the notebook do.

    A widget that the script makes anew in each run is shown once: as long as its key is the same, or without a key all
    that it is made with, the first one stays on the page as the reader has left it, and is what the call returns. Go on
    with that. Other arguments for a widget with a key have no effect: change the key with them, or set its traits. A
    widget that lives longer than a run, made in another cell or kept in the session state, is always shown itself; so
    do all its readers share it.

    Parameters
    ----------
    widget
        The widget, or a function without arguments that makes it, called only where none is there yet.
    traits
        The names of the traits whose changes run the script; by default `value` if there is one. Empty for none.
    on_change
        A function to call before the script, when one of these traits has changed.
    args, kwargs
        What the function is called with.
    key
        The widget's name on the page, and as the class `st-key-<key>`. The session state has the traits under it.
    disabled
        Whether it is seen but cannot be used.
    width
        "stretch", "content", or pixels.
    height
        "content", "stretch", or pixels.

    Returns
    -------
    widget
        The widget that is on the page.

    Examples
    --------
    >>> import ipywidgets
    >>> import jupyterlit as st
    >>> slider = st.widget(ipywidgets.IntSlider(value=4, max=10), key="penguins")
    >>> slider.value
    4
    """
    name = check_widget_key(_CALL, key)
    context = current()
    models = context.session_state.part(SessionModels)
    model, place = _choose(models, widget, name, context.page)
    chosen = _check_traits(model, traits)
    disabled = bool(disabled)
    waits = self.here(context).form_id is not None
    shown = Shown(models, model, place, chosen, disabled=disabled, waits=waits, in_run=in_run)
    message = JupyterWidget(
        key=name,
        model=model.id,
        disabled=disabled,
        width=check_width(_CALL, width),
        height=check_height(_CALL, height),
    )
    reaction = check_widget_reaction(_CALL, name, on_change or "rerun", args, kwargs, None, None)

    def values(_: object) -> dict[str, Any]:
        """Return the traits as they are, whatever the browser says that they are."""
        return shown.values()

    self.add_widget(
        message, shown.values(), parse=values, accept=values, dump=_unsent, follower=shown, read_only=True, **reaction
    )
    return model.widget


def _choose(models: SessionModels, given: Any, key: str | None, page: str) -> tuple[Model, tuple[str, str]]:
    """Return the model that is to be shown, and what names it on its page."""
    named = (page, f"key|{key}")
    living = None if key is None else models.living(named)
    if not is_widget(given):
        if isinstance(given, type) or not callable(given):
            raise InvalidType(
                f"{_CALL}: widget={given!r} is a {type(given).__name__}. Pass a widget of ipywidgets or anywidget, "
                "or a function that makes one."
            )
        if living is not None:
            return living, named
        given = given()
        if not is_widget(given):
            raise InvalidType(
                f"{_CALL}: the function has returned a {type(given).__name__}. Return a widget of ipywidgets or "
                "anywidget."
            )
    model = model_of(given)
    if key is None:
        named = (page, fingerprint(model) if models.is_new(model) else f"id|{model.id}")
        living = models.living(named)
    if living is not None and models.is_new(model) and _class_of(living.widget) == _class_of(given):
        return living, named
    return model, named


def _class_of(widget: object) -> tuple[str, str]:
    """Return the class by name: one that the script declares is another class in each run."""
    kind = type(widget)
    return kind.__module__, kind.__qualname__


def _check_traits(model: Model, traits: object) -> list[str]:
    """Return the names of the traits whose changes count."""
    known = [name for name in model.names if not name.startswith("_")]
    if traits is None:
        return ["value"] if "value" in known else []
    names = [traits] if isinstance(traits, str) else list(cast("Iterable[object]", traits))
    for name in names:
        if name not in known:
            raise InvalidValue(
                f"{_CALL}: traits={traits!r} names {name!r}, which a {type(model.widget).__name__} does not share "
                f"with its view. It shares: {', '.join(sorted(known))}."
            )
    return cast("list[str]", names)


def _unsent(value: object) -> None:
    """Send nothing: the widget itself tells its view what it is."""
