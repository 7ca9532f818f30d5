"""What the simple charts draw, as Vega-Lite: columns chosen, series put below each other, encodings."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import polars as pl
import pytest

from jupyterlit.elements.chart_spec import Wish, build, css_color
from jupyterlit.errors import InvalidType, InvalidValue

WIDE = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
LONG = pd.DataFrame({"x": [1, 2], "y": [3.0, 4.0], "kind": ["p", "q"], "weight": [10, 20]})


def drawn(data: object, mark: Any = "line", **wish: Any) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """Return the encoding of a chart and its rows."""
    spec, rows = build(data, Wish("st.line_chart", mark, **wish))
    return spec["encoding"], rows.to_pydict()


def encoding(data: object, mark: Any = "line", **wish: Any) -> dict[str, Any]:
    return drawn(data, mark, **wish)[0]


def test_columns_become_series() -> None:
    encoding, rows = drawn(WIDE)
    assert rows == {"index": [0, 1, 0, 1], "color": ["a", "a", "b", "b"], "value": [1, 2, 3, 4]}
    legend = {"titlePadding": 5, "offset": 5, "orient": "bottom"}
    number = {"type": "quantitative", "title": "", "scale": {}}
    assert encoding == {
        "x": {"field": "index", "axis": {"grid": False, "tickMinStep": 1}, **number},
        "y": {"field": "value", "axis": {"grid": True, "tickMinStep": 1}, **number},
        "color": {"field": "color", "type": "nominal", "title": " ", "legend": legend},
        "tooltip": [
            {"field": "index", "title": "index", "type": "quantitative"},
            {"field": "value", "title": "value", "type": "quantitative"},
            {"field": "color", "title": "color", "type": "nominal"},
        ],
    }


def test_one_column_is_drawn_as_it_is() -> None:
    encoding, rows = drawn(WIDE[["a"]])
    assert rows == {"index": [0, 1], "a": [1, 2]}
    assert "color" not in encoding
    assert encoding["y"]["title"] == ""


def test_columns_are_chosen_by_name() -> None:
    encoding, rows = drawn(LONG, x="x", y="y", color="kind")
    assert rows == {"x": [1, 2], "kind": ["p", "q"], "y": [3.0, 4.0]}
    assert (encoding["x"]["title"], encoding["y"]["title"], encoding["color"]["field"]) == ("x", "y", "kind")
    assert encoding["y"]["axis"] == {"grid": True}


def test_what_is_not_drawn_otherwise_is_a_series() -> None:
    assert drawn(LONG, x="x", color="kind", size="weight", mark="circle")[1] == {
        "x": [1, 2], "kind": ["p", "q"], "weight": [10, 20], "y": [3.0, 4.0],
    }  # fmt: skip


def test_the_column_along_the_axis_is_no_series() -> None:
    assert drawn(LONG, x="x", y=["x", "y"])[1] == {"x": [1, 2], "y": [3.0, 4.0]}


def test_axes_have_the_authors_titles() -> None:
    encoded = encoding(LONG, x="x", y="y", x_label="Time", y_label="")
    assert (encoded["x"]["title"], encoded["y"]["title"]) == ("Time", "")


@pytest.mark.parametrize(
    ("data", "index", "labels"),
    [
        ([5, 6], "index", [0, 1]),
        ({"a": 1, "b": 2}, "index", ["a", "b"]),
        (pl.DataFrame({"v": [1, 2]}), "index", [0, 1]),
        (pd.DataFrame({"v": [1]}, index=pd.Index([7], name="day")), "day", [7]),
        (pd.DataFrame({"v": [1]}, index=pd.MultiIndex.from_tuples([("a", 1)])), "index", ["a / 1"]),
        (pd.DataFrame({"index": [3]}), "index_", [0]),
    ],
)
def test_row_labels_stand_along_the_axis(data: object, index: str, labels: list[Any]) -> None:
    encoded, rows = drawn(data)
    assert (encoded["x"]["field"], rows[index]) == (index, labels)


def test_header_rows_are_joined() -> None:
    columns = pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])
    assert drawn(pd.DataFrame([[1, 2]], columns=columns))[1]["color"] == ["a / x", "a / y"]


def test_series_of_several_types_are_numbers_or_texts() -> None:
    assert drawn(pd.DataFrame({"a": [1], "b": [2.5]}))[1]["value"] == [1.0, 2.5]
    assert drawn(pd.DataFrame({"a": [1], "b": ["x"], "c": [[1]]}))[1]["value"] == ["1", "x", "[1]"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1], "quantitative"),
        ([1.5], "quantitative"),
        (["a"], "nominal"),
        ([True], "nominal"),
        ([dt.date(2020, 1, 1)], "temporal"),
        (pd.to_datetime(["2020"]), "temporal"),
        (pd.to_timedelta([1], "s"), "quantitative"),
        (pd.Categorical(["a"]), "nominal"),
        (pd.Categorical(["a"], ordered=True), "ordinal"),
    ],
)
def test_types_are_those_of_vega(values: Any, kind: str) -> None:
    assert encoding(pd.DataFrame({"v": values}))["y"]["type"] == kind


def test_names_with_dots_are_no_paths() -> None:
    encoded = encoding(pd.DataFrame({"a.b": [1], "c[0]": [2], "d'e": [3]}), x="a.b", y="c[0]")
    assert (encoded["x"]["field"], encoded["y"]["field"]) == (r"a\.b", r"c\[0\]")
    assert encoded["tooltip"][0] == {"field": r"a\.b", "title": "a.b", "type": "quantitative"}


# Colours


@pytest.mark.parametrize(
    ("color", "css"),
    [
        ("#fa0", "#fa0"),
        ("#ffaa0088", "#ffaa0088"),
        ("primary", "primary"),
        ((255, 170, 0), "rgb(255, 170, 0)"),
        ([1.0, 0.5, 0.0], "rgb(255, 127, 0)"),
        ((255, 0, 0, 0.5), "rgba(255, 0, 0, 0.5)"),
        ((255, 0, 0, 128), "rgba(255, 0, 0, 0.502)"),
        ((300, -5, 0), "rgb(255, 0, 0)"),
    ],
)
def test_colours_become_css(color: object, css: str) -> None:
    assert css_color("st.x", color) == css


@pytest.mark.parametrize("color", ["#zz", "pink", (1, 2), ("a", "b", "c"), 5, (True, False, True)])
def test_other_colours_are_refused(color: object) -> None:
    with pytest.raises(InvalidValue, match="is no colour and no column"):
        css_color("st.x", color)


def test_one_series_has_one_colour() -> None:
    assert encoding(WIDE[["a"]], color="#f00")["color"] == {"value": "#f00"}
    assert encoding(WIDE[["a"]], color=["red"])["color"] == {"value": "red"}
    assert encoding(WIDE[["a"]], color=(255, 0, 0))["color"] == {"value": "rgb(255, 0, 0)"}


def test_each_series_has_its_colour() -> None:
    scale = encoding(WIDE, color=["#f00", (0, 255, 0)])["color"]["scale"]
    assert scale == {"domain": ["a", "b"], "range": ["#f00", "rgb(0, 255, 0)"]}


def test_a_column_may_hold_colours() -> None:
    texts = encoding(pd.DataFrame({"y": [1, 2, 3], "c": ["#f00", "#0f0", "#f00"]}), y="y", color="c")["color"]
    assert (texts["scale"], texts["legend"]) == ({"domain": ["#f00", "#0f0"], "range": ["#f00", "#0f0"]}, None)
    encoded, rows = drawn(pd.DataFrame({"y": [1], "c": [(255, 0, 0)]}), y="y", color="c")
    assert rows["c"] == ["rgb(255, 0, 0)"]
    assert encoded["color"]["scale"]["range"] == ["rgb(255, 0, 0)"]


def test_a_column_of_numbers_is_a_gradient() -> None:
    assert encoding(LONG, "circle", x="x", y="y", color="weight")["color"]["type"] == "quantitative"


def test_a_column_cannot_colour_several_series() -> None:
    assert "scale" not in encoding(LONG, x="x", y=["y", "weight"], color="kind")["color"]


# Marks


def test_the_legend_of_lines_has_lines() -> None:
    spec, _ = build(WIDE, Wish("st.line_chart", "line"))
    assert (spec["mark"], spec["config"]) == ({"type": "line"}, {"legend": {"symbolType": "stroke"}})


@pytest.mark.parametrize(
    ("mark", "data", "axes"),
    [
        ("line", {"a": [1, 2]}, [["x", "y"]]),
        ("circle", pd.DataFrame({"a": [1, 2]}, index=["p", "q"]), [["y"]]),
        ("area", pd.DataFrame({"a": [1, 2]}, index=pd.to_datetime(["2020", "2021"])), [["x", "y"]]),
        ("bar", {"a": [1, 2]}, []),
        ("bar", pd.DataFrame({"a": [1, 2]}, index=pd.to_datetime(["2020", "2021"])), [["x", "y"]]),
    ],
)
def test_the_reader_zooms_along_numbers_and_times(mark: Any, data: object, axes: list[list[str]]) -> None:
    spec, _ = build(data, Wish("st.line_chart", mark))
    bound = [param for param in spec.get("params", []) if "bind" in param]
    assert [param["select"]["encodings"] for param in bound] == axes


@pytest.mark.parametrize(
    ("stack", "said"), [(None, False), (True, True), (False, False), ("normalize", "normalize"), ("layered", False)]
)
def test_areas_stand_on_each_other(stack: Any, said: Any) -> None:
    encoded = encoding(WIDE, "area", stack=stack)
    assert encoded["y"]["stack"] == said
    assert encoded["opacity"] == {"value": 0.7}


def test_one_area_is_opaque() -> None:
    assert "opacity" not in encoding(WIDE[["a"]], "area")


def test_bars_stand_side_by_side() -> None:
    assert encoding(WIDE, "bar", stack=False)["xOffset"] == {"field": "color"}
    assert encoding(WIDE, "bar", stack=False, horizontal=True)["yOffset"] == {"field": "color"}
    assert "xOffset" not in encoding(WIDE[["a"]], "bar", stack=False)


def test_bars_stand_behind_each_other() -> None:
    encoded = encoding(WIDE, "bar", stack="layered")
    assert (encoded["y"]["stack"], encoded["opacity"]) == (False, {"value": 0.7})


def test_bars_stack_as_vega_does_by_default() -> None:
    assert "stack" not in encoding(WIDE, "bar")["y"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [(["b", "a"], "ordinal"), ([1.5, 2.5], "ordinal"), (pd.to_datetime(["2020", "2021"]), "temporal")],
)
def test_bars_stand_at_values_or_dates(values: Any, kind: str) -> None:
    assert encoding(pd.DataFrame({"k": values, "n": [1, 2]}), "bar", x="k", y="n")["x"]["type"] == kind


@pytest.mark.parametrize(
    ("sort", "said"),
    [
        (False, None),
        ("n", {"field": "n", "order": "ascending"}),
        ("-n", {"field": "n", "order": "descending"}),
    ],
)
def test_bars_are_sorted(sort: Any, said: Any) -> None:
    data = pd.DataFrame({"k": ["b", "a"], "n": [1, 2]})
    assert encoding(data, "bar", x="k", y="n", sort=sort)["x"]["sort"] == said
    assert encoding(data, "bar", x="k", y="n", sort=sort, horizontal=True)["y"]["sort"] == said


def test_bars_are_sorted_by_a_column_that_is_not_drawn() -> None:
    data = pd.DataFrame({"k": ["b", "a"], "n": [1, 2], "m": [3, 4], "rank": [2, 1]})
    assert drawn(data, "bar", x="k", y="n", sort="rank")[1]["rank"] == [2, 1]
    assert drawn(data, "bar", x="k", y=["n", "m"], sort="rank")[1]["rank"] == [2, 1, 2, 1]


def test_categories_keep_their_order() -> None:
    data = pd.DataFrame({"k": pd.Categorical(["lo", "hi"], ["lo", "hi"], ordered=True), "n": [1, 2]})
    assert encoding(data, "bar", x="k", y="n")["x"]["sort"] == ["lo", "hi"]
    assert encoding(data, "bar", x="k", y="n", sort=False)["x"]["sort"] is None


def test_bars_may_lie() -> None:
    encoded = encoding(LONG, "bar", x="kind", y="y", horizontal=True, x_label="Kind")
    assert (encoded["x"]["field"], encoded["y"]["field"], encoded["y"]["title"]) == ("y", "kind", "Kind")


def test_points_have_sizes() -> None:
    assert encoding(LONG, "circle", x="x", y="y")["size"] == {"value": 100}
    assert encoding(LONG, "circle", x="x", y="y", size=40)["size"] == {"value": 40}
    sized = encoding(LONG, "circle", x="x", y="y", size="weight")
    assert (sized["size"]["field"], sized["size"]["type"]) == ("weight", "quantitative")
    assert [tip["field"] for tip in sized["tooltip"]] == ["x", "y", "weight"]


def test_points_have_room_at_the_edges() -> None:
    encoded = encoding(LONG, "circle", x="kind", y="y")
    assert (encoded["x"]["scale"], encoded["y"]["scale"]) == ({}, {"padding": 8, "nice": False})


@pytest.mark.parametrize("data", [None, [], {}, pd.DataFrame()])
def test_nothing_is_an_empty_chart(data: object) -> None:
    assert drawn(data) == ({}, {})


def test_a_chart_of_no_columns_is_empty() -> None:
    assert drawn(WIDE, y=[]) == ({}, {})


def test_an_empty_chart_is_as_high_as_others_and_draws_no_rows() -> None:
    spec, rows = build(pd.DataFrame(index=[1, 2, 3]), Wish("st.bar_chart", "bar"))
    assert (spec, rows.num_rows) == ({"mark": {"type": "bar"}, "encoding": {}, "height": 350}, 0)


def test_one_area_has_the_very_colour_of_the_author() -> None:
    spec, _ = build({"a": [1, 2]}, Wish("st.area_chart", "area", color="#0a0"))
    assert spec["mark"] == {"type": "area", "fillOpacity": 1}
    spec, _ = build({"a": [1, 2], "b": [2, 1]}, Wish("st.area_chart", "area", color=["#0a0", "#00a"]))
    assert spec["mark"] == {"type": "area"}


def test_a_table_without_rows_has_axes() -> None:
    encoded, rows = drawn(pd.DataFrame({"a": pd.Series([], dtype="int64")}))
    assert (encoded["y"]["field"], rows) == ("a", {"index": [], "a": []})


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"x": "zz"}, "there is no column 'zz'. There is 'x', 'y', 'kind', 'weight'."),
        ({"y": ["y", "zz"]}, "there is no column 'zz'. There is 'x', 'y', 'kind', 'weight'."),
        ({"sort": "-zz"}, "there is no column 'zz'. There is 'x', 'y', 'kind', 'weight'."),
        ({"size": "zz"}, "size='zz' is no column of the data. Pass the name of one, or a number."),
        ({"y": ["x", "y"], "color": ["#f00"]}, "color=['#f00'] has 1 colours, the chart 2 series. Pass one for each."),
        ({"stack": "up"}, 'stack=\'up\' is unknown. Pass True, False, "normalize", "center", "layered" or None.'),
        (
            {"y": "y", "color": "pink"},
            (
                "color='pink' is no colour and no column. Pass '#ffaa00', (255, 170, 0), the name of a column or "
                "one of red, orange, yellow, green, blue, violet, gray, grey, primary."
            ),
        ),
    ],
)
def test_wrong_values_are_named(wish: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        drawn(LONG, **wish)
    assert str(caught.value) == f"st.line_chart: {message}"


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"x": 0}, "x=0 is a int. Pass the name of a column."),
        ({"y": [1]}, "y=1 is a int. Pass names of columns."),
    ],
)
def test_columns_are_named_by_texts(wish: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        drawn(pd.DataFrame([[1, 2]]), **wish)
    assert str(caught.value) == f"st.line_chart: {message}"
