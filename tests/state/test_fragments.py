"""Stored fragments: which there are, and which run with which."""

from __future__ import annotations

from jupyterlit.state.fragments import Fragment, Fragments
from jupyterlit.tree import Block


def fragment(id: str, *path: int, parent: Fragment | None = None, **options: object) -> Fragment:
    return Fragment(id, Block((0, *path)), lambda: None, name=id, parent=parent, **options)  # type: ignore[arg-type]


def test_it_holds_what_is_drawn_in_its_blocks() -> None:
    part = fragment("a", 2)
    part.outposts[(1,)] = (1, 4)
    assert [part.holds(path) for path in ((0, 2), (0, 2, 7), (0, 3), (1,), (1, 4, 0))] == [
        True,
        True,
        False,
        False,
        True,
    ]
    assert part.blocks() == [(0, 2), (1, 4)]


def test_a_complete_run_forgets_what_it_has_not_come_to() -> None:
    parts = Fragments()
    outer = fragment("outer", 0)
    inner = fragment("inner", 0, 0, parent=outer)
    other = fragment("other", 1, key="k", every=1.0)
    for part in (outer, inner, other):
        parts.add(part)
    assert inner.is_in({"outer"})
    parts.end_run({"outer"}, ("outer",))
    assert [parts.get(id) for id in ("outer", "inner", "other")] == [outer, None, other]
    assert parts.named("k") == parts.timed() == [other]
    parts.end_run({"outer"})
    assert [parts.get(id) for id in ("outer", "other")] == [outer, None]
