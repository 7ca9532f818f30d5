"""Store: the secrets of one app, as they are at present."""

from __future__ import annotations

import hashlib
import logging
import os
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from pathlib import Path
from threading import RLock
from types import MethodType
from typing import Any
from weakref import WeakMethod

from jupyterlit.errors import StreamlitSecretNotFoundError
from jupyterlit.secrets.files import Stamp, places_of, read_all, stamp_of
from jupyterlit.secrets.hiding import Words

log = logging.getLogger("jupyterlit")

Listener = Callable[[object], object]


class Changes:
    """Whom to tell that secrets have changed; nobody is kept alive for that."""

    def __init__(self) -> None:
        self._listeners: list[weakref.ref[Listener]] = []

    def connect(self, receiver: Listener) -> Listener:
        """Call `receiver` with the sender whenever they have: at the next run, or when secrets are read.

        Parameters
        ----------
        receiver
            A function or method; once nobody else keeps it, it is called no more.

        Returns
        -------
        callable
            The receiver.
        """
        if receiver not in self._receivers():
            method = isinstance(receiver, MethodType)
            self._listeners.append(WeakMethod(receiver) if method else weakref.ref(receiver))
        return receiver

    def disconnect(self, receiver: Listener) -> None:
        """Call it no more.

        Parameters
        ----------
        receiver
            What `connect` was given.
        """
        self._listeners = [each for each in self._listeners if each() != receiver]

    def has_receivers(self) -> bool:
        """Tell whether there is anybody to call.

        Returns
        -------
        bool
            Whether there is.
        """
        return bool(self._receivers())

    def send(self, sender: object = None) -> None:
        """Call them all; one that fails is logged.

        Parameters
        ----------
        sender
            What they are called with.
        """
        for receiver in self._receivers():
            try:
                receiver(sender)
            except Exception:
                log.exception("A listener to changes of st.secrets failed.")

    def _receivers(self) -> list[Listener]:
        self._listeners = [each for each in self._listeners if each() is not None]
        return [receiver for each in self._listeners if (receiver := each()) is not None]


class Store:
    """The secrets of one app: read when they are asked for, and again once their files have changed.

    Parameters
    ----------
    folder
        The app's; its secrets lie there and in the places of all apps.
    given
        What is used instead of files: a test's secrets.
    """

    def __init__(self, folder: Path, given: Mapping[str, Any] | None = None) -> None:
        self.changes: Changes = Changes()
        self._folder = folder
        self._given = given
        self._lock = RLock()
        self._words = Words()
        self._seen: tuple[Sequence[Path], Stamp] | None = None
        self._missing = ""
        self._entries: dict[str, Any] = {}
        self._programmatic: dict[str, Any] = {}
        self._exported: dict[str, str] = {}
        self.version: int = 0  # counts changes of files

    @property
    def key(self) -> str:
        """What tells this app's secrets from another's."""
        return str(self._folder) if self._given is None else f"given {fingerprint(self._given)}"

    def entries(self) -> Mapping[str, Any]:
        """Return the secrets as they are now.

        Raises
        ------
        StreamlitSecretNotFoundError
            There are none, or a file of them cannot be read.
        """
        if self._given is not None:
            entries = {**self._given, **self._programmatic}
            self._words.learn(entries)
            return entries
        with self._lock:
            places = places_of(self._folder)
            seen = places, stamp_of(places)
            changed = self._seen not in (None, seen)
            if self._seen != seen:
                self._read(places)
                self._seen = seen
            entries, missing = self._entries, self._missing
            self.version += changed
        if changed:
            self.changes.send()
        if missing:
            raise StreamlitSecretNotFoundError(missing)
        return entries

    def _read(self, places: Sequence[Path]) -> None:
        self._missing, entries = "", {}
        try:
            entries = read_all(places)
        except StreamlitSecretNotFoundError as error:
            if not self._programmatic or any(place.exists() for place in places):
                self._missing = str(error)
        self._take({**entries, **self._programmatic})

    def _take(self, entries: dict[str, Any]) -> None:
        self._entries = entries
        self._words.learn(entries)
        self._export(entries)

    def load(self) -> bool:
        """Read them, and put texts and numbers into the environment; tell whether there are any."""
        try:
            self.entries()
        except StreamlitSecretNotFoundError:
            return False
        return True

    def merge(self, entries: Mapping[str, Any]) -> None:
        """Give entries that have precedence over those of files, from now on."""
        with self._lock:
            self._programmatic |= entries
            self._seen = None
        self.load()

    def _export(self, entries: Mapping[str, Any]) -> None:
        """Let the environment have the texts and numbers; what is no secret any more is taken out of it."""
        if self._given is not None:
            return
        wanted = {name: str(value) for name, value in entries.items() if type(value) in (str, int, float)}
        for name, value in self._exported.items():
            if name not in wanted and os.environ.get(name) == value:
                del os.environ[name]
        for name, value in wanted.items():
            if self._exported.get(name) != value and _fits(name, value):
                os.environ[name] = value
        self._exported = wanted


def _fits(name: str, value: str) -> bool:
    """Tell whether an environment can hold a variable."""
    return bool(name) and "=" not in name and "\0" not in name + value


def fingerprint(entries: Mapping[str, Any]) -> str:
    """Return what changes when secrets do, and says nothing of them."""
    return hashlib.sha256(repr(entries).encode()).hexdigest()


_stores: dict[Path, Store] = {}
_lock = RLock()
_given: ContextVar[Store | None] = ContextVar("jupyterlit_secrets", default=None)


def store_of(folder: Path) -> Store:
    """Return the secrets of the app in a folder; in a test that gives some, those."""
    given = _given.get()
    if given is not None:
        return given
    with _lock:
        store = _stores.get(folder)
        if store is None:
            store = _stores[folder] = Store(folder)
        return store


def give(entries: Mapping[str, Any] | None) -> None:
    """Let these be the secrets in this context, whatever files say; None for those of files again."""
    _given.set(None if entries is None else Store(Path(), entries))


def folder_of(script_path: str) -> Path:
    """Return the folder of the app that a script is part of: a script in `pages/` belongs to the one beside it."""
    if not script_path or script_path.startswith("<"):
        return Path.cwd()
    folder = Path(script_path).absolute().parent
    return folder.parent if folder.name == "pages" else folder
