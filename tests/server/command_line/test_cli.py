from __future__ import annotations

import importlib.metadata
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.client import write_notebook


def lit(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `jupyter lit` as a user does."""
    command = [sys.executable, "-c", "from jupyterlit.server.command_line.cli import main; main()", *arguments]
    home = {"HOME": str(cwd), "JUPYTER_CONFIG_DIR": str(cwd / "config"), "JUPYTER_RUNTIME_DIR": str(cwd / "runtime")}
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **home}, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("broken.ipynb", "{", "broken.ipynb cannot be read as a notebook: Input data was truncated."),
        ("broken.py", "if", "broken.py, line 1: invalid syntax. Correct it and serve it again."),
        (
            "empty.ipynb",
            '{"nbformat": 4, "cells": []}',
            "empty.ipynb holds no code to run. Write a cell that starts with %%app and save it.",
        ),
        ("notes.txt", "x", "notes.txt is neither a notebook (.ipynb) nor a script (.py)."),
    ],
)
def test_what_cannot_be_served_ends_with_one_sentence(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    (tmp_path / name).write_text(text)
    done = lit("serve", name, "--no-browser", cwd=tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (1, f"{sentence}\n", "")


def test_a_missing_file_ends_with_one_sentence(tmp_path: Path) -> None:
    done = lit("serve", "gone.ipynb", "--no-browser", cwd=tmp_path)
    sentence = f"There is no file {tmp_path / 'gone.ipynb'}. Pass the path of a notebook (.ipynb) or script (.py).\n"
    assert (done.returncode, done.stderr) == (1, sentence)


def test_a_used_port_ends_with_one_sentence(tmp_path: Path) -> None:
    write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = lit("serve", "book.ipynb", "--no-browser", "--ip", "127.0.0.1", "--port", str(port), cwd=tmp_path)
    sentence = f"Cannot listen at 127.0.0.1, port {port}: Address already in use. Choose another --port or --ip.\n"
    assert (done.returncode, done.stderr) == (1, sentence)


def test_an_address_of_another_machine_ends_with_one_sentence(tmp_path: Path) -> None:
    write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    done = lit("serve", "book.ipynb", "--no-browser", "--ip", "192.0.2.1", "--port", "0", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("Cannot listen at 192.0.2.1, port 0: ")
    assert done.stderr.count("\n") == 1


def test_a_kernel_that_is_not_there_ends_with_one_sentence(tmp_path: Path) -> None:
    write_notebook(tmp_path / "book.ipynb", "%%app\n1")
    done = lit("serve", "book.ipynb", "--no-browser", "--port", "0", "--kernel-name", "conda-of-bob", cwd=tmp_path)
    sentence = (
        "There is no kernel named conda-of-bob on this machine. Install it, or choose another one with --kernel-name.\n"
    )
    # Older versions of jupyter_client say so too, in the log.
    said = re.sub(r"^\[Serve\] WARNING \| Kernelspec name conda-of-bob cannot be found!\n", "", done.stderr)
    assert (done.returncode, said) == (1, sentence)


def test_a_file_at_least_is_asked_for(tmp_path: Path) -> None:
    done = lit("serve", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "Say which notebook or script to serve: jupyter lit serve FILE.\n")
    done = lit("serve", "a.py", "b.py", cwd=tmp_path)
    text = "There is no file a.py. Pass the paths of notebooks, scripts or folders.\n"
    assert (done.returncode, done.stderr) == (1, text)


def test_without_a_command_it_says_what_there_is(tmp_path: Path) -> None:
    done = lit(cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "Say what to do: jupyter lit serve FILE. See jupyter lit --help.\n")


def test_it_knows_its_version(tmp_path: Path) -> None:
    assert lit("--version", cwd=tmp_path).stdout == f"{importlib.metadata.version('jupyterlit')}\n"


def test_help_lists_the_options(tmp_path: Path) -> None:
    done = lit("serve", "--help-all", cwd=tmp_path)
    assert done.returncode == 0
    for option in (
        *("--port", "--ip", "--no-browser", "--public", "--kernels", "--kernel-memory", "--isolate", "--warm"),
        *("--max-sessions", "--idle-timeout", "--JupyterLit.session_timeout"),
    ):
        assert option in done.stdout


@pytest.mark.parametrize(
    ("option", "sentence"),
    [("--kernels=none", 'a number of kernels from 1 on, or "auto"'), ("--kernel-memory=much", "Write one such as 2GB")],
)
def test_a_value_that_an_option_does_not_take_is_explained(tmp_path: Path, option: str, sentence: str) -> None:
    (tmp_path / "app.py").write_text("1")
    done = lit("serve", "app.py", "--no-browser", option, cwd=tmp_path)
    assert done.returncode == 1
    assert sentence in done.stderr


def test_a_wrong_option_of_streamlit_ends_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("1")
    done = lit("serve", "app.py", "--no-browser", "--server.prot", "1", cwd=tmp_path)
    sentence = "There is no option 'server.prot'. Did you mean server.port? `jupyter lit config show` lists all.\n"
    assert (done.returncode, done.stderr) == (1, sentence)
