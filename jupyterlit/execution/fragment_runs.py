"""Runs of fragments alone: which stand on the page, and which of them are due."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.script_requests import RerunRequest
from jupyterlit.execution.timers import Timers
from jupyterlit.protocol.fragment import FragmentBlock
from jupyterlit.protocol.messages import Path
from jupyterlit.state.fragments import Fragment, Fragments


class FragmentRuns:
    """What a session's runner knows of fragments.

    Parameters
    ----------
    fragments
        Those of the page.
    queue
        Where the page is.
    timers
        Makes calls later.
    request
        Asks for a run.
    """

    def __init__(
        self, fragments: Fragments, queue: ForwardMsgQueue, timers: Timers, request: Callable[[RerunRequest], None]
    ) -> None:
        self._fragments = fragments
        self._queue = queue
        self._timers = timers
        self._request = request
        self._waiting: set[str] = set()

    def of(self, request: RerunRequest) -> list[Fragment]:
        """Return the fragments that a request is for, if all of them stand on the page."""
        known = [part for id in request.fragments if (part := self._fragments.get(id)) is not None]
        parts = [part for part in known if self._stands(part)]
        return parts if len(parts) == len(request.fragments) else []

    def _stands(self, part: Fragment) -> bool:
        """Tell whether a fragment has its place on the page: a run that was stopped may have left it another."""
        element = self._queue.tree.element(part.path)
        return isinstance(element, FragmentBlock) and element.fragment == part.id

    def within(self, ran: Sequence[str]) -> Callable[[str | None], bool]:
        """Return what tells of a fragment's id whether it is one of those that ran, or was called in one."""

        def is_within(id: str | None) -> bool:
            part = self._fragments.get(id or "")
            return part is not None and part.is_in(ran)

        return is_within

    def set_timers(self) -> None:
        """Let the fragments that run every so often run again when their time has come."""
        for part in self._fragments.timed():
            if part.every is not None and part.id not in self._waiting:
                self._waiting.add(part.id)
                self._timers.call_later(part.every, functools.partial(self._run, part))

    def _run(self, part: Fragment) -> None:
        self._waiting.discard(part.id)
        if self._fragments.get(part.id) is None:
            return
        if self._queue.connected:
            self._request(RerunRequest(fragments=(part.id,), timed=True))
        else:  # nobody looks: look again later whether somebody does
            self.set_timers()


def confines(parts: Sequence[Fragment]) -> tuple[str | None, list[Path]]:
    """Return what a run of fragments is named by, and the blocks that it fills anew."""
    return parts[0].id if parts else None, [block for part in parts for block in part.blocks()]
