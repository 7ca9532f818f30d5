"""The log, as `logger.level` and `logger.messageFormat` want it."""

from __future__ import annotations

import logging

from jupyterlit.config.sources import Settings

_LEVEL, _FORMAT = "logger.level", "logger.messageFormat"


class _Own(logging.StreamHandler):  # type: ignore[type-arg]
    """Ours, to be told from those that the author has put in."""


def set_up_log(settings: Settings, name: str = "jupyterlit") -> None:
    """Let our log be as the options say; where they say nothing, it is left to Python and to the author."""
    if not settings.source(_LEVEL) and not settings.source(_FORMAT):
        return
    log = logging.getLogger(name)
    log.setLevel(settings.get(_LEVEL).upper())
    for handler in [handler for handler in log.handlers if isinstance(handler, _Own)]:
        log.removeHandler(handler)
    handler = _Own()
    handler.setFormatter(logging.Formatter(settings.get(_FORMAT)))
    log.addHandler(handler)
    log.propagate = False
