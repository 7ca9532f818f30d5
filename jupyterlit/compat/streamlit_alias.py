"""Lets `import streamlit as st` find jupyterlit inside an app, and only there.

`sys.modules` has room for one `streamlit`, and a notebook may hold the real one while an app
runs in another thread of the same process. So the name is never taken: what is changed is
the code of the app. In its syntax tree each import of `streamlit` names a module of ours instead,
before it is compiled (`modules` has them). That binds the right module whichever thread runs the import, and
whenever: the last line of a callback counts like the first of the script.

There are three ways in which the code of an app comes to be, and one function for each.

- The script itself: the host compiles it and calls `rewrite`.
- The modules that the script imports. A finder at the head of `sys.meta_path` gives those
  that mention Streamlit a loader which calls `rewrite` too. It answers only in a context
  that `in_app` has prepared, so what the notebook imports meanwhile is loaded as ever; in a
  kernel that only serves, all is the app's (`claim_process`). The modules of Streamlit
  itself are never touched.
- The names of the notebook around it, which may be bound to Streamlit's modules already:
  `replace_modules` binds them to ours, in the app's copy.

A module belongs to the process, not to an app: one that the notebook has imported before
the app did keeps the Streamlit it found. So does code that asks for the module by its name
as a string (`importlib.import_module("streamlit")`).
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Sequence
from contextvars import Context, ContextVar, copy_context
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from jupyterlit.compat.modules import THEIRS, ours

_HIDDEN = "__jupyterlit_module__"

_active: ContextVar[bool] = ContextVar("jupyterlit_streamlit_alias", default=False)


def rewrite(tree: ast.Module) -> ast.Module:
    """Let the imports of `streamlit` in a syntax tree mean jupyterlit; the tree is changed in place."""
    AliasImports().visit(tree)
    return tree


def in_app(context: Context | None = None) -> Context:
    """Return a context in which the modules that are imported belong to an app.

    Parameters
    ----------
    context
        Where it starts from; it is left as it is. By default that of the caller.
    """
    _installed()
    changed = copy_context() if context is None else context.copy()
    changed.run(_active.set, True)
    return changed


def claim_process() -> None:
    """Let whatever this process imports from now on belong to an app: it does nothing but serve."""
    _installed().everywhere = True


def replace_modules(names: dict[str, Any]) -> None:
    """Bind to jupyterlit what in `names` is bound to Streamlit or a module of it."""
    if THEIRS not in sys.modules:
        return
    for name, value in names.items():
        if type(value) is ModuleType and _is_theirs(value.__name__):
            try:
                names[name] = importlib.import_module(ours(value.__name__))
            except ModuleNotFoundError:  # Of what has no counterpart, the app gets Streamlit's.
                continue


def _is_theirs(module: str) -> bool:
    return module == THEIRS or module.startswith(THEIRS + ".")


class AliasImports(ast.NodeTransformer):
    """Lets imports of `streamlit` mean jupyterlit: renames what is imported, never what it is bound to."""

    def visit_Import(self, node: ast.Import) -> ast.Import:
        names: list[ast.alias] = []
        for item in node.names:
            if not _is_theirs(item.name):
                names.append(item)
                continue
            if item.asname or item.name == THEIRS:
                names.append(ast.copy_location(ast.alias(ours(item.name), item.asname or THEIRS), item))
            else:  # `import streamlit.x` loads x and binds `streamlit`.
                names.append(ast.copy_location(ast.alias(ours(item.name), _HIDDEN), item))
                names.append(ast.copy_location(ast.alias(ours(THEIRS), THEIRS), item))
        node.names = names
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom:
        if node.module is not None and node.level == 0 and _is_theirs(node.module):
            node.module = ours(node.module)
        return node


class _Finder(MetaPathFinder):
    """Finds what the other finders find, and has it loaded as a part of the app."""

    everywhere = False

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not (self.everywhere or _active.get()) or _is_theirs(fullname):
            return None
        spec = self._ask_others(fullname, path, target)
        # Loaders of other kinds have their own idea of what source is.
        if spec is not None and type(spec.loader) is SourceFileLoader and _mentions(spec.loader.path):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec

    def _ask_others(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None) -> ModuleSpec | None:
        for finder in list(sys.meta_path):
            find = getattr(finder, "find_spec", None)  # Finders of old have none.
            if finder is not self and find is not None and (spec := find(fullname, path, target)) is not None:
                return spec
        return None


def _installed() -> _Finder:
    for finder in sys.meta_path:
        if isinstance(finder, _Finder):
            return finder
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    return finder


def _mentions(path: str) -> bool:
    try:
        return THEIRS.encode() in Path(path).read_bytes()
    except OSError:
        return False


class _Loader(SourceFileLoader):
    """Loads a module of an app; its code is never taken from the cache of compiled files, nor put there."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        tree = rewrite(ast.parse(self.get_data(path), path))
        return compile(tree, path, "exec", dont_inherit=True)
