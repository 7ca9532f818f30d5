"""What a notebook's file keeps of an app's page: readable, small, and nothing that acts."""

from __future__ import annotations

import base64
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyterlit.errors import InvalidValue
from jupyterlit.kernel.saved_page import LIMIT, Node, read_nodes, to_html

TAGS = frozenset({"a", "img", "p"})
ATTRIBUTES = frozenset({"alt", "class", "colspan", "dir", "href", "rowspan", "src", "start", "width"})


def picture(size: int = 30, first: bytes = b"\x89PNG") -> str:
    return "data:image/png;base64," + base64.b64encode(first + bytes(size)).decode()


def body(*nodes: Any, limit: int = LIMIT) -> str:
    """Return what is written of nodes, without what stands around it."""
    html = to_html(read_nodes(msgspec.json.encode(nodes)), "k1", limit)
    _, _, inner = html.partition('mathjax_ignore">')
    return inner.partition('<div class="lit-saved-note">The last page')[0]


class Found(HTMLParser):
    """What a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")


def test_a_page_is_html_that_tells_what_it_is() -> None:
    html = to_html([Node("h1", {}, ["Penguins"])], "k1")
    assert html.startswith("<style>")
    assert '<div class="lit-saved lit-saved-k1 tex2jax_ignore mathjax_ignore"><h1>Penguins</h1>' in html
    assert html.endswith('<div class="lit-saved-note">The last page of this app. Run the cell to use it.</div></div>')
    assert len(html) < 2_000


KEPT: list[tuple[Any, str]] = [
    ("a < b & c", "a &lt; b &amp; c"),
    (["p", {}, ["one ", ["b", {}, ["two"]]]], "<p>one <b>two</b></p>"),
    (["td", {"colspan": "2", "dir": "rtl"}, ["x"]], '<td colspan="2" dir="rtl">x</td>'),
    (["div", {"class": "row"}, []], '<div class="lit-saved-row"></div>'),
    (["a", {"href": "https://example.org/?a=1&b=2"}, ["x"]], '<a href="https://example.org/?a=1&amp;b=2">x</a>'),
    (["hr", {}, ["lost"]], "<hr>"),
    (["img", {"src": picture(), "width": "30"}, []], f'<img src="{picture()}" width="30">'),
    (["img", {"src": picture(), "alt": '"'}, []], f'<img src="{picture()}" alt="&quot;">'),
]


@pytest.mark.parametrize(("node", "expected"), KEPT)
def test_what_is_kept(node: Any, expected: str) -> None:
    assert body(node) == expected


ATTACKS: list[tuple[Any, str]] = [
    (["script", {}, ["alert(1)"]], "alert(1)"),
    (["svg", {"onload": "alert(1)"}, [["p", {}, ["x"]]]], "<p>x</p>"),
    (["p><script", {}, ["x"]], "x"),
    (["p", {"onclick": "alert(1)"}, ["x"]], "<p>x</p>"),
    (["p", {"style": "background: url(//evil)"}, []], "<p></p>"),
    (["p", {"class": "lit-app"}, []], "<p></p>"),
    (["p", {'class="row" onclick="alert(1)': "row"}, []], "<p></p>"),
    (["a", {"href": "javascript:alert(1)"}, ["x"]], "<a>x</a>"),
    (["a", {"href": " javascript:alert(1)"}, ["x"]], "<a>x</a>"),
    (["a", {"href": "data:text/html,<script>"}, ["x"]], "<a>x</a>"),
    (["a", {"href": 'https://x/" onclick="alert(1)'}, ["x"]], "<a>x</a>"),
    (["img", {"src": "https://example.org/pixel.png", "alt": "far"}, []], "[far]"),
    (["img", {"src": "data:image/svg+xml;base64,PHN2Zz4=", "alt": "svg"}, []], "[svg]"),
    (["img", {"src": "data:image/png;base64,PHN2ZyBvbmxvYWQ9", "alt": "no PNG"}, []], "[no PNG]"),
    (["img", {"src": "data:image/png;base64,====", "alt": ""}, []], ""),
    (["td", {"colspan": "99999"}, []], "<td></td>"),
    ("$\\href{javascript:alert(1)}{x}$", "$\\href{javascript:alert(1)}{x}$"),
]


@pytest.mark.parametrize(("node", "expected"), ATTACKS)
def test_what_could_act_is_left_out(node: Any, expected: str) -> None:
    assert body(node) == expected


nodes = st.recursive(
    st.text(max_size=8),
    lambda inner: st.tuples(
        st.sampled_from(["p", "a", "img", "script", "style", "iframe", "svg", "math", "<b>", "template", "/p"]),
        st.dictionaries(
            st.sampled_from(["href", "src", "class", "onclick", "style", "srcdoc", 'a"b', "width"]),
            st.sampled_from(["javascript:1", "https://x", 'row" onload="1', "row", picture(), "1", "<script>", "'>"]),
            max_size=3,
        ),
        st.lists(inner, max_size=3),
    ),
    max_leaves=20,
)


@given(st.lists(nodes, max_size=5))
def test_whatever_is_told_only_harmless_tags_and_attributes_are_written(told: list[Any]) -> None:
    found = Found()
    found.feed(body(*told))
    assert found.tags <= TAGS
    assert found.attributes.keys() <= ATTRIBUTES
    assert all(value.startswith("https://") for value in found.attributes.get("href", []))
    assert all(value == picture() for value in found.attributes.get("src", []))


def test_a_page_that_is_too_large_loses_its_largest_pictures_first() -> None:
    page: list[Any] = [
        ["p", {}, ["words"]],
        *[["img", {"src": picture(size), "alt": f"{size}"}, []] for size in (90, 9000, 900)],
    ]
    whole = len(to_html(read_nodes(msgspec.json.encode(page)), "k1"))
    smaller = body(*page, limit=whole - 1)
    assert "[9000]" in smaller
    assert smaller.count("<img") == 2
    assert len(to_html(read_nodes(msgspec.json.encode(page)), "k1", whole - 1)) < whole


def test_then_it_loses_its_end() -> None:
    page: Any = ["ul", {}, [["li", {}, [f"Number {number:06}"]] for number in range(10_000)]]
    html = to_html(read_nodes(msgspec.json.encode([page])), "k1", 20_000)
    assert 19_000 < len(html) <= 20_000
    assert "Number 000000" in html
    assert html.count("<li>") == html.count("</li>")
    assert "</ul>" in html


def test_a_page_of_boxes_in_boxes_is_flat_from_some_depth_on() -> None:
    node: Any = "deep"
    for _ in range(200):
        node = ["div", {}, [node]]
    assert body(node).count("<div>") == 60


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'[["p"], {}]', b'["p", ["a", {"b": 1}, []]]', b"[" * 100_000])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidValue, match=r"^This is no page to be kept: "):
        read_nodes(data)
