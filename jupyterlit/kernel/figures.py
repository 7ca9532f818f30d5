"""pyplot's figures, kept apart by run.

pyplot has one list of open figures for the whole process. The figures of an app would be
shown under the notebook's next cell and closed with its own, and sessions would draw into
each other's. With this, each run has a list of its own, and the notebook keeps the one there
was.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Iterator, MutableMapping, Sequence, ValuesView
from contextvars import ContextVar
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

from jupyterlit.run_context import in_run

_HELPERS = "matplotlib._pylab_helpers"

# No type of matplotlib's can be named here: it may be absent.
_of_run: ContextVar[OrderedDict[Any, Any]] = ContextVar("jupyterlit_figures")


def separate_figures() -> None:
    """Keep figures apart from now on; where pyplot is not imported yet, once it is."""
    if (helpers := sys.modules.get(_HELPERS)) is not None:
        _separate(helpers)
    elif not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def _separate(helpers: ModuleType) -> None:
    if not isinstance(helpers.Gcf.figs, FiguresByRun):
        helpers.Gcf.figs = FiguresByRun(helpers.Gcf.figs)


class FiguresByRun(MutableMapping[Any, Any]):
    """The open figures of whoever asks, by number.

    A run's are kept with its context: they are there until its clean-up is over.

    Parameters
    ----------
    of_notebook
        Those of everybody who is not in a run.
    """

    def __init__(self, of_notebook: OrderedDict[Any, Any]) -> None:
        self._of_notebook = of_notebook

    @property
    def _here(self) -> OrderedDict[Any, Any]:
        figures = _of_run.get(None)
        if figures is None:
            if not in_run():
                return self._of_notebook
            figures = OrderedDict[Any, Any]()
            _of_run.set(figures)
        return figures

    def __getitem__(self, number: Any) -> Any:
        return self._here[number]

    def __setitem__(self, number: Any, manager: Any) -> None:
        self._here[number] = manager

    def __delitem__(self, number: Any) -> None:
        del self._here[number]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._here)

    def __len__(self) -> int:
        return len(self._here)

    def values(self) -> ValuesView[Any]:
        """Return the figures' managers; unlike those of other mappings, they can be reversed."""
        return self._here.values()

    def move_to_end(self, number: Any) -> None:
        """Make a figure the current one."""
        self._here.move_to_end(number)


class _Finder(MetaPathFinder):
    """Notices when pyplot's list of figures comes to be."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _HELPERS:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        _separate(module)
