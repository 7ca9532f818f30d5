"""One cached function: from a call to its result, kept or made."""

from __future__ import annotations

import functools
import inspect
import logging
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Generic, Literal, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary, WeakValueDictionary, finalize

from jupyterlit.caching.hashing import HashFuncs, Unhashable, bound_arguments, key_of_function, key_of_values
from jupyterlit.caching.late_spinner import LateSpinner
from jupyterlit.caching.replay import Recorder
from jupyterlit.caching.storage import Entry, Storage
from jupyterlit.elements.alert import warning
from jupyterlit.errors import InvalidType, InvalidValue, UnhashableArgument
from jupyterlit.run_context import RunContext, current, enter, in_run, leave
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState
from jupyterlit.tree import MAIN, Block

log = logging.getLogger("jupyterlit")

P = ParamSpec("P")
R = TypeVar("R")
Scope = Literal["global", "session"]
RefreshMode = Literal["foreground", "background"]

LOOK_AROUND = 0.1  # s, how often a call that waits for another looks whether its run should end
STALE_FACTOR = 2  # a result may be this many times its ttl old while a new one is made
NOTHING: Any = object()


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides how results are kept; with others, a function starts anew."""

    ttl: float | None = None
    max_entries: int | None = None
    max_size: int | None = None
    persist: bool = False
    scope: Scope = "global"
    refresh_mode: RefreshMode = "foreground"


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
    if not callable(function):
        raise InvalidType(
            f"{call}: func={function!r} is a {type(function).__name__}. Put @{call} or @{call}(ttl=…) above a function."
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
            finalize(session, _clear, caches).atexit = False
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

    def __init__(
        self,
        function: Callable[P, R],
        caches: Caches,
        settings: Settings,
        look: Look,
        hash_funcs: HashFuncs | None,
    ) -> None:
        self._function: Callable[..., Any] = function
        self._caches = caches
        self._settings = settings
        self._look = look
        self._hash_funcs = hash_funcs
        self._name: str = getattr(function, "__name__", type(function).__name__)
        self._key = key_of_function(function)
        functools.update_wrapper(self, function, updated=())

    def __repr__(self) -> str:
        return f"<cached {self._function!r}>"

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None else CachedMethod(self, instance)

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
        ttl = self._settings.ttl
        if ttl is not None and not self._settings.persist and entry.age() >= ttl:
            if self._settings.refresh_mode == "foreground" or entry.age() >= STALE_FACTOR * ttl:
                cache.storage.delete(key)
                return NOTHING
            self._refresh(cache, key, args, kwargs)
        value = self._give(entry)
        if value is NOTHING:
            cache.storage.delete(key)
        elif entry.drawn is not None:
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
                value = self._function(*args, **kwargs)
            cache.storage.put(key, self._keep(value, recorder))
        self._warn(recorder)
        return value

    async def _awaited(self, context: RunContext, cache: Cache, key: str, args: Any, kwargs: Any) -> Any:
        value = self._kept(context, cache, key, args, kwargs)
        if value is not NOTHING:
            return value
        with self._spinner(context, args, kwargs), Recorder(context) as recorder:
            value = await self._function(*args, **kwargs)
        cache.storage.put(key, self._keep(value, recorder))
        self._warn(recorder)
        return value

    def _refresh(self, cache: Cache, key: str, args: Any, kwargs: Any) -> None:
        """Make a new result on a thread of its own, unless that goes on already."""
        busy = cache.busy(key)

        def work() -> None:
            if not busy.acquire(blocking=False):
                return
            context = RunContext(_Unseen(self._name), SessionState(), QueryParams())
            token = enter(context)
            try:
                with Recorder(context) as recorder:
                    value = self._function(*args, **kwargs)
                cache.storage.put(key, self._keep(value, recorder))
            except Exception:
                log.exception("%s() could not be refreshed; its last result is used.", self._name)
            finally:
                leave(token)
                busy.release()

        threading.Thread(target=work, name=f"jupyterlit-refresh-{self._name}", daemon=True).start()

    # What the reader sees

    def _spinner(self, context: RunContext, args: Any, kwargs: Any) -> AbstractContextManager[None]:
        if not self._look.spinner or not in_run():
            return nullcontext()
        text = self._look.spinner
        if not isinstance(text, str):
            text = f"Running `{self._name}({'...' if args or kwargs else ''})`."
        return LateSpinner(context, text, show_time=self._look.show_time)

    def _warn(self, recorder: Recorder) -> None:
        if recorder.widget is not None:
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


class _Unseen:
    """The output of a call that no reader sees."""

    def __init__(self, name: str) -> None:
        self._name = name

    def put(self, path: Any, element: Any) -> None:
        log.warning("%s() draws elements, which a refresh in the background cannot show.", self._name)

    def send(self, message: Any) -> None:
        """Send nothing."""

    def count(self, path: Any) -> int:
        return 0


@contextmanager
def _turn(context: RunContext, lock: Any) -> Generator[None]:
    """Hold a lock; a run that should end does not wait for it."""
    while not lock.acquire(timeout=LOOK_AROUND):
        context.check()
    try:
        yield
    finally:
        lock.release()
