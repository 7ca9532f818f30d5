"""The page as tests find it: elements by the name of their call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, overload

from jupyterlit.protocol.base import BlockElement, Element, Widget
from jupyterlit.protocol.messages import ROOTS, Delta
from jupyterlit.testing.capture_nodes import AudioInputNode, CameraInputNode, ChatInputNode
from jupyterlit.testing.choice_nodes import ButtonGroupNode, LinkButtonNode, MenuButtonNode
from jupyterlit.testing.date_nodes import ColorPickerNode, DateInputNode, DatetimeInputNode, TimeInputNode
from jupyterlit.testing.editor_nodes import DataEditorNode
from jupyterlit.testing.kinds import KINDS, is_a
from jupyterlit.testing.nodes import NODES, Node, WidgetNode
from jupyterlit.testing.selection_nodes import SelectionNode, TableSelectionNode
from jupyterlit.testing.upload_nodes import FileUploaderNode
from jupyterlit.testing.widget_nodes import JupyterWidgetNode

if TYPE_CHECKING:
    from jupyterlit.testing.app_test import AppTest


class Found:
    """Everything inside that the call of this name has drawn."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Finder, owner: type | None = None) -> Nodes:
        return instance.get(self._name) if instance is not None else self  # type: ignore[return-value]


class Finder:
    """Elements by the name of their call."""

    def get(self, element_type: str) -> Nodes:
        """Return everything inside that the call of this name has drawn."""
        raise NotImplementedError

    audio: Found = Found()
    audio_input: Found = Found()
    balloons: Found = Found()
    button: Found = Found()
    button_group: Found = Found()
    camera_input: Found = Found()
    caption: Found = Found()
    chat_input: Found = Found()
    chat_message: Found = Found()
    checkbox: Found = Found()
    code: Found = Found()
    color_picker: Found = Found()
    columns: Found = Found()
    container: Found = Found()
    data_editor: Found = Found()
    dataframe: Found = Found()
    date_input: Found = Found()
    datetime_input: Found = Found()
    divider: Found = Found()
    download_button: Found = Found()
    echarts_chart: Found = Found()
    error: Found = Found()
    exception: Found = Found()
    expander: Found = Found()
    feedback: Found = Found()
    file_uploader: Found = Found()
    form: Found = Found()
    form_submit_button: Found = Found()
    grid: Found = Found()
    header: Found = Found()
    help: Found = Found()
    help_info: Found = Found()
    html: Found = Found()
    iframe: Found = Found()
    image: Found = Found()
    info: Found = Found()
    json: Found = Found()
    latex: Found = Found()
    link_button: Found = Found()
    markdown: Found = Found()
    menu_button: Found = Found()
    metric: Found = Found()
    multiselect: Found = Found()
    number_input: Found = Found()
    page_link: Found = Found()
    pagination: Found = Found()
    pdf: Found = Found()
    pills: Found = Found()
    plotly_chart: Found = Found()
    popover: Found = Found()
    progress: Found = Found()
    pydeck_chart: Found = Found()
    radio: Found = Found()
    segmented_control: Found = Found()
    select_slider: Found = Found()
    selectbox: Found = Found()
    skeleton: Found = Found()
    slider: Found = Found()
    snow: Found = Found()
    space: Found = Found()
    status: Found = Found()
    subheader: Found = Found()
    success: Found = Found()
    table: Found = Found()
    tabs: Found = Found()
    task: Found = Found()
    text: Found = Found()
    text_area: Found = Found()
    text_input: Found = Found()
    time_input: Found = Found()
    title: Found = Found()
    toast: Found = Found()
    toggle: Found = Found()
    vega_lite_chart: Found = Found()
    video: Found = Found()
    warning: Found = Found()
    widget: Found = Found()


class Block(Finder, Node):
    """A part of the page that holds others; each kind of element is an attribute."""

    def __init__(self, app: AppTest, message: Element | None, path: tuple[int, ...]) -> None:
        super().__init__(app, message, path)
        self.children: dict[int, Node] = {}

    def __iter__(self) -> Iterator[Node]:
        """Walk through everything inside, in the order of the page."""
        for child in self.children.values():
            yield child
            if isinstance(child, Block):
                yield from child

    def get(self, element_type: str) -> Nodes:
        """Return everything inside that the call of this name has drawn."""
        kind, fields = KINDS.get(element_type, (element_type, {}))
        return Nodes([node for node in self if is_a(node.proto, kind, fields)], element_type)

    def get_by_key(self, key: str) -> Node:
        """Return the element with this key; raise `KeyError` if there is none."""
        for node in self:
            if node.key == key:
                return node
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self.children)

    def __getitem__(self, index: int) -> Node:
        return self.children[index]


class ChatMessageBlock(Block):
    """A message of a conversation."""

    @property
    def avatar(self) -> str:
        """The sign or the picture's address beside it; empty for a letter or a picture without address."""
        sign, picture = getattr(self.proto, "avatar", ""), getattr(self.proto, "picture", None)
        return sign if picture is None else picture.url or ""


class GridBlock(Block):
    """A grid; a child is what stands in a cell."""

    @property
    def column_count(self) -> str | int:
        """How many columns there are at most, or "auto"."""
        return getattr(self.proto, "columns", "auto")

    @property
    def gap(self) -> Any:
        """Room between the cells; two for rows and columns where they differ."""
        rows, columns = getattr(self.proto, "row_gap", None), getattr(self.proto, "column_gap", None)
        return rows if rows == columns else (rows, columns)


class StatusBlock(Block):
    """A block that says how far a task is."""

    @property
    def icon(self) -> str:
        """The sign of its state."""
        signs = {"running": "spinner", "complete": ":material/check:", "error": ":material/error:"}
        return signs[getattr(self.proto, "state", "running")]


# The kind of message → what it is to a test, for blocks that are more than a Block.
BLOCKS: Mapping[str, type[Block]] = {"chat_message": ChatMessageBlock, "grid": GridBlock, "status": StatusBlock}
# The kind of message → what it is to a test, for widgets that are more than a WidgetNode.
WIDGETS: Mapping[str, type[WidgetNode]] = {
    "audio_input": AudioInputNode,
    "button_group": ButtonGroupNode,
    "camera_input": CameraInputNode,
    "chat_input": ChatInputNode,
    "color_picker": ColorPickerNode,
    "date_input": DateInputNode,
    "datetime_input": DatetimeInputNode,
    "data_editor": DataEditorNode,
    "file_uploader": FileUploaderNode,
    "link_button": LinkButtonNode,
    "menu_button": MenuButtonNode,
    "time_input": TimeInputNode,
    "widget": JupyterWidgetNode,
}
# The same of what is a widget only where something can be selected.
SELECTIONS: Mapping[str, type[WidgetNode]] = {
    "dataframe": TableSelectionNode,
    "echarts_chart": SelectionNode,
    "plotly_chart": SelectionNode,
    "pydeck_chart": SelectionNode,
    "vega_lite_chart": SelectionNode,
}


class Nodes(Sequence[Any]):
    """Elements of one kind: by position, or by key when called."""

    def __init__(self, nodes: Sequence[Node], name: str) -> None:
        self._nodes = nodes
        self._name = name

    def __call__(self, key: str) -> Any:
        """Return the element with this key."""
        for node in self._nodes:
            if node.key == key:
                return node
        keys = [node.key for node in self._nodes if node.key is not None]
        raise KeyError(f"No {self._name} has key={key!r}; there are {keys}.")

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> Nodes: ...

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, int):
            return self._nodes[index]
        return Nodes(self._nodes[index], self._name)

    def __len__(self) -> int:
        return len(self._nodes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Nodes) and [n.proto for n in self] == [n.proto for n in other]

    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Nodes({list(self._nodes)})"

    @property
    def len(self) -> int:
        """How many there are."""
        return len(self._nodes)

    @property
    def values(self) -> list[Any]:
        """The value of each."""
        return [node.value for node in self._nodes]


def build(app: AppTest, deltas: Sequence[Delta]) -> tuple[Block, ...]:
    """Return the roots of the page as trees of nodes: main area, sidebar, events, bottom."""
    roots = tuple(Block(app, None, (root,)) for root in range(ROOTS))
    places: dict[tuple[int, ...], Block] = {root.path: root for root in roots}
    for delta in deltas:
        message, path = delta.element, tuple(delta.path)
        parent = places[path[:-1]]
        kind = str(message.__struct_config__.tag)
        if isinstance(message, BlockElement):
            node: Node = BLOCKS.get(kind, Block)(app, message, path)
            places[path] = node
        elif isinstance(message, Widget) and (message.id or kind in WIDGETS):
            node = (WIDGETS.get(kind) or SELECTIONS.get(kind, WidgetNode))(app, message, path)
        else:
            node = NODES.get(kind, Node)(app, message, path)
        parent.children[path[-1]] = node
    return roots
