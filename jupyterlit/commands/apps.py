"""jupyterlit.apps: the apps of a notebook, in the hands of its other cells."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, Protocol

from jupyterlit.errors import StateError
from jupyterlit.state.results import Results
from jupyterlit.state.session_state import SessionState
from jupyterlit.suggestions import meant


class NotebookApp(Protocol):
    """An app under a cell, as its host has it."""

    state: SessionState

    def rerun(self) -> None:
        """Run the script again."""
        ...


class NotebookApps(Protocol):
    """Where a host has the apps of its notebook."""

    def names(self) -> Iterable[str]:
        """Return the names of the apps that run."""
        ...

    def find(self, name: str) -> NotebookApp | None:
        """Return the app with this name."""
        ...

    def stop(self, name: str) -> None:
        """End an app."""
        ...


class Hosting:
    """The host of this process's notebook, once there is one."""

    def __init__(self) -> None:
        self._host: NotebookApps | None = None

    def provide(self, host: NotebookApps) -> None:
        """Let these be the apps of the notebook."""
        self._host = host

    def names(self) -> list[str]:
        """Return the names of the apps that run."""
        return [] if self._host is None else list(self._host.names())

    def session(self, name: str) -> NotebookApp:
        """Return the app with this name; raise `KeyError` if there is none."""
        found = None if self._host is None else self._host.find(name)
        if found is None:
            names = self.names()
            there = f" There are: {', '.join(names)}." if names else " Run a cell that begins with %%app."
            raise KeyError(f"There is no app named {name!r} in this notebook." + (meant(name, names) or there))
        return found

    def stop(self, name: str) -> None:
        """End the app with this name."""
        if self._host is not None:
            self._host.stop(name)


class AppState(MutableMapping[str, Any]):
    """An app's session state: what its script has stored, and the values of its keyed widgets.

    What is assigned counts in the next run.
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[], NotebookApp]) -> None:
        self._find = find

    def __getitem__(self, key: str) -> Any:
        return self._find().state.get(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self._find().state.put(key, value)

    def __delitem__(self, key: str) -> None:
        self._find().state.delete(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._find().state.keys())

    def __len__(self) -> int:
        return len(self._find().state.keys())

    def __repr__(self) -> str:
        return repr(dict(self))


class App:
    """An app of this notebook, for its other cells; got from `jupyterlit.apps`.

    `await app` waits until its script has called `st.result`, and is what that was given.

    Examples
    --------
    >>> import jupyterlit
    >>> app = jupyterlit.apps["survey"]  # doctest: +SKIP
    >>> app.state["rating"] = 4  # doctest: +SKIP
    >>> app.rerun()  # doctest: +SKIP
    >>> answers = await app  # doctest: +SKIP
    """

    __slots__ = ("_hosting", "name")

    def __init__(self, name: str, hosting: Hosting) -> None:
        self.name: str = name
        self._hosting = hosting

    @property
    def state(self) -> AppState:
        """The app's session state, to read and to write.

        Examples
        --------
        >>> import jupyterlit
        >>> jupyterlit.apps["survey"].state["rating"]  # doctest: +SKIP
        """
        return AppState(self._session)

    @property
    def value(self) -> Any:
        """What the script has given to `st.result` last, None before it has.

        Examples
        --------
        >>> import jupyterlit
        >>> jupyterlit.apps["survey"].value  # doctest: +SKIP
        """
        return self._session().state.part(Results).value

    def rerun(self) -> None:
        """Run the script again, with its widgets as they are.

        Examples
        --------
        >>> import jupyterlit
        >>> jupyterlit.apps["survey"].rerun()  # doctest: +SKIP
        """
        self._session().rerun()

    def stop(self) -> None:
        """End the app: its run, its state, its page. Run its cell to start it again.

        Examples
        --------
        >>> import jupyterlit
        >>> jupyterlit.apps["survey"].stop()  # doctest: +SKIP
        """
        self._session()
        self._hosting.stop(self.name)

    def __await__(self) -> Generator[Any, None, Any]:
        return self._wait().__await__()

    async def _wait(self) -> Any:
        try:
            return await asyncio.wrap_future(self._session().state.part(Results).wait())
        except asyncio.CancelledError:
            if self.name in self._hosting.names():
                raise
            raise StateError(f"The app {self.name!r} has been stopped before it called st.result.") from None

    def _session(self) -> NotebookApp:
        return self._hosting.session(self.name)

    def __repr__(self) -> str:
        return f"jupyterlit.apps[{self.name!r}]" + ("" if self.name in self._hosting.names() else ", stopped")


class Apps(Mapping[str, App]):
    """The apps of this notebook by name: those of its `%%app` cells that have run.

    Examples
    --------
    >>> import jupyterlit
    >>> list(jupyterlit.apps)
    []
    """

    def __init__(self, hosting: Hosting) -> None:
        self._hosting = hosting

    def __getitem__(self, name: str) -> App:
        self._hosting.session(name)
        return App(name, self._hosting)

    def __iter__(self) -> Iterator[str]:
        return iter(self._hosting.names())

    def __len__(self) -> int:
        return len(self._hosting.names())

    def __repr__(self) -> str:
        return f"jupyterlit.apps: {', '.join(self) or 'none. Run a cell that begins with %%app.'}"


hosting: Hosting = Hosting()
apps: Apps = Apps(hosting)
