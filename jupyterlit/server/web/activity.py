"""What those who stop idle servers learn of apps: a server with an open page is in use."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any

from tornado.ioloop import PeriodicCallback

from jupyterlit.server.runtime import Runtime

SETTING = "jupyterlit_last_activity"  # Jupyter Server counts every setting with such an end
_SECONDS = 5.0  # between two looks


class Activity:
    """Tells Jupyter Server, and so JupyterHub, that apps are in use.

    Parameters
    ----------
    runtime
        The apps.
    settings
        Of Jupyter's web application.
    seconds
        How often to look.
    """

    def __init__(self, runtime: Runtime, settings: MutableMapping[str, Any], seconds: float = _SECONDS) -> None:
        self._runtime = runtime
        self._settings = settings
        self._sessions = 0
        self._looking = PeriodicCallback(self.note, seconds * 1000)

    def start(self) -> None:
        """Look from now on."""
        self._looking.start()

    def stop(self) -> None:
        """Look no more."""
        self._looking.stop()

    def note(self) -> None:
        """Note the time if a page is open, or one has been since the last look."""
        sessions = self._runtime.counts["sessions"]
        if self._runtime.attached or sessions != self._sessions:
            self._sessions = sessions
            self._settings[SETTING] = datetime.now(UTC)
