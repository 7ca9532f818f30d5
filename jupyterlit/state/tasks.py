"""Tasks: work that a session owns beyond one run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from jupyterlit.protocol.messages import Path
from jupyterlit.protocol.task import TaskBlock, TaskState

PLACE: Path = (-1,)  # where a task's calls draw: what they draw is put wherever the task is shown


@dataclass(frozen=True, slots=True)
class Work:
    """What a task does.

    Parameters
    ----------
    call
        Makes the author's call; draws in the current run.
    show_error
        Draws the exception that it has ended with.
    label
        Its name for the reader.
    group, limit
        How many of one group run at once in this process.
    rerun, fragments, calls
        What follows its end: calls, and a run of these fragments or, without, of the whole script.
    """

    call: Callable[[], object]
    show_error: Callable[[BaseException], object]
    label: str
    group: str = ""
    limit: int | None = None
    rerun: bool = True
    fragments: tuple[str, ...] = ()
    calls: tuple[Callable[[], object], ...] = ()


class Attempt(Protocol):
    """One attempt at some work, from its begin to its end; `future` has its result."""

    future: Future[Any]

    @property
    def state(self) -> TaskState: ...

    def begin(self) -> None:
        """Let it wait for its turn, and run."""
        ...

    def cancel(self) -> None:
        """End it: at its next `st.` call, or by force soon after."""
        ...

    def tell(self, progress: float | None, text: str) -> None:
        """Let the reader know how far it has come, from 0 to 1."""
        ...

    def block(self, *, framed: bool) -> TaskBlock:
        """Return the block that shows it as it is now."""
        ...

    def show(self, path: Path, *, framed: bool) -> None:
        """Let the block at `path` hold what it has drawn and what it will draw."""
        ...


class Tasks(Protocol):
    """The tasks of one session."""

    def find(self, name: str) -> Any:
        """Return the task with this name, None if there is none."""
        ...

    def name(self, name: str, task: Any) -> None:
        """Give a task its name."""
        ...

    def make(self, task: Any, work: Work, before: Attempt | None = None) -> Attempt:
        """Return an attempt at a task's work; it takes the place of the one `before`, which is ended."""
        ...
