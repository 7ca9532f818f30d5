"""ForwardMsgQueue: sends what changed, joins messages that replace each other."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from jupyterlit.execution.growth import growth, is_text
from jupyterlit.execution.page_tree import PageTree
from jupyterlit.protocol.base import Buffer, Element
from jupyterlit.protocol.codec import Part, encode_batch
from jupyterlit.protocol.messages import (
    Batch,
    Delta,
    FilePart,
    Forward,
    Grow,
    ModelState,
    ModelTook,
    Navigation,
    PageConfig,
    Path,
    Reached,
    Reset,
    Rows,
    RunEnded,
    RunStarted,
    UploadState,
)
from jupyterlit.stats import stats

log = logging.getLogger("jupyterlit")

Send = Callable[[Sequence[Part]], None]
# Is told of a batch that was sent: of how many changes of elements, messages and bytes, and when that began.
Meter = Callable[[int, int, int, float], None]

FRAME = 0.012  # s, how long messages are joined: less than one display frame
AT_ONCE = 0.0002  # s, how long the first change after a pause waits for more
LONG_RUN = 0.3  # s, from when on the reader is shown what a run has not reached
WINDOW_BATCHES = 64  # sent and not acknowledged
WINDOW_BYTES = 8_000_000
BACKLOG = 2_000  # messages for a slow reader before a fresh tree replaces them
CLEARED = (0, 2, 3)  # roots that another page begins without: all but the sidebar
_ANSWERS = (Rows, FilePart, UploadState, ModelState, ModelTook)
ANSWERS = 64  # of them such as no tree replaces, the newest are kept


class _Window:
    """The batches that a reader has been sent and has not acknowledged."""

    def __init__(self) -> None:
        self._batches: deque[tuple[int, int]] = deque()
        self._bytes = 0

    @property
    def full(self) -> bool:
        """Whether the reader has yet to take some before anything else can be sent."""
        return bool(self._batches) and (len(self._batches) >= WINDOW_BATCHES or self._bytes >= WINDOW_BYTES)

    def send(self, seq: int, size: int) -> None:
        """Note that a batch leaves."""
        self._batches.append((seq, size))
        self._bytes += size

    def acknowledge(self, seq: int) -> None:
        """Note that all batches up to `seq` have been drawn."""
        while self._batches and self._batches[0][0] <= seq:
            self._bytes -= self._batches.popleft()[1]


class ForwardMsgQueue:
    """The page as one browser has it, and the messages that bring it up to date.

    Parameters
    ----------
    session_id
        Whose page it is.
    surroundings
        Gives the messages, apart from tree and page settings, that a fresh page needs.

    Attributes
    ----------
    lock
        Held by who draws.
    files
        The files that the page refers to.
    deltas
        What has changed on the page and waits to be sent.
    meter
        Who looks at what is sent, if anybody does.
    """

    def __init__(self, session_id: str, surroundings: Callable[[], Iterable[Forward]]) -> None:
        self._session_id = session_id
        self._surroundings = surroundings
        self.lock = threading.RLock()
        self.tree = PageTree()
        self.files = self.tree.files
        self.meter: Meter | None = None
        self._reached: dict[Path, int] = {}
        self._settings: dict[type[Forward], Forward] = {PageConfig: PageConfig()}
        self._run = 0
        self._running: RunStarted | None = None
        self._started = 0.0
        self._out: list[Forward] = []
        self.deltas: dict[Path, Element] = {}
        self._texts: dict[Path, Element | None] = {}
        self._due = 0.0  # when what waits leaves; 0 for nothing
        self._flushed = 0.0
        self._connect(None)

    def _connect(self, send: Send | None, seq: int = 0, holds: Iterable[str] = ()) -> None:
        self._send = send
        self._seq = seq
        self._window = _Window()
        self._browser_has: set[str] = set()
        self._browser_holds = frozenset(holds)
        self._out_of_step = False
        self._out = []
        self._out_bytes = 0
        self.deltas.clear()
        self._texts.clear()
        self._reached = {}

    # The script's side

    def put(self, path: Path, element: Element, *, later: bool = False) -> None:
        """Let `element` stand at `path`; it travels only if something else stood there. `later`: see `PageTree.put`.

        Its caller holds `lock`: taking it once more would take a tenth of the time of an element.
        """
        try:
            change, before = self.tree.put(path, element, later=later)
            if change == "same":
                if self.deltas and time.monotonic() >= self._due:
                    self.flush()
                return
            if self._send is None or self._out_of_step:
                return
            if change == "emptied":
                self._close_deltas()
            if path not in self.deltas and is_text(element):
                self._texts[path] = before
            self.deltas[path] = element
            if change == "emptied":  # a block that comes next must not find what it held before
                self._close_deltas()
            self._join(AT_ONCE if time.monotonic() - self._flushed > FRAME else FRAME)
        except BaseException:  # a stop by force can strike anywhere
            self._out_of_step = True
            raise

    def send(self, message: Forward) -> None:
        """Send a message that belongs to the page as a whole; a page's settings only if they have changed."""
        with self.lock:
            if isinstance(message, PageConfig | Navigation):
                if self._settings.get(type(message)) == message:
                    return
                self._settings[type(message)] = message
            if self._send is None or (self._out_of_step and not isinstance(message, _ANSWERS)):
                return
            try:
                self._close_deltas()
                self._out.append(message)
                self._out_bytes += _size(message)
                self._join(FRAME)
            except BaseException:
                self._out_of_step = True
                raise

    def start_run(self, fragment: str | None = None, blocks: Sequence[Path] = (), *, clear: bool = False) -> None:
        """Note that a run begins: what it does not reach will be removed at its end.

        Parameters
        ----------
        fragment, blocks
            The fragment that runs alone, and the blocks that hold what it draws.
        clear
            It is of another page: nothing but the sidebar stays.
        """
        with self.lock:
            self._run += 1
            if clear:
                self.tree.clear(CLEARED)
            self.tree.start_run(blocks)
            self._reached = {}
            self._started = time.monotonic()
            self._running = RunStarted(run=self._run, fragment=fragment, clear=clear)
            self.send(self._running)

    def confine(self, blocks: Sequence[Path]) -> None:
        """Note that the run goes on in these blocks alone."""
        with self.lock:
            self.tree.start_run(blocks)

    def count(self, path: Path) -> int:
        """Return how many children the block at `path` has."""
        with self.lock:
            return self.tree.count(path)

    def end_run(self, status: Literal["finished", "stopped", "failed", "rerun"]) -> None:
        """Remove what the run has not reached, unless another follows at once, and flush."""
        with self.lock:
            keep = [] if status == "rerun" else self.tree.end_run()
            self._running = None
            self.send(RunEnded(run=self._run, status=status, keep=keep))
            if status != "rerun":
                self.flush()

    def _close_deltas(self) -> None:
        if self.deltas:
            texts = self._texts
            self._out.extend(growth(p, texts.get(p), e) or Delta(path=p, element=e) for p, e in self.deltas.items())
            self._out_bytes += sum(_size(e) for e in self.deltas.values())
            self.deltas.clear()
            texts.clear()

    def _join(self, seconds: float) -> None:
        """Let a message wait so long for others, if those before it do not have to leave earlier."""
        now = time.monotonic()
        if not self._due or now + seconds < self._due:
            self._due = now + seconds
        elif now >= self._due:
            self.flush()

    @property
    def settled(self) -> list[Forward]:
        """Return what the script has settled about the page."""
        with self.lock:
            return list(self._settings.values())

    def page(self) -> list[Delta]:
        """Return what stands on the page, parents before their children."""
        with self.lock:
            return self.tree.deltas()

    # The browser's side

    def connect(self, send: Send, holds: Iterable[str] = ()) -> None:
        """Begin a connection: the browser gets the whole page.

        Parameters
        ----------
        send
            Sends the parts of a frame.
        holds
            The digests of buffers that it says it has got already: it keeps them until a run has ended.
        """
        with self.lock:
            self._connect(send)
            self.resync(holds)

    def disconnect(self) -> None:
        """Note that nobody listens: the page is kept for the next connection."""
        with self.lock:
            self._connect(None)

    @property
    def connected(self) -> bool:
        """Whether a browser is connected."""
        return self._send is not None

    def resync(self, holds: Iterable[str] = ()) -> None:
        """Send the whole page again, without the buffers that the browser holds."""
        with self.lock:
            send = self._send
            if send is None:
                return
            answers = [message for message in self._out if isinstance(message, _ANSWERS)]
            # Counting goes on: if the whole page is lost, what follows it must not seem to follow an older batch.
            self._connect(send, self._seq, holds)
            # A page that has never run is about to.
            self._out.append(Reset(session=self._session_id, running=self._running is not None or not self._run))
            self._out.extend(self.settled)
            self._out.extend(self._surroundings())
            self._out.extend(self.page())
            if self._running is not None:  # what stands there now, it has drawn itself
                self._out.append(msgspec.structs.replace(self._running, clear=False))
            self._out += answers
            self._flush(send)

    def acknowledge(self, seq: int) -> None:
        """Note that the browser has drawn all batches up to `seq`."""
        with self.lock:
            self._window.acknowledge(seq)
            self.flush()

    def tick(self) -> None:
        """Flush what has waited for a display frame; called often while a run goes on."""
        with self.lock:
            now = time.monotonic()
            if self._running is not None and now - self._started > LONG_RUN and not self._window.full:
                counts = self.tree.counts(self._reached).items()
                if news := [(path, count) for path, count in counts if self._reached.get(path) != count]:
                    self._reached.update(news)
                    self.send(Reached(blocks=news))
            if self._due and now >= self._due:
                self.flush()

    def flush(self) -> None:
        """Send what waits as one batch, if the reader keeps up; what waits for a slow one is the newest of its kind."""
        with self.lock:
            if self._send is None or not (self._out or self.deltas or self._out_of_step):
                self._due = 0.0
            elif self._window.full:
                if len(self._out) > BACKLOG or self._out_bytes > WINDOW_BYTES:
                    self._give_up()
            elif self._out_of_step:
                self.resync()
            else:
                self._flush(self._send)

    @property
    def blocked(self) -> bool:
        """Whether the reader has yet to take what was sent before anything else can be."""
        return self._window.full

    def _give_up(self) -> None:
        """Forget what waits: the whole page will take its place. Only answers are in no page."""
        answers = [message for message in self._out if isinstance(message, _ANSWERS)]
        self._out = list[Forward](answers[-ANSWERS:])
        self._out_bytes = sum(map(_size, self._out))
        self.deltas.clear()
        self._texts.clear()
        self._out_of_step = True

    def _flush(self, send: Send) -> None:
        self._close_deltas()
        messages, self._out = self._out, []
        self._out_bytes = 0
        self._due = 0.0
        self._flushed = time.monotonic()
        begun = time.perf_counter()
        try:
            parts = self._encode(messages)
            send(parts)
            if self.meter is not None:
                changes = sum(isinstance(message, Delta | Grow) for message in messages)
                self.meter(changes, len(messages), sum(memoryview(part).nbytes for part in parts), begun)
        except Exception:
            log.exception("A batch of messages cannot be sent: the page is sent anew with the next.")
            self._out_of_step = True
        except BaseException:  # a stop by force can strike anywhere
            self._out_of_step = True
            raise

    def _encode(self, messages: list[Forward]) -> list[Part]:
        """Return the next batch as it travels."""
        buffers = {buffer.digest: buffer for buffer in _buffers_of(messages) if buffer.digest not in self._browser_has}
        self._browser_has.update(buffers)
        for digest in self._browser_holds & buffers.keys():
            del buffers[digest]
        if any(isinstance(message, RunEnded) and message.status != "rerun" for message in messages):
            self._browser_holds = frozenset[str]()  # it forgets them then
        drop = [digest for digest in self._browser_has if not self.tree.refers_to(digest)]
        self._browser_has.difference_update(drop)
        self._seq += 1
        batch = Batch(seq=self._seq, messages=messages, buffers=list(buffers), drop=drop)
        try:
            parts = encode_batch(batch, list(buffers.values()))
        except Exception:
            batch = msgspec.structs.replace(batch, messages=[message for message in messages if _can_travel(message)])
            parts = encode_batch(batch, list(buffers.values()))
        size = sum(memoryview(part).nbytes for part in parts)
        self._window.send(self._seq, size)
        stats.count("messages", "out", len(messages))
        stats.count("message_bytes", "out", size)
        return parts


def _buffers_of(messages: Iterable[Forward]) -> Iterator[Buffer]:
    for message in messages:
        yield from (message.element if isinstance(message, Delta) else message).buffers()


def _size(message: Forward | Element) -> int:
    return sum(buffer.data.nbytes for buffer in message.buffers())


def _can_travel(message: Forward) -> bool:
    try:
        encode_batch(Batch(seq=0, messages=[message]))
    except Exception:
        log.exception("A message cannot be sent and is left out: %s", type(message).__name__)
        return False
    return True
