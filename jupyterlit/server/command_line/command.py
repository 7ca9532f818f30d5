"""What the commands of `jupyter lit` have in common."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Mapping
from typing import NoReturn

from jupyter_core.application import JupyterApp

from jupyterlit.errors import InvalidValue
from jupyterlit.server.settings import take_flags


class Command(JupyterApp):
    """A command of ours: knows its version, and how to fail."""

    def print_version(self) -> None:
        """Print the version of jupyterlit."""
        print(importlib.metadata.version("jupyterlit"))  # noqa: T201

    def fail(self, sentence: str) -> NoReturn:
        """End with one sentence and a status other than 0."""
        print(sentence, file=sys.stderr)  # noqa: T201
        self.exit(1)
        raise SystemExit(1)


class AppCommand(Command):
    """A command about an app: knows Streamlit's options by the names that Streamlit has for them."""

    streamlit_flags: Mapping[str, str] = {}

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """Read the command line; what Streamlit has as options is kept apart."""
        try:
            rest, self.streamlit_flags = take_flags(sys.argv[1:] if argv is None else argv)
        except InvalidValue as error:
            self.fail(str(error))
        super().parse_command_line(rest)
