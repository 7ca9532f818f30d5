"""Exceptions as the reader sees them."""

from __future__ import annotations

import json
import linecache
import sys
import traceback
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidValue, StreamlitAPIException
from jupyterlit.tracebacks import Frame, Report, describe, name_file, name_places, place
from tests.conftest import Run

FILE = "<app penguins>"


def fail_with(script: str, filename: str = FILE, **names: Any) -> Report:
    """Run a script that fails, as an app does, and return what the reader sees."""
    linecache.cache[filename] = (len(script), None, script.splitlines(keepends=True), filename)
    with pytest.raises(BaseException) as caught:  # noqa: PT011  # its kind and text are what the tests look at
        exec(compile(script, filename, "exec"), names)
    trace = caught.value.__traceback__
    # The frame of this function stands for the machinery around the script.
    return describe(caught.value.with_traceback(trace and trace.tb_next))


def call_marks(marks: str) -> str:
    """Return what Python writes below a call that fills its line: marks of its parts since 3.13."""
    return marks if sys.version_info >= (3, 13) else ""


def frame(line: int, code: str, name: str = "<module>") -> Frame:
    return Frame(FILE, line, name, code)


def text(code: str) -> Frame:
    return Frame("", 0, "", code)


def test_the_authors_lines_lead_to_the_error() -> None:
    report = fail_with("def share(n):\n    return 1 / n\n\nshare(0)\n")
    assert report == Report(
        exception_type="ZeroDivisionError",
        message="division by zero",
        is_markdown=False,
        frames=(frame(4, "share(0)" + call_marks("\n~~~~~^^^")), frame(2, "return 1 / n\n       ~~^~~", "share")),
        trace=(
            "Traceback (most recent call last):\n"
            f'  File "{FILE}", line 4, in <module>\n'
            "    share(0)\n"
            f"{call_marks('    ~~~~~^^^' + chr(10))}"
            f'  File "{FILE}", line 2, in share\n'
            "    return 1 / n\n"
            "           ~~^~~\n"
            "ZeroDivisionError: division by zero"
        ),
    )


def test_our_own_frames_are_left_out() -> None:
    report = fail_with("st.markdown('a', width=-3)\n", st=st)
    assert report.exception_type == "InvalidValue"
    assert report.frames == (frame(1, "st.markdown('a', width=-3)" + call_marks("\n~~~~~~~~~~~^^^^^^^^^^^^^^^")),)
    assert "jupyterlit/" not in report.trace


def test_the_way_from_us_to_a_callback_is_left_out(run: Run) -> None:
    def fail() -> None:
        raise ValueError("a")

    st.expander("Details", on_change=fail)
    with pytest.raises(ValueError, match="a") as caught:
        run.rerun(Details=True)
    assert [each.name for each in describe(caught.value).frames][-2:] == ["rerun", "fail"]


def test_lines_of_other_libraries_are_kept() -> None:
    report = fail_with("json.loads('{')\n", json=json)
    assert report.exception_type == "json.decoder.JSONDecodeError"
    assert [each.name for each in report.frames] == ["<module>", "loads", "decode", "raw_decode"]


def test_an_error_of_our_own_needs_no_cause_of_ours() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    with pytest.raises(InvalidValue) as caught:
        st.json(cycle)
    assert isinstance(caught.value.__cause__, ValueError)
    report = describe(caught.value)
    assert [each.name for each in report.frames] == ["test_an_error_of_our_own_needs_no_cause_of_ours"]


def test_a_syntax_error_shows_the_authors_line() -> None:
    report = fail_with("x = 1\n  y = (x\n")
    assert report.exception_type == "IndentationError"
    assert report.message == "unexpected indent"
    assert report.frames == (Frame(FILE, 2, "", "y = (x\n^"),)


def test_a_syntax_error_marks_the_place() -> None:
    report = fail_with("if True:\n    x = = 1\n")
    assert (report.exception_type, report.message) == ("SyntaxError", "invalid syntax")
    assert report.frames == (Frame(FILE, 2, "", "x = = 1\n    ^"),)


def test_a_cause_comes_first() -> None:
    script = "try:\n    {}['a']\nexcept KeyError as error:\n    raise ValueError('no a') from error\n"
    report = fail_with(script)
    assert report.message == "no a"
    assert report.frames == (
        frame(2, "{}['a']\n~~^^^^^"),
        text("KeyError: 'a'"),
        text("The above exception was the direct cause of the following exception:"),
        frame(4, "raise ValueError('no a') from error"),
    )


def test_what_was_being_handled_comes_first() -> None:
    report = fail_with("try:\n    1 / 0\nexcept ZeroDivisionError:\n    {}['a']\n")
    assert report.frames == (
        frame(2, "1 / 0\n~~^~~"),
        text("ZeroDivisionError: division by zero"),
        text("During handling of the above exception, another exception occurred:"),
        frame(4, "{}['a']\n~~^^^^^"),
    )


def test_what_was_being_handled_can_be_hidden() -> None:
    report = fail_with("try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('b') from None\n")
    assert report.frames == (frame(4, "raise ValueError('b') from None"),)


def test_the_members_of_a_group_follow() -> None:
    report = fail_with("raise ExceptionGroup('two', [ValueError('a'), OSError('b')])\n")
    assert (report.exception_type, report.message) == ("ExceptionGroup", "two (2 sub-exceptions)")
    assert report.frames == (
        frame(1, "raise ExceptionGroup('two', [ValueError('a'), OSError('b')])"),
        text("Exception 1 of 2:"),
        text("ValueError: a"),
        text("Exception 2 of 2:"),
        text("OSError: b"),
    )


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    assert describe(first).message == "first"


def test_notes_stand_below_the_message() -> None:
    report = fail_with("error = ValueError('a')\nerror.add_note('try b')\nraise error\n")
    assert report.message == "a\ntry b"


def test_a_long_way_is_shortened() -> None:
    report = fail_with("def again(n):\n    again(n + 1)\n\nagain(0)\n")
    assert report.exception_type == "RecursionError"
    assert len(report.frames) == 31
    assert report.frames[10].code.startswith("… ")


def test_a_message_that_cannot_be_read_is_no_second_error() -> None:
    report = fail_with(
        "class Odd(Exception):\n    def __str__(self):\n        return 1\n\nraise Odd\n", __name__="__main__"
    )
    assert (report.exception_type, report.message) == ("Odd", "(its message could not be read)")


@pytest.mark.parametrize(
    ("error", "is_markdown"),
    [(StreamlitAPIException("**bold**"), True), (InvalidValue("key='a_b_c'"), False), (ValueError("*a*"), False)],
)
def test_only_the_authors_own_message_is_markdown(error: Exception, is_markdown: bool) -> None:
    assert describe(error).is_markdown is is_markdown


def test_a_cell_of_the_notebook_is_called_so() -> None:
    report = fail_with("1 / 0\n", filename="/tmp/ipykernel_4711/1234567.py")
    assert report.frames == (Frame("notebook cell", 1, "<module>", "1 / 0\n~~^~~"),)


def test_the_trace_is_what_python_prints_where_nothing_is_left_out() -> None:
    with pytest.raises(ValueError, match="Expecting value") as caught:
        json.loads("[1,")
    assert describe(caught.value).trace == "".join(traceback.format_exception(caught.value)).rstrip()


def test_an_exception_that_breaks_when_asked_is_shown_all_the_same() -> None:
    class Mute(BaseException):
        __notes__ = 5  # type: ignore[assignment]

        def __str__(self) -> str:
            raise SystemExit

    report = describe(Mute())
    assert report.exception_type.endswith("Mute")
    assert report.message == "(its message could not be read)"


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("penguins = 1\npenguin", "name 'penguin' is not defined. Did you mean 'penguins'?"),
        ("pritn()", "name 'pritn' is not defined. Did you mean 'print'?"),
        ("json.dumps(1)", "name 'json' is not defined. Did you forget `import json`?"),
        ("np.zeros(1)", "name 'np' is not defined. Did you forget `import numpy as np`?"),
        ("st.title('a')", "name 'st' is not defined. Did you forget `import streamlit as st`?"),
        ("qwertz", "name 'qwertz' is not defined"),
        ("'a'.uper()", "'str' object has no attribute 'uper'. Did you mean 'upper'?"),
        ("import math\nmath.sqr(2)", "module 'math' has no attribute 'sqr'. Did you mean 'sqrt'?"),
        ("{'a': 1}['b']", "'b'"),
        ("raise NameError('quite another thing')", "quite another thing"),
        ("raise AttributeError('a', name='uper', obj='')", "a. Did you mean 'upper'?"),
        ("raise AttributeError('a. Did you mean b?', name='uper', obj='')", "a. Did you mean b?"),
    ],
)
def test_names_that_were_meant(script: str, message: str) -> None:
    report = fail_with(script)
    assert report.message == message
    # Python 3.12 asks for a missing import without a question mark.
    asked = "Did you " in report.trace or report.trace.endswith("?")
    assert asked == message.endswith("?")


def test_what_was_meant_to_be_imported() -> None:
    assert fail_with("from math import squrt").message.endswith(". Did you mean 'sqrt'?")


def test_an_attribute_without_its_object() -> None:
    report = fail_with(
        "class Herd:\n    size = 3\n    def grow(self):\n        return size + 1\nHerd().grow()\n",
    )
    assert report.message == "name 'size' is not defined. Did you mean 'self.size'?"


def test_objects_that_cannot_be_asked_are_left_alone() -> None:
    report = fail_with(
        "class Odd:\n    def __dir__(self):\n        raise ValueError\nOdd().nothing\n",
    )
    assert report.message == "'Odd' object has no attribute 'nothing'"


def test_names_of_blocks_are_suggested() -> None:
    assert fail_with("st.sidebar.sliderr('a')", st=st).message.endswith("Did you mean 'slider'?")


def test_a_cells_file_is_called_by_the_cells_number() -> None:
    file = "/tmp/ipykernel_77/123.py"
    source = "def divide(a):\n    return a / 0\ndivide(1)"
    namespace: dict[str, object] = {}
    assert place(file) == "notebook cell"
    name_file(file, "Cell In[8]")
    with pytest.raises(ZeroDivisionError) as raised:
        exec(compile(source, file, "exec"), namespace)
    report = describe(raised.value)
    assert [frame.file for frame in report.frames if frame.name in ("<module>", "divide")] == ["Cell In[8]"] * 2
    assert 'File "Cell In[8]", line 2' in report.trace
    assert "ipykernel" not in report.trace
    assert name_places(f"{file}:3: UserWarning: old") == "Cell In[8]:3: UserWarning: old"
