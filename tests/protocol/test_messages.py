"""What messages hold by default is what the browser fills in."""

from jupyterlit.protocol.base import Buffer
from jupyterlit.protocol.messages import Batch, PageConfig, Rerun, Rows, RunEnded


def test_only_rows_carry_a_buffer() -> None:
    buffer = Buffer(b"x")
    assert Rows(request=1, data=buffer).buffers() == (buffer,)
    assert Rows(request=1, error="gone").buffers() == ()
    assert PageConfig().buffers() == ()


def test_mutable_defaults_are_not_shared() -> None:
    first, second = Rerun(), Rerun()
    first.values["a"] = 1
    assert second.values == {}


def test_a_run_that_ends_cleanly_removes_nothing() -> None:
    assert RunEnded(run=1, status="finished").keep == []
    assert Batch(seq=1, messages=[]).drop == []
