"""What a first visitor would wait for is imported ahead, and nothing of the author's."""

import subprocess
import sys
from pathlib import Path

import pytest

from jupyterlit.kernel.imports import import_ahead, imported


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import a, b.c as d\nfrom e.f import g", ["a", "b.c", "e.f"]),
        ("from . import x\nfrom .y import z", []),
        ("if True:\n    import a\ndef f():\n    import b", []),
        ("!pip install x", []),
        ("\0", []),
    ],
)
def test_what_a_script_imports_at_its_top_level(source: str, names: list[str]) -> None:
    assert imported(source) == names


def test_installed_packages_are_imported_and_the_author_s_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text("raise SystemExit")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    import_ahead(["import mine, colorsys, not_there_at_all", "import streamlit as st"]).join(20)
    assert "colorsys" in sys.modules
    assert "mine" not in sys.modules


# Whether a module is loaded is a matter of the process.
LAZY = """
import sys
from jupyterlit.kernel.imports import postpone_grammar
postpone_grammar()
import jsonschema
print("lark" in sys.modules)
check = jsonschema.FormatChecker().conforms
print(check("http://example.org/ä", "iri"), check("no iri", "iri"), "lark" in sys.modules)
import rfc3987_syntax
print(rfc3987_syntax.__file__ is not None)
"""


def test_the_grammar_is_compiled_when_it_is_used() -> None:
    pytest.importorskip("rfc3987_syntax")
    done = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False", "True False True", "True"]
