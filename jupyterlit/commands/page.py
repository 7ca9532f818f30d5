"""st.Page: a page of an app, from a file, a function or an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from jupyterlit.commands.refusal import refuse
from jupyterlit.elements.arguments import check_choice, check_icon, clean_help
from jupyterlit.errors import InvalidType, InvalidValue, StreamlitAPIException
from jupyterlit.page_names import read_page_name
from jupyterlit.run_context import current
from jupyterlit.state.pages import PageInfo

Visibility = Literal["visible", "hidden"]

_CALL = "st.Page"
_REFUSED = "Not for you"
_VISIBILITIES: tuple[Visibility, ...] = ("visible", "hidden")


class Page:
    """A page of an app, to be given to `navigation`.

    Parameters
    ----------
    page
        A Python file, relative to the app's own; a function without arguments; or an address (https://…) elsewhere.
    title
        Its name in the menu and in the browser's tab, Markdown; by default made from the file's or function's name.
    icon
        An emoji or ":material/name:" beside its name; by default the emoji that the file's name begins with.
    url_path
        The last part of its address; by default made from the file's or function's name.
    default
        Whether the app begins with it. Without any such page it begins with the first.
    visibility
        "visible", or "hidden" to leave it out of the menu.
    help
        A tooltip in the menu, Markdown.
    roles
        A role, or several of which a reader needs one: others do not find the page in the menu, and at its address
        they are told that it is not for them. Roles are what the login's provider, JupyterHub or a proxy says
        (`roles` and `groups`, or what `c.JupyterLit.roles_claim` names). In a notebook the author sees all pages.

    Examples
    --------
    >>> import jupyterlit as st
    >>> def penguins():
    ...     st.title("Penguins")
    >>> page = st.Page(penguins, icon="🐧")
    >>> page.title, page.url_path
    ('penguins', 'penguins')
    >>> sorted(st.Page(penguins, roles=["keeper", "vet"]).roles)
    ['keeper', 'vet']
    """

    def __init__(
        self,
        page: str | Path | Callable[[], None],
        *,
        title: str | None = None,
        icon: str | None = None,
        url_path: str | None = None,
        default: bool = False,
        visibility: Visibility = "visible",
        help: str | None = None,
        roles: str | Collection[str] | None = None,
    ) -> None:
        self._call: Callable[[], object] | None = None
        self._script = ""
        self._url: str | None = None
        name, symbol = self._read(page)
        self._title = name.replace("_", " ") if title is None else title
        if not self._title.strip():
            raise InvalidValue(f"{_CALL}: {page!r} has no name to show. Pass title.")
        self._icon = symbol if icon is None else check_icon(_CALL, icon) or ""
        if self._url is not None:  # it has no address in this app, but a name of its own all the same
            name = re.sub(r"[^\w.-]", "", re.sub(r"\s+", "_", self._title.strip().lower()))
        self._name = _check_path(name if url_path is None else url_path, page)
        self._default = default
        self._first = False
        self._visibility: Visibility = check_choice(_CALL, "visibility", visibility, _VISIBILITIES)
        self._help = clean_help(help) or ""
        self._roles = _check_roles(roles)
        self._withheld = False
        self._chosen = False

    def _read(self, page: object) -> tuple[str, str]:
        """Return the name and the symbol that a page has by itself."""
        if isinstance(page, str) and urlsplit(page).scheme in {"http", "https"}:
            self._url = page
            return "", ""
        if isinstance(page, str | Path):
            path = Path(current().script_path).parent / page
            if not path.is_file():
                raise InvalidValue(f"{_CALL}: there is no file {str(page)!r}. Give its path relative to the app's own.")
            self._script = str(path.resolve())
            return read_page_name(path.stem)
        if callable(page):
            self._call = page
            return getattr(page, "__name__", ""), ""
        raise InvalidType(f"{_CALL}: page={page!r} is a {type(page).__name__}. Pass a file, a function or an address.")

    @property
    def title(self) -> str:
        """Its name in the menu and in the browser's tab."""
        return self._title

    @property
    def icon(self) -> str:
        """The emoji or ":material/name:" beside its name, empty for none."""
        return self._icon

    @property
    def url_path(self) -> str:
        """The last part of its address, empty for the page that the app begins with."""
        return "" if (self._default or self._first) and not self._withheld else self._name

    @property
    def visibility(self) -> Visibility:
        """Whether it stands in the menu: "visible" or "hidden"."""
        return self._visibility

    @property
    def help(self) -> str:
        """The tooltip in the menu, empty for none."""
        return self._help

    @property
    def roles(self) -> frozenset[str]:
        """The roles of which a reader needs one to see it; none where it is for all."""
        return self._roles

    @property
    def is_default(self) -> bool:
        """Whether its author wants the app to begin with it."""
        return self._default

    @property
    def is_external(self) -> bool:
        """Whether it is an address elsewhere."""
        return self._url is not None

    @property
    def info(self) -> PageInfo:
        """What the reader sees of it."""
        return PageInfo(
            self.url_path,
            self._title,
            self._icon,
            self._help,
            self._url,
            self._visibility == "visible",
            self._script,
            self._name,
            self._roles,
        )

    def choose(self, chosen: bool) -> None:
        """Note whether it is the page that the reader sees: only that can be run."""
        self._chosen = chosen

    def begin_app(self, first: bool, withheld: bool = False) -> None:
        """Note whether the app begins with it although its author has not said so, and whether it is for others."""
        self._first = first
        self._withheld = withheld

    @classmethod
    def refused(cls, name: str) -> Page:
        """Return what stands at the address of a page that is not for its reader: nothing of that page is in it."""
        page = cls(refuse, title=_REFUSED, url_path=name)
        page.choose(True)
        return page

    def run(self) -> None:
        """Run the page.

        Raises
        ------
        StreamlitAPIException
            It is not the page that `navigation` has returned in this run.

        Examples
        --------
        >>> import jupyterlit as st
        >>> page = st.navigation([st.Page(lambda: st.write("Penguins"), title="Penguins", url_path="penguins")])
        >>> page.run()
        """
        if not self._chosen:
            raise StreamlitAPIException(
                f"{_CALL}: the page {self._title!r} cannot be run. Run the page that st.navigation returns, once."
            )
        self._chosen = False
        context = current()
        before, context.page = context.page, context.pages.place(self.info).name
        try:
            if self._call is not None:
                self._call()
            elif context.run_script is not None:
                context.run_script(self._script)
        finally:
            context.page = before


def _check_path(path: str, page: object) -> str:
    cleaned = path.strip().strip("/")
    if "/" in cleaned:
        raise InvalidValue(f"{_CALL}: url_path={path!r} has several parts. Leave the slashes out.")
    if not cleaned and not (isinstance(page, str) and urlsplit(page).scheme):
        raise InvalidValue(f"{_CALL}: {page!r} has no name to make an address of. Pass url_path.")
    return cleaned


def _check_roles(roles: object) -> frozenset[str]:
    if roles is None:
        return frozenset()
    given = [roles] if isinstance(roles, str) else roles
    if not isinstance(given, Collection) or not all(
        isinstance(role, str) for role in cast("Collection[object]", given)
    ):
        raise InvalidType(f"{_CALL}: roles={roles!r} are no names of roles. Pass a text, or a list of texts.")
    names = frozenset(cast("Collection[str]", given))
    if not names or not all(name.strip() for name in names):
        raise InvalidValue(f"{_CALL}: roles={roles!r} names no role. Leave roles out for a page that all may see.")
    return names
