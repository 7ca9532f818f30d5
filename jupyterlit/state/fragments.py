"""Stored fragments: the parts of a page that run by themselves, by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from jupyterlit.protocol.messages import Path, Rows, RowsRequest


class RowSource(Protocol):
    """A table whose rows the browser asks for as it shows them."""

    def rows(self, request: RowsRequest) -> Rows:
        """Return the rows asked for; raises what the reader should see."""
        ...

    def frame(self) -> Any:
        """Return the whole table as a pandas DataFrame."""
        ...


class Place(Protocol):
    """A block, as far as fragments know of it."""

    @property
    def path(self) -> Path: ...

    @property
    def form_id(self) -> str | None: ...


class Fragment:
    """One call of a fragment function: it can be made again without the rest of the script.

    Parameters
    ----------
    id
        Its identity: the same function called at the same place.
    block
        The block that holds what it draws.
    call
        Makes the call again, in the run that is current then.
    name
        The function's, as its author wrote it.
    parent
        The fragment it was called in.
    key
        The author's name for it.
    every
        Seconds between runs that nobody asks for.
    parallel
        It may run beside the script, and cannot draw outside of its block.

    Attributes
    ----------
    outposts
        Block made outside of it, in which it has drawn → the block that holds what it drew there.
    spots
        Places made outside of it that it has filled.
    page
        The path of the page that it stands on.
    returned
        What the script has of its call, where it stands in a form.
    tables
        The rows of the tables it has drawn.
    """

    __slots__ = (
        "block", "call", "every", "id", "key", "name", "outposts", "page", "parallel", "parent", "returned", "spots",
        "tables",
    )  # fmt: skip

    def __init__(
        self,
        id: str,
        block: Place,
        call: Callable[[], object],
        *,
        name: str,
        parent: Fragment | None = None,
        key: str | None = None,
        every: float | None = None,
        parallel: bool = False,
    ) -> None:
        self.id: str = id
        self.block: Place = block
        self.call: Callable[[], object] = call
        self.name: str = name
        self.parent: Fragment | None = parent
        self.key: str | None = key
        self.every: float | None = every
        self.parallel: bool = parallel
        self.outposts: dict[Path, Path] = {}
        self.spots: set[Path] = set()
        self.page: str = ""
        self.returned: tuple[Any, ...] = ()
        self.tables: dict[str, RowSource] = {}

    @property
    def path(self) -> Path:
        """Where its block is."""
        return self.block.path

    def holds(self, path: Path) -> bool:
        """Tell whether a place is in its block, or in one that holds what it has drawn elsewhere."""
        return _within(path, self.path) or any(_within(path, outpost) for outpost in self.outposts.values())

    def blocks(self) -> list[Path]:
        """Return the blocks that hold what it has drawn."""
        return [self.path, *self.outposts.values()]

    def is_in(self, others: Iterable[str]) -> bool:
        """Tell whether it is one of these fragments or was called in one."""
        ids, fragment = set(others), self
        while fragment.id not in ids:
            if fragment.parent is None:
                return False
            fragment = fragment.parent
        return True


class Fragments:
    """The fragments of one session's page."""

    def __init__(self) -> None:
        self._fragments: dict[str, Fragment] = {}

    def add(self, fragment: Fragment) -> None:
        """Note that a run has come to a fragment."""
        self._fragments[fragment.id] = fragment

    def get(self, id: str) -> Fragment | None:
        """Return a fragment of the page, if it is there."""
        return self._fragments.get(id)

    def named(self, key: str) -> list[Fragment]:
        """Return the fragments with the author's name for them, in the order of the run."""
        return [fragment for fragment in self._fragments.values() if fragment.key == key]

    def clear(self) -> None:
        """Forget them all."""
        self._fragments.clear()

    def timed(self) -> list[Fragment]:
        """Return the fragments that run now and then."""
        return [fragment for fragment in list(self._fragments.values()) if fragment.every is not None]

    def table(self, id: str) -> RowSource | None:
        """Return the rows of a table that a fragment has drawn."""
        return next((f.tables[id] for f in list(self._fragments.values()) if id in f.tables), None)

    def end_run(self, seen: set[str], within: tuple[str, ...] = ()) -> None:
        """Forget the fragments that a complete run has not come to.

        Parameters
        ----------
        seen
            The ids of those that it has come to.
        within
            The fragments that ran; none where the whole script did.
        """
        for id, fragment in list(self._fragments.items()):
            if id not in seen and id not in within and (not within or fragment.is_in(within)):
                del self._fragments[id]


def _within(path: Path, block: Path) -> bool:
    return path[: len(block)] == block
