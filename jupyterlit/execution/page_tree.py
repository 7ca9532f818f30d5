"""PageTree: what stands on a session's page, and what a run has reached of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Literal, cast

from jupyterlit.media.files import SessionFiles
from jupyterlit.protocol.base import BlockElement, Element
from jupyterlit.protocol.messages import ROOTS, Delta, Path

log = logging.getLogger("jupyterlit")

Change = Literal["same", "changed", "emptied"]
_SAME: tuple[Change, None] = "same", None


class _Node:
    """What stands at one path; `count` is how many children this run has reached."""

    __slots__ = ("children", "count", "element")

    def __init__(self, element: Element | None = None) -> None:
        self.element = element
        self.children: list[_Node] = []
        self.count = 0


class PageTree:
    """The elements of a page by path; main area, sidebar, events and bottom are its roots."""

    def __init__(self) -> None:
        self._root = _Node()
        self._root.children = [_Node() for _ in range(ROOTS)]
        self._blocks: dict[Path, _Node] = {}
        self._references: dict[str, int] = {}
        self.files = SessionFiles()

    def start_run(self, blocks: Iterable[Path] = ()) -> None:
        """Note that a run begins, of the whole page or of some blocks: it has reached nothing yet."""
        roots = [(root,) for root in range(ROOTS)]
        self._blocks = {path: node for path in blocks or roots if (node := self._at(path)) is not None}
        for node in self._blocks.values():
            node.count = 0

    def clear(self, roots: Iterable[int]) -> None:
        """Empty the areas with these roots."""
        for root in roots:
            node = self._root.children[root]
            self._release(node.children)
            node.children = []
        self._blocks = {path: node for path, node in self._blocks.items() if len(path) == 1 or path[0] not in roots}

    def element(self, path: Path) -> Element | None:
        """Return what stands at `path`, if anything."""
        node = self._at(path)
        return None if node is None else node.element

    def count(self, path: Path) -> int:
        """Return how many children the block at `path` has."""
        node = self._at(path)
        return 0 if node is None else len(node.children)

    def _at(self, path: Path) -> _Node | None:
        node = self._root
        for index in path:
            if index >= len(node.children):
                return None
            node = node.children[index]
        return node

    def keep(self, path: Path, count: int) -> bool:
        """Let the block at `path` keep only its first `count` children; tell whether it had more."""
        node = self._at(path)
        if node is None or len(node.children) <= count:
            return False
        self._release(node.children[count:])
        del node.children[count:]
        node.count = min(node.count, count)
        self._blocks = {p: n for p, n in self._blocks.items() if n is node or self._at(p) is n}
        return True

    def put(self, path: Path, element: Element, *, later: bool = False) -> tuple[Change, Element | None]:
        """Let `element` stand at `path`.

        Parameters
        ----------
        path
            Where.
        element
            What.
        later
            It is a later state of the block that stands there, which keeps what it holds.

        Returns
        -------
        tuple
            "same" if it stood there already, "emptied" if what stood below `path` is gone, else "changed"; and what
            it has taken the place of.
        """
        parent = self._root
        try:
            for index in path[:-1]:
                parent = parent.children[index]
        except IndexError:
            log.debug("Nothing is drawn at %s: the container there has been replaced.", path)
            return _SAME
        at = path[-1]
        if at >= parent.count:
            parent.count = at + 1
        children = parent.children
        while at >= len(children):
            children.append(_Node())
        node = children[at]
        block = element.holds
        if block and not (later or cast("BlockElement", element).continues):
            node.count = 0
            self._blocks[path] = node
        before = node.element
        if before == element:
            if files := element.files():
                self.files.renew(files)
            return _SAME
        change: Change = "changed"
        if node.children and not (block and before is not None and before.holds):
            self._release(node.children)
            node.children = []
            self._blocks = {p: n for p, n in self._blocks.items() if n is node or p[: len(path)] != path}
            change = "emptied"
        self._refer(element, 1)
        if before is not None:
            self._refer(before, -1)
        node.element = element
        return change, before

    def end_run(self) -> list[tuple[Path, int]]:
        """Remove what the run has not reached; return how many children each block keeps that has lost some."""
        keep: list[tuple[Path, int]] = []
        for path, node in self._blocks.items():
            if len(node.children) > node.count:
                keep.append((path, node.count))
                self._release(node.children[node.count :])
                del node.children[node.count :]
        return keep

    def reached(self) -> dict[Path, int]:
        """Return how many children of each block the run has reached."""
        return {path: node.count for path, node in self._blocks.items()}

    def deltas(self) -> list[Delta]:
        """Return what stands on the page, parents before their children."""
        return [delta for root, node in enumerate(self._root.children) for delta in _deltas_of((root,), node)]

    def refers_to(self, digest: str) -> bool:
        """Tell whether an element on the page needs the buffer with this digest."""
        return digest in self._references

    def _refer(self, element: Element, change: int) -> None:
        if files := element.files():
            (self.files.refer if change > 0 else self.files.release)(files)
        for buffer in element.buffers():
            count = self._references.get(buffer.digest, 0) + change
            if count > 0:
                self._references[buffer.digest] = count
            else:
                self._references.pop(buffer.digest, None)

    def _release(self, nodes: Iterable[_Node]) -> None:
        for node in nodes:
            if node.element is not None:
                self._refer(node.element, -1)
            self._release(node.children)


def _deltas_of(path: Path, node: _Node) -> Iterator[Delta]:
    if node.element is not None:
        yield Delta(path=path, element=node.element)
    for index, child in enumerate(node.children):
        yield from _deltas_of((*path, index), child)
