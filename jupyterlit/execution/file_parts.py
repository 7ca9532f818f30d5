"""FileParts: answers a browser's requests for the files of its page, beside the script."""

from __future__ import annotations

import contextvars
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from jupyterlit.errors import ScriptControl
from jupyterlit.media.files import DeferredSource, SessionFiles
from jupyterlit.media.folders import found_in
from jupyterlit.protocol.base import Buffer, Element, MediaFile
from jupyterlit.protocol.messages import FilePart, FileRequest, Forward, Path
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.secrets.hiding import hide

log = logging.getLogger("jupyterlit")

PART = 1_000_000  # bytes of one answer at most
AT_ONCE = 64  # requests of one session
MADE_AT_ONCE = 4  # files of one session that are being made

_GONE = "This file is no longer on the page."
_TOO_MANY = "Too many files were asked for at once. Try again."

_readers = ThreadPoolExecutor(4, thread_name_prefix="jupyterlit-files")


class FileParts:
    """Reads the files of one session and has those made that wait for it.

    Parameters
    ----------
    files
        What may be asked for.
    context
        Returns the run that the author's functions find themselves in; what they draw is passed over.
    """

    def __init__(self, files: SessionFiles, context: Callable[[], RunContext]) -> None:
        self._files = files
        self._context = context
        self._asked = threading.Semaphore(AT_ONCE)
        self._making = threading.Semaphore(MADE_AT_ONCE)

    def ask(self, request: FileRequest, answer: Callable[[FilePart], None]) -> None:
        """Answer a request, from another thread unless it is refused; returns at once."""
        id, inside, name = request.file.partition("/")
        file = self._files.find(id)
        if inside:
            file = found_in(file, name)
        if file is None:
            answer(FilePart(request=request.request, error=_GONE))
        elif isinstance(file.source, DeferredSource):
            self._in_turn(self._making, _on_its_own, self._make, file.source, request, answer)
        else:
            self._in_turn(self._asked, _readers.submit, self._read, file, request, answer)

    def _in_turn(
        self,
        turns: threading.Semaphore,
        submit: Callable[[Callable[[], None]], object],
        act: Callable[..., FilePart],
        subject: MediaFile | DeferredSource,
        request: FileRequest,
        answer: Callable[[FilePart], None],
    ) -> None:
        if not turns.acquire(blocking=False):
            answer(FilePart(request=request.request, error=_TOO_MANY))
            return

        def work() -> None:
            try:
                part = act(subject, request)
            except (Exception, ScriptControl) as error:  # the author's, or the disk's: the reader sees why
                part = FilePart(request=request.request, error=hide(f"{type(error).__name__}: {error}"))
            finally:
                turns.release()
            answer(part)

        submit(work)

    def _read(self, file: MediaFile, request: FileRequest) -> FilePart:
        total, version = file.source.stat()
        start = min(max(request.start, 0), total)
        stop = min(max(request.stop, start), total, start + PART)
        return FilePart(
            request=request.request,
            data=Buffer(file.source.read(start, stop)) if stop > start else None,
            file=file.id,
            mime=file.mime,
            name=file.name,
            download=file.download,
            total=total,
            version=version,
        )

    def _make(self, source: DeferredSource, request: FileRequest) -> FilePart:
        token = enter(self._context())
        try:
            file = source.make()
        except Exception:
            log.exception("A file could not be made.")
            raise
        finally:
            leave(token)
        self._files.keep(file)
        return self._read(file, FileRequest(request=request.request, file=file.id))


class Unseen:
    """The output of a function whose drawings nobody is to see."""

    def put(self, path: Path, element: Element) -> None:
        """Pass over an element."""

    def send(self, message: Forward) -> None:
        """Pass over a message."""

    def count(self, path: Path) -> int:
        """Return how many children there are: none."""
        return 0


def _on_its_own(work: Callable[[], None]) -> None:
    """Call a function on a thread of its own: nobody knows how long it takes."""
    run = contextvars.copy_context().run
    threading.Thread(target=run, args=(work,), name="jupyterlit-make", daemon=True).start()
