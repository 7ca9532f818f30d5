"""Figures of Matplotlib."""

# Matplotlib and Pillow have few types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import io
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import PIL.Image
import pytest

import jupyterlit as st
from jupyterlit.elements.image import Image
from jupyterlit.elements.pyplot import release_figures
from jupyterlit.errors import InvalidType, InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Run


@pytest.fixture
def plt() -> Iterator[Any]:
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    yield plt
    plt.close("all")


def drawn(run: Run, *args: Any, **kwargs: Any) -> tuple[Image, PIL.Image.Image]:
    st.pyplot(*args, **kwargs)
    message = run.elements[-1]
    assert isinstance(message, Image)
    assert message.images[0].data is not None
    return message, PIL.Image.open(io.BytesIO(message.images[0].data.data))


def figure(plt: Any, **kwargs: Any) -> Any:
    fig, axes = plt.subplots(**kwargs)
    axes.plot([1, 2])
    return fig


def test_a_figure_becomes_a_picture(run: Run, plt: Any) -> None:
    message, picture = drawn(run, figure(plt), alt="A line")
    assert (picture.format, message.width) == ("PNG", "stretch")
    assert 1000 < picture.width <= 1460
    assert (message.images[0].mime, message.images[0].alt) == ("image/png", "A line")


def test_no_more_pixels_travel_than_are_shown(run: Run, plt: Any) -> None:
    assert drawn(run, figure(plt, figsize=(20, 5)))[1].width == 1460
    assert drawn(run, figure(plt), width=300)[1].width == 600  # as fine screens have them
    assert drawn(run, figure(plt, figsize=(20, 5)), width=900)[1].width == 1460


def test_a_figure_is_kept_or_cleared(run: Run, plt: Any) -> None:
    fig = figure(plt)
    st.pyplot(fig)
    assert len(fig.axes) == 1
    st.pyplot(fig, clear_figure=True)
    assert fig.axes == []


def test_how_it_is_saved_can_be_told(run: Run, plt: Any) -> None:
    assert drawn(run, figure(plt, figsize=(4, 4)), dpi=50, bbox_inches=None)[1].size == (200, 200)
    st.pyplot(figure(plt), format="svg")
    message = run.elements[-1]
    assert isinstance(message, Image)
    assert message.images[0].mime == "image/svg+xml"


def test_a_width_may_be_given_the_old_way(run: Run, plt: Any) -> None:
    assert drawn(run, figure(plt), use_container_width=False)[0].width == "content"
    assert drawn(run, figure(plt), use_container_width=True)[0].width == "stretch"


def test_figures_can_be_drawn_on_several_threads(run: Run, plt: Any) -> None:
    figures = [figure(plt) for _ in range(4)]
    for fig in figures:
        fig.axes[0].set_title(r"$\frac{1}{2}$")
    context = run.context
    errors: list[BaseException] = []

    def draw(fig: Any) -> None:
        from jupyterlit.run_context import enter, leave

        token = enter(context)
        try:
            st.pyplot(fig)
        except BaseException as error:
            errors.append(error)
        leave(token)

    threads = [threading.Thread(target=draw, args=(fig,)) for fig in figures]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len({element.images[0].data.digest for element in run.elements}) == 1  # type: ignore[attr-defined]


def test_figures_left_open_are_closed(plt: Any) -> None:
    figure(plt)
    release_figures()
    assert plt.get_fignums() == []


def test_without_figures_matplotlib_is_not_loaded() -> None:
    program = "import sys, jupyterlit.elements.pyplot as p; p.release_figures(); print('matplotlib' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"


def test_axes_are_told_from_figures(run: Run, plt: Any) -> None:
    axes = figure(plt).axes[0]
    with pytest.raises(InvalidType) as caught:
        st.pyplot(axes)
    assert str(caught.value) == f"st.pyplot: fig={axes!r} is a Axes. Pass its .get_figure()."


def test_what_is_no_figure_is_refused(run: Run) -> None:
    with pytest.raises(InvalidType) as caught:
        st.pyplot(5)
    assert str(caught.value) == "st.pyplot: fig=5 is a int. Pass a figure."


def test_no_figure_is_guessed(run: Run) -> None:
    with pytest.raises(InvalidValue) as caught:
        st.pyplot(None)
    assert str(caught.value) == (
        "st.pyplot: fig=None is no figure, and the one that Matplotlib holds for the whole process may be another "
        "reader's. Make one, fig, ax = plt.subplots(), and pass it."
    )


def test_the_figure_of_a_grid_is_cleared(run: Run, plt: Any) -> None:
    class Grid:
        """As seaborn's grids are: they save themselves and hold a figure."""

        figure = figure(plt)
        savefig = figure.savefig

    st.pyplot(Grid(), clear_figure=True)
    assert Grid.figure.axes == []


def test_the_module_stands_for_its_current_figure(run: Run, plt: Any) -> None:
    fig = figure(plt)
    st.pyplot(plt, clear_figure=True)
    assert fig.axes == []
    assert isinstance(run.elements[-1], Image)


@pytest.mark.parametrize("kind", ["pdf", "ps", None, 5])
def test_only_pictures_are_shown(run: Run, plt: Any, kind: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        st.pyplot(figure(plt), format=kind)
    assert str(caught.value) == (
        f"st.pyplot: format={kind!r} is no picture that a page shows. Pass 'png', 'svg', 'jpg', 'jpeg', 'webp'."
    )


def test_what_matplotlib_refuses_is_told(run: Run, plt: Any) -> None:
    with pytest.raises(InvalidValue, match=r"cannot save the figure with dpi=200, .*, nope=1: .*nope"):
        st.pyplot(figure(plt), nope=1)
    fig = figure(plt)
    fig.axes[0].set_title(r"$\frac{1}{$")
    with pytest.raises(InvalidValue, match=r"st\.pyplot: Matplotlib cannot save the figure"):
        st.pyplot(fig)
