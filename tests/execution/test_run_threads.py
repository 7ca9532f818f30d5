from __future__ import annotations

import os
import sys
import threading
from typing import Any

from jupyterlit.execution.run_threads import RunThreads


def done(threads: RunThreads) -> dict[str, Any]:
    """Return what the work of a thread sees."""
    seen: dict[str, Any] = {}

    def work() -> None:
        me = threading.current_thread()
        seen.update(name=me.name, thread=me, kept=vars(own).get("text"), profile=sys.getprofile(), trace=sys.gettrace())
        own.text = "mine"

    own = OWN
    thread = threads.take()
    thread.begin("work", work)
    thread.join()
    return seen


OWN = threading.local()


def ready() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "jupyterlit-run"]


def test_each_run_has_a_thread_of_its_own_and_the_next_one_waits() -> None:
    threads, before = RunThreads(), len(ready())
    first = done(threads)
    assert len(ready()) == before + 1
    second = done(threads)
    assert (first["name"], second["name"]) == ("work", "work")
    assert second["thread"] is not first["thread"]
    assert (first["kept"], second["kept"]) == (None, None)
    assert len(ready()) == before + 1


def test_a_thread_that_waits_is_watched_like_one_that_starts() -> None:
    def watch(*event: object) -> None:
        del event

    threads = RunThreads()
    done(threads)
    threading.setprofile(watch)
    try:
        assert done(threads)["profile"] is watch
    finally:
        threading.setprofile(None)  # type: ignore[arg-type]
    assert done(threads)["profile"] is None


def test_a_process_that_was_forked_has_threads_too() -> None:
    threads = RunThreads()
    done(threads)
    child = os.fork()
    if child == 0:
        os._exit(0 if done(threads)["name"] == "work" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
