"""The apps of this kernel, by name, and the sessions that show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyterlit.caching.clearing import clear_caches
from jupyterlit.delta_generator import main
from jupyterlit.elements.pyplot import release_figures
from jupyterlit.elements.write import show_result
from jupyterlit.errors import AppSourceError
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_runner import Hooks
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.session_manager import SessionManager

Pages = Mapping[str, ScriptSource]


class Apps:
    """What a cell or the server has put here, to be opened by whoever has a way to a browser.

    Parameters
    ----------
    sessions
        Where sessions live.
    """

    def __init__(self, sessions: SessionManager) -> None:
        self._sessions = sessions
        self._apps: dict[str, Pages] = {}

    def define(self, name: str, pages: Pages) -> None:
        """Put an app here; sessions that show an older one of that name go on with the new code."""
        before = self._apps.get(name, {})
        self._apps[name] = pages
        first = next(iter(pages.values()))
        for page, source in before.items():
            self._sessions.replace(source, pages.get(page, first))

    def open(self, session_id: str, app: str, page: str = "", visitor: Mapping[str, Any] | None = None) -> AppSession:
        """Return the session with this id, on a page of an app; without a page's name on the first.

        Raises
        ------
        AppSourceError
            There is no such app, or no such page of it.
        """
        pages = self._apps.get(app)
        if pages is None:
            raise AppSourceError(f"There is no app named {app!r} in this kernel. Run its cell.")
        source = pages.get(page) if page else next(iter(pages.values()))
        if source is None:
            raise AppSourceError(f"The app {app!r} has no page named {page!r}. Its pages: {', '.join(pages)}.")
        session = self._sessions.open(session_id, source)
        session.info.update(visitor or {})
        if session.source is not source:
            session.source = source
        return session

    def get(self, session_id: str) -> AppSession | None:
        """Return the session with this id, if there is one."""
        return self._sessions.get(session_id)

    def close(self, session_id: str) -> None:
        """End a session; one that is gone already is no error."""
        self._sessions.close(session_id)


apps = Apps(SessionManager(Hooks(main.write, show_result, main.exception, release_figures, clear_caches)))
