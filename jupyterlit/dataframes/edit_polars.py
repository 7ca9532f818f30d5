"""Edits of Polars' frames and series: what is not changed is shared with the one that was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jupyterlit.dataframes.edits import Edits, runs, stretches

MOST_PIECES = 512  # of a column; more are put together


class PolarsForm:
    """A frame, computed or not, or a series.

    Parameters
    ----------
    data
        What the author gave.
    """

    loose: Collection[str] = ()

    def __init__(self, data: Any) -> None:
        self._series = type(data).__name__ == "Series"
        self._frame: Any = data.to_frame() if self._series else data.collect() if hasattr(data, "collect") else data

    @property
    def opaque(self) -> Collection[str]:
        """The columns that cannot be edited."""
        import polars as pl

        return {name for name, dtype in self._frame.schema.items() if dtype == pl.Object}

    @property
    def signature(self) -> str:
        """What its columns are to the author."""
        return f"polars {self._series} {self._frame.schema}"

    def edited(self, edits: Edits) -> Any:
        """Return the frame or series with edits."""
        import polars as pl

        frame: Any = self._frame.clone()
        if edits.moves:
            frame = pl.DataFrame([self._column(frame.to_series(at), edits) for at in range(frame.width)])
        elif edits.cells:
            frame = frame.with_columns([self._column(frame.get_column(name), edits) for name in edits.cells])
        return frame.to_series(0) if self._series else frame

    def _column(self, column: Any, edits: Edits) -> Any:
        return edited_series(column, edits.cells.get(column.name, {}), edits.deleted, edits.new(column.name))


def edited_series(
    column: Any, changes: Mapping[int, Any], deleted: Sequence[int] = (), added: Sequence[Any] = ()
) -> Any:
    """Return a series with other values in some rows, without some rows, and with more rows at the end."""
    import polars as pl

    if column.dtype == pl.Null:
        column = column.cast(_kind_of([*changes.values(), *added]))
    if changes:
        pieces: list[Any] = []
        here = 0
        for first, values in runs(changes):
            pieces += [column.slice(here, first - here), _like(values, column)]
            here = first + len(values)
        column = _joined([*pieces, column.slice(here)], column)
    if deleted:
        column = _joined([column.slice(start, stop - start) for start, stop in stretches(deleted, len(column))], column)
    if added:
        column = _joined([column, _like(added, column)], column)
    return column


def _like(values: Sequence[Any], column: Any) -> Any:
    import polars as pl

    zone = getattr(column.dtype, "time_zone", None)
    if zone is None:
        return pl.Series(column.name, values, dtype=column.dtype)
    instants = pl.Series(column.name, values, dtype=pl.Datetime(column.dtype.time_unit, "UTC"))
    return instants.dt.convert_time_zone(zone)


def _joined(pieces: list[Any], column: Any) -> Any:
    import polars as pl

    filled = [piece for piece in pieces if len(piece)]
    if not filled:
        return column.clear()
    return pl.concat(filled, rechunk=len(filled) > MOST_PIECES)


def _kind_of(values: list[Any]) -> Any:
    import polars as pl

    dtype = pl.Series(values).dtype
    return pl.String if dtype == pl.Null else dtype
