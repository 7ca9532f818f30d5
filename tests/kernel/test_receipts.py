"""How far the kernel has heard its browsers."""

import pytest

from jupyterlit.kernel.receipts import BROWSERS, Receipts


def test_each_browser_is_told_once_of_the_last_frame_that_was_heard() -> None:
    receipts = Receipts()
    assert not receipts.due
    assert receipts.take() == {}
    receipts.note({"browser": "a", "frame": 1})
    receipts.note({"browser": "a", "frame": 2})
    receipts.note({"browser": "b", "frame": 7})
    assert receipts.due
    assert receipts.take() == {"heard": {"a": 2, "b": 7}}
    assert receipts.take() == {}


@pytest.mark.parametrize("content", [None, 3, {}, {"browser": "a"}, {"browser": 1, "frame": 1}, {"frame": "1"}])
def test_a_browser_that_does_not_count_is_told_nothing(content: object) -> None:
    receipts = Receipts()
    receipts.note(content)
    assert not receipts.due


def test_of_many_browsers_the_newest_are_told() -> None:
    receipts = Receipts()
    for number in range(BROWSERS + 3):
        receipts.note({"browser": str(number), "frame": 1})
    heard = receipts.take()["heard"]
    assert len(heard) == BROWSERS
    assert "2" not in heard
    assert "3" in heard
