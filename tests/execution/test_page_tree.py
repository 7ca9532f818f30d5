"""The tree: what stands where, what a run has reached, and what is removed at its end."""

from jupyterlit.elements.audio import Audio
from jupyterlit.elements.container import Container
from jupyterlit.elements.image import Image, Picture
from jupyterlit.elements.status import Status
from jupyterlit.elements.text import Text
from jupyterlit.execution.page_tree import PageTree
from jupyterlit.media.files import from_bytes
from jupyterlit.protocol.base import Buffer, MediaFile
from jupyterlit.protocol.messages import Delta


def filled() -> PageTree:
    tree = PageTree()
    tree.start_run()
    tree.put((0, 0), Container())
    tree.put((0, 0, 0), Text(body="inside"))
    tree.put((0, 1), Text(body="below"))
    tree.put((1, 0), Text(body="aside"))
    return tree


def test_what_stands_on_the_page_is_told_parents_first() -> None:
    assert filled().deltas() == [
        Delta(path=(0, 0), element=Container()),
        Delta(path=(0, 0, 0), element=Text(body="inside")),
        Delta(path=(0, 1), element=Text(body="below")),
        Delta(path=(1, 0), element=Text(body="aside")),
    ]


def test_a_put_tells_what_it_changes() -> None:
    tree = filled()
    assert tree.put((0, 1), Text(body="below")) == ("same", None)
    assert tree.put((0, 1), Text(body="other")) == ("changed", Text(body="below"))
    assert tree.put((0, 0), Container(key="k")) == ("changed", Container())
    assert tree.put((0, 0), Text(body="no block")) == ("emptied", Container(key="k"))
    assert tree.put((0, 0, 0), Text(body="lost")) == ("changed", None)
    assert tree.put((0, 7, 0), Text(body="nowhere")) == ("same", None)


def test_the_end_of_a_run_removes_what_it_has_not_reached() -> None:
    tree = filled()
    tree.start_run()
    tree.put((0, 0), Container())
    assert tree.counts({}) == {(0,): 1, (1,): 0, (2,): 0, (3,): 0, (0, 0): 0}
    assert tree.end_run() == [((0,), 1), ((1,), 0), ((0, 0), 0)]
    assert tree.deltas() == [Delta(path=(0, 0), element=Container())]


def test_a_block_that_goes_on_keeps_what_the_run_has_reached() -> None:
    tree = filled()
    tree.start_run()
    tree.put((0, 0), Status(label="a"))
    tree.put((0, 0, 0), Text(body="inside"))
    tree.put((0, 0), Status(label="a", state="complete", updated=True))
    tree.end_run()
    assert tree.deltas() == [
        Delta(path=(0, 0), element=Status(label="a", state="complete", updated=True)),
        Delta(path=(0, 0, 0), element=Text(body="inside")),
    ]


def test_a_buffer_is_needed_as_long_as_something_shows_it() -> None:
    tree, data = PageTree(), Buffer(b"png")
    for path in ((0, 0), (0, 1)):
        tree.put(path, Image(images=[Picture(data=data)]))
    tree.put((0, 0), Text(body="a"))
    assert tree.refers_to(data.digest)
    tree.put((0, 1), Text(body="b"))
    assert not tree.refers_to(data.digest)


def test_files_can_be_asked_for_while_an_element_refers_to_them() -> None:
    tree = PageTree()
    tree.start_run()
    file = MediaFile(from_bytes(b"sound"), "audio/ogg")
    tree.put((0, 0), Audio(file=file))
    tree.put((0, 1), Audio(file=file))
    tree.put((0, 0), Text(body="in its place"))
    assert tree.files.find(file.id) is file
    newer = MediaFile(from_bytes(b"sound"), "audio/ogg")
    assert tree.put((0, 1), Audio(file=newer)) == ("same", None)
    assert tree.files.find(file.id) is newer


def test_a_later_state_of_a_block_leaves_what_it_holds() -> None:
    tree = filled()
    tree.start_run()
    tree.put((0, 1), Container())
    tree.put((0, 1, 0), Text(body="inside"))
    tree.put((0, 1), Container(border=True), later=True)
    tree.end_run()
    assert tree.element((0, 1, 0)) == Text(body="inside")


def test_a_block_can_lose_what_it_holds_at_once() -> None:
    tree = filled()
    tree.start_run()
    tree.put((0, 0), Container())
    tree.put((0, 0, 0), Container())
    tree.put((0, 0, 0, 0), Text(body="deep"))
    assert tree.keep((0, 0), 0)
    assert not tree.keep((0, 0), 0)
    assert not tree.keep((9, 9), 0)
    tree.put((0, 0, 0), Text(body="new"))
    assert tree.counts({}) == {(0,): 1, (1,): 0, (2,): 0, (3,): 0, (0, 0): 1}


def test_what_stands_already_is_known_without_a_lock() -> None:
    tree = filled()
    tree.start_run()
    file = MediaFile(from_bytes(b"sound"), "audio/ogg")
    tree.put((1, 1), Audio(file=file))
    tree.start_run()
    reached = tree.reached
    assert tree.stands((0, 1), Text(body="below"), reached)
    assert not tree.stands((0, 1), Text(body="other"), reached)
    assert not tree.stands((0, 0), Container(), reached)  # what is drawn into it begins anew
    assert not tree.stands((1, 1), Audio(file=file), reached)  # its files are renewed
    assert not tree.stands((0, 2), Text(body="below"), reached)
    assert not tree.stands((0, 7, 0), Text(body="below"), reached)
    tree.put((0, 0), Container())
    assert tree.stands((0, 0, 0), Text(body="inside"), reached)
    assert tree.end_run() == [((1,), 0)]
    assert tree.deltas() == filled().deltas()[:3]


def test_what_a_former_run_still_reaches_does_not_count() -> None:
    tree = filled()
    former = tree.reached
    tree.start_run()
    assert tree.stands((0, 1), Text(body="below"), former)
    assert tree.end_run() == [((0,), 0), ((1,), 0)]


def test_counting_goes_on_from_what_was_told() -> None:
    tree = filled()
    tree.start_run()
    tree.put((0, 0), Container())
    tree.put((0, 0, 0), Text(body="inside"))
    told = tree.counts({})
    tree.put((0, 0, 1), Text(body="more"))
    assert tree.counts(told) == told | {(0, 0): 2}
    tree.put((0, 0), Container())  # drawn anew
    assert tree.counts(told) == told | {(0, 0): 0}
    tree.put((0, 0), Text(body="no block"))
    assert tree.counts(told) == {(0,): 1, (1,): 0, (2,): 0, (3,): 0, (0, 0): 0}
