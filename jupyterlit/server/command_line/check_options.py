"""Options that change nothing: misspelt, unknown, or without those that they need."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from traitlets.config import Configurable

from jupyterlit.config.sources import Settings
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.options import JupyterLit


def check_settings(settings: Settings) -> Iterator[Finding]:
    """Name what is left out of config.toml and its like."""
    for sentence in settings.warnings:
        yield Finding("warning", sentence)


def check_names(chosen: Mapping[str, Any], classes: Collection[type[Configurable]]) -> Iterator[Finding]:
    """Name what Jupyter's files and flags say of our classes that is no option of them.

    Parameters
    ----------
    chosen
        What they say, by class.
    classes
        Ours.
    """
    for kind in classes:
        known: list[str] = kind.class_trait_names(config=True)
        given: Mapping[str, object] = chosen.get(kind.__name__, {})
        for name in sorted(given.keys() - set(known)):
            close = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
            hint = f" Did you mean {close[0]}?" if close else ""
            yield Finding("warning", f"c.{kind.__name__}.{name} changes nothing: there is no such option.{hint}")


def check_together(options: JupyterLit, chosen: Collection[str], *, several: bool) -> Iterator[Finding]:
    """Name options that say nothing beside the others.

    Parameters
    ----------
    options
        All, as they are.
    chosen
        The names of those that somebody has given.
    several
        Whether there are several apps.
    """
    idle = {
        "kernels": (options.isolate, "each session has a kernel of its own (--isolate)"),
        "max_sessions_per_kernel": (options.isolate, "each session has a kernel of its own (--isolate)"),
        "warm": (not options.isolate, "that is of --isolate: leave it out, or give both"),
        "keep_warm": (not several, "the kernels of the only app are always kept"),
        "gallery_title": (not several, "one app has no gallery"),
        "hidden_apps": (not several, "one app has no gallery"),
        "session_ttl": (options.session_store == "memory", "memory keeps nothing longer than --session-timeout"),
        "session_key": (options.session_store == "memory", "nothing is stored"),
        "kernel_memory": (options.at_gateway, "kernels are at a gateway, which limits them itself"),
    }
    for name, (without, because) in idle.items():
        if name in chosen and without:
            yield Finding("warning", f"--{name.replace('_', '-')} changes nothing: {because}.")
