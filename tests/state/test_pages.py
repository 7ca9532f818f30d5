"""Known pages and the current one."""

from dataclasses import replace

from jupyterlit.state.pages import PageInfo, Pages

FIRST, SECOND = PageInfo("", "First", name="first"), PageInfo("second", "Second", name="second")
ELSEWHERE = PageInfo("x", "There", url="https://example.org", name="x")


def test_the_wanted_page_is_shown() -> None:
    pages = Pages()
    pages.wanted = "second"
    assert pages.choose([ELSEWHERE, FIRST, SECOND], {})
    assert (pages.current, pages.known) == (SECOND, (ELSEWHERE, FIRST, SECOND))


def test_the_first_has_two_addresses() -> None:
    pages = Pages()
    pages.wanted = "first"
    assert pages.choose([FIRST, SECOND], {})
    assert pages.current is FIRST


def test_what_is_no_page_of_the_app_leads_to_the_first() -> None:
    pages = Pages()
    for wanted in ("nowhere", "x"):
        pages.wanted = wanted
        assert not pages.choose([ELSEWHERE, FIRST, SECOND], {})
        assert (pages.current, pages.wanted) == (FIRST, "")


STAFF = PageInfo("staff", "Staff", name="staff", roles=frozenset({"staff"}))
BEGINS = PageInfo("", "Staff", name="staff", roles=frozenset({"staff"}))


def test_what_is_for_others_is_not_among_the_pages() -> None:
    pages = Pages()
    assert pages.choose([FIRST, STAFF], {"roles": ()})
    assert (pages.known, pages.withheld, pages.current, pages.refused) == ((FIRST,), (STAFF,), FIRST, False)
    pages.wanted = "staff"
    assert pages.choose([FIRST, STAFF], {"roles": ()})
    assert (pages.current, pages.wanted, pages.refused) == (STAFF, "staff", True)
    assert pages.choose([FIRST, STAFF], {"roles": ("staff",)})
    assert (pages.known, pages.withheld, pages.current, pages.refused) == ((FIRST, STAFF), (), STAFF, False)


def test_an_app_begins_with_what_its_reader_may_see() -> None:
    pages = Pages()
    assert pages.choose([ELSEWHERE, BEGINS, SECOND], {"roles": ()})
    assert (pages.current, pages.withheld) == (replace(SECOND, path=""), (STAFF,))
    assert pages.known == (ELSEWHERE, replace(SECOND, path=""))
    pages.wanted = "second"
    assert pages.choose([BEGINS, SECOND], {"roles": ()})
    assert not pages.refused


def test_where_nothing_is_for_the_reader_they_are_told_so() -> None:
    pages = Pages()
    for wanted in ("", "nowhere", "staff"):
        pages.wanted = wanted
        assert pages.choose([BEGINS], {"roles": ()})
        assert (pages.known, pages.current, pages.refused) == ((), STAFF, True)


def test_what_another_page_makes_is_below_it() -> None:
    pages = Pages()
    pages.fixed, pages.wanted = (FIRST, SECOND), "second/more"
    pages.enter({})
    assert (pages.within, pages.beside, pages.wanted) == (SECOND, (FIRST,), "second/more")
    made = [pages.place(page) for page in (FIRST, PageInfo("more", "More", name="more"), ELSEWHERE)]
    assert [(page.path, page.name) for page in made] == [
        ("second", "second/first"),
        ("second/more", "second/more"),
        ("x", "x"),
    ]
    for _ in range(2):
        assert pages.choose(made, {})
        assert (pages.current, pages.known) == (made[1], (FIRST, *made))
    pages.wanted = "first"
    pages.enter({})
    assert (pages.within, pages.beside, pages.place(ELSEWHERE)) == (None, (), ELSEWHERE)
