"""A run without a session: what it draws is kept as messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import Token
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest

from jupyterlit.config.sources import Settings, settings
from jupyterlit.protocol.base import Element, Widget
from jupyterlit.protocol.messages import Forward
from jupyterlit.protocol.messages import Path as Place
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.secrets import hiding
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState

# As many times as long as others takes a test that opens a notebook in JupyterLab, or starts a server of its own.
WEIGHTS = {"jupyter": 8, "bare": 8, "guides": 6, "tmp_path": 6}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the modules that take longest, where processes share them: one that comes last is waited for."""
    if config.getoption("loadscopereorder", True):  # by the number of tests
        return
    weights = Counter[Path]()
    for item in items:
        weights[item.path] += max((WEIGHTS.get(name, 1) for name in getattr(item, "fixturenames", ())), default=1)
    items.sort(key=lambda item: -weights[item.path])


@pytest.fixture(autouse=True)
def no_secrets_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test's texts stand as they are: what other tests in this process have hidden is theirs."""
    monkeypatch.setattr(hiding, "_known", WeakSet[Any]())


class Run:
    """The run that calls in a test belong to, and what it draws.

    `drawn` holds what stands on the page by path, `sent` the messages of the page as a whole.
    """

    def __init__(self) -> None:
        self.state = SessionState()
        self.query_params = QueryParams()
        self.drawn: dict[Place, Element] = {}
        self.sent: list[Forward] = []
        self._begin()

    def put(self, path: Place, element: Element) -> None:
        self.drawn[path] = element

    def send(self, message: Forward) -> None:
        self.sent.append(message)

    def count(self, path: Place) -> int:
        return sum(drawn[:-1] == path for drawn in self.drawn)

    @property
    def elements(self) -> list[Element]:
        """What stands on the page, from top to bottom, parents before their children."""
        return [self.drawn[path] for path in sorted(self.drawn)]

    def rerun(self, **values: Any) -> None:
        """Begin another run after the reader has given these values to widgets, named by key or label."""
        wires = {self._id(name): value for name, value in values.items()}
        self.end()
        self.state.widgets.end_run(self.context.widget_ids, complete=True)
        changed, _ = self.state.widgets.receive(wires)
        self.drawn, self.sent = {}, []
        self._begin()
        for spec in changed:
            spec.call()

    def end(self) -> None:
        """End the run: calls are outside of an app from now on."""
        leave(self._token)

    def _begin(self) -> None:
        self.context = RunContext(self, self.state, self.query_params, session_id="test")
        self._token: Token[RunContext | None] = enter(self.context)

    def _id(self, name: str) -> str:
        for element in [each for each in self.elements if isinstance(each, Widget)]:
            if name in {element.key, element.label}:
                return element.id
            if name.startswith(f"{element.id}/"):  # a part of it
                return name
        raise KeyError(name)


@pytest.fixture
def run() -> Iterator[Run]:
    """Be in a run of a fresh session."""
    run = Run()
    yield run
    run.end()


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Settings]]:
    """Return a function that writes config.toml, and gives the options that this process has of it from now on."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> Settings:
        folder = tmp_path / ".streamlit"
        folder.mkdir(exist_ok=True)
        (folder / "config.toml").write_text(text)
        settings().reload()
        return settings()

    settings.cache_clear()
    yield write
    settings.cache_clear()


@contextmanager
def refused(kind: type[BaseException], message: str) -> Generator[None]:
    """Expect an error with this text, to the letter."""
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.args == (message,)
