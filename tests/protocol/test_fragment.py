"""The block that stands for a fragment."""

from jupyterlit.protocol.base import BlockElement
from jupyterlit.protocol.fragment import FragmentBlock


def test_it_is_a_block_that_names_its_fragment() -> None:
    block = FragmentBlock(fragment="f")
    assert isinstance(block, BlockElement)
    assert (block.fragment, block.continues) == ("f", False)
