"""The elements of a page as a list of what they are, parents before their children."""

from __future__ import annotations

from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.protocol.base import Element, Widget
from jupyterlit.protocol.codec import encode_element
from jupyterlit.protocol.inside import InsideNode
from jupyterlit.secrets.hiding import hide

MOST = 5_000  # elements
_LABEL = 80  # characters
_SAYING = ("label", "body", "message", "title", "name", "caption")


def outline(queue: ForwardMsgQueue) -> list[InsideNode]:
    """Return what stands on the page."""
    return [_node(delta.path, delta.element) for delta in queue.page()[:MOST]]


def _node(path: tuple[int, ...], element: Element) -> InsideNode:
    return InsideNode(
        path=path,
        kind=str(element.__struct_config__.tag),
        key=element.key,
        label=_label(element),
        id=element.id if isinstance(element, Widget) else "",
        size=size_of(element),
    )


def _label(element: Element) -> str:
    for name in _SAYING:
        text = getattr(element, name, None)
        if isinstance(text, str) and text.strip():
            line = " ".join(hide(text[:1_000]).split())
            return line if len(line) <= _LABEL else line[:_LABEL] + "…"
    return ""


def size_of(element: Element) -> int:
    """Return how many bytes an element is on its way, with what belongs to it."""
    return len(encode_element(element)) + sum(buffer.data.nbytes for buffer in element.buffers())
