"""Options of ECharts: their tables apart, as Arrow; what the browser could not draw refused."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from jupyterlit.elements.vega_spec import Datasets, is_table
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.protocol.base import Height, Width

# What the browser can draw; "custom" needs functions, maps need shapes of countries, 3D needs another library.
SERIES = (
    *("bar", "boxplot", "candlestick", "chord", "effectScatter", "funnel", "gauge", "graph", "heatmap", "line"),
    *("lines", "parallel", "pictorialBar", "pie", "radar", "sankey", "scatter", "sunburst", "themeRiver", "tree"),
    "treemap",
)
_ON_AXES = ("bar", "boxplot", "candlestick", "effectScatter", "heatmap", "line", "pictorialBar", "scatter")
# What a series stands on, by its coordinate system.
_NEEDED = {
    "cartesian2d": ("xAxis", "yAxis"),
    "polar": ("polar", "angleAxis", "radiusAxis"),
    "singleAxis": ("singleAxis",),
    "calendar": ("calendar",),
    "parallel": ("parallel", "parallelAxis"),
}
_MAPS = ("geo", "bmap", "amap", "lmap")
_SOLIDS = ("globe", "grid3D", "geo3D", "mapbox3D", "maptalks3D")
# Sizes that pyecharts gives where the author gives none.
_PYECHARTS_SIZE = {"width": "900px", "height": "500px"}
_TEMPLATE = 'Pass a text such as "{b}: {c}" in its place.'


class Read(NamedTuple):
    """An option as plain data, and the size that it brings along."""

    option: dict[str, Any]
    width: Width | None = None
    height: Height | None = None


def read(call: str, spec: object, datasets: Datasets) -> Read:
    """Return a specification, however the author has written it; its tables go into `datasets`."""
    width: Any = None
    height: Any = None
    given: Any = spec
    if isinstance(spec, str):
        given = _parsed(call, spec)
    elif callable(dump := getattr(spec, "dump_options", None)) and not isinstance(spec, type):
        _refuse_code(call, getattr(spec, "options", None))
        given = _parsed(call, str(dump()))
        width, height = (_size(spec, name) for name in ("width", "height"))
        if given.get("aria") == {"enabled": False}:  # what pyecharts writes into every chart
            del given["aria"]
    if not isinstance(given, Mapping):
        kind = type(cast("object", given)).__name__
        raise InvalidType(
            f"{call}: spec={given!r} is a {kind}. Pass a dict, its JSON as a text, or a chart of pyecharts."
        )
    option = cast("dict[str, Any]", _plain(call, given, (), datasets))
    parts = list(_options(option))
    present = {name for _, part in parts for name in part}
    for place, part in parts:
        _check(call, place, part, present)
    return Read(option, width, height)


def _parsed(call: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InvalidValue(
            f"{call}: spec is no JSON: {error}. Functions of JavaScript cannot stand in it. {_TEMPLATE}"
        ) from None


def _refuse_code(call: str, options: object) -> None:
    """Refuse functions of JavaScript, which pyecharts can hold and no JSON can."""
    for place, value in _walk(options, ()):
        if type(value).__name__ == "JsCode":
            code = str(getattr(value, "js_code", "")).replace("--x_x--0_0--", "")
            raise InvalidValue(f"{call}: spec{_path(place)}={code!r} is JavaScript, which is never run. {_TEMPLATE}")


def _walk(value: object, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Give every value in the options of pyecharts, objects that hold options included."""
    value = getattr(value, "opts", value)
    yield place, value
    if isinstance(value, Mapping):
        for key, part in cast("Mapping[Any, Any]", value).items():
            yield from _walk(part, (*place, str(key)))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(cast("Sequence[Any]", value)):
            yield from _walk(part, (*place, index))


def _size(chart: object, name: str) -> int | str | None:
    """Return a size that the author has given to pyecharts: pixels, "stretch", or none."""
    size = getattr(chart, name, None)
    if not isinstance(size, str) or size == _PYECHARTS_SIZE[name]:
        return None
    if size.strip() == "100%":
        return "stretch"
    digits = size.strip().removesuffix("px").strip()
    return int(digits) if digits.isdecimal() and int(digits) > 0 else None


def _plain(call: str, value: Any, place: tuple[str | int, ...], datasets: Datasets) -> Any:
    """Return a value as JSON has it; tables are replaced by their names."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        items = cast("Mapping[Any, Any]", value).items()
        return {str(key): _plain(call, part, (*place, str(key)), datasets) for key, part in items}
    if isinstance(value, list | tuple | range):
        parts = cast("Sequence[Any]", value)
        return [_plain(call, part, (*place, index), datasets) for index, part in enumerate(parts)]
    if _is_source(place) and is_table(value):
        return datasets.add(value, labels=False)
    if is_table(value) and hasattr(value, "columns"):
        raise InvalidType(
            f"{call}: spec{_path(place)} is a {type(value).__name__}. Pass tables as spec['dataset']['source'] only."
        )
    if isinstance(value, dt.date | dt.time):
        return value.isoformat() if value == value else None  # a date that is none equals nothing
    if hasattr(value, "tolist"):  # NumPy's, columns of tables
        return _plain(call, value.tolist(), place, datasets)
    if callable(value):
        raise InvalidType(f"{call}: spec{_path(place)} is a function, which cannot run in the browser. {_TEMPLATE}")
    raise InvalidType(
        f"{call}: spec{_path(place)}={value!r} is a {type(value).__name__}. Pass texts, numbers, lists and dicts."
    )


def _is_source(place: tuple[str | int, ...]) -> bool:
    return place[-1:] == ("source",) and "dataset" in place[-3:-1]


def _path(place: tuple[str | int, ...]) -> str:
    return "".join(f"[{part!r}]" for part in place)


def _options(option: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Give an option and those within it: of a timeline's steps, and of narrow places."""
    yield (), option
    yield from ((("baseOption",), base) for base in _dicts(option.get("baseOption")))
    yield from ((("options", index), step) for index, step in enumerate(_dicts(option.get("options"))))
    for index, query in enumerate(_dicts(option.get("media"))):
        yield from ((("media", index, "option"), part) for part in _dicts(query.get("option")))


def _dicts(value: Any) -> list[dict[str, Any]]:
    """Return the dicts of a part of an option, which may be one or a list of them."""
    parts = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, dict)]


def _check(call: str, place: tuple[str | int, ...], option: dict[str, Any], present: set[str]) -> None:
    """Refuse what the browser cannot draw; `present` names the components that the whole option has."""
    for name in (*_MAPS, *_SOLIDS):
        if name in option:
            _refuse(call, (*place, name), name in _SOLIDS)
    series: Any = option.get("series", [])
    several = isinstance(series, list)
    for index, one in enumerate(cast("list[Any]", series) if several else [series]):
        where = (*place, "series", *([index] if several else []))
        if not isinstance(one, dict):
            raise InvalidType(f"{call}: spec{_path(where)}={one!r} is a {type(one).__name__}. Pass a dict.")
        known = cast("dict[str, Any]", one)
        kind = known.get("type")
        if kind in SERIES or (kind is None and "baseOption" in present):
            if known.get("coordinateSystem") in _MAPS:
                _refuse(call, (*where, "coordinateSystem"), solid=False)
            _check_axes(call, where, known, present)
        elif kind == "custom":
            raise InvalidValue(
                f'{call}: spec{_path((*where, "type"))}="custom" is drawn by a function, which cannot run in the '
                f"browser. Pass another type."
            )
        elif kind == "map":
            _refuse(call, (*where, "type"), solid=False)
        elif isinstance(kind, str) and (kind.endswith(("3D", "GL")) or kind == "surface"):
            _refuse(call, (*where, "type"), solid=True)
        else:
            raise InvalidValue(
                f"{call}: spec{_path((*where, 'type'))}={kind!r} is unknown. Pass one of {', '.join(SERIES)}."
            )


def _check_axes(call: str, where: tuple[str | int, ...], series: dict[str, Any], present: set[str]) -> None:
    system = series.get("coordinateSystem", "cartesian2d" if series.get("type") in _ON_AXES else None)
    for name in _NEEDED.get(str(system), ()):
        if name not in present:
            raise InvalidValue(
                f"{call}: spec{_path(where)} is a {series.get('type')} without {name}. "
                f'Pass "{name}": {{}} beside "series", or say what is on it.'
            )


def _refuse(call: str, place: tuple[str | int, ...], solid: bool) -> None:
    if solid:
        raise InvalidValue(
            f"{call}: spec{_path(place)} needs ECharts GL, which is not part of jupyterlit. "
            "Draw in two dimensions, or use st.pydeck_chart or st.plotly_chart."
        )
    raise InvalidValue(
        f"{call}: spec{_path(place)} needs the shapes of countries, which are not part of jupyterlit. "
        "Use st.map or st.pydeck_chart."
    )


def can_select(option: dict[str, Any]) -> bool:
    """Tell whether the reader can select something in a chart."""
    for _, part in _options(option):
        features = [feature for box in _dicts(part.get("toolbox")) for feature in _dicts(box.get("feature"))]
        if "brush" in part or any("brush" in feature for feature in features):
            return True
        if any(series.get("selectedMode") for series in _dicts(part.get("series"))):
            return True
    return False
