"""st.set_page_config: title, icon, layout, sidebar and menu of the page."""

from __future__ import annotations

import base64
import logging
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast

import msgspec

from jupyterlit.elements.arguments import check_choice
from jupyterlit.elements.image import Encoding, picture_of
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.run_context import current
from jupyterlit.symbols import is_emoji

log = logging.getLogger("jupyterlit")

Layout = Literal["centered", "wide"]
SidebarState = Literal["auto", "expanded", "collapsed", "locked"]

_CALL = "st.set_page_config"
_LAYOUTS: tuple[Layout, ...] = ("centered", "wide")
_SIDEBAR_STATES: tuple[SidebarState, ...] = ("auto", "expanded", "collapsed", "locked")
_SIDEBAR_WIDTHS = (200, 600)  # px
_ICON_WIDTH = 192  # px
_MENU_ITEMS = ("Get help", "Report a bug", "About")
_NAMED_ICON = re.compile(r":(?:material/)?[a-z0-9_+-]+:")
_URL = re.compile(r"https?:|data:")
_RANDOM_ICONS = "🐧🦭🐋🐙🦀🐚🐠🐬🦈🐳🌊🧊🌅🌈🍀🌵🌻🍄🍉🎈🎲🎨🚀⛵🔭🧭🪁🎺🧩"


def set_page_config(
    page_title: str | None = None,
    page_icon: Any = None,
    layout: Layout | None = None,
    initial_sidebar_state: SidebarState | int | None = None,
    menu_items: Mapping[str, str | None] | None = None,
) -> None:
    """Set what the page around the app looks like; what is not given stays as an earlier call has set it.

    Parameters
    ----------
    page_title
        The title of the browser's tab.
    page_icon
        The icon of the browser's tab: an emoji, its code such as ":penguin:", "random", ":material/name:", or an image
        as a URL, file, bytes, PIL image or array.
    layout
        "centered" for a column that is easy to read, or "wide".
    initial_sidebar_state
        "auto" to hide it on a narrow page, "expanded", "collapsed", "locked" to keep it, or a width in pixels.
    menu_items
        Entries of the menu by name: URLs for "Get help" and "Report a bug", which none hides, Markdown for "About".

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.set_page_config("Palmer penguins", ":penguin:", layout="wide")
    """
    news: dict[str, Any] = {}
    context = current()
    if page_title is not None:
        news["title"] = _check_title(page_title)
    if page_icon is not None and (icon := _icon(page_icon, context.session_id)):
        news["icon"] = icon
    if layout is not None:
        news["layout"] = check_choice(_CALL, "layout", layout, _LAYOUTS)
    if initial_sidebar_state is not None:
        news["sidebar"] = _check_sidebar(initial_sidebar_state)
    if menu_items is not None:
        news["menu_items"] = {**context.page_config.menu_items, **_check_menu(menu_items)}
    context.page_config = msgspec.structs.replace(context.page_config, **news)
    context.send(context.page_config)


def _check_title(title: object) -> str:
    if not isinstance(title, str):
        raise InvalidType(f"{_CALL}: page_title={title!r} is a {type(title).__name__}. Pass a string.")
    return title


def _check_sidebar(state: object) -> SidebarState | int:
    narrow, wide = _SIDEBAR_WIDTHS
    if isinstance(state, int) and not isinstance(state, bool) and state > 0:
        return min(max(state, narrow), wide)
    for name in _SIDEBAR_STATES:
        if state == name:
            return name
    raise InvalidValue(
        f"{_CALL}: initial_sidebar_state={state!r} is unknown. "
        f'Pass "auto", "expanded", "collapsed", "locked" or a width from {narrow} to {wide} pixels.'
    )


def _check_menu(items: Any) -> dict[str, str | None]:
    if not isinstance(items, Mapping):
        raise InvalidType(f"{_CALL}: menu_items={items!r} is a {type(items).__name__}. Pass a dict.")
    given = cast("Mapping[object, object]", items)
    return {_menu_name(key): _check_item(key, value) for key, value in given.items()}


def _menu_name(key: object) -> str:
    name = {item.lower(): item for item in _MENU_ITEMS}.get(str(key).lower())
    if name is None:
        raise InvalidValue(
            f"{_CALL}: menu_items has no entry {key!r}. Name one of {', '.join(map(repr, _MENU_ITEMS))}."
        )
    return name


def _check_item(key: object, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidType(
            f"{_CALL}: menu_items[{key!r}]={value!r} is a {type(value).__name__}. Pass a string, or None."
        )
    if str(key).lower() == "about":
        return value
    if not value.startswith(("http://", "https://", "mailto:")):
        raise InvalidValue(f"{_CALL}: menu_items[{key!r}]={value!r} is no URL. Begin it with https:// or mailto:.")
    return value


def _icon(icon: Any, session_id: str) -> str | None:
    """Return an icon as it travels: an emoji, a code, or a URL that may hold the image itself."""
    return _named_icon(str(icon).strip(), session_id) if isinstance(icon, str | Path) else _image_url(icon)


def _named_icon(icon: str, session_id: str) -> str | None:
    if icon == "random":
        return random.Random(session_id).choice(_RANDOM_ICONS)  # the same one in all runs
    if is_emoji(icon) or _NAMED_ICON.fullmatch(icon) or _URL.match(icon):
        return icon
    if icon.startswith("<svg"):
        return _image_url(icon)
    if icon and Path(icon).is_file():
        return _image_url(Path(icon))
    if icon.startswith("/"):  # on this server
        return icon
    log.warning("%s: page_icon=%r is no emoji, and there is no file of that name.", _CALL, icon)
    return None


def _image_url(image: Any) -> str:
    """Return a URL that holds a small copy of an image."""
    try:
        picture = picture_of(image, Encoding(format="PNG", width=_ICON_WIDTH))
    except (InvalidType, InvalidValue) as error:
        raise InvalidType(
            f"{_CALL}: page_icon={image!r} is no icon. Pass an emoji, a URL, a file or an image."
        ) from error
    data = b"" if picture.data is None else picture.data.data
    return f"data:{picture.mime};base64,{base64.b64encode(data).decode()}"
