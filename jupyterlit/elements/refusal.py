"""The card that stands where a page is for others than its reader."""

from __future__ import annotations

from jupyterlit.protocol.base import Element


class Refusal(Element, tag="refusal"):
    """Says that a page is not for its reader.

    `name` is what is known of them, None for somebody unknown, and `leaves` whether they can log out to be somebody
    else. `logins` are the names of those who could say who they are, and `home` whether there is a page for them.
    """

    name: str | None = None
    logins: tuple[str, ...] = ()
    leaves: bool = False
    home: bool = False
