"""The apps of this kernel, by name, and the sessions that show them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from jupyterlit.caching.clearing import clear_caches
from jupyterlit.caching.storage import kept
from jupyterlit.commands.refusal import refuse
from jupyterlit.delta_generator import main
from jupyterlit.elements.exception import show_uncaught
from jupyterlit.elements.pyplot import release_figures
from jupyterlit.elements.write import show_result
from jupyterlit.errors import AppSourceError
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.kernel.checkpoints import Checkpoints
from jupyterlit.protocol.messages import Failed
from jupyterlit.stats import Snapshot, stats

Pages = Mapping[str, ScriptSource]
Looks = Mapping[str, tuple[str, str]]


class Apps:
    """What a cell or the server has put here, to be opened by whoever has a way to a browser.

    Parameters
    ----------
    sessions
        Where sessions live.

    Attributes
    ----------
    widgets
        The ids of the widgets that show apps under their cells, by the app's name.
    checkpoints
        Where apps under cells are kept for when the kernel starts again, if they are.
    """

    def __init__(self, sessions: SessionManager) -> None:
        self._sessions = sessions
        self._apps: dict[str, Pages] = {}
        self._looks: dict[str, Looks] = {}
        self.widgets: dict[str, str] = {}
        self.checkpoints: Checkpoints | None = None

    def define(self, name: str, pages: Pages, looks: Looks | None = None) -> None:
        """Put an app here; sessions that show an older one of that name go on with the new code.

        Parameters
        ----------
        name
            The app's.
        pages
            The script of each page by the page's name; the first is the one it begins with.
        looks
            The title and the icon of pages that have more than a name.
        """
        before = self._apps.get(name)
        self._apps[name] = pages
        self._looks[name] = looks or {}
        if before is not None:
            for session in self._sessions.of(before):
                session.set_pages(pages, self._looks[name])

    def open(
        self,
        session_id: str,
        app: str,
        page: str = "",
        visitor: Mapping[str, Any] | None = None,
        checkpoint: bytes | None = None,
    ) -> AppSession:
        """Return the session with this id, on a page of an app; without a page's name on the first.

        With a checkpoint, which must be our own, it begins with that, whatever there was of it here.

        Raises
        ------
        AppSourceError
            There is no such app, or no such page of it.
        """
        pages = self._apps.get(app)
        if pages is None:
            raise AppSourceError(f"There is no app named {app!r} in this kernel. Run its cell.")
        if page and page not in pages:
            raise AppSourceError(f"The app {app!r} has no page named {page!r}. Its pages: {', '.join(pages)}.")
        if checkpoint is not None:
            self._sessions.close(session_id)
        session = self._sessions.open(session_id, next(iter(pages.values())))
        if checkpoint is not None:
            session.runner.keeper.restore(checkpoint)
        session.info.update(visitor or {})
        session.set_pages(pages, self._looks[app])
        if page:
            session.go_to(page)
        return session

    def get(self, session_id: str) -> AppSession | None:
        """Return the session with this id, if there is one."""
        return self._sessions.get(session_id)

    # Under the notebook's cells

    def open_cell(self, name: str) -> AppSession:
        """Return the session of an app's cell; one that the kernel before this had goes on as it was."""
        known = self.find(name)
        session = self.open(_of_cell(name), name, visitor={"notebook": True})
        if known is None and self.checkpoints is not None:
            self.checkpoints.follow(name, session.runner.keeper)
        return session

    def names(self) -> list[str]:
        """Return the names of the apps that run under cells."""
        return [name for name in self._apps if self.find(name) is not None]

    def find(self, name: str) -> AppSession | None:
        """Return the session of an app's cell, if it has run."""
        return self.get(_of_cell(name))

    def stop(self, name: str) -> None:
        """End an app; its page says so."""
        session = self.find(name)
        self._apps.pop(name, None)
        self.widgets.pop(name, None)
        if session is not None:
            title = "The app “{name}” has been stopped"
            session.queue.send(Failed(title=title, message="Run its cell to start it.", gaps={"name": name}))
            session.queue.flush()
            self.close(session.id)
        if self.checkpoints is not None:
            self.checkpoints.forget(name)

    def stats(self) -> Snapshot:
        """Return what this kernel has counted, and what it keeps."""
        entries, size = kept()
        caches = (("cache_entries", "", entries), ("cache_bytes", "", size))
        return stats.snapshot([*self._sessions.sizes(), *caches])

    def close(self, session_id: str) -> None:
        """End a session; one that is gone already is no error."""
        self._sessions.close(session_id)


def _of_cell(name: str) -> str:
    return f"cell {name}"


apps = Apps(
    SessionManager(Hooks(main.write, show_result, partial(show_uncaught, main), release_figures, clear_caches, refuse))
)
