"""Debuggers in apps: Lab's finds the cell's lines, `breakpoint()` finds a place to ask."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, cast

from IPython.core.debugger import Pdb

from jupyterlit.errors import StopRun
from jupyterlit.execution.app_session import AppSession
from jupyterlit.kernel.sources import Notebook
from jupyterlit.run_context import in_run
from jupyterlit.tracebacks import name_file

log = logging.getLogger("jupyterlit")

_OWN_FILES = str(Path(__file__).parent.parent / "**")
_LOOK_AROUND = 0.1  # s; an interrupt is heard at least that often


def file_of_cell(shell: Notebook, code: str) -> str:
    """Return the file name under which the kernel's debugger knows a cell, which readers see as the cell's number.

    A front end sets its breakpoints in a file that it names by the cell's code, as the kernel names what it compiles.

    Parameters
    ----------
    shell
        The notebook.
    code
        The whole cell, its magics included.
    """
    filename = shell.compile.get_code_name(code, code, shell.execution_count)
    # While a cell runs, newer IPythons count the next already: what this one is called was noted when it was compiled.
    name = " ".join(shell.compile.format_code_name(filename) or ("Cell", f"In[{shell.execution_count}]"))
    if "IPYKERNEL_CELL_NAME" in os.environ:  # one for all cells
        return name
    name_file(filename, name)
    return filename


class AppBreakpoints:
    """What `breakpoint()` does in an app: it stops in Lab's debugger, or asks under a cell that waits for the app.

    Without one of the two it is passed by, which is said once for each place.
    """

    def __init__(self) -> None:
        self._asking = 0
        self._told: set[tuple[str, int]] = set()
        self._usual: Callable[..., Any] = sys.__breakpointhook__

    def install(self) -> None:
        """Take the place of what Python calls at `breakpoint()`; outside of apps that is called as before."""
        if sys.breakpointhook is not self:
            self._usual = sys.breakpointhook
            sys.breakpointhook = self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage] (the author's: no other way leads there)
        if not in_run():
            return self._usual(*args, **kwargs)
        if _stop_in_debugger(frame):
            return None
        if self._asking:
            asking: Any = Asking()  # IPython's debuggers have few types.
            asking.set_trace(frame)
            return None
        place = frame.f_code.co_filename, frame.f_lineno
        if place not in self._told:
            self._told.add(place)
            log.warning(
                "breakpoint() is passed by: nobody can be asked. Run the cell with %%app --debug, or switch "
                "on the debugger of JupyterLab."
            )
        return None

    def run_under_cell(self, begin: Callable[[], AppSession]) -> None:
        """Run an app while its cell waits: under that, `breakpoint()` asks.

        Parameters
        ----------
        begin
            Starts the run and returns the app's session.
        """
        self._asking += 1
        session = None
        try:
            session = begin()
            while not session.runner.wait(_LOOK_AROUND):
                pass
        except KeyboardInterrupt:
            if session is not None:
                session.runner.stop()
            raise
        finally:
            self._asking -= 1


class Asking(Pdb):
    """The notebook's debugger, in the script of an app; to quit it is to stop the run."""

    def __init__(self) -> None:
        super().__init__(skip=["jupyterlit.*"])  # pyright: ignore[reportUnknownMemberType]

    def do_quit(self, arg: str) -> bool:
        """Stop the run."""
        sys.settrace(None)
        raise StopRun

    do_q = do_exit = do_quit


def hide_own_frames(shell: Any) -> None:
    """Let the front end's debugger leave out what runs an app, as it leaves out what runs a cell.

    Parameters
    ----------
    shell
        The notebook, whose debugger has not been started yet.
    """
    debugger = getattr(shell.kernel, "debugger", None)
    modules = getattr(debugger, "kernel_modules", None)
    if isinstance(modules, list) and _OWN_FILES not in modules:
        cast("list[str]", modules).append(_OWN_FILES)


def _stop_in_debugger(frame: FrameType) -> bool:
    """Stop in the debugger of the front end, if one is attached."""
    debugpy, pydevd = sys.modules.get("debugpy"), sys.modules.get("pydevd")
    if debugpy is None or pydevd is None or not debugpy.is_client_connected():
        return False
    pydevd.settrace(
        suspend=True,
        trace_only_current_thread=True,
        patch_multiprocessing=False,
        notify_stdin=False,
        stop_at_frame=frame,
    )
    return True


breakpoints = AppBreakpoints()
