"""The rules of the house that no other tool checks: where things stand, how large they are, who may see what.

`python tests/test_house.py` writes tests/public_api.txt anew.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import Any, cast

import pytest

import jupyterlit
from jupyterlit import elements
from jupyterlit.config.sources import settings
from jupyterlit.delta_generator import DeltaGenerator
from jupyterlit.protocol.base import Element
from jupyterlit.protocol.schema import kinds_of
from jupyterlit.testing.v1 import AppTest
from jupyterlit.tree import Block

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "jupyterlit"
TESTS = ROOT / "tests"
SCRIPTS = ROOT / "js" / "src"
PUBLIC_API = TESTS / "public_api.txt"

MODULE_LINES = 500
FUNCTION_LINES = 60
CLASS_METHODS = 20
# What the browser loads before it can draw text, compressed.
PAGE_BYTES = 145_000
# Tables of everything there is, by their nature.
TABLES = {"DeltaGenerator", "AppTest"}

PUBLIC_MODULES = (
    "jupyterlit", "jupyterlit.column_config", "jupyterlit.connections", "jupyterlit.errors", "jupyterlit.testing.v1",
)  # fmt: skip
CALLED_BY_JUPYTER = {"load_ipython_extension", "unload_ipython_extension"}
# Methods of what authors have that they do not call: of a page for navigation, of a test for its elements.
OF_THE_HOUSE = {
    "begin_app", "choose", "frame_of", "refused", "session_part", "set_widget", "unset_widget", "widget_spec",
    "widget_text", "widget_value",
}  # fmt: skip

# What takes long to load, or belongs to a host: an app loads it on first use.
HEAVY = {
    "IPython", "PIL", "altair", "anywidget", "ipykernel", "ipywidgets", "jupyter_client", "jupyter_server",
    "matplotlib", "narwhals", "nbformat", "numpy", "pandas", "plotly", "polars", "pyarrow", "streamlit", "tornado",
    "watchfiles",
}  # fmt: skip

# Decorators by which a handler's method says who may call it.
AUTHORISATIONS = {"allow_unauthenticated", "authenticated", "authorized", "ws_authenticated"}
HANDLER_METHODS = {"get", "head", "post", "put", "patch", "delete", "options"}

# TypeScript folders, and those each may import from. Tests may import anything.
TYPESCRIPT_LAYERS = {
    "entries": {"lab", "view", "elements", "ui", "page", "transport", "theme", "protocol"},
    "lab": {"ui", "protocol"},
    "view": {"elements", "ui", "page", "transport", "theme", "protocol"},
    "elements": {"ui", "page", "theme", "protocol"},
    "ui": {"page", "theme", "protocol"},
    "page": {"protocol"},
    "transport": {"protocol"},
    "theme": set[str](),
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def typescript() -> list[Path]:
    return sorted(path for path in SCRIPTS.rglob("*.ts*") if path.name != "protocol.ts")


def is_typescript_test(path: Path) -> bool:
    return ".test." in path.name or path.parent.name == "testing" or path.name == "vitest.setup.ts"


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf8"), filename=str(path))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports_own(node: ast.Import | ast.ImportFrom) -> bool:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    return any(name.partition(".")[0] == "jupyterlit" for name in names)


def test_each_module_has_its_test() -> None:
    wanted = {
        TESTS / path.relative_to(PACKAGE).parent / f"test_{path.stem}.py": path
        for path in modules()
        if path.name != "__init__.py"
    }
    missing = [f"{shown(path)} needs {shown(test)}" for test, path in wanted.items() if not test.is_file()]
    assert missing == []


def test_each_unit_test_has_its_module() -> None:
    strays = [
        f"{shown(test)} tests no module"
        for test in TESTS.rglob("test_*.py")
        if test.relative_to(TESTS).parts[0] not in ("integration", "browser", "test_catalogs.py", "test_house.py")
        and not (PACKAGE / test.relative_to(TESTS).parent / test.name.removeprefix("test_")).is_file()
    ]
    assert strays == []


def test_own_modules_are_imported_at_the_top() -> None:
    inside = [
        f"{shown(path)}:{node.lineno} {ast.unparse(node)}, inside {function.name}()"
        for path in modules()
        for function in functions(parse(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and imports_own(node)
    ]
    assert inside == []


def test_a_module_is_no_longer_than_500_lines() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf8").splitlines()) for path in [*modules(), *typescript()]}
    assert {name: length for name, length in lengths.items() if length > MODULE_LINES} == {}


def test_a_function_fits_a_screen() -> None:
    long: list[str] = []
    for path in modules():
        for function in functions(parse(path)):
            body = function.body[1:] if ast.get_docstring(function) is not None else function.body
            length = function.body[-1].end_lineno - body[0].lineno + 1 if body and function.body[-1].end_lineno else 0
            if length > FUNCTION_LINES:
                long.append(f"{shown(path)}:{function.lineno} {function.name}() has {length} lines")
    assert long == []


def test_a_class_with_more_than_20_methods_is_two_classes() -> None:
    counts = {
        f"{shown(path)} {node.name}": len({item.name for item in functions_of(node) if not reads_like_a_field(item)})
        for path in modules()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ClassDef) and node.name not in TABLES
    }
    assert {name: count for name, count in counts.items() if count > CLASS_METHODS} == {}


def functions_of(node: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]


def reads_like_a_field(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return bool({"property", "cached_property", "setter"} & {name_of(item) for item in method.decorator_list})


def element_functions() -> dict[str, FunctionType]:
    """Return the functions that draw, by name: the public ones of `elements` that are called on a place."""
    found: dict[str, FunctionType] = {}
    for info in pkgutil.iter_modules(elements.__path__):
        module = importlib.import_module(f"jupyterlit.elements.{info.name}")
        for name, value in vars(module).items():
            own = isinstance(value, FunctionType) and value.__module__ == module.__name__
            if own and not name.startswith("_") and next(iter(inspect.signature(value).parameters), "") == "self":
                found[name] = value
    return found


def test_each_element_function_stands_in_both_tables() -> None:
    assert element_functions() != {}
    missing: list[str] = []
    for name, function in element_functions().items():
        # Under Streamlit's name some take arguments that are gone: wrapped once an app has asked for that name.
        method = vars(DeltaGenerator).get(name)
        if method is None or inspect.unwrap(method) is not inspect.unwrap(function):
            missing.append(f"delta_generator.py lacks {name} = {name}")
        public = getattr(jupyterlit, name, None)
        if not isinstance(public, MethodType) or inspect.unwrap(public.__func__) is not inspect.unwrap(function):
            missing.append(f"__init__.py lacks {name} = main.{name}")
    assert missing == []


def test_both_tables_are_in_alphabetical_order() -> None:
    drawn = element_functions()
    for tree in (parse(PACKAGE / "__init__.py"), parse(PACKAGE / "delta_generator.py")):
        names = [
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and target.id in drawn
        ]
        assert names == sorted(names)


def test_each_message_has_its_view_and_the_view_its_test() -> None:
    files: dict[str, set[str]] = {}
    for kind, message in kinds_of(Element).items():
        files.setdefault(message.__module__.rpartition(".")[2], set()).add(kind)
    views = SCRIPTS / "elements"
    wrong = [
        f"elements/{name}.py declares {kinds}, none called {name}" for name, kinds in files.items() if name not in kinds
    ]
    wrong += [
        f"elements/{name}.py needs {shown(views)}/{name}.tsx" for name in files if not (views / f"{name}.tsx").is_file()
    ]
    wrong += [
        f"{shown(view)} needs {view.stem}.test.tsx"
        for view in views.glob("*.tsx")
        if view.stem in files and not view.with_suffix(".test.tsx").is_file()
    ]
    assert wrong == []


def test_a_page_without_tables_and_charts_is_light() -> None:
    built = PACKAGE / "static"
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf8"))
    waiting, loaded = [manifest["entries"]["standalone"]], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in loaded:
            loaded.add(name)
            waiting += manifest["files"][name]["imports"]
    assert sum((built / f"{name}.gz").stat().st_size for name in loaded) < PAGE_BYTES


def public_names(module: ModuleType) -> set[str]:
    listed = set(getattr(module, "__all__", ()))
    found = {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and not isinstance(value, ModuleType) and name != "annotations"
    }
    # A module without `__all__` is public in what it defines itself.
    own = {name for name in found if getattr(getattr(module, name), "__module__", "") == module.__name__}
    listed -= {name for name in listed if isinstance(getattr(module, name), ModuleType)}
    return listed | (found if module is jupyterlit else own if not listed else set())


def test_public_names_are_those_written_down() -> None:
    written = PUBLIC_API.read_text(encoding="utf8").splitlines()
    assert public_api() == written, "The public interface has changed. If it was meant: python tests/test_house.py"


def documented() -> dict[str, Any]:
    """Return what authors call, by name: public functions, and the methods of public classes and values."""
    found: dict[str, Any] = {}
    for name in (*PUBLIC_MODULES, "jupyterlit.components.v1", "jupyterlit.components.v2"):
        module = importlib.import_module(name)
        for public in sorted(public_names(module) - CALLED_BY_JUPYTER):
            value = getattr(module, public)
            kind = cast("type[Any]", value if inspect.isclass(value) else type(value))
            if inspect.isroutine(value):
                found[f"{name}.{public}"] = value
            elif not issubclass(kind, Block):  # whose methods are the functions, and those of the house
                ours = [base for base in kind.__mro__ if base.__module__.startswith("jupyterlit.")]
                for method in sorted({method for base in ours for method in vars(base)}):
                    member = inspect.getattr_static(kind, method)
                    function = getattr(member, "__func__", member)
                    if inspect.isfunction(function) and not method.startswith("_") and method not in OF_THE_HOUSE:
                        found[f"{name}.{public}.{method}"] = function
    return found


@pytest.mark.parametrize("name", documented())
def test_what_authors_call_is_explained(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    function = documented()[name]
    text = inspect.getdoc(function) or ""
    called = inspect.signature(function)
    untold = [
        parameter
        for parameter in called.parameters
        if not parameter.startswith("_")
        and parameter not in ("self", "cls")
        and not re.search(rf"^\**(?:\w+, \**)*{parameter}(?:, \**\w+)*$", text, re.MULTILINE)
    ]
    assert untold == []
    gives = called.return_annotation not in (None, "None", "NoReturn")
    assert not gives or re.search(r"^(?:Returns|Yields)\n-+\n\S", text, re.MULTILINE)
    examples = doctest.DocTestParser().get_examples(text)
    assert examples != []
    if name.startswith("jupyterlit.testing"):
        # Files that the examples speak of.
        (tmp_path / "pages").mkdir()
        for path, title in (("app.py", "Penguins"), ("pages/two.py", "Two")):
            (tmp_path / path).write_text(f"import jupyterlit as st\nst.title({title!r})")
        monkeypatch.chdir(tmp_path)
        test = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
        assert doctest.DocTestRunner().run(test).failed == 0
        return
    app = AppTest.from_string("".join(example.source for example in examples), default_timeout=30).run()
    settings.cache_clear()  # one sets an option
    # The example of `st.exception` shows one.
    assert name == "jupyterlit.exception" or [(error.value, error.stack_trace) for error in app.exception] == []


def test_importing_the_package_loads_no_heavy_library() -> None:
    program = "import json, sys, jupyterlit; print(json.dumps([name.partition('.')[0] for name in sys.modules]))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY.intersection(json.loads(answer.stdout)) == set()


def test_every_route_declares_its_authorisation() -> None:
    declared = {
        f"{shown(path)} {handler.name}.{method.name}": {name_of(item) for item in method.decorator_list}
        & AUTHORISATIONS
        for path in sorted((PACKAGE / "server").rglob("*.py"))
        for handler in ast.walk(parse(path))
        if isinstance(handler, ast.ClassDef) and handler.name.endswith("Handler")
        for method in functions_of(handler)
        if method.name in HANDLER_METHODS
    }
    assert declared != {}
    assert [route for route, found in declared.items() if not found] == []


def name_of(decorator: ast.expr) -> str:
    """Return the last name of a decorator: `authenticated` of `@web.authenticated` or `@authorized(…)`."""
    if isinstance(decorator, ast.Call):
        return name_of(decorator.func)
    return decorator.attr if isinstance(decorator, ast.Attribute) else ast.unparse(decorator)


def test_typescript_imports_only_from_lower_layers() -> None:
    wrong: list[str] = []
    for path in typescript():
        if is_typescript_test(path):
            continue
        layer = path.relative_to(SCRIPTS).parts[0]
        allowed = TYPESCRIPT_LAYERS.get(layer, set[str]()) | {layer}
        for target in re.findall(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""", path.read_text(encoding="utf8")):
            if target.endswith(".json"):
                continue  # data
            if target.startswith("."):
                into = (path.parent / target).resolve().relative_to(SCRIPTS).parts[0].partition(".")[0]
                allowed_here = into in allowed
            else:
                of_jupyterlab = layer in ("lab", "jupyterlab.d.ts") or shown(path) == "js/src/entries/lab.ts"
                # Jupyter's widgets are drawn by its own classes, which stand on Lumino's.
                of_widgets = path.name == "widget.tsx" and target.startswith("@lumino/")
                foreign = target.startswith(("@jupyterlab/", "@lumino/"))
                allowed_here = of_jupyterlab or of_widgets or not foreign
            if not allowed_here:
                wrong.append(f"{shown(path)} imports {target}")
    assert wrong == []


def test_only_the_table_of_elements_is_an_index() -> None:
    assert [shown(path) for path in typescript() if path.stem == "index"] == ["js/src/elements/index.ts"]


def public_api() -> list[str]:
    """Return the public names with their signatures, one a line."""
    lines: list[str] = []
    for name in PUBLIC_MODULES:
        module = importlib.import_module(name)
        for public in sorted(public_names(module)):
            lines += described(f"{name}.{public}", getattr(module, public))
    return lines


def described(label: str, value: Any) -> list[str]:
    """Return the lines for one public name: its signature, and those of the public members we gave it."""
    if inspect.isroutine(value) or isinstance(value, DeltaGenerator):
        return [label + ("" if isinstance(value, DeltaGenerator) else signature(value))]
    kind = cast("type[Any]", value if inspect.isclass(value) else type(value))
    bases = ", ".join(base.__name__ for base in kind.__bases__ if base is not object)
    lines = [label + (f"({bases})" if kind is value and bases else "" if kind is value else signature(value))]
    # What a place offers to those who write elements is not for authors.
    ours = [base for base in kind.__mro__ if base.__module__.startswith("jupyterlit.") and base is not Block]
    for name in sorted({name for base in ours for name in vars(base) if not name.startswith("_")}):
        member = inspect.getattr_static(kind, name)
        public = getattr(jupyterlit, name, None)
        # What stands in both tables is written out once, as the function that authors call most.
        same = isinstance(public, MethodType) and public.__func__ is member
        lines.append(f"{label}.{name}" + ("" if same else signature(getattr(member, "__func__", member))))
    return lines


class Plain(str):
    """An annotation that is shown without quotes."""

    __slots__ = ()
    __repr__ = str.__str__


def signature(value: Any) -> str:
    if not callable(value):
        return ""
    found = inspect.signature(value)
    parameters = [item.replace(annotation=plain(item.annotation)) for item in found.parameters.values()]
    shown_as = str(found.replace(parameters=parameters, return_annotation=plain(found.return_annotation)))
    return re.sub(r"<(?:class|function) '?([\w.]+)'?[^>]*>", r"\1", shown_as)


def plain(annotation: Any) -> Any:
    return Plain(annotation) if isinstance(annotation, str) else annotation


if __name__ == "__main__":
    PUBLIC_API.write_text("\n".join(public_api()) + "\n", encoding="utf8")
