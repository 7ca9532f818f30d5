"""st.context: what is known of the visitor's browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal
from urllib.parse import quote

from jupyterlit.run_context import current

Shade = Literal["light", "dark"]

_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


class Headers(Mapping[str, str]):
    """Headers of the request that opened the page, whatever the case of their names; of several the last."""

    __slots__ = ("_headers",)

    def __init__(self, headers: Mapping[str, Sequence[str]]) -> None:
        self._headers = {name.lower(): (name, list(values)) for name, values in headers.items()}

    def __getitem__(self, key: str) -> str:
        return self._headers[key.lower()][1][-1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._headers.values())

    def __len__(self) -> int:
        return len(self._headers)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lower() in self._headers

    def __repr__(self) -> str:
        return repr(self.to_dict())

    def get_all(self, key: str) -> list[str]:
        """Return all values of a header.

        Parameters
        ----------
        key
            The header's name.

        Returns
        -------
        list of str
            As they came; empty where there is no such header.
        """
        return list(self._headers.get(key.lower(), ("", []))[1])

    def to_dict(self) -> dict[str, str]:
        """Return a copy.

        Returns
        -------
        dict
            The headers by name.
        """
        return dict(self)


class Cookies(Mapping[str, str]):
    """Cookies of the request that opened the page, without those of Jupyter."""

    __slots__ = ("_cookies",)

    def __init__(self, cookies: Mapping[str, str]) -> None:
        self._cookies = dict(cookies)

    def __getitem__(self, key: str) -> str:
        return self._cookies[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cookies)

    def __len__(self) -> int:
        return len(self._cookies)

    def __repr__(self) -> str:
        return repr(self._cookies)

    def to_dict(self) -> dict[str, str]:
        """Return a copy.

        Returns
        -------
        dict
            The cookies by name.
        """
        return dict(self._cookies)


class ThemeInfo(dict[str, Shade | None]):
    """What is known of the page's theme."""

    @property
    def type(self) -> Shade | None:
        """Whether the page is light or dark, none before a browser has said so."""
        return self["type"]


class Context:
    """What is known of whoever sees the page: by attribute, or by item.

    Everything but headers and cookies is None as long as no browser has said it, as in a test.

    Examples
    --------
    >>> import jupyterlit as st
    >>> greeting = "Bonjour" if st.context.locale == "fr-FR" else "Hello"
    """

    __slots__ = ()

    def __getitem__(self, key: str) -> Any:
        if key not in self:
            raise KeyError(f"st.context has no entry {str(key)!r}. It has {', '.join(_NAMES)}.")
        return getattr(self, key)

    def __contains__(self, key: object) -> bool:
        return key in _NAMES

    __iter__ = None  # by items of numbers it would be one otherwise

    @property
    def headers(self) -> Headers:
        """The headers of the request that opened the page, without what lets somebody in."""
        return Headers(_known("headers", {}))

    @property
    def cookies(self) -> Cookies:
        """The cookies of the request that opened the page, without those of Jupyter."""
        return Cookies(_known("cookies", {}))

    @property
    def ip_address(self) -> str | None:
        """Where the request came from, None for this machine."""
        address = _known("ip") or None
        return None if address in _THIS_MACHINE else address

    @property
    def is_embedded(self) -> bool | None:
        """Whether the page stands in another: `?embed=true`, or a cell."""
        return _known("embedded")

    @property
    def locale(self) -> str | None:
        """The browser's language, as "de-DE"."""
        return _known("locale") or None

    @property
    def theme(self) -> ThemeInfo:
        """The theme of the page: its `type` is "light" or "dark"."""
        return ThemeInfo(type=_known("theme"))

    @property
    def timezone(self) -> str | None:
        """The browser's time zone, as "Europe/Berlin"."""
        return _known("timezone")

    @property
    def timezone_offset(self) -> int | None:
        """By how many minutes the browser's clock is behind UTC: negative east of Greenwich."""
        return _known("timezone_offset")

    @property
    def url(self) -> str | None:
        """The address of the page, without parameters."""
        told: str = _known("url", "")
        url = told.partition("#")[0].partition("?")[0].rstrip("/")
        page: str | None = _known("page")
        wanted = current().pages.wanted
        if page is not None and page != wanted:  # the browser's address follows once the run has begun
            root = url.rsplit("/", page.count("/") + 1)[0] if page else url
            url = f"{root}/{quote(wanted)}" if wanted else root
        return url or None


def _known(name: str, default: Any = None) -> Any:
    return current().info.get(name, default)


_NAMES = sorted(name for name in vars(Context) if isinstance(vars(Context)[name], property))

context: Context = Context()
