"""ForwardMsgQueue: sends what changed, joins messages that replace each other."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from jupyterlit.protocol.base import BlockElement, Buffer, Element
from jupyterlit.protocol.codec import Part, encode_batch
from jupyterlit.protocol.messages import (
    Batch,
    Delta,
    Forward,
    PageConfig,
    Path,
    Reached,
    Reset,
    Rows,
    RunEnded,
    RunStarted,
)

log = logging.getLogger("jupyterlit")

Send = Callable[[Sequence[Part]], None]

FRAME = 0.012  # s, how long messages are joined: less than one display frame
LONG_RUN = 0.3  # s, from when on the reader is shown what a run has not reached
WINDOW_BATCHES = 64  # sent and not acknowledged
WINDOW_BYTES = 8_000_000
BACKLOG = 2_000  # messages for a slow reader before a fresh tree replaces them
ANSWERS = 64  # of them such as no tree replaces, the newest are kept


class _Node:
    """What stands at one path; `count` is how many children this run has reached."""

    __slots__ = ("children", "count", "element")

    def __init__(self, element: Element | None) -> None:
        self.element = element
        self.children: list[_Node] = []
        self.count = 0


class ForwardMsgQueue:
    """The page as one browser has it, and the messages that bring it up to date.

    Parameters
    ----------
    session_id
        Whose page it is.
    surroundings
        Gives the messages, apart from tree and page settings, that a fresh page needs.
    """

    def __init__(self, session_id: str, surroundings: Callable[[], Iterable[Forward]]) -> None:
        self._session_id = session_id
        self._surroundings = surroundings
        self._lock = threading.RLock()
        self._root = _Node(None)
        self._root.children = [_Node(None), _Node(None)]
        self._blocks: dict[Path, _Node] = {}
        self._reached: dict[Path, int] = {}
        self._references: dict[str, int] = {}
        self._page_config = PageConfig()
        self._run = 0
        self._running: RunStarted | None = None
        self._started = 0.0
        self._out: list[Forward] = []
        self._deltas: dict[Path, Element] = {}
        self._since = 0.0
        self._connect(None)

    def _connect(self, send: Send | None) -> None:
        self._send = send
        self._seq = 0
        self._outstanding: deque[tuple[int, int]] = deque()
        self._outstanding_bytes = 0
        self._browser_has: set[str] = set()
        self._out_of_step = False
        self._out = []
        self._out_bytes = 0
        self._deltas.clear()
        self._reached = {}
        self._references = {digest: count for digest, count in self._references.items() if count > 0}

    # The script's side

    def put(self, path: Path, element: Element) -> None:
        """Let `element` stand at `path`; it travels only if something else stood there."""
        with self._lock:
            try:
                self._put(path, element)
            except BaseException:  # a stop by force can strike anywhere
                self._out_of_step = True
                raise

    def send(self, message: Forward) -> None:
        """Send a message that belongs to the page as a whole; a page's settings only if they have changed."""
        with self._lock:
            if isinstance(message, PageConfig):
                if message == self._page_config:
                    return
                self._page_config = message
            if self._send is None or (self._out_of_step and not isinstance(message, Rows)):
                return
            try:
                self._close_deltas()
                self._out.append(message)
                self._out_bytes += _size(message)
                self._noted()
            except BaseException:
                self._out_of_step = True
                raise

    def start_run(self, fragment: str | None = None) -> None:
        """Note that a run begins: what it does not reach will be removed at its end."""
        with self._lock:
            self._run += 1
            self._blocks = {(0,): self._root.children[0], (1,): self._root.children[1]}
            for node in self._blocks.values():
                node.count = 0
            self._reached = {}
            self._started = time.monotonic()
            self._running = RunStarted(run=self._run, fragment=fragment)
            self.send(self._running)

    def end_run(self, status: Literal["finished", "stopped", "failed", "rerun"]) -> None:
        """Remove what the run has not reached, unless another follows at once, and flush."""
        with self._lock:
            keep: list[tuple[Path, int]] = []
            if status != "rerun":
                for path, node in self._blocks.items():
                    if len(node.children) > node.count:
                        keep.append((path, node.count))
                        self._release(node.children[node.count :])
                        del node.children[node.count :]
            self._running = None
            self.send(RunEnded(run=self._run, status=status, keep=keep))
            if status != "rerun":
                self.flush()

    def _put(self, path: Path, element: Element) -> None:
        parent = self._root
        try:
            for index in path[:-1]:
                parent = parent.children[index]
        except IndexError:
            log.debug("Nothing is drawn at %s: the container there has been replaced.", path)
            return
        at = path[-1]
        if at >= parent.count:
            parent.count = at + 1
        children = parent.children
        while at >= len(children):
            children.append(_Node(None))
        node = children[at]
        block = isinstance(element, BlockElement)
        if block:
            node.count = 0
            self._blocks[path] = node
        before = node.element
        if before == element:
            return
        if node.children and not (block and isinstance(before, BlockElement)):
            self._close_deltas()
            self._release(node.children)
            node.children = []
            self._blocks = {p: n for p, n in self._blocks.items() if n is node or p[: len(path)] != path}
        self._refer(element, 1)
        if before is not None:
            self._refer(before, -1)
        node.element = element
        if self._send is not None and not self._out_of_step:
            self._deltas[path] = element
            self._noted()

    def _close_deltas(self) -> None:
        if self._deltas:
            self._out.extend(Delta(path=p, element=e) for p, e in self._deltas.items())
            self._out_bytes += sum(_size(e) for e in self._deltas.values())
            self._deltas.clear()

    def _noted(self) -> None:
        now = time.monotonic()
        if not self._since:
            self._since = now
        elif now - self._since > FRAME:
            self.flush()

    def _refer(self, element: Element, change: int) -> None:
        for buffer in element.buffers():
            count = self._references.get(buffer.digest, 0) + change
            if count > 0 or buffer.digest in self._browser_has:
                self._references[buffer.digest] = count
            else:
                self._references.pop(buffer.digest, None)

    def _release(self, nodes: Iterable[_Node]) -> None:
        for node in nodes:
            if node.element is not None:
                self._refer(node.element, -1)
            self._release(node.children)

    def page(self) -> list[Delta]:
        """Return what stands on the page, parents before their children."""
        with self._lock:
            return [delta for root, node in enumerate(self._root.children) for delta in _deltas_of((root,), node)]

    # The browser's side

    def connect(self, send: Send) -> None:
        """Begin a connection: the browser gets the whole page."""
        with self._lock:
            self._connect(send)
            self.resync()

    def disconnect(self) -> None:
        """Note that nobody listens: the page is kept for the next connection."""
        with self._lock:
            self._connect(None)

    @property
    def connected(self) -> bool:
        """Whether a browser is connected."""
        return self._send is not None

    def resync(self) -> None:
        """Send the whole page again."""
        with self._lock:
            send = self._send
            if send is None:
                return
            answers = [message for message in self._out if isinstance(message, Rows)]
            self._connect(send)
            self._out.append(Reset(session=self._session_id, running=self._running is not None))
            self._out.append(self._page_config)
            self._out.extend(self._surroundings())
            self._out.extend(self.page())
            if self._running is not None:
                self._out.append(self._running)
            self._out += answers
            self._flush(send)

    def acknowledge(self, seq: int) -> None:
        """Note that the browser has drawn all batches up to `seq`."""
        with self._lock:
            while self._outstanding and self._outstanding[0][0] <= seq:
                self._outstanding_bytes -= self._outstanding.popleft()[1]
            self.flush()

    def tick(self) -> None:
        """Flush what has waited for a display frame; called often while a run goes on."""
        with self._lock:
            now = time.monotonic()
            if self._running is not None and now - self._started > LONG_RUN and not self.blocked:
                self._note_reached()
            if self._since and now - self._since >= FRAME:
                self.flush()

    def _note_reached(self) -> None:
        news = [(path, node.count) for path, node in self._blocks.items() if self._reached.get(path) != node.count]
        if news:
            self._reached.update(news)
            self.send(Reached(blocks=news))

    def flush(self) -> None:
        """Send what waits as one batch, if the reader keeps up; what waits for a slow one is the newest of its kind."""
        with self._lock:
            if self._send is None or not (self._out or self._deltas or self._out_of_step):
                self._since = 0.0
            elif self.blocked:
                if len(self._out) > BACKLOG or self._out_bytes > WINDOW_BYTES:
                    self._give_up()
            elif self._out_of_step:
                self.resync()
            else:
                self._flush(self._send)

    @property
    def blocked(self) -> bool:
        """Whether the reader has yet to take what was sent before anything else can be."""
        return bool(self._outstanding) and (
            len(self._outstanding) >= WINDOW_BATCHES or self._outstanding_bytes >= WINDOW_BYTES
        )

    def _give_up(self) -> None:
        """Forget what waits: the whole page will take its place. Only answers are in no page."""
        answers = [message for message in self._out if isinstance(message, Rows)]
        self._out = list[Forward](answers[-ANSWERS:])
        self._out_bytes = sum(map(_size, self._out))
        self._deltas.clear()
        self._out_of_step = True

    def _flush(self, send: Send) -> None:
        self._close_deltas()
        messages, self._out = self._out, []
        self._out_bytes = 0
        self._since = 0.0
        try:
            send(self._encode(messages))
        except Exception:
            log.exception("A batch of messages cannot be sent: the page is sent anew with the next.")
            self._out_of_step = True
        except BaseException:  # a stop by force can strike anywhere
            self._out_of_step = True
            raise

    def _encode(self, messages: list[Forward]) -> list[Part]:
        """Return the next batch as it travels."""
        buffers = self._missing(messages)
        self._browser_has.update(buffers)
        drop = [d for d in self._browser_has if self._references.get(d, 0) <= 0]
        self._browser_has.difference_update(drop)
        for digest in drop:
            self._references.pop(digest, None)
        self._seq += 1
        batch = Batch(seq=self._seq, messages=messages, buffers=list(buffers), drop=drop)
        try:
            parts = encode_batch(batch, list(buffers.values()))
        except Exception:
            batch = msgspec.structs.replace(batch, messages=[message for message in messages if _can_travel(message)])
            parts = encode_batch(batch, list(buffers.values()))
        size = sum(memoryview(p).nbytes for p in parts)
        self._outstanding.append((self._seq, size))
        self._outstanding_bytes += size
        return parts

    def _missing(self, messages: Iterable[Forward]) -> dict[str, Buffer]:
        missing: dict[str, Buffer] = {}
        for message in messages:
            carrier = message.element if isinstance(message, Delta) else message
            for buffer in carrier.buffers():
                if buffer.digest not in self._browser_has:
                    missing[buffer.digest] = buffer
        return missing


def _size(message: Forward | Element) -> int:
    return sum(buffer.data.nbytes for buffer in message.buffers())


def _can_travel(message: Forward) -> bool:
    try:
        encode_batch(Batch(seq=0, messages=[message]))
    except Exception:
        log.exception("A message cannot be sent and is left out: %s", type(message).__name__)
        return False
    return True


def _deltas_of(path: Path, node: _Node) -> Iterator[Delta]:
    if node.element is not None:
        yield Delta(path=path, element=node.element)
    for index, child in enumerate(node.children):
        yield from _deltas_of((*path, index), child)
