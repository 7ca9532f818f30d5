"""Tables and charts in which something can be selected, as tests find them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyterlit.errors import AppTestError
from jupyterlit.testing.nodes import WidgetNode


class SelectionNode(WidgetNode):
    """A chart with `on_select`; `run` then tells the app what is selected."""

    @property
    def value(self) -> Any:
        """What the script gets: `.selection` holds what is selected."""
        return self.root.widget_value(self.proto.id)

    @property
    def selection(self) -> Any:
        """What is selected; for the next run, if that has been set."""
        return self.root.widget_value(self.proto.id).selection

    def set_value(self, value: Mapping[str, Any]) -> SelectionNode:
        """Set what is selected, `{"selection": {"rows": [0]}}` for a table; the rest of it is empty.

        Raises
        ------
        AppTestError
            A reader cannot select that.
        """
        spec = self._spec
        try:
            wire = spec.dump(value)
            selected = spec.parse(wire)
        except (ValueError, TypeError, LookupError) as error:
            raise AppTestError(f"{self.type}.set_value: {value!r} cannot be selected.") from error
        if spec.dump(selected) != wire or not selected.selection.keys() >= value["selection"].keys():
            raise AppTestError(f"{self.type}.set_value: {value!r} cannot be selected.")
        self._set_wire(wire, selected)
        return self

    def select(self, **parts: Any) -> SelectionNode:  # pyright: ignore[reportIncompatibleMethodOverride] (no options here)
        """Select, and leave other parts of the selection as they are.

        Parameters
        ----------
        **parts
            `rows`, `columns` and `cells` of a table; `points`, `box` and `lasso` of a Plotly chart; `indices` and
            `objects` of a map; the names of the selections of a Vega-Lite chart.

        Raises
        ------
        AppTestError
            A reader cannot select that.
        """
        return self.set_value({"selection": {**self.selection, **parts}})


class TableSelectionNode(SelectionNode):
    """A table with `on_select`."""

    @property
    def value(self) -> Any:
        """The whole table as a pandas DataFrame."""
        return self.root.frame_of(self.table)
