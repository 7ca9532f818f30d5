"""How the cells of a Styler look."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.styles import SPOKEN_FOR, Styles
from jupyterlit.errors import InvalidValue
from tests.conftest import refused

FRAME: Any = pd.DataFrame({"a": [1.5, 2.25, None], "n": [1, 2, 3], "s": ["x", "y", None]}, index=["r", "q", "p"])


def looks(styler: Any) -> Styles:
    styles = to_table(styler, "st.dataframe").styles
    assert isinstance(styles, Styles)
    return styles


def cells(styler: Any, *rows: int) -> list[Any]:
    return [text and json.loads(text) for text in looks(styler).column(rows).to_pylist()]


def _red_q(label: str) -> str:
    return "color: red" if label == "q" else ""


def _blue(_: str) -> str:
    return "color: blue"


def test_formats_and_colours_travel_cell_by_cell() -> None:
    styler = FRAME.style.format({"a": "{:.1f} %"}, na_rep="-").highlight_max(subset=["n"], color="yellow")
    assert cells(styler, 0, 2) == [
        {"a": {"text": "1.5 %"}},
        {"a": {"text": "-"}, "n": {"css": "background-color: yellow"}, "s": {"text": "-"}},
    ]


def test_row_labels_have_looks_too() -> None:
    styler = FRAME[["n"]].style.map_index(_red_q).format_index("<{}>")
    assert cells(styler, 0, 1) == [
        {"__index_level_0__": {"text": "<r>"}},
        {"__index_level_0__": {"text": "<q>", "css": "color: red"}},
    ]


def test_headings_have_looks_too() -> None:
    styler = FRAME.style.map_index(_blue, axis=1).format_index(str.upper, axis=1)
    styler = styler.hide(axis="columns", subset=["n"])
    assert looks(styler).columns == {
        "a": {"label": "A", "css": "color: blue"},
        "n": {"hidden": True, "label": "N", "css": "color: blue"},
        "s": {"label": "S", "css": "color: blue"},
    }


def test_what_stands_around_the_cells() -> None:
    rules: Any = [{"selector": "th", "props": "color: red; padding: 0"}, {"selector": "td", "props": [("top", 0)]}]
    found = looks(FRAME.style.set_caption("Prices").set_table_styles(rules).hide(axis="index"))
    assert (found.caption, found.hides_index) == ("Prices", True)
    assert found.rules == [("th", "color: red; padding: 0"), ("td", "top: 0")]
    assert not looks(FRAME.style).hides_index


def test_looks_have_a_digest() -> None:
    plain = looks(FRAME.style)
    assert plain.digest("d") == looks(FRAME.style).digest("d") != plain.digest("e")
    for other in (
        FRAME.style.format(precision=1),
        FRAME.style.highlight_null(),
        FRAME.style.set_caption("x"),
        FRAME.style.hide(axis="index"),
    ):
        assert looks(other).digest("d") != plain.digest("d")


def test_one_cell_far_down_makes_another_digest() -> None:
    data: Any = pd.DataFrame({"n": np.arange(SPOKEN_FOR * 3)})

    def coloured(limit: int) -> Styles:
        def colour(n: int) -> str:
            return "color: red" if n > limit else ""

        return looks(data.style.map(colour))

    assert coloured(250).digest("d") != coloured(251).digest("d")


def test_the_authors_styler_stays_as_it_is() -> None:
    calls: list[int] = []

    def note(_: object) -> str:
        calls.append(1)
        return "color: red"

    styler = FRAME[["n"]].style.map(note)
    looks(styler)
    assert len(calls) == 3
    assert "color: red" in styler.to_html()


def test_what_is_too_much_for_pandas_is_refused() -> None:
    data = pd.DataFrame(np.zeros((3, 4)))
    message = (
        "st.dataframe: data is a Styler with 12 cells, and pandas' option styler.render.max_elements lets 10 through. "
        "Raise that, or pass the frame itself."
    )
    with pd.option_context("styler.render.max_elements", 10), refused(InvalidValue, message):
        looks(data.style)
