"""Components as Streamlit has had them first: pages in frames, and HTML."""

from __future__ import annotations

import base64
import binascii
import inspect
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from jupyterlit.components.tables import is_table, to_frame, to_table
from jupyterlit.elements.arguments import check_width
from jupyterlit.elements.component import Component, ComponentBytes
from jupyterlit.elements.iframe import Iframe, check_tab_index
from jupyterlit.elements.reaction import check_widget_key, check_widget_reaction
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.media.folders import media_folder
from jupyterlit.protocol.base import Buffer
from jupyterlit.tree import MAIN, Block

__all__ = ["CustomComponent", "declare_component", "html", "iframe"]

HEIGHT = 150  # px, of HTML and frames whose author says nothing

_here = Block(MAIN, follows=True)


class CustomComponent:
    """A component: called like an element, it draws itself and returns its value.

    Parameters
    ----------
    name
        Its name, with that of the module that has declared it.
    path
        The folder with its `index.html`.
    url
        Where its page is served, in place of a folder.
    module_name
        The module that has declared it.
    """

    def __init__(
        self, name: str, path: str | Path | None = None, url: str | None = None, module_name: str | None = None
    ) -> None:
        self.name = name
        self.path: str | None = None if path is None else str(path)
        self.url = url
        self.module_name = module_name

    @property
    def abspath(self) -> str | None:
        """The whole path of its folder."""
        return None if self.path is None else str(Path(self.path).absolute())

    def __call__(
        self,
        *args: Any,
        default: Any = None,
        key: str | None = None,
        on_change: Callable[..., Any] | None = None,
        tab_index: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw the component with these arguments and return its value, `default` until it has one."""
        return self.create_instance(*args, default=default, key=key, on_change=on_change, tab_index=tab_index, **kwargs)

    def create_instance(
        self,
        *args: Any,
        default: Any = None,
        key: str | None = None,
        on_change: Callable[..., Any] | None = None,
        tab_index: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw the component with these arguments and return its value, `default` until it has one.

        Parameters
        ----------
        default
            What is returned until the component has sent a value.
        key
            The widget's name in the session state.
        on_change
            A function to call before the script when the value changes.
        tab_index
            The frame's turn when the tab key is pressed; -1 leaves it out.
        *args, **kwargs
            What its page gets: named arguments only.

        Returns
        -------
        object
            What the component has sent last: anything that JSON holds, bytes or a table.

        Raises
        ------
        InvalidValue
            An argument is passed without a name.

        Examples
        --------
        >>> import jupyterlit as st
        >>> rating = st.components.v1.declare_component("rating", url="http://localhost:3001")
        >>> stars = rating.create_instance(most=5, default=3, key="stars")
        """
        if args:
            raise InvalidValue(f"{self.name}: {args[0]!r} is passed without a name. Name all arguments of a component.")
        message = Component(
            key=check_widget_key(self.name, key),
            name=self.name,
            url=self.url,
            folder=None if self.path is None else media_folder(Path(self.path)),
            tab_index=check_tab_index(self.name, tab_index),
            **_sorted(self.name, kwargs),
        )
        reaction = check_widget_reaction(self.name, message.key, on_change or "rerun", None, None, None, None)
        return _here.add_widget(message, default, parse=_value, dump=_unsent, **reaction)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CustomComponent) and (self.name, self.path, self.url) == (
            other.name, other.path, other.url
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash((self.name, self.path, self.url))

    def __repr__(self) -> str:
        return f"{self.name!r}: {self.path or self.url}"


def declare_component(name: str, path: str | Path | None = None, url: str | None = None) -> CustomComponent:
    """Declare a component that is a page of its own, and return the function that draws it.

    Its page talks with the script by the protocol of Streamlit's components: `streamlit-component-lib` speaks it.

    Parameters
    ----------
    name
        What it is called: a word. The name of the module comes before it.
    path
        The folder with its `index.html`.
    url
        Where its page is served, by a development server say. Give this or `path`.

    Returns
    -------
    CustomComponent
        The component: call it with the arguments that its page expects.

    Raises
    ------
    InvalidValue
        There is no such folder, or both or neither of `path` and `url` are given.

    Examples
    --------
    >>> import jupyterlit as st
    >>> rating = st.components.v1.declare_component("rating", url="http://localhost:3001")
    >>> stars = rating(most=5, default=3, key="stars")
    """
    call = f"declare_component({name!r})"
    if (path is None) == (url is None):
        raise InvalidValue(f"{call}: path={path!r}, url={url!r}. Pass one of the two.")
    if path is not None and not (Path(path) / "index.html").is_file():
        reason = "has no index.html" if Path(path).is_dir() else "is no folder"
        raise InvalidValue(f"{call}: path={str(path)!r} {reason}. Pass the folder that the component was built into.")
    if url is not None and not url.startswith(("http://", "https://")):
        raise InvalidValue(f'{call}: url={url!r} is no address. Pass one that begins with "http://" or "https://".')
    frame = inspect.currentframe()
    module = frame.f_back.f_globals.get("__name__") if frame and frame.f_back else None
    return CustomComponent(f"{module}.{name}" if module and module != "__main__" else name, path, url, module)


def html(
    html: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> Any:
    """Show HTML as a page of its own, with its scripts, apart from everything else.

    Parameters
    ----------
    html
        The HTML.
    width
        Pixels; by default as wide as there is room.
    height
        Pixels; by default 150.
    scrolling
        Whether it can be scrolled where it is higher than that.
    tab_index
        The frame's turn when the tab key is pressed; -1 leaves it out.

    Returns
    -------
    DeltaGenerator
        The place of the frame: call a method on it to replace the frame.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.components.v1.html("<button onclick='this.append(1)'>Count</button>")
    """
    return _show("components.html", None, html, width, height, scrolling, tab_index)


def iframe(
    src: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> Any:
    """Show another page in a frame.

    Parameters
    ----------
    src
        The page's URL.
    width
        Pixels; by default as wide as there is room.
    height
        Pixels; by default 150.
    scrolling
        Whether it can be scrolled where it is higher than that.
    tab_index
        The frame's turn when the tab key is pressed; -1 leaves it out.

    Returns
    -------
    DeltaGenerator
        The place of the frame: call a method on it to replace the frame.

    Examples
    --------
    >>> import jupyterlit as st
    >>> place = st.components.v1.iframe("https://example.org")
    """
    if not isinstance(src, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidType(f"components.iframe: src={src!r} is a {type(src).__name__}. Pass a URL.")
    return _show("components.iframe", src, "", width, height, scrolling, tab_index)


def _show(
    call: str, src: str | None, body: str, width: object, height: object, scrolling: object, tab_index: object
) -> Any:
    return _here.add_element(
        Iframe(
            src=src,
            body=str(body),
            scroll=bool(scrolling),
            tab_index=check_tab_index(call, tab_index),
            width="stretch" if width is None else check_width(call, width),
            height=_pixels(call, height),
        )
    )


def _pixels(call: str, height: object) -> int:
    if height is None:
        return HEIGHT
    if not isinstance(height, int | float) or isinstance(height, bool) or not 0 < height < 1_000_000:
        raise InvalidValue(f"{call}: height={height!r} is no number of pixels. Pass a number above 0.")
    return round(height)


def _sorted(call: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments by how they travel: as JSON, as bytes, as tables."""
    plain: dict[str, Any] = {}
    binary: list[ComponentBytes] = []
    tables: list[Any] = []
    for name, value in arguments.items():
        if isinstance(value, bytes | bytearray | memoryview):
            binary.append(ComponentBytes(name=name, data=Buffer(cast("bytes", value))))
        elif is_table(value):
            tables.append(to_table(name, value))
        else:
            plain[name] = value
    try:
        plain = json.loads(json.dumps(plain))
    except (TypeError, ValueError) as error:
        raise InvalidType(f"{call}: the arguments cannot be sent: {error}. Pass what JSON can hold.") from error
    return {"args": plain, "binary": binary, "tables": tables}


def _value(wire: Any) -> Any:
    """Return the value that a component has sent, which may be anything."""
    match wire:
        case {"type": "json", "value": value}:
            return value
        case {"type": "bytes", "value": str(text)}:
            return _bytes(text)
        case {"type": "dataframe", "data": str(data), "index": str(index), "columns": str(columns)}:
            return to_frame(_bytes(data), _bytes(index), _bytes(columns))
        case _:
            raise InvalidValue("Not a component's value.")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise InvalidValue(f"Not base64: {error}") from error


def _unsent(value: Any) -> None:
    """Send nothing: a component knows its value, and what it begins with is the script's affair."""
