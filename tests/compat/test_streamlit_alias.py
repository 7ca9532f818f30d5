"""The name `streamlit` in apps, beside the real Streamlit, and where there is none."""

import ast
import contextvars
import importlib
import importlib.util
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import jupyterlit
import jupyterlit.errors
import jupyterlit.testing.v1
from jupyterlit.compat.modules import ROOT
from jupyterlit.compat.streamlit_alias import AliasImports, claim_process, in_app, replace_modules, rewrite
from jupyterlit.delta_generator import DeltaGenerator

streamlit = sys.modules[ROOT]


def run(code: str, filename: str = "<test>") -> dict[str, Any]:
    """Return the names that `code` binds as the script of an app."""
    names: dict[str, Any] = {}
    exec(compile(rewrite(ast.parse(textwrap.dedent(code))), filename, "exec"), names)
    return names


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that modules are imported from; they are forgotten at the end."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    importlib.invalidate_caches()
    before = set(sys.modules)
    finders = list(sys.meta_path)
    sys.meta_path[:] = [finder for finder in finders if type(finder).__module__ != rewrite.__module__]
    yield tmp_path
    sys.meta_path[:] = finders
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def real_streamlit(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module in the place of the real one, which takes seconds to import."""
    module = ModuleType("streamlit")
    monkeypatch.setitem(sys.modules, "streamlit", module)
    return module


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("import streamlit", "streamlit", streamlit),
        ("import streamlit as st", "st", streamlit),
        ("import os, streamlit as st, sys", "st", streamlit),
        ("import os, streamlit as st, sys", "sys", sys),
        ("import streamlit.errors", "streamlit", streamlit),
        ("import streamlit.testing.v1 as t", "t", jupyterlit.testing.v1),
        ("from streamlit import sidebar", "sidebar", jupyterlit.sidebar),
        ("from streamlit import text as write", "write", jupyterlit.text),
        ("from streamlit.delta_generator import DeltaGenerator", "DeltaGenerator", DeltaGenerator),
        ("from streamlit.errors import *", "StreamlitAPIException", jupyterlit.errors.StreamlitAPIException),
        ("import jupyterlit as st", "st", jupyterlit),
        ("def f():\n    import streamlit as st\n    return st\nst = f()", "st", streamlit),
        ("class A:\n    import streamlit as st\nst = A.st", "st", streamlit),
    ],
)
def test_a_script_imports_jupyterlit_under_the_name_of_streamlit(
    code: str, name: str, expected: object, real_streamlit: ModuleType
) -> None:
    assert run(code)[name] == expected


def test_the_whole_package_is_bound_as_an_import_of_a_submodule_does() -> None:
    names = run("import streamlit.testing.v1\nfound = streamlit.testing.v1.AppTest, streamlit.sidebar")
    assert names["found"] == (jupyterlit.testing.v1.AppTest, jupyterlit.sidebar)
    assert "jupyterlit" not in names


@pytest.mark.parametrize(
    "code", ["import streamlit_extras", "from streamlit_extras import x", "from . import streamlit"]
)
def test_other_modules_keep_their_names(code: str) -> None:
    assert ast.unparse(rewrite(ast.parse(code))) == code


def test_line_numbers_stay() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"^There is no streamlit\.missing\.") as raised:
        run("\n\nimport streamlit.missing as missing", "app.py")
    assert [entry.lineno for entry in raised.traceback if str(entry.path).endswith("app.py")] == [2]


def test_modules_imported_by_an_app_find_jupyterlit_too(project: Path, real_streamlit: ModuleType) -> None:
    (project / "charts").mkdir()
    (project / "charts" / "__init__.py").write_text("from charts import bars")
    (project / "charts" / "bars.py").write_text(
        "import streamlit as st\n\ndef late():\n    from streamlit import sidebar\n    return sidebar"
    )
    charts = in_app().run(importlib.import_module, "charts")
    assert charts.bars.st is streamlit
    assert charts.bars.late() is jupyterlit.sidebar
    assert sys.modules["streamlit"] is real_streamlit


def test_modules_imported_outside_of_apps_are_left_alone(project: Path, real_streamlit: ModuleType) -> None:
    (project / "plain_module.py").write_text("import streamlit as st")
    in_app()
    assert importlib.import_module("plain_module").st is real_streamlit


def test_threads_do_not_disturb_one_another(project: Path, real_streamlit: ModuleType) -> None:
    for name in ("of_app", "of_notebook"):
        (project / f"{name}.py").write_text(
            "import threading, time\n"
            "import meeting\n"
            "meeting.point.wait(10)\n"
            "import streamlit as st\n"
            "meeting.point.wait(10)\n"
        )
    (project / "meeting.py").write_text("import threading\npoint = threading.Barrier(2)")
    importlib.import_module("meeting")
    threads = [
        threading.Thread(target=in_app().run, args=(importlib.import_module, "of_app")),
        threading.Thread(target=contextvars.Context().run, args=(importlib.import_module, "of_notebook")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sys.modules["of_app"].st is streamlit
    assert sys.modules["of_notebook"].st is real_streamlit


def test_compiled_files_are_those_of_the_module_as_it_stands(project: Path, real_streamlit: ModuleType) -> None:
    (project / "cached.py").write_text("import streamlit as st")
    assert in_app().run(importlib.import_module, "cached").st is streamlit
    assert not list(project.glob("__pycache__/cached*"))
    del sys.modules["cached"]
    assert importlib.import_module("cached").st is real_streamlit
    del sys.modules["cached"]
    assert in_app().run(importlib.import_module, "cached").st is streamlit


def test_an_error_in_an_imported_module_names_its_line(project: Path) -> None:
    (project / "broken.py").write_text("import streamlit as st\n\nst.text('x'")
    with pytest.raises(SyntaxError) as raised:
        in_app().run(importlib.import_module, "broken")
    assert (raised.value.filename, raised.value.lineno) == (str(project / "broken.py"), 3)


def test_modules_that_do_not_mention_streamlit_load_as_ever(project: Path) -> None:
    (project / "other.py").write_text("x = 1")
    other = in_app().run(importlib.import_module, "other")
    assert type(other.__loader__) is SourceFileLoader
    assert in_app().run(importlib.util.find_spec, "no_such_module") is None


def test_a_kernel_that_only_serves_is_an_app_throughout(project: Path, real_streamlit: ModuleType) -> None:
    (project / "of_setup.py").write_text("import streamlit as st")
    claim_process()
    assert importlib.import_module("of_setup").st is streamlit
    assert ast.unparse(AliasImports().visit(ast.parse("import streamlit"))) == f"import {ROOT} as streamlit"


def test_only_one_finder_is_installed(project: Path) -> None:
    in_app()
    count = len(sys.meta_path)
    in_app(in_app())
    assert len(sys.meta_path) == count


def test_names_of_the_notebook_are_bound_to_jupyterlit(real_streamlit: ModuleType) -> None:
    errors = ModuleType("streamlit.errors")
    special = ModuleType("streamlit.of_its_own")
    names = {"st": real_streamlit, "errors": errors, "special": special, "sys": sys, "x": 1}
    replace_modules(names)
    assert names == {"st": streamlit, "errors": sys.modules[f"{ROOT}.errors"], "special": special, "sys": sys, "x": 1}


def test_nothing_is_looked_for_where_streamlit_was_never_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "streamlit", raising=False)
    names = {"streamlit": 1}
    replace_modules(names)
    assert names == {"streamlit": 1}


PROGRAM = """
import ast, sys, threading
from jupyterlit.compat.streamlit_alias import in_app, rewrite
code = "import streamlit as st, helper; found = st.__name__, helper.st.__name__"
names = {}
thread = threading.Thread(target=in_app().run, args=(exec, compile(rewrite(ast.parse(code)), "app", "exec"), names))
thread.start()
try:
    import streamlit
    outside = streamlit.__name__
except ModuleNotFoundError:
    outside = "nothing"
thread.join()
print(*names["found"], outside)
"""


@pytest.mark.parametrize(
    ("above", "outside"),
    [
        pytest.param(
            "",
            "streamlit",
            marks=pytest.mark.skipif(importlib.util.find_spec("streamlit") is None, reason="needs Streamlit"),
            id="installed",
        ),
        pytest.param("import sys; sys.modules['streamlit'] = None", "nothing", id="absent"),
    ],
)
def test_app_and_notebook_each_find_their_own_at_the_same_time(tmp_path: Path, above: str, outside: str) -> None:
    (tmp_path / "helper.py").write_text("import streamlit as st")
    (tmp_path / "main.py").write_text(above + PROGRAM)
    answer = subprocess.run([sys.executable, "main.py"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert answer.stdout == f"{ROOT} {ROOT} {outside}\n"
