"""st.rerun: the run ends here and another begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn, cast

from jupyterlit.errors import InvalidType, InvalidValue, LayoutError, RerunRun
from jupyterlit.run_context import current, in_run


def rerun(
    scope: str | int | Sequence[str | int] = "app",
) -> NoReturn:  # pyright: ignore[reportReturnType]  # outside of an app there is nothing to run again
    """End the run here and begin another at once.

    Outside of an app this does nothing.

    Parameters
    ----------
    scope
        "app" for the whole script, "fragment" for the fragment that runs by itself, or, in a callback, the keys of
        the fragments to run.

    Examples
    --------
    >>> import jupyterlit as st
    >>> if st.button("Start again"):
    ...     st.session_state.clear()
    ...     st.rerun()
    """
    _check_scope(scope)
    if in_run():
        raise RerunRun(*_fragments_in(scope))


def _check_scope(scope: object) -> None:
    if isinstance(scope, str | int):
        return
    keys: list[object] = list(cast("Sequence[object]", scope)) if isinstance(scope, Sequence) else [None]
    if not all(isinstance(key, str | int) for key in keys):
        raise InvalidType(f'st.rerun: scope={scope!r} is no scope. Pass "app", "fragment", or keys of fragments.')
    if not keys:
        raise InvalidValue('st.rerun: scope=[] names nothing to run. Pass "app", "fragment", or keys of fragments.')
    for name in ("app", "fragment"):
        if name in keys:
            raise InvalidValue(f'st.rerun: scope={scope!r} lists "{name}", which is no key. Pass scope="{name}" alone.')


def _fragments_in(scope: str | int | Sequence[str | int]) -> list[str]:
    """Return the ids of the fragments that `scope` names, none for the whole script."""
    context = current()
    if scope == "app":
        return []
    if scope == "fragment":
        if context.scope is None or context.fragment is None:
            raise LayoutError(
                'st.rerun: scope="fragment" works only where a fragment runs by itself. Pass scope="app" here.'
            )
        return [context.scope.id]
    if not context.calling_back:
        raise LayoutError(
            f"st.rerun: scope={scope!r} names fragments, which only a callback can run. "
            'Pass scope="app", or call it in on_change or on_click.'
        )
    keys = [scope] if isinstance(scope, str | int) else scope
    found: list[str] = []
    for key in keys:
        parts = context.fragments.named(str(key))
        if not parts:
            raise LayoutError(
                f"st.rerun: there is no fragment with key={key!r} on the page. Give it one: @st.fragment(key={key!r})."
            )
        found += [part.id for part in parts]
    return found
