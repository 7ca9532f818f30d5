"""The last page of an app as its notebook's file keeps it: words, tables and pictures.

The browser tells what it shows as a tree of nodes. The HTML is written here, of the few tags and attributes
that are named below, so that nothing an app has shown can act where the notebook is opened.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

import msgspec

from jupyterlit.errors import InvalidValue
from jupyterlit.protocol.codec import Part

LIMIT = 200_000  # bytes of HTML that a page may have where its author says nothing else
_DEPTH = 60

_TAGS = frozenset(
    re.split(
        r"\s+",
        "a b blockquote br caption code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre s small "
        "span strong sub sup table tbody td tfoot th thead tr u ul",
    )
)
_VOID = frozenset({"br", "hr", "img"})
_CLASSES = frozenset({"box", "button", "column", "field", "large", "note", "row", "side"})
_PICTURE = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}")
_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8")


class Node(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """A tag, its attributes, and what it holds."""

    tag: str
    attributes: dict[str, str] = {}
    children: list[str | Node] = []


def _is_picture(value: str) -> bool:
    if not _PICTURE.fullmatch(value):
        return False
    try:
        return base64.b64decode(value.partition(",")[2], validate=True).startswith(_SIGNATURES)
    except binascii.Error:
        return False


def _is_small(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 5


_ATTRIBUTES: dict[str, Callable[[str], object]] = {
    "alt": lambda value: True,
    "class": _CLASSES.__contains__,
    "colspan": _is_small,
    "dir": frozenset({"ltr", "rtl", "auto"}).__contains__,
    "href": re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]*", re.IGNORECASE).fullmatch,
    "rowspan": _is_small,
    "src": _is_picture,
    "start": _is_small,
    "width": _is_small,
}

_STYLE = """
.lit-saved{margin:8px 0;padding:12px 16px;border:1px solid #8886;border-radius:8px;overflow:auto;line-height:1.5}
.lit-saved div,.lit-saved p{margin:4px 0}.lit-saved img{max-width:100%;height:auto}
.lit-saved table{border-collapse:collapse;margin:4px 0}
.lit-saved td,.lit-saved th{border:1px solid #8886;padding:2px 8px;text-align:start}
.lit-saved pre{white-space:pre-wrap;padding:8px;background:#8881;border-radius:6px}
.lit-saved-row{display:flex;flex-wrap:wrap;gap:16px}.lit-saved-row>*{flex:1 1 0;min-width:8em}
.lit-saved-box,.lit-saved-side{border:1px solid #8886;border-radius:6px;padding:4px 12px}
.lit-saved-field,.lit-saved-button{display:inline-block;border:1px solid #8886;border-radius:6px;padding:0 8px}
.lit-saved-button{opacity:.7}.lit-saved-note{opacity:.7;font-size:.85em}.lit-saved-large{font-size:1.6em}
"""


def read_nodes(data: Part) -> list[str | Node]:
    """Return what a browser has told.

    Raises
    ------
    InvalidValue
        It is no page.
    """
    try:
        return msgspec.json.decode(data, type=list[str | Node])
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidValue(f"This is no page to be kept: {error}") from error


def to_html(nodes: Iterable[str | Node], key: str, limit: int = LIMIT) -> str:
    """Return a page as HTML that stands in an output of a notebook.

    What is too large loses its largest pictures first, and then its end.

    Parameters
    ----------
    nodes
        What the browser has told.
    key
        Of the widget whose page it is: letters and digits.
    limit
        Bytes that it may have.
    """
    # Hides what stands where the app would, as long as the app does not.
    beside = f".jp-OutputArea-child:has(+.jp-OutputArea-child .lit-saved-{key}):not(:has(.lit-app))"
    style = f"<style>{_STYLE}{beside}{{display:none}}</style>"
    # To MathJax a formula may be a link that runs a script.
    head = f'{style}<div class="lit-saved lit-saved-{key} tex2jax_ignore mathjax_ignore">'
    foot = '<div class="lit-saved-note">The last page of this app. Run the cell to use it.</div></div>'
    room = limit - len(head) - len(foot)
    tree = list(nodes)
    pictures = sorted((len(node.attributes["src"]) for node in _walk(tree) if "src" in node.attributes), reverse=True)
    written = _Writer(room, largest=max(pictures, default=0))
    while not written.write(tree) and pictures:
        left_out = pictures.pop(0)
        written = _Writer(room, largest=min(left_out - 1, pictures[0] if pictures else 0))
    return f"{head}{written.text}{foot}"


def _walk(nodes: Iterable[str | Node], depth: int = 0) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Node) and depth < _DEPTH:
            yield node
            yield from _walk(node.children, depth + 1)


class _Writer:
    """Writes nodes as long as there is room."""

    def __init__(self, room: int, largest: int) -> None:
        self._room = room
        self._largest = largest
        self._parts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, nodes: Iterable[str | Node], depth: int = 0) -> bool:
        """Write nodes; return whether all of them have been."""
        return all(self._text(node) if isinstance(node, str) else self._node(node, depth) for node in nodes)

    def _text(self, text: str) -> bool:
        return self._put(escape(text))

    def _node(self, node: Node, depth: int) -> bool:
        tag = node.tag
        if tag not in _TAGS or depth >= _DEPTH:
            return self.write(node.children, depth + 1) if depth < _DEPTH else True
        if tag == "img" and not self._shows(node.attributes.get("src", "")):
            alt = node.attributes.get("alt", "")
            return self._text(f"[{alt}]") if alt else True
        attributes = "".join(_attribute(name, value) for name, value in node.attributes.items())
        end = "" if tag in _VOID else f"</{tag}>"
        if not self._put(f"<{tag}{attributes}>", end):
            return False
        whole = tag in _VOID or self.write(node.children, depth + 1)
        self._parts.append(end)
        return whole

    def _shows(self, src: str) -> bool:
        return len(src) <= self._largest and bool(_ATTRIBUTES["src"](src))

    def _put(self, text: str, later: str = "") -> bool:
        size = len(text.encode(errors="replace")) + len(later)
        if size > self._room:
            return False
        self._room -= size
        self._parts.append(text)
        return True


def _attribute(name: str, value: str) -> str:
    allowed = _ATTRIBUTES.get(name)
    if allowed is None or not allowed(value):
        return ""
    if name == "class":
        value = f"lit-saved-{value}"
    return f' {name}="{escape(value)}"'
