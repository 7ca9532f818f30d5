"""Widgets of ipywidgets and anywidget as tests find them."""

from __future__ import annotations

from typing import Any

from jupyterlit.errors import AppTestError
from jupyterlit.state.session_models import SessionModels
from jupyterlit.testing.nodes import WidgetNode


class JupyterWidgetNode(WidgetNode):
    """A widget of ipywidgets or anywidget: set its traits as a reader would, and run."""

    @property
    def widget(self) -> Any:
        """The widget that is on the page."""
        return self._models.on_page(self.proto.id).widget

    @property
    def value(self) -> Any:
        """The widget's `value`."""
        return getattr(self.widget, "value", None)

    def set_value(self, value: Any) -> JupyterWidgetNode:
        """Set the widget's `value` for the next run."""
        return self.set(value=value)

    def set(self, **traits: Any) -> JupyterWidgetNode:
        """Set traits for the next run.

        Raises
        ------
        AppTestError
            The widget is disabled, or has no such trait, or one cannot have its value.
        """
        if self.proto.disabled:
            raise AppTestError(f"widget: the one with key={self.key!r} is disabled, no reader can change it.")
        widget = self.widget
        with self._models.unfollowed() as changed:
            for name, value in traits.items():
                try:
                    widget.set_trait(name, value)
                except Exception as error:  # a trait's, or that of a library
                    raise AppTestError(f"widget.set: {name}={value!r} is refused: {error}") from error
        if self.proto.id in changed:
            self.root.set_widget(self.proto.id, None, None)
        return self

    @property
    def _models(self) -> SessionModels:
        return self.root.session_part(SessionModels)
