"""What the models of widgets speak through: a comm of a run's own, or the notebook's, which apps then hear too."""

from __future__ import annotations

import sys
import uuid
import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

Data = Mapping[str, Any]
Listener = Callable[[str, Data, Sequence[Any]], None]
"""Is told what a model says: "comm_msg" or "comm_close", the data, the binary parts."""


class Comm(Protocol):
    """A comm, ours or Jupyter's."""

    comm_id: str


class ModelComm:
    """The comm of a widget that is made in a run: what it says goes to the pages that show it and nowhere else.

    Nothing keeps it alive but its widget.

    Parameters
    ----------
    comm_id
        The id of its model, if it has had one before.

    Attributes
    ----------
    birth
        What tells the run that has made it from others.
    owner
        The method that takes messages, whose object is the widget.
    """

    kernel = True  # anywidget asks whether there is one

    def __init__(self, comm_id: str | None = None) -> None:
        self.comm_id: str = comm_id or uuid.uuid4().hex
        self.birth: object = None
        self.taker: Callable[[Any], object] | None = None
        self._listeners: tuple[Listener, ...] = ()
        self._closed = False
        _own[self.comm_id] = self

    @property
    def heard(self) -> bool:
        """Whether a page listens."""
        return bool(self._listeners)

    def on_msg(self, callback: Callable[[Any], object] | None) -> None:
        """Note what takes messages."""
        self.taker = callback

    def on_close(self, callback: Callable[[Any], object] | None) -> None:
        """Pass over what waits for the other side to close: pages do not."""

    def send(self, data: Data | None = None, metadata: object = None, buffers: Sequence[Any] | None = None) -> None:
        """Tell the pages."""
        for listener in self._listeners:
            listener("comm_msg", data or {}, buffers or ())

    def close(
        self,
        data: object = None,
        metadata: object = None,
        buffers: object = None,
        deleting: bool = False,
    ) -> None:
        """Tell the pages that the widget is closed."""
        if not self._closed:
            self._closed = True
            for listener in self._listeners:
                listener("comm_close", {}, ())

    def listen(self, listener: Listener) -> None:
        """Let a page hear what the widget says."""
        self._listeners = (*self._listeners, listener)

    def ignore(self, listener: Listener) -> None:
        """Take back a `listen`."""
        self._listeners = tuple(each for each in self._listeners if each != listener)


class _Tap:
    """Takes the place of a Jupyter comm's `publish_msg`: the notebook hears what it has heard, and pages do too."""

    def __init__(self, publish: Callable[..., object]) -> None:
        self.publish = publish
        self.listeners: tuple[Listener, ...] = ()

    def __call__(
        self, msg_type: str, data: Data | None = None, metadata: object = None, buffers: Any = None, **keys: Any
    ) -> None:
        self.publish(msg_type, data=data, metadata=metadata, buffers=buffers, **keys)
        for listener in self.listeners:
            listener(msg_type, data or {}, buffers or ())


_own: weakref.WeakValueDictionary[str, ModelComm] = weakref.WeakValueDictionary()
_PUBLISH = "publish_msg"


def listen(comm: Any, listener: Listener) -> None:
    """Let a page hear what a widget says, through whatever comm."""
    if isinstance(comm, ModelComm):
        comm.listen(listener)
        return
    tap = _members(comm).get(_PUBLISH)
    if not isinstance(tap, _Tap):
        tap = vars(comm)[_PUBLISH] = _Tap(getattr(comm, _PUBLISH))
    tap.listeners = (*tap.listeners, listener)


def ignore(comm: Any, listener: Listener) -> None:
    """Take back a `listen`."""
    if isinstance(comm, ModelComm):
        comm.ignore(listener)
        return
    tap = _members(comm).get(_PUBLISH)
    if isinstance(tap, _Tap):
        tap.listeners = tuple(each for each in tap.listeners if each != listener)
        if not tap.listeners:
            del vars(comm)[_PUBLISH]


def _members(comm: object) -> dict[str, Any]:
    return vars(comm)


def owner_of(id: str) -> Any:
    """Return the widget whose model has this id, None if there is none."""
    if (own := _own.get(id)) is not None:
        return getattr(own.taker, "__self__", None)
    if (widget := registry().get(id)) is not None:
        return widget
    comms = sys.modules.get("comm")
    known: Any = None if comms is None else comms.get_comm_manager().comms.get(id)
    return getattr(getattr(known, "_msg_callback", None), "__self__", None)


def registry() -> dict[str, Any]:
    """Return the widgets that ipywidgets knows by the ids of their models, and keeps alive by that."""
    module = sys.modules.get("ipywidgets.widgets.widget")
    return {} if module is None else vars(module)["_instances"]
