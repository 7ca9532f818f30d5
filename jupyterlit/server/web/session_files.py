"""Whose session a request is about, and the way to its files."""

from __future__ import annotations

from tornado import web

from jupyterlit.server.kernels.file_channel import Files, channel_of
from jupyterlit.server.kernels.kernel import KernelFailed
from jupyterlit.server.storage.session_store import SessionRecord
from jupyterlit.server.web.visitors import VisitorMixin


async def own_session(handler: VisitorMixin, handle: str) -> SessionRecord:
    """Return the session with this handle if it is the visitor's who asks; for others there is none."""
    sessions = handler.runtime.sessions
    record = await sessions.find(handle)
    if record is None and sessions.store.unsure:
        raise web.HTTPError(503)
    handler.app = handler.runtime.apps.get(record.app) if record is not None else None
    if record is None or not handler.visitor().owns(record):
        raise web.HTTPError(404)
    return record


async def channel_to(handler: VisitorMixin, record: SessionRecord) -> Files:
    """Return the way to the files of a session, which another server may have."""
    runtime = handler.runtime
    kernel = runtime.kernel_of(record)
    if kernel is None and runtime.replicas.has(record.server):
        return runtime.remote_files.of(record.server)
    if kernel is None:
        raise web.HTTPError(404)
    try:
        return channel_of(await kernel.link())
    except KernelFailed as error:
        raise web.HTTPError(503, str(error)) from error
