"""A link to a page of the app, or to another address."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from jupyterlit.commands.page import Page
from jupyterlit.commands.switch_page import QueryParamsInput, find_page, to_query
from jupyterlit.elements.arguments import check_choice, check_icon, check_width, clean_help
from jupyterlit.elements.empty import Empty
from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.base import Element, Width
from jupyterlit.run_context import current
from jupyterlit.state.guards import may_see
from jupyterlit.state.pages import PageInfo
from jupyterlit.tree import BlockT

_CALL = "st.page_link"
_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


class PageLink(Element, tag="page_link"):
    """A link: to the page at `path` with a query, or to `url` elsewhere."""

    label: str
    path: str = ""
    query: str = ""
    url: str | None = None
    icon: str | None = None
    icon_position: Literal["left", "right"] = "left"
    help: str | None = None
    disabled: bool = False


def page_link(
    self: BlockT,
    page: str | Path | Page,
    *,
    label: str | None = None,
    icon: str | None = None,
    icon_position: Literal["left", "right"] = "left",
    help: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    query_params: QueryParamsInput | None = None,
) -> BlockT:
    """Show a link to another page of the app, or to an address elsewhere; none to a page that is not for the reader.

    Parameters
    ----------
    page
        A `Page`, the file of one relative to the app's own, the name of a cell that is one, or an address (https://…).
    label
        Markdown; by default the page's title.
    icon
        An emoji or ":material/name:"; by default the page's.
    icon_position
        "left" or "right" of the label.
    help
        A tooltip.
    disabled
        Whether it cannot be followed.
    use_container_width
        The old way to say width="stretch" (True) or width="content" (False).
    width
        "content", "stretch", or pixels.
    query_params
        What the address says behind the question mark: a dict or pairs.

    Returns
    -------
    DeltaGenerator
        The place of the link.

    Examples
    --------
    >>> import jupyterlit as st
    >>> link = st.page_link("https://allisonhorst.github.io/palmerpenguins/", label="The penguins", icon="🐧")
    """
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    target = _target(page, label)
    query = to_query(_CALL, query_params)
    if not may_see(target.roles, current().info):
        return self.add_element(Empty())
    url = target.url
    if url is not None and query:
        url += f"{'&' if '?' in url else '?'}{query}"
    return self.add_element(
        PageLink(
            label=target.title if label is None else label,
            path="" if target.url is not None else target.path,
            query="" if url is not None else query,
            url=url,
            icon=(target.icon or None) if icon is None else check_icon(_CALL, icon),
            icon_position=check_choice(_CALL, "icon_position", icon_position, _SIDES),
            help=clean_help(help) or target.help or None,
            disabled=disabled,
            width=check_width(_CALL, width),
        )
    )


def _target(page: object, label: str | None) -> PageInfo:
    if isinstance(page, Page) and page.is_external:
        return page.info
    if isinstance(page, str) and page.startswith(("http://", "https://")):
        if label is None:
            raise InvalidValue(f"{_CALL}: {page!r} has no title of its own. Pass label.")
        return PageInfo("", label, url=page)
    return find_page(current(), _CALL, page)
