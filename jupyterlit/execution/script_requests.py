"""Rerun and stop requests, merged by pure functions."""

from __future__ import annotations

from collections.abc import Mapping
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


def add(pending: Pending, request: RerunRequest) -> Pending:
    """Return the waiting requests with one more, joined to the last where nothing is lost by it.

    Two clicks of one button stay two runs; newer values of one widget replace older ones.
    """
    if not pending:
        return (request,)
    last = pending[-1]
    clicked_twice = any(value is True and last.values.get(id) is True for id, value in request.values.items())
    if clicked_twice or (last.fragment != request.fragment and None not in (last.fragment, request.fragment)):
        return (*pending, request)
    joined = RerunRequest(
        values={**last.values, **request.values},
        fragment=last.fragment if last.fragment == request.fragment else None,
        query=request.query if request.query is not None else last.query,
    )
    return (*pending[:-1], joined)
