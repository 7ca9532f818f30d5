"""What an app remembers, in the file of its notebook: signed, as it holds pickles.

A notebook may come from anybody. What this user's own kernels have not signed is opened as far as it is JSON,
through the widgets' own checks, and no further.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from jupyter_core.paths import jupyter_data_dir

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.keeper import Keeper
from jupyterlit.kernel.checkpoints import make_private

log = logging.getLogger("jupyterlit")

FIELD = "jupyterlit"  # of an output's metadata
LIMIT = 100_000  # bytes that a notebook's file should hold of an app


class KeptState(msgspec.Struct):
    """An app's checkpoint as the notebook has it."""

    app: str
    plain: bytes  # base64 in JSON, as msgspec writes them
    pickled: bytes = b""
    signature: str = ""

    def sign(self, key: bytes) -> str:
        """Return what a holder of the key writes beneath it."""
        parts = (self.app.encode(), self.plain, self.pickled)
        text = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        return hmac.new(key, b"jupyterlit notebook\0" + text, hashlib.sha256).hexdigest()

    def is_signed(self, key: bytes) -> bool:
        """Tell whether a holder of the key has written this."""
        return hmac.compare_digest(self.signature.encode(errors="replace"), self.sign(key).encode())


class StateKeeper:
    """Follows what an app remembers, for its notebook.

    Parameters
    ----------
    app
        The app's name.
    session
        That of its cell.
    note
        Takes what is to stand in the metadata of the app's output; None for nothing.
    """

    def __init__(self, app: str, session: AppSession, note: Callable[[dict[str, Any] | None], object]) -> None:
        self._app = app
        self._session = session
        self._note = note
        self._on = False
        self._follows = False
        self._pickled = b""

    def switch(self, on: bool, file: Path | None) -> None:
        """Begin or cease to keep what the app remembers; one that has not begun is given what its notebook has.

        Parameters
        ----------
        on
            Whether it is to be kept.
        file
            The notebook's, if it is known.
        """
        self._on = on
        if not on:
            self._note(None)
            return
        keeper = self._session.runner.keeper
        if not self._follows:
            self._follows = True
            keeper.keep_with(self._take)
        if not self._session.begun and not keeper.came_back:
            self._restore(keeper, file)
        else:
            checkpoint = keeper.take()
            self._take(checkpoint.plain, checkpoint.pickled)

    def _take(self, plain: bytes, pickled: bytes | None) -> None:
        if not self._on:
            return
        if pickled is not None:
            self._pickled = pickled
        if len(plain) + len(self._pickled) > LIMIT:
            try:
                checkpoint = self._session.runner.keeper.take(LIMIT)
            except OverflowError as error:
                log.warning("The notebook keeps nothing of the app %r. %s", self._app, error)
                return
            plain, self._pickled = checkpoint.plain, checkpoint.pickled
        state = KeptState(self._app, plain, self._pickled)
        state.signature = state.sign(_key())
        self._note(msgspec.to_builtins(state))

    def _restore(self, keeper: Keeper, file: Path | None) -> None:
        state = None if file is None else _find(self._app, file)
        if state is None:
            return
        trusted = state.is_signed(_key())
        pickled = state.pickled if trusted else b""
        if not keeper.restore(state.plain + pickled, trusted=trusted):
            return
        if not trusted:
            log.warning("What the notebook keeps of the app %r is not signed by you: only JSON is read.", self._app)
        self._take(state.plain, pickled)


def notebook_file(names: Mapping[str, Any]) -> Path | None:
    """Return the notebook's file, as far as its front end has told the kernel.

    Parameters
    ----------
    names
        The notebook's: VS Code puts it there. A Jupyter server has it in the environment.
    """
    told = names.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
    file = Path(told) if isinstance(told, str) else None
    return file if file is not None and file.suffix == ".ipynb" and file.is_file() else None


def _find(app: str, file: Path) -> KeptState | None:
    try:
        notebook = msgspec.json.decode(file.read_bytes(), type=_Notebook)
    except (OSError, msgspec.DecodeError, RecursionError) as error:
        log.warning("The app %r begins anew: its notebook cannot be read. %s", app, error)
        return None
    for output in (output for cell in notebook.cells for output in cell.outputs):
        try:
            state = msgspec.convert(output.metadata.get(FIELD), KeptState)
        except msgspec.ValidationError:
            continue
        if state.app == app:
            return state
    return None


class _Output(msgspec.Struct):
    metadata: dict[str, Any] = {}


class _Cell(msgspec.Struct):
    outputs: list[_Output] = []


class _Notebook(msgspec.Struct):
    """A notebook's file, as much of it as counts here."""

    cells: list[_Cell]


def _key() -> bytes:
    """Return this user's key, made on first use."""
    folder = Path(jupyter_data_dir()) / "jupyterlit"
    make_private(folder)
    path = folder / "notebook_key"
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(opened, "wb") as file:
        key = secrets.token_bytes(32)
        file.write(key)
    return key
