"""The folder of a process for files of readers, and what dead processes leave."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from jupyterlit.media.spool import Spool, remove_leftovers

OTHER = """
import sys, time
from pathlib import Path
from jupyterlit.media.spool import Spool
spool = Spool(Path(sys.argv[1]))
(spool.folder / "file").write_bytes(b"data")
print(spool.folder, flush=True)
{end}
"""


def other(place: Path, end: str) -> tuple[subprocess.Popen[str], Path]:
    """Start a process with a folder of its own; return it and the folder."""
    command = [sys.executable, "-c", OTHER.format(end=end), str(place)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as output:
        return process, Path(output.readline().strip())


def test_nobody_else_can_read_the_folder(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    folder = spool.folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folder.parent == tmp_path


def test_the_folder_is_made_once_and_goes_with_its_process(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    folder = spool.folder
    (folder / "file").write_bytes(b"data")
    assert spool.folder == folder
    del spool
    assert not folder.exists()
    process, theirs = other(tmp_path, "")
    assert process.wait(20) == 0
    assert not theirs.exists()


def test_what_a_killed_process_has_left_goes_with_the_next_and_what_is_in_use_stays(tmp_path: Path) -> None:
    alive, used = other(tmp_path, "time.sleep(60)")
    killed, left = other(tmp_path, "time.sleep(60)")
    killed.send_signal(signal.SIGKILL)
    killed.wait(20)
    assert (left / "file").exists()
    own = Spool(tmp_path)
    assert own.folder.exists()
    assert not left.exists()
    assert (used / "file").read_bytes() == b"data"
    alive.send_signal(signal.SIGKILL)
    alive.wait(20)
    remove_leftovers(tmp_path)
    assert not used.exists()
    assert own.folder.exists()


def test_the_first_look_is_enough(tmp_path: Path) -> None:
    killed, left = other(tmp_path, "time.sleep(60)")
    killed.send_signal(signal.SIGKILL)
    killed.wait(20)
    spool = Spool(tmp_path)
    spool.tidy()
    assert list(tmp_path.iterdir()) == []
    left.mkdir()
    spool.tidy()
    assert left.exists()


def test_what_only_looks_like_a_leftover_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").write_bytes(b"data")
    (tmp_path / "jupyterlit-uploads-link").symlink_to(elsewhere)
    (tmp_path / "jupyterlit-uploads-file").write_bytes(b"data")
    remove_leftovers(tmp_path)
    assert (elsewhere / "file").exists()
    assert (tmp_path / "jupyterlit-uploads-file").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="There is no fork here.")
def test_a_fork_leaves_the_folder_alone_and_has_its_own(tmp_path: Path) -> None:
    code = f"""
import os
from pathlib import Path
from jupyterlit.media.spool import Spool
spool = Spool(Path({str(tmp_path)!r}))
folder = spool.folder
child = os.fork()
if not child:
    own = spool.folder
    assert own != folder
    raise SystemExit
assert os.waitpid(child, 0)[1] == 0
assert folder.exists()
assert [each for each in Path({str(tmp_path)!r}).iterdir()] == [folder]
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=30, check=False).returncode == 0
    assert list(tmp_path.iterdir()) == []
