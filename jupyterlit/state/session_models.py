"""The widgets of ipywidgets and anywidget that a session's page shows, and the models that its browser may reach."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from jupyterlit.state.model_comm import Data, ModelComm, ignore, listen
from jupyterlit.state.models import Model, State, Wire, find_model, may_change, references

log = logging.getLogger("jupyterlit")

Said = Callable[[str, str, Data, Sequence[Any]], None]
"""Is told what a model says: its id, "comm_msg" or "comm_close", the data, the binary parts."""


class _Taking(threading.local):
    """Whether a thread lets widgets take what a browser has sent."""

    on = False


_taking = _Taking()


class Shown:
    """One widget on the page.

    Parameters
    ----------
    models
        All of the session.
    model
        Its model.
    place
        What names it among those of its page: the author's key, or what it is.
    traits
        The traits whose changes run the script.
    disabled
        The reader can see it and change nothing.
    waits
        It is in a form: its changes run nothing before that is sent.
    in_run
        Tells whether this thread belongs to a run.
    """

    def __init__(
        self,
        models: SessionModels,
        model: Model,
        place: tuple[str, str],
        traits: Sequence[str],
        *,
        disabled: bool = False,
        waits: bool = False,
        in_run: Callable[[], bool] = lambda: False,
    ) -> None:
        self.model = model
        self.place = place
        self.disabled = disabled
        self._models = models
        self._traits = tuple(traits)
        self._waits = waits
        self._in_run = in_run
        self._widget = ""
        self._seen: dict[str, Any] = {}

    def values(self) -> dict[str, Any]:
        """Return the chosen traits as they are now."""
        return {name: self.model.value(name) for name in self._traits}

    def drawn(self, widget: str) -> None:
        """Note that it is drawn, as the element with this id."""
        self._widget = widget
        self._seen = self.values()
        self._models.show(widget, self)

    def gone(self) -> None:
        """Note that it is not on the page any more."""
        self._models.hide(self._widget, self)

    def follow(self) -> None:
        """Watch the chosen traits."""
        if self._traits and hasattr(self.model.widget, "observe"):
            self.model.widget.observe(self.look, list(self._traits))

    def leave(self) -> None:
        """Take back a `follow`."""
        if self._traits and hasattr(self.model.widget, "unobserve"):
            self.model.widget.unobserve(self.look, list(self._traits))

    def look(self, change: object = None) -> None:
        """Run the script if the reader, or the notebook, has changed a chosen trait; what runs change they know."""
        if self._in_run() and not _taking.on:
            return
        seen, self._seen = self._seen, self.values()
        if not self._waits and _differ(seen, self._seen):
            self._models.on_change(self._widget)


class SessionModels:
    """The widgets on one session's page.

    A browser reaches the widgets that its page shows and what these refer to, and nothing else, whatever it sends.

    Attributes
    ----------
    on_change
        Called with the id of an element whose widget the reader has changed.
    on_said
        Called with what a model says that the browser may have.
    lock
        Held while a state is taken and sent: what changes meanwhile is told after it.
    """

    def __init__(self) -> None:
        self.lock: threading.RLock = threading.RLock()
        self.on_change: Callable[[str], object] = lambda widget: None
        self.on_said: Said = lambda model, kind, data, parts: None
        self._shown: dict[str, Shown] = {}
        self._reach: dict[str, Model] = {}
        self._referring: set[tuple[str, str]] = set()  # traits that refer to other models
        self._ears: dict[str, tuple[Any, Callable[..., None]]] = {}
        self._stale = False
        self._own: dict[str, weakref.ref[ModelComm]] = {}  # those of runs that ipywidgets keeps alive
        self._birth = object()
        self._taking: int | None = None

    # While a run goes on

    def born(self, comm: ModelComm) -> None:
        """Note that the run makes a widget."""
        comm.birth = self._birth
        self._own[comm.comm_id] = weakref.ref(comm)

    def is_new(self, model: Model) -> bool:
        """Tell whether the run that goes on has made this widget."""
        return isinstance(model.comm, ModelComm) and model.comm.birth is self._birth

    def living(self, place: tuple[str, str]) -> Model | None:
        """Return the widget that stands at a place of the page, if it is open."""
        with self.lock:
            found = next((each.model for each in self._shown.values() if each.place == place), None)
        return None if found is None or found.comm is None else found

    def on_page(self, widget: str) -> Model:
        """Return the widget that an element shows; raise `KeyError` if there is no such element."""
        with self.lock:
            return self._shown[widget].model

    @contextmanager
    def unfollowed(self) -> Generator[set[str]]:
        """Let no change run the script; gives the elements whose widgets have changed."""
        changed: set[str] = set()
        before, self.on_change = self.on_change, changed.add
        try:
            yield changed
        finally:
            self.on_change = before

    def show(self, widget: str, shown: Shown) -> None:
        """Note that an element shows a widget."""
        with self.lock:
            before = self._shown.get(widget)
            if before is not None:
                before.leave()
            self._shown[widget] = shown
            self._stale = self._stale or before is None or before.model != shown.model
        shown.follow()

    def hide(self, widget: str, shown: Shown) -> None:
        """Note that an element is gone."""
        with self.lock:
            shown.leave()
            if self._shown.get(widget) is shown:
                del self._shown[widget]
                self._stale = True

    def end_run(self) -> None:
        """Let go of the widgets that runs have made and that the page shows no more."""
        with self.lock:
            self._birth = object()
            reach = self._reachable()
            for id, ref in list(self._own.items()):
                comm = ref()
                if comm is not None and (id in reach or comm.heard):
                    continue
                del self._own[id]
                if comm is not None and (model := find_model(id)) is not None:
                    model.release()

    def close(self) -> None:
        """Note that the session ends."""
        with self.lock:
            for shown in self._shown.values():
                shown.leave()
            self._shown.clear()
            self._stale = True
            self.end_run()

    # The browser's side

    def find(self, id: str) -> Model | None:
        """Return a model that the browser may reach, None if there is none with this id."""
        with self.lock:
            return self._reachable().get(id)

    def states(self, id: str, wire: Wire) -> dict[str, State]:
        """Return the states of a model and of those that it refers to, as they travel; none if it is out of reach."""
        wire.ids[id] = None
        states: dict[str, State] = {}
        with self.lock:
            reach = self._reachable()
            done = 0
            while done < len(wire.ids):
                each = list(wire.ids)[done]
                done += 1
                if (model := reach.get(each)) is not None:
                    states[each] = wire.put(model.state())
        return states

    @contextmanager
    def take(self) -> Generator[None]:
        """Let widgets take what the browser has sent: what this thread changes is the reader's doing."""
        _taking.on = True
        try:
            yield
        finally:
            _taking.on = False

    def update(self, id: str, state: State) -> None:
        """Change traits of a model for the browser; one that cannot be what it is to be stays, and all are told so.

        Raises
        ------
        LookupError
            The model, or one that is referred to, is out of the browser's reach.
        """
        model = self._of_reader(id, state)
        names = model.names
        kind = {"_model_name": getattr(model.widget, "_model_name", None)}
        wanted = {name: value for name, value in state.items() if name in names and may_change(kind, name)}
        try:
            model.update(wanted)
        except Exception as error:  # the author's, or a trait's that cannot have the value
            log.warning("A widget of the class %s did not take a change: %s", type(model.widget).__name__, error)
            model.tell(wanted)
        finally:
            self._look()

    def hear(self, id: str, content: Any, parts: Sequence[memoryview]) -> None:
        """Give a model a message from the browser; raise `LookupError` if it is out of reach."""
        model = self._of_reader(id, content)
        try:
            model.hear(content, parts)
        finally:
            self._look()

    def _of_reader(self, id: str, content: Any) -> Model:
        """Return a model that the reader may change to what refers to no other than theirs."""
        with self.lock:
            model = self._reachable()[id]
            if stray := references(content) - self._reachable().keys():
                raise LookupError(f"{len(stray)} models")
            if any(each.disabled for each in self._shown.values()):
                open_ones = [each.model for each in self._shown.values() if not each.disabled]
                if id not in _closure(open_ones)[0]:
                    raise LookupError(id)
        return model

    def _look(self) -> None:
        """Look at what cannot be watched."""
        for shown in list(self._shown.values()):
            if not hasattr(shown.model.widget, "observe"):
                shown.look()

    def _reachable(self) -> dict[str, Model]:
        """Return the models on the page by id, and listen to them all."""
        if self._stale:
            self._stale = False
            self._reach, self._referring = _closure([shown.model for shown in self._shown.values()])
            for id in self._ears.keys() - self._reach.keys():
                ignore(*self._ears.pop(id))
            for id, model in self._reach.items():
                model.keep()
                if isinstance(model.comm, ModelComm):
                    self._own.setdefault(id, weakref.ref(model.comm))
                if id not in self._ears:
                    ear = _Ear(id, self._said)
                    self._ears[id] = (model.comm, ear)
                    listen(model.comm, ear)
        return self._reach

    def _said(self, id: str, kind: str, data: Data, parts: Sequence[Any]) -> None:
        with self.lock:
            state: Mapping[str, Any] = data.get("state") or {}
            # What it refers to from now on is within reach, and what it has referred to may not be any more.
            changes = any((id, name) in self._referring for name in state) or bool(references(state))
            self._stale = self._stale or changes or kind == "comm_close"
            self.on_said(id, kind, data, parts)


class _Ear:
    """Hears one model."""

    def __init__(self, id: str, said: Said) -> None:
        self._id = id
        self._said = said

    def __call__(self, kind: str, data: Data, parts: Sequence[Any]) -> None:
        self._said(self._id, kind, data, parts)


def _closure(roots: Sequence[Model]) -> tuple[dict[str, Model], set[tuple[str, str]]]:
    """Return these models and all that they refer to, and which of their traits do."""
    reach = {model.id: model for model in roots if model.comm is not None}
    referring: set[tuple[str, str]] = set()
    waiting = list(reach.values())
    while waiting:
        model = waiting.pop()
        for name, value in model.state().items():
            found = references(value)
            if found:
                referring.add((model.id, name))
            for id in found - reach.keys():
                if (other := find_model(id)) is not None:
                    reach[id] = other
                    waiting.append(other)
    return reach, referring


def _differ(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    try:
        return bool(a != b)
    except Exception:  # values of any library: an array's `!=` is no bool
        return True
