"""One cached function: from a call to its result, kept or made."""

from __future__ import annotations

import functools
import inspect
import logging
import threading
import types
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Literal, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary, WeakValueDictionary, finalize

from jupyterlit.caching.code import key_of_function
from jupyterlit.caching.flights import Flights
from jupyterlit.caching.hashing import HashFuncs, Unhashable, bound_arguments, key_of_values, type_name_of
from jupyterlit.caching.late_spinner import LateSpinner
from jupyterlit.caching.refresh import refresh, stale_factor
from jupyterlit.caching.replay import Recorder
from jupyterlit.caching.storage import Entry, Storage
from jupyterlit.elements.alert import warning
from jupyterlit.errors import InvalidType, InvalidValue, UnhashableArgument
from jupyterlit.run_context import RunContext, current, enter, in_run, leave
from jupyterlit.state.session_state import SessionState
from jupyterlit.stats import stats
from jupyterlit.tree import MAIN, Block

log = logging.getLogger("jupyterlit")

P = ParamSpec("P")
R = TypeVar("R")
Scope = Literal["global", "session"]
RefreshMode = Literal["foreground", "background"]

LOOK_AROUND = 0.1  # s, how often a call that waits for another looks whether its run should end
NOTHING: Any = object()
_STREAMS = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides how results are kept; with others, a function starts anew."""

    ttl: float | None = None
    max_entries: int | None = None
    max_size: int | None = None
    persist: bool = False
    scope: Scope = "global"
    refresh_mode: RefreshMode = "foreground"
    widgets: bool = False  # calls that draw widgets are made each time, and nothing is said of it


@dataclass(frozen=True, slots=True)
class Look:
    """How a call is shown while it is under way."""

    spinner: bool | str
    show_time: bool


def check_settings(call: str, settings: Settings) -> None:
    """Raise if arguments of a decorator cannot be, or cannot be together."""
    if settings.max_entries is not None and settings.max_entries < 1:
        raise InvalidValue(f"{call}: max_entries={settings.max_entries!r} keeps nothing. Pass 1 or more, or None.")
    if settings.scope not in ("global", "session"):
        raise InvalidValue(f'{call}: scope={settings.scope!r} is unknown. Pass "global" or "session".')
    if settings.refresh_mode not in ("foreground", "background"):
        raise InvalidValue(
            f'{call}: refresh_mode={settings.refresh_mode!r} is unknown. Pass "foreground" or "background".'
        )
    if settings.refresh_mode == "background" and (settings.persist or settings.ttl is None):
        what = 'no persist="disk"' if settings.persist else 'a ttl such as "1h"'
        raise InvalidValue(f'{call}: refresh_mode="background" needs {what}. Pass that, or leave refresh_mode out.')


def check_function(call: str, function: object, settings: Settings) -> None:
    """Raise if an object cannot be cached, or not in this way."""
    if isinstance(function, classmethod):
        raise InvalidType(f"{call}: func is a classmethod. Put @classmethod above @{call}.")
    if not callable(function):
        raise InvalidType(
            f"{call}: func={function!r} is a {type(function).__name__}. Put @{call} or @{call}(ttl=…) above a function."
        )
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        name = getattr(function, "__name__", "func")
        raise InvalidType(
            f"{call}: {name}() is a generator, which is used up by the first caller. Return a list of what it yields."
        )
    if settings.refresh_mode == "background" and inspect.iscoroutinefunction(function):
        raise InvalidValue(
            f'{call}: refresh_mode="background" cannot be used with async functions. Leave refresh_mode out.'
        )


class Cache:
    """The results of one function, whichever run asks for them."""

    def __init__(self, settings: Settings, storage: Storage) -> None:
        self.settings = settings
        self.storage = storage
        self.flights: Flights = Flights()
        self._lock = threading.Lock()
        self._busy: WeakValueDictionary[str, Any] = WeakValueDictionary()

    def busy(self, key: str) -> Any:
        """Return the lock of whoever makes the result of `key`."""
        with self._lock:
            return self._busy.setdefault(key, threading.RLock())


class Caches:
    """All functions cached by one decorator."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shared: dict[str, Cache] = {}
        self._of_sessions: WeakKeyDictionary[SessionState, dict[str, Cache]] = WeakKeyDictionary()

    def find(self, key: str, settings: Settings, make: Callable[[], Storage], session: SessionState | None) -> Cache:
        """Return a function's results; those made with other settings are dropped."""
        with self._lock:
            caches = self._shared if session is None else self._of(session)
            cache = caches.get(key)
            if cache is not None and cache.settings == settings:
                return cache
            old, caches[key] = cache, Cache(settings, make())
            found = caches[key]
        if old is not None and not old.settings.persist:
            old.storage.clear()
        return found

    def _of(self, session: SessionState) -> dict[str, Cache]:
        caches = self._of_sessions.get(session)
        if caches is None:
            caches = self._of_sessions[session] = {}
            clear = finalize(session, _clear, caches)
            clear.atexit = False
            session.on_close(clear)
        return caches

    def clear(self) -> None:
        """Forget all results of all functions."""
        with self._lock:
            groups = [self._shared, *self._of_sessions.values()]
            everything = [cache for caches in groups for cache in caches.values()]
        for cache in everything:
            cache.storage.clear()


def _clear(caches: dict[str, Cache]) -> None:
    for cache in caches.values():
        cache.storage.clear()


class CachedFunction(Generic[P, R]):
    """A function that is called once for the same arguments."""

    __name__: str

    kind: ClassVar[str]  # what its results are, as they are counted

    def __init__(
        self,
        function: Callable[P, R],
        caches: Caches,
        settings: Settings,
        look: Look,
        hash_funcs: HashFuncs | None,
    ) -> None:
        plain: Any = function.__func__ if isinstance(function, staticmethod) else function
        self._function: Callable[..., Any] = plain
        self._static = plain is not function
        self._caches = caches
        self._settings = settings
        self._look = look
        self._hash_funcs = hash_funcs
        self._name: str = getattr(plain, "__name__", type(plain).__name__)
        functools.update_wrapper(self, plain, updated=())

    def __repr__(self) -> str:
        return f"<cached {self._function!r}>"

    @functools.cached_property
    def _key(self) -> str:
        """The function's key, as it is at the first call: all that it calls is defined by then."""
        return key_of_function(self._function)

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None or self._static else CachedMethod(self, instance)

    def _lifetime(self) -> float | None:
        """Return for how many seconds a result can be given, at the end while a new one is made."""
        ttl = self._settings.ttl
        if ttl is None or self._settings.persist:
            return None
        return ttl * stale_factor() if self._settings.refresh_mode == "background" else ttl

    # What the two decorators do differently

    def _storage(self) -> Storage:
        """Return where results are to be kept."""
        raise NotImplementedError

    def _keep(self, value: Any, recorder: Recorder) -> Entry:
        """Return a result in the form it is kept in."""
        raise NotImplementedError

    def _give(self, entry: Entry) -> Any:
        """Return the value of a result, or NOTHING if it is good no more."""
        raise NotImplementedError

    # A call

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        context = current()
        cache = self._cache(context)
        key = self._key_of(args, kwargs)
        if inspect.iscoroutinefunction(self._function):
            return cast("R", self._awaited(context, cache, key, args, kwargs))
        value = self._kept(context, cache, key, args, kwargs)
        return self._made(context, cache, key, args, kwargs) if value is NOTHING else value

    def allow_widgets(self) -> CachedFunction[P, R]:
        """Let calls that draw widgets be made each time, and say nothing of it."""
        self._settings = replace(self._settings, widgets=True)
        return self

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget the results: all, or the one for these arguments.

        Parameters
        ----------
        *args, **kwargs
            Arguments as in a call.
        """
        storage = self._cache(current()).storage
        if args or kwargs:
            storage.delete(self._key_of(args, kwargs))
        else:
            storage.clear()

    def _cache(self, context: RunContext) -> Cache:
        session = context.session_state if self._settings.scope == "session" else None
        return self._caches.find(self._key, self._settings, self._storage, session)

    def _key_of(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
        try:
            return key_of_values(bound_arguments(self._function, args, kwargs), self._hash_funcs)
        except Unhashable as error:
            name = error.__notes__[-1].lstrip("*")
            raise UnhashableArgument(
                f"{self._name}(): {name!r} holds a {error.kind}, for which there is no key. "
                f"Call the parameter _{name} if the result does not depend on it, or pass hash_funcs."
            ) from error

    def _kept(self, context: RunContext, cache: Cache, key: str, args: Any, kwargs: Any) -> Any:
        """Return the kept value and draw what was drawn; NOTHING if there is none that is good."""
        entry = cache.storage.get(key)
        if entry is None:
            return NOTHING
        if _is_old(entry, self._settings):
            if entry.age() >= (self._lifetime() or 0):
                cache.storage.delete(key)
                return NOTHING
            self._refresh(cache, key, args, kwargs)
        value = self._give(entry)
        if value is NOTHING:
            cache.storage.delete(key)
            return NOTHING
        stats.count("cache_hits", self.kind)
        if context.observer is not None:
            context.observer.cached(self._name, hit=True)
        if entry.drawn is not None:
            entry.drawn.replay(context, self._name)
        return value

    def _made(self, context: RunContext, cache: Cache, key: str, args: Any, kwargs: Any) -> Any:
        """Return a new value; of those who ask at the same time, one makes it for all."""
        with self._spinner(context, args, kwargs), _turn(context, cache.busy(key)):
            value = self._kept(context, cache, key, args, kwargs)
            if value is not NOTHING:
                return value
            recorder = Recorder(context)
            with recorder if in_run() else nullcontext():  # outside of runs all threads have one context
                value = self._checked(self._function(*args, **kwargs))
            self._put(cache, key, value, recorder)
        self._missed(context, recorder)
        return value

    async def _awaited(self, context: RunContext, cache: Cache, key: str, args: Any, kwargs: Any) -> Any:
        value = self._kept(context, cache, key, args, kwargs)
        if value is not NOTHING:
            return value
        with self._spinner(context, args, kwargs):
            async with cache.flights.turn(key):
                value = self._kept(context, cache, key, args, kwargs)
                if value is not NOTHING:
                    return value
                with _apart(context) as own:
                    recorder = Recorder(own)
                    with recorder if in_run() else nullcontext():
                        value = self._checked(await self._function(*args, **kwargs))
                self._put(cache, key, value, recorder)
        self._missed(context, recorder)
        return value

    def _put(self, cache: Cache, key: str, value: Any, recorder: Recorder) -> None:
        if recorder.widget is None or not self._settings.widgets:
            cache.storage.put(key, self._keep(value, recorder))

    def _checked(self, value: Any) -> Any:
        """Return a result that was made now, if there can be more than one caller of it."""
        stats.count("cache_misses", self.kind)
        result: object = value
        if isinstance(result, _STREAMS):
            raise InvalidType(
                f"{self._name}() returns a {type_name_of(value)}, which is used up by the first caller. "
                "Return a list of what it yields."
            )
        return value

    def _refresh(self, cache: Cache, key: str, args: Any, kwargs: Any) -> None:
        def make(context: RunContext) -> None:
            entry = cache.storage.get(key)
            if entry is not None and not _is_old(entry, self._settings):  # made since the caller looked
                return
            with Recorder(context) as recorder:
                value = self._checked(self._function(*args, **kwargs))
            cache.storage.put(key, self._keep(value, recorder))

        refresh(self._name, make, cache.busy(key))

    # What the reader sees

    def _spinner(self, context: RunContext, args: Any, kwargs: Any) -> AbstractContextManager[None]:
        if not self._look.spinner or not in_run():
            return nullcontext()
        text = self._look.spinner
        if not isinstance(text, str):
            text = f"Running `{self._name}({'...' if args or kwargs else ''})`."
        return LateSpinner(context, text, show_time=self._look.show_time)

    def _missed(self, context: RunContext, recorder: Recorder) -> None:
        if context.observer is not None:
            context.observer.cached(self._name, hit=False)
        if recorder.widget is not None and not self._settings.widgets:
            warning(
                Block(MAIN, follows=True),
                f"`{self._name}()` is cached and draws a widget, st.{recorder.widget}, which vanishes as soon as a "
                "kept result is used. Draw it outside of the function and pass its value.",
            )


class CachedMethod:
    """A cached function bound to an object."""

    def __init__(self, function: CachedFunction[..., Any], instance: object) -> None:
        self._function = function
        self._instance = instance
        functools.update_wrapper(self, function, updated=())

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._function(self._instance, *args, **kwargs)

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget the results: all, or the one for these arguments."""
        if args or kwargs:
            self._function.clear(self._instance, *args, **kwargs)
        else:
            self._function.clear()


def _is_old(entry: Entry, settings: Settings) -> bool:
    """Tell whether a new result is wanted in the place of a kept one."""
    return settings.ttl is not None and not settings.persist and entry.age() >= settings.ttl


@contextmanager
def _apart(context: RunContext) -> Generator[RunContext]:
    """Have a context of one's own at the same place: other tasks of the run draw meanwhile."""
    if not in_run():
        yield context
        return
    child = context.fork()
    child.fragment, child.scope, child.tables = context.fragment, context.scope, context.tables
    child.stack, child.recorders = list(context.stack), list(context.recorders)
    token = enter(child)
    try:
        yield child
    finally:
        leave(token)


@contextmanager
def _turn(context: RunContext, lock: Any) -> Generator[None]:
    """Hold a lock; a run that should end does not wait for it."""
    while not lock.acquire(timeout=LOOK_AROUND):
        context.check()
    try:
        yield
    finally:
        lock.release()
