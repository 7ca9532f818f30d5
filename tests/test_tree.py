"""Blocks: calls write where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import msgspec
import pytest

from jupyterlit.errors import DuplicateWidget, LayoutError
from jupyterlit.protocol.base import BlockElement, Element, Widget
from jupyterlit.protocol.messages import Forward, Path, Values
from jupyterlit.run_context import RunContext, enter, leave
from jupyterlit.state.query_params import QueryParams
from jupyterlit.state.session_state import SessionState
from jupyterlit.state.widget_spec import widget_id
from jupyterlit.tree import MAIN, SIDEBAR, Block, require_no_form


class Leaf(Element, tag="test_leaf"):
    """An element."""

    body: str


class Branch(BlockElement, tag="test_branch"):
    """A block."""


class Knob(Widget, tag="test_knob"):
    """A widget."""


class Record:
    """Keeps what is drawn."""

    def __init__(self) -> None:
        self.drawn: list[tuple[Path, Element]] = []
        self.sent: list[Forward] = []

    def put(self, path: Path, element: Element) -> None:
        self.drawn.append((path, element))

    def send(self, message: Forward) -> None:
        self.sent.append(message)

    def count(self, path: Path) -> int:
        return sum(drawn[:-1] == path for drawn, _ in self.drawn)


@pytest.fixture
def record() -> Iterator[Record]:
    record = Record()
    token = enter(RunContext(record, SessionState(), QueryParams()))
    yield record
    leave(token)


main = Block(MAIN, follows=True)
sidebar = Block(SIDEBAR)


def leaf(block: Block, body: str) -> Block:
    return block.add_element(Leaf(body=body))


def knob(block: Block, **options: Any) -> Any:
    return block.add_widget(Knob(label="Knob", key=options.pop("key", None)), 1, parse=int, **options)


def test_elements_follow_one_another(record: Record) -> None:
    leaf(main, "a")
    leaf(sidebar, "b")
    leaf(main, "c")
    assert record.drawn == [((0, 0), Leaf(body="a")), ((1, 0), Leaf(body="b")), ((0, 1), Leaf(body="c"))]


def test_a_place_is_written_again(record: Record) -> None:
    place = leaf(main, "a")
    leaf(main, "b")
    leaf(place, "A")
    leaf(place, "AA")
    assert record.drawn[2:] == [((0, 0), Leaf(body="A")), ((0, 0), Leaf(body="AA"))]


def test_a_block_can_be_filled_out_of_order(record: Record) -> None:
    block = main.add_block(Branch())
    leaf(main, "after")
    leaf(block, "inside")
    assert record.drawn == [((0, 0), Branch()), ((0, 1), Leaf(body="after")), ((0, 0, 0), Leaf(body="inside"))]


def test_with_leads_calls_into_the_block(record: Record) -> None:
    with main.add_block(Branch()):
        leaf(main, "a")
        with main.add_block(Branch()):
            leaf(main, "b")
        leaf(sidebar, "c")
        leaf(main, "d")
    leaf(main, "e")
    assert [path for path, _ in record.drawn] == [(0, 0), (0, 0, 0), (0, 0, 1), (0, 0, 1, 0), (1, 0), (0, 0, 2), (0, 1)]


def test_with_sidebar(record: Record) -> None:
    with sidebar:
        leaf(main, "a")
    assert record.drawn == [((1, 0), Leaf(body="a"))]


def test_an_error_leaves_the_with(record: Record) -> None:
    with pytest.raises(ZeroDivisionError), main.add_block(Branch()):
        _ = 1 / 0
    leaf(main, "a")
    assert record.drawn[-1] == ((0, 1), Leaf(body="a"))


def test_a_block_drawn_again_in_its_place_starts_empty(record: Record) -> None:
    place = leaf(main, "a")
    for _ in range(2):
        leaf(place.add_block(Branch()), "inside")
    assert [path for path, _ in record.drawn[1:]] == [(0, 0), (0, 0, 0), (0, 0), (0, 0, 0)]


def test_a_widget_returns_its_default(record: Record) -> None:
    assert knob(main) == 1
    ((path, message),) = record.drawn
    assert path == (0, 0)
    assert isinstance(message, Knob)
    assert (message.label, message.default, message.id) == ("Knob", 1, message.id)
    assert message.id.startswith("test_knob-")


def test_state_under_the_key_becomes_the_value(record: Record) -> None:
    state = SessionState()
    token = enter(RunContext(record, state, QueryParams()))
    state.set("k", 5, set())
    assert knob(main, key="k") == 5
    leave(token)
    assert record.sent == [Values(values={"test_knob-k": 5})]


def test_a_kind_of_block_has_methods_of_its_own(record: Record) -> None:
    class Plain(Block):
        shapes: ClassVar[Mapping[type[Element], type[Block]]] = {}

    class Tree(Plain):
        pass

    Plain.shapes = {Element: Plain, Branch: Tree}
    branch = Plain((0,)).add_block(Branch())
    assert type(branch) is Tree
    assert type(branch.add_element(Leaf(body="a"))) is Plain
    assert type(branch.add_block(Branch())) is Tree


def test_two_widgets_that_are_alike_are_refused(record: Record) -> None:
    knob(main)
    knob(sidebar)
    with pytest.raises(DuplicateWidget, match=r"st\.test_knob: two widgets with label='Knob' are alike"):
        knob(main)


def test_a_key_used_twice_is_refused(record: Record) -> None:
    knob(main, key="k")
    with pytest.raises(DuplicateWidget, match=r"st\.test_knob: key='k' is used twice"):
        knob(main, key="k")


def test_what_stands_in_a_form_knows_it(record: Record) -> None:
    with main.add_block(Branch(), form="f"):
        knob(main)
        with main.add_block(Branch()), pytest.raises(LayoutError, match=r"st\.button cannot be used in a form"):
            require_no_form(main, "st.button")
    require_no_form(main, "st.button")
    assert record.drawn[1][1].form == "f"  # type: ignore[attr-defined]


def test_a_widget_that_is_refused_takes_no_place(record: Record) -> None:
    knob(main, key="k")
    with pytest.raises(DuplicateWidget):
        knob(main, key="k")
    leaf(main, "a")
    assert [path for path, _ in record.drawn] == [(0, 0), (0, 1)]


def test_a_message_can_say_what_follows_from_the_value(record: Record) -> None:
    def complete(message: Knob, value: object) -> Knob:
        return msgspec.structs.replace(message, help=f"It is {value}.")

    assert main.add_widget(Knob(label="a"), 5, complete=complete) == 5
    (_, knob), *_ = record.drawn
    assert isinstance(knob, Knob)
    assert (knob.help, knob.id) == ("It is 5.", widget_id(Knob(label="a"), None, 5))
