"""What the reader has selected: dicts whose entries are attributes too."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from jupyterlit.elements.selection import Selected


def state() -> Selected:
    return Selected({"selection": {"rows": [1]}})


def test_entries_are_attributes() -> None:
    assert state().selection.rows == [1]
    assert state()["selection"]["rows"] == [1]


def test_entries_can_be_set_as_attributes() -> None:
    selected: Any = state()
    selected.selection = {"rows": [2]}
    assert type(selected["selection"]) is Selected
    assert selected == {"selection": {"rows": [2]}}


def test_a_missing_entry_is_named() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = state().selection.points
    assert str(caught.value) == "There is no 'points', only 'rows'."


def test_copies_are_of_the_same_kind() -> None:
    for again in (copy.deepcopy(state()), pickle.loads(pickle.dumps(state()))):
        assert type(again) is Selected
        assert again.selection.rows == [1]
