"""What options make of pages: told to browsers at once, and again when a file of options has been saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from jupyterlit.config.sources import Settings
from jupyterlit.config.theme import PLAIN, Appearance, resolve
from jupyterlit.execution.timers import Timers
from jupyterlit.protocol.messages import Forward, PageOptions, Theme

_EVERY = 1.0  # s between two looks at the files, while somebody looks at a page
_SECTIONS = ("theme.", "client.")
_PLAIN = (PLAIN, PageOptions())


class PageSettings:
    """What the options make of one session's page.

    Parameters
    ----------
    settings
        The options.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._told = _PLAIN

    @property
    def shade(self) -> str | None:
        """Whether all readers get the page in light, or in dark; None where each has their own."""
        return resolve(self._settings).only

    def all(self) -> list[Forward]:
        """Return what a browser must know that has just come, and takes the page to be as it is by itself."""
        self._told = _PLAIN
        return self.news()

    def news(self) -> list[Forward]:
        """Return what has changed."""
        before, self._told = self._told, self._now()
        messages: list[Forward] = []
        if self._told[0] != before[0]:
            messages.append(Theme(appearance=self._told[0]))
        if self._told[1] != before[1]:
            messages.append(self._told[1])
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

    def follow_secrets(self) -> None:
        """Run again if secrets have been saved since the last look."""
        ...


class SettingsWatch:
    """Looks now and then whether options or secrets have changed, while somebody looks at a page.

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
        watched = [session for session in self._sessions() if session.watched]
        if self._settings.get("server.runOnSave") and self._settings.get("server.allowRunOnSave"):
            for session in watched:
                session.follow_secrets()
        if watched:
            self.begin()

    def _tell(self, changed: set[str]) -> None:
        if any(name.startswith(_SECTIONS) for name in changed):
            for session in self._sessions():
                session.follow_settings()
