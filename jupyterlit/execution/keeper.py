"""Keeper: hands a session's checkpoints to whoever keeps them, after its runs and beside them."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable

from jupyterlit.execution.threads import Threads
from jupyterlit.state import checkpoint as checkpoints
from jupyterlit.state.checkpoint import LIMIT, BrokenCheckpoint, Checkpoint, fingerprint
from jupyterlit.state.pages import Pages
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState

log = logging.getLogger("jupyterlit")

Keep = Callable[[bytes, bytes | None], object]

PAUSE = 0.1  # s between two checkpoints of a session
SHARE = 20  # the pause lasts so many times the CPU time that the last checkpoint took
PATIENCE = 1.0  # s for which a page that comes back is not shown before its first run has ended

_NOTHING = b"nothing"  # the fingerprint of no part; one that is empty is the session's word, too
named: set[tuple[str, str]] = set()  # what has been named in the log of this process


class Keeper:
    """What of a session outlives its process.

    Parameters
    ----------
    state, query, pages
        What the session remembers.
    threads
        Those that sessions share.
    """

    def __init__(self, state: SessionState, query: QueryParams, pages: Pages, threads: Threads) -> None:
        self.limit = LIMIT
        self._state = state
        self._query = query
        self._pages = pages
        self._threads = threads
        self._keeps: list[Keep] = []
        self._taking = threading.Lock()
        self._lock = threading.Lock()
        self._running = False
        self._noted = True  # what is new is on its way
        self._due = False
        self._whole = False  # the next one is a whole checkpoint
        self._ready = 0.0  # when the next may be taken
        self._last = (_NOTHING, _NOTHING)  # the fingerprints of what was handed over
        self._restored: Checkpoint | None = None
        self._came_back = False
        self._waiting: list[Callable[[], object]] | None = None

    # For the next process

    def keep_with(self, keep: Keep) -> None:
        """Hand what changes from now on to a function: the plain part, and the pickled one where that has changed.

        It is called on a thread of its own.
        """
        self._keeps.append(keep)
        self.anew()

    def anew(self) -> None:
        """Hand everything over with the next checkpoint, whether it has changed or not."""
        self._last = (_NOTHING, _NOTHING)

    def take(self, limit: int | None = None) -> Checkpoint:
        """Return a checkpoint as of now.

        Parameters
        ----------
        limit
            Bytes that it may have, if that is not what others may.

        Raises
        ------
        OverflowError
            The session has too much for one.
        """
        with self._taking:
            most = self.limit if limit is None else limit
            checkpoint = checkpoints.take(self._state, self._query, self._pages, limit=most)
        for name, why in checkpoint.lost.items():
            self._name(name, why)
        return checkpoint

    def run_began(self) -> None:
        """Note that a run has begun: what the reader has changed is kept soon, the rest at its end."""
        self._running, self._noted = True, False

    def run_ended(self) -> None:
        """Note that a run has ended."""
        with self._lock:
            self._whole = True
        self._running = self._noted = False
        self._show()

    def tick(self) -> None:
        """Let what is new be kept; called often while a run goes on, and once after it, when its answer has left."""
        if not self._noted:
            self._noted = True
            self._note()

    def finish(self) -> None:
        """Hand over at once what waits for its time: the process ends."""
        if self._due or not self._noted:
            self._noted = True
            self._hand_over()

    def _note(self) -> None:
        if not self._keeps:
            return
        with self._lock:
            if self._due:
                return
            self._due = True
            wait = self._ready - time.monotonic()
        if wait <= 0:
            self._submit()
        else:
            self._threads.timers.call_later(wait, self._submit)

    def _submit(self) -> None:
        with contextlib.suppress(RuntimeError):  # nothing is begun any more: the process ends
            self._threads.submit(self._hand_over)

    def _hand_over(self) -> None:
        with self._lock:
            self._due, whole, self._whole = False, self._whole, False
        begun = time.thread_time()  # what others take of the machine meanwhile is no reason to keep less
        last = self._last
        try:
            if whole:
                checkpoint = self.take()
                plain, pickled = checkpoint.plain, checkpoint.pickled
                marks = fingerprint(plain), fingerprint(pickled)
            else:
                plain, pickled = checkpoints.take_plain(self._state, self._query, self._pages), b""
                marks = fingerprint(plain), last[1]
            if marks != last:
                for keep in list(self._keeps):
                    keep(plain, pickled if marks[1] != last[1] else None)
                if self._last is last:  # nobody has come meanwhile who needs everything
                    self._last = marks
        except Exception as error:  # of the author's values, which a run may be changing: its end brings the next
            if not self._running:
                self._name("A session", str(error))
                log.debug("A session cannot be kept.", exc_info=True)
        finally:
            self._ready = time.monotonic() + max(PAUSE, SHARE * (time.thread_time() - begun))

    def _name(self, name: str, why: str) -> None:
        """Say once in this process that something cannot be kept."""
        if self._running or (name, why[:40]) in named or len(named) > 1000:
            return
        named.add((name, why[:40]))
        log.warning("%s is not kept if the kernel ends, other values are: %s.", name, why.rstrip("."))

    # From the one before

    @property
    def came_back(self) -> bool:
        """Whether the session has begun, or will, with what was kept."""
        return self._came_back

    def restore(self, data: bytes, *, trusted: bool = True) -> bool:
        """Let a session that has not begun have what is in a checkpoint; tell whether it is one.

        What is pickled is opened when its first run begins, on its thread.

        Parameters
        ----------
        data
            The checkpoint.
        trusted
            It is known to be our own. Of others only the plain part is opened.
        """
        try:
            checkpoint = checkpoints.read(data)
        except BrokenCheckpoint as error:
            log.warning("A session begins anew: what was kept of it cannot be used. %s", error)
            return False
        checkpoints.restore_plain(self._state, self._query, self._pages, checkpoint, trusted=trusted)
        self._last = fingerprint(checkpoint.plain), fingerprint(checkpoint.pickled)
        self._restored = checkpoint if trusted else None
        self._waiting = []
        self._came_back = True
        return True

    def begin(self) -> None:
        """Open the rest of what has been restored; called on the script's thread before each run."""
        checkpoint, self._restored = self._restored, None
        if checkpoint is not None:
            checkpoints.restore_pickled(self._state, checkpoint)

    def once_shown(self, show: Callable[[], object]) -> None:
        """Call a function now, or once the first run of a session that comes back has ended: its page is whole then."""
        if self._waiting is None:
            show()
            return
        self._waiting.append(show)
        self._threads.timers.call_later(PATIENCE, self._show)

    def _show(self) -> None:
        waiting, self._waiting = self._waiting, None
        for show in waiting or ():
            show()
