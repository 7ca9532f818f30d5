"""Altair's table of classes: made once, and again when there are other classes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import altair as alt
import pytest
from altair.utils import schemapi

from jupyterlit.elements.altair_classes import keep_class_table


@pytest.fixture(autouse=True)
def maker(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Altair's own class, as it was; what has been changed about it ends with the test."""
    own: Any = schemapi._FromDict  # type: ignore[attr-defined]
    monkeypatch.setattr(own, "__init__", getattr(own.__init__, "__wrapped__", own.__init__))
    return own


def table() -> Any:
    own, schema = cast("tuple[Any, Any]", (schemapi._FromDict, alt.VegaLiteSchema))  # type: ignore[attr-defined]
    return own(schema._default_wrapper_classes()).class_dict


def test_the_table_is_made_once() -> None:
    before = table()
    assert table() is not before
    keep_class_table()
    assert table() == before
    assert table() is table()


def test_another_class_has_its_place_in_it() -> None:
    keep_class_table()
    before = table()

    class Own(alt.TopLevelMixin, alt.VegaLiteSchema):
        _schema = {"type": "own"}

    assert [[Own] in tables.values() for tables in (before, table())] == [False, True]


def test_charts_are_what_they_were() -> None:
    def chart() -> dict[str, Any]:
        base = alt.Chart({"values": [{"a": 1}]}).encode(x="a:Q", y=alt.value(3), tooltip=["a:Q", "a:N"])
        spec: dict[str, Any] = (base.mark_point() | base.mark_bar()).to_dict()
        return spec

    before = chart()
    keep_class_table()
    assert (chart(), chart()) == (before, before)


def test_it_is_done_once(maker: Any) -> None:
    keep_class_table()
    once = maker.__init__
    keep_class_table()
    assert maker.__init__ is once


def test_an_altair_that_goes_about_it_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch, maker: Any) -> None:
    def make(self: object, classes: Iterable[type]) -> None: ...

    monkeypatch.setattr(maker, "__init__", make)
    keep_class_table()
    assert maker.__init__ is make
    monkeypatch.delattr(schemapi, "_FromDict")
    keep_class_table()
