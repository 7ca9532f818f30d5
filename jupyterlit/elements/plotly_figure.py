"""Figures of Plotly: checked, their arrays apart, as the bytes they are in memory."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import msgspec

from jupyterlit.dataframes.table import library_of
from jupyterlit.errors import InvalidType, InvalidValue, MissingPackage
from jupyterlit.protocol.base import Buffer

FEW = 100  # values that stand in the JSON: as buffers they would be a part each
_SAFE = 2**53  # JSON's readers take numbers for doubles, and whole ones beyond have none of their own
# What plotly.js reads, by NumPy's kind and size.
_READABLE = {"i1": "i1", "u1": "u1", "i2": "i2", "u2": "u2", "i4": "i4", "u4": "u4", "f4": "f4", "f8": "f8"}


def figure_of(call: str, figure_or_data: object) -> Any:
    """Return a figure of Plotly for whatever stands for one."""
    if callable(getattr(figure_or_data, "savefig", None)) and hasattr(figure_or_data, "axes"):
        return _of_matplotlib(call, figure_or_data)
    if not isinstance(figure_or_data, Mapping | list | tuple) and not _is_figure(figure_or_data):
        wrapped = " Pass it in a list, [trace]." if library_of(figure_or_data) == "plotly" else ""
        raise InvalidType(
            f"{call}: figure_or_data={_short(figure_or_data)} is a {type(figure_or_data).__name__}."
            f"{wrapped or ' Pass a figure of Plotly or Matplotlib, a dict with data and layout, or a list of traces.'}"
        )
    if _is_figure(cast("object", figure_or_data)):
        return cast("object", figure_or_data)
    if isinstance(figure_or_data, Mapping) and not any(name in figure_or_data for name in ("data", "layout", "frames")):
        names = ", ".join(map(repr, cast("Mapping[Any, Any]", figure_or_data)))
        raise InvalidValue(
            f'{call}: figure_or_data has {names or "nothing"}, but no "data". '
            'Pass {"data": [trace, …], "layout": {…}}, or a list of traces.'
        )
    objects = _plotly(call)
    try:
        return objects.Figure(figure_or_data)
    except (ValueError, TypeError) as error:
        reason = str(error).strip().partition("\n")[0].rstrip(".")
        raise InvalidValue(
            f"{call}: figure_or_data is no figure: {reason}. Correct it, or build it with plotly.graph_objects."
        ) from error


def _is_figure(value: object) -> bool:
    """Tell whether an object is a figure of Plotly, or one of a library that extends it."""
    return all(hasattr(value, name) for name in ("data", "layout", "frames", "to_plotly_json"))


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _plotly(call: str) -> Any:
    try:
        import plotly.graph_objects
    except ImportError as error:
        raise MissingPackage(f"{call}: plotly is not installed. Run: pip install plotly") from error
    return plotly.graph_objects


def _of_matplotlib(call: str, figure: object) -> Any:
    _plotly(call)
    from plotly import tools

    try:
        return cast("Any", tools).mpl_to_plotly(figure)
    except Exception as error:  # whatever the converter trips over
        raise InvalidValue(
            f"{call}: Plotly cannot convert this figure of Matplotlib ({type(error).__name__}: {error}). "
            "Show it with st.pyplot."
        ) from error


@lru_cache(maxsize=4)
def _template(name: str) -> Any:
    import plotly.io

    return cast("Any", plotly.io.templates)[name].to_plotly_json()


def _is_stock(template: object) -> bool:
    """Tell whether a figure looks as one to which nobody has given a look: Plotly's own, or that of Streamlit."""
    if template is None:
        return True
    import plotly.io

    names: list[str] = [name for name in ("plotly", "streamlit") if name in cast("Any", plotly.io.templates)]
    return any(template == _template(name) for name in names)


class Arrays:
    """The arrays of one figure, in the order they were found."""

    def __init__(self) -> None:
        self.found: list[Buffer] = []

    def spec(self, figure: Any, *, themed: bool) -> str:
        """Return a figure as JSON; `bdata` of an array is its position here.

        A `themed` figure comes without the template that every figure of Plotly has at first.
        """
        parts: dict[str, Any] = {
            "data": [trace.to_plotly_json() for trace in figure.data],
            "layout": figure.layout.to_plotly_json(),
        }
        if figure.frames:
            parts["frames"] = [frame.to_plotly_json() for frame in figure.frames]
        layout = parts["layout"]
        if themed and _is_stock(layout.get("template")):
            layout.pop("template", None)
        return msgspec.json.encode(self.plain(parts)).decode()

    def plain(self, value: Any) -> Any:
        """Return a value as JSON can hold it."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return value if type(value) is str else str.__str__(value)  # of NumPy, or an enum
        if isinstance(value, int):
            return int(value) if -_SAFE <= value <= _SAFE else float(value)
        if isinstance(value, float):
            return float(value) if math.isfinite(value) else None
        if isinstance(value, Mapping):
            return {str(name): self.plain(each) for name, each in cast("Mapping[Any, Any]", value).items()}
        if isinstance(value, list | tuple):
            return self._listed(cast("Sequence[Any]", value))
        if hasattr(value, "to_plotly_json"):
            return self.plain(value.to_plotly_json())
        if hasattr(value, "__array__") or hasattr(value, "to_numpy"):
            return self._array(value)
        return _scalar(value)

    def _listed(self, values: Sequence[Any]) -> Any:
        if len(values) > FEW and isinstance(values[0], int | float) and not isinstance(values[0], bool):
            import numpy as np

            if all(type(value) is int or type(value) is float for value in values):
                array = np.asarray(values)
                if array.dtype.kind in "iuf":  # else they are too large for any
                    return self._array(array)
        return [self.plain(value) for value in values]

    def _array(self, value: Any) -> Any:
        import numpy as np

        array = np.asarray(value.to_numpy() if hasattr(value, "to_numpy") else value)
        if array.ndim == 0:
            return self.plain(array.item())
        if array.dtype.kind == "M":
            return _dates(array)
        if array.dtype.kind == "m":
            array = array.astype("timedelta64[us]").astype(float) / 1000
        if array.dtype.kind not in "iuf":
            return [self.plain(each) for each in array.tolist()]
        if array.size <= FEW or array.ndim > 3:
            return [self.plain(each) for each in array.tolist()]
        array = _narrowed(array)
        self.found.append(Buffer(np.ascontiguousarray(array).data))
        shape = {"shape": ",".join(map(str, array.shape))} if array.ndim > 1 else {}
        return {"dtype": _READABLE[array.dtype.str[1:]], "bdata": len(self.found) - 1, **shape}


def _narrowed(array: Any) -> Any:
    """Return an array of numbers in a type that plotly.js reads, as exactly as it can be."""
    import numpy as np

    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    if little.dtype.str[1:] in _READABLE:
        return little
    if little.dtype.kind in "iu" and little.size:
        low, high = int(little.min()), int(little.max())
        for kind in ("<i4", "<u4"):
            bounds = np.iinfo(kind)
            if bounds.min <= low and high <= bounds.max:
                return little.astype(kind)
    return little.astype("<f4" if little.dtype.itemsize == 2 and little.dtype.kind == "f" else "<f8")


def _dates(array: Any) -> list[Any]:
    """Return points in time as texts, no longer than they need to be."""
    import numpy as np

    missing = np.isnat(array)
    whole = array.astype("datetime64[s]")
    exact = whole if ((whole == array) | missing).all() else array.astype("datetime64[us]")
    texts = cast("Any", np.datetime_as_string(exact)).astype(object)
    texts[missing] = None
    return texts.tolist()


def _scalar(value: Any) -> Any:
    """Return a lone value of some library: a date, a number with units, something with a text."""
    if type(value).__name__ in ("NaTType", "NAType"):  # of pandas
        return None
    for method in ("isoformat", "item"):
        if callable(getattr(value, method, None)):
            found = getattr(value, method)()
            plain = not isinstance(found, float) or math.isfinite(found)
            return found if plain and isinstance(found, str | int | float | bool) else None
    if hasattr(value, "__float__"):
        return float(value)
    return str(value)
