"""Widgets of ipywidgets and anywidget as elements."""

from __future__ import annotations

import gc
from typing import Any

import ipywidgets
import pytest

import jupyterlit as st
from jupyterlit.compat.widget_comms import claim_comms
from jupyterlit.elements.widget import JupyterWidget
from jupyterlit.errors import DuplicateWidget, InvalidType, InvalidValue, LayoutError, StateError
from jupyterlit.state.model_comm import registry
from jupyterlit.state.session_models import SessionModels
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused


def app(script: str) -> AppTest:
    return AppTest.from_string(f"import ipywidgets\nimport jupyterlit as st\n{script}").run()


def texts(test: AppTest) -> list[str]:
    assert not test.exception
    return [text.value for text in test.text]


def test_a_widget_keeps_what_the_reader_has_done_while_its_key_stays() -> None:
    test = app(
        "made = ipywidgets.IntSlider(value=4, max=10)\nslider = st.widget(made, key='n')\n"
        "st.text(f'{slider.value} {slider is made} {st.session_state.n}')"
    )
    assert texts(test) == ["4 True {'value': 4}"]
    test.widget[0].set_value(7).run()
    assert texts(test) == ["7 False {'value': 7}"]
    test.run()
    assert texts(test) == ["7 False {'value': 7}"]


def test_without_a_key_what_it_is_made_with_is_what_it_is() -> None:
    test = app(
        "most = st.number_input('Most', value=10)\n"
        "st.text(st.widget(ipywidgets.VBox([ipywidgets.IntText(4), ipywidgets.IntSlider(max=most)])).children[0].value)"
    )
    test.widget[0].widget.children[0].value = 7
    assert texts(test.run()) == ["7"]
    assert texts(test.number_input[0].set_value(20).run()) == ["4"]


def test_a_class_of_the_scripts_own_is_the_same_in_each_run() -> None:
    test = app(
        "import traitlets\nclass Own(ipywidgets.DOMWidget):\n    value = traitlets.Int(1).tag(sync=True)\n"
        "st.text(st.widget(Own(), key='own').value)"
    )
    assert texts(test.widget[0].set_value(5).run()) == ["5"]


def test_a_function_makes_one_only_where_there_is_none() -> None:
    test = app(
        "state = st.session_state\n"
        "def make():\n    state.made = state.get('made', 0) + 1\n    return ipywidgets.IntText(state.made)\n"
        "st.text(f'{st.widget(make, key=\"n\").value} {state.made}')"
    )
    assert texts(test.run().run()) == ["1 1"]


def test_a_widget_that_the_author_keeps_is_shown_itself() -> None:
    test = app(
        "state = st.session_state\n"
        "one, other = state.setdefault('both', [ipywidgets.IntText(1), ipywidgets.IntText(2)])\n"
        "shown = st.widget(one if st.checkbox('One', True) else other, key='n')\nst.text(shown.value)"
    )
    assert texts(test) == ["1"]
    assert texts(test.checkbox[0].uncheck().run()) == ["2"]
    assert texts(test.checkbox[0].check().run()) == ["1"]


def test_a_widget_that_comes_back_works_again() -> None:
    test = app(
        "kept = st.session_state.setdefault('kept', ipywidgets.IntText(1))\n"
        "if st.checkbox('Show', True):\n    st.text(st.widget(kept).value)"
    )
    kept = test.widget[0].widget
    assert kept.model_id in registry()
    test.checkbox[0].uncheck().run()
    assert kept.model_id not in registry()
    test.checkbox[0].check().run()
    assert kept.model_id in registry()
    assert texts(test.widget[0].set_value(3).run()) == ["3"]


def test_chosen_traits_run_the_script_and_the_callback_comes_first() -> None:
    test = app(
        "def changed(by):\n    st.session_state.n = st.session_state.get('n', 0) + by\n"
        "box = st.widget(lambda: ipywidgets.Text('a', description='d'), key='t', traits=['description'],"
        " on_change=changed, args=(2,))\n"
        "st.text(f'{box.value} {box.description} {st.session_state.get(\"n\", 0)}')"
    )
    test.widget[0].set(value="b").run()
    assert texts(test) == ["b d 0"]
    test.widget[0].set(description="e").run()
    assert texts(test) == ["b e 2"]


def test_only_its_fragment_runs() -> None:
    test = app(
        "st.session_state.runs = st.session_state.get('runs', 0) + 1\n"
        "@st.fragment\ndef part():\n    st.text(st.widget(lambda: ipywidgets.IntText(1), key='n').value)\n"
        "part()\nst.text(f'runs {st.session_state.runs}')"
    )
    test.widget[0].set_value(5).run(fragments=True)
    assert texts(test) == ["5", "runs 1"]


def test_written_widgets_are_shown() -> None:
    test = app("st.write('a', ipywidgets.IntText(1), 'b')\nlabel = ipywidgets.Label('last')\nlabel")
    assert [type(node.widget).__name__ for node in test.widget] == ["IntText", "Label"]
    assert [node.value for node in test.markdown] == ["a", "b"]


def test_a_thousand_runs_leave_nothing_behind() -> None:
    test = app(
        "st.widget(ipywidgets.VBox([ipywidgets.IntSlider(), ipywidgets.Text('a')]), key='box')\n"
        "st.widget(ipywidgets.IntText(3))\nipywidgets.Button()"
    )
    gc.collect()
    known = len(registry())
    alive = _alive()
    for _ in range(1000):
        test.run()
    assert len(registry()) == known
    gc.collect()
    assert _alive() - alive < 20  # those of the last run


def _alive() -> int:
    return sum(isinstance(each, ipywidgets.Widget) for each in gc.get_objects())


def test_a_session_that_ends_leaves_nothing_behind(run: Run) -> None:
    claim_comms()
    shown = st.widget(ipywidgets.IntText(1))
    run.state.part(SessionModels).end_run()
    assert shown.model_id in registry()
    run.state.close()
    assert shown.model_id not in registry()


def test_wrong_arguments_are_refused_in_the_authors_words(run: Run) -> None:
    slider = ipywidgets.IntSlider()
    wrong: Any = 3
    with refused(
        InvalidType,
        "st.widget: widget=3 is a int. Pass a widget of ipywidgets or anywidget, or a function that makes one.",
    ):
        st.widget(wrong)
    with refused(
        InvalidType, "st.widget: the function has returned a str. Return a widget of ipywidgets or anywidget."
    ):
        st.widget(lambda: "x")
    with pytest.raises(InvalidType, match=r"widget=<class .*IntSlider'> is a Meta"):
        st.widget(ipywidgets.IntSlider)
    with pytest.raises(
        InvalidValue, match=r"st.widget: traits='valeu' names 'valeu', which a IntSlider does not share"
    ):
        st.widget(slider, traits="valeu")
    with refused(
        InvalidValue, 'st.widget: width=0 is not a size. Pass a positive number of pixels, "stretch" or "content".'
    ):
        st.widget(slider, width=0)


def test_a_widget_stands_once_on_a_page(run: Run) -> None:
    slider = ipywidgets.IntSlider()
    st.widget(slider, key="a")
    with pytest.raises(DuplicateWidget, match="key='a' is used twice"):
        st.widget(slider, key="a")
    st.widget(slider)
    with pytest.raises(DuplicateWidget, match="two are alike in everything"):
        st.widget(slider)


def test_in_a_form_it_waits_for_the_button(run: Run) -> None:
    with st.form("f"):
        st.widget(ipywidgets.IntText(1), key="n")
        with pytest.raises(LayoutError, match="on_change cannot be used in a form"):
            st.widget(ipywidgets.IntText(1), key="m", on_change=print)


def test_its_value_cannot_be_assigned(run: Run) -> None:
    st.session_state.n = 3
    with pytest.raises(StateError, match="only the reader changes the value of this widget"):
        st.widget(ipywidgets.IntText(1), key="n")


def test_what_travels_is_which_model_it_is(run: Run) -> None:
    text = ipywidgets.IntText(1)
    assert st.widget(text, key="n", disabled=True, width=300, height=200) is text
    (message,) = run.elements
    assert isinstance(message, JupyterWidget)
    assert (message.model, message.disabled, message.width, message.height) == (text.model_id, True, 300, 200)
    assert (message.default, run.sent) == (None, [])
