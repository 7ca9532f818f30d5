"""Settings of a table's columns: what the author says of them, as it travels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from jupyterlit.column_config.button import ButtonColumnResult
from jupyterlit.dataframes.table import INDEX, Table
from jupyterlit.elements.selection import Selected
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue
from jupyterlit.run_context import current
from jupyterlit.state.widget_spec import WidgetSpec
from jupyterlit.tree import same

ColumnSettings = str | Mapping[str, Any] | ButtonColumnResult | None
ColumnConfig = Mapping[str | int, ColumnSettings] | Mapping[str, ColumnSettings] | Mapping[int, ColumnSettings]
Rule = Callable[[Mapping[str, Any]], Any]


class ButtonColumnClickState(Selected):
    """A click on a button of a table: `.row` and `.label`."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The settings of all columns.

    Parameters
    ----------
    settings
        By the names on the wire.
    buttons
        Columns of buttons that do something.
    rules
        Settings that are functions of a row, "disabled" and "options", by the names on the wire.
    """

    settings: dict[str, dict[str, Any]]
    buttons: dict[str, ButtonColumnResult]
    rules: dict[str, dict[str, Rule]]

    def listen(self, rows: int) -> None:
        """Follow the clicks on buttons.

        Parameters
        ----------
        rows
            How many rows the table has.
        """
        for name, button in self.buttons.items():
            self.settings[name]["type_config"] = {
                **self.settings[name]["type_config"],
                "id": _follow(button, rows),
            }

    def dump(self, call: str) -> str:
        """Return the settings as JSON."""
        try:
            return msgspec.json.encode(self.settings, enc_hook=plain_number).decode() if self.settings else "{}"
        except (TypeError, NotImplementedError) as error:
            raise InvalidType(
                f"{call}: column_config holds something that cannot travel: {error} Pass texts, numbers and lists."
            ) from error


def columns_of(call: str, table: Table, column_config: object) -> Columns:
    """Return the settings of a table's columns.

    Raises
    ------
    InvalidType
        What the author says of a column is no setting.
    """
    if column_config is not None and not isinstance(column_config, Mapping):
        raise InvalidType(
            f"{call}: column_config={column_config!r} is a {type(column_config).__name__}. "
            'Pass a dict such as {"price": "Price"}.'
        )
    names = table.data.column_names
    columns = Columns(_given(table, names), {}, {})
    for column, config in cast("Mapping[Any, Any]", column_config or {}).items():
        made, rules = _divided(_setting(call, column, config))
        for name in named(column, names, table.index_columns):
            columns.settings.setdefault(name, {}).update(made)
            columns.rules[name] = {**columns.rules.get(name, {}), **rules}
            if isinstance(config, ButtonColumnResult):
                columns.buttons[name] = config
            else:
                columns.buttons.pop(name, None)
    return columns


def _given(table: Table, names: list[str]) -> dict[str, dict[str, Any]]:
    """Return what the table itself says of its columns."""
    settings: dict[str, dict[str, Any]] = {}
    for level in range(table.index_columns):
        if names[level] == INDEX.format(level):
            settings[names[level]] = {"label": ""}
    for name, header in zip(names[table.index_columns :], table.headers, strict=False):
        upper = " / ".join(part for part in header[:-1] if part)
        settings[name] = {"label": header[-1], "group": upper, "header": list(header)}
    if table.styles is not None:
        for name, looks in table.styles.columns.items():
            settings.setdefault(name, {}).update(looks)
    return settings


def _divided(made: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Rule]]:
    """Return the settings of a column, and apart from them those that are functions of a row."""
    rules: dict[str, Rule] = {}
    shape = cast("dict[str, Any]", made.get("type_config") or {})
    if callable(shape.get("options")):
        rules["options"] = shape["options"]
        made = {**made, "type_config": {name: value for name, value in shape.items() if name != "options"}}
    if callable(made.get("disabled")):
        rules["disabled"] = made["disabled"]
        made = {name: value for name, value in made.items() if name != "disabled"}
    return made, rules


def named(column: Any, names: list[str], index_columns: int) -> list[str]:
    """Return the names on the wire of the columns that an author means."""
    if column == "_index":
        return names[:index_columns]
    if isinstance(column, int) and not isinstance(column, bool):
        return names[column : column + 1] if column >= 0 else []
    return [str(column)] if str(column) in names else []


def _setting(call: str, column: Any, config: Any) -> dict[str, Any]:
    if config is None:
        return {"hidden": True}
    if isinstance(config, str):
        return {"label": config}
    if isinstance(config, ButtonColumnResult):
        config = config.config
    if isinstance(config, Mapping):
        return _filled(cast("Mapping[str, Any]", config))
    raise InvalidType(
        f"{call}: column_config[{column!r}]={config!r} is a {type(config).__name__}. "
        "Pass a label, None to hide the column, one of st.column_config, or a dict of settings."
    )


def _filled(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings without those that say nothing."""
    return {
        name: _filled(cast("Mapping[str, Any]", value)) if isinstance(value, Mapping) else value
        for name, value in config.items()
        if value is not None
    }


def plain_number(value: Any) -> Any:
    """Return a number of NumPy as one of Python."""
    if callable(getattr(value, "item", None)) and getattr(value, "ndim", 1) == 0:
        return value.item()
    raise NotImplementedError(f"{value!r} is a {type(value).__name__}.")


def _follow(button: ButtonColumnResult, rows: int) -> str:
    """Note that buttons are drawn; return the name of their clicks."""
    context = current()
    key = button.key
    if key in context.widget_keys or key in context.block_keys:
        raise DuplicateWidget(
            f"st.column_config.ButtonColumn: key={key!r} is used twice in this run. Give each widget its own key."
        )
    context.widget_keys.add(key)
    spec = WidgetSpec(
        f"button_column-{key}",
        key,
        None,
        _click(rows),
        same,
        trigger=True,
        callback=button.on_click,
        args=_positional(button.args),
        kwargs=button.kwargs,
    )
    if context.scope is not None:
        spec.fragment = context.scope.id
    context.session_state.widgets.register(spec, context.query_params)
    context.widget_ids.add(spec.id)
    return spec.id


def _positional(args: Sequence[Any] | None) -> Sequence[Any]:
    return () if args is None else args


def _click(rows: int) -> Callable[[Any], ButtonColumnClickState]:
    """Return what makes a click of what the browser sends."""

    def parse(wire: Any) -> ButtonColumnClickState:
        row, label = wire["row"], wire["label"]
        if len(wire) != 2 or type(row) is not int or not 0 <= row < rows or not isinstance(label, str):
            raise InvalidValue(f"{wire!r} is no click.")
        return ButtonColumnClickState({"row": row, "label": label})

    return parse
