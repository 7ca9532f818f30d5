"""Old names are new in each test."""

from __future__ import annotations

import sys

import pytest

from jupyterlit.compat import old_names
from jupyterlit.compat.modules import ROOT


@pytest.fixture(autouse=True)
def no_hints_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody have been told of old names, nor have asked for them."""
    monkeypatch.setattr(old_names, "_hinted", set[str]())
    known = vars(sys.modules[ROOT])
    for name in [*old_names.RENAMED, *old_names.OLD]:
        known.pop(name, None)
