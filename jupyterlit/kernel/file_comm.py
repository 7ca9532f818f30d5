"""Files from and for the server: on a comm of its own, whichever session's page they are on.

A request is a frame of two parts: the session and the message a browser would send, and then the
bytes of a file that is sent. The answer is what is told of the file, and the bytes of one that is asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import msgspec

from jupyterlit.errors import InvalidValue
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.forward_queue import Send
from jupyterlit.kernel.apps import Apps
from jupyterlit.protocol.codec import Part, decode_back
from jupyterlit.protocol.messages import FilePart, FileRequest, UploadPart, UploadState

log = logging.getLogger("jupyterlit")

_ENDED = "This session has ended."


class FileComm:
    """Answers the server's requests for files, and takes those that readers send.

    Parameters
    ----------
    apps
        Where sessions are found.
    send
        Sends the parts of a frame to the server, from any thread.
    """

    def __init__(self, apps: Apps, send: Send) -> None:
        self._apps = apps
        self._send = send

    def receive(self, parts: Sequence[Part]) -> None:
        """Answer a request; returns at once."""
        try:
            request = decode_back(parts[1:2])
            if not isinstance(request, FileRequest | UploadPart):
                raise InvalidValue(f"A {type(request).__name__} is no request for a file.")
        except InvalidValue as error:
            log.warning("The server's request for a file was passed over. %s", error)
            return
        session: AppSession | None = self._apps.get(bytes(parts[0]).decode(errors="replace"))
        if isinstance(request, UploadPart):
            if session is None:
                self._tell(UploadState(request=request.request, error=_ENDED))
            else:
                session.uploads.receive(request, parts[2:], self._tell)
        elif session is None:
            self._answer(FilePart(request=request.request, error=_ENDED))
        else:
            session.files.ask(request, self._answer)

    def _tell(self, state: UploadState) -> None:
        self._send([msgspec.json.encode(state)])

    def _answer(self, part: FilePart) -> None:
        data = () if part.data is None else (part.data.data,)
        self._send([msgspec.json.encode(msgspec.structs.replace(part, data=None)), *data])
