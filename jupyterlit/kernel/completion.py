"""Completion and help in the cell of an app, which knows names that the notebook has not."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from IPython.utils.tokenutil import token_at_cursor

from jupyterlit.compat.modules import OURS, THEIRS, ours

_CELL = re.compile(r"\s*%%app\b(?P<line>[^\n]*)")
_MAGIC = re.compile(r"\s*(?:%%app|%app_stop|%app_profile)\b(?:[^\n]*\s)?(?P<word>[^\s]*)$")
_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+\w[^\n]*$", re.MULTILINE)
_STREAMLIT = re.compile(r"^(?P<before>[ \t]*(?:import|from)[ \t]+)streamlit(?=[ \t.])", re.MULTILINE)
_OWNER = re.compile(r"(?P<owner>[^\W\d]\w*(?:\.\w+)*)\.\w*$")
_TYPES = "_jupyter_types_experimental"

Reply = dict[str, Any]
Complete = Callable[[str, int | None], Reply]
Inspect = Callable[..., Reply]


class Completion:
    """Answers what a front end asks while a cell is written.

    Parameters
    ----------
    kernel
        Whose answers these are made of.
    user_ns
        The notebook's names.
    options
        Those of `%%app`.
    apps
        Gives the names of the apps that run.
    """

    def __init__(
        self, kernel: Any, user_ns: dict[str, Any], options: Collection[str], apps: Callable[[], Iterable[str]]
    ) -> None:
        self._complete: Complete = kernel.do_complete
        self._inspect: Inspect = kernel.do_inspect
        self._user_ns = user_ns
        self._options = options
        self._apps = apps
        kernel.do_complete = self.complete
        kernel.do_inspect = self.inspect

    def complete(self, code: str, cursor_pos: int | None) -> Reply:
        """Return what the word at a place of a cell could become."""
        at = len(code) if cursor_pos is None else cursor_pos
        magic = _MAGIC.match(code[:at])
        if magic and ((words := self._words(magic)) or magic["word"].startswith("-")):
            return {**_answer(words), "cursor_start": magic.start("word"), "cursor_end": at}
        alias = _has_alias(code)
        before = _rename(code[:at]) if alias else code[:at]
        after = _rename(code[at:]) if alias else code[at:]
        reply = self._complete(before + after, len(before))
        longer = len(before) - at
        types = [_typed(each, before, names_of(code)) for each in reply.get("metadata", {}).get(_TYPES, ())]
        for place in (reply, *types):
            for end in ("cursor_start", "cursor_end", "start", "end"):
                if end in place:
                    place[end] -= longer
        return reply

    def inspect(self, code: str, cursor_pos: int, *more: Any, **named: Any) -> Reply:
        """Return the help for the word at a place of a cell."""
        head = token_at_cursor(code, cursor_pos).partition(".")[0]
        names = names_of(code)
        with _lent(self._user_ns, {head: names[head]} if head in names else {}):
            return self._inspect(code, cursor_pos, *more, **named)

    def _words(self, magic: re.Match[str]) -> list[str]:
        cell = magic[0].lstrip().startswith("%%")
        given = magic["word"]
        words = self._options if cell and given.startswith("-") else () if cell else self._apps()
        return sorted(word for word in words if word.startswith(given))


def names_of(code: str) -> dict[str, Any]:
    """Return what a cell imports of modules that are there, by the names it gives; nothing if it is no app's."""
    names: dict[str, Any] = {}
    if not _CELL.match(code):
        return names
    alias = _has_alias(code)
    for line in _IMPORT.findall(code):
        try:
            statements = ast.parse(line.strip()).body
        except SyntaxError:
            continue
        for statement in statements:
            names.update(_imported(statement, alias=alias))
    return names


def _imported(statement: ast.stmt, *, alias: bool) -> Iterator[tuple[str, Any]]:
    def module(name: str) -> Any:
        if alias and name == THEIRS:
            return sys.modules[OURS]
        return sys.modules.get(ours(name) if alias and name.startswith(f"{THEIRS}.") else name)

    if isinstance(statement, ast.Import):
        for each in statement.names:
            whole = each.name if each.asname else each.name.partition(".")[0]
            if (found := module(whole)) is not None:
                yield each.asname or whole, found
    elif isinstance(statement, ast.ImportFrom) and statement.level == 0 and statement.module:
        found = module(statement.module)
        for each in statement.names:
            inner = inspect.getattr_static(found, each.name, None)
            if inner is not None:
                yield each.asname or each.name, inner


def _has_alias(code: str) -> bool:
    cell = _CELL.match(code)
    return cell is not None and "--no-streamlit-alias" not in cell["line"].split()


def _rename(code: str) -> str:
    return _STREAMLIT.sub(r"\g<before>jupyterlit", code)


def _typed(found: dict[str, Any], before: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """Add to a word what it is, where the text alone does not say."""
    dotted = _OWNER.search(before)
    if dotted is None or found.get("type") != "statement":
        return found
    head, *path = dotted["owner"].split(".")
    owner = names.get(head)
    for step in path:
        owner = inspect.getattr_static(owner, step, None)
    value = inspect.getattr_static(owner, found["text"], None)
    if callable(value) and owner is not None:
        found["type"] = "class" if inspect.isclass(value) else "function"
        found["signature"] = _signature(value)
    return found


def _signature(value: Callable[..., object]) -> str:
    try:
        return str(inspect.signature(value))
    except (TypeError, ValueError):
        return ""


def _answer(words: list[str]) -> Reply:
    return {"status": "ok", "matches": words, "metadata": {}}


@contextmanager
def _lent(names: dict[str, Any], more: Mapping[str, Any]) -> Generator[None]:
    """Let names be known for a moment; none is taken away."""
    new = {name: value for name, value in more.items() if name not in names}
    names.update(new)
    try:
        yield
    finally:
        for name, value in new.items():
            if names.get(name) is value:
                del names[name]
