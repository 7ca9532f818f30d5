"""FirstPages: what the first runs of new visitors come to, for those who come next to see at once.

A new visitor's page holds what the first runs of others have drawn; their own session begins meanwhile and takes its
place. What must never happen is that somebody sees what was meant for somebody else. Why that does not happen:

- **It is drawn from nothing of a visitor.** The kernel hands a page over only if its run, callbacks, fragments and
  threads included, has read nothing of `VisitorInfo`, through which alone a script learns of its visitor: user, roles,
  headers, cookies, address, language, time zone, theme. The browser has said nothing but that it has come, with no
  query string, and the session was new. So who has logged in may get a page that another's run has made: it knew of
  neither.
- **It is the same for all.** Only what the first runs of two different visitors (by cookie, and by user where there are
  users) gave byte for byte is shown to a third. One-time codes, tokens, clocks, counters, shuffles and experiments
  differ, and each new visitor's run is compared again: the first that differs, fails, or reads something of its visitor
  takes the page out of use at once, and two must agree anew. What a script draws from a few cases by chance can agree
  twice; then a visitor sees for a moment a case that any visitor may be given.
- **What is in it is everybody's already.** A script that keeps one visitor's things where others' runs find them, in a
  global or in a cache that does not depend on the visitor, shows them to others in any case: a first page has nothing
  that the runs of two others have not drawn for themselves.
- **It gets to nobody who may not visit.** It is a part of the app's page, behind the same door, in an answer that no
  cache shares. It has no files, uploads, components, frames, errors or dialogs, and no address or name of a session.
- **Nothing of it is for some only.** Of an app that says which roles its cells are for, nothing is kept; and to find
  out whether a page of `st.navigation` may be seen is to read what is known of the visitor.
- **It ends.** With the first saved change of the app's files, with a new version of the app, and some minutes (the
  option `first_page`) after a run has last confirmed it, so that what has been taken from an app is not shown for long.

A request for a page runs nothing: a page is only made of runs that happen anyway. Each server has a memory of its own.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakSet

import msgspec

from jupyterlit.protocol.codec import Part
from jupyterlit.server.app_source import AppSource
from jupyterlit.server.document import Lasting
from jupyterlit.server.kernels.kernel_link import KernelLink
from jupyterlit.server.storage.session_store import SessionRecord

LIMIT = 300_000  # bytes of a page in HTML
MOST = 200  # pages that are remembered
_COMM = "jupyterlit-first-pages"


class _Element(msgspec.Struct):
    kind: str


class _Message(msgspec.Struct):
    element: _Element | None = None


class _Batch(msgspec.Struct):
    messages: list[_Message]
    buffers: list[str] = []


_decode = msgspec.json.Decoder(_Batch).decode

# What an app's files are: as the server has read them, and as they lie there.
_Version = tuple[AppSource, tuple[tuple[str, int, int], ...]]


class FirstPage(msgspec.Struct, frozen=True):
    """A page that may be shown: data for the front end, the kinds of its elements, and the digests of its buffers."""

    data: Lasting
    kinds: frozenset[str]
    buffers: tuple[str, ...] = ()


class Shown(Protocol):
    """An app, as far as its pages go."""

    key: str
    source: AppSource


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a session whose first run is to come."""

    app: Shown
    version: _Version
    visitor: str
    user: str | None

    def other_than(self, witness: Expected) -> bool:
        """Tell whether this is certainly another visitor."""
        users = self.user is None or witness.user is None or self.user != witness.user
        return bool(self.visitor and witness.visitor) and self.visitor != witness.visitor and users


@dataclass(slots=True)
class _Entry:
    digest: str
    page: FirstPage
    witness: Expected
    at: float
    agreed: bool = False


class FirstPages:
    """The pages that new visitors see at once, by app and path.

    Parameters
    ----------
    seconds
        How long a page is shown after a run has confirmed it; 0 for not at all.
    expected
        Returns what is known of a session whose first run is to come, once: by its id.
    clock
        Tells the time, in seconds.
    """

    def __init__(
        self,
        seconds: float,
        expected: Callable[[str], Expected | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._expected = expected
        self._clock = clock
        self._heard: WeakSet[KernelLink] = WeakSet()
        self._entries: dict[tuple[str, str], _Entry] = {}

    def ask(self, app: Shown, record: SessionRecord, link: KernelLink) -> tuple[Expected | None, dict[str, Any]]:
        """Return what to remember of a new session, and what its kernel is told so that it hands its page over."""
        if not self._seconds or app.source.guarded:
            return None, {}
        if link not in self._heard:
            self._heard.add(link)
            # Every server of a kernel hears what it says here, and knows the sessions that it has.
            link.open_comm(_COMM, {"first_pages": True}, self._receive, lambda: None)
        known = [entry.digest for (key, _), entry in self._entries.items() if key == app.key]
        return Expected(app, version_of(app.source), record.visitor, record.user), {"first_pages": known}

    def get(self, app: Shown, path: str) -> FirstPage | None:
        """Return what to show at once to somebody who comes to a path of an app without a query string."""
        entry = self._entries.get((app.key, path))
        if entry is None or not entry.agreed or app.source.guarded:
            return None
        if self._clock() - entry.at > self._seconds or entry.witness.version != version_of(app.source):
            del self._entries[app.key, path]
            return None
        return entry.page

    def forget(self, app: str) -> None:
        """Forget the pages of an app: it is another."""
        self._entries = {place: entry for place, entry in self._entries.items() if place[0] != app}

    def _receive(self, parts: Sequence[Part]) -> None:
        """Take what a session's first run has come to."""
        if len(parts) < 3:
            return
        session, path, digest = (bytes(part).decode(errors="replace") for part in parts[:3])
        now = self._expected(session)
        if now is None or now.app.source.find_page(path) is None:
            return
        if now.version == version_of(now.app.source):  # the run may be of either otherwise
            self._compare((now.app.key, path), now, digest, parts[3:])

    def _compare(self, place: tuple[str, str], now: Expected, digest: str, parts: Sequence[Part]) -> None:
        entry = self._entries.get(place)
        if entry is not None and entry.digest == digest and entry.witness.version == now.version:
            entry.agreed = entry.agreed or now.other_than(entry.witness)
            if entry.agreed:
                entry.at = self._clock()
            return
        self._entries.pop(place, None)
        if digest and now.visitor and (page := _page_of(parts)) is not None:
            while len(self._entries) >= MOST:
                del self._entries[next(iter(self._entries))]
            self._entries[place] = _Entry(digest, page, now, self._clock())


def version_of(source: AppSource) -> _Version:
    """Return what tells one state of an app's files from another."""
    found: list[tuple[str, int, int]] = []
    for path in dict.fromkeys((source.path, *(page.path for page in source.pages))):
        try:
            status = Path(path).stat()
        except OSError:
            found.append((path, 0, 0))
        else:
            found.append((path, status.st_mtime_ns, status.st_size))
    return source, tuple(found)


def _page_of(parts: Sequence[Part]) -> FirstPage | None:
    """Return a page as it stands in HTML; None of what is no page, or too large."""
    if not parts or sum(memoryview(part).nbytes for part in parts) > LIMIT:
        return None
    try:
        batch = _decode(parts[0])
    except msgspec.MsgspecError:
        return None
    # In JSON such a character can only stand in a text.
    text = bytes(parts[0]).replace(b"<", b"\\u003c")
    buffers = [base64.b64encode(part).decode() for part in parts[1:]]
    data = b'{"batch":' + text + b',"buffers":' + msgspec.json.encode(buffers) + b"}"
    kinds = frozenset(message.element.kind for message in batch.messages if message.element is not None)
    return FirstPage(Lasting(data), kinds, tuple(batch.buffers)) if len(data) <= LIMIT else None
