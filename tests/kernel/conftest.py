"""A kernel as far as comms are concerned: what it publishes is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import pytest
from ipykernel.kernelbase import Kernel

from jupyterlit.commands.refusal import refuse
from jupyterlit.delta_generator import main
from jupyterlit.elements.write import show_result
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.kernel.apps import Apps
from jupyterlit.protocol.codec import Part

WAIT = 20.0  # s, for what takes milliseconds on a quiet machine


class FakeKernel:
    """Takes what is sent on iopub; it is its own session."""

    iopub_socket = object()

    def __init__(self) -> None:
        self.session = self
        self.published: list[dict[str, Any]] = []
        self.news = threading.Condition()

    def send(
        self, socket: object, kind: str, content: Any, *, parent: Any, ident: bytes, buffers: Sequence[Part]
    ) -> None:
        assert socket is self.iopub_socket
        with self.news:
            self.published.append(
                {"kind": kind, "content": content, "parent": parent, "ident": ident, "buffers": list(buffers)}
            )
            self.news.notify_all()

    def messages(self, comm_id: str) -> list[dict[str, Any]]:
        """Return the messages of the page on a comm."""
        frames = [sent["buffers"] for sent in list(self.published) if sent["content"].get("comm_id") == comm_id]
        return [message for parts in frames for message in msgspec.json.decode(parts[0])["messages"]]

    def texts(self, comm_id: str, runs: int) -> list[str]:
        """Return the texts that have come by the end of so many runs."""

        def ended() -> bool:
            return len([m for m in self.messages(comm_id) if m["type"] == "run_ended"]) >= runs

        with self.news:
            assert self.news.wait_for(ended, WAIT)
        return [m["element"]["body"] for m in self.messages(comm_id) if m["type"] == "delta"]


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> FakeKernel:
    kernel = FakeKernel()
    monkeypatch.setattr(Kernel, "instance", lambda: kernel)
    return kernel


@pytest.fixture
def apps() -> Iterator[Apps]:
    sessions = SessionManager(Hooks(main.write, show_result, main.exception, lambda: None, refuse=refuse))
    yield Apps(sessions)
    sessions.close_all()


class _AtOnce:
    """A timer that does not wait."""

    def __init__(self, pause: float, call: Callable[[], None]) -> None:
        self.start = call


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jupyterlit.kernel.kept_output.Timer", _AtOnce)
