"""AppTest: Streamlit's way to test an app, on our sessions."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.testing.v1 import AppTest

COUNTER = """
import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("Increment", key="more"):
    st.session_state.n += 1
st.markdown(f"Count: {st.session_state.n}")
"""


def test_a_script_given_as_text() -> None:
    app = AppTest.from_string(COUNTER).run()
    assert [m.value for m in app.markdown] == ["Count: 0"]
    app.button(key="more").click().run()
    assert app.markdown[0].value == "Count: 1"
    app.button[0].click().run()
    assert app.markdown.values == ["Count: 2"]
    app.run()
    assert app.session_state.n == 2
    assert not app.exception


def test_a_script_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text("import streamlit as st\nst.title(__file__)")
    app = AppTest.from_file(file).run()
    assert app.title[0].value == str(file)


def test_a_file_is_looked_for_beside_the_test() -> None:
    assert AppTest.from_file("app_beside.py").run().text[0].value == "beside"


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError, match=r"AppTest\.from_file: there is no file '.*none\.py'"):
        AppTest.from_file("none.py")


def test_a_script_given_as_a_function() -> None:
    def script(name: str, mark: str = "!") -> None:
        import streamlit as st

        st.header(f"Hello {name}{mark}")

    app = AppTest.from_function(script, args=("you",), kwargs={"mark": "?"}).run()
    assert app.header[0].value == "Hello you?"


def test_a_script_that_takes_too_long() -> None:
    app = AppTest.from_string("while True: pass", default_timeout=0.2)
    with pytest.raises(RuntimeError, match=r"the script still runs after 0\.2 s"):
        app.run()
    with pytest.raises(RuntimeError, match=r"after 0\.1 s"):
        AppTest.from_string("while True: pass").run(timeout=0.1)


def test_an_exception_is_an_element() -> None:
    app = AppTest.from_string("import streamlit as st\nst.text('before')\n{}['x']").run()
    assert len(app.exception) == 1
    assert app.exception[0].value == "'x'"
    assert app.exception[0].message == "'x'"
    assert any("line 3" in line for line in app.exception[0].stack_trace)
    assert app.text[0].value == "before"


WIDGETS = """
import streamlit as st
st.checkbox("box")
st.toggle("switch", True)
st.radio("radio", ["a", "b"], format_func=str.upper)
st.selectbox("select", ["x", "y", "z"], index=None, key="s")
st.multiselect("many", [1, 2, 3])
st.slider("slide", 0, 10, 5)
st.slider("range", 0.0, 1.0, (0.25, 0.75))
st.select_slider("sizes", ["S", "M", "L"])
st.number_input("number", 0, 3, 2)
st.text_input("word", "w", max_chars=20, placeholder="p")
st.text_area("text")
"""


def test_every_widget_can_be_read_and_set() -> None:
    app = AppTest.from_string(WIDGETS).run()
    before = [
        app.checkbox[0].value,
        app.toggle[0].value,
        app.radio[0].value,
        app.selectbox[0].value,
        app.multiselect[0].value,
        app.slider[0].value,
        app.slider[1].value,
        app.select_slider[0].value,
        app.number_input[0].value,
        app.text_input[0].value,
        app.text_area[0].value,
    ]
    assert before == [False, True, "a", None, [], 5, (0.25, 0.75), "S", 2, "w", ""]
    app.checkbox[0].check()
    app.toggle[0].set_value(False)
    app.radio[0].set_value("b")
    app.selectbox(key="s").select("y")
    app.multiselect[0].select(1).select(3)
    app.slider[0].set_value(7)
    app.slider[1].set_range(0.5, 1.0)
    app.select_slider[0].set_value("L")
    app.number_input[0].increment()
    app.text_input[0].input("typed")
    app.text_area[0].input("more")
    assert app.multiselect[0].value == [1, 3]
    app.run()
    assert not app.exception
    after = [node.value for node in app.main if hasattr(node, "set_value")]
    assert after == [True, False, "b", "y", [1, 3], 7, (0.5, 1.0), "L", 3, "typed", "more"]
    assert (app.radio[0].index, app.selectbox[0].index, app.multiselect[0].indices) == (1, 1, [0, 2])
    assert app.radio[0].options == ["A", "B"]
    assert (app.slider[0].min, app.slider[0].max, app.slider[0].step) == (0, 10, 1)
    assert (app.text_input[0].max_chars, app.text_input[0].placeholder) == (20, "p")
    app.number_input[0].increment().run()
    assert app.number_input[0].value == 3
    app.multiselect[0].unselect(1).run()
    assert app.multiselect[0].value == [3]
    app.selectbox[0].select_index(2).run()
    assert app.selectbox[0].value == "z"
    app.checkbox[0].uncheck().run()
    assert app.checkbox[0].value is False


def test_a_value_that_the_widget_cannot_have() -> None:
    app = AppTest.from_string("import streamlit as st\nst.slider('s', 0, 10, 5)").run()
    with pytest.raises(ValueError, match=r"slider\.set_value: the widget cannot have the value 11"):
        app.slider[0].set_value(11)


def test_session_state_can_be_set_before_the_first_run() -> None:
    app = AppTest.from_string("import streamlit as st\nst.text(st.session_state.word)\nst.text_input('w', key='word')")
    app.session_state["word"] = "set"
    app.run()
    assert app.text[0].value == "set"
    assert app.text_input[0].value == "set"
    app.session_state.word = "again"
    app.run()
    assert app.text[0].value == "again"
    assert "other" not in app.session_state
    with pytest.raises(AttributeError, match="other"):
        _ = app.session_state.other


def test_query_parameters_go_both_ways() -> None:
    app = AppTest.from_string(
        "import streamlit as st\nst.text(st.query_params['a'])\nst.query_params['b'] = ['1', '2']"
    )
    app.query_params["a"] = "x"
    app.run()
    assert app.text[0].value == "x"
    assert dict(app.query_params) == {"a": "x", "b": ["1", "2"]}


LAYOUT = """
import streamlit as st
with st.sidebar:
    st.text("aside")
left, right = st.columns(2)
left.text("left")
right.text("right")
one, two = st.tabs(["One", "Two"])
two.text("second")
with st.expander("More"):
    st.text("inside")
with st.container(key="box"):
    st.text("boxed")
with st.form("f"):
    st.text_input("Name", key="name")
    if st.form_submit_button("Send"):
        st.text(f"sent {st.session_state.name}")
"""


def test_layout_is_a_tree() -> None:
    app = AppTest.from_string(LAYOUT).run()
    assert [t.value for t in app.main.text] == ["left", "right", "second", "inside", "boxed"]
    assert app.sidebar.text.values == ["aside"]
    assert app.text.len == 6
    assert [column.text[0].value for column in app.columns] == ["left", "right"]
    assert [tab.label for tab in app.tabs] == ["One", "Two"]
    assert app.tabs[1].text[0].value == "second"
    assert (app.expander[0].label, app.expander[0].text[0].value) == ("More", "inside")
    assert app.get_by_key("box").text[0].value == "boxed"
    app.text_input[0].input("Ada")
    app.form_submit_button[0].click().run()
    assert app.text.values[-2:] == ["sent Ada", "aside"]


def test_fields_of_a_message_are_attributes() -> None:
    app = AppTest.from_string(
        "import streamlit as st\n"
        "st.error('bad', icon='🚨')\nst.caption('small')\nst.code('x = 1', language='python')\n"
        "st.metric('m', 3, 1)\nst.progress(40, 'on the way')\nst.subheader('s', anchor=False)\nst.json({'a': 1})"
    ).run()
    assert (app.error[0].value, app.error[0].icon, app.error[0].type) == ("bad", "🚨", "error")
    assert (app.caption[0].value, app.caption[0].is_caption) == ("small", True)
    assert app.markdown.len == 0
    assert (app.code[0].value, app.code[0].language) == ("x = 1", "python")
    assert (app.metric[0].label, app.metric[0].value, app.metric[0].delta) == ("m", "3", "1")
    assert (app.progress[0].value, app.progress[0].text) == (40, "on the way")
    assert (app.subheader[0].tag, app.subheader[0].hide_anchor) == ("h3", True)
    assert app.json[0].value == '{"a": 1}'
    with pytest.raises(AttributeError, match="A error has no 'shape'"):
        _ = app.error[0].shape


def test_a_table_is_a_data_frame() -> None:
    app = AppTest.from_string(
        "import pandas as pd\nimport streamlit as st\nst.dataframe(pd.DataFrame({'a': range(1000)}))"
    ).run()
    assert app.dataframe[0].value["a"].tolist() == list(range(1000))


def test_what_is_not_there() -> None:
    app = AppTest.from_string(COUNTER).run()
    with pytest.raises(KeyError, match=r"No button has key='less'; there are \['more'\]"):
        app.button(key="less")
    with pytest.raises(KeyError):
        app.get_by_key("less")
    with pytest.raises(IndexError):
        app.slider[0]
    assert app.get("slider").len == 0


def test_callbacks_come_in_the_order_of_the_page() -> None:
    script = """
import streamlit as st
st.session_state.setdefault("log", [])
for name in "abc":
    st.checkbox(name, key=name, on_change=st.session_state.log.append, args=[name])
"""
    app = AppTest.from_string(script).run()
    for name in "cab":
        app.checkbox(key=name).check()
    app.run()
    assert app.session_state.log == ["a", "b", "c"]


def test_a_test_goes_to_a_page_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text("import streamlit as st\nst.title('Start')\nst.text_input('name', key='name')\n")
    (tmp_path / "pages" / "1_All.py").write_text(
        "import streamlit as st\nst.title('All')\nst.text_input('name', key='name')\n"
    )
    app = AppTest.from_file(tmp_path / "app.py").run()
    app.text_input("name").input("Adelie")
    app.run().switch_page("pages/1_All.py").run()
    assert (app.title.values, app.session_state["name"]) == (["All"], "")
    assert app.run().title.values == ["All"]
    assert app.switch_page("app.py").run().title.values == ["Start"]
    with pytest.raises(ValueError, match=r"there is no file 'pages/2\.py' beside the app's own"):
        app.switch_page("pages/2.py")


def test_a_test_goes_to_a_page_of_the_script(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("import streamlit as st\nst.title('Other')\n")
    (tmp_path / "stray.py").touch()
    (tmp_path / "app.py").write_text("""import streamlit as st
def start():
    st.title("Start")
    if st.button("go"):
        st.switch_page("other.py")
st.navigation([start, st.Page("other.py", url_path="elsewhere")]).run()
""")
    app = AppTest.from_file(tmp_path / "app.py").run()
    assert app.switch_page("other.py").run().title.values == ["Other"]
    with pytest.raises(ValueError, match=r"'stray\.py' is no page of the app"):
        app.switch_page("stray.py")
    again = AppTest.from_file(tmp_path / "app.py").run()
    assert again.button[0].click().run().title.values == ["Other"]


def test_a_test_runs_fragments_as_a_browser_does() -> None:
    script = """
        import streamlit as st
        state = st.session_state
        state.app = state.get("app", 0) + 1
        @st.fragment
        def part():
            state.part = state.get("part", 0) + 1
            st.button("go")
        part()
    """
    app = AppTest.from_string(script).run()
    app.button[0].click().run(fragments=True)
    assert (app.session_state["app"], app.session_state["part"]) == (1, 2)
    app.button[0].click().run()
    assert (app.session_state["app"], app.session_state["part"]) == (2, 3)
