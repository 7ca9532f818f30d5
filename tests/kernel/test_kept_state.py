"""What an app remembers, in its notebook's file: it comes back, and a stranger's file runs nothing."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyterlit.delta_generator import main
from jupyterlit.elements.write import show_result
from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_run import Hooks
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.execution.session_manager import SessionManager
from jupyterlit.kernel import kept_state
from jupyterlit.kernel.kept_state import FIELD, KeptState, StateKeeper, notebook_file
from jupyterlit.protocol.messages import Attach
from tests.execution.conftest import WAIT, Visitor

CODE = """
import jupyterlit as st
st.session_state.setdefault("seen", {1, 2})
st.session_state.setdefault("n", 3)
name = st.text_input("Name", key="name")
st.text(f"{name} {st.session_state.get('n')} {st.session_state.get('seen')}")
"""


class Evil:
    """Does something when it is opened."""

    def __reduce__(self) -> tuple[Any, ...]:
        return exec, ("import pathlib; pathlib.Path('owned').touch()",)


class Notebook:
    """A notebook's file, and the kernels that run its app one after the other."""

    def __init__(self, folder: Path, sessions: SessionManager) -> None:
        self.file = folder / "app.ipynb"
        self.state: dict[str, Any] | None = None
        self._sessions = sessions
        self._count = 0

    def save(self, state: dict[str, Any] | None) -> None:
        output = {"output_type": "display_data", "data": {}, "metadata": {"other": 1, FIELD: state}}
        cells = [{"cell_type": "markdown", "source": ""}, {"cell_type": "code", "outputs": [{}, output]}]
        self.file.write_text(json.dumps({"cells": cells, "nbformat": 4}))

    def open(self, *, app: str = "penguins", keep: bool = True) -> tuple[AppSession, StateKeeper]:
        self._count += 1
        session = self._sessions.open(f"kernel {self._count}", ScriptSource((Part(CODE, "<app>"),)))
        keeper = StateKeeper(app, session, self._note)
        keeper.switch(keep, self.file)
        return session, keeper

    def _note(self, state: dict[str, Any] | None) -> None:
        self.state = state


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    sessions = SessionManager(Hooks(main.write, show_result, main.exception, lambda: None))
    yield Notebook(tmp_path, sessions)
    sessions.close_all()


def shown(session: AppSession, **values: Any) -> str:
    """Run an app, once more if a reader changes something, and return what it says."""
    visitor = Visitor(session)
    visitor.say(Attach())
    if values:
        visitor.rerun(**values)
    return str(visitor.page()[-1])


def kept(notebook: Notebook, part: bytes) -> dict[str, Any]:
    """Wait until the notebook has been told to keep something, and return it."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if notebook.state and part in state_of(notebook.state).plain:
            return notebook.state
        time.sleep(0.01)
    raise AssertionError(notebook.state)


def state_of(metadata: dict[str, Any]) -> KeptState:
    return msgspec.convert(metadata, KeptState)


def used(notebook: Notebook) -> dict[str, Any]:
    """Use an app, save its notebook and end its kernel; return what the notebook keeps."""
    session, _ = notebook.open()
    assert shown(session, Name="Ada") == "Ada 3 {1, 2}"
    session.state.put("n", 8)
    session.rerun()
    assert session.runner.wait(WAIT)
    state = kept(notebook, b"Ada")
    session.close()
    return state


def test_an_app_comes_back_with_its_notebook(notebook: Notebook) -> None:
    notebook.save(used(notebook))
    session, keeper = notebook.open()
    assert notebook.state is not None  # the new output has it at once
    assert shown(session) == "Ada 8 {1, 2}"
    keeper.switch(False, notebook.file)
    assert notebook.state is None


def test_what_is_kept_is_json_that_can_stand_in_a_notebook(notebook: Notebook) -> None:
    state = used(notebook)
    assert json.loads(json.dumps(state)) == state
    assert state.keys() == {"app", "plain", "pickled", "signature"}
    assert len(json.dumps(state)) < 2_000


def test_an_app_that_runs_already_is_kept_as_it_is(notebook: Notebook) -> None:
    session, keeper = notebook.open(keep=False)
    assert notebook.state is None
    assert shown(session, Name="Bea") == "Bea 3 {1, 2}"
    keeper.switch(True, notebook.file)
    assert b"Bea" in state_of(notebook.state or {}).plain


def test_of_a_strangers_notebook_only_json_is_read(notebook: Notebook, caplog: pytest.LogCaptureFixture) -> None:
    state = used(notebook)
    Path(state_key()).unlink()  # another user's key
    notebook.save(state)
    session, _ = notebook.open()
    assert shown(session) == "Ada 8 {1, 2}"
    assert "What the notebook keeps of the app 'penguins' is not signed by you: only JSON is read." in caplog.messages
    assert state_of(notebook.state or {}).pickled == b""


def evil(notebook: Notebook) -> KeptState:
    """Return a state whose pickles run code: checked digests and all, as an attacker would make it."""
    used(notebook)  # and this user has a key
    session = notebook.open()[0]
    shown(session, Name="Eve")
    session.state.put("seen", Evil())
    checkpoint = session.runner.keeper.take()
    session.close()
    assert b"exec" in checkpoint.pickled or b"owned" in checkpoint.pickled
    return KeptState("penguins", checkpoint.plain, checkpoint.pickled)


@pytest.mark.parametrize("signature", ["", "0" * 64, "not even hex ü"])
def test_a_forged_state_runs_nothing(notebook: Notebook, signature: str) -> None:
    state = evil(notebook)
    state.signature = signature
    notebook.save(msgspec.to_builtins(state))
    session, _ = notebook.open()
    assert shown(session).startswith("Eve 3")
    assert not Path("owned").exists()


def test_the_attack_would_work_without_the_signature(notebook: Notebook) -> None:
    state = evil(notebook)
    state.signature = state.sign(Path(state_key()).read_bytes())
    notebook.save(msgspec.to_builtins(state))
    session, _ = notebook.open()
    shown(session)
    assert Path("owned").exists()


def test_a_signature_holds_for_one_app_and_one_state(notebook: Notebook) -> None:
    state = state_of(used(notebook))
    key = Path(state_key()).read_bytes()
    assert state.is_signed(key)
    for change in ({"app": "sales"}, {"plain": state.plain + b" "}, {"pickled": b""}, {"signature": ""}):
        assert not msgspec.structs.replace(state, **change).is_signed(key)
    moved = msgspec.structs.replace(state, plain=state.plain + state.pickled[:1], pickled=state.pickled[1:])
    assert not moved.is_signed(key)


def test_values_that_are_too_large_for_a_notebook_are_left_out(notebook: Notebook) -> None:
    session, _ = notebook.open()
    assert shown(session, Name="Ada") == "Ada 3 {1, 2}"
    session.state.put("large", frozenset(range(100_000)))
    session.rerun()
    assert session.runner.wait(WAIT)
    notebook.save(kept(notebook, b"Ada"))
    assert notebook.file.stat().st_size < 10_000
    session.close()
    again, _ = notebook.open()
    assert shown(again) == "Ada 3 {1, 2}"
    assert not {"large"} & set(again.state.keys())


def test_too_much_is_not_kept_and_said(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(kept_state, "LIMIT", 10)
    session, keeper = notebook.open(keep=False)
    shown(session)
    keeper.switch(True, None)
    assert notebook.state is None
    assert "The notebook keeps nothing of the app 'penguins'." in caplog.text


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 3}', '{"cells": [{"outputs": [{"metadata": {}}]}]}'])
def test_a_file_that_has_nothing_of_it_is_no_hindrance(notebook: Notebook, text: str) -> None:
    notebook.file.write_text(text)
    session, _ = notebook.open()
    assert shown(session) == "3 {1, 2}"


def test_another_apps_state_is_left_alone(notebook: Notebook) -> None:
    notebook.save(used(notebook))
    session, _ = notebook.open(app="sales")
    assert shown(session) == "3 {1, 2}"


def state_key() -> str:
    return f"{os.environ['JUPYTER_DATA_DIR']}/jupyterlit/notebook_key"


def test_the_key_is_the_users_own(notebook: Notebook) -> None:
    used(notebook)
    path = Path(state_key())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == 32


def test_the_notebooks_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "app.ipynb"
    file.touch()
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert notebook_file({}) is None
    assert notebook_file({"__vsc_ipynb_file__": str(file)}) == file
    for told, found in ((str(file), file), (str(tmp_path), None), (str(tmp_path / "gone.ipynb"), None), ("", None)):
        monkeypatch.setenv("JPY_SESSION_NAME", told)
        assert notebook_file({}) == found
