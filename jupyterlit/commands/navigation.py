"""st.navigation: the pages of an app, and the one to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

import msgspec

from jupyterlit.commands.page import Page
from jupyterlit.elements.arguments import check_choice
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError
from jupyterlit.protocol.messages import Navigation, NavigationPage, NavigationSection
from jupyterlit.run_context import RunContext, current
from jupyterlit.state.guards import may_see
from jupyterlit.state.pages import PageInfo, Pages

PageLike = Page | str | Path | Callable[[], None]
Position = Literal["sidebar", "hidden", "top"]

_CALL = "st.navigation"
_POSITIONS: tuple[Position, ...] = ("sidebar", "hidden", "top")


def navigation(
    pages: Sequence[PageLike] | Mapping[str, Sequence[PageLike]],
    *,
    position: Position = "sidebar",
    expanded: bool | int = False,
) -> Page:
    """Let these be the pages of the app, show the way to them, and return the one that the reader wants to see.

    Call its `run` to show it; what the script draws beside that stands on all pages. Pages with `roles` that the
    reader does not have are not in the menu; at the address of one a page is returned that says so.

    Parameters
    ----------
    pages
        The pages, or pages by the heading of their section: `Page` objects, files or functions. Where an app's files
        make its pages and this is called in one that it does not begin with, they are below that: `/report/penguins`.
    position
        "sidebar", "top" for the app's header, or "hidden" for no menu.
    expanded
        Whether the sidebar's menu shows all pages where there are many, or how many it shows at first.

    Returns
    -------
    Page
        The page to run.

    Examples
    --------
    >>> import jupyterlit as st
    >>> def penguins():
    ...     st.title("Penguins")
    >>> page = st.navigation([penguins])
    >>> page.run()
    """
    position = check_choice(_CALL, "position", position, _POSITIONS)
    if not isinstance(expanded, int) or (not isinstance(expanded, bool) and expanded <= 0):  # type: ignore[redundant-expr]
        raise InvalidValue(f"{_CALL}: expanded={expanded!r} is no number of pages. Pass True, False or 1 and more.")
    context = current()
    if context.scope is not None or context.calling_back:
        raise LayoutError(f"{_CALL} belongs to the whole script. Call it outside of fragments and callbacks.")
    sections = _sections_in(pages)
    found = _settle([page for _, group in sections for page in group], context.info)
    wanted = context.pages.wanted
    known = context.pages.choose((context.pages.place(page.info) for page in found), context.info)
    context.pages.navigated = True
    shown = _shown(context.pages, found)
    for page in found:
        page.choose(page is shown)
    _title(context, shown)
    context.send(
        Navigation(
            sections=_sections_shown(sections, context),
            current=context.pages.current.path if context.pages.current is not None else "",
            position=position,
            expanded=expanded,
            missing=None if known else wanted,
        )
    )
    return shown


def _sections_in(pages: object) -> list[tuple[str, list[Page]]]:
    if isinstance(pages, Mapping):
        given = cast("Mapping[str, Iterable[PageLike]]", pages)
        return [(str(title), _pages_in(group)) for title, group in given.items()]
    if isinstance(pages, Iterable) and not isinstance(pages, str):
        return [("", _pages_in(cast("Iterable[PageLike]", pages)))]
    raise InvalidType(f"{_CALL}: pages={pages!r} is a {type(pages).__name__}. Pass a list, or a dict of lists.")


def _pages_in(group: Iterable[PageLike]) -> list[Page]:
    return [page if isinstance(page, Page) else Page(page) for page in group]


def _shown(pages: Pages, found: list[Page]) -> Page:
    """Return the page to run: one that says so where it is not for the reader."""
    if pages.refused and pages.current is not None:
        return Page.refused(pages.current.name.rpartition("/")[2])
    return next(page for page in found if pages.place(page.info) == pages.current)


def _sections_shown(sections: list[tuple[str, list[Page]]], context: RunContext) -> list[NavigationSection]:
    """Return the menu: first the pages that files make beside the one that has called, if there are such."""
    pages = context.pages
    others = [NavigationSection(title="", pages=[_entry(page) for page in pages.beside])] if pages.beside else []
    above = pages.within.title if pages.within is not None and others else ""
    for title, group in sections:
        if not group or any(may_see(page.roles, context.info) for page in group):
            shown = [_entry(pages.place(page.info)) for page in group if _stands_there(page, context)]
            others.append(NavigationSection(title=title or above, pages=shown))
    return others


def _stands_there(page: Page, context: RunContext) -> bool:
    return page.visibility == "visible" and may_see(page.roles, context.info)


def _settle(pages: list[Page], info: Mapping[str, Any]) -> list[Page]:
    """Return the pages once one of them is the app's first and no two share an address."""
    inner = [page for page in pages if not page.is_external]
    if not inner:
        raise InvalidValue(f"{_CALL}: there is no page of this app in pages. Pass at least one file or function.")
    first = [page for page in inner if page.is_default]
    if len(first) > 1:
        titles = ", ".join(repr(page.title) for page in first)
        raise InvalidValue(f"{_CALL}: {titles} all have default=True. Leave it to one of them.")
    open_to = [page for page in inner if may_see(page.roles, info)]
    first = [page for page in first if page in open_to]
    for page in inner:
        page.begin_app(not first and page in open_to[:1], page not in open_to)
    seen: dict[str, Page] = {}
    for page in inner:
        name = page.info.name
        if name in seen:
            raise InvalidValue(
                f"{_CALL}: {seen[name].title!r} and {page.title!r} both have the address {name!r}. "
                "Give one of them another url_path."
            )
        seen[name] = page
    return pages


def _entry(page: PageInfo) -> NavigationPage:
    return NavigationPage(path=page.path, title=page.title, icon=page.icon, help=page.help, url=page.url)


def _title(context: RunContext, page: Page) -> None:
    """Let the page's name stand in the browser's tab, unless the author has set another."""
    config = context.page_config
    icon = page.icon if page.icon != "spinner" else None
    changed = msgspec.structs.replace(config, title=config.title or page.title, icon=config.icon or icon or None)
    context.page_config = changed
    context.send(changed)
