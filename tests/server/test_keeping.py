"""Kernels hand over what their sessions have, and a session begins with that in another kernel."""

from __future__ import annotations

import logging
from typing import Any, cast

import msgspec
import pytest

from jupyterlit.server.keeping import Keeping
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.storage.session_store import MemorySessionStore, SessionRecord
from jupyterlit.server.storage.sessions import Sessions
from tests.server.conftest import FakeLink

LOG = logging.getLogger("jupyterlit.tests")
RECORD = SessionRecord(
    id="ann", app="app", page="", visitor="v", user=None, kernel="k", created=1.0, seen=1.0, connected=True
)


class Named:
    """A kernel that has a name."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.opened = {"ann"}


def kernel(id: str) -> Kernel:
    return cast(Any, Named(id))


@pytest.fixture
def sessions() -> Sessions:
    return Sessions(MemorySessionStore(), LOG)


async def test_what_a_kernel_hands_over_is_kept_for_its_sessions(sessions: Sessions) -> None:
    await sessions.put(RECORD)
    link = FakeLink()
    keeping = Keeping(sessions)
    keeping.listen(kernel("k"), link)
    keeping.listen(kernel("k"), link)  # is heard already
    link.hand_over(b"ann", memoryview(b"plain "), b"pickled")
    link.hand_over(b"ann", b"newer ")
    link.hand_over(b"\xff", b"nobody's")
    link.hand_over(b"ann")
    link.hand_over()
    assert await sessions.kept(RECORD) == b"newer pickled"
    await sessions.close()


async def test_a_session_begins_with_what_it_had_where_its_kernel_is_another(sessions: Sessions) -> None:
    await sessions.put(RECORD)
    sessions.keep("ann", "k", b"kept", b"")
    keeping, link = Keeping(sessions), FakeLink()
    assert await keeping.resume(RECORD, kernel("k"), link, None) == (RECORD, None)
    moved = msgspec.structs.replace(RECORD, kernel="other")
    assert await keeping.resume(RECORD, kernel("other"), link, None) == (moved, b"kept")
    assert await sessions.get("ann") == moved
    assert await keeping.resume(moved, kernel("other"), link, b"given") == (moved, b"given")
    named = kernel("other")
    named.opened.clear()  # it was to be there, and has never been
    assert await keeping.resume(moved, named, link, None) == (moved, b"kept")
    await sessions.close()
