"""st.set_page_config."""

from __future__ import annotations

import base64
import logging
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import jupyterlit as st
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.messages import PageConfig
from tests.conftest import Run, refused


def test_what_is_given_is_sent(run: Run) -> None:
    st.set_page_config("Penguins", "🐧", "wide", "collapsed", {"Get help": "https://example.org", "about": "*Hi*"})
    menu: dict[str, str | None] = {"Get help": "https://example.org", "About": "*Hi*"}
    assert run.sent == [PageConfig(title="Penguins", icon="🐧", layout="wide", sidebar="collapsed", menu_items=menu)]


def test_calls_add_up(run: Run) -> None:
    st.set_page_config(page_title="Penguins", menu_items={"About": "a", "Get help": "mailto:me@example.org"})
    st.set_page_config(layout="wide", menu_items={"About": None})
    menu = {"About": None, "Get help": "mailto:me@example.org"}
    assert run.sent[1:] == [PageConfig(title="Penguins", layout="wide", menu_items=menu)]


def test_the_next_run_starts_from_nothing(run: Run) -> None:
    st.set_page_config(page_title="Penguins")
    run.rerun()
    st.set_page_config(layout="wide")
    assert run.sent == [PageConfig(layout="wide")]


@pytest.mark.parametrize(
    "icon", ["🐧", ":penguin:", ":material/home:", "https://example.org/icon.png", "/static/icon.png"]
)
def test_icons_that_travel_as_they_are(run: Run, icon: str) -> None:
    st.set_page_config(page_icon=icon)
    assert run.sent == [PageConfig(icon=icon)]


def test_a_random_icon_stays_the_same(run: Run) -> None:
    for _ in range(2):
        st.set_page_config(page_icon="random")
    first, second = run.sent
    assert first == second != PageConfig()


def test_images_travel_in_the_message(run: Run, tmp_path: Path) -> None:
    picture = Image.new("RGB", (2, 2), "red")
    data = BytesIO()
    picture.save(data, "PNG")
    file = tmp_path / "icon.png"
    file.write_bytes(data.getvalue())
    for icon in (file, str(file), data, data.getvalue(), picture):
        st.set_page_config(page_icon=icon)
    url = "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()
    assert run.sent == [PageConfig(icon=url)] * 5


def test_svg_travels_in_the_message(run: Run) -> None:
    st.set_page_config(page_icon="<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert run.sent == [
        PageConfig(icon="data:image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4=")
    ]


def test_a_missing_icon_is_said_in_the_log(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "jupyterlit"):
        st.set_page_config(page_icon="penguin.png")
    assert caplog.messages == [
        "st.set_page_config: page_icon='penguin.png' is no emoji, and there is no file of that name."
    ]
    assert run.sent == [PageConfig()]


@pytest.mark.parametrize(
    ("state", "sidebar"),
    [("auto", "auto"), ("expanded", "expanded"), ("locked", "locked"), (300, 300), (10, 200), (900, 600)],
)
def test_the_sidebar_has_a_state_or_a_width(run: Run, state: Any, sidebar: Any) -> None:
    st.set_page_config(initial_sidebar_state=state)
    assert run.sent == [PageConfig(sidebar=sidebar)]


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"page_title": 3}, InvalidType, "page_title=3 is a int. Pass a string."),
        ({"layout": "broad"}, InvalidValue, 'layout=\'broad\' is unknown. Pass "centered" or "wide".'),
        (
            {"initial_sidebar_state": 0},
            InvalidValue,
            (
                "initial_sidebar_state=0 is unknown. "
                'Pass "auto", "expanded", "collapsed", "locked" or a width from 200 to 600 pixels.'
            ),
        ),
        ({"menu_items": "About"}, InvalidType, "menu_items='About' is a str. Pass a dict."),
        (
            {"menu_items": {"Help": "x"}},
            InvalidValue,
            "menu_items has no entry 'Help'. Name one of 'Get help', 'Report a bug', 'About'.",
        ),
        ({"menu_items": {"About": 3}}, InvalidType, "menu_items['About']=3 is a int. Pass a string, or None."),
        (
            {"menu_items": {"Get help": "x"}},
            InvalidValue,
            "menu_items['Get help']='x' is no URL. Begin it with https:// or mailto:.",
        ),
        ({"page_icon": 3}, InvalidType, "page_icon=3 is no icon. Pass an emoji, a URL, a file or an image."),
    ],
)
def test_it_says_what_is_wrong(run: Run, arguments: Any, kind: type[Exception], message: str) -> None:
    with refused(kind, f"st.set_page_config: {message}"):
        st.set_page_config(**arguments)
    assert run.sent == []
