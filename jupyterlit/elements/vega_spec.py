"""Vega-Lite specifications: their data apart, as Arrow; names that stay the same; sizes."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, cast

import msgspec

from jupyterlit.dataframes.convert import to_table
from jupyterlit.dataframes.table import ArrowTable, Table, arrow, library_of, to_stream
from jupyterlit.elements.altair_classes import keep_class_table
from jupyterlit.errors import InvalidType
from jupyterlit.protocol.base import Buffer

DATASET = "dataset_{}"

# Views within a view, by the key that holds them.
_VIEWS = ("layer", "hconcat", "vconcat", "concat")
_LONG = 20_000  # bytes of a specification that is not remembered
# Names that Altair gives where the author gives none; it counts on from run to run.
_COUNTED = re.compile(r"(param|view)_(\d+|[0-9a-f]{16})")


class Dataset(msgspec.Struct, frozen=True, kw_only=True):
    """The rows a specification calls by name."""

    name: str
    data: Buffer


class Datasets:
    """The tables of one chart, in the order they were found."""

    def __init__(self, call: str) -> None:
        self._call = call
        self._found: dict[int, tuple[Dataset, object]] = {}

    def add(self, data: object, *, labels: bool, name: str | None = None) -> str:
        """Add a table and return its name; row labels are columns where `labels` is set and they say something."""
        known = self._found.get(id(data))
        if known is not None and name in (None, known[0].name):
            return known[0].name
        table = to_table(data, self._call)
        columns = _columns(table, labels=labels)
        name = name or DATASET.format(len(self._found))
        # The object is kept so that no other has its id.
        self._found[id(data)] = Dataset(name=name, data=Buffer(to_stream(columns))), data
        return name

    def listed(self) -> list[Dataset]:
        """Return the tables."""
        return [dataset for dataset, _ in self._found.values()]


def _columns(table: Table, *, labels: bool) -> ArrowTable:
    data = table.data
    if table.index_columns and (table.default_index or not labels):
        data = data.select(data.column_names[table.index_columns :])
    return in_types_of_vega(data)


def in_types_of_vega(table: ArrowTable) -> ArrowTable:
    """Return a table of numbers, texts, truths and dates: durations become milliseconds, as dates are."""
    pa = arrow()
    for position, field in enumerate(table.schema):
        column = table.column(position)
        if pa.types.is_duration(field.type):
            column = column.cast(pa.duration("ms"), safe=False).cast(pa.int64())
        elif pa.types.is_decimal(field.type):
            column = column.cast(pa.float64())
        elif pa.types.is_time(field.type):
            column = column.cast(pa.string())
        if column.type != field.type:
            table = table.set_column(position, field.name, column)
    return table


def is_table(data: object) -> bool:
    """Tell whether data of a chart is a table to be sent apart; maps keep their geometry in the specification."""
    if data is None or isinstance(data, str | Mapping | list) or hasattr(data, "__geo_interface__"):
        return False
    known = library_of(data) in ("pandas", "polars", "pyarrow", "narwhals")
    return known or hasattr(data, "__dataframe__") or hasattr(data, "__arrow_c_stream__")


def spec_of_altair(chart: Any, datasets: Datasets) -> dict[str, Any]:
    """Return the specification of an Altair chart, without the rows of its tables.

    It is what `chart.to_dict()` gives, checks included, but Altair's data transformers, which
    are global and would write every row as JSON, are not asked.

    Raises
    ------
    altair.utils.schemapi.SchemaValidationError
        The chart is not valid, as Altair says it.
    """
    import altair as alt

    keep_class_table()  # for the next chart, or the next run of this one
    found: dict[str, Any] = {}
    spec = _converted(chart, None, datasets, {"datasets": found, "pre_transform": False})
    _check(chart, spec)
    view = spec.get("config", {}).get("view", {})
    if alt.theme.active == "default" and view == {"continuousWidth": 300, "continuousHeight": 300}:
        spec["config"] = {name: value for name, value in spec["config"].items() if name != "view"}
        if not spec["config"]:
            del spec["config"]
    return spec


def _check(chart: Any, spec: Mapping[str, Any]) -> None:
    """Raise as Altair does if a specification is not valid."""
    import jsonschema
    from altair.utils.schemapi import SchemaValidationError

    kind = cast("Any", type(chart))
    try:
        try:
            _check_once(kind, _encode(_untitled(spec)))
        except Exception:  # it is not valid, which is told of the specification itself, or it cannot be remembered
            kind.validate(spec)
    except jsonschema.ValidationError as error:
        raise SchemaValidationError(chart, error) from None


@functools.lru_cache(maxsize=64)
def _check_once(kind: Any, spec: bytes) -> None:
    """Raise if a specification is not valid. Most charts have in each run what they had in the one before."""
    kind.validate(msgspec.json.decode(spec))


def _encode(spec: Any) -> bytes:
    encoded = msgspec.json.encode(spec)
    if len(encoded) > _LONG:
        raise OverflowError
    return encoded


def _untitled(spec: Any) -> Any:
    """Return a specification without what its titles say: any text is one."""
    if isinstance(spec, Mapping):
        items = cast("Mapping[str, Any]", spec).items()
        return {k: "" if k == "title" and isinstance(v, str) else _untitled(v) for k, v in items}
    return [_untitled(each) for each in cast("list[Any]", spec)] if isinstance(spec, list) else spec


def _converted(chart: Any, frame: Any, datasets: Datasets, context: dict[str, Any]) -> dict[str, Any]:
    """Return one view and those within it; `frame` is the data of the view around it."""
    import altair as alt
    import narwhals.stable.v1 as nw

    chart = chart.copy(deep=False)
    data = _defined(chart, "data")
    name = None
    if is_table(data):
        name = datasets.add(data, labels=False)
        frame = nw.from_native(data, eager_or_interchange_only=True, strict=False)
        chart["data"] = alt.Undefined
    elif data is not None:
        frame = None
    inner = {**context, "top_level": False}
    within: dict[str, Any] = {}
    for key in (*_VIEWS, "spec"):
        if views := _defined(chart, key):
            # Altair takes nothing but charts as views: they are converted on their own, and stood in for.
            several = isinstance(views, list)
            listed = cast("list[Any]", views) if several else [views]
            parts = [_converted(view, frame, datasets, inner) for view in listed]
            within[key] = parts if several else parts[0]
            chart[key] = [alt.Chart().mark_point() for _ in parts] if several else alt.Chart().mark_point()
    if transforms := _defined(chart, "transform"):
        chart["transform"] = [_looked_up(transform, datasets) for transform in transforms]
    if frame is not None:
        context = {**context, "data": frame}
    spec = {**chart.to_dict(validate=False, context=context), **within}
    return {"data": {"name": name}, **spec} if name is not None else spec


def _defined(chart: Any, key: str) -> Any:
    """Return what a chart has under `key`, if anything."""
    import altair as alt

    value = getattr(chart, "_kwds", {}).get(key)
    return None if value is alt.Undefined else value


def _looked_up(transform: Any, datasets: Datasets) -> Any:
    """Return a transform; the table that it looks things up in goes apart."""
    import altair as alt

    source = _defined(transform, "from")
    data = _defined(source, "data")
    if not is_table(data):
        return transform
    transform, source = transform.copy(deep=False), source.copy(deep=False)
    source["data"] = alt.NamedData(name=datasets.add(data, labels=False))
    transform["from"] = source
    return transform


def without_tables(spec: Any, datasets: Datasets) -> Any:
    """Return a specification written by hand; tables in it are replaced by their names."""
    if isinstance(spec, list | tuple):
        return [without_tables(item, datasets) for item in cast("list[Any]", spec)]
    if not isinstance(spec, Mapping):
        return spec
    result: dict[str, Any] = {}
    for key, value in cast("Mapping[str, Any]", spec).items():
        if key == "data" and is_table(value):
            result[key] = {"name": datasets.add(value, labels=True)}
        elif key == "data" and isinstance(value, Mapping) and is_table(cast("Mapping[str, Any]", value).get("values")):
            given = dict(cast("Mapping[str, Any]", value))
            table = given.pop("values")
            result[key] = {"name": datasets.add(table, labels=True, name=given.pop("name", None)), **given}
        elif key == "datasets" and isinstance(value, Mapping):
            named = cast("Mapping[str, Any]", value)
            for name, table in named.items():
                if is_table(table):
                    datasets.add(table, labels=True, name=name)
            if rest := {name: rows for name, rows in named.items() if not is_table(rows)}:
                result[key] = rest
        else:
            result[key] = without_tables(value, datasets)
    return result


def with_steady_names(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification in which names that Altair has counted begin with 1: the same in each run."""
    names: dict[str, str] = {}
    counts = {"param": 0, "view": 0}

    def note(view: Any) -> None:
        if isinstance(view, Mapping):
            for key, value in cast("Mapping[str, Any]", view).items():
                if key == "name" and isinstance(value, str) and (found := _COUNTED.fullmatch(value)):
                    if value not in names:
                        counts[found[1]] += 1
                        names[value] = f"{found[1]}_{counts[found[1]]}"
                elif isinstance(value, Mapping | list):
                    note(value)
        elif isinstance(view, list):
            for item in cast("list[Any]", view):
                note(item)

    note(spec)
    if all(name == steady for name, steady in names.items()):
        return spec
    known = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
    return _replaced(spec, lambda text: known.sub(lambda found: names[found[1]], text))


def _replaced(value: Any, replace: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, list):
        return [_replaced(item, replace) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: _replaced(item, replace) for key, item in cast("dict[str, Any]", value).items()}
    return value


def natural_width(spec: Mapping[str, Any]) -> Literal["stretch", "content"]:
    """Return how wide a chart is where the author does not say: several views side by side keep their own size."""
    if "hconcat" in spec or "repeat" in spec or is_faceted(spec):
        return "content"
    nested = any(key in view for view in spec.get("vconcat", ()) for key in _VIEWS)
    return "content" if nested else "stretch"


def is_faceted(spec: Mapping[str, Any]) -> bool:
    """Tell whether a specification draws one view for each value of a column."""
    encoding: Any = spec.get("encoding")
    encoded = isinstance(encoding, Mapping) and any(key in encoding for key in ("row", "column", "facet"))
    return "facet" in spec or encoded


def with_autosize(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification that says how the chart fits its place, where the author does not."""
    if "autosize" in spec:
        return spec
    kind = "pad" if is_faceted(spec) else "fit-x" if "vconcat" in spec else "fit"
    return {**spec, "autosize": {"type": kind, "contains": "padding"}}


def to_json(call: str, spec: Mapping[str, Any]) -> str:
    """Return a specification as JSON text."""
    try:
        return msgspec.json.encode(spec, enc_hook=_plain).decode()
    except TypeError as error:
        raise InvalidType(f"{call}: {error} Pass texts, numbers, lists and dicts.") from error


def _plain(value: Any) -> Any:
    """Return a value of another library as one that JSON has."""
    if hasattr(value, "tolist"):  # NumPy's
        return value.tolist()
    if isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(f"the specification holds {value!r}, a {type(value).__name__}.")
