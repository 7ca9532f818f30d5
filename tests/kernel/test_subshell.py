"""Where the kernel hears browsers."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import pytest
from ipykernel.comm.comm import BaseComm

from jupyterlit.kernel import subshell as subshells
from jupyterlit.kernel.subshell import Subshell


class Manager:
    """What ipykernel has for subshells, as far as it is needed."""

    def __init__(self, answer: dict[str, str]) -> None:
        self.control_to_shell_channel = SimpleNamespace(from_socket=self)
        self.answer = answer
        self.asked: list[dict[str, str]] = []
        self.alive = ["own"]

    def send_json(self, request: dict[str, str]) -> None:
        self.asked.append(request)

    def recv_json(self) -> dict[str, str]:
        return self.answer

    def list_subshell(self) -> list[str]:
        return self.alive


def kernel_with(monkeypatch: pytest.MonkeyPatch, manager: Manager | None) -> None:
    """Let the kernel have subshells, or none."""

    def call(function: Callable[..., None], *given: Any) -> None:
        function(*given)

    control = None if manager is None else SimpleNamespace(io_loop=SimpleNamespace(add_callback=call))
    kernel = SimpleNamespace(control_thread=control, shell_channel_thread=SimpleNamespace(manager=manager))
    monkeypatch.setattr(subshells.Kernel, "instance", lambda: kernel)


def heard_on(subshell: Subshell, chosen: str | None) -> str | None:
    """Return where a browser is heard that has chosen a subshell, or none."""
    comm = SimpleNamespace()
    subshell.hear(comm)
    return comm._reply_subshell_for({}, chosen)


@pytest.mark.skipif(
    not hasattr(BaseComm, "_reply_subshell_for"),
    reason=f"ipykernel {version('ipykernel')}: from 7.4 on a comm says where it is heard",
)
def test_browsers_are_heard_on_a_subshell_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = Manager({"status": "ok", "subshell_id": "own"})
    kernel_with(monkeypatch, manager)
    subshell = Subshell()
    subshell.make()
    subshell.make()
    assert manager.asked == [{"type": "create"}]
    assert [heard_on(subshell, chosen) for chosen in (None, "chosen")] == ["own", "own"]
    manager.alive.clear()
    assert [heard_on(subshell, chosen) for chosen in (None, "chosen")] == [None, "chosen"]


@pytest.mark.parametrize("answer", [None, {"status": "error", "evalue": "no"}])
def test_without_one_they_are_heard_where_they_choose(
    monkeypatch: pytest.MonkeyPatch, answer: dict[str, str] | None
) -> None:
    kernel_with(monkeypatch, None if answer is None else Manager(answer))
    subshell = Subshell()
    subshell.make()
    assert [heard_on(subshell, chosen) for chosen in (None, "chosen")] == [None, "chosen"]


def test_a_kernel_that_heeds_no_comm_makes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(BaseComm, "_reply_subshell_for", raising=False)
    manager = Manager({})
    kernel_with(monkeypatch, manager)
    Subshell().make()
    assert manager.asked == []
