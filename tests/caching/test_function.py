"""One cached function: from a call to its result, kept or made."""

from __future__ import annotations

import asyncio
import gc
import inspect
import sys
import textwrap
import threading
import time
from typing import TYPE_CHECKING, Any, ClassVar, cast
from unittest.mock import Mock

import pytest

import jupyterlit as st
from jupyterlit.caching import function as function_module
from jupyterlit.elements.text import Text
from jupyterlit.errors import InvalidType, InvalidValue, RerunRun, UnhashableArgument
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState
from jupyterlit.testing.v1 import AppTest
from tests.conftest import refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from jupyterlit.caching.data import CacheData
    from jupyterlit.caching.resource import CacheResource
    from tests.conftest import Run

PATIENCE = 10.0  # s, for what takes milliseconds on a quiet machine


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let time pass without waiting."""
    clock = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])

    def pass_seconds(seconds: float) -> None:
        clock[0] += seconds

    return pass_seconds


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE
    while not condition():
        assert time.perf_counter() < end
        time.sleep(0.002)


def test_a_function_runs_once_for_the_same_arguments(cache_data: CacheData) -> None:
    calls: list[tuple[int, int]] = []

    @cache_data
    def add(a: int, b: int = 2) -> int:
        calls.append((a, b))
        return a + b

    assert [add(1), add(1, 2), add(b=2, a=1), add(a=1), add(2)] == [3, 3, 3, 3, 4]
    assert calls == [(1, 2), (2, 2)]


def test_none_is_a_result(cache_data: CacheData) -> None:
    calls: list[None] = []
    nothing = cache_data(lambda: calls.append(None))
    assert [nothing(), nothing()] == [None, None]
    assert len(calls) == 1


def test_a_script_that_runs_again_finds_what_it_has_kept(cache_data: CacheData) -> None:
    source = "@cache_data\ndef load():\n    calls.append(1)\n    return 5\nvalue = load()\n"
    calls: list[int] = []
    for text in (source, "\n\n" + source, source.replace("5", "6")):
        namespace: dict[str, Any] = {"cache_data": cache_data, "calls": calls, "__name__": "__main__"}
        exec(compile(text, "<cell>", "exec"), namespace)
    assert namespace["value"] == 6
    assert len(calls) == 2


def test_other_settings_start_anew(cache_data: CacheData) -> None:
    calls = Mock()
    for max_entries in (1, 1, 2):

        @cache_data(max_entries=max_entries)
        def load() -> None:
            calls()

        load()
    assert calls.call_count == 2


def test_an_argument_with_an_underscore_does_not_count(cache_data: CacheData) -> None:
    @cache_data
    def load(_lock: object, number: int) -> int:
        return number

    assert load(threading.Lock(), 1) == load(threading.Lock(), 1)


def test_an_argument_without_a_key_is_named(cache_data: CacheData) -> None:
    @cache_data
    def load(lock: object) -> None: ...

    with pytest.raises(UnhashableArgument) as caught:
        load([threading.Lock()])
    assert str(caught.value) == (
        "load(): 'lock' holds a _thread.lock, for which there is no key. "
        "Call the parameter _lock if the result does not depend on it, or pass hash_funcs."
    )


def test_hash_funcs_give_keys(cache_data: CacheData) -> None:
    calls: list[int] = []

    @cache_data(hash_funcs={"_thread.lock": lambda _: 0})
    def load(lock: object) -> None:
        calls.append(1)

    load(threading.Lock())
    load(threading.Lock())
    assert len(calls) == 1


def test_an_error_is_not_kept(cache_data: CacheData) -> None:
    calls: list[int] = []

    @cache_data
    def load() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("not yet")
        return 5

    with pytest.raises(ValueError, match="not yet") as caught:
        load()
    assert caught.value.__context__ is None
    assert load() == 5


def test_a_call_that_does_not_fit_fails_as_in_python(cache_data: CacheData) -> None:
    @cache_data
    def load(a: int) -> int:
        return a

    with pytest.raises(TypeError):
        load(1, 2)  # type: ignore[call-arg]


def test_results_are_forgotten(cache_data: CacheData) -> None:
    calls: list[int] = []

    @cache_data
    def load(a: int) -> int:
        calls.append(a)
        return a

    _ = load(1), load(2)
    load.clear(1)
    _ = load(1), load(2)
    assert calls == [1, 2, 1]
    load.clear()
    _ = load(1), load(2)
    assert calls == [1, 2, 1, 1, 2]
    cache_data.clear()
    load(1)
    assert calls == [1, 2, 1, 1, 2, 1]


def test_methods_can_be_cached(cache_data: CacheData) -> None:
    calls: list[int] = []

    class Source:
        def __init__(self, name: str) -> None:
            self.name = name

        @cache_data
        def load(self, a: int) -> str:
            calls.append(a)
            return f"{self.name} {a}"

        @cache_data
        def any(_self, a: int) -> str:  # noqa: N805
            return _self.name

    assert [Source("x").load(1), Source("x").load(1), Source("y").load(1)] == ["x 1", "x 1", "y 1"]
    assert len(calls) == 2
    assert [Source("x").any(1), Source("y").any(1)] == ["x", "x"]
    Source("x").load.clear(1)
    Source("x").load(1)
    Source("y").load(1)
    assert len(calls) == 3
    Source("x").load.clear()
    Source("y").load(1)
    assert len(calls) == 4


def test_it_looks_like_the_function(cache_data: CacheData) -> None:
    def load(a: int, *, b: str = "x") -> int:
        """Load."""
        return a

    cached = cache_data(load)
    assert (cached.__name__, cached.__doc__) == ("load", "Load.")
    assert inspect.signature(cached) == inspect.signature(load)
    assert repr(cached) == f"<cached {load!r}>"


def test_what_is_drawn_is_drawn_again(cache_data: CacheData, run: Run) -> None:
    @cache_data
    def load() -> int:
        st.text("loaded")
        return 5

    for _ in range(3):
        assert load() == 5
        st.text("after")
        assert [element.body for element in run.elements] == ["loaded", "after"]  # type: ignore[attr-defined]
        run.rerun()


def test_a_widget_in_a_cached_function_is_warned_of(cache_data: CacheData, run: Run) -> None:
    @cache_data
    def load() -> bool:
        return st.checkbox("Really?")

    load()
    assert [element.__struct_config__.tag for element in run.elements] == ["checkbox", "alert"]
    assert run.elements[1].body == (  # type: ignore[attr-defined]
        "`load()` is cached and draws a widget, st.checkbox, which vanishes as soon as a kept result is used. "
        "Draw it outside of the function and pass its value."
    )


@pytest.mark.parametrize(
    ("look", "arguments", "text"),
    [({}, (), "Running `load()`."), ({}, (1,), "Running `load(...)`."), ({"show_spinner": "Wait"}, (), "Wait")],
)
def test_a_spinner_is_shown_meanwhile(
    cache_data: CacheData,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    look: dict[str, Any],
    arguments: tuple[int, ...],
    text: str,
) -> None:
    monkeypatch.setattr("jupyterlit.caching.late_spinner.AFTER", 0.001)
    seen: list[object] = []

    def load(*arguments: int) -> None:
        wait_until(lambda: bool(run.drawn))
        seen.extend(element.text for element in run.elements)  # type: ignore[attr-defined]

    cache_data(**look)(load)(*arguments)
    assert seen == [text]


def test_a_spinner_can_be_left_out(cache_data: CacheData, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jupyterlit.caching.late_spinner.AFTER", 0)
    cache_data(show_spinner=False)(lambda: time.sleep(0.05))()
    assert run.drawn == {}


def in_session(call: Callable[[], Any], state: SessionState | None = None) -> Any:
    """Make a call in a run of another session."""

    class Nowhere:
        def put(self, path: Any, element: Any) -> None: ...

        def send(self, message: Any) -> None: ...

        def count(self, path: Any) -> int:
            return 0

    token = enter(RunContext(Nowhere(), state or SessionState(), QueryParams()))
    try:
        return call()
    finally:
        leave(token)


def test_callers_at_the_same_time_share_one_call(cache_data: CacheData) -> None:
    calls: list[int] = []
    inside = threading.Event()
    go_on = threading.Event()

    @cache_data(show_spinner=False)
    def load() -> list[int]:
        calls.append(1)
        inside.set()
        assert go_on.wait(PATIENCE)
        return [5]

    results: list[list[int]] = []
    threads = [threading.Thread(target=lambda: results.append(in_session(load))) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert inside.wait(PATIENCE)
    go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert calls == [1]
    assert results == [[5]] * 8
    assert len({id(result) for result in results}) == 8


def test_others_go_on_when_a_call_fails(cache_data: CacheData) -> None:
    inside = threading.Event()
    go_on = threading.Event()
    calls: list[int] = []

    @cache_data(show_spinner=False)
    def load() -> int:
        calls.append(1)
        inside.set()
        assert go_on.wait(PATIENCE)
        if len(calls) == 1:
            raise ValueError
        return 5

    results: list[object] = []

    def call() -> None:
        try:
            results.append(in_session(load))
        except ValueError:
            results.append("failed")

    threads = [threading.Thread(target=call) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert inside.wait(PATIENCE)
    go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(results, key=str) == [5, "failed"]


def test_a_run_that_should_end_does_not_wait(cache_data: CacheData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(function_module, "LOOK_AROUND", 0.001)
    inside = threading.Event()
    go_on = threading.Event()

    @cache_data(show_spinner=False)
    def load() -> int:
        inside.set()
        assert go_on.wait(PATIENCE)
        return 5

    first = threading.Thread(target=in_session, args=(load,))
    first.start()
    assert inside.wait(PATIENCE)

    def newer() -> None:
        raise RerunRun

    class Nowhere:
        def put(self, path: Any, element: Any) -> None: ...

        def send(self, message: Any) -> None: ...

        def count(self, path: Any) -> int:
            return 0

    context = RunContext(Nowhere(), SessionState(), QueryParams(), on_interrupt=newer)
    context.interrupt = True
    token = enter(context)
    with pytest.raises(RerunRun):
        load()
    leave(token)
    go_on.set()
    first.join(PATIENCE)


def test_a_function_may_call_itself(cache_data: CacheData) -> None:
    @cache_data
    def factorial(n: int) -> int:
        return 1 if n == 0 else n * factorial(n - 1)

    assert factorial(20) == 2432902008176640000


def test_a_result_is_made_anew_after_its_time(cache_data: CacheData, now: Callable[[float], None]) -> None:
    calls: list[int] = []

    @cache_data(ttl="10s", show_spinner=False)
    def load() -> int:
        calls.append(1)
        return len(calls)

    assert load() == 1
    now(9)
    assert load() == 1
    now(1)
    assert load() == 2


def test_an_old_result_is_given_while_a_new_one_is_made(cache_data: CacheData, now: Callable[[float], None]) -> None:
    calls: list[int] = []

    @cache_data(ttl=10, refresh_mode="background", show_spinner=False)
    def load() -> int:
        calls.append(1)
        return len(calls)

    assert load() == 1
    now(11)
    assert load() == 1
    wait_until(lambda: load() == 2)
    now(25)
    assert load() == 3


def test_a_result_is_refreshed_once_for_all_who_found_it_old(
    cache_data: CacheData, now: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    waiting: list[threading.Thread] = []

    class Late(threading.Thread):
        def start(self) -> None:
            waiting.append(self)

    @cache_data(ttl=10, refresh_mode="background", show_spinner=False)
    def load() -> int:
        calls.append(1)
        return len(calls)

    load()
    now(11)
    with monkeypatch.context() as patch:
        patch.setattr(threading, "Thread", Late)
        assert [load(), load()] == [1, 1]
    for thread in waiting:
        thread.run()
    assert len(waiting) == 2
    assert [load(), len(calls)] == [2, 2]


def test_a_refresh_that_fails_leaves_the_old_result(
    cache_data: CacheData, now: Callable[[float], None], caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[int] = []

    @cache_data(ttl=10, refresh_mode="background", show_spinner=False)
    def load() -> int:
        calls.append(1)
        if len(calls) > 1:
            raise ValueError("broken")
        return 1

    load()
    now(11)
    assert load() == 1
    wait_until(lambda: bool(caplog.messages))
    assert caplog.messages[0] == "load() could not be refreshed; its last result is used."
    assert load() == 1


def test_a_session_may_have_results_of_its_own(cache_resource: CacheResource) -> None:
    made: list[object] = []

    @cache_resource(scope="session")
    def load() -> object:
        made.append(object())
        return made[-1]

    one, two = SessionState(), SessionState()
    results = [in_session(load, one), in_session(load, one), in_session(load, two)]
    assert results == [made[0], made[0], made[1]]


def test_results_of_a_session_go_with_it(cache_resource: CacheResource) -> None:
    released: list[int] = []
    load = cache_resource(scope="session", on_release=released.append, show_spinner=False)(lambda: 5)
    state = SessionState()
    in_session(load, state)
    assert released == []
    del state
    gc.collect()
    assert released == [5]


def test_results_of_a_session_are_released_when_it_ends(cache_resource: CacheResource) -> None:
    released: list[int] = []
    load = cache_resource(scope="session", on_release=released.append, show_spinner=False)(lambda: 5)
    one, other = SessionState(), SessionState()
    in_session(load, one)
    in_session(load, other)
    one.close()
    assert released == [5]
    one.close()
    assert released == [5]
    assert in_session(load, other) == 5
    other.close()
    assert released == [5, 5]


def test_async_functions_can_be_cached(cache_data: CacheData) -> None:
    calls: list[int] = []

    @cache_data
    async def load(a: int) -> list[int]:
        await asyncio.sleep(0)
        calls.append(a)
        return [a]

    async def twice() -> list[list[int]]:
        return [await load(1), await load(1)]

    assert asyncio.run(twice()) == [[1], [1]]
    assert calls == [1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"max_entries": 0}, "max_entries=0 keeps nothing. Pass 1 or more, or None."),
        ({"scope": "page"}, 'scope=\'page\' is unknown. Pass "global" or "session".'),
        ({"refresh_mode": "x"}, 'refresh_mode=\'x\' is unknown. Pass "foreground" or "background".'),
        (
            {"refresh_mode": "background"},
            'refresh_mode="background" needs a ttl such as "1h". Pass that, or leave refresh_mode out.',
        ),
        (
            {"refresh_mode": "background", "ttl": 5, "persist": "disk"},
            'refresh_mode="background" needs no persist="disk". Pass that, or leave refresh_mode out.',
        ),
    ],
)
def test_wrong_arguments_are_named(cache_data: CacheData, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        cache_data(**arguments)
    assert str(caught.value) == f"st.cache_data: {message}"


def test_what_is_no_function_is_refused(cache_data: CacheData) -> None:
    with pytest.raises(InvalidType) as caught:
        cache_data(5)  # type: ignore[call-overload]
    assert str(caught.value) == (
        "st.cache_data: func=5 is a int. Put @st.cache_data or @st.cache_data(ttl=…) above a function."
    )


def test_an_async_function_cannot_be_refreshed_in_the_background(cache_data: CacheData) -> None:
    async def load() -> None: ...

    with pytest.raises(InvalidValue, match="cannot be used with async functions"):
        cache_data(ttl=5, refresh_mode="background")(load)


@pytest.mark.parametrize("name", ["cache_data", "cache_resource"])
def test_generators_are_refused(name: str, request: pytest.FixtureRequest) -> None:
    cache = request.getfixturevalue(name)

    def numbers() -> Iterator[int]:
        yield 1

    async def later() -> AsyncIterator[int]:
        yield 1

    for function in (numbers, later):
        with refused(
            InvalidType,
            f"st.{name}: {function.__name__}() is a generator, which is used up by the first caller. "
            "Return a list of what it yields.",
        ):
            cache(function)


@pytest.mark.parametrize("name", ["cache_data", "cache_resource"])
def test_results_that_are_used_up_are_refused(name: str, request: pytest.FixtureRequest) -> None:
    cache = request.getfixturevalue(name)
    with refused(
        InvalidType,
        "<lambda>() returns a generator, which is used up by the first caller. Return a list of what it yields.",
    ):
        cache(lambda: (number for number in range(3)))()


def test_static_and_class_methods_can_be_cached(cache_data: CacheData) -> None:
    calls: list[object] = []

    class Shop:
        prices: ClassVar = {"tea": 2}

        @staticmethod
        @cache_data
        def inner(name: str) -> str:
            calls.append(name)
            return name

        @cache_data
        @staticmethod
        def outer(name: str) -> str:
            calls.append(name)
            return name

        @classmethod
        @cache_data
        def price(cls, name: str) -> int:
            calls.append(cls.__name__)
            return cls.prices[name]

    class Market(Shop):
        prices: ClassVar = {"tea": 3}

    assert [Shop.inner("a"), Shop().inner("a"), Shop.outer("b"), Shop().outer("b")] == ["a", "a", "b", "b"]
    assert [Shop.price("tea"), Shop().price("tea"), Market.price("tea"), Market.price("tea")] == [2, 2, 3, 3]
    assert calls == ["a", "b", "Shop", "Market"]
    # From Python 3.13 on a class method knows its class only when it is called.
    Shop.price.clear(*((Shop,) if sys.version_info >= (3, 13) else ()), "tea")
    assert [Shop.price("tea"), Market.price("tea")] == [2, 3]
    assert calls[4:] == ["Shop"]


def test_a_class_method_is_cached_within(cache_data: CacheData) -> None:
    with refused(InvalidType, "st.cache_data: func is a classmethod. Put @classmethod above @st.cache_data."):
        cache_data(cast("Any", classmethod(lambda cls: cls)))


def test_a_property_can_be_cached(cache_data: CacheData) -> None:
    class Shop:
        @property
        @cache_data
        def tea(_self) -> int:  # noqa: N805
            return 2

    assert [Shop().tea, Shop().tea] == [2, 2]


@pytest.mark.parametrize("name", ["cache_data", "cache_resource"])
async def test_tasks_that_ask_at_the_same_time_share_one_call(name: str, request: pytest.FixtureRequest) -> None:
    calls: list[int] = []

    @request.getfixturevalue(name)
    async def load(number: int) -> list[int]:
        calls.append(number)
        await asyncio.sleep(0)
        return [number]

    assert await asyncio.gather(*(load(number % 2) for number in range(10))) == [[0], [1]] * 5
    assert sorted(calls) == [0, 1]
    assert await load(1) == [1]
    assert sorted(calls) == [0, 1]


def test_tasks_of_a_run_record_what_they_draw_themselves(cache_data: CacheData, run: Run) -> None:
    @cache_data(show_spinner=False)
    async def draw(number: int) -> None:
        with st.container():
            await asyncio.sleep(0)
            st.text(str(number))

    async def both() -> None:
        await asyncio.gather(draw(1), draw(2))

    asyncio.run(both())
    assert [element.body for element in run.elements if isinstance(element, Text)] == ["1", "2"]
    run.rerun()
    asyncio.run(draw(2))
    assert [element.body for element in run.elements if isinstance(element, Text)] == ["2"]


async def test_a_method_may_be_async(cache_resource: CacheResource) -> None:
    class Shop:
        @cache_resource
        async def price(_self, name: str) -> list[str]:  # noqa: N805
            return [name]

    assert await Shop().price("tea") is await Shop().price("tea")


def test_parallel_fragments_share_one_call(cache_data: CacheData) -> None:
    script = """
        import threading
        import time
        import jupyterlit as st

        calls, load = st.session_state["calls"], st.session_state["cache"](st.session_state["load"])

        @st.fragment(parallel=True)
        def part(number):
            st.text(load(1))

        for number in range(4):
            part(number)
    """
    calls: list[int] = []
    gate = threading.Event()

    def load(number: int) -> int:
        calls.append(number)
        gate.wait(0.05)
        return number

    app = AppTest.from_string(textwrap.dedent(script))
    app.session_state["calls"], app.session_state["cache"] = calls, cache_data(show_spinner=False)
    app.session_state["load"] = load
    app.run()
    assert [text.value for text in app.text] == ["1"] * 4
    assert calls == [1]
