"""Fields for dates, times and colours, as tests find them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from jupyterlit.elements.moments import check_date, check_moment, check_time
from jupyterlit.testing.nodes import WidgetNode


class DateInputNode(WidgetNode):
    """A field for a date, or for two."""

    def set_value(self, value: Any) -> WidgetNode:
        """Choose a day, or none to two in a tuple; datetimes and ISO texts do too."""
        if isinstance(value, list | tuple):
            given: list[Any] = list(value)  # type: ignore[arg-type]
            return super().set_value(tuple(check_date("set_value", "value", day) for day in given))
        return super().set_value(None if value is None else check_date("set_value", "value", value))

    @property
    def min(self) -> date:
        """The first day that can be chosen."""
        return date.fromisoformat(self.proto.min)  # type: ignore[attr-defined]

    @property
    def max(self) -> date:
        """The last day that can be chosen."""
        return date.fromisoformat(self.proto.max)  # type: ignore[attr-defined]


class TimeInputNode(WidgetNode):
    """A field for a time."""

    def set_value(self, value: Any) -> WidgetNode:
        """Set the time; a datetime or an ISO text does too."""
        return super().set_value(None if value is None else check_time("set_value", value, seconds=True))

    def _step(self, sign: int) -> WidgetNode:
        value: time | None = self.value
        if value is None:
            return self
        moment = datetime.combine(date(2000, 1, 1), value) + sign * timedelta(seconds=self.step)
        return self.set_value(moment.timetz())


class DatetimeInputNode(WidgetNode):
    """A field for a date and a time."""

    def set_value(self, value: Any) -> WidgetNode:
        """Set the moment; an ISO text does too."""
        return super().set_value(None if value is None else check_moment("set_value", "value", value))

    @property
    def min(self) -> datetime:
        """The first minute that can be chosen."""
        return datetime.fromisoformat(self.proto.min)  # type: ignore[attr-defined]

    @property
    def max(self) -> datetime:
        """The last minute that can be chosen."""
        return datetime.fromisoformat(self.proto.max)  # type: ignore[attr-defined]


class ColorPickerNode(WidgetNode):
    """A field for a colour."""

    def set_value(self, value: str) -> WidgetNode:
        """Set the colour, with its sign or without."""
        return super().set_value("#" + value.removeprefix("#"))

    def pick(self, value: str) -> WidgetNode:
        """Set the colour, with its sign or without."""
        return self.set_value(value)
