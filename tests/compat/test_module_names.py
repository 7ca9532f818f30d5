"""The table of Streamlit's modules."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest

import jupyterlit
from jupyterlit.compat.module_names import INSTEAD, NAMES, SAME
from tests.compat.test_modules import streamlit

TARGETS = sorted({target for names in NAMES.values() for target in names.values()})


@pytest.mark.parametrize("target", TARGETS)
def test_each_name_is_somewhere(target: str) -> None:
    module, _, name = target.partition(":")
    assert getattr(streamlit if module == "st" else importlib.import_module(module), name) is not None


def test_each_module_stands_in_one_that_is_there() -> None:
    assert [name for name in NAMES if name and name.rpartition(".")[0] not in NAMES.keys() | SAME] == []
    assert not SAME & NAMES.keys()


def test_functions_of_today_are_no_modules() -> None:
    both = {name for name in NAMES if name and isinstance(getattr(jupyterlit, name, None), Callable)}
    assert {name: getattr(streamlit, name) for name in both} == {name: getattr(jupyterlit, name) for name in both}


@pytest.mark.parametrize("text", sorted(set(INSTEAD.values())))
def test_what_there_is_instead_is_a_sentence(text: str) -> None:
    assert text.endswith(".")
    assert text[0].isupper()


def test_streamlit_has_had_each_error_there_is() -> None:
    from streamlit import errors

    assert [name for name in NAMES["errors"] if not hasattr(errors, name)] == []
    theirs = {name for name in vars(errors) if name.startswith("Streamlit") and name.endswith("Error")}
    unmet = {name for name in theirs if any(word in name for word in ("Component", "Theme", "Authlib", "Retries"))}
    assert theirs - unmet - {"StreamlitAPIWarning"} <= NAMES["errors"].keys()
