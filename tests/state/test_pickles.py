"""Values as bytes: classes of scripts and notebooks, room, and what is pickled again."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from jupyterlit.state import pickles
from jupyterlit.state.pickles import dump, dump_all, is_plain, load

LIMIT = 100_000
LOOP: list[Any] = []
LOOP.append(LOOP)
TWICE = [1]


class Text(str):
    """A text that is more than a text."""

    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    [None, True, 1, -(2**63), 1.5, "ä", [], {}, [1, [2, {"a": None}]], {"a": {"b": [True, "x"]}}, [0] * pickles.PLAIN],
)
def test_what_json_holds_is_plain(value: Any) -> None:
    assert is_plain(value)


@pytest.mark.parametrize(
    "value",
    [
        2**63,
        float("nan"),
        float("inf"),
        "\ud800",
        b"x",
        (1,),
        {1},
        {1: 2},
        {"\ud800": 1},
        [(1,)],
        Text("x"),
        LOOP,
        [TWICE, TWICE],
        [0] * (pickles.PLAIN + 1),
    ],
)
def test_what_json_would_change_is_not(value: Any) -> None:
    assert not is_plain(value)


def script(code: str) -> dict[str, Any]:
    """Run a script as an app's is run: in a namespace that no module has."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(code, names)
    return names


def test_an_instance_made_before_a_rerun_is_pickled_by_value() -> None:
    code = "class Point:\n    def __init__(self, x): self.x = x\n    def twice(self): return 2 * self.x"
    before = script(code)["Point"](4)
    script(code)
    assert load(dump(before, LIMIT)).twice() == 8


def test_a_class_of_the_notebook_is_found_again_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    point = script("class Point:\n    class Inner: x = 5")["Point"]
    monkeypatch.setattr(sys.modules["__main__"], "Point", point, raising=False)
    data = dump((point(), point.Inner()), LIMIT)
    assert [type(each) for each in load(data)] == [point, point.Inner]
    monkeypatch.delattr(sys.modules["__main__"], "Point")  # the notebook's cells have not run again
    outer, inner = load(data)
    assert (type(outer).__name__, inner.x) == ("Point", 5)


def test_what_is_larger_than_there_is_room_for_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class File:
        pickled_size = LIMIT + 1

        def __reduce__(self) -> tuple[Any, ...]:
            raise AssertionError("It has been read.")

    lost: dict[pickles.Place, str] = {}
    assert dump_all({("entries", "file"): [File()]}, LIMIT, lost) == {}
    assert lost == {("entries", "file"): "it is a list of more than 100,000 bytes"}
