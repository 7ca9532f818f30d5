"""st.switch_page: the run ends here and another page is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn, cast

from jupyterlit.commands.page import Page
from jupyterlit.commands.query_params import RESERVED
from jupyterlit.errors import InvalidType, InvalidValue, LayoutError, RerunRun, StateError
from jupyterlit.run_context import RunContext, current, in_run
from jupyterlit.state.pages import PageInfo
from jupyterlit.state.query_params import QueryParams

QueryParamsInput = Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str | Iterable[str]]]


def switch_page(
    page: str | Path | Page,
    *,
    query_params: QueryParamsInput | None = None,
) -> NoReturn:  # pyright: ignore[reportReturnType]  # outside of an app there is nothing to go to
    """End the run here and show another page of the app; if that is not for the reader, they are told so there.

    Parameters
    ----------
    page
        A `Page`, the file of one, relative to the app's own, or the name of a cell that is one.
    query_params
        What the address says behind the question mark: a dict or pairs of texts, or lists of them.

    Raises
    ------
    InvalidValue
        The app has no such page.

    Examples
    --------
    >>> import jupyterlit as st
    >>> def penguins():
    ...     st.title("Penguins")
    >>> def islands():
    ...     st.title("Islands")
    >>> pages = [st.Page(penguins), st.Page(islands)]
    >>> st.navigation(pages).run()
    >>> if st.button("Where do they live?"):
    ...     st.switch_page(pages[1])
    """
    call = "st.switch_page"
    if in_run():
        context = current()
        if context.scope is not None and context.scope.parallel and context.fragment is None:
            raise LayoutError(f"{call} cannot be called in a fragment that runs beside the script.")
        found = find_page(context, call, page)
        if found.url is not None:
            raise InvalidValue(f"{call}: {found.title!r} is no page of this app. Use st.page_link.")
        raise RerunRun(page=found.path, query=to_query(call, query_params))


def find_page(context: RunContext, call: str, page: object) -> PageInfo:
    """Return the page of the app that an author means by a `Page` or a file."""
    if isinstance(page, Page):
        wanted = context.pages.place(page.info)
        every = (*context.pages.known, *context.pages.withheld)
        known = next((each for each in every if (each.name, each.url) == (wanted.name, wanted.url)), None)
        if known is None:
            raise InvalidValue(f"{call}: the page {page.title!r} is not among those of st.navigation. Add it there.")
        return known
    if not isinstance(page, str | Path):
        raise InvalidType(f"{call}: page={page!r} is a {type(page).__name__}. Pass a Page or the path of its file.")
    script = str((Path(context.script_path).parent / page).resolve())
    every = (*context.pages.known, *context.pages.withheld)
    for each in every:
        if each.script == script:
            return each
    for each in every:  # cells have names
        if not each.script and str(page) == each.name:
            return each
    raise InvalidValue(f"{call}: {str(page)!r} is no page of this app. Its path is relative to the app's own file.")


def to_query(call: str, given: QueryParamsInput | None) -> str:
    """Return query parameters as they stand in an address."""
    if given is None:
        return ""
    query = QueryParams()
    try:
        pairs = cast("Iterable[tuple[str, Any]]", given.items() if isinstance(given, Mapping) else given)
        for name, value in pairs:
            if str(name).lower() in RESERVED:
                raise StateError(
                    f"{call}: query_params[{name!r}] belongs to the page around the app. Use another name."
                )
            query.set(str(name), [value] if isinstance(value, str) else [str(each) for each in value])
    except (TypeError, ValueError) as error:
        raise InvalidType(
            f"{call}: query_params={given!r} are no parameters. Pass a dict with texts or lists of texts."
        ) from error
    return query.dump()
