"""The block that shows a task."""

import msgspec
import pytest

from jupyterlit.protocol.base import BlockElement
from jupyterlit.protocol.task import TaskBlock


def test_what_is_as_ever_does_not_travel() -> None:
    block = TaskBlock(task="t", label="Count", state="running")
    assert isinstance(block, BlockElement)
    assert msgspec.to_builtins(block) == {"kind": "task", "task": "t", "label": "Count", "state": "running"}


def test_there_are_no_other_states() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"kind": "task", "task": "t", "label": "", "state": "asleep"}, TaskBlock)
