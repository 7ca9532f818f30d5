"""st.fragment: parts of the page that run by themselves."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue
from jupyterlit.protocol.messages import Rerun
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.execution.conftest import WAIT, Visitor

Visit = Callable[..., Visitor]

COUNT = """
import jupyterlit as st
def count(name):
    st.session_state[name] = st.session_state.get(name, 0) + 1
    return f"{name} {st.session_state[name]}"
"""


def test_a_widget_of_a_fragment_runs_that_alone(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
@st.fragment
def part(x):
    st.text(count("part"))
    st.button("go")
    return x
st.text(count("app"))
st.text(f"gave {part(42)}")
st.button("all")
"""
    )
    assert app.page() == ["app 1", "fragment", "part 1", "go", "gave 42", "all"]
    messages = app.rerun(go=True)
    assert app.page() == ["app 1", "fragment", "part 2", "go", "gave 42", "all"]
    deltas = [message["path"] for message in messages if message["type"] == "delta"]
    assert deltas == [[0, 1, 0]]
    assert messages[0]["fragment"] == next(d.element.fragment for d in app.session.queue.page() if "fragment" in str(d))  # type: ignore[attr-defined]
    app.rerun(all=True)
    assert app.page() == ["app 2", "fragment", "part 3", "go", "gave 42", "all"]


def test_on_each_page_a_fragment_finds_its_widgets_again() -> None:
    app = AppTest.from_string("""
        import jupyterlit as st
        @st.fragment
        def part():
            st.text(st.number_input("keyed", 0, 9, key="n") + st.number_input("other", 0, 9))
        def first():
            if st.button("go"):
                st.switch_page(pages[1])
        pages = [st.Page(first), st.Page(part, title="Second", url_path="second")]
        st.navigation(pages).run()
    """).run()
    app.button[0].click().run()
    for number, total in ((0, 4), (1, 8), (0, 8)):
        app.number_input[number].set_value(4).run(fragments=True)
        assert app.text.values == [str(total)]


def test_what_a_fragment_draws_no_more_is_removed(visit: Visit) -> None:
    app = visit(
        """
import jupyterlit as st
@st.fragment
def part():
    if not st.checkbox("less"):
        st.text("more")
        st.text_input("name", key="name")
part()
st.text(str(st.session_state.get("name")))
"""
    )
    assert app.page() == ["fragment", "less", "more", "name", ""]
    app.rerun(less=True)
    assert app.page() == ["fragment", "less", ""]
    with pytest.raises(KeyError):
        app.session.state.get("name")


def test_it_draws_into_containers_made_outside(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
place = st.container()
spot = st.empty()
late = st.container()
@st.fragment
def part():
    n = count("part")
    place.text(n)
    with st.sidebar:
        st.text(n)
    if n == "part 1":
        spot.text("here")
    else:
        late.text("late")
    place.button("go")
part()
place.text("after")
st.sidebar.text("side")
"""
    )
    before = [
        "container",
        "fragment",
        "part 1",
        "go",
        "after",
        "here",
        "container",
        "fragment",
        "fragment",
        "part 1",
        "side",
    ]
    assert app.page() == before
    app.rerun(go=True)
    assert app.page() == [
        "container", "fragment", "part 2", "go", "after", "empty", "container", "fragment", "late", "fragment",
        "fragment", "part 2", "side",
    ]  # fmt: skip
    app.rerun(go=True)
    assert "part 3" in app.page()
    assert app.page().count("late") == 1


def test_fragments_stand_in_fragments(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
@st.fragment
def inner():
    st.text(count("inner"))
    st.button("in")
@st.fragment
def outer():
    st.text(count("outer"))
    if not st.checkbox("without"):
        inner()
outer()
"""
    )
    app.rerun(**{"in": True})
    assert app.page() == ["fragment", "outer 1", "without", "fragment", "inner 2", "in"]
    app.rerun(without=True)
    assert app.page() == ["fragment", "outer 2", "without"]
    app.rerun(without=False)
    assert app.page() == ["fragment", "outer 3", "without", "fragment", "inner 3", "in"]


def test_it_runs_itself_again(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
@st.fragment
def part():
    st.text(count("part"))
    if st.button("twice"):
        st.rerun(scope="fragment")
    if st.button("all"):
        st.rerun()
part()
st.text(count("app"))
"""
    )
    app.rerun(twice=True)
    assert app.page() == ["fragment", "part 3", "twice", "all", "app 1"]
    app.rerun(all=True)
    assert app.page() == ["fragment", "part 5", "twice", "all", "app 2"]


def test_a_callback_chooses_what_runs(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
@st.fragment(key="a")
def a():
    st.text(count("a"))
@st.fragment(key=2)
def b():
    st.text(count("b"))
a(); b()
st.text(count("app"))
st.button("one", on_click=lambda: st.rerun("a"))
st.button("both", on_click=lambda: st.rerun(["a", 2]))
st.button("app", on_click=st.rerun)
st.button("unknown", on_click=lambda: st.rerun("c"))
"""
    )
    widgets = ["one", "both", "app", "unknown"]
    app.rerun(one=True)
    assert app.page() == ["fragment", "a 2", "fragment", "b 1", "app 1", *widgets]
    app.rerun(both=True)
    assert app.page() == ["fragment", "a 3", "fragment", "b 2", "app 1", *widgets]
    app.rerun(both=True, app=True)
    assert app.page() == ["fragment", "a 4", "fragment", "b 3", "app 2", *widgets]
    app.rerun(app=True)
    assert app.page() == ["fragment", "a 5", "fragment", "b 4", "app 3", *widgets]
    app.rerun(unknown=True)
    assert app.page() == [
        "LayoutError: st.rerun: there is no fragment with key='c' on the page. Give it one: @st.fragment(key='c')."
    ]


def test_only_callbacks_choose(visit: Visit) -> None:
    app = visit("import jupyterlit as st\nst.rerun('a')")
    assert app.page() == [
        (
            "LayoutError: st.rerun: scope='a' names fragments, which only a callback can run. "
            'Pass scope="app", or call it in on_change or on_click.'
        )
    ]


def test_an_error_is_shown_in_its_place(visit: Visit) -> None:
    app = visit(
        """
import jupyterlit as st
@st.fragment
def part():
    st.text("before")
    if st.button("boom"):
        with st.container():
            1 / 0
    st.text("after")
part()
st.text("rest")
"""
    )
    app.rerun(boom=True)
    assert app.page() == [
        "fragment", "before", "boom", "container", "ZeroDivisionError: division by zero", "rest",
    ]  # fmt: skip
    app.rerun(boom=True)
    assert app.page()[-2:] == ["ZeroDivisionError: division by zero", "rest"]


def test_an_error_in_a_whole_run_is_shown_in_its_place_too(visit: Visit) -> None:
    app = visit("import jupyterlit as st\n@st.fragment\ndef part():\n    1 / 0\nst.text('a')\npart()\nst.text('b')")
    assert app.page() == ["a", "fragment", "ZeroDivisionError: division by zero"]


def test_it_runs_every_so_often(visit: Visit) -> None:
    app = visit(
        COUNT + "@st.fragment(run_every='50ms')\ndef part():\n    st.text(count('part'))\npart()\nst.text(count('app'))"
    )
    end = time.monotonic() + WAIT
    while app.page()[1] in {"part 1", "part 2"}:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert app.page()[2] == "app 1"
    app.session.disconnect()
    time.sleep(0.1)
    seen = app.page()[1]
    time.sleep(0.3)
    assert app.page()[1] == seen


def test_a_parallel_fragment_is_not_waited_for_until_the_end(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
import threading
both = threading.Barrier(3, timeout=20)
@st.fragment(parallel=True)
def part(name):
    both.wait()
    st.text(name)
    st.button(f"go {name}", on_click=both.reset)
st.text(str(part("a")))
part("b")
both.wait()
st.text("script")
both = threading.Barrier(1)
"""
    )
    assert app.page() == ["fragment", "a", "go a", "None", "fragment", "b", "go b", "script"]


def test_errors_of_parallel_fragments_are_shown_in_their_places_and_end_no_others(visit: Visit) -> None:
    app = visit(
        """
import threading
import jupyterlit as st
failed = threading.Event()
@st.fragment(parallel=True)
def part(number):
    st.button(f"go {number}")
    if number == 2:
        failed.wait(20)
        st.text("two")
    else:
        failed.set()
        raise ValueError(str(number))
for number in (1, 2, 3):
    part(number)
st.text("script")
"""
    )
    shown = [
        "fragment", "go 1", "ValueError: 1", "fragment", "go 2", "two", "fragment", "go 3", "ValueError: 3", "script",
    ]  # fmt: skip
    assert app.page() == shown
    assert [message["status"] for message in app.messages() if message["type"] == "run_ended"] == ["failed"]
    app.rerun(**{"go 3": True})
    assert app.page() == shown


def test_a_parallel_fragment_keeps_to_its_place(visit: Visit) -> None:
    app = visit(
        """
import jupyterlit as st
@st.fragment(parallel=True)
def part():
    st.sidebar.text("a")
part()
st.text("rest")
"""
    )
    assert app.page() == [
        "fragment",
        (
            "LayoutError: A fragment with parallel=True cannot draw outside of itself. "
            "Draw in its body, or make it without parallel=True."
        ),
        "rest",
    ]


def test_a_cached_call_makes_its_fragments_again(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
@st.cache_data(show_spinner=False)
def cached():
    st.text("cached")
    @st.fragment
    def part():
        st.text(count("part"))
    part()
    with st.container():
        part()
cached()
st.text(count("app"))
"""
    )
    assert app.page() == ["cached", "fragment", "part 1", "container", "fragment", "part 2", "app 1"]
    app.rerun()
    assert app.page() == ["cached", "fragment", "part 3", "container", "fragment", "part 4", "app 2"]


def test_a_fragment_that_is_gone_runs_the_script(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
@st.fragment
def part():
    st.button("go")
if count("app") != "app 2":
    part()
    st.stop()
st.text("another page")
st.stop()
"""
    )
    go = app.id("go")
    app.rerun()
    app.say(Rerun(values={go: True}))
    assert app.page() == ["fragment", "go"]


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"run_every": 0}, InvalidValue, "run_every=0 is no time to wait. Pass more than 0 seconds."),
        (
            {"run_every": "soon"},
            InvalidValue,
            "run_every='soon' is no time span. Pass seconds or a text such as '1d2h' or '30 min'.",
        ),
        (
            {"key": "app"},
            InvalidValue,
            "key='app' has a meaning of its own in st.rerun. Choose another.",
        ),
        ({"func": 3}, InvalidType, "3 is no function. Put @st.fragment above one."),
    ],
)
def test_it_says_what_is_wrong(options: dict[str, Any], kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.fragment: {message}"):
        given: dict[str, Any] = {"func": lambda: None, **options}
        st.fragment(**given)


def test_two_functions_cannot_share_a_key(run: Run) -> None:
    @st.fragment(key="a")
    def one() -> None: ...

    @st.fragment(key="a")
    def two() -> None: ...

    one()
    one()
    with refused(DuplicateWidget, "st.fragment: key='a' is used by two functions. Give each function its own key."):
        two()


def test_outside_of_an_app_it_is_the_function() -> None:
    @st.fragment
    def double(x: int) -> int:
        return 2 * x

    assert double(2) == 4


def test_asynchronous_fragments_are_awaited_and_run_alone(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
import asyncio
@st.fragment
async def part(name):
    st.text(count(name))
    await asyncio.sleep(0.01)
    st.button(f"go {name}")
    await asyncio.sleep(0)
    st.sidebar.text(name)
    return name
st.text(str(await asyncio.gather(part("a"), part("b"))))
st.text(await part("c"))
"""
    )
    names = ["fragment", "a 1", "go a", "fragment", "b 1", "go b"]
    aside = ["fragment", "a", "fragment", "b", "fragment", "c"]
    assert app.page() == [*names, "['a', 'b']", "fragment", "c 1", "go c", "c", *aside]
    app.rerun(**{"go b": True})
    assert app.page() == [*names[:4], "b 2", "go b", "['a', 'b']", "fragment", "c 1", "go c", "c", *aside]


def test_asynchronous_callbacks_are_awaited(visit: Visit) -> None:
    app = visit(
        COUNT
        + """
import asyncio
async def called():
    await asyncio.sleep(0)
    count("called")
st.button("go", on_click=called)
st.text(str(st.session_state.get("called")))
"""
    )
    app.rerun(go=True)
    assert app.page() == ["go", "1"]
