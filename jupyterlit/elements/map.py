"""Places as points on a map."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.table import ArrowTable, arrow
from jupyterlit.elements.arguments import WidthWithoutContent, check_height, check_width
from jupyterlit.elements.deck_layers import LayerRows, attribute
from jupyterlit.elements.pydeck_chart import HeightWithoutContent, PydeckChart
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.tree import BlockT

Color = str | Sequence[float]

_LATITUDES = ("lat", "latitude", "LAT", "LATITUDE")
_LONGITUDES = ("lon", "longitude", "LON", "LONGITUDE")
_HEX = re.compile(r"#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_COLOR = (229, 72, 77, 190)  # seen on light ground and on dark
_SIZE = 100  # m, the radius of a point


def map(
    self: BlockT,
    data: Any = None,
    *,
    latitude: str | None = None,
    longitude: str | None = None,
    color: str | Color | None = None,
    size: str | float | None = None,
    zoom: int | None = None,
    width: WidthWithoutContent = "stretch",
    height: HeightWithoutContent = 500,
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> BlockT:
    """Show places as points on a map.

    Below the points lies a map of the world's countries that needs no network.

    Parameters
    ----------
    data
        Anything that st.dataframe shows, with a latitude and a longitude in each row; None for the world.
    latitude
        The column of latitudes; None: "lat", "latitude", "LAT" or "LATITUDE".
    longitude
        The column of longitudes; None: "lon", "longitude", "LON" or "LONGITUDE".
    color
        A colour, as "#ff0000" or numbers, or the column of colours.
    size
        The radius of the points in metres, or the column of radii.
    zoom
        How near the map is at first; None shows all points.
    width
        "stretch", or pixels.
    height
        Pixels, or "stretch".
    use_container_width
        Deprecated: True means width="stretch".
    alt
        What the map shows, for screen readers.

    Returns
    -------
    DeltaGenerator
        The place of the map: call a method on it to replace the map.

    Examples
    --------
    >>> import jupyterlit as st
    >>> cities = {"lat": [59.91, -12.05], "lon": [10.75, -77.04]}
    >>> place = st.map(cities, size=50_000, alt="Oslo and Lima")
    """
    call = "st.map"
    if use_container_width:
        width = "stretch"
    if zoom is not None and (isinstance(zoom, bool) or not isinstance(cast("object", zoom), int | float)):
        raise InvalidType(f"{call}: zoom={zoom!r} is a {type(zoom).__name__}. Pass a number, 0 for the world.")
    rows, bounds = _points(call, data, latitude, longitude, color, size)
    west, south, east, north = bounds or [0.0, 0.0, 0.0, 0.0]
    view: dict[str, Any] = {"latitude": (south + north) / 2, "longitude": (west + east) / 2, "pitch": 0, "bearing": 0}
    view["zoom"] = 1 if zoom is None else zoom
    points = {"@@type": "ScatterplotLayer", "id": "points", "data": {"@@rows": 0}, "radiusMinPixels": 3}
    spec = {"initialViewState": view, "layers": [points] if rows.length else []}
    message = PydeckChart(
        spec=json.dumps(spec, separators=(",", ":")),
        rows=[rows] if rows.length else [],
        bounds=bounds if zoom is None else [],
        alt=(alt or "").strip() or None,
        width=check_width(call, width, content=False),
        height=check_height(call, height, content=False),
    )
    return self.add_element(message)


def _points(
    call: str, data: Any, latitude: str | None, longitude: str | None, color: object, size: object
) -> tuple[LayerRows, list[float]]:
    """Return the points as deck.gl draws them, and what they lie within: west, south, east, north."""
    import numpy as np

    found = to_table(data, call)
    table = found.data.select(found.data.column_names[found.index_columns :])
    if table.num_rows == 0:
        return LayerRows(format="attributes"), []
    lat = _numbers(call, table, _column(call, table, "latitude", latitude, _LATITUDES))
    lon = _numbers(call, table, _column(call, table, "longitude", longitude, _LONGITUDES))
    attributes = [
        attribute("getPosition", np.column_stack([lon, lat])),
        attribute("getFillColor", _colors(call, table, color)),
        attribute("getRadius", _radii(call, table, size)),
    ]
    rows = LayerRows(format="attributes", attributes=attributes, length=len(lat))
    return rows, [float(edge) for edge in (lon.min(), lat.min(), lon.max(), lat.max())]


def _column(call: str, table: ArrowTable, argument: str, given: str | None, names: tuple[str, ...]) -> str:
    """Return the column of an argument: the one the author names, or one whose name says what it is."""
    for name in names if given is None else (given,):
        if name in table.column_names:
            return name
    existing = ", ".join(repr(name) for name in table.column_names)
    if given is not None:
        raise InvalidValue(f"{call}: {argument}={given!r} is no column of data, which has {existing}.")
    *head, last = [f'"{name}"' for name in names]
    raise InvalidValue(
        f"{call}: data has no column of {argument}s, only {existing}. "
        f"Call one {', '.join(head)} or {last}, or name it: {argument}=…"
    )


def _numbers(call: str, table: ArrowTable, name: str) -> Any:
    """Return a column of coordinates."""
    pa = arrow()
    column = table.column(name)
    try:
        numbers = column.cast(pa.float64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise InvalidValue(f"{call}: column {name!r} has other values than numbers ({error}).") from error
    numbers = import_module("pyarrow.compute").if_else(numbers.is_nan(), None, numbers)
    if numbers.null_count:
        count = "1 row has" if numbers.null_count == 1 else f"{numbers.null_count} rows have"
        raise InvalidValue(f"{call}: {count} no value in column {name!r}. Leave them out, data.dropna() for example.")
    return numbers.to_numpy()


def _radii(call: str, table: ArrowTable, size: Any) -> Any:
    import numpy as np

    if isinstance(size, str):
        if size not in table.column_names:
            existing = ", ".join(repr(name) for name in table.column_names)
            raise InvalidValue(f"{call}: size={size!r} is no column of data, which has {existing}.")
        return _numbers(call, table, size)
    if size is not None and (isinstance(size, bool) or not isinstance(size, int | float) or not size > 0):
        raise InvalidValue(f"{call}: size={size!r} is no radius. Pass a positive number of metres, or a column.")
    return np.full(table.num_rows, _SIZE if size is None else size)


def _colors(call: str, table: ArrowTable, color: Any) -> Any:
    """Return the colour of each point."""
    import numpy as np

    if isinstance(color, str) and color in table.column_names:
        column = table.column(color)
        values = [_channels(value) for value in column.to_pylist()]
        wrong = next((i for i, value in enumerate(values) if value is None), None)
        if wrong is not None:
            raise InvalidValue(
                f"{call}: {column[wrong].as_py()!r} in column {color!r} is no colour. "
                "Give each row one as '#ff0000', or as a list of 3 or 4 numbers."
            )
        return np.array(values, np.uint8).reshape(-1, 4)
    one = _COLOR if color is None else _channels(color)
    if one is None:
        raise InvalidValue(
            f"{call}: color={color!r} is no colour and no column. Pass '#ff0000', (255, 0, 0) or the name of a column."
        )
    return np.tile(np.array(one, np.uint8), (table.num_rows, 1))


def _channels(color: object) -> tuple[int, ...] | None:
    """Return red, green, blue and opacity from 0 to 255; None for what is no colour."""
    if isinstance(color, str):
        if not _HEX.fullmatch(color):
            return None
        digits = color[1:] if len(color) > 5 else "".join(digit * 2 for digit in color[1:])
        parts = tuple(int(digits[i : i + 2], 16) for i in range(0, len(digits), 2))
        return parts if len(parts) == 4 else (*parts, 255)
    if not isinstance(color, Sequence) or len(cast("Sequence[Any]", color)) not in (3, 4):
        return None
    given = list(cast("Sequence[Any]", color))
    if not all(isinstance(part, int | float) and not isinstance(part, bool) and math.isfinite(part) for part in given):
        return None
    whole = all(isinstance(part, int) for part in given[:3])
    parts = [part if whole else part * 255 for part in given[:3]]
    opacity = 255 if len(given) == 3 else given[3] if isinstance(given[3], int) and given[3] > 1 else given[3] * 255
    return tuple(min(max(round(part), 0), 255) for part in (*parts, opacity))
