"""UploadParts: takes the files that a browser sends, beside the script."""

from __future__ import annotations

import contextlib
import gc
import logging
import threading
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from jupyterlit.media.spool import spool
from jupyterlit.media.uploaded_file import Content
from jupyterlit.media.uploads import SessionUploads, UploadRefused
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.messages import UploadBegin, UploadCancel, UploadPart, UploadState

log = logging.getLogger("jupyterlit")

LINGER = 5.0  # s after which it is seen to that a file is gone which is of no more use
BACKLOG = 32_000_000  # bytes of one session that wait for the disk; what comes beyond must be sent again

_FAILED = "The server cannot keep the file."

_writers = ThreadPoolExecutor(4, thread_name_prefix="jupyterlit-uploads")

Request = UploadBegin | UploadPart | UploadCancel
Answer = Callable[[UploadState], None]


class UploadParts:
    """Takes what one session's browser sends, in order, and says how far it is.

    Parameters
    ----------
    uploads
        Where it goes.
    running
        Tells whether a run goes on: it may yet draw the widget that a file is for.
    later
        Makes a call after so many seconds.
    """

    def __init__(
        self,
        uploads: SessionUploads,
        running: Callable[[], bool],
        later: Callable[[float, Callable[[], object]], object],
    ) -> None:
        self._uploads = uploads
        self._running = running
        self._later = later
        uploads.on_release = self._released
        with contextlib.suppress(RuntimeError):  # the process ends
            _writers.submit(spool.tidy)
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Request, Part, Answer]] = deque()
        self._backlog = 0
        self._busy = False

    def receive(self, request: Request, data: Sequence[Part], answer: Answer) -> None:
        """Act on a message from another thread and answer it; returns at once."""
        part = memoryview(data[0]).cast("B") if data and isinstance(request, UploadPart) else memoryview(b"")
        with self._lock:
            if self._backlog and self._backlog + part.nbytes > BACKLOG:
                part = memoryview(b"")  # the answer says that it did not arrive
            self._backlog += part.nbytes
            self._waiting.append((request, part, answer))
            if self._busy:
                return
            self._busy = True
        with contextlib.suppress(RuntimeError):  # the process ends
            _writers.submit(self._work)

    def _released(self, left: weakref.ref[Content]) -> None:
        """See to it that a file goes from the disk once the run that has read it is of no more use either."""

        def collect() -> None:
            # What a script leaves refers to itself, by its functions, and would lie there for long.
            if left() is not None:
                with contextlib.suppress(RuntimeError):  # the process ends
                    _writers.submit(gc.collect)

        self._later(LINGER, collect)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._busy = False
                    return
                request, data, answer = self._waiting.popleft()
            try:
                self._act(request, data, answer)
            except Exception:
                log.exception("A file that a reader sends could not be dealt with.")
            finally:
                with self._lock:
                    self._backlog -= memoryview(data).nbytes

    def _act(self, request: Request, data: Part, answer: Answer) -> None:
        if isinstance(request, UploadCancel):
            self._uploads.cancel(request.upload)
            return
        # Asked before: a run that has ended meanwhile has drawn what it draws.
        running = self._running()
        try:
            if isinstance(request, UploadPart):
                received = self._uploads.write(request.upload, request.offset, data)
            else:
                received = self._uploads.begin(request.upload, request.widget, request.name, request.mime, request.size)
            state = UploadState(request=request.request, received=received)
        except UploadRefused as refused:
            again = refused.again or (refused.missing and running)
            state = UploadState(request=request.request, error=str(refused), again=again, gaps=dict(refused.gaps))
        except Exception:
            log.exception("A file that a reader sends could not be kept.")
            state = UploadState(request=request.request, error=_FAILED)
        answer(state)
