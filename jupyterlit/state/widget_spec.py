"""What a widget is: its identity, how its value travels, and what follows a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec
import xxhash

from jupyterlit.protocol.base import Widget
from jupyterlit.state.query_params import Texts, texts_like

_encode = msgspec.msgpack.Encoder(enc_hook=repr).encode
MISSING: Any = object()  # no value
# What `parse` raises for a value that the browser may not send, whatever it is.
REFUSED = (ValueError, TypeError, LookupError, OverflowError, RecursionError)


def widget_id(message: Widget, form: str | None = None, default: Any = None, area: int = 0, page: str = "") -> str:
    """Return the identity of a widget: by its key, or by what it is and where it stands.

    With a key, the fields named in the message's `identity` count too: a slider with
    another range is another slider, one with another label is not. Without, all fields
    count but those in `cosmetic`, and so do form, default and area of the page. On another page
    it is another widget.
    """
    kind = message.__struct_config__.tag
    at = f"@{page}" if page else ""
    if message.key is None:
        changes = {name: plain for name, plain in message.cosmetic.items() if getattr(message, name) != plain}
        changes |= dict.fromkeys(message.moving)
        plain = msgspec.structs.replace(message, **changes) if changes else message
        default = None if "default" in message.moving else default
        return f"{kind}-{xxhash.xxh3_64_hexdigest(_encode((plain, form, default)), area)}{at}"
    if not message.identity:
        return f"{kind}-{message.key}{at}"
    fields = [getattr(message, name) for name in message.identity]
    return f"{kind}-{xxhash.xxh3_64_hexdigest(_encode(fields))}-{message.key}{at}"


class Follower(Protocol):
    """Follows a widget through its life."""

    def drawn(self, widget: str) -> None:
        """Note that the widget with this id is drawn; its value is asked for next."""
        ...

    def gone(self) -> None:
        """Note that the widget is not on the page any more."""
        ...


class WidgetSpec(msgspec.Struct, eq=False):  # a class in C: each widget of each run makes one
    """How one widget's value travels, and what to call when it changes.

    Attributes
    ----------
    id, key
        Its identity and the author's name for it.
    default, wire_default
        The value it starts with, as the author gets it and as it travels: that follows from the former.
    parse
        Value as it travels → value as the author gets it; raises `ValueError` or `TypeError`
        for what the browser may not send.
    dump
        The way back, of values that the widget has.
    accept
        What the author has assigned, or an earlier run has left → the value the widget has
        instead; raises for what it cannot have.
    trigger
        A button: its value lasts for one run and cannot be assigned. With `accept`, a field that sends what is
        typed: what is assigned, and what is refused, is put into it.
    disabled
        No value is taken from the browser.
    form
        The id of the form it is in.
    callback, args, kwargs
        Called before the script when the value has changed.
    query, texts
        Name of the query parameter that follows the value, if one does, and how it does.
    persist
        How long the value outlives runs in which the widget is not drawn: while the page is
        shown, or as long as the session lives.
    follower
        Is told when the widget is drawn and when it is gone.
    read_only
        Its value cannot be assigned.
    present
        The value → what stands for it in the session state.
    fragment
        The id of the fragment that draws it.
    deferred
        A change goes along with the next that causes a run.
    draft
        A change is a draft until the form is sent: the fragment that draws the widget has it, nobody else.
    """

    id: str
    key: str | None
    default: Any
    parse: Callable[[Any], Any]
    dump: Callable[[Any], Any]
    accept: Callable[[Any], Any] | None = None
    trigger: bool = False
    disabled: bool = False
    form: str | None = None
    callback: Callable[..., Any] | None = None
    args: Sequence[Any] = ()
    kwargs: Mapping[str, Any] | None = None
    query: str | None = None
    texts: Texts | None = None
    persist: str | None = None
    follower: Follower | None = None
    read_only: bool = False
    present: Callable[[Any], Any] | None = None
    fragment: str | None = None
    deferred: bool = False
    draft: bool = False
    wire_default: Any = None

    def __post_init__(self) -> None:
        if not self.trigger:
            self.wire_default = self.dump(self.default)

    def call(self) -> object:
        """Call the author's callback, if there is one; return what it returns, a coroutine if it is asynchronous."""
        return None if self.callback is None else self.callback(*self.args, **(self.kwargs or {}))

    def to_query(self, wire: Any) -> list[str]:
        """Return what the bound query parameter says for a value: nothing for the default."""
        return [] if wire == self.wire_default else (self.texts or texts_like(self.wire_default)).write(wire)

    def from_query(self, texts: list[str]) -> Any:
        """Return the value that a bound query parameter says, or the default where it says none."""
        if not texts:
            return self.default
        try:
            return self.parse((self.texts or texts_like(self.wire_default)).read(texts))
        except REFUSED:
            return self.default
