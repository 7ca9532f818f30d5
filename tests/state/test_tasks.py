"""What a session's tasks are made of."""

import dataclasses

import pytest

from jupyterlit.protocol.messages import ROOTS
from jupyterlit.state.tasks import PLACE, Work


def test_a_tasks_place_is_none_of_the_page() -> None:
    assert PLACE[0] not in range(ROOTS)


def test_work_does_not_change_on_its_way_between_threads() -> None:
    work = Work(lambda: 1, lambda error: None, "Count")
    assert (work.limit, work.rerun, work.fragments, work.calls) == (None, True, (), ())
    with pytest.raises(dataclasses.FrozenInstanceError):
        work.label = "Other"  # type: ignore[misc]
