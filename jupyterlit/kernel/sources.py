"""Scripts as a kernel runs them: with the notebook's names and syntax, and Streamlit's name for us."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from contextvars import Context, copy_context
from functools import partial
from typing import Any, Protocol

from IPython.core.getipython import get_ipython
from IPython.core.inputtransformer2 import TRANSFORM_LOOP_LIMIT

from jupyterlit.compat import streamlit_alias
from jupyterlit.execution.script_source import Part, ScriptSource

Transform = Callable[[list[str]], list[str]]

# The notebook's history: large, and of no use to an app.
_HISTORY = re.compile(r"In|Out|_{1,3}|_i{1,3}|_i?\d+|_[iod]h")


class _Syntax(Protocol):
    """What is taken of IPython's input transformer."""

    cleanup_transforms: list[Transform]
    line_transforms: list[Transform]

    def do_one_token_transform(self, lines: list[str]) -> tuple[bool, list[str]]: ...


class _Compiler(Protocol):
    """What is taken of IPython's compiler."""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str: ...

    def format_code_name(self, name: str) -> tuple[str, str] | None: ...


class Notebook(Protocol):
    """What is taken of IPython's shell."""

    kernel: Any
    user_ns: dict[str, Any]
    execution_count: int
    compile: _Compiler
    input_transformer_manager: _Syntax
    input_transformers_cleanup: list[Transform]
    input_transformers_post: list[Transform]
    ast_transformers: list[ast.NodeTransformer]

    def get_parent(self) -> dict[str, Any]: ...

    def find_cell_magic(self, magic_name: str, /) -> object: ...

    def register_magic_function(self, func: Callable[..., None], magic_kind: str, magic_name: str, /) -> None: ...


def this_notebook() -> Notebook:
    """Return the notebook this kernel runs."""
    shell: Any = get_ipython()  # What is declared as traits has no types.
    return shell


def cell_source(shell: Notebook, parts: tuple[Part, ...], *, path: str = "", alias: bool = True) -> ScriptSource:
    """Return the source of a page made of cells; its prints go where the caller's go.

    Parameters
    ----------
    shell
        The notebook whose names the cells see.
    parts
        The cells.
    path
        The notebook's file, if it is known.
    alias
        Whether `streamlit` means jupyterlit in there.
    """

    def names() -> dict[str, Any]:
        copy = notebook_names(shell)
        if alias:
            streamlit_alias.replace_modules(copy)
        return copy

    return ScriptSource(
        parts,
        path,
        namespace=names,
        transform=partial(cell_to_python, shell),
        rewrite=streamlit_alias.rewrite if alias else None,
        context=_context(alias=alias),
    )


def file_source(path: str, *, alias: bool = True) -> ScriptSource:
    """Return the source of a page in a script's file; its prints go where the caller's go."""
    rewrite = streamlit_alias.rewrite if alias else None
    return ScriptSource((), path, reread=True, rewrite=rewrite, context=_context(alias=alias))


def text_source(path: str, parts: tuple[Part, ...], *, alias: bool = True) -> ScriptSource:
    """Return the source of a page in a script whose file is not here; its prints go where the caller's go."""
    rewrite = streamlit_alias.rewrite if alias else None
    return ScriptSource(parts, path, rewrite=rewrite, context=_context(alias=alias))


def _context(*, alias: bool) -> Context:
    return streamlit_alias.in_app() if alias else copy_context()


def notebook_names(shell: Notebook) -> dict[str, Any]:
    """Return a copy of the notebook's names, without those of its history."""
    names = shell.user_ns.copy()  # In one step: a cell may be running.
    for name in [name for name in names if name[:1] in ("I", "O", "_") and _HISTORY.fullmatch(name)]:
        del names[name]
    return names


def cell_to_python(shell: Notebook, source: str) -> str:
    """Return a cell with its `!`, `%` and `?` as Python, each line of code where it was.

    IPython's own transformation drops blank lines at the top and joins continued lines; the
    lines it takes away are given back as blank ones.
    """
    manager = shell.input_transformer_manager
    lines = f"{source}\n".splitlines(keepends=True)
    for transform in [*manager.cleanup_transforms, *manager.line_transforms]:
        lines = _refill(lines, transform(lines))
    for _ in range(TRANSFORM_LOOP_LIMIT):
        changed, shorter = manager.do_one_token_transform(lines)
        if not changed:
            break
        lines = _refill(lines, shorter)
    for transform in shell.input_transformers_post:
        lines = transform(lines)
    return "".join(lines)


def _refill(before: Sequence[str], after: list[str]) -> list[str]:
    """Return `after` as long as `before`: filled up above the lines at the end that are the same."""
    missing = len(before) - len(after)
    if missing <= 0:
        return after
    same = 0
    while same < len(after) and after[-1 - same] == before[-1 - same]:
        same += 1
    at = len(after) - same
    return [*after[:at], *["\n"] * missing, *after[at:]]
