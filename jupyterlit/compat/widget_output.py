"""`with output:` in a run: what is printed and displayed goes into the Output widget, and not to the notebook.

In a notebook the browser does that: it tells by the request that an output answers. A run answers none.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

from jupyterlit.run_context import in_run

_OFTEN = 0.1  # s, how often a widget tells what is printed meanwhile
_STREAMS = ("stdout", "stderr")


class Capture:
    """What one `with output:` takes.

    Parameters
    ----------
    output
        The widget.
    """

    def __init__(self, output: Any) -> None:
        self._output = output
        self._outputs: list[dict[str, Any]] = [dict(each) for each in output.outputs]
        self._told = time.monotonic()
        self._clear = False

    def write(self, stream: str, text: str) -> None:
        """Take a text that is printed."""
        last = self._outputs[-1] if self._outputs and not self._clear else {}
        if last.get("name") == stream:
            last["text"] += text
        else:
            self._add({"output_type": "stream", "name": stream, "text": text})
        if time.monotonic() - self._told > _OFTEN:
            self.tell()

    def take(self, message: Mapping[str, Any]) -> None:
        """Take what is displayed, or that all is to be cleared; in the place of Jupyter's own way."""
        content = message["content"]
        if message["header"]["msg_type"] == "clear_output":
            self._clear = True
            if not content.get("wait"):
                self._add(None)
        else:
            forms: dict[str, Any] = {"data": content["data"], "metadata": content.get("metadata", {})}
            self._add({"output_type": "display_data", **forms})

    def fail(self, error: BaseException) -> None:
        """Take an error."""
        lines = traceback.format_exception(error)
        self._add(
            {
                "output_type": "error",
                "ename": type(error).__name__,
                "evalue": str(error),
                "traceback": [line.rstrip("\n") for line in lines],
            }
        )

    def tell(self) -> None:
        """Let the widget show what there is."""
        self._told = time.monotonic()
        self._output.outputs = tuple(dict(each) for each in self._outputs)

    def _add(self, output: dict[str, Any] | None) -> None:
        if self._clear:
            self._outputs, self._clear = [], False
        if output is not None:
            self._outputs.append(output)


class _Captures(threading.local):
    """Those of one thread, the innermost last; None where the notebook's way is taken."""

    def __init__(self) -> None:
        self.stack: list[Capture | None] = []

    @property
    def inner(self) -> Capture | None:
        return self.stack[-1] if self.stack else None


_captures = _Captures()


def claim_output() -> None:
    """Let Output widgets take what runs print; where no run goes on, all stays as it is."""
    kind: Any = vars(sys.modules["ipywidgets.widgets.widget_output"])["Output"]
    enter, leave = kind.__enter__, kind.__exit__
    if hasattr(enter, "before_apps"):
        return

    def begin(self: Any) -> Any:
        if not in_run():
            _captures.stack.append(None)
            return enter(self)
        _tap_streams()
        capture = Capture(self)
        _captures.stack.append(capture)
        if (publisher := _publisher()) is not None:
            publisher.register_hook(capture.take)
        return None

    def end(
        self: Any, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Any:
        capture = _captures.stack.pop() if _captures.stack else None
        if capture is None:
            return leave(self, kind, error, trace)
        if (publisher := _publisher()) is not None:
            publisher.unregister_hook(capture.take)
        if isinstance(error, Exception):
            capture.fail(error)
        capture.tell()
        return isinstance(error, Exception)  # it is shown, as in a notebook

    vars(begin)["before_apps"] = enter
    kind.__enter__, kind.__exit__ = begin, end


def _publisher() -> Any:
    """Return what displays objects in a notebook, None outside of one."""
    ipython = sys.modules.get("IPython")
    shell: Any = None if ipython is None else ipython.get_ipython()
    publisher = getattr(shell, "display_pub", None)
    return publisher if hasattr(publisher, "register_hook") else None


def _tap_streams() -> None:
    for name in _STREAMS:
        stream: Any = getattr(sys, name)
        if not hasattr(getattr(stream, "write", None), "lit_output"):
            _tap(stream, name)


def _tap(stream: Any, name: str) -> None:
    write: Callable[[str], Any] = stream.write

    def tapped(text: str) -> Any:
        capture = _captures.inner
        if capture is None:
            return write(text)
        capture.write(name, text)
        return len(text)

    vars(tapped)["lit_output"] = True
    stream.write = tapped
