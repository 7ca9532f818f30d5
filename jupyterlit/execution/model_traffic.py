"""ModelTraffic: what a page's browser and the widgets on it say to each other, as messages of their session."""

from __future__ import annotations

import contextvars
import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from jupyterlit.errors import RerunRun, ScriptControl
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.mailbox import Mailbox
from jupyterlit.media.modules import media_module
from jupyterlit.media.nbextensions import nbextension
from jupyterlit.protocol.base import MediaFile
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.messages import Forward, ModelChange, ModelRequest, ModelSaid, ModelState, ModelTook
from jupyterlit.run_context import RunContext, enter, in_run, leave
from jupyterlit.secrets.hiding import hide
from jupyterlit.state.models import State, Wire, with_parts
from jupyterlit.state.session_models import SessionModels

log = logging.getLogger("jupyterlit")

AT_ONCE = 256  # messages of one browser that wait for its widgets
_OURS = ("@jupyter-widgets/base", "@jupyter-widgets/controls", "@jupyter-widgets/output", "anywidget")
_GONE = "This widget is no longer on the page."


class ModelTraffic:
    """Hands on what a browser and the widgets on its page say.

    Parameters
    ----------
    models
        The widgets that the browser may reach.
    queue
        The way to the browser.
    context
        Returns the run that the author's functions find themselves in; what they draw is passed over.
    rerun
        Runs the script, after a change of the widget in an element if one is named.
    surroundings
        Returns the context that calls are made in a copy of, if there is one.
    """

    def __init__(
        self,
        models: SessionModels,
        queue: ForwardMsgQueue,
        context: Callable[[], RunContext],
        rerun: Callable[[str | None], object],
        surroundings: Callable[[], contextvars.Context | None],
    ) -> None:
        self._models = models
        self._queue = queue
        self._context = context
        self._rerun = rerun
        self._mailbox = Mailbox("jupyterlit-widgets", surroundings)
        self._referred: dict[str, MediaFile] = {}
        self._folders: dict[str, MediaFile | None] = {}
        self._echo: str | None = None
        self.after = self._mailbox.after
        models.on_change = rerun
        models.on_said = self._said

    def receive(self, message: ModelRequest | ModelChange, data: Sequence[Part]) -> None:
        """Act on a message from the browser; returns at once."""
        if self._mailbox.length >= AT_ONCE:
            if isinstance(message, ModelChange):
                self._send(ModelTook(id=message.id))
        elif isinstance(message, ModelRequest):
            self._mailbox.put(functools.partial(self._tell, message))
        else:
            self._mailbox.put(functools.partial(self._take, message, data))

    def _send(self, message: Forward) -> None:
        """Send a message at once, or with what the run that says it sends."""
        self._queue.send(message)
        if not in_run():
            self._queue.flush()

    def _tell(self, request: ModelRequest) -> None:
        """Answer with the state of a model and of those that it refers to."""
        wire = Wire()
        try:
            with self._models.lock:
                states = self._models.states(request.model, wire)
                folders = self._equip(states)
                answer = ModelState(request=request.request, states=states, folders=folders, parts=wire.parts)
                if not states:
                    answer = ModelState(request=request.request, error=_GONE)
                self._send(answer)
        except Exception as error:  # the author's, or that of a library: the reader sees why
            log.exception("The state of a widget cannot be sent.")
            self._send(ModelState(request=request.request, error=hide(f"{type(error).__name__}: {error}")))

    def _equip(self, states: Mapping[str, State]) -> dict[str, MediaFile]:
        """Put files in the place of scripts; return the folders of the packages that draw these models, by name."""
        folders: dict[str, MediaFile] = {}
        for state in states.values():
            self._refer_script(state)
            for name in {state.get("_model_module"), state.get("_view_module")}:
                if isinstance(name, str) and name not in _OURS and (folder := self._folder(name)) is not None:
                    folders[name] = folder
        return folders

    def _refer_script(self, state: State) -> None:
        """Put a file in the place of an anywidget's script; an address stays what it is."""
        script = state.get("_esm")
        if isinstance(script, str) and not script.startswith(("https://", "http://")):
            state["_esm"] = self._refer(media_module(script))

    def _folder(self, name: str) -> MediaFile | None:
        if name not in self._folders:
            folder = nbextension(name)
            self._folders[name] = None if folder is None else self._refer(folder)
        return self._folders[name]

    def _refer(self, file: MediaFile) -> MediaFile:
        """Let the browser ask for a file as long as its session lives."""
        if file.id not in self._referred:
            self._referred[file.id] = file
            self._queue.files.refer((file,))
        return file

    def _take(self, message: ModelChange, data: Sequence[Part]) -> None:
        """Give a widget what the browser has sent for it."""
        token = enter(self._context())
        self._echo = message.id
        try:
            with self._models.take():
                self._give(message, data)
        except RerunRun:
            self._rerun(None)
        except (LookupError, ValueError, TypeError, RecursionError) as error:
            log.debug("What a browser has sent for a widget was passed over: %r", error)
        except ScriptControl:
            log.debug("A function that a widget has called has ended the run that it is in none of.")
        finally:
            self._echo = None
            leave(token)
            self._send(ModelTook(id=message.id))  # and what the widget has said meanwhile

    def _give(self, message: ModelChange, data: Sequence[Part]) -> None:
        parts = [memoryview(part) for part in data]
        if message.method == "custom":
            self._models.hear(message.model, message.content, parts)
        elif isinstance(content := message.content, dict):
            state = cast("dict[str, Any]", content)
            self._models.update(message.model, with_parts(state, message.paths, parts))

    def _said(self, model: str, kind: str, data: Mapping[str, Any], parts: Sequence[Any]) -> None:
        """Tell the browser what a model says; the author's script, which lets it say that, meets no error of ours."""
        try:
            self._pass_on(model, kind, data, parts)
        except Exception:
            log.exception("What a widget says cannot be sent.")

    def _pass_on(self, model: str, kind: str, data: Mapping[str, Any], parts: Sequence[Any]) -> None:
        wire = Wire()
        if kind == "comm_close":
            self._send(ModelSaid(model=model, method="close"))
        elif data.get("method") == "custom":
            wire.put(list(parts))
            self._send(ModelSaid(model=model, method="custom", content=wire.put(data.get("content")), parts=wire.parts))
        elif data.get("method") in ("update", "echo_update"):
            state = with_parts(_copied(data["state"]), data.get("buffer_paths", ()), parts)
            content = wire.put(state)
            self._refer_script(content)
            echo = self._echo if data["method"] == "echo_update" else None
            self._send(ModelSaid(model=model, method=data["method"], content=content, parts=wire.parts, echo=echo))


def _copied(value: Any) -> Any:
    """Return a copy of lists and dictionaries, which others may hold too."""
    if isinstance(value, dict):
        return {name: _copied(each) for name, each in cast("dict[Any, Any]", value).items()}
    return [_copied(each) for each in cast("list[Any]", value)] if isinstance(value, list | tuple) else value
