"""A subshell of our own: the kernel hears browsers while it runs a cell, whichever way they send.

JupyterLab makes a subshell for widgets, but what it sends before that is there waits for the cell
that runs; other front ends make none. From ipykernel 7.4 on a comm can say where it is heard.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

from ipykernel.comm.comm import BaseComm
from ipykernel.kernelbase import Kernel

log = logging.getLogger("jupyterlit")

PATIENCE = 0.5  # s, for what takes a thousandth of that


class Subshell:
    """A subshell, once the kernel has made it."""

    def __init__(self) -> None:
        self._asked = False
        self._ready = threading.Event()
        self._id: str | None = None
        self._manager: Any = None  # ipykernel's, which has no types

    def make(self) -> None:
        """Let the kernel make it, if that is not done and it can; returns at once."""
        kernel: Any = Kernel.instance()
        control = getattr(kernel, "control_thread", None)
        if self._asked or control is None or not hasattr(BaseComm, "_reply_subshell_for"):
            return
        self._asked = True
        # What makes subshells may be spoken to by the control thread alone.
        control.io_loop.add_callback(self._make, kernel)

    def _make(self, kernel: Any) -> None:
        try:
            manager = kernel.shell_channel_thread.manager
            socket = manager.control_to_shell_channel.from_socket
            socket.send_json({"type": "create"})
            self._id = socket.recv_json()["subshell_id"]
            self._manager = manager
        except Exception:
            log.debug("Apps have no subshell of their own.", exc_info=True)
        finally:
            self._ready.set()

    def hear(self, comm: object) -> None:
        """Let what browsers send on a comm be heard here; without a subshell on that which they have chosen.

        Otherwise ipykernel 7.4 hears it on the subshell of the cell in which the comm was opened or spoke last.
        """
        if self._asked:
            self._ready.wait(PATIENCE)
        vars(comm)["_reply_subshell_for"] = self._choose

    def _choose(self, data: object, chosen: str | None) -> str | None:
        # Front ends can end any subshell.
        return self._id if self._manager is not None and self._id in self._manager.list_subshell() else chosen


subshell = Subshell()
