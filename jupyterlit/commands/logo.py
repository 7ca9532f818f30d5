"""st.logo: the picture in the app's upper corner."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from jupyterlit.elements.arguments import check_choice
from jupyterlit.elements.image import Encoding, Picture, picture_of
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Buffer, Element
from jupyterlit.run_context import current
from jupyterlit.symbols import is_emoji, is_material
from jupyterlit.tree import EVENT

LogoSize = Literal["small", "medium", "large"]

_CALL = "st.logo"
_SIZES: tuple[LogoSize, ...] = ("small", "medium", "large")
_WIDTH = 480  # px, twice what a sidebar shows


class Logo(Element, tag="logo"):
    """A picture, an emoji or a Material symbol at the top of the sidebar, and `icon_image` where that is put away."""

    image: Picture | str
    size: LogoSize = "medium"
    link: str | None = None
    icon_image: Picture | str | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        pictures = [image for image in (self.image, self.icon_image) if isinstance(image, Picture)]
        return tuple(picture.data for picture in pictures if picture.data is not None)


def logo(
    image: Any,
    *,
    size: LogoSize = "medium",
    link: str | None = None,
    icon_image: Any = None,
) -> None:
    """Show a picture at the top of the sidebar, or of the page where there is no sidebar.

    Parameters
    ----------
    image
        A URL, a file, bytes, SVG text, an array, a picture of Pillow, one emoji or a Material symbol.
    size
        "small", "medium" or "large": 20, 24 or 32 pixels high.
    link
        The URL that a click opens.
    icon_image
        What is shown instead while the sidebar is put away.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.logo("🐧", size="large", link="https://example.org")
    """
    message = Logo(
        image=_check_image("image", image),
        size=check_choice(_CALL, "size", size, _SIZES),
        link=_check_link(link),
        icon_image=None if icon_image is None else _check_image("icon_image", icon_image),
    )
    context = current()
    context.put(context.next_path(EVENT), message)


def _check_image(argument: str, image: Any) -> Picture | str:
    if isinstance(image, str) and (is_emoji(image.strip()) or is_material(image.strip())):
        return image.strip()
    problem = (
        f"{_CALL}: {argument}={image!r} is no picture. "
        "Pass a URL, a file, an image, one emoji or a Material symbol such as ':material/home:'."
    )
    if isinstance(image, str | Path) and not str(image).strip():
        raise InvalidValue(problem)
    try:
        return picture_of(image, Encoding(width=_WIDTH))
    except InvalidValue as error:
        raise InvalidValue(problem) from error
    except InvalidType as error:
        raise InvalidType(problem) from error


def _check_link(link: object) -> str | None:
    if link is None:
        return None
    if isinstance(link, str) and link.startswith(("http://", "https://")):
        return link
    raise InvalidValue(f"{_CALL}: link={link!r} is no URL. Begin it with https://.")
