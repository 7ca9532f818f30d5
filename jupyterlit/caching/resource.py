"""st.cache_resource: results that all callers share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import timedelta
from typing import Any, overload

from jupyterlit.caching.function import (
    NOTHING,
    CachedFunction,
    Caches,
    Look,
    P,
    R,
    RefreshMode,
    Scope,
    Settings,
    check_function,
    check_settings,
)
from jupyterlit.caching.hashing import HashFuncs
from jupyterlit.caching.replay import Recorder
from jupyterlit.caching.storage import Entry, MemoryStorage, Storage
from jupyterlit.elements.time_span import check_seconds
from jupyterlit.errors import InvalidValue

Validate = Callable[[Any], bool]
OnRelease = Callable[[Any], None]

_CALL = "st.cache_resource"


class ResourceFunction(CachedFunction[P, R]):
    """A function whose results are shared."""

    kind = "resource"

    def __init__(
        self,
        function: Callable[P, R],
        caches: Caches,
        settings: Settings,
        look: Look,
        hash_funcs: HashFuncs | None,
        validate: Validate | None,
        on_release: OnRelease | None,
    ) -> None:
        super().__init__(function, caches, settings, look, hash_funcs)
        self._validate = validate
        self._on_release = on_release

    def _storage(self) -> Storage:
        return MemoryStorage(self._name, self._settings.max_entries, released=self._on_release)

    def _keep(self, value: Any, recorder: Recorder) -> Entry:
        return Entry(value, recorder.recording())

    def _give(self, entry: Entry) -> Any:
        good = self._validate is None or self._validate(entry.value)
        return entry.value if good else NOTHING


class CacheResource:
    """The decorator st.cache_resource, and the way to clear all it has kept."""

    def __init__(self) -> None:
        self._caches = Caches()

    @overload
    def __call__(self, func: Callable[P, R]) -> CachedFunction[P, R]: ...

    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Validate | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: OnRelease | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Callable[[Callable[P, R]], CachedFunction[P, R]]: ...

    def __call__(
        self,
        func: Callable[P, R] | None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Validate | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: OnRelease | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Any:
        """Keep what a function returns, and give all callers the same object.

        It is meant for what cannot be copied, a connection or a model; all sessions use it at the
        same time. The function runs once for the same arguments, which are told apart by content;
        those of parameters that begin with an underscore do not count.

        Parameters
        ----------
        func
            The function, where the decorator stands without arguments.
        ttl
            How long a result is good: seconds, a timedelta or text such as "1d2h".
        max_entries
            How many results are kept; the oldest goes first.
        show_spinner
            Whether a spinner is shown while the function runs, or its text.
        show_time
            Whether the spinner counts the seconds.
        validate
            Called with a kept result before it is used; if it returns False, another is made.
        hash_funcs
            How arguments of certain types are told apart: functions by type or full type name.
        on_release
            Called with every result that is no longer kept.
        scope
            "global" for all sessions, "session" for each its own.
        refresh_mode
            "background" gives the old result while a new one is made.

        Returns
        -------
        CachedFunction
            The function, with a method `clear` that forgets its results.

        Examples
        --------
        >>> import sqlite3
        >>> import jupyterlit as st
        >>> @st.cache_resource(show_spinner=False)
        ... def database(path):
        ...     return sqlite3.connect(path, check_same_thread=False)
        >>> database(":memory:") is database(":memory:")
        True
        """
        settings = Settings(check_seconds(_CALL, "ttl", ttl), max_entries, scope=scope, refresh_mode=refresh_mode)
        check_settings(_CALL, settings)
        for name, callback in (("validate", validate), ("on_release", on_release)):
            if inspect.iscoroutinefunction(callback):
                raise InvalidValue(f"{_CALL}: {name}={callback!r} is an async function. Pass one that does not await.")

        def decorate(function: Callable[P, R]) -> CachedFunction[P, R]:
            check_function(_CALL, function, settings)
            look = Look(show_spinner, show_time)
            return ResourceFunction(function, self._caches, settings, look, hash_funcs, validate, on_release)

        return decorate if func is None else decorate(func)

    def clear(self) -> None:
        """Forget the results of all functions.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.cache_resource.clear()
        """
        self._caches.clear()


cache_resource: CacheResource = CacheResource()
