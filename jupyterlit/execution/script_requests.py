"""Rerun and stop requests, merged by pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class RerunRequest:
    """One wish for a run.

    Parameters
    ----------
    values
        Widget values as they travel; a click is true.
    fragments
        The fragments to run alone, if that is enough.
    query
        The page's query string, if it has changed.
    page
        The path of the page to go to.
    numbers
        How often the browser had sent values, where it is the browser that asks: by view.
    timed
        Nobody asks for it but the time, or work that has ended: it waits for the run that goes on.
    calls
        What is called before, as callbacks of widgets are.
    since
        When it was made, by `time.perf_counter`, where somebody wants to know.
    """

    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    fragments: tuple[str, ...] = ()
    query: str | None = None
    page: str | None = None
    numbers: Mapping[str, int] = field(default_factory=dict[str, int])
    timed: bool = False
    calls: tuple[Callable[[], object], ...] = ()
    since: float = 0.0

    def interrupts(self, running: RerunRequest) -> bool:
        """Tell whether a run that goes on ends for this one: not the whole script's for a part of it."""
        if self.timed:
            return False
        return not self.fragments or (bool(running.fragments) and set(running.fragments) <= set(self.fragments))

    def overtakes(self, running: RerunRequest) -> bool:
        """Tell whether it need not even wait until a run that goes on has ended."""
        return not self.fragments and self.interrupts(running)


Pending = tuple[RerunRequest, ...]
MOST = 100  # runs that can wait: what is clicked beyond that has no run of its own


def add(pending: Pending, request: RerunRequest, is_click: Callable[[str], bool] = lambda _: False) -> Pending:
    """Return the waiting requests with one more, joined to the last where nothing is lost by it.

    Two clicks of one button stay two runs, and so do two messages of one chat input; newer values of other widgets
    replace older ones.
    """
    if not pending:
        return (request,)
    last = pending[-1]
    clicked_twice = any(
        id in last.values and (is_click(id) or (value is True and last.values[id] is True))
        for id, value in request.values.items()
    )
    parts = last.fragments and request.fragments
    apart = clicked_twice or (parts and last.fragments != request.fragments)
    if apart and len(pending) < MOST:
        return (*pending, request)
    joined = RerunRequest(
        values={**last.values, **request.values},
        fragments=last.fragments if parts and not apart else (),
        query=request.query if request.query is not None else last.query,
        page=request.page if request.page is not None else last.page,
        numbers={**last.numbers, **request.numbers},
        timed=last.timed and request.timed,
        calls=(*last.calls, *request.calls),
        since=last.since or request.since,
    )
    return (*pending[:-1], joined)


def go_on(pending: Pending, asked: RerunRequest) -> Pending:
    """Return what waits once a run has asked for another: that, or what a reader has asked for since.

    A page that the script goes to is the page of all that waits.
    """
    if not pending:
        return (asked,)
    if asked.page is None or pending[0].page is not None:
        return pending
    first = replace(pending[0], fragments=(), page=asked.page, query=None)
    return (first, *pending[1:])


def take_back(pending: Pending, is_click: Callable[[str], bool]) -> Pending:
    """Return what is left of requests whose runs are not wanted any more: all but the clicks."""
    if not pending:
        return ()
    values = {id: value for request in pending for id, value in request.values.items() if not is_click(id)}
    query = next((request.query for request in reversed(pending) if request.query is not None), None)
    page = next((request.page for request in reversed(pending) if request.page is not None), None)
    numbers = {view: number for request in pending for view, number in request.numbers.items()}
    calls = tuple(call for request in pending for call in request.calls)
    return (RerunRequest(values, query=query, page=page, numbers=numbers, calls=calls),)
