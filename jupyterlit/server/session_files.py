"""Whose session a request is about, and the way to its files."""

from __future__ import annotations

from tornado import web

from jupyterlit.server.file_channel import FileChannel, channel_of
from jupyterlit.server.kernel import KernelFailed
from jupyterlit.server.session_store import SessionRecord
from jupyterlit.server.visitors import VisitorMixin


async def own_session(handler: VisitorMixin, handle: str) -> SessionRecord:
    """Return the session with this handle if it is the visitor's who asks; for others there is none."""
    record = await handler.runtime.sessions.find(handle)
    handler.app = handler.runtime.apps.get(record.app) if record is not None else None
    if record is None or not handler.visitor().owns(record):
        raise web.HTTPError(404)
    return record


async def channel_to(handler: VisitorMixin, record: SessionRecord) -> FileChannel:
    """Return the way to the files of a session."""
    kernel = handler.runtime.kernel_of(record)
    if kernel is None:
        raise web.HTTPError(404)
    try:
        return channel_of(await kernel.link())
    except KernelFailed as error:
        raise web.HTTPError(503, str(error)) from error
