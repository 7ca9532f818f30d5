"""All messages as one JSON Schema, the source of js/src/protocol.ts."""

from __future__ import annotations

from typing import Any

import msgspec

from jupyterlit.protocol.base import BlockElement, Buffer, Element, Event, MediaFile, Message, Widget
from jupyterlit.protocol.inside import InsideBack, InsideForward
from jupyterlit.protocol.messages import Back, Batch, Forward

_ABSTRACT: frozenset[type[Message]] = frozenset({Message, Forward, Back, Element, BlockElement, Event, Widget})


def kinds_of(base: type[Message]) -> dict[str, type[Message]]:
    """Return the messages that derive from `base`, by tag, in alphabetical order.

    Elements count once the module that declares them is imported.
    """
    found: dict[str, type[Message]] = {}
    waiting = [base]
    while waiting:
        message = waiting.pop()
        waiting.extend(message.__subclasses__())
        if message not in _ABSTRACT and message.__module__.startswith("jupyterlit."):
            found[str(message.__struct_config__.tag)] = message
    return dict(sorted(found.items()))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of all messages.

    Returns
    -------
    dict
        `$defs` holds a schema for each class; `forward`, `back`, `elements`, `blocks` and
        `widgets` map tags to class names. Bytes have the format "buffer".
    """
    groups = {
        "forward": kinds_of(Forward),
        "back": kinds_of(Back),
        "elements": kinds_of(Element),
        "blocks": kinds_of(BlockElement),
        "widgets": kinds_of(Widget),
    }
    classes = [message for group in groups.values() for message in group.values()]
    roots = [Batch, Element, *dict.fromkeys(classes), InsideForward, InsideBack]
    _, components = msgspec.json.schema_components(roots, schema_hook=_bytes)
    components["MediaFile"] = _MEDIA_FILE
    names = {group: {tag: message.__name__ for tag, message in found.items()} for group, found in groups.items()}
    return {"$defs": components, **names}


_MEDIA_FILE: dict[str, Any] = {
    "description": "Bytes that a browser fetches when it needs them.",
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "mime": {"type": "string"},
        "name": {"type": "string"},
        "size": {"type": "integer"},
    },
    "required": ["id", "mime", "name", "size"],
}


def _bytes(kind: type) -> dict[str, Any]:
    if kind is Buffer:
        return {"type": "string", "format": "buffer"}
    if kind is MediaFile:
        return {"$ref": "#/$defs/MediaFile"}
    raise NotImplementedError(f"{kind} cannot travel.")
