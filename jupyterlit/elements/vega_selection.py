"""Selections of charts: which a specification declares, what they tell of a mark, what Python gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast

import msgspec

from jupyterlit.errors import InvalidType, InvalidValue

Kind = Literal["point", "interval"]

# Views within a view, by the key that holds them.
VIEWS = ("layer", "hconcat", "vconcat", "concat", "spec")

_Scalar = float | int | str | bool | None
# Bins are selected by their two ends.
_Points = list[dict[str, _Scalar | list[_Scalar]]]
_Intervals = dict[str, list[_Scalar]]


def selections(spec: object) -> dict[str, Kind]:
    """Return the selections that a specification declares, wherever they stand, by name."""
    return {name: kind for _, param in _declared(spec) if (name := _name(param)) and (kind := _kind(param))}


def views(spec: object) -> Iterator[dict[str, Any]]:
    """Yield a view and those within it."""
    if isinstance(spec, dict):
        view = cast("dict[str, Any]", spec)
        yield view
        for key in VIEWS:
            yield from views(view.get(key))
    elif isinstance(spec, list):
        for part in cast("list[Any]", spec):
            yield from views(part)


def _declared(spec: object) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield selections as they are declared, each with the view it stands in."""
    for view in views(spec):
        params = view.get("params")
        for param in cast("list[Any]", params) if isinstance(params, list) else ():
            if isinstance(param, dict) and "select" in param:
                yield view, cast("dict[str, Any]", param)


def _name(param: Mapping[str, Any]) -> str | None:
    name = param.get("name")
    return name if isinstance(name, str) and name else None


def _kind(param: Mapping[str, Any]) -> Kind | None:
    select = param["select"]
    kind = cast("Mapping[str, Any]", select).get("type") if isinstance(select, Mapping) else select
    return kind if kind in ("point", "interval") else None


def followed(call: str, spec: object, selection_mode: object) -> dict[str, Kind]:
    """Return the selections that Python follows, by name.

    Raises
    ------
    InvalidValue
        The specification declares none, or not one that `selection_mode` names.
    InvalidType
        `selection_mode` is no name and no list of names.
    """
    declared = dict(sorted(selections(spec).items()))
    if not declared:
        raise InvalidValue(
            f"{call}: on_select has no effect, for the chart declares no selection. "
            'Add one, alt.selection_point(name="picked") for example, or leave on_select out.'
        )
    if selection_mode is None:
        return declared
    wanted = [selection_mode] if isinstance(selection_mode, str) else selection_mode
    if not isinstance(wanted, Iterable):
        raise InvalidType(
            f"{call}: selection_mode={selection_mode!r} is a {type(selection_mode).__name__}. "
            "Pass the name of a selection, or a list of names."
        )
    names = list(cast("Iterable[object]", wanted))
    for name in names:
        if name not in declared:
            raise InvalidValue(
                f"{call}: selection_mode={name!r} is no selection of the chart. "
                f"Pass {' or '.join(map(repr, declared))}."
            )
    return {name: kind for name, kind in declared.items() if name in names}


# What points tell


def with_columns(spec: str, names: Iterable[str]) -> str:
    """Return a specification, as JSON, whose selections of points tell the columns that are drawn.

    Without `fields` and `encodings` Vega-Lite numbers the points, which says nothing to whoever
    has not drawn them.
    """
    wanted = set(names)
    result = msgspec.json.decode(spec)
    for view, param in list(_declared(result)):
        if _name(param) not in wanted or _kind(param) != "point":
            continue
        select: Any = param["select"]
        settings = cast("dict[str, Any]", select) if isinstance(select, dict) else {"type": select}
        if settings.keys() & {"fields", "encodings"} or param.get("bind") == "legend":
            continue
        channels = _channels(_drawn(result, view, param.get("views")))
        if channels:
            param["select"] = {**settings, "encodings": channels}
    return msgspec.json.encode(result).decode()


def _drawn(spec: object, view: dict[str, Any], named: object) -> list[dict[str, Any]]:
    """Return what the views draw in which a selection is made: those it names, or those where it stands."""
    if isinstance(named, list):
        drawn = [part for part in _inheriting(spec, {}) if part["name"] in named]
        return [part["encoding"] for part in drawn]
    return [part["encoding"] for part in _inheriting(view, {}) if part["encoding"]]


def _inheriting(spec: object, outer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the views that draw something: their names, and their encodings with those of the views around them."""
    if isinstance(spec, list):
        for part in cast("list[Any]", spec):
            yield from _inheriting(part, outer)
    elif isinstance(spec, dict):
        view = cast("dict[str, Any]", spec)
        given = view.get("encoding")
        encoding = {**outer, **(cast("dict[str, Any]", given) if isinstance(given, dict) else {})}
        if "mark" in view:
            yield {"name": view.get("name"), "encoding": encoding}
        for key in VIEWS:
            yield from _inheriting(view.get(key), encoding)


# Channels by which Vega-Lite selects; those that place views or only tell something are none.
_CHANNELS = (
    "x", "y", "x2", "y2", "xOffset", "yOffset", "theta", "theta2", "radius", "radius2", "longitude", "latitude",
    "longitude2", "latitude2", "color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth",
    "strokeDash", "size", "angle", "shape", "text", "url",
)  # fmt: skip


def _channels(encodings: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the channels that show a column in every view, or nothing where a view takes columns in turn."""
    found: dict[str, None] | None = None
    for encoding in encodings:
        here: dict[str, None] = {}
        for channel, definition in encoding.items():
            if channel not in _CHANNELS or not isinstance(definition, Mapping):
                continue
            column = cast("Mapping[str, Any]", definition)
            field = column.get("field")
            if isinstance(field, Mapping):
                return []
            if isinstance(field, str) and "aggregate" not in column:
                here[channel] = None
        found = here if found is None else {channel: None for channel in found if channel in here}
    return list(found or ())


# On the wire


def read_selections(wire: object, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """Return what is selected as the browser tells it; nothing is `{}`.

    Raises
    ------
    msgspec.ValidationError
        It is not what such selections hold.
    """
    given = msgspec.convert(wire, dict[str, Any])
    return {name: _read(given.get(name) or {}, kind) for name, kind in kinds.items()}


def _read(value: object, kind: Kind) -> Any:
    if value == {}:
        return {}
    return msgspec.convert(value, _Points if kind == "point" else _Intervals)


def check_selections(call: str, value: object, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """Return what an author, or an earlier run, says is selected."""
    selected = cast("Mapping[str, Any]", value).get("selection") if isinstance(value, Mapping) else None
    try:
        return read_selections(selected, kinds)
    except msgspec.ValidationError as error:
        example = ", ".join(f'"{name}": {_EXAMPLES[kind]}' for name, kind in kinds.items())
        raise InvalidValue(
            f'{call}: {value!r} is no selection ({error}). Pass {{"selection": {{{example}}}}}.'
        ) from error


_EXAMPLES = {"point": '[{"column": value}]', "interval": '{"column": [low, high]}'}
