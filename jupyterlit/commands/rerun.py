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
        if scope != "app":
            _refuse_outside_fragments(scope)
        raise RerunRun


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


def _refuse_outside_fragments(scope: object) -> None:
    if scope != "fragment":
        raise LayoutError(
            f"st.rerun: scope={scope!r} names a fragment that has not run. "
            'Pass scope="app", or in a callback the key of a fragment on the page.'
        )
    if current().fragment is None:
        raise LayoutError(
            'st.rerun: scope="fragment" works only where a fragment runs by itself. Pass scope="app" here.'
        )
