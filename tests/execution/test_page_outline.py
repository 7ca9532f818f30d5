"""The elements of a page as a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jupyterlit.execution import page_outline
from jupyterlit.execution.page_outline import outline, size_of
from jupyterlit.protocol.base import Buffer, Element

from .conftest import Visitor


def test_elements_come_after_the_blocks_that_hold_them(visit: Callable[..., Visitor]) -> None:
    visitor = visit(
        "import jupyterlit as st\n"
        "st.sidebar.text('aside')\n"
        "with st.container(key='box'):\n"
        "    st.text_input('Name', key='name')\n"
        "st.markdown('word ' * 40)"
    )
    found = outline(visitor.session.queue)
    assert [(node.path, node.kind, node.key, node.label[:5]) for node in found] == [
        ((0, 0), "container", "box", ""),
        ((0, 0, 0), "text_input", "name", "Name"),
        ((0, 1), "markdown", None, "word "),
        ((1, 0), "text", None, "aside"),
    ]
    assert found[1].id == visitor.id("Name")
    assert found[2].label.endswith("…")
    assert all(node.size > 10 for node in found)


def test_bytes_that_belong_to_an_element_count() -> None:
    class Blob(Element, tag="blob"):
        data: Buffer

        def buffers(self) -> tuple[Buffer, ...]:
            return (self.data,)

    small, large = Blob(data=Buffer(b"x")), Blob(data=Buffer(b"x" * 1001))
    assert size_of(large) - size_of(small) == 1000


def test_a_page_may_be_larger_than_what_is_told(visit: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = visit("import jupyterlit as st\nfor i in range(9):\n    st.text(i)")
    monkeypatch.setattr(page_outline, "MOST", 4)
    assert len(outline(visitor.session.queue)) == 4
