"""An interrupted server stops as one that is told to: Jupyter Server does so only where a terminal can ask first.

Elsewhere the interrupt ends its loop at once: nobody ends kernels or keeps sessions, and threads that wait for
files keep the process from ending. JupyterHub, containers and supervisors stop servers in this way.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType


def stop_when_interrupted(stop: Callable[[], object]) -> None:
    """Let an interrupt call a function that stops the server, unless something is to happen already."""
    if threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return

    def interrupted(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # who insists need not wait
        stop()

    signal.signal(signal.SIGINT, interrupted)
