"""An exception as the reader should see it: the author's lines, none of ours."""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from traceback import FrameSummary, StackSummary, TracebackException, walk_tb
from typing import cast

import msgspec

from jupyterlit.errors import ScriptControl, StreamlitAPIException
from jupyterlit.secrets.hiding import hide
from jupyterlit.suggestions import meant

_OURS = str(Path(__file__).parent) + "/"
_STDLIB = sysconfig.get_path("stdlib") + "/"
_NOTEBOOK_CELL = re.compile(r"[^\"\n]*[/\\]ipykernel_\d+[/\\]\d+\.py")
_CANNOT_IMPORT = re.compile(r"cannot import name '(\w+)' from ")
# How authors call what they import most.
_USUAL = {
    "alt": "altair", "np": "numpy", "pa": "pyarrow", "pd": "pandas", "pl": "polars", "plt": "matplotlib.pyplot",
    "px": "plotly.express", "st": "streamlit",
}  # fmt: skip
_PLAIN_MODULES = ("builtins", "__main__", "jupyterlit.errors")
_HEAD, _TAIL = 10, 20  # frames shown of a long traceback
_MOST_NAMES = 1_000
_names: dict[str, str] = {}

_CAUSE = "The above exception was the direct cause of the following exception:"
_CONTEXT = "During handling of the above exception, another exception occurred:"


class Frame(msgspec.Struct, frozen=True):
    """One line of a traceback; without a file, `code` is a text between the lines."""

    file: str
    line: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Report:
    """An exception as it is shown.

    Parameters
    ----------
    exception_type
        Its class, with its module where that is not obvious.
    message
        What it says, its notes below.
    is_markdown
        The message is the author's own Markdown.
    frames
        The way to it, through exceptions that led to it.
    trace
        All of it as Python prints it.
    """

    exception_type: str
    message: str
    is_markdown: bool
    frames: tuple[Frame, ...]
    trace: str


def describe(error: BaseException) -> Report:
    """Return an exception as the reader should see it, without secrets."""
    summary = TracebackException.from_exception(error)
    _keep_authors_frames(summary)
    said = _message(error)
    question = suggestion(error, said)
    trace = name_places("".join(summary.format())).rstrip()
    if question and trace.endswith(said):  # newer Pythons say it themselves
        trace += question
    return Report(
        exception_type=type_name(type(error)),
        message=hide("\n".join([said + question, *_notes(error)])),
        is_markdown=type(error) is StreamlitAPIException,
        frames=tuple(_rows(summary)),
        trace=hide(trace),
    )


def suggestion(error: BaseException, said: str) -> str:
    """Return what an author may have meant by a name that there is not, to follow what an exception has `said`.

    As newer Pythons say it: a name or an attribute that is alike, or an import that was forgotten.
    """
    if "Did you " in said:
        return ""
    try:
        match error:
            case NameError(name=str(name)):
                return _meant_name(error, name, said)
            case AttributeError(name=str(name), obj=owner) if owner is not None:
                return _after(said, meant(name, dir(owner)))
            case ImportError(name=str(module)) if found := _CANNOT_IMPORT.match(said):
                return _after(said, meant(found[1], dir(sys.modules.get(module))))
            case _:
                return ""
    except Exception:  # `dir` asks the author's classes
        return ""


def _meant_name(error: NameError, name: str, said: str) -> str:
    module = _USUAL.get(name, name)
    if name in _USUAL or name in sys.stdlib_module_names:
        return _after(said, f" Did you forget `import {module}{f' as {name}' if module != name else ''}`?")
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    if not frames:
        return ""
    frame = frames[-1]
    if name in dir(frame.f_locals.get("self")):
        return _after(said, f" Did you mean 'self.{name}'?")
    return _after(said, meant(name, {**frame.f_locals, **frame.f_globals, **frame.f_builtins}))


def _after(said: str, question: str) -> str:
    """Return a question as it follows a sentence, which may lack its end."""
    return question if not question or said.endswith((".", "!", "?")) else f".{question}"


def type_name(kind: type) -> str:
    """Return the name of a class, with its module where that is not obvious."""
    return kind.__qualname__ if kind.__module__ in _PLAIN_MODULES else f"{kind.__module__}.{kind.__qualname__}"


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return error.msg
    try:
        return str(error)
    except ScriptControl:
        raise
    except BaseException:  # in the author's class
        return "(its message could not be read)"


def _notes(error: BaseException) -> list[str]:
    notes: object = getattr(error, "__notes__", None)
    return [str(note) for note in cast("list[object]", notes)] if isinstance(notes, list) else []


def _keep_authors_frames(summary: TracebackException) -> None:
    """Take our frames out of an exception and of all that led to it."""
    waiting, seen = [summary], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        each.stack = StackSummary.from_list(_authors(each.stack))
        if each.__cause__ is not None and _is_ours(each.__cause__.stack):
            each.__cause__ = None
            each.__suppress_context__ = True
        waiting += [
            other for other in (each.__cause__, each.__context__, *(each.exceptions or ())) if other is not None
        ]


def _is_ours(frames: Sequence[FrameSummary]) -> bool:
    """Tell whether an exception happened in our code alone: the one raised from it says it better."""
    return bool(frames) and not _authors(frames)


def _authors(frames: Sequence[FrameSummary]) -> list[FrameSummary]:
    """Return the frames without ours, and without those of the library by which we call the author's code."""
    start = 0
    if any(frame.filename.startswith(_OURS) for frame in frames):
        outside = (i for i, frame in enumerate(frames) if not frame.filename.startswith((_OURS, _STDLIB)))
        start = next(outside, len(frames))
    return [frame for frame in frames[start:] if not frame.filename.startswith(_OURS)]


def _rows(summary: TracebackException) -> Iterator[Frame]:
    """Give the lines of an exception, those that led to it first."""
    if summary.__cause__ is not None:
        yield from _whole(summary.__cause__)
        yield _text(_CAUSE)
    elif summary.__context__ is not None and not summary.__suppress_context__:
        yield from _whole(summary.__context__)
        yield _text(_CONTEXT)
    yield from _lines(summary.stack)
    if hasattr(summary, "offset"):  # a SyntaxError
        yield _syntax(summary)
    members = summary.exceptions or ()
    for number, member in enumerate(members, 1):
        yield _text(f"Exception {number} of {len(members)}:")
        yield from _whole(member)


def _whole(summary: TracebackException) -> Iterator[Frame]:
    """Give the lines of an exception and, last, what it says."""
    yield from _rows(summary)
    *_, last = summary.format_exception_only()
    yield _text(last.rstrip())


def _lines(stack: StackSummary) -> Iterator[Frame]:
    left_out = len(stack) - _HEAD - _TAIL
    for index, frame in enumerate(stack):
        if left_out > 0 and index == _HEAD:
            yield _text(f"… {left_out} more calls …")
        if left_out <= 0 or not _HEAD <= index < _HEAD + left_out:
            _, _, code = stack.format_frame_summary(frame).partition("\n")
            yield Frame(place(frame.filename), frame.lineno or 0, frame.name, hide(dedent(code).rstrip()))


def _syntax(summary: TracebackException) -> Frame:
    """Return the line that could not be read, its place marked."""
    line = (summary.text or "").rstrip()
    code = line.lstrip()
    if code and summary.offset:
        start = max(summary.offset - 1 - (len(line) - len(code)), 0)
        on_one_line = summary.end_lineno in (summary.lineno, None)
        end = (summary.end_offset or 0) - 1 - (len(line) - len(code)) if on_one_line else len(code)
        code += "\n" + " " * start + "^" * max(end - start, 1)
    return Frame(place(summary.filename or "<unknown>"), int(summary.lineno or 0), "", hide(code))


def name_file(filename: str, name: str) -> None:
    """Let a file, such as the one that stands for a notebook's cell, be called by this name from now on."""
    _names.pop(filename, None)
    _names[filename] = name
    while len(_names) > _MOST_NAMES:
        del _names[next(iter(_names))]


def name_places(text: str) -> str:
    """Return a text in which cells are called as their author knows them."""
    return _NOTEBOOK_CELL.sub(lambda found: place(found[0]), text)


def place(filename: str) -> str:
    """Return a file's name as its author knows it."""
    return _names.get(filename) or ("notebook cell" if _NOTEBOOK_CELL.fullmatch(filename) else filename)


def _text(text: str) -> Frame:
    return Frame("", 0, "", hide(text))
