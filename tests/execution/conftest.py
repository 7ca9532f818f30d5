"""A session without a browser: what it would send is kept as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import pytest

from jupyterlit.delta_generator import main
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.protocol.codec import Part as FramePart
from jupyterlit.protocol.messages import Attach, BackMessage, Rerun
from jupyterlit.tree import Block

WAIT = 20.0  # s, for what takes milliseconds on a quiet machine


class Visitor:
    """A session and the browser in front of it."""

    def __init__(self, session: AppSession) -> None:
        self.session = session
        self.batches: list[dict[str, Any]] = []
        self.parts: list[Sequence[FramePart]] = []
        session.connect(self.receive)

    def receive(self, parts: Sequence[FramePart]) -> None:
        self.parts.append(parts)
        self.batches.append(msgspec.json.decode(parts[0]))

    def say(self, message: BackMessage) -> list[dict[str, Any]]:
        """Send a message, wait for the end of its runs, and return the messages that came."""
        self.batches.clear()
        self.session.receive(message)
        assert self.session.runner.wait(WAIT)
        return self.messages()

    def rerun(self, **values: Any) -> list[dict[str, Any]]:
        """Run again with the values of these widgets, named by their key or label."""
        return self.say(Rerun(values={self.id(name): value for name, value in values.items()}))

    def messages(self) -> list[dict[str, Any]]:
        return [message for batch in self.batches for message in batch["messages"]]

    def id(self, name: str) -> str:
        """Return the id of the widget with this label."""
        for delta in self.session.queue.page():
            if getattr(delta.element, "label", None) == name:
                return delta.element.id  # type: ignore[attr-defined]
        raise KeyError(name)

    def page(self) -> list[Any]:
        """Return texts, and labels of widgets, in the order of the page."""
        elements = [delta.element for delta in self.session.queue.page()]
        return [getattr(each, "body", getattr(each, "label", each.__struct_config__.tag)) for each in elements]


@pytest.fixture
def manager() -> Iterator[SessionManager]:
    def show(*values: Any) -> None:
        for value in values:
            main.text(value)

    def show_last(value: Any, called: Any) -> None:
        if value is not None and not isinstance(value, Block):
            main.text(value)

    manager = SessionManager(
        Hooks(
            show=show,
            show_last=show_last,
            show_error=lambda error: show(f"{type(error).__name__}: {error}"),
            after_run=lambda: None,
            refuse=lambda: show("not for you"),
        )
    )
    yield manager
    manager.close_all()


@pytest.fixture
def visit(manager: SessionManager) -> Callable[[str], Visitor]:
    """Open a session of a script and run it once."""

    def open_session(code: str, **options: Any) -> Visitor:
        source = ScriptSource((Part(code, "<app>"),), **options)
        visitor = Visitor(manager.open("s1", source))
        visitor.say(Attach())
        return visitor

    return open_session
