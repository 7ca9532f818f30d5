"""ScriptSource: reads and compiles; bare expressions become st.write."""

from __future__ import annotations

import ast
import contextvars
import linecache
import threading
import tokenize
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any, Literal

from jupyterlit.config.sources import settings

SHOW = "__jupyterlit_show__"
SHOW_LAST = "__jupyterlit_show_last__"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a script: the file, one cell of a notebook, or a text between cells.

    `offset` is the number of lines above it in what the author sees under `filename`.
    """

    source: str
    filename: str
    kind: Literal["code", "markdown"] = "code"
    offset: int = 0
    notebook: bool = False


def plain_namespace() -> dict[str, Any]:
    """Return the globals a script starts with when there is no notebook around it."""
    return {}


@dataclass(slots=True)
class ScriptSource:
    """The code of one page, shared by the sessions that run it.

    Parameters
    ----------
    parts
        Its code, in order.
    path
        The file it comes from, empty for a cell; re-read when it has changed if `reread`.
    namespace
        Makes the globals that each run starts with.
    transform
        Rewrites a cell's own syntax (`!`, `%`) to Python.
    rewrite
        Changes the syntax tree before it is compiled.
    context
        Context variables a run starts with: they lead its prints to the right cell.
    roles
        Of which a reader needs one for it to run; none where it is for all.
    """

    parts: tuple[Part, ...]
    path: str = ""
    reread: bool = False
    namespace: Callable[[], dict[str, Any]] = plain_namespace
    transform: Callable[[str], str] | None = None
    rewrite: Callable[[ast.Module], ast.Module] | None = None
    context: contextvars.Context | None = None
    roles: frozenset[str] = frozenset()
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _codes: tuple[CodeType, ...] | None = None
    _stamp: tuple[int, int] | None = None

    @classmethod
    def from_file(cls, path: str | Path) -> ScriptSource:
        """Return the source of a `.py` file; edits are picked up by the next run."""
        return cls((), str(path), reread=True)

    def globals(self) -> dict[str, Any]:
        """Return the globals of a new run."""
        values = self.namespace()
        values["__name__"] = "__main__"
        if self.path:
            values["__file__"] = self.path
        return values

    def codes(self) -> tuple[CodeType, ...]:
        """Return the compiled parts; compiles only what has changed.

        Raises
        ------
        SyntaxError
            With the author's file or cell and line.
        OSError
            The file is gone.
        """
        with self._lock:
            if self.reread:
                stat = Path(self.path).stat()
                stamp = (stat.st_mtime_ns, stat.st_size)
                if stamp != self._stamp:
                    self.parts = (Part(_read(self.path), self.path),)
                    self._codes, self._stamp = None, stamp
            if self._codes is None:
                self._codes = tuple(compile_part(part, self.transform, self.rewrite) for part in self.parts)
            return self._codes


def _read(path: str) -> str:
    with tokenize.open(path) as file:
        return file.read()


def compile_part(
    part: Part,
    transform: Callable[[str], str] | None = None,
    rewrite: Callable[[ast.Module], ast.Module] | None = None,
) -> CodeType:
    """Compile one part: its line numbers are the author's, its bare expressions are shown."""
    if part.kind == "markdown":
        tree = ast.Module([ast.Expr(_call(SHOW, ast.Constant(part.source)))], [])
        return compile(ast.fix_missing_locations(tree), part.filename, "exec")
    lines = "\n" * part.offset + part.source
    if not Path(part.filename).exists():
        linecache.cache[part.filename] = (len(lines), None, lines.splitlines(keepends=True), part.filename)
    code = "\n" * part.offset + transform(part.source) if transform else lines
    tree = ast.parse(code, part.filename)
    if rewrite is not None:
        tree = rewrite(tree)
    options = settings()
    if options.get("runner.magicEnabled"):
        quiet = part.source.rstrip().endswith(";")
        last = part.notebook or options.get("magic.displayLastExprIfNoSemicolon")
        if options.get("magic.displayRootDocString"):
            _show_docstring(tree)
        _ShowExpressions(last=last and not quiet).visit(tree)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return compile(ast.fix_missing_locations(tree), part.filename, "exec", flags=flags, dont_inherit=True)


class _ShowExpressions(ast.NodeTransformer):
    """Turns an expression that stands alone into a call that shows it.

    Calls are left alone, for they are statements to their author, save the last one of a
    notebook cell; so are docstrings.
    """

    def __init__(self, *, last: bool) -> None:
        self._last = last

    def visit_Module(self, node: ast.Module) -> ast.AST:
        final = node.body[-1] if node.body else None
        called = isinstance(final, ast.Expr) and isinstance(final.value, ast.Call | ast.Await)
        _skip_docstring(node.body, self)
        if self._last and called and isinstance(final, ast.Expr):
            final.value = _at(final.value, _call(SHOW_LAST, final.value, _callee(final.value)))
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        _skip_docstring(node.body, self)
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        _skip_docstring(node.body, self)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        for statement in node.body:
            if not isinstance(statement, ast.Expr):
                self.visit(statement)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        value = node.value
        if isinstance(value, ast.Call | ast.Await | ast.Yield | ast.YieldFrom):
            return node
        if isinstance(value, ast.Constant) and value.value is Ellipsis:
            return node
        shown: Sequence[ast.expr] = value.elts if isinstance(value, ast.Tuple) and value.elts else [value]
        node.value = _at(value, _call(SHOW, *shown))
        return node


def _show_docstring(tree: ast.Module) -> None:
    match tree.body:
        case [ast.Expr(value=ast.Constant(value=str())) as first, *_]:
            first.value = _at(first.value, _call(SHOW, first.value))
        case _:
            pass


def _skip_docstring(body: list[ast.stmt], visitor: ast.NodeTransformer) -> None:
    for index, statement in enumerate(body):
        match statement:
            case ast.Expr(value=ast.Constant(value=str())) if index == 0:
                continue
            case _:
                visitor.visit(statement)


def _callee(value: ast.expr) -> ast.expr:
    """Return what a call calls, where it is a name that can be looked up twice; else None."""
    node = value.func if isinstance(value, ast.Call) else ast.Constant(None)
    inner = node
    while isinstance(inner, ast.Attribute):
        inner = inner.value
    return node if isinstance(inner, ast.Name) else ast.Constant(None)


def _call(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(args), [])


def _at(place: ast.expr, node: ast.expr) -> ast.expr:
    return ast.copy_location(node, place)


def parts_from(data: Sequence[Mapping[str, Any]], *, notebook: bool) -> tuple[Part, ...]:
    """Return the parts that the server describes as plain data."""
    return tuple(Part(d["source"], d["filename"], d.get("kind", "code"), d.get("offset", 0), notebook) for d in data)
