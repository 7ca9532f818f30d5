"""st.task: work that a session owns beyond one run."""

from __future__ import annotations

import asyncio
import functools
import inspect
import time
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Generator
from concurrent.futures import Future
from typing import Any, Literal, cast

from jupyterlit.caching.code import key_of_function
from jupyterlit.caching.hashing import Unhashable, bound_arguments, key_of_values
from jupyterlit.elements.arguments import check_key, check_label, check_whole
from jupyterlit.elements.exception import exception
from jupyterlit.elements.growing_text import DrawnStream, LiveStream, StreamedParts, parts_of, result_of
from jupyterlit.elements.progress import check_fraction
from jupyterlit.elements.write import is_stream, write
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError, UnhashableArgument
from jupyterlit.protocol.messages import Path
from jupyterlit.protocol.task import TaskBlock, TaskState
from jupyterlit.run_context import RunContext, current
from jupyterlit.state.tasks import PLACE, Attempt, Work
from jupyterlit.tree import MAIN, Block

OnDone = Literal["rerun", "fragment", "ignore"]

_LOOK_AROUND = 0.1  # s, how often a run that waits for a task looks whether it should end


def task(
    func: Callable[..., Any],
    *args: Any,
    key: str | int | None = None,
    label: str | None = None,
    limit: int | None = None,
    on_done: OnDone | Callable[[Task], object] = "rerun",
    **kwargs: Any,
) -> Task:
    """Begin a call that goes on beside the script, and return a handle to it.

    The call outlives the run, and is ended with the session. As long as a run comes to `st.task` with the same
    function and arguments it gets the same handle, also when the call has ended: nothing begins again.

    What the function draws appears wherever the handle is drawn, in this run and in those that follow, as it
    comes: `task.show()` and `st.write(task)` draw it with its name and state, `st.write_stream(task)` without. The
    parts that a generator gives are shown as `st.write_stream` shows them.

    Parameters
    ----------
    func
        The function, a generator or `async` too. It can show everything and ask nothing: widgets belong in the script.
    *args, **kwargs
        What it is called with. An argument whose parameter begins with an underscore does not make it another call.
    key
        A name for the task. Another call with the same name ends it and takes its place.
    label
        Markdown that names it for the reader; by default the function's name.
    limit
        How many calls of this function run at once, those of all sessions together; others wait for their turn.
    on_done
        What follows its end: "rerun" runs the script again, "fragment" the fragment that has begun it, "ignore"
        nothing. A function is called with the task before the script runs again.

    Returns
    -------
    Task
        The handle.

    Examples
    --------
    >>> import jupyterlit as st
    >>> def count(island):
    ...     bar = st.progress(0.0, f"Going to {island}")
    ...     return 168
    >>> task = st.task(count, "Biscoe")
    >>> task.show()
    >>> if task.done:
    ...     place = st.metric("Penguins", task.result())
    """
    context = current()
    if not callable(func):
        raise InvalidType(f"st.task: func={func!r} is no function. Pass the function, and its arguments after it.")
    if context.task is not None:
        raise LayoutError("st.task: a task cannot begin another. Call the function, or begin the task in the script.")
    if not callable(on_done) and on_done not in ("rerun", "fragment", "ignore"):
        raise InvalidValue(
            f'st.task: on_done={on_done!r} is unknown. Pass "rerun", "fragment", "ignore" or a function.'
        )
    if limit is not None:
        limit = check_whole("st.task", "limit", limit, 1)
    name, call = _identify(func, args, kwargs, check_key(key))
    found = cast("Task | None", context.tasks.find(name)) if context.tasks is not None else None
    context.task_names.add(name)
    if found is not None and found.call == call:
        return found
    title = _name_of(func) if label is None else check_label("st.task", label)
    fragment = context.scope.id if context.scope is not None and on_done != "rerun" else None
    made = Task(
        title,
        call,
        functools.partial(func, *args, **kwargs),
        {
            "group": f"{getattr(func, '__module__', '')}.{getattr(func, '__qualname__', title)}",
            "limit": limit,
            "rerun": on_done != "ignore",
            "fragments": () if fragment is None else (fragment,),
        },
        on_done if callable(on_done) else None,
    )
    made.begin(context, instead_of=found)
    if context.tasks is not None:
        context.tasks.name(name, made)
    return made


def current_task() -> Task:
    """Return the task that this code is a part of.

    Returns
    -------
    Task
        The handle, whose `progress` says how far the task has come.

    Examples
    --------
    >>> import jupyterlit as st
    >>> def count():
    ...     for number in range(100):
    ...         st.current_task().progress(number, f"{number} penguins")
    """
    task = current().task
    if task is None:
        raise LayoutError("st.current_task: no task is under way here. Call it in a function that st.task has begun.")
    return cast("Task", task)


class Task(LiveStream):
    """A call that goes on beside the script; `st.task` makes one."""

    def __init__(
        self,
        label: str,
        call: str,
        make: Callable[[], Any],
        options: dict[str, Any],
        on_done: Callable[[Task], object] | None,
    ) -> None:
        self.label = label
        self.call = call
        self._make = make
        self._options = options
        self._on_done = on_done
        self._attempt: Attempt
        self._stream: DrawnStream | None = None

    def begin(self, context: RunContext, instead_of: Task | None = None) -> None:
        """Begin the call, where another one is shown in the place of that."""
        self._stream = None
        work = Work(
            self._perform,
            functools.partial(exception, Block(PLACE)),
            self.label,
            calls=() if self._on_done is None else (functools.partial(self._on_done, self),),
            **self._options,
        )
        if context.tasks is None:
            self._attempt = _Made(work)
        else:
            self._attempt = context.tasks.make(self, work, None if instead_of is None else instead_of._attempt)
        self._attempt.begin()

    def __repr__(self) -> str:
        return f"<task {self.label!r}, {self.status}>"

    def __reduce__(self) -> Any:
        raise TypeError("A task cannot be pickled: it ends with its session. Keep its result.")

    # What has become of it

    @property
    def status(self) -> TaskState:
        """How it is: "waiting" for its turn, "running", "done", "failed" or "cancelled"."""
        return self._attempt.state

    @property
    def running(self) -> bool:
        """Whether it goes on, or waits for its turn."""
        return self.status in ("waiting", "running")

    @property
    def done(self) -> bool:
        """Whether it has ended, in whichever way."""
        return not self.running

    @property
    def exception(self) -> BaseException | None:
        """What it has failed with, if it has."""
        return self._attempt.future.exception() if self.status == "failed" else None

    def result(self, timeout: float | None = None) -> Any:
        """Return what the call has returned; of a generator, all it has given. Waits for its end.

        Parameters
        ----------
        timeout
            How many seconds to wait at most.

        Returns
        -------
        object
            The result; what the call has raised is raised here.

        Raises
        ------
        TimeoutError
            It still goes on.
        TaskCancelled
            It has been cancelled.
        """
        until = None if timeout is None else time.monotonic() + timeout
        future = self._attempt.future
        while not future.done():
            left = _LOOK_AROUND if until is None else min(_LOOK_AROUND, until - time.monotonic())
            if left <= 0:
                raise TimeoutError(f"task.result: {self.label!r} still goes on after {timeout} s.")
            try:
                future.exception(left)
            except TimeoutError:
                current().check()
        return future.result()

    def __await__(self) -> Generator[Any, None, Any]:
        return self._awaited().__await__()

    async def _awaited(self) -> Any:
        future = asyncio.wrap_future(self._attempt.future)
        while not future.done():
            await asyncio.wait((future,), timeout=_LOOK_AROUND)
            current().check()
        return future.result()

    # What can be done to it

    def cancel(self) -> None:
        """End it: at its next `st.` call, or by force soon after. One that has ended stays as it is."""
        self._attempt.cancel()

    def restart(self) -> None:
        """Begin the call again; one that goes on is ended."""
        context = current()
        if context.task is not None:
            raise LayoutError("task.restart: a task cannot begin another, nor itself. Do it in the script.")
        self.begin(context, instead_of=self)

    def progress(self, value: float | None = None, text: str = "") -> None:
        """Let the reader know how far it has come, wherever it is shown.

        Parameters
        ----------
        value
            A whole number from 0 to 100, or a float from 0.0 to 1.0; None for no bar.
        text
            Markdown shown with the bar.
        """
        if not isinstance(text, str):  # type: ignore[redundant-expr]  # authors pass anything
            raise InvalidType(f"task.progress: text={text!r} is a {type(text).__name__}. Pass a string.")
        share = None if value is None else check_fraction("task.progress", value)
        current().check()
        self._attempt.tell(share, text)

    # Where it is seen

    def show(self) -> None:
        """Draw it here: its name and its state, how far it has come, and what it has drawn, now and as it comes."""
        self.draw_in(Block(MAIN, follows=True), framed=True)

    def stream(self) -> Any:
        """Draw what it has drawn, now and as it comes; return what has come of it until now."""
        return result_of(self.draw_in(Block(MAIN, follows=True), framed=False))

    def draw_in(self, block: Block, *, framed: bool) -> StreamedParts:
        context = current()
        recorders, context.recorders = context.recorders, []
        try:
            path = block.here(context).next_path(context)
            context.put_block(path, self._attempt.block(framed=framed))
            self._attempt.show(path, framed=framed)
            for recorder in recorders:  # where a cached result is shown again, the task is as it is then
                recorder.call(path, functools.partial(self.draw_in, Block(MAIN, follows=True), framed=framed))
        finally:
            context.recorders = recorders
        return StreamedParts() if self._stream is None else self._stream.so_far()

    # What it does

    def _perform(self) -> Any:
        current().stack[:] = [Block(PLACE)]
        value = self._make()
        if inspect.isawaitable(value):
            return self._complete(value)
        return self._read(value) if _gives_parts(value) else value

    def _read(self, parts: Any) -> Any:
        stream = self._stream = self._new_stream()
        if isinstance(parts, AsyncIterable):
            return self._read_async(stream, cast("AsyncIterable[Any]", parts))
        for part in parts_of(parts, "st.task"):
            current().check()
            stream.add(part)
        return result_of(stream.end())

    async def _read_async(self, stream: DrawnStream, parts: AsyncIterable[Any]) -> Any:
        async for part in parts:
            current().check()
            stream.add(part)
        return result_of(stream.end())

    async def _complete(self, value: Awaitable[Any]) -> Any:
        result = await value
        if not _gives_parts(result):
            return result
        read = self._read(result)
        return await read if inspect.isawaitable(read) else read

    def _new_stream(self) -> DrawnStream:
        block = Block(PLACE)
        return DrawnStream(block, functools.partial(write, block))


class _Made:
    """The attempt of a task outside of any app: the call is made at once and shown nowhere."""

    def __init__(self, work: Work) -> None:
        self.future: Future[Any] = Future()
        self._work = work

    def begin(self) -> None:
        """Make the call."""
        context = current()
        before = list(context.stack)
        try:
            value = self._work.call()
            self.future.set_result(asyncio.run(value) if inspect.iscoroutine(value) else value)
        except Exception as error:
            self.future.set_exception(error)
        finally:
            context.stack[:] = before

    @property
    def state(self) -> TaskState:
        return "done" if self.future.exception() is None else "failed"

    def cancel(self) -> None:
        """Leave it: it has ended."""

    def tell(self, progress: float | None, text: str) -> None:
        """Tell nobody."""

    def block(self, *, framed: bool) -> TaskBlock:
        return TaskBlock(task="", label=self._work.label, state=self.state, framed=framed)

    def show(self, path: Path, *, framed: bool) -> None:
        """Show it nowhere."""


def _gives_parts(value: object) -> bool:
    return isinstance(value, Generator | AsyncGenerator) or is_stream(type(value))


def _name_of(func: Callable[..., Any]) -> str:
    """Return a function's name as words."""
    name = getattr(func, "__name__", "")
    if not name and isinstance(func, functools.partial):
        return _name_of(func.func)
    words = name.strip("_<>").replace("_", " ")
    return "Task" if words in ("", "lambda") else words[0].upper() + words[1:]


def _identify(
    func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], key: str | None
) -> tuple[str, str]:
    """Return the name a task goes by, and what tells calls with the same name apart."""
    try:
        call = f"{key_of_function(func)} {key_of_values(bound_arguments(func, args, kwargs))}"
    except Unhashable as error:
        if key is None:
            what = f" of {error.__notes__[-1]!r}" if getattr(error, "__notes__", None) else ""
            raise UnhashableArgument(
                f"st.task: there is no telling whether a {error.kind}{what} is the same in the next run. "
                "Pass key, a name for the task; or call the parameter by a name that begins with an underscore."
            ) from error
        call = ""
    return (f"key {key}", call) if key is not None else (f"call {call}", call)
