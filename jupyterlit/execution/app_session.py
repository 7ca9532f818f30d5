"""AppSession: one visitor, one script, one queue."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jupyterlit.config.sources import settings
from jupyterlit.execution.file_parts import FileParts, Unseen
from jupyterlit.execution.forward_queue import ForwardMsgQueue, Send
from jupyterlit.execution.model_traffic import ModelTraffic
from jupyterlit.execution.page_settings import PageSettings
from jupyterlit.execution.script_requests import RerunRequest
from jupyterlit.execution.script_runner import Hooks, ScriptRunner
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.execution.threads import Threads
from jupyterlit.execution.upload_parts import UploadParts
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.messages import (
    Ack,
    Attach,
    BackMessage,
    CancelTask,
    ClearCaches,
    FilePart,
    FileRequest,
    Forward,
    ModelChange,
    ModelRequest,
    Rerun,
    Resync,
    Rows,
    RowsRequest,
    Stop,
    Surroundings,
    UploadBegin,
    UploadCancel,
    UploadPart,
    UploadState,
    Values,
)
from jupyterlit.protocol.messages import (
    QueryParams as QueryParamsMessage,
)
from jupyterlit.run_context import RunContext
from jupyterlit.secrets.hiding import hide
from jupyterlit.secrets.store import folder_of, store_of
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_models import SessionModels
from jupyterlit.state.session_state import SessionState
from jupyterlit.state.visitor_info import VisitorInfo

ROWS_AT_ONCE = 64  # requests of one page for rows of its tables
_TOO_MANY = "Too many rows were asked for at once. Scroll on to ask again."


class AppSession:
    """One visitor's app: it outlives connections and ends when it is closed.

    Parameters
    ----------
    id
        Its name between server and kernel.
    source
        The script; may be replaced at any time, state is kept.
    info
        What is known of the visitor: headers, cookies, user; more comes with `attach`.
    threads
        The threads that sessions share.
    """

    def __init__(
        self,
        id: str,
        source: ScriptSource,
        hooks: Hooks,
        threads: Threads,
        info: Mapping[str, Any],
    ) -> None:
        self.id = id
        self.state = SessionState()
        self.query_params = QueryParams()
        self.info = VisitorInfo(info)
        self.queue = ForwardMsgQueue(id, self._surroundings)
        self._settings = PageSettings(settings())
        self.runner = ScriptRunner(id, source, self.queue, self.state, self.query_params, hooks, threads, self.info)
        self.files = FileParts(self.queue.files, self._unseen_run)
        models, surroundings = self.state.part(SessionModels), lambda: self.runner.source.context
        self.models = ModelTraffic(models, self.queue, self._unseen_run, self._follow_widget, surroundings)
        uploads = self.state.part(SessionUploads)
        self.uploads = UploadParts(uploads, lambda: self.runner.running, threads.timers.call_later)
        self._submit = threads.submit
        self._clear_caches = hooks.clear_caches
        self._theme: str | None = None
        self._secrets_seen: int | None = None
        self._send: Send | None = None
        self._rows_at_once = threading.Semaphore(ROWS_AT_ONCE)
        self._moved = False
        self._begun = False
        self._came: Attach | None = None
        self._touched = False

    @property
    def source(self) -> ScriptSource:
        """The script of the page that is shown; what is assigned becomes that of the first."""
        scripts = self.runner.scripts
        return scripts.source_of(scripts.pages.wanted) or self.runner.source

    @source.setter
    def source(self, source: ScriptSource) -> None:
        self.runner.source = source
        if self._begun:
            self.rerun()

    def set_pages(self, sources: Mapping[str, ScriptSource], looks: Mapping[str, tuple[str, str]]) -> None:
        """Let these be the app's scripts by the name of their page, if they are not yet; it begins with the first.

        `looks` are title and icon of pages that have more than a name.
        """
        if self.runner.scripts.sources is not sources:
            self.runner.scripts.set_sources(sources, looks)
            self.source = next(iter(sources.values()))

    def go_to(self, page: str) -> None:
        """Show the page with this name, or stay on one that its script has made; the empty one is that of the first."""
        scripts = self.runner.scripts
        path = "" if page == next(iter(scripts.sources), "") else page
        if not self._begun:
            scripts.pages.wanted = path
        elif scripts.source_of(path) is not scripts.source_of(scripts.pages.wanted):
            self.runner.request(RerunRequest(page=path, query=""))

    def connect(self, send: Send) -> None:
        """Let a browser listen; it gets what the page holds once it says `attach`."""
        self._send = send

    def disconnect(self, send: Send | None = None) -> None:
        """Note that the browser is gone; the session waits for the next.

        If `send` is given, only if it is still that one: another may have taken its place.
        """
        if send is None or send is self._send:
            self._send = None
            self.queue.disconnect()

    def rerun(self) -> None:
        """Run the script again with the values as they are."""
        self._begun = True
        self.runner.request(RerunRequest())

    def close(self) -> None:
        """End the session: the run is stopped and nothing is kept."""
        self.queue.disconnect()
        self.runner.close()
        self.state.close()

    def receive(self, message: BackMessage, data: Sequence[Part] = ()) -> None:
        """Act on a message from the browser, and on the bytes that come with it; returns at once."""
        self._touched = self._touched or not isinstance(message, Attach | Ack | Resync)
        match message:
            case Attach():
                self._attach(message)
            case Rerun():
                self._begun = True
                whole = message.query is not None or message.page is not None
                fragment = None if whole else self.state.widgets.fragment_of(message.values)
                fragments = () if fragment is None else (fragment,)
                numbers = {} if message.number is None else {message.view: message.number}
                asked = RerunRequest(message.values, fragments, message.query, message.page, numbers)
                self.models.after(lambda: self.runner.request(asked))  # what the reader has done before comes before
            case Surroundings():
                self._note(message)
            case Stop():
                self.runner.stop()
            case CancelTask():
                self.runner.tasks.cancel(message.task)
            case ClearCaches():
                if self.info.get("developer", True):  # who has the kernel at hand, as in a notebook, is one
                    self._submit(self._clear_caches)
            case Resync():
                self.queue.resync()
            case Ack():
                self.queue.acknowledge(message.seq)
            case RowsRequest():
                self._ask(message)
            case FileRequest():
                self.files.ask(message, self._answer)
            case UploadBegin() | UploadPart() | UploadCancel():
                self.uploads.receive(message, data, self._answer)
            case ModelRequest() | ModelChange():
                self.models.receive(message, data)

    def _attach(self, message: Attach) -> None:
        self._touched = self._touched or bool(message.query)
        self._came = message
        self.info["embedded"] = message.embedded
        self._note(message)
        moved = message.query is not None and QueryParams(message.query).dump() != self.query_params.dump()
        moved = moved or (message.page is not None and message.page != self.runner.scripts.pages.wanted)
        if self._send is not None:
            self.runner.keeper.once_shown(functools.partial(self._show, self._send, moved, message.holds))
        if moved or not self._begun:
            self._begun = True
            self.runner.request(RerunRequest(query=message.query, page=message.page))

    def _show(self, send: Send, moved: bool, holds: Sequence[str]) -> None:
        if send is self._send:
            self._moved = moved
            self.queue.connect(send, holds)
            self._moved = False

    def _note(self, message: Attach | Surroundings) -> None:
        """Let the script know where the page stands."""
        fields = ("url", "page", "timezone", "timezone_offset", "locale")
        self.info.update({name: getattr(message, name) for name in fields})
        self._theme = message.theme
        self._note_theme()

    @property
    def begun(self) -> bool:
        """Whether its script has been asked to run."""
        return self._begun

    @property
    def watched(self) -> bool:
        """Whether a browser shows the page."""
        return self.queue.connected

    @property
    def untouched(self) -> bool:
        """Whether its browser has said only that it has come, without a query, to the page that it is still on."""
        came = self._came is not None and self._came.page in (None, self.runner.scripts.pages.wanted)
        return came and not self._touched and not self.runner.keeper.came_back

    @property
    def page(self) -> list[Forward]:
        """Return what a browser that comes anew must know of the page as it is."""
        with self.queue.lock:
            settled = [*self.queue.settled, *PageSettings(settings()).all()]
            return [*settled, *self._standing, *self.queue.page()]

    def follow_settings(self) -> None:
        """Tell the browser what options have been changed."""
        if self.queue.connected:
            self._note_theme()
            for message in self._settings.news():
                self.queue.send(message)
            self.queue.flush()

    def follow_secrets(self) -> None:
        """Run again if secrets have been saved since the last look."""
        store = store_of(folder_of(self.runner.source.path))
        store.load()
        seen, self._secrets_seen = self._secrets_seen, store.version
        if seen not in (None, store.version) and self._begun:
            self.rerun()

    def _note_theme(self) -> None:
        """Let the script know in which shade the page is shown."""
        self.info["theme"] = self._settings.shade or self._theme

    def _surroundings(self) -> Iterator[Forward]:
        yield from self._settings.all()
        yield from self._standing

    @property
    def _standing(self) -> Iterator[Forward]:
        # A browser that has come with another query keeps that: the run it is about to get knows it.
        if (query := self.query_params.dump()) and not self._moved:
            yield QueryParamsMessage(query=query)
        if values := self.state.widgets.shown():
            yield Values(values=values)

    def _ask(self, message: RowsRequest) -> None:
        if self._rows_at_once.acquire(blocking=False):
            self._submit(self._send_rows, message)
        else:
            self._answer(Rows(request=message.request, error=_TOO_MANY))

    def _send_rows(self, message: RowsRequest) -> None:
        source = self.runner.table(message.table)
        try:
            if source is None:
                raise LookupError("This table is no longer on the page.")
            if self.queue.blocked:
                raise TimeoutError("The connection is too slow for more rows at present.")
            rows = source.rows(message)
        except Exception as error:  # of any table library; the reader sees why, the page lives
            rows = Rows(request=message.request, error=hide(str(error)))
        finally:
            self._rows_at_once.release()
        self._answer(rows)

    def _answer(self, answer: Rows | FilePart | UploadState) -> None:
        self.queue.send(answer)
        self.queue.flush()

    def _follow_widget(self, id: str | None) -> None:
        """Run the script: the widget in the element with this id has changed, if one is named."""
        values = {} if id is None else {id: None}
        fragment = self.state.widgets.fragment_of(values)
        self.runner.request(RerunRequest(values, () if fragment is None else (fragment,)))

    def _unseen_run(self) -> RunContext:
        return RunContext(
            Unseen(),
            self.state,
            self.query_params,
            session_id=self.id,
            script_path=self.runner.source.path,
            info=self.info,
        )
