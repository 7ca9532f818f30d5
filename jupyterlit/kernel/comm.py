"""Messages over a Jupyter comm, on the shell or a subshell.

A comm message carries the parts of a frame as its buffers. What comes in is handed on at
once: the script never runs where messages arrive.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, Protocol

import comm as comms
import msgspec
import zmq
from ipykernel.kernelbase import Kernel

from jupyterlit.compat import streamlit_alias
from jupyterlit.compat.widget_comms import claim_comms
from jupyterlit.config.logs import set_up_log
from jupyterlit.config.sources import settings
from jupyterlit.errors import AppSourceError, InvalidValue
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.forward_queue import Send
from jupyterlit.execution.script_source import Part as ScriptPart
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.kernel.apps import Apps, apps
from jupyterlit.kernel.figures import separate_figures
from jupyterlit.kernel.file_comm import FileComm
from jupyterlit.kernel.first_pages import first_pages
from jupyterlit.kernel.hand_over import Wish, hand_over
from jupyterlit.kernel.imports import forget_modules, import_ahead, postpone_grammar
from jupyterlit.kernel.inside import Inside
from jupyterlit.kernel.keeping import keeping
from jupyterlit.kernel.sources import Notebook, cell_source, file_source, text_source, this_notebook
from jupyterlit.protocol.codec import Part, decode_back, encode_batch
from jupyterlit.protocol.handles import handle_of
from jupyterlit.protocol.messages import Batch, Failed, Reset
from jupyterlit.secrets.hiding import hide, veil_threads
from jupyterlit.secrets.store import store_of
from jupyterlit.stats import stats

log = logging.getLogger("jupyterlit")

TARGET = "jupyterlit"


def sender(comm_id: str, data: Mapping[str, Any], parent: Mapping[str, Any]) -> Send:
    """Return a function that sends the parts of a frame on a comm, from any thread.

    `Comm.send` is not used: it makes ipykernel 7.4 expect the browser's messages on the
    subshell of the cell that runs at the time, where they wait for that cell.

    Parameters
    ----------
    comm_id
        The comm.
    data
        What the message carries beside the parts.
    parent
        The request that the messages answer; other front ends leave them alone.
    """
    kernel: Any = Kernel.instance()  # Its traits have no types.
    topic = f"comm-{comm_id}".encode()
    content = {"comm_id": comm_id, "data": data}

    def send(parts: Sequence[Part]) -> None:
        kernel.session.send(kernel.iopub_socket, "comm_msg", content, parent=parent, ident=topic, buffers=list(parts))

    return send


class Connection:
    """One browser's way to a session; what it sends may be anything.

    Parameters
    ----------
    session
        Whose page the browser shows.
    send
        Sends the parts of a frame to the browser.
    """

    def __init__(self, session: AppSession, send: Send) -> None:
        self._session = session
        self._send = send
        self._malformed = 0
        session.connect(send)

    def receive(self, parts: Sequence[Part]) -> None:
        """Act on a frame from the browser; one that is no message is counted and left out."""
        stats.count("messages", "in")
        stats.count("message_bytes", "in", sum(memoryview(part).nbytes for part in parts))
        try:
            message = decode_back(parts)
        except InvalidValue as error:
            self._malformed += 1
            if self._malformed.bit_count() == 1:  # The 1st, 2nd, 4th, 8th … : the log must not drown in them.
                handle = handle_of(self._session.id)[:8]
                log.warning("Session %s: %d frames were no messages. %s", handle, self._malformed, error)
            return
        self._session.receive(message, parts[1:])

    def close(self) -> None:
        """Note that the browser is gone."""
        self._session.disconnect(self._send)


class _Opening(msgspec.Struct):
    """What a comm is opened with."""

    session: str
    app: str
    page: str = ""
    visitor: dict[str, Any] = {}
    first_pages: list[str] | None = None
    known: bool = False  # what it is given counts only where it is not here: it has gone from server to server


def once(receive: Callable[[Sequence[Part]], None]) -> Callable[[Mapping[str, Any]], None]:
    """Return a handler of a comm's messages that passes on what has not come before.

    A server whose connection was lost numbers its messages, and sends again what may have got lost.
    """
    last = 0

    def handle(message: Mapping[str, Any]) -> None:
        nonlocal last
        number = message["content"].get("data", {}).get("number")
        if number is not None and number <= last:
            return
        last = number or last
        receive(message["buffers"])

    return handle


Handler = Callable[[dict[str, Any]], None]


class Comm(Protocol):
    """A comm, whatever it goes over."""

    def on_msg(self, callback: Handler, /) -> None:
        """Let its messages go there."""
        ...

    def on_close(self, callback: Handler, /) -> None:
        """Let its end be told there."""
        ...


def open_comm(comm: comms.base_comm.BaseComm, message: Mapping[str, Any], apps: Apps = apps) -> None:
    """Connect whoever has opened a comm; handles `comm_open`."""
    if message["content"]["data"] == {"apps": True}:
        sender(comm.comm_id, dict(apps.widgets), message["header"])([])
        return
    begin_comm(comm, message, sender(comm.comm_id, {}, message["header"]), apps)


def begin_comm(comm: Comm, message: Mapping[str, Any], send: Send, apps: Apps = apps) -> None:
    """Connect the browser behind a comm to its session, or server and panel to what is of all.

    Parameters
    ----------
    comm
        Just opened.
    message
        That has opened it.
    send
        Sends the parts of a frame on it.
    """
    if message["content"]["data"] == {"stats": True}:
        send([msgspec.json.encode(apps.stats())])
        return
    if message["content"]["data"].keys() == {"inside"}:
        inside = Inside(str(message["content"]["data"]["inside"]), apps, send)
        comm.on_msg(lambda message: inside.receive(message["buffers"]))
        comm.on_close(lambda message: inside.close())
        return
    if message["content"]["data"] == {"files": True}:
        files = FileComm(apps, send)
        comm.on_msg(once(files.receive))
        return
    if (limit := message["content"]["data"].get("checkpoints")) is not None:
        keeping.begin(send, limit)
        return
    if message["content"]["data"] == {"first_pages": True}:
        first_pages.begin(send)
        return
    if "hand_over" in message["content"]["data"]:
        hand_over(msgspec.convert(message["content"]["data"], Wish), apps, keeping, send)
        return
    try:
        opening = msgspec.convert(message["content"]["data"], _Opening)
        here = opening.known and apps.get(opening.session) is not None
        checkpoint = None if here else keeping.checkpoint_in(message)
        session = apps.open(opening.session, opening.app, opening.page, opening.visitor, checkpoint)
    except (msgspec.ValidationError, AppSourceError) as error:
        log.warning("A page could not be opened: %s", error)
        failed = Failed(title="This app cannot be shown", message=str(error))
        send(encode_batch(Batch(seq=1, messages=[Reset(session=""), failed])))
        return
    keeping.watch(opening.session, session, anew=opening.known)
    first_pages.watch(opening.session, session, opening.first_pages)
    connection = Connection(session, send)

    def on_close(message: Mapping[str, Any]) -> None:
        connection.close()
        if message["content"].get("data", {}).get("end"):
            keeping.forget(opening.session)
            apps.close(opening.session)

    comm.on_msg(once(connection.receive))
    comm.on_close(on_close)


def listen() -> None:
    """Let browsers open comms to the apps of this kernel."""
    claim_comms()
    veil_threads()
    comms.get_comm_manager().register_target(TARGET, open_comm)


class _Page(msgspec.Struct):
    name: str
    title: str
    parts: tuple[ScriptPart, ...]
    path: str
    streamlit_alias: bool = True
    icon: str = ""
    roles: tuple[str, ...] = ()


class _App(msgspec.Struct):
    """What the server knows of an app."""

    app: str
    pages: list[_Page]


def settle(folder: str, environment: Mapping[str, str]) -> None:
    """Let a kernel of another machine be as if it had been started for the app.

    Parameters
    ----------
    folder
        The app's on the server: it may be here as well, on a disk that both see.
    environment
        Variables that it lacks: what it has of that name is from whoever has started it for notebooks.
    """
    os.environ.update(environment)
    with contextlib.suppress(OSError):
        os.chdir(folder)


def prepare(shell: Notebook) -> None:
    """Count the cells of a kernel as an app's: it is to serve, and runs the set-up cells next."""
    set_up_log(settings())
    streamlit_alias.claim_process()
    veil_threads()
    postpone_grammar()
    shell.ast_transformers.append(streamlit_alias.AliasImports())


class Veiled(Exception):
    """Carries texts without secrets to the server: code that it runs has no other answer."""


def veil(texts: str) -> NoReturn:
    """Answer the server with texts, of how a set-up cell has failed, without the app's secrets.

    Parameters
    ----------
    texts
        JSON: a list of them.
    """
    store_of(Path.cwd()).load()
    raise Veiled(msgspec.json.encode([hide(text) for text in msgspec.json.decode(texts, type=list[str])]).decode())


def serve(text: str) -> None:
    """Serve an app, or a newer version of it: the server calls this once the set-up cells have run.

    Parameters
    ----------
    text
        JSON: the app's name, and of each page the name, the path and the parts. Scripts are
        read from their path whenever they have changed, where there is such a file.
    """
    app = msgspec.json.decode(text, type=_App)
    forget_modules({Path(page.path).parent for page in app.pages if page.path.endswith(".py")})
    looks = {page.name: (page.title, page.icon) for page in app.pages}
    apps.define(app.app, {page.name: _guarded(page) for page in app.pages}, looks)
    codes = [part.source for page in app.pages for part in page.parts if part.kind == "code"]
    import_ahead(codes, gc.freeze)  # what is imported stays: to look for what can be freed need not look there
    separate_figures()
    for name in ("Comm", "tornado.general"):
        logging.getLogger(name).addFilter(_is_worth_a_line)
    listen()


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Tell whether a line is about what is wrong.

    ipykernel 7.4 looks a comm up before the message that opens it has been dealt with, and as it ends it can write
    to what it has closed just before.
    """
    error = record.exc_info[1] if record.exc_info else None
    closed = isinstance(error, zmq.ZMQError) and error.errno == zmq.ENOTSOCK
    return not closed and record.msg != "No such comm: %s"


def _guarded(page: _Page) -> ScriptSource:
    source = _source(page)
    source.roles = frozenset(page.roles)
    return source


def _source(page: _Page) -> ScriptSource:
    if page.path.endswith(".py") and Path(page.path).is_file():
        return file_source(page.path, alias=page.streamlit_alias)
    if page.path.endswith(".py"):  # it is on the server's machine alone
        return text_source(page.path, page.parts, alias=page.streamlit_alias)
    parts = tuple(dataclasses.replace(part, notebook=True) for part in page.parts)
    return cell_source(this_notebook(), parts, path=page.path, alias=page.streamlit_alias)
