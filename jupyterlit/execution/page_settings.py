"""What options make of pages: told to browsers at once, and again when a file of options has been saved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Protocol

from jupyterlit.config.sources import Settings
from jupyterlit.config.theme import PLAIN, Appearance, resolve
from jupyterlit.execution.timers import Timers
from jupyterlit.protocol.messages import Forward, PageOptions, Theme

log = logging.getLogger("jupyterlit")

_EVERY = 1.0  # s between two looks at the files, while somebody looks at a page
_SECTIONS = ("theme.", "client.")


class PageSettings:
    """What the options make of one session's page.

    Parameters
    ----------
    settings
        The options.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._told: tuple[Appearance, PageOptions] = (PLAIN, PageOptions())
        self._connected = False

    @property
    def shade(self) -> str | None:
        """Whether all readers get the page in light, or in dark; None where each has their own."""
        return resolve(self._settings).only

    def all(self) -> list[Forward]:
        """Return what a browser must know that has just come."""
        before, self._told = self._told, self._now()
        # One that comes back has been told what has changed since.
        plain = (PLAIN, PageOptions())
        return self._messages(plain if before == self._told else before, plain)

    def news(self) -> list[Forward]:
        """Return what has changed."""
        before, self._told = self._told, self._now()
        return self._messages(before, before)

    def _messages(self, *known: tuple[Appearance, PageOptions]) -> list[Forward]:
        appearance, options = self._told
        messages: list[Forward] = []
        if any(appearance != each[0] for each in known):
            messages.append(Theme(appearance=appearance))
        if any(options != each[1] for each in known):
            messages.append(options)
        return messages

    def _now(self) -> tuple[Appearance, PageOptions]:
        mode = self._settings.get("client.toolbarMode")
        options = PageOptions(
            toolbar=None if mode == "auto" else mode,
            data_export=not self._settings.get("client.disableDataExport"),
        )
        return resolve(self._settings), options


class Follower(Protocol):
    """A session whose page follows the options."""

    @property
    def watched(self) -> bool:
        """Whether a browser shows it."""
        ...

    def follow_settings(self) -> None:
        """Tell the browser what has changed."""
        ...


class SettingsWatch:
    """Looks now and then whether options have changed, while somebody looks at a page.

    Parameters
    ----------
    settings
        The options.
    timers
        Makes calls later.
    sessions
        Returns the sessions.
    """

    def __init__(self, settings: Settings, timers: Timers, sessions: Callable[[], Iterable[Follower]]) -> None:
        self._settings = settings
        self._timers = timers
        self._sessions = sessions
        self._active = False
        settings.listen(self._tell)

    def begin(self) -> None:
        """Look from now on, until nobody is there."""
        if not self._active and self._settings.get("server.fileWatcherType") != "none":
            self._active = True
            self._timers.call_later(_EVERY, self._look)

    def _look(self) -> None:
        self._active = False
        self._settings.reload()
        if any(session.watched for session in self._sessions()):
            self.begin()

    def _tell(self, changed: set[str]) -> None:
        if any(name.startswith(_SECTIONS) for name in changed):
            for session in self._sessions():
                session.follow_settings()
