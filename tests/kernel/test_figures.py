"""Figures of runs and of the notebook."""

import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any

import pytest

from jupyterlit.elements.pyplot import release_figures
from jupyterlit.kernel.figures import FiguresByRun, separate_figures
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.messages import Forward, Path
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState


class Nowhere:
    def put(self, path: Path, element: Element) -> None: ...

    def send(self, message: Forward) -> None: ...

    def count(self, path: Path) -> int:
        return 0


def as_run(script: Callable[[], Any]) -> Any:
    """Return what `script` returns when it runs in a thread and context of its own, and clean up after it."""
    answers: list[Any] = []

    def run() -> None:
        token = enter(RunContext(Nowhere(), SessionState(), QueryParams()))
        answers.append(script())
        leave(token)
        release_figures()
        answers.append(pyplot().get_fignums())

    thread = threading.Thread(target=Context().run, args=(run,))
    thread.start()
    thread.join()
    assert answers[1] == []
    return answers[0]


def pyplot() -> Any:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    return pytest.importorskip("matplotlib.pyplot")


@pytest.fixture
def plt() -> Iterator[Any]:
    """Pyplot with figures kept apart; they are joined again at the end."""
    plt = pyplot()
    gcf = sys.modules["matplotlib._pylab_helpers"].Gcf
    before = gcf.figs
    gcf.figs = OrderedDict[Any, Any]()
    separate_figures()
    yield plt
    gcf.figs = before


def test_a_run_neither_sees_nor_closes_the_notebooks_figures(plt: Any) -> None:
    figure = plt.figure()

    def script() -> list[int]:
        before = plt.get_fignums()
        plt.plot([1, 2])
        return [*before, len(plt.gcf().axes), *plt.get_fignums()]

    assert as_run(script) == [1, 1]
    assert plt.gcf() is figure
    assert (plt.get_fignums(), figure.axes) == ([1], [])


def test_figures_are_numbered_found_and_closed_as_ever(plt: Any) -> None:
    def script() -> list[Any]:
        first, second = plt.figure("first"), plt.figure()
        labels = plt.get_figlabels()
        plt.figure("first")
        current = plt.gcf() is first
        plt.close(first)
        return [labels, current, plt.gcf() is second, plt.get_fignums(), plt.fignum_exists(1)]

    assert as_run(script) == [["first", ""], True, True, [2], False]


def test_figures_are_separated_once(plt: Any) -> None:
    separate_figures()
    gcf = sys.modules["matplotlib._pylab_helpers"].Gcf
    assert isinstance(gcf.figs, FiguresByRun)
    assert not isinstance(vars(gcf.figs)["_of_notebook"], FiguresByRun)


def test_pyplot_may_be_imported_later() -> None:
    pytest.importorskip("matplotlib")
    program = (
        "from jupyterlit.kernel.figures import separate_figures, FiguresByRun\n"
        "import sys; separate_figures(); separate_figures()\n"
        "assert 'matplotlib' not in sys.modules\n"
        "from matplotlib._pylab_helpers import Gcf; print(type(Gcf.figs).__name__, len(Gcf.figs))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout == "FiguresByRun 0\n"
