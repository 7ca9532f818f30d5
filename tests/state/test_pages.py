"""Known pages and the current one."""

from jupyterlit.state.pages import PageInfo, Pages

FIRST, SECOND = PageInfo("", "First", name="first"), PageInfo("second", "Second", name="second")
ELSEWHERE = PageInfo("x", "There", url="https://example.org", name="x")


def test_the_wanted_page_is_shown() -> None:
    pages = Pages()
    pages.wanted = "second"
    assert pages.choose([ELSEWHERE, FIRST, SECOND])
    assert (pages.current, pages.known) == (SECOND, (ELSEWHERE, FIRST, SECOND))


def test_the_first_has_two_addresses() -> None:
    pages = Pages()
    pages.wanted = "first"
    assert pages.choose([FIRST, SECOND])
    assert pages.current is FIRST


def test_what_is_no_page_of_the_app_leads_to_the_first() -> None:
    pages = Pages()
    for wanted in ("nowhere", "x"):
        pages.wanted = wanted
        assert not pages.choose([ELSEWHERE, FIRST, SECOND])
        assert (pages.current, pages.wanted) == (FIRST, "")
