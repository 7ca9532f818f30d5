"""Known pages and the current one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jupyterlit.state.guards import may_see


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page that a reader can go to.

    Parameters
    ----------
    path
        The last part of its address; empty for the page that an app begins with.
    title, icon, help
        What the reader sees of it before going there.
    url
        Where it is, if not in this app.
    visible
        Whether the reader is shown the way to it.
    script
        The file that it runs, if it does.
    name
        Its `path` if it were not the first page: an address that leads there too.
    roles
        Of which a reader needs one to see it; none where it is for all.
    """

    path: str
    title: str
    icon: str = ""
    help: str = ""
    url: str | None = None
    visible: bool = True
    script: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()


class Pages:
    """The pages of one session's app.

    Attributes
    ----------
    fixed
        Those that the app's files make.
    known
        Those that the reader can go to at present.
    withheld
        Those that are there, and not for this reader.
    wanted
        The path of the page that the reader wants to see.
    current
        The page that is shown, or in whose place it is said that it is for others.
    navigated
        The script decides what the pages are: by `st.navigation`.
    within
        The page that files make and whose script runs, if it is not the app's own: pages that it makes are below it.
    beside
        The pages that files make beside that one, as far as the reader can go there.
    """

    def __init__(self) -> None:
        self.fixed: tuple[PageInfo, ...] = ()
        self.known: tuple[PageInfo, ...] = ()
        self.withheld: tuple[PageInfo, ...] = ()
        self.wanted: str = ""
        self.current: PageInfo | None = None
        self.navigated = False
        self.within: PageInfo | None = None
        self.beside: tuple[PageInfo, ...] = ()
        self._closed: tuple[PageInfo, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the page that the reader wants to see is not for them."""
        return self.current is not None and self.current in self.withheld

    def enter(self, info: Mapping[str, Any]) -> None:
        """Let the pages be those that files make: one is shown, or what its script makes below it."""
        self.within, self.beside, self._closed = None, (), ()
        wanted, self.wanted = self.wanted, self.wanted.partition("/")[0]
        self.choose(self.fixed, info)
        if self.current is not None and self.current.name != self.fixed[0].name:
            self.within = self.current
            self.beside = tuple(page for page in self.known if page != self.current)
            self._closed = tuple(page for page in self.withheld if page != self.current)
            self.wanted = wanted if self.wanted else ""

    def place(self, page: PageInfo) -> PageInfo:
        """Return a page that the script makes with its whole path in the app."""
        if self.within is None or page.url is not None:
            return page
        name = f"{self.within.name}/{page.name}"
        return replace(page, path=name if page.path else self.within.path, name=name)

    def choose(self, pages: Iterable[PageInfo], info: Mapping[str, Any]) -> bool:
        """Let these be the pages; the wanted one is shown, or the first where it is not among them: tell which.

        Parameters
        ----------
        pages
            All that there are. Where their first one is not for the reader, the app begins with the next that is.
        info
            What is known of the reader.
        """
        home = "" if self.within is None else self.within.path
        known, withheld = sort_out(pages, info, home)
        inner = [page for page in known if page.url is None]
        others = [page for page in withheld if page.url is None]
        found = next((page for page in (*inner, *others) if self.wanted in (page.path, page.name)), None)
        self.current = found or next((page for page in inner if page.path == home), None)
        if found is None:
            self.wanted = home
            if self.current is None:  # nothing at all is for this reader
                self.current = next(iter(others), None)
        self.known, self.withheld = (*self.beside, *known), (*self._closed, *withheld)
        return found is not None or self.refused


def sort_out(
    pages: Iterable[PageInfo], info: Mapping[str, Any], home: str = ""
) -> tuple[tuple[PageInfo, ...], tuple[PageInfo, ...]]:
    """Return the pages that a reader may see, of which one is at `home`, and those that are for others."""
    every = list(pages)
    known = [page for page in every if may_see(page.roles, info)]
    withheld = [replace(page, path=page.name) for page in every if page not in known]
    if all(page.path != home or page.url is not None for page in known):
        first = next((page for page in known if page.url is None), None)
        known = [replace(page, path=home) if page is first else page for page in known]
    return tuple(known), tuple(withheld)
