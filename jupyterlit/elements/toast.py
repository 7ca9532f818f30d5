"""Short messages above the page, which go by themselves."""

from __future__ import annotations

from typing import Literal, Self

import msgspec

from jupyterlit.elements.arguments import SupportsStr, check_icon, clean_text
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Event, new_call
from jupyterlit.run_context import current
from jupyterlit.tree import EVENT, BlockT

ToastDuration = Literal["short", "long", "infinite"] | int

_SECONDS: dict[str, int | None] = {"short": 4, "long": 10, "infinite": None}


class Toast(Event, tag="toast"):
    """A message that goes after `seconds`, or when the reader closes it.

    `first` is the call that has made it; later ones change it.
    """

    body: str
    first: str
    icon: str | None = None
    seconds: int | None = 4

    def again(self, calls: dict[str, str]) -> Self:
        event = super().again(calls)
        return msgspec.structs.replace(event, first=calls.get(self.first, self.first))


def toast(
    self: BlockT,
    body: SupportsStr,
    *,
    icon: str | None = None,
    duration: ToastDuration = "short",
) -> BlockT:
    """Show a short message in a corner of the page; it goes by itself.

    Parameters
    ----------
    body
        Markdown.
    icon
        One emoji or a Material symbol such as ":material/check:".
    duration
        "short" for 4 seconds, "long" for 10, "infinite" until the reader closes it, or whole seconds.

    Returns
    -------
    DeltaGenerator
        The message: call its `toast` to change it.

    Examples
    --------
    >>> import jupyterlit as st
    >>> message = st.toast("Reading …", icon="🐧")
    >>> message = message.toast("Read.", icon=":material/check:")
    """
    text = clean_text(body)
    if not text:
        raise InvalidValue("st.toast: body is empty. Pass what the message should say.")
    call = new_call()
    message = Toast(
        body=text,
        call=call,
        first=self.event or call,
        icon=check_icon("st.toast", icon),
        seconds=_seconds(duration),
    )
    context = current()
    path = self.next_path(context) if self.event else context.next_path(EVENT)
    context.put(path, message)
    place = type(self)(path, fixed=True)
    place.event = message.first
    return place


def _seconds(duration: object) -> int | None:
    if isinstance(duration, str) and duration in _SECONDS:
        return _SECONDS[duration]
    if isinstance(duration, int) and not isinstance(duration, bool) and duration > 0:
        return duration
    raise InvalidValue(
        f'st.toast: duration={duration!r} is unknown. Pass "short", "long", "infinite" or a whole number of seconds.'
    )
