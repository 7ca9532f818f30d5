"""`%%app`: a notebook cell as an app."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
import sys
import uuid
from functools import partial
from typing import NoReturn

from IPython.core.error import UsageError
from IPython.display import display  # type: ignore[reportUnknownVariableType]  # It has no types.

from jupyterlit.commands.apps import hosting
from jupyterlit.config.logs import set_up_log
from jupyterlit.config.sources import settings
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.kernel.apps import Apps, apps
from jupyterlit.kernel.checkpoints import open_checkpoints
from jupyterlit.kernel.comm import listen
from jupyterlit.kernel.completion import Completion
from jupyterlit.kernel.debugging import breakpoints, file_of_cell, hide_own_frames
from jupyterlit.kernel.figures import separate_figures
from jupyterlit.kernel.kept_output import KeptOutput
from jupyterlit.kernel.kept_state import FIELD, StateKeeper, notebook_file
from jupyterlit.kernel.profile import ProfileMagic
from jupyterlit.kernel.saved_page import LIMIT
from jupyterlit.kernel.sources import Notebook, cell_source
from jupyterlit.kernel.subshell import subshell
from jupyterlit.kernel.widget import AppWidget


class _Options(argparse.Namespace):
    name: str | None
    height: int | None
    snapshot: int
    keep: bool
    roles: str
    no_streamlit_alias: bool
    debug: bool
    help: bool


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"%%app: {message}. %%app --help lists what there is.")


def _pixels(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of pixels")
    return int(text)


def _kilobytes(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of kilobytes")
    return int(text) * 1000


def _roles(text: str) -> str:
    if not all(role.strip() for role in text.split(",")):
        raise argparse.ArgumentTypeError(f"{text!r} are no names of roles with commas between them")
    return text


def _make_parser() -> _Parser:
    parser = _Parser("%%app", add_help=False, description="Show the code of the cell as an app.")
    parser.add_argument(
        "name",
        nargs="?",
        help="what the app is called; a cell that gives the name of another takes its place. "
        "Without a name the cell is an app of its own.",
    )
    parser.add_argument(
        "--height", type=_pixels, metavar="PIXELS", help="height of the page, as high as what it shows by default"
    )
    parser.add_argument(
        "--snapshot",
        type=_kilobytes,
        default=LIMIT,
        metavar="KILOBYTES",
        help="how large the last page may be that the notebook's file keeps for those who open it without a kernel, "
        f"{LIMIT // 1000} by default; 0 keeps none",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep what the app remembers in the notebook's file, for when the notebook is opened again",
    )
    parser.add_argument(
        "--roles",
        type=_roles,
        metavar="ROLES",
        help="who may see the page when the notebook is served, as in editor,admin: those who have one of these; "
        "in the notebook itself all see it",
    )
    parser.add_argument(
        "--no-streamlit-alias",
        action="store_true",
        help="let `import streamlit` find Streamlit itself, whose calls show nothing here",
    )
    parser.add_argument(
        "--debug",
        action="store_true",
        help="wait under the cell until the script has run: breakpoint() asks there",
    )
    parser.add_argument("-h", "--help", action="store_true", help="list these options, and do nothing else")
    return parser


_PARSER = _make_parser()
_OPTIONS = sorted({*re.findall(r"--[a-z][a-z-]+", _PARSER.format_usage()), "--help"})


class AppMagic:
    """The magic, and what it has put under the notebook's cells.

    Parameters
    ----------
    shell
        The notebook.
    apps
        Where the cells' apps live.
    """

    def __init__(self, shell: Notebook, apps: Apps) -> None:
        self._shell = shell
        self._apps = apps
        self._widgets: dict[str, AppWidget] = {}
        self._kept: dict[str, KeptOutput] = {}
        self._states: dict[str, StateKeeper] = {}

    def show(self, line: str, cell: str) -> None:
        """Show the code of the cell as an app; `%%app --help` lists the options.

        The code sees the notebook's names; what it assigns stays in the app. Running the cell
        again replaces the code and keeps the app's state.
        """
        try:
            given = _PARSER.parse_args(shlex.split(line), _Options())
        except ValueError as error:
            raise UsageError(f"%%app: {error} in {line!r}.") from error
        if given.help:
            _PARSER.print_help()
            return
        request = self._shell.get_parent()
        name = given.name or request.get("metadata", {}).get("cellId") or "app"
        code = request["content"]["code"]
        part = Part(cell, file_of_cell(self._shell, code), offset=_lines_above(cell, code), notebook=True)
        source = cell_source(self._shell, (part,), alias=not given.no_streamlit_alias)
        if given.debug:
            breakpoints.run_under_cell(lambda: self._run(name, source, given))
        else:
            self._define(name, source, given)

    def _define(self, name: str, source: ScriptSource, given: _Options) -> None:
        self._apps.define(name, {name: source})
        display(self._widget(name, given))
        self._kept[name].show()

    def _run(self, name: str, source: ScriptSource, given: _Options) -> AppSession:
        """Show an app and run it, whether a browser has its page or not."""
        before = self._apps.find(name)
        self._define(name, source, given)
        session = self._apps.open_cell(name)
        if before is None or not before.begun:
            session.rerun()
        return session

    def list_apps(self, line: str) -> None:
        """Print the apps of this notebook, and whether their scripts run just now."""
        sessions = {name: self._apps.find(name) for name in self._apps.names()}
        for name, session in sessions.items():
            print(f"{name}  {'running' if session is not None and session.runner.running else 'idle'}")  # noqa: T201 (what a magic has to say)
        if not sessions:
            print("This notebook has no app. Begin a cell with %%app.")  # noqa: T201

    def stop_apps(self, line: str) -> None:
        """End the apps that are named, or all without a name: their runs, their state, their pages."""
        names = shlex.split(line) or self._apps.names()
        if missing := [name for name in names if self._apps.find(name) is None]:
            raise UsageError(f"%app_stop: there is no app named {missing[0]!r} in this notebook. %app_list lists them.")
        for name in names:
            self._apps.stop(name)

    def _widget(self, name: str, given: _Options) -> AppWidget:
        widget = self._widgets.get(name)
        if widget is None or widget.comm is None or name not in self._apps.widgets:
            key = uuid.uuid4().hex
            kept = KeptOutput(name, key, given.snapshot)
            session = self._apps.open_cell(name)
            try:
                widget = AppWidget(name, session, key=key, keep=kept.take_page)
            except FileNotFoundError as error:
                raise UsageError(
                    "jupyterlit was installed without its front end. Install it again: "
                    "%pip install --force-reinstall jupyterlit"
                ) from error
            self._widgets[name] = widget
            self._kept[name] = kept
            self._states[name] = StateKeeper(name, session, partial(kept.note, FIELD))
            self._apps.widgets[name] = key
        widget.height = given.height
        widget.saves = given.snapshot > 0
        self._kept[name].limit = given.snapshot
        self._states[name].switch(given.keep, notebook_file(self._shell.user_ns))
        return widget


def _lines_above(body: str, cell: str) -> int:
    """Return how many lines of a cell stand above the body that the magic is given."""
    whole = cell.rstrip()
    above = whole.removesuffix(body.rstrip())
    return 1 if above == whole else above.count("\n")


def _with_body(lines: list[str]) -> list[str]:
    """Let a cell of nothing but `%%app --help` run: IPython refuses a cell magic without a body."""
    alone = len(lines) == 1 and lines[0].split(maxsplit=1)[:1] == ["%%app"]
    return [*lines, "\n"] if alone else lines


def load_ipython_extension(shell: Notebook) -> None:
    """Make `%%app` known: IPython calls this for `%load_ext jupyterlit`, and again to reload."""
    if not hasattr(shell, "kernel"):
        raise UsageError("jupyterlit shows apps in notebooks. Open one, or serve a script: jupyter lit serve app.py")
    if not isinstance(getattr(shell.find_cell_magic("app"), "__self__", None), AppMagic):
        magic = AppMagic(shell, apps)
        shell.register_magic_function(magic.show, "cell", "app")
        shell.register_magic_function(magic.list_apps, "line", "app_list")
        shell.register_magic_function(magic.stop_apps, "line", "app_stop")
        shell.register_magic_function(ProfileMagic(apps).profile, "line", "app_profile")
        shell.input_transformers_cleanup.append(_with_body)
        Completion(shell.kernel, shell.user_ns, _OPTIONS, apps.names)
    subshell.make()
    if apps.checkpoints is None:
        apps.checkpoints = open_checkpoints()
    if "google.colab" in sys.modules:  # Colab shows widgets that are not its own only when asked.
        importlib.import_module("google.colab.output").enable_custom_widget_manager()
    hosting.provide(apps)
    set_up_log(settings())
    separate_figures()
    breakpoints.install()
    hide_own_frames(shell)
    listen()
