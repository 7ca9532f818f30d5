"""Altair's table of its classes, made once: Altair makes it anew for each channel of each chart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from inspect import signature
from typing import Any


def keep_class_table() -> None:
    """Let Altair use the table again while its classes are the same: it takes most of the time of `Chart.encode`.

    It is one of Altair's own affairs. Where a version of it does without, or goes about it in another way, nothing
    is changed.
    """
    from altair.utils import schemapi

    maker: Any = getattr(schemapi, "_FromDict", None)
    make = getattr(maker, "__init__", None)
    if make is None or hasattr(make, "__wrapped__") or list(signature(make).parameters) != ["self", "wrapper_classes"]:
        return
    kept: dict[tuple[type, ...], Any] = {}

    @wraps(make)
    def make_once(self: Any, wrapper_classes: Iterable[type], /) -> None:
        classes = tuple(wrapper_classes)
        table = kept.get(classes)
        if table is not None:
            self.class_dict = table
            return
        make(self, classes)
        kept.clear()
        kept[classes] = self.class_dict

    maker.__init__ = make_once
