"""Which kernel a session comes to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TypeVar

_RUN = 10  # a script that runs holds a newcomer back as much as so many sessions that are idle


class Full(Exception):
    """There is no room for anybody else."""


class Place:
    """Where sessions are put: who is there, and what goes on.

    Attributes
    ----------
    sessions, running
        The ids of the sessions that are here, and of those whose script runs.
    opened
        The ids of those that the process knows: a browser has come to them here.
    used
        Whether a session has ever been here.
    bloated
        Whether it holds more memory than it may.
    leaving
        Whether it is to end as soon as no session is here any more.
    eased
        Set whenever a run has ended or a session has gone.
    """

    def __init__(self) -> None:
        self.sessions: set[str] = set()
        self.running: set[str] = set()
        self.opened: set[str] = set()
        self.used = False
        self.bloated = False
        self.leaving = False
        self.eased = asyncio.Event()

    @property
    def state(self) -> str:
        """Say "starting", "ready" or "failed"."""
        raise NotImplementedError

    def put(self, session: str) -> None:
        """Note that a session is here."""
        self.sessions.add(session)
        self.used = True

    def drop(self, session: str) -> None:
        """Note that a session is not here any more, if it was."""
        self.sessions.discard(session)
        self.opened.discard(session)
        self.note_end(session)

    def note_start(self, session: str) -> None:
        """Note that a session's script runs."""
        self.running.add(session)

    def note_end(self, session: str) -> None:
        """Note that a session's script does not run any more, if it did."""
        self.running.discard(session)
        self.eased.set()

    def clear(self) -> None:
        """Be as good as new."""
        self.sessions.clear()
        self.running.clear()
        self.opened.clear()
        self.used = self.bloated = False
        self.eased.set()


PlaceT = TypeVar("PlaceT", bound=Place)


def least_loaded(places: Iterable[PlaceT], most: int = 0) -> PlaceT | None:
    """Return where a new session is best put; None if all are full.

    Parameters
    ----------
    places
        What there is to choose from; of equal ones it is the first.
    most
        How many sessions each may have; 0 for any number.
    """
    free = [place for place in places if not most or len(place.sessions) < most]
    return min(free, key=_load, default=None)


def _load(place: Place) -> tuple[bool, bool, int, bool]:
    # One that starts is as good as one that is ready: who comes first must not all be put on the one that was faster.
    load = len(place.sessions) + _RUN * len(place.running)
    return place.bloated, place.state == "failed", load, place.state != "ready"
