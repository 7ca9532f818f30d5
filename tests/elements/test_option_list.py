"""Several of some options."""

from __future__ import annotations

import pytest

from jupyterlit.elements.option_list import OptionList
from jupyterlit.elements.options import Options
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import refused


def some(options: object = ("a", "b", "c"), most: int | None = None, *, free: bool = False) -> OptionList:
    return OptionList("st.x", Options("st.x", options, free=free), most)


def test_an_author_names_none_one_or_several() -> None:
    options = some()
    assert options.of_author(None, "default") == []
    assert options.of_author("b", "default") == ["b"]
    assert options.of_author(("c", "a"), "default") == ["c", "a"]
    with refused(InvalidValue, "st.x: first='z' is not among the options. Pass one of them."):
        options.of_author("z", "first")


def test_labels_travel() -> None:
    options = some([1, 2, 3])
    assert options.parse(["3", "1"]) == [3, 1]
    assert options.dump([3, 1]) == ["3", "1"]


@pytest.mark.parametrize("wire", [None, "a", {}, ["z"], ["a", "a"], [["a"]], [None], [1], ["a", "b", "c"]])
def test_what_no_reader_can_choose_is_refused(wire: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        some(most=2).parse(wire)


def test_of_an_assigned_value_remain_the_options() -> None:
    assert some().accept(["z", "b", 5]) == ["b"]
    assert some(free=True).accept(["z", "b"]) == ["z", "b"]
    with refused(InvalidType, "st.x: None in the session state is no list. Set a list of options, [] for none."):
        some().accept(None)
    with refused(
        InvalidValue,
        "st.x: 2 options are chosen, max_selections=1 allows fewer. Choose fewer by default or in the session state, "
        "or raise max_selections.",
    ):
        some(most=1).accept(["a", "b"])


def test_it_stands_in_the_url_as_one_text_for_each() -> None:
    texts = some(most=2).texts
    assert texts.read(["b", "z", "b", "a", "c"]) == ["b", "a"]
    assert texts.read([""]) == []
    assert texts.write(["b", "a"]) == ["b", "a"]
    assert texts.write([]) == [""]
    with pytest.raises(ValueError, match="None of these"):
        texts.read(["z"])
