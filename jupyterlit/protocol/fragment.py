"""The block that stands on a page for a fragment."""

from __future__ import annotations

from jupyterlit.protocol.base import BlockElement


class FragmentBlock(BlockElement, tag="fragment"):
    """What a fragment has drawn: in its own place, and in each block outside of it that it draws into."""

    fragment: str
