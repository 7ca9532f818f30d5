"""st.logo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jupyterlit as st
from jupyterlit.commands.logo import Logo
from jupyterlit.elements.image import Picture
from jupyterlit.errors import InvalidType, InvalidValue
from tests.conftest import Run, refused

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


def test_an_emoji_a_symbol_or_an_address(run: Run) -> None:
    st.logo("🐧")
    st.logo(" :material/home: ", size="large", link="https://example.org", icon_image="https://example.org/a.png")
    assert run.drawn == {
        (2, 0): Logo(image="🐧"),
        (2, 1): Logo(
            image=":material/home:",
            size="large",
            link="https://example.org",
            icon_image=Picture(url="https://example.org/a.png"),
        ),
    }


def test_images_travel_with_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dot.svg").write_text(DOT)
    st.logo(tmp_path / "dot.svg", icon_image=np.zeros((4, 4, 3), np.uint8))
    logo = run.drawn[2, 0]
    assert isinstance(logo, Logo)
    assert [buffer.data.tobytes()[:4] for buffer in logo.buffers()] == [b"<svg", b"\xff\xd8\xff\xe0"]


@pytest.mark.parametrize("image", ["nowhere.png", "abc", "", "🐧🐧", Path("nowhere.png")])
def test_a_picture_is_there(run: Run, image: Any) -> None:
    problem = (
        f"={image!r} is no picture. "
        "Pass a URL, a file, an image, one emoji or a Material symbol such as ':material/home:'."
    )
    with refused(InvalidValue, f"st.logo: image{problem}"):
        st.logo(image)
    with refused(InvalidValue, f"st.logo: icon_image{problem}"):
        st.logo("🐧", icon_image=image)


@pytest.mark.parametrize("image", [3, None, object])
def test_a_picture_is_a_picture(run: Run, image: Any) -> None:
    with refused(
        InvalidType,
        f"st.logo: image={image!r} is no picture. "
        "Pass a URL, a file, an image, one emoji or a Material symbol such as ':material/home:'.",
    ):
        st.logo(image)


def test_a_size_is_known(run: Run) -> None:
    with refused(InvalidValue, 'st.logo: size=\'x\' is unknown. Pass "small", "medium" or "large".'):
        st.logo("🐧", size="x")  # type: ignore[arg-type]  # is the test


@pytest.mark.parametrize("link", ["foo", "mailto:a@b.c", "javascript:alert(1)", 3])
def test_a_link_is_a_url(run: Run, link: Any) -> None:
    with refused(InvalidValue, f"st.logo: link={link!r} is no URL. Begin it with https://."):
        st.logo("🐧", link=link)
