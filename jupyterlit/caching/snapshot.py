"""What a cached function has returned, kept so that no caller can change it."""

from __future__ import annotations

import contextlib
import datetime as dt
import decimal
import io
import pickle
import threading
import types
import uuid
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from jupyterlit.dataframes.fingerprint import fingerprint
from jupyterlit.dataframes.pieces import Pieces
from jupyterlit.dataframes.table import bytes_of, library_of

APART = 65_536  # bytes, from which on memory is copied rather than pickled

_CONSTANTS = frozenset({
    int, float, complex, str, bytes, bool, type(None), dt.date, dt.time, dt.datetime, dt.timedelta, decimal.Decimal,
    uuid.UUID,
})  # fmt: skip
_script = threading.local()


class Changed(Exception):
    """A kept value cannot be read any more."""


class Snapshot(Protocol):
    """A kept value."""

    @property
    def size(self) -> int:
        """Its size in bytes."""
        ...

    def copy(self, namespace: Mapping[str, Any]) -> Any:
        """Return a value that the caller may change.

        `namespace` holds the globals of the script that asks: objects of its classes come
        back as objects of the classes as they are in this run.

        Raises
        ------
        Changed
            A class of it is no longer what it was.
        """
        ...


def snapshot(value: Any, namespace: Mapping[str, Any]) -> Snapshot:
    """Keep a value: in the form from which a copy is cheapest.

    Raises
    ------
    Exception
        Whatever pickling the value raises.
    """
    if _is_constant(value):
        return Constant(value)
    match library_of(value), type(value).__name__:
        case "pandas", "DataFrame":
            return Pickled.of(_by_columns(value), namespace)
        case "polars", ("DataFrame" | "Series") if fingerprint(value) is not None:
            return Polars(value)
        case "pyarrow", ("Table" | "RecordBatch" | "ChunkedArray"):
            return Constant(Pickled.of(value, namespace).copy(namespace), bytes_of(value))
        case _:
            return Pickled.of(value, namespace)


def _is_constant(value: Any) -> bool:
    if type(value) in _CONSTANTS:
        return True
    return type(value) is tuple and all(map(_is_constant, cast("tuple[Any, ...]", value)))


def _by_columns(frame: Any) -> Any:
    """Return a frame of one array such that each column is one piece of memory, quick to read; others as they are."""
    import numpy as np
    import pandas as pd

    exact = type(cast("object", frame)) is pd.DataFrame and frame.shape[1] > 1
    if exact and all(isinstance(dtype, np.dtype) for dtype in frame.dtypes):
        values = frame.to_numpy()
        if values.dtype == frame.dtypes.iloc[0] and values.dtype != object and values.flags.c_contiguous:
            columns = np.array(values, order="F")
            again = pd.DataFrame(columns, index=frame.index, columns=frame.columns, copy=False)
            again.attrs = frame.attrs
            return again
    return frame


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that nobody can change."""

    value: Any
    size: int = 64

    def copy(self, namespace: Mapping[str, Any]) -> Any:
        return self.value


class Polars:
    """A Polars frame or series: its memory is copied by whoever writes."""

    def __init__(self, frame: Any) -> None:
        self._frame = pickle.loads(pickle.dumps(frame))
        self.size: int = int(frame.estimated_size())

    def copy(self, namespace: Mapping[str, Any]) -> Any:
        return self._frame.clone()


@dataclass(frozen=True, slots=True)
class Pickled:
    """Any other value, pickled; large pieces of memory stand beside the pickle."""

    data: bytes
    apart: Pieces

    @classmethod
    def of(cls, value: Any, namespace: Mapping[str, Any]) -> Pickled:
        """Pickle a value; classes of the script go by name, or with the value if they are local."""
        try:
            return cls._by(_Pickler, value, namespace)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            import cloudpickle

            pickler = cast("type[pickle.Pickler]", cloudpickle.Pickler)
            try:
                return cls._by(pickler, value, namespace)
            except Exception:  # the first error is the one that tells what to do
                raise error from None

    @classmethod
    def _by(cls, pickler: Callable[..., pickle.Pickler], value: Any, namespace: Mapping[str, Any]) -> Pickled:
        apart: list[memoryview] = []

        def keep(buffer: pickle.PickleBuffer) -> bool:
            memory = buffer.raw()
            if memory.nbytes < APART:
                return True
            apart.append(memory)
            return False

        data = io.BytesIO()
        with _of_script(namespace):
            pickler(data, protocol=5, buffer_callback=keep).dump(value)
        return cls(data.getvalue(), Pieces(apart))

    @property
    def size(self) -> int:
        return len(self.data) + self.apart.size

    def copy(self, namespace: Mapping[str, Any]) -> Any:
        try:
            with _of_script(namespace):
                return pickle.loads(self.data, buffers=self.apart.copies())
        except Exception as error:  # a class that is no longer what it was
            raise Changed from error


class _Pickler(pickle.Pickler):
    """Pickles what a script defines by its name.

    A script is not a module that could be imported: the names of `__main__` are the
    kernel's.
    """

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, type | types.FunctionType) and obj.__module__ == "__main__":
            name = obj.__qualname__
            with contextlib.suppress(LookupError, AttributeError):
                if type(_defined(name)) is type(obj):
                    return _defined, (name,)
        return _reduced(obj)


def _reduced(obj: Any) -> Any:
    """Return dates and durations as numbers: as they are, NumPy does not let their memory stand beside the pickle."""
    if type(obj).__name__ == "ndarray" and obj.dtype.kind in "mM":
        return _times, (obj.view("i8"), obj.dtype)
    return NotImplemented


def _times(numbers: Any, dtype: Any) -> Any:
    """Return dates or durations that are kept as numbers."""
    return numbers.view(dtype)


def _defined(name: str) -> Any:
    """Return what a script calls `name`."""
    first, *rest = name.split(".")
    value = _script.namespace[first]
    for part in rest:
        value = getattr(value, part)
    return value


@contextlib.contextmanager
def _of_script(namespace: Mapping[str, Any]) -> Generator[None]:
    """Let names be those of a script."""
    before = getattr(_script, "namespace", {})
    _script.namespace = namespace
    try:
        yield
    finally:
        _script.namespace = before
