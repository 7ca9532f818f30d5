"""The same script under Streamlit and here: what stands on the page is the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from textwrap import dedent
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest as StreamlitTest

from jupyterlit.testing.v1 import AppTest

# What is compared of an element besides its kind, by the names that tests know in Streamlit and here.
FIELDS: dict[str, Callable[[Any], Any]] = {
    "caption": lambda node: node.value,
    "code": lambda node: (node.value, node.language),
    "divider": lambda node: None,
    "exception": lambda node: None,
    "expander": lambda node: node.label,
    "header": lambda node: node.value,
    "json": lambda node: json.loads(node.value),
    "markdown": lambda node: node.value,
    "metric": lambda node: (node.label, node.value, node.delta or ""),
    "subheader": lambda node: node.value,
    "text": lambda node: node.value,
    "title": lambda node: node.value,
    **dict.fromkeys(["error", "info", "success", "warning"], lambda node: (node.value, node.icon or "")),
}

SCRIPTS = {
    "indented text": '''
        for draw in (st.text, st.markdown, st.caption, st.title, st.header, st.subheader, st.info):
            draw("""
                # a

                  b
            """)
            draw("  a\\n   b ")
            draw(None)
            draw("")
    ''',
    "code": r"""
        st.code("\n\n    x = 1\n\n")
        st.code("x", None)
        st.code(3, "sql")
    """,
    "alerts": """
        for text in ("🚨 a", "🚨🚨 a", ":material/home: a", ":smile: a", "1 a", "© a", "🇳🇴 a", "🚨"):
            st.error(text)
            st.success(text, icon="")
            st.warning(text, icon="🔥")
    """,
    "metrics": """
        for value in (None, 1, 1.5, True, "a"):
            for delta in (None, "", 0, -0.0, "0", "0%", 1, -1, " -1", float("nan")):
                st.metric("a", value, delta)
    """,
    "write texts": """
        st.write("a", 1, 2.5, None, True, "b")
        st.write("a\\n\\n    b", "  c  ")
        st.write((1, "a"), {1}, range(3), b"a", 1j, frozenset([1]))
        st.write()
        st.write("")
    """,
    "write objects": """
        import collections, types
        Point = collections.namedtuple("Point", "x y")
        st.write("a", {"a": 1}, [1, (2, 3)], "b", Point(1, 2), map(str, [1]), {"a": 1}.keys(), {"a": 1}.items())
        st.write(collections.OrderedDict(a=1), collections.Counter("aab"), collections.UserDict(a=1), [], {}, ())
        st.write(types.SimpleNamespace(a=1), collections.deque([1]), ValueError("a"), types.MappingProxyType({"a": 1}))
    """,
    "write backticks": """
        class Text:
            def __init__(self, text): self.text = text
            def __str__(self): return self.text
        st.write(Text("a `b` c"))
        st.write("x", Text("a"))
    """,
    "write generators": """
        def letters():
            yield from ["a", "b", "", {"c": 1}, None, "d\\n", " e"]
        st.write(letters(), "x")
        st.write(letters)
    """,
    "json": """
        import datetime
        st.json({"a": [1, (2, None)], 3: {4}, None: 1, "d": datetime.date(2009, 1, 2), "b": b"x"})
        st.json('[1, {"a": 2}]')
        for data in (None, 3, range(2), {1}, {"a": 1}.values(), st.session_state):
            st.json(data)
    """,
    "session state": """
        st.session_state["a"] = 1
        st.session_state.b = [2]
        st.session_state[3] = "c"
        st.text(sorted(st.session_state.to_dict().items()))
        st.text((st.session_state.pop("a"), st.session_state.setdefault("d", 4), st.session_state.get("z")))
        del st.session_state.b
        st.text((sorted(st.session_state), 3 in st.session_state, hasattr(st.session_state, "b")))
    """,
    "query parameters": """
        st.query_params["a"] = [1, None, 2.5]
        st.query_params.b = True
        st.query_params["c"] = []
        st.text((st.query_params["a"], st.query_params.get_all("a"), st.query_params.to_dict()))
        st.query_params.update({"a": 1}, d=(1, 2))
        st.text((dict(st.query_params), st.query_params.get_all("d"), st.query_params.pop("a"), len(st.query_params)))
        st.query_params.from_dict([("e", 1), ("e", 2)])
        st.text((st.query_params.get_all("e"), st.query_params == {"e": "2"}))
        st.query_params.clear()
        st.text(st.query_params.to_dict())
    """,
    "places": """
        place = st.empty()
        place.text("a")
        place.container().text("b")
        place.columns(2)[1].text("c")
        text = st.text("d")
        text.markdown("e")
        with text:
            st.caption("f")
    """,
    "blocks": """
        left, right = st.columns(2)
        right.text("right")
        with left, st.expander("more"):
            st.text("left")
        one, two = st.tabs(["one", "two"])
        two.text("two")
        with st.container(border=True), st.form("form"):
            st.text("inside")
    """,
    "state of blocks": """
        st.text([tab.open for tab in st.tabs(["a", "b"])])
        st.text([tab.open for tab in st.tabs(["a", "b"], default="b", key="t", on_change="rerun")])
        st.text(st.expander("a").open)
        st.text(st.expander("a", True, key="e", on_change="rerun").open)
        st.text(sorted(st.session_state.items()))
    """,
    "spinner": """
        with st.spinner("Wait"):
            st.text("a")
        st.text("b")
    """,
    "stop": """
        st.text("a")
        st.stop()
        st.text("b")
    """,
    "rerun": """
        if "again" not in st.session_state:
            st.session_state.again = True
            st.text("first")
            st.rerun()
        st.text("second")
    """,
}

REFUSED = [
    "st.markdown('a', width=0)",
    "st.text('a', width=2.5)",
    "st.divider(width='content')",
    "st.container(height='foo')",
    "st.markdown('a', unsafe_allow_html=True, wrap=False)",
    "st.title('a', anchor=True)",
    "st.header('a', divider='pink')",
    "st.error('a', icon='x')",
    "st.error('a', icon='🚨🚨')",
    "st.error('a', icon=':smile:')",
    "st.metric('a', [1])",
    "st.metric('a', 1, delta_color='pink')",
    "st.metric('a', 1, chart_data=['x'])",
    "st.json([1], expanded='all')",
    "st.columns(0)",
    "st.columns([1, -1])",
    "st.columns('ab')",
    "st.columns(2, gap='tiny')",
    "st.tabs([])",
    "st.tabs(['a', 3])",
    "st.tabs(['a'], default='b')",
    "st.expander(None)",
    "st.expander('a', type='flat')",
    "st.container(wrap=False)",
    "st.container(key='a'); st.container(key='a')",
    "st.form('a'); st.form('a')",
    "st.form('a').form('b')",
    "st.form('a').expander('b', on_change=print)",
    "st.progress(101)",
    "st.progress(1.2)",
    "st.progress('a')",
    "st.rerun(scope='fragment')",
    "st.rerun(scope=[])",
    "st.set_page_config(layout='broad')",
    "st.set_page_config(initial_sidebar_state=0)",
    "st.set_page_config(menu_items={'Help': 'x'})",
    "st.set_page_config(menu_items={'Get help': 'x'})",
    "st.toast('')",
    "st.toast('a', icon='x')",
    "st.toast('a', duration='forever')",
    "st.toast('a', duration=0)",
    "st.toast('a', duration=True)",
    "st.logo('nowhere.png')",
    "st.logo(None)",
    "st.logo('🐧', size='huge')",
    "st.logo('🐧', link='mailto:a@b.c')",
    "st.session_state['a']",
    "st.session_state.a",
    "st.session_state['']=1",
    "st.query_params['a']",
    "st.query_params['a'] = {}",
    "st.query_params['embed'] = 'true'",
]

pytestmark = pytest.mark.filterwarnings("ignore")  # Streamlit's own


def shown(test: Any, module: str, script: str) -> list[tuple[str, Any]]:
    """Return what a script shows, from top to bottom."""
    app = test.from_string(f"import {module} as st\n{dedent(script)}", default_timeout=30).run()
    return list(elements(app.main))


def elements(block: Any) -> Iterator[tuple[str, Any]]:
    for node in block.children.values():
        if node.type in FIELDS:
            yield node.type, FIELDS[node.type](node)
        yield from elements(node) if hasattr(node, "children") else ()


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_the_page_is_the_same(script: str) -> None:
    ours = shown(AppTest, "jupyterlit", script)
    assert ours
    assert ours == shown(StreamlitTest, "streamlit", script)


def test_toasts_are_the_same() -> None:
    script = """
        message = st.toast("🎉 a", duration="long")
        message.toast("  b  ", icon="🐧")
        st.sidebar.toast(3, icon="", duration=7)
        with st.form("f"):
            st.container().toast(None, icon=":material/check:")
    """
    found: list[list[tuple[str, str]]] = []
    for test, module in ((AppTest, "jupyterlit"), (StreamlitTest, "streamlit")):
        app: Any = test.from_string(f"import {module} as st\n{dedent(script)}", default_timeout=30).run()
        found.append(sorted((toast.value, toast.icon or "") for toast in app.toast))
    assert found[0] == found[1] == [("3", ""), ("None", ":material/check:"), ("b", "🐧")]


@pytest.mark.parametrize("script", REFUSED)
def test_the_same_is_refused(script: str) -> None:
    ours = shown(AppTest, "jupyterlit", script)
    assert [kind for kind, _ in ours if kind == "exception"] == ["exception"]
    assert ours == shown(StreamlitTest, "streamlit", script)
