"""What the simple charts draw, as Vega-Lite: columns chosen, series put below each other, encodings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.table import INDEX, ArrowTable, arrow
from jupyterlit.errors import InvalidType, InvalidValue

Mark = Literal["line", "area", "bar", "circle"]
Color = str | Sequence[float]
Stack = bool | Literal["normalize", "center", "layered"] | None

COLOR_NAMES = ("red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary")
POINT_SIZE = 100
POINT_ROOM = 8  # px
HEIGHT = 350  # px

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\.\[\]'\"])")
_CONTINUOUS = ("quantitative", "temporal")
_LINE_LEGEND = {"config": {"legend": {"symbolType": "stroke"}}}
_LEGEND = {"titlePadding": 5, "offset": 5, "orient": "bottom"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author asks for, as in the call."""

    call: str
    mark: Mark
    x: str | None = None
    y: str | Sequence[str] | None = None
    x_label: str | None = None
    y_label: str | None = None
    color: Any = None
    size: str | float | None = None
    stack: Stack = None
    sort: bool | str = True
    horizontal: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Rows ready to be drawn, and the columns that say how.

    `several` tells that columns side by side were put below each other: `color` is then the
    column of their names, and `names` are these. `given` holds the author's own colours.
    """

    rows: ArrowTable
    x: str
    y: str
    color: str | None = None
    several: bool = False
    names: tuple[str, ...] = ()
    given: Any = None


def build(data: object, wish: Wish) -> tuple[dict[str, Any], ArrowTable]:
    """Return the specification of a chart, without its data, and the rows it draws."""
    _check(wish)
    table, index = _with_index(data, wish.call)
    if table.num_columns == 1 or wish.y == [] or wish.y == ():
        # As high as with data: what follows stays where it is when they come.
        return {"mark": {"type": wish.mark}, "encoding": {}, "height": HEIGHT}, table.select([]).slice(0, 0)
    series = _series(table, index, wish)
    encoding = _encoding(series, wish)
    params = _zoom(encoding, wish.mark)
    mark: dict[str, Any] = {"type": wish.mark}
    if wish.mark == "area" and not series.several and series.given is not None:
        mark["fillOpacity"] = 1  # the author's very colour
    spec = {"mark": mark, "encoding": encoding, **({"params": params} if params else {})}
    return {**spec, **_LINE_LEGEND} if wish.mark == "line" else spec, series.rows


def _check(wish: Wish) -> None:
    if wish.x is not None and not isinstance(cast("object", wish.x), str):
        raise InvalidType(f"{wish.call}: x={wish.x!r} is a {type(wish.x).__name__}. Pass the name of a column.")
    several: list[object] = [wish.y] if isinstance(wish.y, str) else list(wish.y or ())
    for name in several:
        if not isinstance(name, str):
            raise InvalidType(f"{wish.call}: y={name!r} is a {type(name).__name__}. Pass names of columns.")
    if wish.stack not in (True, False, None, "normalize", "center", "layered"):
        raise InvalidValue(
            f'{wish.call}: stack={wish.stack!r} is unknown. Pass True, False, "normalize", "center", "layered" or None.'
        )


# Rows


def _with_index(data: object, call: str) -> tuple[ArrowTable, str]:
    """Return a table as Arrow, its row labels as the first column, and the name of that."""
    pa = arrow()
    table = to_table(data, call)
    rows = table.data
    labels, names = rows.columns[: table.index_columns], rows.column_names[: table.index_columns]
    values = rows.select(rows.column_names[table.index_columns :])
    if table.headers:
        values = values.rename_columns([" / ".join(part for part in header if part) for header in table.headers])
    own = len(labels) == 1 and names[0] != INDEX.format(0)
    name = names[0] if own else _free("index", values.column_names)
    if not labels:
        label: Any = pa.array(range(values.num_rows), pa.int64())
    elif len(labels) == 1:
        label = labels[0]
    else:
        parts = zip(*(column.to_pylist() for column in labels), strict=True)
        label = pa.array([" / ".join(map(str, part)) for part in parts], pa.string())
    return pa.table([label, *values.columns], names=[name, *values.column_names]), name


def _free(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _named(table: ArrowTable, index: str, wish: Wish, name: str) -> str:
    if name not in table.column_names:
        columns = [column for column in table.column_names if column != index]
        raise InvalidValue(
            f"{wish.call}: there is no column {name!r}. There is {', '.join(map(repr, columns)) or 'none'}."
        )
    return name


def _series(table: ArrowTable, index: str, wish: Wish) -> Series:
    x = index if wish.x is None else _named(table, index, wish, wish.x)
    color = wish.color if isinstance(wish.color, str) and wish.color in table.column_names else None
    size = wish.size if isinstance(wish.size, str) else None
    if size is not None and size not in table.column_names:
        raise InvalidValue(f"{wish.call}: size={size!r} is no column of the data. Pass the name of one, or a number.")
    if wish.y is None:
        ys = [name for name in table.column_names if name not in (index, x, color, size)]
    else:
        wanted = [wish.y] if isinstance(wish.y, str) else list(wish.y)
        ys = [_named(table, index, wish, name) for name in dict.fromkeys(wanted)]
    order = wish.sort.removeprefix("-") if isinstance(wish.sort, str) else None
    if order is not None:
        _named(table, index, wish, order)
    ys = [name for name in ys if name != x] or ys
    given = wish.color if color is None else None
    others = [name for name in dict.fromkeys((size, order)) if name is not None and name != x]
    if len(ys) > 1:
        return _below_each_other(table, x, ys, others, given)
    used = dict.fromkeys([x, *([color] if color else []), *others, *ys])
    rows = table.select(list(used))
    if color is not None:
        rows = _with_css_colors(rows, color)
    return Series(rows, x, ys[0] if ys else x, color, given=given)


def _below_each_other(table: ArrowTable, x: str, ys: list[str], others: list[str], given: Any) -> Series:
    """Return several columns as one, with another that tells where each value comes from."""
    pa = arrow()
    value, color = _free("value", [x, *others]), _free("color", [x, *others])
    kinds = {table.schema.field(name).type for name in ys}
    kind = next(iter(kinds)) if len(kinds) == 1 else pa.float64() if all(map(_is_number, kinds)) else pa.string()
    names = pa.array(ys, pa.string())
    origins = [
        pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(code, pa.int32()), table.num_rows), names)
        for code in range(len(ys))
    ]
    columns = {name: _repeated(table.column(name), len(ys)) for name in (x, *others)}
    columns[color] = pa.chunked_array(origins)
    columns[value] = pa.chunked_array([chunk for name in ys for chunk in _cast(table.column(name), kind).chunks], kind)
    return Series(pa.table(columns), x, value, color, several=True, names=tuple(ys), given=given)


def _repeated(column: Any, times: int) -> Any:
    return arrow().chunked_array(column.chunks * times, column.type)


def _cast(column: Any, kind: Any) -> Any:
    types = arrow().types
    if column.type == kind:
        return column
    if types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    try:
        return column.cast(kind, safe=False)
    except arrow().ArrowNotImplementedError:  # lists and the like
        texts = [None if value is None else str(value) for value in column.to_pylist()]
        return arrow().chunked_array([texts], kind)


# Colours


def css_color(call: str, color: object) -> str:
    """Return a colour as CSS; names of the theme's colours stay as they are, the page knows them."""
    if isinstance(color, str) and (_HEX.fullmatch(color) or color in COLOR_NAMES):
        return color
    if isinstance(color, Sequence) and not isinstance(color, str) and len(cast("Sequence[Any]", color)) in (3, 4):
        parts = list(cast("Sequence[Any]", color))
        if all(isinstance(part, int | float) and not isinstance(part, bool) for part in parts):
            red, green, blue = (_channel(part) for part in parts[:3])
            if len(parts) == 3:
                return f"rgb({red}, {green}, {blue})"
            alpha = parts[3] / 255 if isinstance(parts[3], int) and parts[3] > 1 else parts[3]
            return f"rgba({red}, {green}, {blue}, {round(min(max(alpha, 0), 1), 4)})"
    raise InvalidValue(
        f"{call}: color={color!r} is no colour and no column. Pass '#ffaa00', (255, 170, 0), the name of a column or "
        f"one of {', '.join(COLOR_NAMES)}."
    )


def _channel(part: float) -> int:
    return int(min(max(part * 255 if isinstance(part, float) else part, 0), 255))


def _with_css_colors(rows: ArrowTable, color: str) -> ArrowTable:
    """Return rows in which colours written as lists of numbers are CSS."""
    pa = arrow()
    column = rows.column(color)
    if not pa.types.is_list(column.type) and not pa.types.is_large_list(column.type):
        return rows
    texts = [None if value is None else css_color("color", value) for value in column.to_pylist()]
    return rows.set_column(rows.column_names.index(color), color, pa.array(texts, pa.string()))


def _color_encoding(series: Series, wish: Wish) -> dict[str, Any] | None:
    if series.several:
        encoding: dict[str, Any] = {"field": series.color, "type": "nominal", "title": " ", "legend": _LEGEND}
        if series.given is not None:
            encoding["scale"] = {"domain": list(series.names), "range": _listed(wish, len(series.names))}
        return encoding
    if series.color is None:
        return None if series.given is None else {"value": _listed(wish, 1)[0]}
    column = series.rows.column(series.color)
    encoding = {"field": _field(series.color), "type": _kind(column.type), "title": series.color, "legend": _LEGEND}
    if encoding["type"] == "nominal" and (colors := _colors_in(wish.call, column)):
        return {**encoding, "legend": None, "scale": {"domain": colors, "range": colors}}
    return encoding


def _listed(wish: Wish, count: int) -> list[str]:
    """Return the colours of so many series."""
    color: Any = wish.color
    one = isinstance(color, str) or (len(color) in (3, 4) and all(isinstance(part, int | float) for part in color))
    colors = [color] if one else list(color)
    if len(colors) != count:
        raise InvalidValue(
            f"{wish.call}: color={color!r} has {len(colors)} colours, the chart {count} series. Pass one for each."
        )
    return [css_color(wish.call, each) for each in colors]


def _colors_in(call: str, column: Any) -> list[str]:
    """Return the colours a column holds, if it is one of colours."""
    values = [value for value in column.unique().to_pylist() if value is not None]
    if not values or not all(isinstance(value, str) for value in values) or not values[0].startswith(("#", "rgb")):
        return []
    return [value if value.startswith("rgb") else css_color(call, value) for value in values]


# Encodings


def _is_number(kind: Any) -> bool:
    types = arrow().types
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))


def _kind(kind: Any) -> str:
    """Return Vega's name for a type of Arrow."""
    types = arrow().types
    if _is_number(kind) or types.is_duration(kind):
        return "quantitative"
    if types.is_timestamp(kind) or types.is_date(kind):
        return "temporal"
    return "ordinal" if types.is_dictionary(kind) and kind.ordered else "nominal"


def _field(name: str) -> str:
    """Return a column's name in the form in which Vega takes it for a name and not for a path."""
    return _SPECIAL.sub(r"\\\1", name)


def _axis(series: Series, name: str, title: str, *, grid: bool) -> dict[str, Any]:
    kind = series.rows.schema.field(name).type
    axis: dict[str, Any] = {"grid": grid}
    if arrow().types.is_integer(kind):
        axis["tickMinStep"] = 1
    encoding = {"field": _field(name), "type": _kind(kind), "title": title, "axis": axis, "scale": {}}
    if encoding["type"] == "ordinal":
        encoding["sort"] = series.rows.column(name).unify_dictionaries().chunk(0).dictionary.to_pylist()
    return encoding


def _encoding(series: Series, wish: Wish) -> dict[str, Any]:
    x_title = wish.x or "" if wish.x_label is None else wish.x_label
    y_title = (wish.y if isinstance(wish.y, str) else _only(wish.y)) if wish.y_label is None else wish.y_label
    x, y = _axis(series, series.x, x_title, grid=False), _axis(series, series.y, y_title, grid=True)
    color = _color_encoding(series, wish)
    encoding: dict[str, Any] = {"x": x, "y": y, "tooltip": _tooltip(series, wish)}
    if color is not None:
        encoding["color"] = color
    grouped = color is not None and "field" in color
    if wish.mark == "area":
        y["stack"] = wish.stack if wish.stack not in (None, "layered") else False
        if grouped:
            encoding["opacity"] = {"value": 0.7}
    if wish.mark == "bar":
        _finish_bars(series, wish, encoding, grouped=grouped)
    if wish.mark == "circle":
        encoding["size"] = _size(series, wish)
        for axis in (x, y):
            if axis["type"] in _CONTINUOUS:
                # Else points at the edge are cut in half; a nice scale has ticks far beyond them.
                axis["scale"] = {"padding": POINT_ROOM, "nice": False}
    return encoding


def _only(names: Sequence[str] | None) -> str:
    return names[0] if names is not None and len(names) == 1 else ""


def _finish_bars(series: Series, wish: Wish, encoding: dict[str, Any], *, grouped: bool) -> None:
    """Add what bars have of their own: an order, a way to stand together, a direction."""
    x, y = encoding["x"], encoding["y"]
    if x["type"] != "temporal":
        x["type"] = "ordinal"
    if wish.sort is False:
        x["sort"] = None
    elif isinstance(wish.sort, str):
        way = "descending" if wish.sort.startswith("-") else "ascending"
        x["sort"] = {"field": _field(wish.sort.removeprefix("-")), "order": way}
    if wish.stack is not None:
        y["stack"] = False if wish.stack == "layered" else wish.stack
        if grouped and wish.stack == "layered":
            encoding["opacity"] = {"value": 0.7}
        if grouped and wish.stack is False:
            encoding["yOffset" if wish.horizontal else "xOffset"] = {"field": encoding["color"]["field"]}
    if wish.horizontal:
        encoding["x"], encoding["y"] = y, x


def _size(series: Series, wish: Wish) -> dict[str, Any]:
    if isinstance(wish.size, str):
        kind = _kind(series.rows.schema.field(wish.size).type)
        return {"field": _field(wish.size), "type": kind, "title": wish.size, "legend": _LEGEND}
    return {"value": POINT_SIZE if wish.size is None else wish.size}


def _tooltip(series: Series, wish: Wish) -> list[dict[str, Any]]:
    size = wish.size if isinstance(wish.size, str) else None
    names = dict.fromkeys(name for name in (series.x, series.y, series.color, size) if name is not None)
    kinds = {name: _kind(series.rows.schema.field(name).type) for name in names}
    return [{"field": _field(name), "title": name, "type": kind} for name, kind in kinds.items()]


def _zoom(encoding: dict[str, Any], mark: Mark) -> list[dict[str, Any]]:
    """Return the parameter by which the reader moves and zooms, if the axes have scales for that."""
    axes = [axis for axis in ("x", "y") if encoding[axis]["type"] in _CONTINUOUS]
    if not axes or (mark == "bar" and len(axes) < 2):
        return []
    return [{"name": "param_1", "select": {"type": "interval", "encodings": axes}, "bind": "scales"}]
