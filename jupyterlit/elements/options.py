"""The options of a choice: what the author gets, and the labels that the reader sees and that travel."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from enum import Enum, EnumType
from functools import cached_property
from typing import Any, Literal, cast

from jupyterlit.errors import InvalidType, InvalidValue

FilterMode = Literal["fuzzy", "contains", "prefix"]

_FILTER_MODES: tuple[FilterMode | None, ...] = ("fuzzy", "contains", "prefix", None)
# Of these a copy is the thing itself.
_IMMUTABLE = (str, int, float, bool, type(None), bytes, complex)


def own(value: Any) -> Any:
    """Return a copy of a value, so that what its receiver does with it changes nothing here."""
    if type(value) in _IMMUTABLE:
        return value
    try:
        return copy.deepcopy(value)
    except Exception:  # of any class: what cannot be copied, a lock for one, is shared
        return value


def as_options(options: Any) -> list[Any]:
    """Return the options in anything that has some: a sequence, a set, an enum, a column, a frame's first column.

    Text and what has no items is one option.
    """
    if options is None:
        return []
    if isinstance(options, str | bytes):
        return [options]
    plain = isinstance(options, list | tuple | range | set | frozenset | Mapping | EnumType)
    if not plain and (column := _first_column(options)) is not None:
        return column
    if isinstance(options, Iterable):
        return list(cast("Iterable[Any]", options))
    return [options]


def _first_column(options: Any) -> list[Any] | None:
    """Return the items of an array, series or frame of any library, as Python's own objects."""
    if type(options).__name__ == "Styler":  # a frame with clothes on
        options = options.data
    if hasattr(options, "iloc") and hasattr(options, "columns"):
        return options.iloc[:, 0].tolist() if len(options.columns) else []
    if hasattr(options, "tolist"):
        items: Any = options.tolist()
        dimensions = getattr(options, "ndim", 1)
        return [] if dimensions == 0 else [item[0] for item in items] if dimensions > 1 else list(items)
    for name in ("to_pylist", "to_list"):
        if hasattr(options, name) and not hasattr(options, "columns"):
            return list(getattr(options, name)())
    if hasattr(options, "columns") and hasattr(options, "schema"):
        import narwhals

        frame = narwhals.from_native(options, eager_only=True)
        return frame[:, 0].to_list() if frame.shape[1] else []
    return None


class Options:
    """Options and their labels, in order.

    Parameters
    ----------
    call
        The call as the author wrote it.
    options
        Anything that has options.
    format_func
        Option → label.
    free
        The reader may add to them; what is added is text.
    """

    def __init__(self, call: str, options: Any, format_func: Callable[[Any], Any] = str, *, free: bool = False) -> None:
        if not callable(format_func):
            raise InvalidType(
                f"{call}: format_func={format_func!r} cannot be called. Pass a function, or leave it out."
            )
        self.values: list[Any] = as_options(options)
        self.labels: list[str] = list(map(str, self.values if format_func is str else map(format_func, self.values)))
        self.free = free
        self._call = call
        self._format_func = format_func

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def _places(self) -> dict[str, int]:
        """Return where each label stands first."""
        return {label: place for place, label in reversed(list(enumerate(self.labels)))}

    def _label(self, value: Any) -> str | None:
        """Return the label of an option, or nothing for what is none."""
        try:
            label = str(self._format_func(value))
        except Exception:  # of the author's function, which need not know values of earlier runs
            return None
        return label if label in self._places else None

    def dump(self, value: Any) -> str | None:
        """Return how an option, an addition or no choice travels."""
        label = self._label(value)
        return label if label is not None or value is None else str(value)

    def parse(self, wire: object) -> Any:
        """Return the option with this label, or the addition; raises for what the reader cannot choose."""
        if not isinstance(wire, str):
            raise TypeError(f"{wire!r} is no label.")
        place = self._places.get(wire)
        if place is not None:
            return own(self.values[place])
        if not self.offers(wire):
            raise ValueError(f"{wire!r} is not among the options.")
        return wire

    def offers(self, label: str) -> bool:
        """Tell whether the reader can choose this label, or add it."""
        return label in self._places or (self.free and bool(label))

    def order(self, label: str) -> int:
        """Return where the option with this label stands; raises `KeyError` if there is none."""
        return self._places[label]

    def has(self, value: Any) -> bool:
        """Tell whether a value has the label of an option, or may be an addition."""
        return self.free or self._label(value) is not None

    def match(self, value: Any) -> Any:
        """Return the option that has the label of this value: the same, made by another run maybe; or an addition."""
        label = self._label(value)
        return value if label is None else self.parse(label)

    def place(self, value: Any, argument: str) -> int:
        """Return where an option of the author's stands.

        Raises
        ------
        InvalidValue
            It is not among the options.
        """
        for place, option in enumerate(self.values):
            try:
                if option is value or bool(option == value):
                    return place
            except Exception:  # of any class: an array's `==` is no bool
                continue
        label = self._label(value) if isinstance(value, Enum) else None
        if label is None:
            raise InvalidValue(f"{self._call}: {argument}={value!r} is not among the options. Pass one of them.")
        return self._places[label]


def check_index(call: str, index: object, count: int) -> int | None:
    """Return the place of the option chosen at first, or none."""
    if index is None:
        return None
    if isinstance(index, bool) or not hasattr(index, "__index__"):
        raise InvalidType(f"{call}: index={index!r} is a {type(index).__name__}. Pass a whole number, or None.")
    place = int(cast("int", index))
    if count == 0:
        return None
    if not 0 <= place < count:
        raise InvalidValue(f"{call}: index={place} lies outside 0–{count - 1}. Pass the place of an option, or None.")
    return place


def check_filter_mode(call: str, filter_mode: object, *, free: bool) -> FilterMode | None:
    """Return how options are found by typing, or none if they are not."""
    for mode in _FILTER_MODES:
        if filter_mode == mode:
            if mode is None and free:
                raise InvalidValue(
                    f"{call}: filter_mode=None and accept_new_options=True contradict each other: new ones are typed. "
                    'Pass "fuzzy", "contains" or "prefix".'
                )
            return mode
    raise InvalidValue(f'{call}: filter_mode={filter_mode!r} is unknown. Pass "fuzzy", "contains", "prefix" or None.')
