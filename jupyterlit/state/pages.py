"""Known pages and the current one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
    """

    path: str
    title: str
    icon: str = ""
    help: str = ""
    url: str | None = None
    visible: bool = True
    script: str = ""
    name: str = ""


class Pages:
    """The pages of one session's app.

    Attributes
    ----------
    fixed
        Those that the app's files make.
    known
        Those that the reader can go to at present.
    wanted
        The path of the page that the reader wants to see.
    current
        The page that is shown.
    navigated
        The script decides what the pages are: by `st.navigation`.
    """

    def __init__(self) -> None:
        self.fixed: tuple[PageInfo, ...] = ()
        self.known: tuple[PageInfo, ...] = ()
        self.wanted = ""
        self.current: PageInfo | None = None
        self.navigated = False

    def choose(self, pages: Iterable[PageInfo]) -> bool:
        """Let these be the pages; the wanted one is shown, or the first where it is not among them: tell which."""
        self.known = tuple(pages)
        inner = [page for page in self.known if page.url is None]
        found = next((page for page in inner if self.wanted in (page.path, page.name)), None)
        self.current = found or next((page for page in inner if page.path == ""), None)
        if found is None:
            self.wanted = ""
        return found is not None
