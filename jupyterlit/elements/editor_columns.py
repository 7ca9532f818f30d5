"""The columns of a table that is edited: which of them can be, and what may be entered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast

from jupyterlit.dataframes.edits import Form
from jupyterlit.dataframes.table import INDEX, Table, arrow
from jupyterlit.elements.editor_kinds import (
    ANY_NUMBER,
    BOOLEAN,
    DATE,
    TEXT,
    TEXTS,
    TIME,
    Kind,
    kind_of_cells,
    stored_as,
)
from jupyterlit.elements.javascript_pattern import matcher
from jupyterlit.elements.table_columns import Columns, Rule
from jupyterlit.errors import InvalidValue

# Kinds of columns, as authors set them up, that only show.
_SHOWS = {
    "area_chart", "audio", "bar_chart", "button", "image", "json", "line_chart", "progress", "video",
}  # fmt: skip
# What is in the cells → the kinds of columns that can edit it.
_EDITS: Mapping[str, Collection[str]] = {
    "text": {"text", "link", "markdown", "number", "checkbox", "list", "selectbox", "multiselect"},
    "integer": {"number", "checkbox", "selectbox"},
    "number": {"number", "selectbox"},
    "decimal": {"number"},
    "boolean": {"checkbox", "selectbox"},
    "date": {"date", "datetime"},
    "time": {"time", "datetime"},
    "datetime": {"date", "time", "datetime"},
    "duration": {"number"},
    "list": {"list", "multiselect"},
}
_WORDS = {
    "text": "texts", "integer": "whole numbers", "number": "numbers", "decimal": "decimal numbers",
    "boolean": "truth values", "date": "dates", "time": "times", "datetime": "dates with times",
    "duration": "time spans", "list": "lists",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditorColumn:
    """A column that can be edited.

    Parameters
    ----------
    label
        What the reader calls it.
    kind
        What can stand in its cells.
    required
        Whether no cell may be empty.
    checks
        Value → why it may not be entered, or None.
    rules
        What depends on the row: "disabled", "options".
    """

    label: str
    kind: Kind
    required: bool
    checks: tuple[Callable[[Any], str | None], ...]
    rules: Mapping[str, Rule]

    def read(self, wire: Any) -> Any:
        """Return a value that may be entered; raise why it may not."""
        if wire is None:
            if self.required:
                raise ValueError("must not be empty")
            return None
        value = self.value(wire)
        for check in self.checks:
            if (problem := check(value)) is not None:
                raise ValueError(problem)
        return value

    def value(self, wire: Any) -> Any:
        """Return a value as Python has it; raise what is wrong with it."""
        if wire is None:
            return None
        try:
            return self.kind.read(wire)
        except (OverflowError, arrow().ArrowException) as error:
            raise ValueError("lies out of range") from error


def editor_columns(
    call: str, table: Table, form: Form, columns: Columns, disabled: Collection[str]
) -> dict[str, EditorColumn]:
    """Return the columns that can be edited, by their names on the wire, and say in their settings how.

    Raises
    ------
    InvalidValue
        A column is set up to edit something else than it holds.
    """
    opaque, loose = form.opaque, form.loose
    made: dict[str, EditorColumn] = {}
    for at, name in enumerate(table.data.column_names):
        given = columns.settings.setdefault(name, {})
        index = at < table.index_columns
        shape: dict[str, Any] = given.get("type_config") or {}
        kind = None
        if name not in opaque and not (index and table.default_index):
            kind = _kind(call, table, at, shape, loose=name in loose)
        if kind is None or given.get("disabled") or name in disabled or shape.get("type") in _SHOWS:
            continue
        required = bool(given.get("required")) or index
        rules = columns.rules.get(name, {})
        kind = _chosen(kind, table.data.column(at), shape, given, open="options" in rules)
        label = given.get("label") or ("row label" if name == INDEX.format(at) else name)
        made[name] = EditorColumn(label, kind, required, _checks(kind, shape), rules)
        given["edit"] = kind.described()
        given.update({"required": required} if required else {}, **({"rules": True} if rules else {}))
    return made


def _kind(call: str, table: Table, at: int, shape: Mapping[str, Any], *, loose: bool) -> Kind | None:
    """Return what can stand in the cells of a column, by its type and by how it is set up."""
    column = table.data.column(at)
    kind = kind_of_cells(column.type, loose=loose)
    type_ = shape.get("type")
    if kind is None or type_ is None or type_ in _SHOWS:
        return kind
    empty = arrow().types.is_null(column.type) or (loose and column.null_count == len(column))
    if empty and kind is TEXT:
        return _of_setup(type_)
    if type_ not in _EDITS[kind.type]:
        raise InvalidValue(
            f"{call}: column_config={table.data.column_names[at]!r} is set up for {type_!r}, and the column holds "
            f"{_WORDS[kind.type]}. Set it up for those, or convert the column."
        )
    match type_, kind.type:
        case "checkbox", "integer":
            return stored_as(BOOLEAN, int)
        case "checkbox", "text":
            return stored_as(BOOLEAN, str)
        case "number", "text":
            return stored_as(ANY_NUMBER, str)
        case (("list" | "multiselect"), "text"):
            return stored_as(TEXTS, ",".join)
        case _:
            return kind


def _of_setup(type_: str) -> Kind:
    """Return what can stand in a column that is empty so far."""
    pa = arrow()
    match type_:
        case "number":
            return ANY_NUMBER
        case "checkbox":
            return BOOLEAN
        case "date":
            return DATE
        case "time":
            return TIME
        case "datetime":
            return kind_of_cells(pa.timestamp("us")) or TEXT
        case "list" | "multiselect":
            return TEXTS
        case _:
            return TEXT


def _chosen(kind: Kind, column: Any, shape: dict[str, Any], given: dict[str, Any], *, open: bool) -> Kind:
    """Return what can be chosen where there are options; a categorical column has its own."""
    type_ = shape.get("type")
    if type_ == "multiselect":
        new = bool(shape.get("accept_new_options"))
        listed = None if open or new else [_value(option) for option in shape.get("options") or ()]

        def read(wire: Any) -> Any:
            for item in TEXTS.read(wire):
                if listed is not None and item not in listed:
                    raise ValueError("is none of the options")
            return kind.read(wire)

        return Kind("choices", read, {"new": True} if new else {})
    if type_ not in (None, "selectbox"):
        return kind
    if arrow().types.is_dictionary(column.type) and not open and shape.get("options") is None:
        categories = list(dict.fromkeys(value for chunk in column.chunks for value in chunk.dictionary.to_pylist()))
        shape = {**shape, "type": "selectbox", "options": categories}
        given["type_config"] = shape
    options = shape.get("options")
    if type_ is None and options is None:
        return kind
    if type_ == "selectbox" and options is None and not open:
        return Kind("choice", _nothing)

    def choose(wire: Any) -> Any:
        if options is not None and not any(same_option(_value(option), wire) for option in options):
            raise ValueError("is none of the options")
        return kind.read(wire)

    return Kind("choice", choose)


def _nothing(wire: Any) -> Any:
    raise ValueError("is none of the options")


def same_option(option: Any, wire: Any) -> bool:
    """Tell whether the browser means this option; 1 is not True."""
    return isinstance(option, bool) == isinstance(wire, bool) and bool(option == wire)


def _value(option: Any) -> Any:
    return cast("dict[str, Any]", option)["value"] if isinstance(option, dict) else option


def option_values(options: Any) -> list[Any]:
    """Return the values of options as they travel."""
    return [_value(option) for option in options]


def _checks(kind: Kind, shape: Mapping[str, Any]) -> tuple[Callable[[Any], str | None], ...]:
    """Return what a column's set-up asks of values."""
    checks: list[Callable[[Any], str | None]] = []
    type_ = shape.get("type")
    if type_ in ("number", "date", "time", "datetime"):
        low, high = (_bound(kind, shape.get(name)) for name in ("min_value", "max_value"))
        if low is not None:
            checks.append(lambda value: f"is below {low}" if _comparable(value, low) < low else None)
        if high is not None:
            checks.append(lambda value: f"is above {high}" if _comparable(value, high) > high else None)
    if type_ in ("text", "link"):
        if (most := shape.get("max_chars")) is not None:
            checks.append(lambda value: f"is longer than {most} characters" if _utf16(value) > most else None)
        if (pattern := shape.get("validate")) is not None and (matches := matcher(pattern)) is not None:
            checks.append(lambda value: None if matches(value) else "has not the form that is asked for")
    return tuple(checks)


def _bound(kind: Kind, bound: Any) -> Any:
    """Return a bound as values are compared with it; none where it says nothing of these."""
    if bound is None or kind.type in ("date", "time", "datetime", "duration"):
        try:
            return None if bound is None else kind.read(bound)
        except (ValueError, TypeError, OverflowError):
            return None
    return bound


def _comparable(value: Any, bound: Any) -> Any:
    return float(value) if isinstance(value, str) and not isinstance(bound, str) else value


def _utf16(text: str) -> int:
    """Return how long a browser takes a text to be."""
    return len(text) + sum(character > "\uffff" for character in text)
