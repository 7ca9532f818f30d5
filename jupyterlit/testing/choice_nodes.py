"""Buttons with a choice, as tests find them: pills and segments, menus, links."""

from __future__ import annotations

from typing import Any, cast

from jupyterlit.testing.nodes import WidgetNode


class ButtonGroupNode(WidgetNode):
    """Pills, or a segmented control."""

    @property
    def type(self) -> str:
        """The name that both have."""
        return "button_group"

    @property
    def formatted_values(self) -> list[str]:
        """The labels of what is chosen."""
        wire = self._spec.dump(self.value)
        return cast("list[str]", wire) if isinstance(wire, list) else [] if wire is None else [wire]

    @property
    def indices(self) -> list[int]:
        """The positions of what is chosen."""
        labels = list(self.options)
        return [labels.index(label) for label in self.formatted_values]

    def unselect(self, option: Any) -> WidgetNode:
        """Take an option out of the chosen ones; where one is chosen at most, no other can be taken out."""
        if isinstance(self.value, list):
            return super().unselect(option)
        return self.set_value(None) if self.value == option else self


class MenuButtonNode(WidgetNode):
    """A button with a menu."""

    def click(self, option: Any) -> WidgetNode:  # pyright: ignore[reportIncompatibleMethodOverride]: as Streamlit's
        """Choose an option in the menu."""
        return self.set_value(option)

    def click_index(self, index: int) -> WidgetNode:
        """Choose the option at a position."""
        return self.set_value(self._spec.parse(self.options[index]))

    def set_value(self, value: Any) -> WidgetNode:
        """Choose an option in the menu, or none to leave it alone."""
        if value is None:
            self.root.unset_widget(self.proto.id)
            return self
        return super().set_value(value)


class LinkButtonNode(WidgetNode):
    """A link that looks like a button; clicks concern the app where it has asked for them."""

    @property
    def value(self) -> str:
        """Its label."""
        return self.proto.label

    def click(self) -> WidgetNode:
        """Follow the link."""
        if self.proto.id:
            self._set_wire(True, True)
        return self
