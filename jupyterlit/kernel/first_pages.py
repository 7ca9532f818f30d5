"""FirstPages: tells the server what the first runs of new sessions come to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.first_page import watch
from jupyterlit.execution.forward_queue import Send
from jupyterlit.protocol.codec import Part


class FirstPages:
    """The way to the server that remembers first pages; there is none beside a notebook."""

    def __init__(self) -> None:
        self._send: Send | None = None

    def begin(self, send: Send) -> None:
        """Tell the server, from now on."""
        self._send = send

    def watch(self, id: str, session: AppSession, known: Sequence[str] | None) -> None:
        """Tell what the first run of a session comes to, if the server asks for that and there has been none.

        Parameters
        ----------
        id
            The session's.
        session
            One that a browser has just come to.
        known
            The digests of the pages that the server has; they are not sent again. None: it does not ask.
        """
        if self._send is not None and known is not None and not session.begun:
            watch(session, partial(self._tell, id, known))

    def _tell(self, id: str, known: Sequence[str], path: str, digest: str, parts: Sequence[Part]) -> None:
        if self._send is not None:
            self._send([id.encode(), path.encode(), digest.encode(), *(() if digest in known else parts)])


first_pages = FirstPages()
