"""A message of a conversation."""

from __future__ import annotations

from typing import Any

from jupyterlit.elements.arguments import check_icon, check_width
from jupyterlit.elements.image import Encoding, Picture, picture_of
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import BlockElement, Buffer, Width
from jupyterlit.symbols import is_emoji
from jupyterlit.tree import BlockT

_PEOPLE = {"user": "user", "human": "user", "assistant": "assistant", "ai": "assistant"}
# Twice as many pixels as are seen: screens have two for one.
_AVATAR = Encoding(width=96)


class ChatMessage(BlockElement, tag="chat_message"):
    """What one side has said, beside its picture.

    `avatar` is "user", "assistant", an emoji, a Material symbol, or empty for a picture or the name's first letter.
    """

    name: str
    avatar: str = ""
    picture: Picture | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return () if self.picture is None or self.picture.data is None else (self.picture.data,)


def chat_message(
    self: BlockT,
    name: str,
    *,
    avatar: Any = None,
    width: Width = "stretch",
) -> BlockT:
    """Make a block that holds one message of a conversation.

    Parameters
    ----------
    name
        Who speaks, for screen readers: "user" or "human", "assistant" or "ai", or any other name.
    avatar
        What stands beside the message: "user", "assistant", one emoji, a Material symbol such as ":material/pets:",
        "spinner", or a picture in any form that `st.image` takes; if not given, what goes with the name.
    width
        "stretch", "content", or pixels.

    Returns
    -------
    DeltaGenerator
        The block: draw into it by `with`, or by calling its methods.

    Examples
    --------
    >>> import jupyterlit as st
    >>> with st.chat_message("user"):
    ...     place = st.write("How many penguins are there?")
    >>> place = st.chat_message("assistant").write("344.")
    """
    call = "st.chat_message"
    if not isinstance(name, str):  # type: ignore[redundant-expr]  # authors pass anything
        raise InvalidType(f"{call}: name={name!r} is a {type(name).__name__}. Pass a string, who speaks.")
    sign, picture = (_PEOPLE.get(name.lower(), ""), None) if avatar is None else _avatar(call, avatar)
    return self.add_block(
        ChatMessage(name=name, avatar=sign, picture=picture, width=check_width(call, width)),
    )


def _avatar(call: str, avatar: Any) -> tuple[str, Picture | None]:
    """Return an avatar as a sign or as a picture."""
    if isinstance(avatar, str):
        if (person := _PEOPLE.get(avatar.lower())) is not None:
            return person, None
        if avatar == "spinner" or avatar.startswith(":material/") or is_emoji(avatar):
            return check_icon(call, avatar, "avatar") or "", None
    try:
        return "", picture_of(avatar, _AVATAR)
    except (InvalidValue, InvalidType, OSError) as error:
        kind = InvalidType if isinstance(error, InvalidType) else InvalidValue
        raise kind(
            f'{call}: avatar={avatar!r} is no avatar. Pass "user", "assistant", one emoji, a Material symbol such as '
            "':material/thumb_up:', or a picture."
        ) from error
