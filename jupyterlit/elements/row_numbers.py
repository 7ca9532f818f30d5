"""Which rows are selected, where they are too many for a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import eq
from typing import Any, ClassVar, overload

from jupyterlit.dataframes.slices import places
from jupyterlit.dataframes.table import ArrowArray, arrow
from jupyterlit.dataframes.text import compute

LISTED = 100_000  # rows, up to which they are a list
_SHOWN = 3  # at either end, by `repr`
_AT_ONCE = 1 << 16


class RowNumbers(Sequence[int]):
    """Numbers of rows, read as a list is; NumPy, pandas, Polars and `pyarrow.array` take them as they are.

    Parameters
    ----------
    array
        The numbers, of 32 or 64 bits, none missing.
    told
        The table whose reader has selected them, and in which words, as they travel.

    Attributes
    ----------
    words
        The table for which they have been put in words, and these.
    """

    __slots__ = ("_array", "_view", "told", "words")

    def __init__(self, array: ArrowArray, told: tuple[str, dict[str, Any]] | None = None) -> None:
        size = array.type.bit_width // 8
        view = memoryview(array.buffers()[1])[array.offset * size : (array.offset + len(array)) * size]
        self._array = array
        self._view: memoryview[int] = view.cast("i" if size == 4 else "q")  # type: ignore[assignment]  # of numbers
        self.told: tuple[str, dict[str, Any]] | None = told
        self.words: tuple[str, dict[str, Any]] | None = None

    def __len__(self) -> int:
        return len(self._view)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        return self._view[index].tolist() if isinstance(index, slice) else self._view[index]

    def __iter__(self) -> Iterator[int]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and compute().index(self._array, value).as_py() >= 0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowNumbers):
            return self is other or self._array.equals(other._array.cast(self._array.type))
        return isinstance(other, list) and len(other) == len(self) and all(map(eq, self, other))  # pyright: ignore[reportUnknownArgumentType]

    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # as a list

    def __repr__(self) -> str:
        ends = [*map(str, self[:_SHOWN]), "...", *map(str, self[-_SHOWN:])]
        return f"[{', '.join(ends)}]"

    def __add__(self, other: Sequence[int]) -> list[int]:
        return [*self, *other]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        numbers = self._array.to_numpy()
        return numbers.astype(dtype or numbers.dtype, copy=bool(copy))

    def __arrow_array__(self, type: Any = None) -> ArrowArray:
        return self._array if type is None else self._array.cast(type)

    def __reduce__(self) -> tuple[Callable[..., RowNumbers], tuple[Any, ...]]:
        return RowNumbers, (self._array, self.told)

    def below(self, count: int) -> Sequence[int]:
        """Return those of rows that a table of so many has."""
        pc = compute()
        ends = pc.min_max(self._array)
        if ends["min"].as_py() >= 0 and ends["max"].as_py() < count:
            return self
        inside = pc.and_(pc.greater_equal(self._array, 0), pc.less(self._array, count))
        return numbers_of(self._array.filter(inside))

    def stretches(self, most: int | None = None) -> list[list[int]] | None:
        """Return the first and the last number of each stretch of neighbours; None for more than `most` of them."""
        pa, pc = arrow(), compute()
        here, there = self._array.slice(0, len(self) - 1), self._array.slice(1)
        breaks = pc.indices_nonzero(pc.not_equal(pc.subtract(there, here), 1)).cast(pa.int64())
        if most is not None and len(breaks) >= most:
            return None
        starts = pa.concat_arrays([pa.array([0], pa.int64()), pc.add(breaks, 1)])
        ends = pa.concat_arrays([breaks, pa.array([len(self) - 1], pa.int64())])
        firsts, lasts = (self._array.take(at).to_pylist() for at in (starts, ends))
        return [list(pair) for pair in zip(firsts, lasts, strict=True)]


def numbers_of(array: ArrowArray, told: tuple[str, dict[str, Any]] | None = None) -> Sequence[int]:
    """Return numbers of rows: as a list, as long as they are not too many."""
    return array.to_pylist() if len(array) <= LISTED else RowNumbers(array, told)


def numbered(start: int, stop: int) -> ArrowArray:
    """Return all numbers from `start` to before `stop`."""
    pa = arrow()
    return compute().add(places(stop - start).cast(pa.int32() if stop < 2**31 else pa.int64()), start)
