"""What an author has written where a call of ours stands."""

from __future__ import annotations

import ast
import inspect
import linecache
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from textwrap import dedent
from types import FrameType

_OURS = str(Path(__file__).parent.parent) + "/"
_PASSING = ("contextlib.py", "functools.py")


def calling_frame() -> tuple[FrameType | None, str]:
    """Return the author's frame that has called into this package, and the name of what it called here."""
    frame = inspect.currentframe()
    called = ""
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith(_OURS) and Path(name).name not in _PASSING:
            return frame, called
        if name.startswith(_OURS):
            called = frame.f_code.co_name
        frame = frame.f_back
    return None, called


def source_lines(frame: FrameType) -> list[str]:
    """Return the lines of the author's file or cell."""
    linecache.checkcache(frame.f_code.co_filename)
    return linecache.getlines(frame.f_code.co_filename, frame.f_globals)


def argument_text(index: int) -> str:
    """Return what the author has written for an argument of the call that is going on; "" where that is not known.

    Of a constant too: it has no name.
    """
    frame, called = calling_frame()
    text = "" if frame is None else _running_text(frame)
    try:
        expression = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return ""
    # An expression that stands alone is shown as if it were an argument.
    if called != "show_result" and isinstance(expression, ast.Call | ast.Tuple):
        values = expression.args if isinstance(expression, ast.Call) else expression.elts
        if index >= len(values) or any(isinstance(value, ast.Starred) for value in values[: index + 1]):
            return ""
        expression = values[index]
    if isinstance(expression, ast.Constant | ast.Tuple):
        return ""
    return " ".join((ast.get_source_segment(text, expression) or "").split())


def _running_text(frame: FrameType) -> str:
    """Return the expression that a frame is working on."""
    position = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None), None)
    if position is None or None in position:
        return ""
    first, last, start, end = (number or 0 for number in position)
    lines = [line.encode() for line in source_lines(frame)[first - 1 : last]]
    if not lines:
        return ""
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    # Only within brackets may an expression go on in the next line.
    return f"({b''.join(lines).decode(errors='replace')})" if len(lines) > 1 else lines[0].decode(errors="replace")


def block_text() -> str:
    """Return the body of the author's `with` statement that is being entered, with its comments."""
    frame, _ = calling_frame()
    if frame is None:
        return ""
    lines = source_lines(frame)
    try:
        tree = ast.parse("".join(lines))
    except (SyntaxError, ValueError):  # a cell with IPython's own syntax
        return _indented_below(lines, frame.f_lineno)
    inner = None
    for node in ast.walk(tree):
        if isinstance(node, ast.With | ast.AsyncWith) and node.lineno <= frame.f_lineno <= _last_line(node.items):
            inner = node
    return "" if inner is None else _body_text(lines, inner)


def _last_line(items: Sequence[ast.withitem]) -> int:
    return max(item.context_expr.end_lineno or 0 for item in items)


def _body_text(lines: list[str], node: ast.With | ast.AsyncWith) -> str:
    first, last = node.body[0], node.body[-1]
    start, end = first.lineno - 1, last.end_lineno or len(lines)
    if start < _last_line(node.items):  # all in one line
        begun = lines[start].encode()[first.col_offset :].decode()
        return "".join([begun, *lines[start + 1 : end]]).strip()
    while start > 0 and (not lines[start - 1].strip() or lines[start - 1].lstrip().startswith("#")):
        start -= 1
    while end < len(lines) and _indentation(lines[end]) >= first.col_offset and lines[end].lstrip().startswith("#"):
        end += 1
    indentation = lines[first.lineno - 1][: first.col_offset]
    # A text over several lines may begin further left.
    return "".join(line.removeprefix(indentation) for line in lines[start:end]).strip("\n")


def _indented_below(lines: list[str], line: int) -> str:
    """Return the lines below one that are indented more."""
    outer = _indentation(lines[line - 1]) if line <= len(lines) else 0
    body: list[str] = []
    for text in lines[line:]:
        if text.strip() and _indentation(text) <= outer:
            break
        body.append(text)
    return dedent("".join(body)).strip("\n")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())
