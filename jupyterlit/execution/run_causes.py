"""Why a run was made, as its author is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.script_requests import RerunRequest
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.protocol.base import Widget
from jupyterlit.protocol.inside import CauseKind, InsideCause
from jupyterlit.secrets.hiding import hide

_MOST, _LONGEST = 10, 200


def cause_of(
    request: RerunRequest,
    queue: ForwardMsgQueue,
    source: ScriptSource,
    last: tuple[ScriptSource, str] | None,
    fragments: Sequence[str],
) -> InsideCause:
    """Return why a run is made.

    Parameters
    ----------
    request
        The wish for it.
    queue
        Where the page is, as it was before.
    source
        The app's script.
    last
        That of the run before, and how that has ended.
    fragments
        The names of the fragments that it is of.
    """
    if last is None:
        return _cause("start")
    if request.values:
        return _cause("widget", labels(queue, request.values))
    if request.timed and fragments:
        return _cause("timer", fragments)
    if request.timed or request.calls:
        return _cause("task")
    if last[1] == "rerun":
        return _cause("script", fragments)
    if request.page is not None:
        return _cause("page", [request.page])
    return _cause("rerun" if last[0] is source else "code", fragments)


def labels(queue: ForwardMsgQueue, ids: Iterable[str]) -> list[str]:
    """Return what readers call these widgets; those that are not on the page are left out."""
    found: dict[str, str] = {}
    for delta in queue.page():
        element = delta.element
        if isinstance(element, Widget):
            found[element.id] = element.label or element.key or element.drawn_by
    return [found[id] for id in ids if id in found]


def _cause(kind: CauseKind, names: Iterable[str] = ()) -> InsideCause:
    return InsideCause(kind, [hide(name)[:_LONGEST] for name in names][:_MOST])
