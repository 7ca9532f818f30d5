"""The server's kernel websockets, for the cell, the panel and every ipywidget, without TCP's wait between small frames.

Tornado leaves Nagle's algorithm on: of several small frames in a row all but the first wait until the browser's
delayed acknowledgement comes, some 40 ms on Linux (RFC 896, RFC 1122 section 4.2.3.2).
"""

from __future__ import annotations

from typing import Any

from jupyter_core.utils import ensure_async


def without_delay(connection: type[Any]) -> type[Any]:
    """Return a class of kernel connections whose frames leave at once; it is configured by the same name.

    Parameters
    ----------
    connection
        What the server connects browsers and kernels with, whichever it has been told to take.
    """

    async def connect(self: Any) -> object:
        """Connect the browser, whose socket no longer waits."""
        self.websocket_handler.set_nodelay(True)
        return await ensure_async(connection.connect(self))

    make: Any = type(connection)  # the class of traitlets' classes
    body = {"connect": connect, "__doc__": connection.__doc__, "__module__": connection.__module__}
    return make(connection.__name__, (connection,), body)
