"""Ending the code of a thread that makes no `st.` call: an exception set from outside."""

from __future__ import annotations

import ctypes
import threading

from jupyterlit.errors import StopRun


def raise_in(thread: int) -> None:
    """Raise StopRun in a thread, at its next bytecode."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(StopRun))


def absorb_stop() -> None:
    """Let a forced stop that may still be on its way land here.

    Taking it back with a null exception would leave the interpreter looking for it at every
    bytecode, in all threads, and hang one that is traced (CPython 3.11).
    """
    try:
        raise_in(threading.get_ident())
        while True:
            pass
    except StopRun:
        return
