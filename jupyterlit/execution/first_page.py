"""FirstPage: what a session's first run has drawn, where anybody who comes anew may see it before their own has run."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_run import Status
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.codec import Part, encode_batch
from jupyterlit.protocol.messages import Batch, Delta, Forward, Navigation, QueryParams

log = logging.getLogger("jupyterlit")

LIMIT = 200_000  # bytes of a page, with its buffers
EVENTS = 2  # the root of what happens once: toasts, dialogs

# What can be drawn by a browser alone, without files of the session, a frame, or something that happens by itself.
KINDS = frozenset({
    "alert", "button", "button_group", "cell", "chat_message", "checkbox", "code", "color_picker", "column", "columns",
    "container", "dataframe", "date_input", "datetime_input", "divider", "echarts_chart", "empty", "expander",
    "feedback", "form", "fragment", "graphviz_chart", "grid", "heading", "help", "json", "latex", "link_button",
    "markdown", "menu_button", "mermaid_chart", "metric", "multiselect", "number_input", "page_link", "pagination",
    "plotly_chart", "popover", "progress", "pydeck_chart", "radio", "select_slider", "selectbox", "skeleton", "slider",
    "space", "status", "tab", "table", "tabs", "text", "text_area", "text_input", "time_input", "vega_lite_chart",
})  # fmt: skip

# Is given the page's path, its digest and its parts: nothing of a page that is not for others.
Tell = Callable[[str, str, Sequence[Part]], object]


def watch(session: AppSession, tell: Tell) -> None:
    """Tell what the first run of a new session comes to, once it has.

    Nothing is told where the browser has said more than that it has come: the page says nothing of others then.

    Parameters
    ----------
    session
        One whose script has not been asked to run.
    tell
        Called once, on the script's thread.
    """

    def ended(status: Status) -> None:
        if not session.untouched:
            return
        try:
            parts = _parts_of(session, status)
        except Exception:  # of a value that cannot travel: the page is shown without
            log.debug("A first page cannot be kept.", exc_info=True)
            parts = []
        tell(session.runner.scripts.pages.wanted, _digest(parts) if parts else "", parts)

    session.runner.once_ended = ended


def _parts_of(session: AppSession, status: Status) -> list[Part]:
    """Return the page as one batch; nothing where it is the visitor's own, or cannot be drawn without the session."""
    if status != "finished" or session.info.read:
        return []
    messages = session.page
    if not all(map(_is_plain, messages)):
        return []
    buffers = {buffer.digest: buffer for message in messages for buffer in _holder(message).buffers()}
    if sum(buffer.data.nbytes for buffer in buffers.values()) > LIMIT:
        return []
    parts = encode_batch(Batch(seq=0, messages=messages, buffers=list(buffers)), list(buffers.values()))
    return parts if sum(memoryview(part).nbytes for part in parts) <= LIMIT else []


def _holder(message: Forward) -> Forward | Element:
    return message.element if isinstance(message, Delta) else message


def _is_plain(message: Forward) -> bool:
    if isinstance(message, Delta):
        element = message.element
        return message.path[0] != EVENTS and str(element.__struct_config__.tag) in KINDS and not element.files()
    # An address that the script has changed is the reader's to keep.
    return not isinstance(message, QueryParams) and not (isinstance(message, Navigation) and message.missing)


def _digest(parts: Sequence[Part]) -> str:
    """Return a name that only the same bytes have: the batch names its buffers by their content."""
    return hashlib.blake2b(parts[0], digest_size=32).hexdigest()
