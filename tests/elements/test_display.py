"""Rich display."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

import IPython.display as shown
import pytest
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import jupyterlit as st
from jupyterlit.elements.display import is_rich, show_bundle
from jupyterlit.elements.html import Html
from jupyterlit.elements.iframe import Iframe
from jupyterlit.elements.image import Image, Picture
from jupyterlit.elements.json import JsonView
from jupyterlit.elements.latex import Latex
from jupyterlit.elements.markdown import Markdown
from jupyterlit.elements.plotly_chart import PlotlyChart
from jupyterlit.elements.text import Text
from jupyterlit.elements.vega_lite_chart import VegaLiteChart
from jupyterlit.protocol.base import Buffer, Element
from tests.conftest import Run

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


class Figure:
    """A library's, that knows nothing of Jupyter."""

    def __repr__(self) -> str:
        return "a figure"


class Bundle:
    """Has a form that says what it is, and one that does not matter then."""

    def __init__(self, data: object) -> None:
        self.data = data

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> object:
        return self.data

    def _repr_markdown_(self) -> str:
        return "*by method*"


class SelfMade:
    """Displays itself."""

    def _ipython_display_(self) -> None:
        display: Any = vars(shown)["display"]  # It has no types.
        display(shown.Markdown("*one*"))
        display(shown.HTML("<b>two</b>"))


class Publisher(DisplayPublisher):
    """Publishes as a kernel's does: what a hook takes is not sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # pyright: ignore[reportUnknownMemberType]
        self.hooks: list[Any] = []

    def register_hook(self, hook: Any) -> None:
        self.hooks.append(hook)

    def unregister_hook(self, hook: Any) -> None:
        self.hooks.remove(hook)

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        for hook in self.hooks:
            hook({"header": {"msg_type": "display_data"}, "content": {"data": data, "metadata": metadata or {}}})


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    """Be in a notebook."""
    shell = InteractiveShell.instance(display_pub_class=Publisher, config=Config(HistoryManager={"enabled": False}))
    yield shell
    InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    ("value", "element"),
    [
        (shown.HTML("<b>a</b>"), Html(body="<b>a</b>")),
        (shown.Markdown("*a*"), Markdown(body="*a*")),
        (shown.Latex("$$a^2$$"), Latex(body="a^2")),
        (shown.Math("a^2"), Latex(body=r"\displaystyle a^2")),
        (shown.JSON({"a": 1}), JsonView(body='{"a": 1}')),
        (
            shown.Image(GIF, format="gif", width=30),
            Image(images=[Picture(data=Buffer(GIF), mime="image/gif")], width=30),
        ),
        (shown.SVG(SVG), Image(images=[Picture(data=Buffer(SVG.encode()), mime="image/svg+xml")], width="content")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_objects_of_jupyter(run: Run, value: object, element: Element) -> None:
    assert is_rich(value)
    st.write(value)
    assert run.elements == [element]


def test_html_that_runs_is_shown_apart(run: Run) -> None:
    for source in ("<script>a()</script>", "<b onclick='a()'>a</b>", "<iframe src='/'></iframe>", "<HTML>a"):
        show_bundle(st.container(), {"text/html": source})
    st.write(shown.Javascript("a('</script>')"))
    show_bundle(st.container(), {"text/html": "a"}, {"text/html": {"isolated": True}})
    frame = "<style>body { margin: 0; }</style>"
    assert [element.body for element in run.elements if isinstance(element, Iframe)] == [
        f"{frame}<script>a()</script>",
        f"{frame}<b onclick='a()'>a</b>",
        f"{frame}<iframe src='/'></iframe>",
        f"{frame}<HTML>a",
        rf"{frame}<div id=element></div><script>a('<\/script>')</script>",
        f"{frame}a",
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"text/plain": "a", "text/html": "a"}, Html),
        ({"text/plain": "a", "image/png": b64encode(GIF).decode(), "text/markdown": "a"}, Markdown),
        ({"text/plain": "a", "image/png": b64encode(GIF).decode()}, Image),
        ({"text/html": "a", "application/vnd.vegalite.v5.20.1+json": {"mark": "bar"}}, VegaLiteChart),
        ({"text/html": "a", "application/vnd.plotly.v1+json": {"data": [], "layout": {}}}, PlotlyChart),
        ({"text/html": "a", "application/geo+json": {}}, JsonView),
        ({"text/plain": "a", "application/vnd.unheard-of": 1}, Text),
        ({"text/plain": "a", "text/html": None}, Text),
    ],
)
def test_the_richest_form_is_shown(run: Run, data: Mapping[str, Any], kind: type) -> None:
    show_bundle(st.container(), data)
    assert [type(element) for element in run.elements[1:]] == [kind]


def test_a_bundle_goes_before_the_methods(run: Run) -> None:
    st.write(Bundle({"text/markdown": "*by bundle*"}))
    st.write(Bundle(({"text/html": "a"}, {"text/html": {"isolated": True}})))
    st.write(Bundle(None))
    first, second, third = run.elements
    assert first == Markdown(body="*by bundle*")
    assert isinstance(second, Iframe)
    assert third == Markdown(body="*by method*")


def test_an_error_of_the_author_is_theirs(run: Run) -> None:
    class Broken:
        def _repr_html_(self) -> str:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        st.write(Broken())


def test_a_class_is_not_its_objects(run: Run) -> None:
    assert not is_rich(Bundle)


def _svg(figure: object) -> str:
    return SVG


def _gif(figure: object) -> bytes:
    return GIF


def test_figures_of_registered_libraries(run: Run, shell: InteractiveShell) -> None:
    assert not is_rich(Figure())
    untyped: Any = shell
    formatters = untyped.display_formatter.formatters
    formatters["image/svg+xml"].for_type(Figure, _svg)
    formatters["image/png"].for_type_by_name(__name__, "Figure", _gif)
    assert is_rich(Figure())
    st.write(Figure())
    assert run.elements == [
        Image(images=[Picture(data=Buffer(SVG.encode()), mime="image/svg+xml")], width="content"),
    ]


def test_what_displays_itself_stands_in_the_app(run: Run, shell: InteractiveShell) -> None:
    st.write(SelfMade())
    assert run.elements == [Markdown(body="*one*"), Html(body="<b>two</b>")]
    untyped: Any = shell
    assert untyped.display_pub.hooks == []
