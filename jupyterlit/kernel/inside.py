"""What the panel's second tab shows of an app: for who has the notebook's kernel, never for visitors.

The tab opens a comm with `{"inside": name}`; the server makes what visitors' comms are opened with. A thread
tells the tab what has changed, while the tab says now and then that it is still there.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

import msgspec

from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.forward_queue import Send
from jupyterlit.execution.page_outline import outline
from jupyterlit.execution.state_view import at_length, edit, entries_of
from jupyterlit.kernel.apps import Apps
from jupyterlit.protocol.codec import Part as FramePart
from jupyterlit.protocol.inside import (
    InsideAbsent,
    InsideAgain,
    InsideBack,
    InsideEdit,
    InsideEdited,
    InsideEntry,
    InsideForward,
    InsideLook,
    InsideMore,
    InsideNews,
    InsideNode,
    InsideRun,
    InsideValue,
    Part,
)
from jupyterlit.secrets.hiding import hide

log = logging.getLogger("jupyterlit")

OFTEN = 0.1  # s, at least, between two times that a tab is told news
LOOK_AROUND = 2.0  # s, at most, until it is seen that the app is another
PATIENCE = 180.0  # s without a word from a tab after which it is gone; those in the background speak once a minute

_decode = msgspec.json.Decoder(InsideBack).decode
_encode = msgspec.json.encode


class Inside:
    """One tab that looks into an app.

    Parameters
    ----------
    name
        The app's.
    apps
        Where it lives.
    send
        Sends the parts of a frame to the tab.
    """

    def __init__(self, name: str, apps: Apps, send: Send) -> None:
        self._name = name
        self._apps = apps
        self._send = send
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._wishes: deque[Callable[[], object]] = deque(maxlen=100)
        self._thread: threading.Thread | None = None
        self._closed = False
        self._heard = 0.0
        self._parts: frozenset[Part] = frozenset()
        self._session: AppSession | None = None
        self._told_absent = False
        self._forget()

    def receive(self, parts: Sequence[FramePart]) -> None:
        """Act on a message from the tab; returns at once."""
        try:
            message: InsideBack = _decode(parts[0])
        except (msgspec.MsgspecError, IndexError) as error:
            log.warning("The tab that looks into %r has sent what is no message: %s", self._name, error)
            return
        match message:
            case InsideLook():
                self._parts = frozenset(message.parts)
            case InsideEdit():
                self._wishes.append(lambda: self._edit(message.key, message.text))
            case InsideMore():
                self._wishes.append(lambda: self._tell_more(message.key))
            case InsideAgain():
                self._wishes.append(self._run_again)
        self._heard = time.monotonic()
        with self._lock:
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._work, name="jupyterlit-inside", daemon=True)
                self._thread.start()
        self._wake.set()

    def close(self) -> None:
        """Note that the tab is gone."""
        self._closed = True
        self._wake.set()

    def _work(self) -> None:
        while self._stays():
            try:
                self._follow()
                while self._wishes:
                    self._wishes.popleft()()
                self._tell()
            except Exception:
                log.exception("What goes on in %r cannot be told.", self._name)
            time.sleep(OFTEN)
            self._wake.wait(LOOK_AROUND)
            self._wake.clear()
        self._change(None)

    def _stays(self) -> bool:
        with self._lock:
            stays = not self._closed and time.monotonic() - self._heard < PATIENCE
            if not stays:
                self._thread = None
            return stays

    def _follow(self) -> None:
        """Look into the session that the app has now: it may have been stopped, and started again."""
        found = self._apps.find(self._name)
        if found is not self._session or (found is None and not self._told_absent):
            if self._session is not None or found is None:
                self._say(InsideAbsent())
            self._change(found)
            self._told_absent = found is None

    def _change(self, session: AppSession | None) -> None:
        before, self._session = self._session, session
        if before is not None:
            before.runner.leave(self._wake.set)
        self._forget()
        if session is not None:
            session.runner.look(self._wake.set)

    def _forget(self) -> None:
        """Know nothing of what the tab has."""
        self._runs: dict[int, str] = {}
        self._entries: dict[str, InsideEntry] = {}
        self._tree: list[InsideNode] = []
        self._line = 0

    # To the tab

    def _say(self, message: InsideForward) -> None:
        self._send([_encode(message)])

    def _tell(self) -> None:
        """Tell what has changed of what is looked at."""
        session = self._session
        if session is None:
            return
        recording = session.runner.recording
        runs: list[InsideRun] = []
        if recording is not None and "runs" in self._parts:
            for record in recording.runs():
                # One that goes on is told again and again: its author may wonder which line it is in.
                if record.status == "running" or self._runs.get(record.number) != record.status:
                    report = record.report()
                    self._runs[record.number] = report.status
                    runs.append(report)
        entries, removed = self._new_entries(session) if "state" in self._parts else ([], [])
        tree = self._new_tree(session) if "tree" in self._parts else None
        lines = recording.log(self._line) if recording is not None and "log" in self._parts else []
        if lines:
            self._line = lines[-1].number
        if runs or entries or removed or tree is not None or lines:
            self._say(InsideNews(runs, entries, removed, tree, lines))

    def _new_entries(self, session: AppSession) -> tuple[list[InsideEntry], list[str]]:
        before, self._entries = self._entries, entries_of(session.state)
        news = [entry for key, entry in self._entries.items() if before.get(key) != entry]
        return news, [key for key in before if key not in self._entries]

    def _new_tree(self, session: AppSession) -> list[InsideNode] | None:
        before, self._tree = self._tree, outline(session.queue)
        return self._tree if self._tree != before else None

    # What the tab wishes

    def _edit(self, key: str, text: str) -> None:
        session, error = self._session, ""
        if session is None:
            return
        try:
            edit(session.state, key, text)
        except (InvalidValue, InvalidType) as wrong:
            error = hide(str(wrong))
        self._say(InsideEdited(key, error))
        if not error:
            session.rerun()

    def _tell_more(self, key: str) -> None:
        if self._session is not None:
            self._say(InsideValue(key, at_length(self._session.state, key)))

    def _run_again(self) -> None:
        if self._session is not None:
            self._session.rerun()
