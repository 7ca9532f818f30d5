from __future__ import annotations

import resource
import socket
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from jupyterlit.server.command_line import check_machine as module
from jupyterlit.server.command_line.check_machine import check_base_url, check_machine, check_port
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.options import JupyterLit


def always(value: object) -> Callable[..., object]:
    """Return a function that returns that, whatever it is asked."""

    def answer(*given: object) -> object:
        return value

    return answer


def where_not(refused: Path) -> Callable[[Path, int], bool]:
    """Return a function that says whether a path is another one."""

    def answer(path: Path, mode: int) -> bool:
        return path != refused

    return answer


@pytest.fixture(autouse=True)
def roomy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine that has everything."""
    monkeypatch.setattr(resource, "getrlimit", always((100_000, 100_000)))
    monkeypatch.setattr(module.shutil, "disk_usage", always(SimpleNamespace(free=10**12)))
    monkeypatch.setattr(module, "sessions_folder", lambda: tmp_path / "sessions")
    monkeypatch.setattr(module, "_INOTIFY", tmp_path)


def test_a_roomy_machine_lacks_nothing() -> None:
    assert list(check_machine(JupyterLit())) == []


def test_too_few_files_for_the_sessions_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", always((1024, 4096)))
    (finding,) = check_machine(JupyterLit(max_sessions=1000))
    assert finding.level == "warning"
    assert finding.text.startswith(
        "The server may open 1,024 files, and 1,000 sessions need some 2,200: ulimit -n 2200,"
    )
    assert list(check_machine(JupyterLit(max_sessions=400))) == []


@pytest.mark.parametrize(("free", "level"), [(500_000_000, "warning"), (50_000_000, "error")])
def test_a_disk_that_is_nearly_full_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, level: str
) -> None:
    monkeypatch.setattr(module.shutil, "disk_usage", always(SimpleNamespace(free=free)))
    monkeypatch.setattr(module.tempfile, "gettempdir", lambda: str(tmp_path))
    where = f"lie in {tmp_path}, where {free // 10**6} MB are free: make room there."
    assert [(each.level, each.text) for each in check_machine(JupyterLit())] == [
        (level, f"Uploads {where}"),
        (level, f"Sessions {where}"),
    ]
    assert len(list(check_machine(JupyterLit(session_store="memory")))) == 1


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module.os, "access", where_not(tmp_path))
    (finding,) = check_machine(JupyterLit())
    assert finding == Finding("error", f"Sessions lie in {tmp_path}, where this user may not write.")


def test_too_few_watches_are_told_where_files_are_watched(tmp_path: Path) -> None:
    (tmp_path / "max_user_watches").write_text("100")
    (tmp_path / "max_user_instances").write_text("1024")
    (finding,) = check_machine(JupyterLit())
    assert finding.text.startswith("Changed files may go unnoticed: fs.inotify.max_user_watches is 100. sysctl ")
    assert list(check_machine(JupyterLit(), watched=False)) == []


def test_a_clock_that_stands_in_the_past_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "time", lambda: 0.0)
    (finding,) = check_machine(JupyterLit())
    assert (finding.level, "set it" in finding.text) == ("error", True)


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (finding,) = check_port(port, "127.0.0.1")
    assert finding.text == f"Cannot listen at 127.0.0.1, port {port}: Address already in use. Is it served already?"
    assert list(check_port(None, "127.0.0.1")) == []
    (finding,) = check_port(None, "no.such.host.invalid")
    assert finding.text.startswith("There is no address no.such.host.invalid here")


def test_a_base_url_is_told_to_who_sets_up_the_proxy() -> None:
    assert list(check_base_url("/")) == []
    (finding,) = check_base_url("/team/")
    assert (finding.level, "/team/" in finding.text) == ("ok", True)
