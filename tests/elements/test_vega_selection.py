"""Selections of charts."""

from __future__ import annotations

import json
from typing import Any, cast

import msgspec
import pytest

from jupyterlit.elements.vega_selection import check_selections, followed, read_selections, selections, with_columns
from jupyterlit.errors import InvalidType, InvalidValue

X: dict[str, Any] = {"field": "a", "type": "quantitative"}
Y: dict[str, Any] = {"field": "b", "type": "quantitative"}
VIEW: dict[str, Any] = {"mark": "point", "encoding": {"x": X, "y": Y}}
POINT: dict[str, Any] = {"name": "p", "select": "point"}


def test_selections_are_found_in_every_view() -> None:
    assert selections(
        {
            "params": [{"name": "a", "select": "point"}, {"name": "slider", "value": 1}, {"select": "point"}, 5],
            "hconcat": [{"layer": [{"params": [{"name": "b", "select": {"type": "interval"}}]}]}],
            "spec": {"params": [{"name": "a", "select": "point"}, {"name": "c", "select": "lasso"}]},
        }
    ) == {"a": "point", "b": "interval"}
    assert selections({"params": {"name": "a", "select": "point"}}) == {}


SEVERAL: dict[str, Any] = {"params": [{"name": "q", "select": "interval"}, POINT]}


@pytest.mark.parametrize(
    ("mode", "names"), [(None, ["p", "q"]), ("q", ["q"]), (["q", "p"], ["p", "q"]), (iter(["p"]), ["p"]), ([], [])]
)
def test_some_selections_are_followed_or_all(mode: Any, names: list[str]) -> None:
    assert list(followed("st.f", SEVERAL, mode)) == names


@pytest.mark.parametrize(
    ("spec", "mode", "error", "message"),
    [
        (SEVERAL, "r", InvalidValue, "selection_mode='r' is no selection of the chart. Pass 'p' or 'q'."),
        (SEVERAL, [3], InvalidValue, "selection_mode=3 is no selection of the chart. Pass 'p' or 'q'."),
        (
            SEVERAL, 3, InvalidType,
            "selection_mode=3 is a int. Pass the name of a selection, or a list of names.",
        ),
        (
            {"params": [{"select": "point"}]}, None, InvalidValue,
            ("on_select has no effect, for the chart declares no selection. "
             'Add one, alt.selection_point(name="picked") for example, or leave on_select out.'),
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_named(spec: Any, mode: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        followed("st.f", spec, mode)
    assert str(caught.value) == f"st.f: {message}"


def told(spec: dict[str, Any]) -> Any:
    """Return by what the selection `p` tells a point."""
    result: dict[str, Any] = json.loads(with_columns(json.dumps(spec), ["p"]))
    views: list[dict[str, Any]] = [result, *result.get("layer", []), *result.get("hconcat", []), result.get("spec", {})]
    (select,) = (param["select"] for view in views for param in view.get("params", []))
    return cast("dict[str, Any]", select).get("encodings") if isinstance(select, dict) else select


def drawn(**encoding: Any) -> dict[str, Any]:
    return {"mark": "bar", "encoding": encoding, "params": [POINT]}


@pytest.mark.parametrize(
    ("spec", "columns"),
    [
        ({**VIEW, "params": [POINT]}, ["x", "y"]),
        ({**VIEW, "params": [{"name": "p", "select": {"type": "point", "toggle": False}}]}, ["x", "y"]),
        (drawn(x=X, color={"field": "c"}, size={"value": 5}, tooltip={"field": "d"}), ["x", "color"]),
        (drawn(x=X, y={"aggregate": "count"}), ["x"]),
        (drawn(x=X, y={"aggregate": "mean", "field": "b"}, column={"field": "c"}), ["x"]),
        (drawn(y={"aggregate": "count"}), "point"),
        ({"layer": [{**VIEW, "params": [POINT]}, {"mark": "line", "encoding": {"x": X}}]}, ["x", "y"]),
        ({"encoding": {"x": X}, "layer": [{"mark": "line"}, VIEW], "params": [POINT]}, ["x"]),
        ({"hconcat": [{**VIEW, "name": "v"}, VIEW], "params": [{**POINT, "views": ["v"]}]}, ["x", "y"]),
        ({"facet": {"field": "c"}, "spec": {**VIEW, "params": [POINT]}}, ["x", "y"]),
        ({"repeat": ["a", "b"], "spec": drawn(x={"field": {"repeat": "repeat"}}, y=Y)}, "point"),
    ],
)
def test_points_tell_the_columns_that_are_drawn(spec: dict[str, Any], columns: Any) -> None:
    assert told(spec) == columns


@pytest.mark.parametrize(
    "param",
    [
        {"name": "p", "select": {"type": "point", "fields": ["a"]}},
        {"name": "p", "select": {"type": "point", "encodings": ["x"]}},
        {"name": "p", "select": {"type": "point"}, "bind": "legend"},
        {"name": "p", "select": "interval"},
        {"name": "other", "select": "point"},
    ],
)
def test_what_the_author_says_stands(param: dict[str, Any]) -> None:
    spec = {**VIEW, "params": [param]}
    assert json.loads(with_columns(json.dumps(spec), ["p"])) == spec


def test_what_is_selected_is_read_strictly() -> None:
    both: dict[str, Any] = {"p": [{"city": "Oslo", "bin": [1, 2]}], "q": {"x": [0, 1.5], "c": ["a", "b", None]}}
    assert read_selections({**both, "unknown": 5}, {"p": "point", "q": "interval"}) == both
    assert read_selections({"p": {}, "q": None}, {"p": "point", "q": "interval"}) == {"p": {}, "q": {}}
    assert read_selections({}, {}) == {}


@pytest.mark.parametrize(
    ("wire", "kind"),
    [
        ("everything", "point"),
        ({"p": "all"}, "point"),
        ({"p": [1]}, "point"),
        ({"p": [{"a": {"b": 1}}]}, "point"),
        ({"p": {"x": [1, 2]}}, "point"),
        ({"p": [{"x": 1}]}, "interval"),
        ({"p": {"x": 5}}, "interval"),
        ({"p": {"x": [[1]]}}, "interval"),
    ],
)
def test_nonsense_is_no_selection(wire: Any, kind: Any) -> None:
    with pytest.raises(msgspec.ValidationError):
        read_selections(wire, {"p": kind})


def test_an_author_selects() -> None:
    kinds: Any = {"p": "point", "q": "interval"}
    given = {"selection": {"p": [{"a": 1}]}}
    assert check_selections("st.f", given, kinds) == {"p": [{"a": 1}], "q": {}}
    with pytest.raises(InvalidValue) as caught:
        check_selections("st.f", {"selection": {"p": 5}}, kinds)
    assert str(caught.value).endswith('Pass {"selection": {"p": [{"column": value}], "q": {"column": [low, high]}}}.')
    with pytest.raises(InvalidValue, match="5 is no selection"):
        check_selections("st.f", 5, kinds)
