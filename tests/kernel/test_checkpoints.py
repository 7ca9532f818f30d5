"""What apps under cells remember, in files."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from jupyterlit.delta_generator import main
from jupyterlit.elements.write import show_result
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.kernel import checkpoints
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.checkpoints import LEFT, MARK, Checkpoints, make_private, open_checkpoints

from .conftest import WAIT

CODE = """import jupyterlit as st
n = st.slider("N", 0, 9, 3, key="n")
st.session_state.seen = [*st.session_state.get("seen", []), n]
st.session_state.open = {1, 2}
"""


class Kernel:
    """A kernel's apps, and a folder for what they remember."""

    def __init__(self, folder: Path, connection: Path, secret: bytes = b"key") -> None:
        self.sessions = SessionManager(Hooks(main.write, show_result, main.exception, lambda: None))
        self.apps = Apps(self.sessions)
        self.apps.checkpoints = self.checkpoints = Checkpoints(folder, connection, secret)

    def run(self, app: str = "app", n: int | None = None) -> dict[str, object]:
        """Run an app, with a value that a reader has chosen if there is one; return what it remembers."""
        self.apps.define(app, {app: ScriptSource((Part(CODE, "Cell In[1]"),))})
        session = self.apps.open_cell(app)
        if n is not None:
            session.state.put("n", n)
        session.rerun()
        assert session.runner.wait(WAIT)
        return {key: session.state.get(key) for key in session.state}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "jupyterlit" / "kernel-1"


@pytest.fixture
def connection(tmp_path: Path) -> Path:
    path = tmp_path / "kernel-1.json"
    path.touch()
    return path


@pytest.fixture
def kernel(folder: Path, connection: Path) -> Iterator[Kernel]:
    kernel = Kernel(folder, connection)
    yield kernel
    kernel.sessions.close_all()


def wait_for(folder: Path, count: int) -> list[Path]:
    """Wait until there are so many files beside the mark."""
    end = time.monotonic() + WAIT
    while len(files := [path for path in folder.iterdir() if path.suffix in (".plain", ".pickled")]) != count:
        assert time.monotonic() < end
        time.sleep(0.01)
    return files


def test_a_kernel_that_starts_again_goes_on_where_the_one_before_was(
    kernel: Kernel, folder: Path, connection: Path
) -> None:
    assert kernel.run(n=7) == {"n": 7, "seen": [7], "open": {1, 2}}
    wait_for(folder, 2)
    after = Kernel(folder, connection)
    assert after.run() == {"n": 7, "seen": [7, 7], "open": {1, 2}}
    assert after.run("another") == {"n": 3, "seen": [3], "open": {1, 2}}
    after.sessions.close_all()


def test_nobody_else_can_read_it(kernel: Kernel, folder: Path) -> None:
    kernel.run()
    files = wait_for(folder, 2)
    assert {oct(path.stat().st_mode & 0o777) for path in (*files, folder / MARK)} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in (folder, folder.parent)} == {"0o700"}
    assert {path.suffix for path in folder.iterdir()} == {"", ".plain", ".pickled"}


def test_another_kernel_of_that_name_begins_anew(kernel: Kernel, folder: Path, connection: Path) -> None:
    kernel.run(n=7)
    wait_for(folder, 2)
    after = Kernel(folder, connection, b"another")
    assert after.run()["seen"] == [3]
    after.sessions.close_all()


@pytest.mark.parametrize("spoil", ["open to others", "elsewhere", "broken"])
def test_what_others_could_have_written_is_not_opened(
    kernel: Kernel, folder: Path, connection: Path, tmp_path: Path, spoil: str
) -> None:
    kernel.run(n=7)
    for path in wait_for(folder, 2):
        if spoil == "open to others":
            path.chmod(0o666)
        elif spoil == "elsewhere":
            path.symlink_to(path.rename(tmp_path / path.name))
        else:
            path.write_bytes(b"junk")
    after = Kernel(folder, connection)
    assert after.run()["seen"] == [3]
    end = time.monotonic() + WAIT
    while any(path.is_symlink() for path in folder.iterdir()):
        assert time.monotonic() < end
        time.sleep(0.01)
    after.sessions.close_all()


@pytest.mark.parametrize("spoil", ["open to others", "elsewhere", "a file"])
def test_a_folder_that_others_can_write_to_is_left_alone(tmp_path: Path, spoil: str) -> None:
    folder = tmp_path / "folder"
    if spoil == "a file":
        folder.touch()
    elif spoil == "elsewhere":
        folder.symlink_to(tmp_path)
    else:
        folder.mkdir()
        folder.chmod(0o777)
    with pytest.raises(FileExistsError if spoil == "a file" else PermissionError):
        make_private(folder)


def test_a_stopped_app_is_forgotten(kernel: Kernel, folder: Path, connection: Path) -> None:
    kernel.run(n=7)
    kernel.run("another", n=8)
    wait_for(folder, 4)
    kernel.apps.stop("app")
    wait_for(folder, 2)
    after = Kernel(folder, connection)
    assert after.run()["seen"] == [3]
    assert after.run("another")["seen"] == [8, 8]
    after.sessions.close_all()


@pytest.mark.parametrize(
    ("content", "left"), [(None, True), ({"status": "ok", "restart": True}, True), ({"restart": False}, False)]
)
def test_a_kernel_that_ends_for_good_leaves_nothing(
    kernel: Kernel, folder: Path, content: dict[str, object] | None, left: bool
) -> None:
    kernel.run()
    wait_for(folder, 2)
    message = None if content is None else {"content": content}
    kernel.checkpoints.end(SimpleNamespace(_shutdown_message=message))
    assert folder.exists() == left


def test_what_dead_kernels_have_left_is_removed(kernel: Kernel, folder: Path, connection: Path, tmp_path: Path) -> None:
    def other(name: str, *, alive: bool, marked: bool = True, age: float = 0) -> Path:
        file = tmp_path / f"{name}.json"
        made = folder.parent / name
        Checkpoints(made, file, b"")
        if alive:
            file.touch()
        if not marked:
            (made / MARK).unlink()
        for path in (*made.iterdir(), made):
            os.utime(path, (time.time() - age, time.time() - age))
        return made

    alive = other("alive", alive=True)
    begins = other("begins", alive=True, marked=False)
    old = other("old", alive=True, age=LEFT + 60)
    dead = other("dead", alive=False)
    kernel.run(n=7)
    wait_for(folder, 2)
    after = Kernel(folder, connection)
    assert [path.exists() for path in (alive, begins, old, dead)] == [True, True, False, False]
    assert after.run()["seen"] == [7, 7]
    after.sessions.close_all()


@pytest.mark.usefixtures("kernel_itself")
def test_a_kernel_without_a_file_to_be_known_by_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def find() -> str:
        raise RuntimeError("not in a running Kernel")

    monkeypatch.setattr(checkpoints, "get_connection_file", find)
    assert open_checkpoints() is None


@pytest.mark.usefixtures("kernel_itself")
def test_a_place_that_others_can_write_to_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, connection: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(checkpoints, "get_connection_file", lambda: str(connection))
    monkeypatch.setattr(checkpoints, "jupyter_runtime_dir", lambda: str(tmp_path))
    (tmp_path / "jupyterlit").mkdir()
    (tmp_path / "jupyterlit").chmod(0o777)
    assert open_checkpoints() is None
    why = f"{tmp_path / 'jupyterlit'} is open to others. Remove it, or let only its owner enter it."
    assert caplog.messages == [f"Apps will not come back as they were when the kernel starts again. {why}"]


@pytest.fixture
def kernel_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = SimpleNamespace(session=SimpleNamespace(key=b"key"))
    monkeypatch.setattr(checkpoints.Kernel, "instance", lambda: kernel)
