"""st.cache_data: results that every caller gets a copy of."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest

import jupyterlit as st
from jupyterlit.caching.data import CacheData
from jupyterlit.errors import InvalidType, InvalidValue

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def test_each_caller_gets_a_copy(cache_data: CacheData) -> None:
    @cache_data
    def load() -> dict[str, list[int]]:
        return {"a": [1]}

    load()["a"].append(2)
    load()["a"].append(3)
    assert load() == {"a": [1]}


def test_objects_of_the_script_are_of_the_class_of_this_run(cache_data: CacheData) -> None:
    source = (
        "class City:\n"
        "    def __init__(self, name): self.name = name\n"
        "@cache_data\n"
        "def load(): return [City('Oslo')]\n"
        "city = load()[0]\n"
    )
    cities: list[tuple[Any, type]] = []
    for _ in range(2):
        namespace: dict[str, Any] = {"cache_data": cache_data, "__name__": "__main__"}
        exec(source, namespace)
        cities.append((namespace["city"], namespace["City"]))
    assert [type(city) is kind for city, kind in cities] == [True, True]
    assert cities[1][0].name == "Oslo"


def test_what_cannot_be_copied_is_named(cache_data: CacheData) -> None:
    @cache_data
    def load() -> Any:
        return [threading.Lock()]

    with pytest.raises(InvalidType) as caught:
        load()
    assert str(caught.value) == (
        "load() returns a list, which cannot be copied for each caller: cannot pickle '_thread.lock' object. "
        "Return plain data, or use st.cache_resource to share one object."
    )


@pytest.mark.parametrize("count", [2, 200_000])
def test_a_caller_may_write_to_a_frames_memory_past_pandas(cache_data: CacheData, count: int) -> None:
    calls: list[int] = []

    @cache_data
    def load() -> pd.DataFrame:
        calls.append(count)
        return pd.DataFrame({"a": np.arange(float(count))})

    load()
    column: Any = load()["a"].array
    column[0] = 99.0
    assert (load()["a"].tolist(), calls) == (list(range(count)), [count])


def test_the_size_of_results_is_limited(cache_data: CacheData) -> None:
    calls: list[int] = []

    @cache_data(max_size="10KB")
    def load(a: int) -> list[str]:
        calls.append(a)
        return ["x" * 6000]

    for a in (1, 2, 2, 1):
        load(a)
    assert calls == [1, 2, 1]


def test_results_are_kept_on_disk(cache_data: CacheData, tmp_path: Path) -> None:
    calls = Mock()

    def load(a: int) -> dict[str, int]:
        calls(a)
        return {"a": a}

    assert cache_data(persist="disk")(load)(1) == {"a": 1}
    assert CacheData()(persist=True)(load)(1) == {"a": 1}
    assert calls.call_count == 1
    assert len(list((tmp_path / "data").rglob("*.result"))) == 1
    cache_data.clear()
    assert not list((tmp_path / "data").rglob("*.result"))
    assert CacheData()(persist="disk")(load)(1) == {"a": 1}
    assert calls.call_count == 2


def test_what_was_drawn_is_drawn_again_from_disk(cache_data: CacheData, run: Run) -> None:
    def load() -> int:
        st.text("loaded")
        return 5

    cache_data(persist="disk")(load)()
    run.rerun()
    CacheData()(persist="disk")(load)()
    assert [element.body for element in run.elements] == ["loaded"]  # type: ignore[attr-defined]


def test_time_does_not_count_on_disk(cache_data: CacheData, caplog: pytest.LogCaptureFixture) -> None:
    calls: list[int] = []
    load = cache_data(persist="disk", ttl=0)(lambda: calls.append(1))
    _ = load(), load()
    assert len(calls) == 1
    assert caplog.messages == ['st.cache_data: ttl has no effect with persist="disk".']


def test_results_of_a_session_are_not_on_disk(cache_data: CacheData, tmp_path: Path, run: Run) -> None:
    cache_data(persist="disk", scope="session")(lambda: 5)()
    assert not (tmp_path / "data").exists()


def test_an_unknown_place_is_refused(cache_data: CacheData) -> None:
    with pytest.raises(InvalidValue) as caught:
        cache_data(persist="tape")  # type: ignore[call-overload]
    assert str(caught.value) == "st.cache_data: persist='tape' is unknown. Pass \"disk\" or None."
