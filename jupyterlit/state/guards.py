"""Guards: who may see what is not for everybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def may_see(roles: Collection[str], info: Mapping[str, Any]) -> bool:
    """Tell whether a visitor may see what is for those who have one of `roles`, and for all if there is none.

    Where no server stands between, in a notebook or a test, nobody says who has which roles: the author sees
    everything. What is known of the visitor is looked at only where it matters.
    """
    if not roles:
        return True
    own = info.get("roles")
    return own is None or not set(roles).isdisjoint(own)
