"""st.fragment: a part of the page that runs by itself."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast, overload

import xxhash

from jupyterlit.elements.arguments import check_key
from jupyterlit.elements.empty import Empty
from jupyterlit.elements.time_span import check_seconds
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, ScriptControl
from jupyterlit.protocol.fragment import FragmentBlock
from jupyterlit.protocol.messages import Path
from jupyterlit.run_context import RunContext, current, enter, in_run, leave
from jupyterlit.state.fragments import Fragment
from jupyterlit.tree import MAIN, Block

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

_RESERVED = ("app", "fragment")


@overload
def fragment(
    func: FunctionT,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> FunctionT: ...


@overload
def fragment(
    func: None = None,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Callable[[FunctionT], FunctionT]: ...


def fragment(
    func: FunctionT | None = None,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Callable[[FunctionT], FunctionT] | FunctionT:
    """Make a function a part of the page that runs by itself when one of its widgets changes.

    The rest of the page stays as it is. What the function draws into containers made outside of it is renewed there.

    Called in a form, it runs with what the reader has entered and not sent yet: it alone has these values, from its
    widgets and from `st.session_state`. The script gets them, and what the function returns, with the form's button.

    Parameters
    ----------
    func
        The function.
    run_every
        How often it runs without being asked: seconds, a timedelta, or a text such as "10s"; None for never.
    parallel
        Whether runs of the whole script go on without waiting for it. It then draws in its own place only.
    key
        A name by which a callback can run it: `st.rerun("name")`.

    Returns
    -------
    callable
        The function; where the whole script runs it returns what the function returns, None if it is parallel.

    Examples
    --------
    >>> import jupyterlit as st
    >>> @st.fragment(run_every="10s")
    ... def weigh():
    ...     st.text("4.2 kg")
    >>> weigh()
    """
    call = "st.fragment"
    if func is None:
        decorate = functools.partial(fragment, run_every=run_every, parallel=parallel, key=key)
        return cast("Callable[[FunctionT], FunctionT]", decorate)
    if not callable(func):
        raise InvalidType(f"{call}: {func!r} is no function. Put @st.fragment above one.")
    every = check_seconds(call, "run_every", run_every)
    if every is not None and every <= 0:
        raise InvalidValue(f"{call}: run_every={run_every!r} is no time to wait. Pass more than 0 seconds.")
    name = check_key(str(key) if isinstance(key, int) else key)
    if name in _RESERVED:
        raise InvalidValue(f"{call}: key={name!r} has a meaning of its own in st.rerun. Choose another.")

    @functools.wraps(func)
    def draw(*args: Any, **kwargs: Any) -> Any:
        again = functools.partial(func, *args, **kwargs)
        if not in_run():
            return again()
        return call_fragment(_name_of(func), again, key=name, every=every, parallel=parallel)

    return cast("FunctionT", draw)


def call_fragment(
    name: str,
    call: Callable[[], Any],
    *,
    key: str | None = None,
    every: float | None = None,
    parallel: bool = False,
    block: Block | None = None,
) -> Any:
    """Make a call whose part of the page can be run again by itself.

    Parameters
    ----------
    name
        The function's.
    call
        Makes the call.
    key, every, parallel
        As of `fragment`.
    block
        What it draws into; without, a block of its own where the run is.

    Returns
    -------
    object
        What the call returns, None where it is not waited for.
    """
    context = current()
    recorders, context.recorders = context.recorders, []
    try:
        if block is None:
            block, id = _draw_block(context, name)
        else:
            id = _identify(name, block)
        for recorder in recorders:
            again = functools.partial(call_fragment, name, call, key=key, every=every, parallel=parallel)
            recorder.call(block.path, again)
        part = Fragment(id, block, call, name=name, parent=context.scope, key=key, every=every, parallel=parallel)
        part.call = functools.partial(_call_again, part, call)
        part.page = context.page
        _claim(context, part)
        if (before := context.fragments.get(id)) is not None:
            part.returned = before.returned
        context.fragments.add(part)
        if inspect.iscoroutinefunction(_function_of(call)):
            return _await_settled(context, part, call)
        if parallel and context.scope is None and context.fragment is None:
            _call_beside(context, part, call)
            return None
        return _settled(context, part, _call_in(context, part, call))
    finally:
        context.recorders = recorders


def _draw_block(context: RunContext, name: str) -> tuple[Block, str]:
    here = Block(MAIN, follows=True).here(context)
    block = Block(here.next_path(context), form_id=here.form_id)
    id = _identify(name, block)
    context.put_block(block.path, FragmentBlock(fragment=id))
    return block, id


def _identify(name: str, block: Block) -> str:
    return xxhash.xxh3_64_hexdigest(f"{name} {block.path}".encode())


def _function_of(call: Callable[[], Any]) -> Callable[..., Any]:
    return call.func if isinstance(call, functools.partial) else call


def _name_of(func: Callable[..., Any]) -> str:
    return f"{getattr(func, '__module__', '')}.{getattr(func, '__qualname__', repr(func))}"


def _claim(context: RunContext, part: Fragment) -> None:
    """Note that the run has come to a fragment; no other function may have its key."""
    if part.key is not None:
        for other in context.fragments.named(part.key):
            if other.id in context.fragment_ids and other.name != part.name:
                raise DuplicateWidget(
                    f"st.fragment: key={part.key!r} is used by two functions. Give each function its own key."
                )
    context.fragment_ids.add(part.id)


def _call_in(context: RunContext, part: Fragment, call: Callable[[], Any]) -> Any:
    """Call a fragment's function: what it draws goes to the fragment's place."""
    before = context.scope, context.stack, context.tables
    part.tables = {}
    context.scope, context.stack, context.tables = part, [part.block], part.tables
    try:
        if context.observer is None:
            return call()
        with context.observer.fragment(part.name):
            return call()
    except ScriptControl:
        raise
    except BaseException as error:
        context.stray(error, part)
        raise
    finally:
        context.scope, context.stack, context.tables = before


def _settled(context: RunContext, part: Fragment, result: Any) -> Any:
    """Return what the script gets of a fragment's call: in a form what the call returned when that was sent last."""
    form = part.block.form_id
    if form is None:
        return result
    if not (part.returned and context.session_state.widgets.drafted(form)):
        part.returned = (result,)
    return part.returned[0]


async def _await_settled(context: RunContext, part: Fragment, call: Callable[[], Any]) -> Any:
    return _settled(context, part, await _await_in(context, part, call))


async def _await_in(context: RunContext, part: Fragment, call: Callable[[], Any]) -> Any:
    """Await a fragment's function: others that are awaited at the same time draw elsewhere."""
    child = context.fork()
    child.fragment = context.fragment
    child.scope, child.stack = part, [part.block]
    part.tables = child.tables
    token = enter(child)
    try:
        if context.observer is None:
            return await call()
        with context.observer.fragment(part.name):
            return await call()
    except ScriptControl:
        raise
    except BaseException as error:
        context.stray(error, part)
        raise
    finally:
        leave(token)


def _call_again(part: Fragment, call: Callable[[], Any]) -> Any:
    """Run a fragment by itself; what it has filled elsewhere before and not now is emptied."""
    context = current()
    context.fragment_ids.add(part.id)
    context.page = part.page
    filled, part.spots = part.spots, set()
    if inspect.iscoroutinefunction(_function_of(call)):
        return _await_again(context, part, call, filled)
    _call_in(context, part, call)
    _empty(context, part, filled)
    return None


async def _await_again(context: RunContext, part: Fragment, call: Callable[[], Any], filled: set[Path]) -> None:
    await _await_in(context, part, call)
    _empty(context, part, filled)


def _empty(context: RunContext, part: Fragment, filled: set[Path]) -> None:
    for spot in filled - part.spots:
        context.put(spot, Empty())


def _call_beside(context: RunContext, part: Fragment, call: Callable[[], Any]) -> None:
    """Call a fragment's function while the script goes on; the run ends when both have."""
    child = context.fork()

    def work() -> None:
        token = enter(child)
        try:
            _call_in(child, part, call)
        finally:
            leave(token)

    context.beside.append(context.spawn(work))
