"""PageTree: what stands on a session's page, and what a run has reached of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, cast

from jupyterlit.media.files import SessionFiles
from jupyterlit.protocol.base import BlockElement, Element
from jupyterlit.protocol.messages import ROOTS, Delta, Path

log = logging.getLogger("jupyterlit")

Change = Literal["same", "changed", "emptied"]
_SAME: tuple[Change, None] = "same", None


class Node:
    """What stands at one path."""

    __slots__ = ("children", "element")

    def __init__(self, element: Element | None = None) -> None:
        self.element = element
        self.children: list[Node] = []


class PageTree:
    """The elements of a page by path; main area, sidebar, events and bottom are its roots.

    Attributes
    ----------
    files
        The files that they refer to.
    reached
        What this run has drawn: another run begins with a set of its own.
    """

    def __init__(self) -> None:
        self._root = Node()
        self._root.children = [Node() for _ in range(ROOTS)]
        self._blocks: dict[Path, Node] = {}
        self._references: dict[str, int] = {}
        self.files = SessionFiles()
        self.reached: set[Node] = set()

    def start_run(self, blocks: Iterable[Path] = ()) -> None:
        """Note that a run begins, of the whole page or of some blocks: it has reached nothing yet."""
        roots = [(root,) for root in range(ROOTS)]
        self._blocks = {path: node for path in blocks or roots if (node := self._at(path)) is not None}
        self.reached = set()

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

    def _at(self, path: Path) -> Node | None:
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
        children = parent.children
        while at >= len(children):
            children.append(Node())
        node = children[at]
        self.reached.add(node)
        block = element.holds
        if block and not (later or cast("BlockElement", element).continues):
            self.reached.difference_update(node.children)
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

    def stands(self, path: Path, element: Element, reached: set[Node]) -> bool:
        """Tell whether `element` stands at `path` and nothing else is to be done than to note that it is `reached`.

        It takes no lock: whatever another thread does meanwhile, `put` is right about what this is not sure of.
        """
        node = self._root
        try:
            for index in path:
                node = node.children[index]
        except IndexError:
            return False
        if node.element != element or element.holds or element.files():
            return False
        reached.add(node)
        return True

    def end_run(self) -> list[tuple[Path, int]]:
        """Remove what the run has not reached; return how many children each block keeps that has lost some."""
        keep: list[tuple[Path, int]] = []
        for path, node in self._blocks.items():
            count = len(node.children)
            while count and node.children[count - 1] not in self.reached:
                count -= 1
            if len(node.children) > count:
                keep.append((path, count))
                self._release(node.children[count:])
                del node.children[count:]
        self.reached = set()
        return keep

    def counts(self, told: Mapping[Path, int]) -> dict[Path, int]:
        """Return how many children of each block the run has reached.

        Parameters
        ----------
        told
            What this has returned last: each child is looked at once.
        """
        return {path: self._count(node, told.get(path, 0)) for path, node in self._blocks.items()}

    def _count(self, node: Node, count: int) -> int:
        children, reached = node.children, self.reached
        if count > len(children) or (count and children[count - 1] not in reached):
            count = 0  # the block has been drawn anew
        while count < len(children) and children[count] in reached:
            count += 1
        return count

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

    def _release(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self.reached.discard(node)
            if node.element is not None:
                self._refer(node.element, -1)
            self._release(node.children)


def _deltas_of(path: Path, node: Node) -> Iterator[Delta]:
    if node.element is not None:
        yield Delta(path=path, element=node.element)
    for index, child in enumerate(node.children):
        yield from _deltas_of((*path, index), child)
