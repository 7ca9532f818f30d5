"""Custom components in the page itself: their HTML, styles and script, and the data that they draw."""

from __future__ import annotations

from typing import Any, ClassVar

from jupyterlit.elements.component import ComponentBytes
from jupyterlit.protocol.base import Buffer, MediaFile, Widget


class ComponentV2(Widget, tag="component_v2"):
    """A component in the page; its value is its state, by name.

    `module` is the folder in which `entry` is its script, `sheet` a style sheet in the folder `assets`; styles and HTML
    may also travel as they are. `data` is what its script is called with; what JSON cannot hold of it travels apart:
    `raw` in its place, `binary` and `tables` (Arrow streams) by their names in it. `trigger` is the id by which the
    browser sends what lasts for one run.
    """

    identity: ClassVar[tuple[str, ...]] = ("name",)
    form_callbacks: ClassVar[bool] = True

    name: str = ""
    html: Buffer | None = None
    css: Buffer | None = None
    module: MediaFile | None = None
    entry: str = ""
    assets: MediaFile | None = None
    sheet: str = ""
    isolate: bool = True
    data: Any = None
    raw: Buffer | None = None
    binary: list[ComponentBytes] = []
    tables: list[ComponentBytes] = []
    trigger: str = ""

    @property
    def drawn_by(self) -> str:
        """The call that draws it, as authors write it."""
        return f"component {self.name!r}"

    def files(self) -> tuple[MediaFile, ...]:
        return tuple(folder for folder in (self.module, self.assets) if folder is not None)

    def buffers(self) -> tuple[Buffer, ...]:
        whole = (part for part in (self.html, self.css, self.raw) if part is not None)
        return (*whole, *(each.data for each in (*self.binary, *self.tables)))
