"""A store that fails for a while is left alone, and told of once."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from jupyterlit.server.storage import frail_store as module
from jupyterlit.server.storage.frail_store import FrailStore
from jupyterlit.server.storage.session_store import MemorySessionStore, StoreFailed

LOG = logging.getLogger("jupyterlit.tests")


class Asked:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0
        self.fails = False

    async def __call__(self) -> str:
        self.times += 1
        if self.fails:
            raise StoreFailed("the disk is full.")
        return "answer"


@pytest.fixture
def asked() -> Asked:
    return Asked()


async def test_while_it_fails_nobody_waits_for_it(asked: Asked, caplog: pytest.LogCaptureFixture) -> None:
    store = FrailStore(MemorySessionStore(), LOG)
    assert (await store.ask(asked, "none"), store.wait < 0) == ("answer", True)
    asked.fails = True
    answers = [await store.ask(asked, "none") for _ in range(3)]
    assert (answers, asked.times, 0 < store.wait <= module.FIRST_REST) == (["none"] * 3, 2, True)
    store.retry()
    assert (await store.ask(asked, "none"), asked.times) == ("none", 3)
    asked.fails = False
    assert await store.ask(asked, "none") == "none"  # it has its rest
    store.retry()
    assert await store.ask(asked, "none") == "answer"
    texts = ["Sessions cannot be kept at present: the disk is full. They go on in memory.", "Sessions are kept again."]
    assert caplog.messages == texts


async def test_only_what_others_share_can_be_elsewhere(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    asked.fails = True
    own, shared = MemorySessionStore(), MemorySessionStore()
    post: Any = object()
    shared.post = post
    stores = FrailStore(own, LOG), FrailStore(shared, LOG)
    assert [store.unsure for store in stores] == [False, False]
    for store in stores:
        await store.ask(asked, None)
    assert [store.unsure for store in stores] == [False, True]
    monkeypatch.setattr(module, "UNSURE", 0.0)
    assert not stores[1].unsure
