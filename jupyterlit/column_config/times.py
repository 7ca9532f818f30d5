"""Columns of dates and times."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jupyterlit.column_config.settings import (
    Alignment,
    ColumnConfig,
    ColumnWidth,
    Disabled,
    check_count,
    check_step,
    check_text,
    iso,
    seconds,
    settings,
)
from jupyterlit.errors import InvalidValue


def DateColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    default: dt.date | None = None,
    format: str | None = None,
    min_value: dt.date | None = None,
    max_value: dt.date | None = None,
    step: int | None = None,
) -> ColumnConfig:
    """Set up a column of dates.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    alignment
        "left", "center" or "right"; None goes by the type.
    default
        The value of rows that st.data_editor adds.
    format
        How values look: "localized", "distance", "iso8601", or a format of moment.js such as "MMM YYYY".
    min_value
        The lowest value to enter.
    max_value
        The highest value to enter.
    step
        The distance of the values to enter, in days.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import datetime
    >>> import jupyterlit as st
    >>> column = st.column_config.DateColumn(format="MMM YYYY")
    >>> st.dataframe({"a": [datetime.date(2026, 5, 17)]}, column_config={"a": column})
    """
    call = "st.column_config.DateColumn"
    check_text(call, "format", format)
    check_count(call, "step", step)
    check_step(call, step)
    shape = {
        "type": "date",
        "format": format,
        "min_value": iso(call, "min_value", min_value, dt.date, "a datetime.date"),
        "max_value": iso(call, "max_value", max_value, dt.date, "a datetime.date"),
        "step": step,
    }
    _check_order(call, min_value, max_value)
    first = iso(call, "default", default, dt.date, "a datetime.date")
    return settings(
        call,
        label,
        width,
        help,
        pinned,
        disabled=disabled,
        required=required,
        alignment=alignment,
        default=first,
        type_config=shape,
    )


def DatetimeColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    default: dt.datetime | None = None,
    format: str | None = None,
    min_value: dt.datetime | None = None,
    max_value: dt.datetime | None = None,
    step: float | dt.timedelta | None = None,
    timezone: str | None = None,
) -> ColumnConfig:
    """Set up a column of points in time.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    alignment
        "left", "center" or "right"; None goes by the type.
    default
        The value of rows that st.data_editor adds.
    format
        How values look: "localized", "distance", "calendar", "iso8601", or a format of moment.js.
    min_value
        The lowest value to enter.
    max_value
        The highest value to enter.
    step
        The distance of the values to enter: seconds or a timedelta.
    timezone
        The time zone in which values are shown; None is that of the data.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import datetime
    >>> import jupyterlit as st
    >>> column = st.column_config.DatetimeColumn(format="D MMM, HH:mm")
    >>> st.dataframe({"a": [datetime.datetime(2026, 5, 17, 20)]}, column_config={"a": column})
    """
    call = "st.column_config.DatetimeColumn"
    check_text(call, "format", format)
    _check_timezone(call, timezone)
    shape = {
        "type": "datetime",
        "format": format,
        "min_value": iso(call, "min_value", min_value, dt.datetime, "a datetime.datetime"),
        "max_value": iso(call, "max_value", max_value, dt.datetime, "a datetime.datetime"),
        "step": seconds(call, step),
        "timezone": timezone,
    }
    _check_order(call, min_value, max_value)
    first = iso(call, "default", default, dt.datetime, "a datetime.datetime")
    return settings(
        call,
        label,
        width,
        help,
        pinned,
        disabled=disabled,
        required=required,
        alignment=alignment,
        default=first,
        type_config=shape,
    )


def TimeColumn(  # noqa: N802  (Streamlit's name)
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    disabled: Disabled | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    default: dt.time | None = None,
    format: str | None = None,
    min_value: dt.time | None = None,
    max_value: dt.time | None = None,
    step: float | dt.timedelta | None = None,
) -> ColumnConfig:
    """Set up a column of times of the day.

    Parameters
    ----------
    label
        The heading; None shows the column's name.
    width
        "small", "medium", "large", or pixels; None fits the content.
    help
        What the heading's tooltip says, Markdown.
    disabled
        Whether st.data_editor leaves the column as it is, or a function that tells so of a row.
    required
        Whether st.data_editor wants a value in every row.
    pinned
        Whether the column stays in view when the others scroll.
    alignment
        "left", "center" or "right"; None goes by the type.
    default
        The value of rows that st.data_editor adds.
    format
        How values look: "localized", "iso8601", or a format of moment.js such as "HH:mm".
    min_value
        The lowest value to enter.
    max_value
        The highest value to enter.
    step
        The distance of the values to enter: seconds or a timedelta.

    Returns
    -------
    dict
        The settings, for `column_config`.

    Example
    -------
    >>> import datetime
    >>> import jupyterlit as st
    >>> column = st.column_config.TimeColumn(format="HH:mm")
    >>> st.dataframe({"a": [datetime.time(20, 15)]}, column_config={"a": column})
    """
    call = "st.column_config.TimeColumn"
    check_text(call, "format", format)
    shape = {
        "type": "time",
        "format": format,
        "min_value": iso(call, "min_value", min_value, dt.time, "a datetime.time"),
        "max_value": iso(call, "max_value", max_value, dt.time, "a datetime.time"),
        "step": seconds(call, step),
    }
    _check_order(call, min_value, max_value)
    first = iso(call, "default", default, dt.time, "a datetime.time")
    return settings(
        call,
        label,
        width,
        help,
        pinned,
        disabled=disabled,
        required=required,
        alignment=alignment,
        default=first,
        type_config=shape,
    )


def _check_order(call: str, low: dt.date | dt.time | None, high: dt.date | dt.time | None) -> None:
    try:
        wrong = low is not None and high is not None and low > high  # type: ignore[operator]
    except TypeError as error:
        raise InvalidValue(
            f"{call}: only one of min_value={low!r} and max_value={high!r} has a time zone. Give both one, or neither."
        ) from error
    if wrong:
        raise InvalidValue(f"{call}: min_value={low!r} is later than max_value={high!r}. Swap them.")


def _check_timezone(call: str, timezone: str | None) -> None:
    check_text(call, "timezone", timezone)
    try:
        if timezone is not None:
            ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InvalidValue(f'{call}: timezone={timezone!r} is unknown. Pass a name such as "Europe/Oslo".') from error
