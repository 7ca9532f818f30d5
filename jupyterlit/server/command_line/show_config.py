"""`jupyter lit config show`."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from jupyterlit.config.options import OPTIONS, Option
from jupyterlit.config.sources import Settings
from jupyterlit.errors import StreamlitAPIException
from jupyterlit.server.command_line.command import AppCommand
from jupyterlit.server.settings import settings_of

_WIDTH = 100
_AREAS = {
    "theme.sidebar": "the sidebar",
    "theme.light": "readers who want light",
    "theme.dark": "readers who want dark",
    "theme.light.sidebar": "the sidebar in light",
    "theme.dark.sidebar": "the sidebar in dark",
}


class ConfigCommand(AppCommand):
    """Shows all options, their values, and where these come from."""

    name = "jupyter-lit-config"
    description = "Show the options of apps as a config.toml: jupyter lit config show [FILE OR FOLDER]"
    examples = """
        jupyter lit config show
        jupyter lit config show app.py
        jupyter lit config show --theme.base dark
    """
    aliases = {}
    flags = {}

    def start(self) -> None:
        """Print the options of an app, or of one in this folder."""
        super().start()
        if self.extra_args[:1] != ["show"] or len(self.extra_args) > 2:
            self.fail("Say what to do: jupyter lit config show [FILE OR FOLDER].")
        path = Path(*self.extra_args[1:]).absolute()
        if not path.exists():
            self.fail(f"There is no file {path}.")
        folder = path if path.is_dir() else path.parent
        try:
            settings = settings_of(folder, self.streamlit_flags, Path.cwd())
        except StreamlitAPIException as error:
            self.fail(str(error))
        print("\n".join(shown(settings)))  # noqa: T201


def shown(settings: Settings) -> Iterator[str]:
    """Give the lines of a config.toml that holds the options; those nobody has given are commented out."""
    files = ", ".join(str(path) for path in settings.files)
    yield from _comment(f"Options, as they are in one of {files}; the later file has precedence.")
    section = ""
    for option in OPTIONS.values():
        its, _, name = option.name.rpartition(".")
        if its != section:
            section = its
            yield from ("", "", f"[{section}]")
            if its.startswith("theme."):
                yield from ("", *_comment(f"Options of [theme], for {_AREAS[its]} alone."))
        if its.startswith("theme.") and not settings.source(option.name):
            continue
        yield ""
        yield from _explained(option, settings, name)


def _explained(option: Option, settings: Settings, name: str) -> Iterator[str]:
    yield from _comment(option.help)
    if option.choices:
        yield from _comment("One of " + ", ".join(_toml(choice) for choice in option.choices) + ".")
    source = settings.source(option.name)
    if source:
        yield from _comment(f"From {source}.")
    value = settings.get(option.name)
    text = "(hidden)" if option.secret and value is not None else _toml(value)
    yield f"{'' if source and not option.secret else '# '}{name} ={f' {text}' if text else ''}"


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH))


def _toml(value: Any) -> str:
    """Return a value as TOML has it, the empty text for none."""
    match value:
        case None:
            return ""
        case dict():
            table = cast("Mapping[str, Any]", value)
            return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in table.items()) + " }"
        case list():
            return "[" + ", ".join(_toml(each) for each in cast("list[Any]", value)) + "]"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case bool():
            return str(value).lower()
        case _:
            return str(value)
