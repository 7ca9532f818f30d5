"""Rerun and stop requests, merged by pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RerunRequest:
    """One wish for a run.

    Parameters
    ----------
    values
        Widget values as they travel; a click is true.
    fragment
        The fragment to run alone, if that is enough.
    query
        The page's query string, if it has changed.
    """

    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    fragment: str | None = None
    query: str | None = None


Pending = tuple[RerunRequest, ...]
MOST = 20  # runs that can wait: what is clicked beyond that has no run of its own


def add(pending: Pending, request: RerunRequest) -> Pending:
    """Return the waiting requests with one more, joined to the last where nothing is lost by it.

    Two clicks of one button stay two runs; newer values of one widget replace older ones.
    """
    if not pending:
        return (request,)
    last = pending[-1]
    clicked_twice = any(value is True and last.values.get(id) is True for id, value in request.values.items())
    apart = clicked_twice or (last.fragment != request.fragment and None not in (last.fragment, request.fragment))
    if apart and len(pending) < MOST:
        return (*pending, request)
    joined = RerunRequest(
        values={**last.values, **request.values},
        fragment=last.fragment if last.fragment == request.fragment else None,
        query=request.query if request.query is not None else last.query,
    )
    return (*pending[:-1], joined)


def take_back(pending: Pending, is_click: Callable[[str], bool]) -> Pending:
    """Return what is left of requests whose runs are not wanted any more: all but the clicks."""
    if not pending:
        return ()
    values = {id: value for request in pending for id, value in request.values.items() if not is_click(id)}
    query = next((request.query for request in reversed(pending) if request.query is not None), None)
    return (RerunRequest(values, query=query),)
