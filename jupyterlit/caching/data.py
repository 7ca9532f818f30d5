"""st.cache_data: results that every caller gets a copy of."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Literal, overload

from jupyterlit.caching import limits
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
from jupyterlit.caching.hashing import HashFuncs, type_name_of
from jupyterlit.caching.places import clear_places, storage_of
from jupyterlit.caching.replay import Recorder
from jupyterlit.caching.snapshot import Changed, Snapshot, snapshot
from jupyterlit.caching.storage import Entry, Storage
from jupyterlit.elements.time_span import check_seconds
from jupyterlit.errors import InvalidType, InvalidValue

log = logging.getLogger("jupyterlit")

_CALL = "st.cache_data"


class DataFunction(CachedFunction[P, R]):
    """A function whose results are copied for each caller."""

    kind = "data"

    def _storage(self) -> Storage:
        kept = self._settings
        return storage_of(
            self._name,
            self._key,
            max_entries=kept.max_entries,
            max_size=kept.max_size,
            persist=kept.persist,
            shared=kept.scope == "global",
            lifetime=self._lifetime(),
        )

    def _keep(self, value: Any, recorder: Recorder) -> Entry:
        try:
            kept = snapshot(value, self._namespace())
        except Exception as error:
            raise InvalidType(
                f"{self._name}() returns a {type_name_of(value)}, which cannot be copied for each "
                f"caller: {str(error).rstrip('.')}. Return plain data, or use st.cache_resource to share one object."
            ) from error
        return Entry(kept, recorder.recording(), kept.size)

    def _give(self, entry: Entry) -> Any:
        kept: Snapshot = entry.value
        try:
            return kept.copy(self._namespace())
        except Changed as error:
            log.warning("%s(): the kept result is made anew: %s", self._name, error.__cause__)
            return NOTHING

    def _namespace(self) -> Mapping[str, Any]:
        return getattr(inspect.unwrap(self._function), "__globals__", {})


class CacheData:
    """The decorator st.cache_data, and the way to clear all it has kept."""

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
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Literal["disk"] | bool | None = None,
        hash_funcs: HashFuncs | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Callable[[Callable[P, R]], CachedFunction[P, R]]: ...

    def __call__(
        self,
        func: Callable[P, R] | None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Literal["disk"] | bool | None = None,
        hash_funcs: HashFuncs | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Any:
        """Keep what a function returns, and give each caller a copy.

        The function runs once for the same arguments, whichever session asks. Arguments are told
        apart by content; those of parameters that begin with an underscore do not count. What the
        function draws is drawn again with a kept result.

        Parameters
        ----------
        func
            The function, where the decorator stands without arguments.
        ttl
            How long a result is good: seconds, a timedelta or text such as "1d2h".
        max_entries
            How many results are kept; the oldest goes first.
        max_size
            How many bytes of results are kept: a number or text such as "500MB".
        show_spinner
            Whether a spinner is shown while the function runs, or its text.
        show_time
            Whether the spinner counts the seconds.
        persist
            "disk" keeps results on disk as well, without `ttl`.
        hash_funcs
            How arguments of certain types are told apart: functions by type or full type name.
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
        >>> import jupyterlit as st
        >>> @st.cache_data(show_spinner=False)
        ... def squares(count):
        ...     return [number**2 for number in range(count)]
        >>> squares(4)
        [0, 1, 4, 9]
        """
        if persist not in ("disk", True, False, None):
            raise InvalidValue(f'{_CALL}: persist={persist!r} is unknown. Pass "disk" or None.')
        settings = Settings(
            check_seconds(_CALL, "ttl", ttl),
            max_entries,
            limits.size(f"{_CALL}: max_size", max_size),
            bool(persist) and scope != "session",
            scope,
            refresh_mode,
        )
        check_settings(_CALL, settings)
        if persist and ttl is not None:
            log.warning('%s: ttl has no effect with persist="disk".', _CALL)

        def decorate(function: Callable[P, R]) -> CachedFunction[P, R]:
            check_function(_CALL, function, settings)
            return DataFunction(function, self._caches, settings, Look(show_spinner, show_time), hash_funcs)

        return decorate if func is None else decorate(func)

    def clear(self) -> None:
        """Forget the results of all functions, those on disk included.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.cache_data.clear()
        """
        self._caches.clear()
        clear_places()


cache_data: CacheData = CacheData()
