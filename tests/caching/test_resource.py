"""st.cache_resource: results that all callers share."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from jupyterlit.errors import InvalidValue

if TYPE_CHECKING:
    from jupyterlit.caching.resource import CacheResource


def test_all_callers_get_the_same_object(cache_resource: CacheResource) -> None:
    load = cache_resource(threading.Lock)
    assert load() is load()


def test_a_result_that_is_not_valid_is_made_anew(cache_resource: CacheResource) -> None:
    released: list[Any] = []
    good = True

    @cache_resource(validate=lambda _: good, on_release=released.append)
    def load() -> object:
        return object()

    first = load()
    assert load() is first
    good = False
    second = load()
    assert second is not first
    assert released == [first]


def test_an_error_of_the_check_is_the_authors(cache_resource: CacheResource) -> None:
    def check(value: int) -> bool:
        raise KeyError("missing")

    @cache_resource(validate=check)
    def load() -> int:
        return 5

    load()
    with pytest.raises(KeyError, match="missing"):
        load()


def test_what_is_kept_no_longer_is_released(cache_resource: CacheResource) -> None:
    released: list[int] = []

    @cache_resource(max_entries=2, on_release=released.append)
    def load(a: int) -> int:
        return a

    for a in (1, 2, 3):
        load(a)
    assert released == [1]
    load.clear(3)
    assert released == [1, 3]
    cache_resource.clear()
    assert released == [1, 3, 2]


@pytest.mark.parametrize("name", ["validate", "on_release"])
def test_callbacks_cannot_be_async(cache_resource: CacheResource, name: str) -> None:
    async def callback(value: object) -> bool:
        return True

    with pytest.raises(InvalidValue) as caught:
        cache_resource(**{name: callback})  # type: ignore[call-overload]
    assert str(caught.value) == (
        f"st.cache_resource: {name}={callback!r} is an async function. Pass one that does not await."
    )
