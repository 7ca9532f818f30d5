"""TaskPage: what a task has drawn, and the places where it is shown."""

from __future__ import annotations

import threading
from collections.abc import Callable

import msgspec

from jupyterlit.errors import LayoutError
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.protocol.base import BlockElement, Element
from jupyterlit.protocol.messages import Forward, Keep, Path
from jupyterlit.protocol.task import TaskBlock, TaskState
from jupyterlit.state.tasks import PLACE


class TaskPage:
    """The output of a task.

    It keeps what was drawn by its place within the task, and draws it into each block that shows
    the task: all of it when such a block comes to the page, later what changes. A block is left
    alone as soon as something else stands in its place.

    Parameters
    ----------
    queue
        The page.
    block
        The block that shows the task.
    changed
        Called when something is to be sent.
    """

    def __init__(self, queue: ForwardMsgQueue, block: TaskBlock, changed: Callable[[], None]) -> None:
        self._queue = queue
        self._block = block
        self._changed = changed
        # A lock of C alone: no forced stop can come between taking it and knowing that.
        self._lock = threading.RLock()
        self._drawn: dict[Path, Element] = {}
        self._places: dict[Path, bool] = {}

    @property
    def task(self) -> str:
        """The id of the task, as the browser knows it."""
        return self._block.task

    @property
    def shown(self) -> bool:
        """Whether it is shown anywhere."""
        return bool(self._places)

    # The task's side

    def put(self, path: Path, element: Element) -> None:
        """Let `element` stand at `path`, a place within the task."""
        if path[:1] != PLACE:
            raise LayoutError(
                "A task draws in its own place only, and that is wherever it is shown. "
                "In its function use st. and the containers made there; st.sidebar and others belong to the script."
            )
        place = path[1:]
        with self._lock:
            emptied = self._forget_within(place, element)
            self._drawn[place] = element

            def draw(shown: Path) -> None:
                self._queue.put((*shown, *place), element)
                if emptied:
                    self._keep((*shown, *place), 0)

            self._draw(draw)

    def send(self, message: Forward) -> None:
        """Send a message that belongs to the page as a whole."""
        self._queue.send(message)
        self._changed()

    def count(self, path: Path) -> int:
        """Return how many children the block at `path` has."""
        with self._lock:
            return sum(place[:-1] == path[1:] for place in self._drawn)

    def note(self, state: TaskState, progress: float | None, text: str) -> None:
        """Note how the task is doing."""
        with self._lock:
            self._block = msgspec.structs.replace(self._block, state=state, progress=progress, text=text)
            self._draw(lambda shown: self._queue.put(shown, self.block(framed=self._places[shown]), later=True))

    # The script's side

    def block(self, *, framed: bool) -> TaskBlock:
        """Return the block that shows the task as it is now."""
        block = self._block
        # What is not seen must not travel.
        return block if framed else msgspec.structs.replace(block, framed=False, progress=None, text="")

    def show(self, path: Path, *, framed: bool) -> None:
        """Let the block at `path` hold what the task has drawn and will draw."""
        with self._lock:
            self._places[path] = framed
            self._draw(self._draw_all, (path,))

    def move_to(self, other: TaskPage) -> None:
        """Let another task be shown wherever this one is."""
        with self._lock:
            places, self._places = self._places, {}

            def replace(shown: Path) -> None:
                self._queue.put(shown, other.block(framed=places[shown]))
                self._keep(shown, 0)
                other.show(shown, framed=places[shown])

            self._draw(replace, tuple(places))

    def _draw_all(self, shown: Path) -> None:
        self._queue.put(shown, self.block(framed=self._places[shown]), later=True)
        for place in sorted(self._drawn):  # parents before their children
            self._queue.put((*shown, *place), self._drawn[place])
        self._keep(shown, len({place[0] for place in self._drawn}))

    def _keep(self, path: Path, count: int) -> None:
        """Let the block at `path` keep only its first `count` children."""
        if self._queue.tree.keep(path, count):
            self._queue.send(Keep(path=path, count=count))

    def _draw(self, draw: Callable[[Path], None], places: tuple[Path, ...] | None = None) -> None:
        """Draw in the blocks that show the task, and forget those that do not any more."""
        if places is None:
            places = tuple(self._places)
        for shown in places:
            with self._queue.lock:
                element = self._queue.tree.element(shown)
                if isinstance(element, TaskBlock) and element.task == self._block.task:
                    draw(shown)
                else:
                    self._places.pop(shown, None)
        if places:
            self._changed()

    def _forget_within(self, place: Path, element: Element) -> bool:
        """Forget what stood in a block that is replaced; tell whether there was anything."""
        if not isinstance(self._drawn.get(place), BlockElement):
            return False
        if isinstance(element, BlockElement) and element.continues:
            return False
        gone = [each for each in self._drawn if len(each) > len(place) and each[: len(place)] == place]
        for each in gone:
            del self._drawn[each]
        return bool(gone)
