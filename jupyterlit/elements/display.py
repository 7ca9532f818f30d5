"""Rich display: an object as a notebook shows it, by the forms it has for Jupyter.

A form is a MIME type with its data; of several the richest is shown, in the order of JupyterLab.
HTML without scripts becomes part of the page; HTML with scripts runs in a frame, apart from it.
Jupyter is asked for formatters that libraries have registered only where it is loaded anyway.
"""

from __future__ import annotations

import re
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from jupyterlit.elements.html import Html
from jupyterlit.elements.iframe import Iframe
from jupyterlit.elements.image import image
from jupyterlit.elements.json import json
from jupyterlit.elements.latex import Latex, without_dollars
from jupyterlit.elements.markdown import markdown
from jupyterlit.elements.plotly_chart import plotly_chart
from jupyterlit.elements.text import text
from jupyterlit.elements.vega_lite_chart import vega_lite_chart
from jupyterlit.tree import Block

Bundle = tuple[Mapping[str, Any], Mapping[str, Any]]

# Method of an object → the form it gives.
_METHODS: Mapping[str, str] = {
    "_repr_json_": "application/json",
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_latex_": "text/latex",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_javascript_": "application/javascript",
}
_RUNS = re.compile(
    r"<(?:script|iframe|object|embed|link|base|meta|html|body)\b|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
_FRAGMENT = "<style>body { margin: 0; }</style>"


def is_rich(value: object) -> bool:
    """Tell whether an object has a form for Jupyter that is more than its text."""
    kind = type(value)
    if any(callable(getattr(kind, name, None)) for name in ("_repr_mimebundle_", "_ipython_display_", *_METHODS)):
        return True
    return next(_registered(value), None) is not None


def show_rich(block: Block, value: Any) -> None:
    """Show an object as a notebook does."""
    for data, metadata in bundles_of(value):
        show_bundle(block, data, metadata)


def show_bundle(block: Block, data: Mapping[str, Any], metadata: Mapping[str, Any] | None = None) -> None:
    """Show the richest of the forms in a bundle, whose data stands by MIME type.

    Parameters
    ----------
    block
        Where it is shown.
    data
        The forms by MIME type.
    metadata
        What else is known of each: of an image its width and height, of HTML whether it is "isolated".

    Examples
    --------
    >>> import jupyterlit as st
    >>> show_bundle(st.container(), {"text/plain": "a", "text/markdown": "*a*"})
    """
    for pattern, draw in _DRAWN.items():
        for mime, form in data.items():
            if form is not None and re.fullmatch(pattern, mime):
                facts: object = (metadata or {}).get(mime)
                draw(block, mime, form, cast("Mapping[str, Any]", facts) if isinstance(facts, Mapping) else {})
                return


def bundles_of(value: Any) -> list[Bundle]:
    """Return the forms of an object; of one that displays itself, of all it displays."""
    kind = cast("type[object]", type(value))
    shell = _shell()
    if callable(getattr(kind, "_ipython_display_", None)) and shell is not None:
        return _displayed(value, shell.display_pub)
    given: Any = None
    if callable(getattr(kind, "_repr_mimebundle_", None)):
        given = value._repr_mimebundle_(include=None, exclude=None)
    data, metadata = _parts(given, default={})
    data, metadata = dict(data or {}), dict(metadata)
    forms = [*_registered(value), *((mime, getattr(value, name, None)) for name, mime in _METHODS.items())]
    for mime, make in forms:
        if mime not in data and callable(make):
            form, facts = _parts(make(), default=None)
            if form is not None:
                data[mime] = form
                metadata[mime] = {**metadata.get(mime, {}), **facts}
    data.setdefault("text/plain", repr(value))
    return [(data, metadata)]


def _parts(given: Any, *, default: Any) -> tuple[Any, Mapping[str, Any]]:
    """Return what a form's method gives, with what it tells of it."""
    if isinstance(given, tuple):
        data, metadata = cast("tuple[Any, Any]", given)
        return data, metadata or {}
    return (default if given is None else given), {}


def _shell() -> Any:
    """Return the notebook this runs in, None outside of one."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


def _registered(value: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give the forms for which a library has told Jupyter what makes them."""
    shell = _shell()
    formatters: Mapping[str, Any] = {} if shell is None else shell.display_formatter.formatters
    for mime, formatter in formatters.items():
        if mime == "text/plain" or not formatter.enabled:
            continue
        try:
            make = formatter.lookup(value)
        except KeyError:
            continue
        yield mime, lambda make=make: make(value)


def _displayed(value: Any, publisher: Any) -> list[Bundle]:
    """Return what an object that displays itself would show in the notebook."""
    bundles: list[Bundle] = []

    def keep(message: Mapping[str, Any]) -> None:
        content = message["content"]
        if message["header"]["msg_type"] == "display_data":
            bundles.append((content["data"], content["metadata"]))

    publisher.register_hook(keep)
    try:
        value._ipython_display_()
    finally:
        publisher.unregister_hook(keep)
    return bundles


def _html(self: Block, _mime: str, form: Any, facts: Mapping[str, Any]) -> None:
    source = _text(form)
    if facts.get("isolated") or _RUNS.search(source):
        self.add_element(Iframe(body=_FRAGMENT + source, alt="Output"))
    else:
        self.add_element(Html(body=source))


def _script(self: Block, _mime: str, form: Any, _facts: Mapping[str, Any]) -> None:
    source = re.sub(r"</(?=script)", r"<\\/", _text(form), flags=re.IGNORECASE)
    self.add_element(Iframe(body=f"{_FRAGMENT}<div id=element></div><script>{source}</script>", alt="Output"))


def _picture(self: Block, mime: str, form: Any, facts: Mapping[str, Any]) -> None:
    picture = form if mime == "image/svg+xml" else b64decode(form) if isinstance(form, str) else bytes(form)
    width = facts.get("width")
    image(self, picture, width=round(width) if isinstance(width, int | float) and width >= 1 else "content")


def _text(form: Any) -> str:
    return "".join(cast("list[str]", form)) if isinstance(form, list) else str(form)


# MIME type → what draws it, the richest first: the ranks of JupyterLab's renderers.
_DRAWN: Mapping[str, Callable[[Block, str, Any, Mapping[str, Any]], object]] = {
    r"application/vnd\.vegalite\.v\d+(?:\.\d+)*\+json": lambda block, _mime, form, _facts: vega_lite_chart(block, form),
    r"application/vnd\.plotly\.v\d+\+json": lambda block, _mime, form, _facts: plotly_chart(block, form),
    r"application/(?:geo\+)?json": lambda block, _mime, form, _facts: json(block, form),
    r"text/html": _html,
    r"text/markdown": lambda block, _mime, form, _facts: markdown(block, _text(form)),
    r"text/latex": lambda block, _mime, form, _facts: block.add_element(
        Latex(body=without_dollars(_text(form).strip()))
    ),
    r"image/svg\+xml": _picture,
    r"image/(?:png|jpeg|gif|webp|bmp)": _picture,
    r"(?:application|text)/javascript": _script,
    r"text/plain": lambda block, _mime, form, _facts: text(block, _text(form)),
}
