"""The words of Streamlit's tests, and what they mean here."""

from jupyterlit.elements.heading import Heading
from jupyterlit.elements.text import Text
from jupyterlit.testing.kinds import KINDS, is_a, name_of


def test_each_word_of_tests_leads_to_one_kind() -> None:
    assert KINDS["caption"] == ("markdown", {"caption": True})


def test_a_kind_is_told_by_its_fields() -> None:
    heading = Heading(body="Size", level=2)
    assert [is_a(heading, *KINDS[name]) for name in ("title", "header")] == [False, True]
    assert not is_a(None, "heading", {})


def test_a_message_is_called_as_the_call_that_draws_it() -> None:
    assert [name_of(Heading(body="Size", level=3)), name_of(Text(body="12 mm"))] == ["subheader", "text"]
