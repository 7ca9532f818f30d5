"""What a first visitor would wait for is imported ahead, and nothing of the author's."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import jupyterlit
from jupyterlit.kernel.imports import forget_modules, import_ahead, imported


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
    known: list[bool] = []
    codes = ["import mine, colorsys, not_there_at_all", "import streamlit as st"]
    import_ahead(codes, lambda: known.append("colorsys" in sys.modules)).join(20)
    assert known == [True]
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


def test_modules_beside_a_script_are_imported_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "venv/lib/site-packages").mkdir(parents=True)
    (tmp_path / "lit_helper.py").write_text("n = 1")
    (tmp_path / "venv/lib/site-packages/lit_installed.py").write_text("n = 1")
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "venv/lib/site-packages"), *sys.path])
    for name in ("lit_helper", "lit_installed"):
        importlib.import_module(name)
    forget_modules({tmp_path, Path(jupyterlit.__file__).parent.parent})
    assert "lit_helper" not in sys.modules
    assert "lit_installed" in sys.modules
    assert "jupyterlit.kernel.imports" in sys.modules
    del sys.modules["lit_installed"]
