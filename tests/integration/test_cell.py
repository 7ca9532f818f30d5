"""`%%app` in a real kernel, seen as a front end sees it."""

import gzip
import json
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from ipykernel.comm.comm import BaseComm

from jupyterlit.kernel.bundle import read_manifest

from .notebook import Notebook, Page, open_notebook

COUNTER = """%%app {name}
import jupyterlit as st
st.session_state.setdefault('n', 0)
if st.button('More'):
    st.session_state.n += 1
st.text(f'n = {{st.session_state.n}}')
"""


# What an older kernel cannot do: apps wait there for the cell that computes, and their pages say so.
IPYKERNEL = version("ipykernel")
SUBSHELLS = pytest.mark.skipif(
    int(IPYKERNEL.split(".")[0]) < 7, reason=f"ipykernel {IPYKERNEL} has no subshells: 7.0 has"
)
OWN_SUBSHELL = pytest.mark.skipif(
    not hasattr(BaseComm, "_reply_subshell_for"),
    reason=f"ipykernel {IPYKERNEL}: from 7.4 on a comm says where it is heard",
)


@pytest.fixture(scope="module")
def notebook() -> Iterator[Notebook]:
    with open_notebook() as notebook:
        assert notebook.run("%load_ext jupyterlit") == []
        yield notebook


def click(page: Page, label: str = "More") -> list[str]:
    return page.after_run({"type": "rerun", "values": {page.id_of(label): True}})


def test_an_app_is_shown_at_once_and_reruns_on_a_click(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="clicks"))
    assert page.after_run() == ["More", "n = 0"]
    assert click(page) == ["More", "n = 1"]


def test_the_cell_returns_before_the_app_has_run(notebook: Notebook) -> None:
    page = notebook.show("%%app slow\nimport jupyterlit as st, time\nst.text('a')\ntime.sleep(0.3)\nst.text('b')")
    assert page.ended == 0
    assert page.after_run() == ["a", "b"]


def test_running_the_cell_again_swaps_the_code_and_keeps_the_state(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="again"))
    page.after_run()
    click(page)
    edited = COUNTER.format(name="again").replace("n = ", "count: ")
    ended = page.ended
    assert notebook.show(edited) is page
    notebook.read(lambda: page.ended > ended and page.shown == ["More", "count: 1"])
    assert click(page) == ["More", "count: 2"]


def test_an_app_sees_the_notebooks_names_and_keeps_its_own(notebook: Notebook) -> None:
    notebook.run("x = 1\nseen = []")
    code = (
        "%%app names\nimport jupyterlit as st\nst.text(f'{x} {\"mine\" in globals()}')\nx = 5\nmine = 2\nseen.append(x)"
    )
    page = notebook.show(code)
    assert page.after_run() == ["1 False"]
    notebook.run("x = 7")
    assert page.after_run({"type": "rerun"}) == ["7 False"]
    assert notebook.text("print(x, seen, 'mine' in globals(), 'st' in globals())") == "7 [5, 5] False False\n"


def test_a_cell_without_a_name_is_known_by_its_id(notebook: Notebook) -> None:
    first = notebook.show(COUNTER.format(name=""), cellId="one")
    first.after_run()
    click(first)
    second = notebook.show(COUNTER.format(name=""), cellId="two")
    assert second is not first
    assert second.after_run() == ["More", "n = 0"]
    assert notebook.show(COUNTER.format(name=""), cellId="one") is first
    notebook.read(lambda: first.shown == ["More", "n = 1"] and first.ended >= 3)


@pytest.mark.parametrize("above", ["", "\n\n"])
def test_a_syntax_error_is_shown_in_the_app_with_the_cells_line(notebook: Notebook, above: str) -> None:
    page = notebook.show(f"{above}%%app syntax-{len(above)}\nimport jupyterlit as st\nst.text('x'\n")
    page.after_run()
    (error,) = page.elements.values()
    line = 3 + len(above)
    assert (error["kind"], error["exception_type"]) == ("exception", "SyntaxError")
    assert f"line {line}" in error["trace"]
    assert "Cell In[" in error["trace"]
    assert "jupyterlit" not in error["trace"]


def test_an_error_is_shown_with_the_cells_lines(notebook: Notebook) -> None:
    page = notebook.show("%%app error\ndef divide(a):\n    return a / 0\n\ndivide(1)")
    page.after_run()
    (error,) = page.elements.values()
    assert [(frame["line"], frame["code"].strip().splitlines()[0]) for frame in error["frames"]] == [
        (5, "divide(1)"),
        (3, "return a / 0"),
    ]
    assert {frame["file"].partition("[")[0] for frame in error["frames"]} == {"Cell In"}


def test_prints_go_to_the_apps_cell_whatever_runs_meanwhile(notebook: Notebook) -> None:
    code = "%%app prints\nimport jupyterlit as st, sys\nst.button('Go')\nprint('out')\nprint('err', file=sys.stderr)"
    page = notebook.show(code)
    request = notebook.seen[-1]["parent_header"].get("msg_id") or ""
    page.after_run()
    other = notebook.start("import time; time.sleep(0.5)")
    click(page, "Go")

    def printed(name: str) -> str:
        streams = [m for m in notebook.seen if m["header"]["msg_type"] == "stream" and m["content"]["name"] == name]
        return "".join(m["content"]["text"] for m in streams if m["parent_header"]["msg_id"] == request)

    assert notebook.finish(other) == []
    notebook.read(lambda: printed("stdout") == "out\nout\n" and printed("stderr") == "err\nerr\n")


@SUBSHELLS
def test_an_app_answers_on_a_subshell_while_a_cell_computes(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="busy"))
    page.after_run()
    page.subshell = notebook.create_subshell()
    cell = notebook.start("import time; time.sleep(1)\nprint('done')")
    assert click(page) == ["More", "n = 1"]
    assert not notebook.ended(cell)
    (output,) = notebook.finish(cell)
    assert output["content"]["text"] == "done\n"


@OWN_SUBSHELL
def test_an_app_answers_while_a_cell_computes_whichever_way_the_browser_sends(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="busy-anyway"))
    page.after_run()
    cell = notebook.start("import time; time.sleep(1)\nprint('done')")
    assert click(page) == ["More", "n = 1"]
    page.subshell = notebook.create_subshell()
    assert click(page) == ["More", "n = 2"]
    assert not notebook.ended(cell)
    notebook.finish(cell)


@SUBSHELLS
def test_an_interrupt_hits_neither_the_apps_run_nor_its_session(notebook: Notebook) -> None:
    code = COUNTER.format(name="interrupted").replace("st.text(", "import time; time.sleep(1)\nst.text(")
    page = notebook.show(code)
    page.after_run()
    page.subshell = notebook.create_subshell()
    cell = notebook.start("while True: pass")
    ended, begun = page.ended, len([m for m in page.messages if m["type"] == "run_started"])
    page.send({"type": "rerun", "values": {page.id_of("More"): True}})
    notebook.read(lambda: len([m for m in page.messages if m["type"] == "run_started"]) > begun)
    notebook.interrupt()
    (error,) = notebook.finish(cell)
    assert error["content"]["ename"] == "KeyboardInterrupt"
    notebook.read(lambda: page.ended > ended)
    assert page.shown == ["More", "n = 1"]
    assert page.messages[-1]["status"] == "finished"
    assert click(page) == ["More", "n = 2"]
    notebook.interrupt()  # with nothing to interrupt
    assert click(page) == ["More", "n = 3"]


def test_frames_that_are_no_messages_are_left_out(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="frames"))
    page.after_run()
    before = len(notebook.seen)
    content = {"comm_id": page.comm_id, "data": page.data}
    for buffers in ([], [b""], [b"{"], [b'{"type": "rerun", "values": 3}'], [b"\xff\xfe"], [b"[" * 100_000]):
        notebook.send("comm_msg", content, buffers)
    for strange in (None, 3, {"file": 3}, {"file": "../kernel/comm.py"}):
        notebook.send("comm_msg", content | {"data": {"method": "custom", "content": strange}}, [])
    assert click(page) == ["More", "n = 1"]
    assert not [m for m in notebook.seen[before:] if m["header"]["msg_type"] == "error"]


def test_help_lists_the_options(notebook: Notebook) -> None:
    for code in ("%%app --help", "%%app name --help\nraise ValueError"):
        text = notebook.text(code)
        assert text.startswith("usage: %%app ")
        assert "--height PIXELS" in text
        assert "--no-streamlit-alias" in text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--what", "%%app: unrecognized arguments: --what. %%app --help lists what there is.\n"),
        (
            "--height=tall",
            "%%app: argument --height: 'tall' is no number of pixels. %%app --help lists what there is.\n",
        ),
        ("'open", '%%app: No closing quotation in "\'open".\n'),
    ],
)
def test_a_wrong_option_is_one_sentence(notebook: Notebook, line: str, message: str) -> None:
    assert notebook.text(f"%%app {line}\n1") == f"UsageError: {message}"


def test_options_and_quoted_names_reach_the_page(notebook: Notebook) -> None:
    page = notebook.show("%%app 'my app' --height 240\n1")
    page.after_run()
    state = notebook.state_of(page.comm_id)
    assert (state["app"], state["height"]) == ("my app", 240)
    notebook.show("%%app 'my app'\n1")
    assert notebook.state_of(page.comm_id)["height"] is None


def test_the_notebooks_file_keeps_a_loader_and_no_bundle(notebook: Notebook) -> None:
    output, _kept = notebook.run("%%app small\n1")
    comm_id = output["content"]["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]
    assert output["content"]["data"]["text/plain"] == "The app 'small', which is shown where a kernel runs it."
    assert len(json.dumps(notebook.state_of(comm_id))) < 4_000


def test_a_browser_without_a_server_gets_the_bundle_from_the_kernel(notebook: Notebook) -> None:
    page = notebook.show("%%app bundle\n1")
    manifest = read_manifest()
    entry = notebook.state_of(page.comm_id)["entry"]
    assert entry == manifest.entries["anywidget"]
    answer, (content,) = notebook.ask(page, {"file": entry})
    assert answer == {"file": entry, "imports": manifest.files[entry].imports, "lazy": manifest.files[entry].lazy}
    assert b"export" in gzip.decompress(content)
    answer, buffers = notebook.ask(page, {"file": "../../pyproject.toml"})
    assert (answer["error"], buffers) == ("../../pyproject.toml is not there any more. Reload the page.", [])


def test_a_view_that_comes_later_gets_the_page_as_it_is(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="views"))
    page.after_run()
    click(page)
    runs = page.ended
    page.messages.clear()
    page.send({"type": "attach"})
    notebook.read(lambda: [m for m in page.messages if m["type"] == "reset"] and page.shown == ["More", "n = 1"])
    assert page.ended == runs


def test_a_closed_comm_makes_room_for_a_new_page_of_the_same_session(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="closed"))
    page.after_run()
    click(page)
    notebook.finish(notebook.send("comm_close", {"comm_id": page.comm_id, "data": {}}, []))
    again = notebook.show(COUNTER.format(name="closed"))
    assert again is not page
    notebook.read(lambda: again.shown == ["More", "n = 1"])


def test_streamlit_is_jupyterlit_in_the_app_and_itself_in_the_notebook(notebook: Notebook) -> None:
    notebook.run(
        "import sys, types\nsys.modules['streamlit'] = real = types.ModuleType('streamlit')\nimport streamlit as st"
    )
    code = "import streamlit\nimport jupyterlit as lit\nlit.text(f'{streamlit.__name__} {st.__name__}')"
    ours = "jupyterlit.compat.streamlit"
    assert notebook.show(f"%%app alias\n{code}").after_run() == [f"{ours} {ours}"]
    assert notebook.show(f"%%app no-alias --no-streamlit-alias\n{code}").after_run() == ["streamlit streamlit"]
    assert notebook.text("import streamlit; print(streamlit is real, st is real)") == "True True\n"


def test_the_notebooks_own_syntax_works(notebook: Notebook) -> None:
    page = notebook.show(
        "%%app syntax-of-ipython\nimport jupyterlit as st\nfiles = !echo one \\\n  two\nst.text(files[0])\nx = 3\nx"
    )
    assert page.after_run() == ["one two", "`3`"]


def test_figures_of_an_app_stay_out_of_the_notebook(notebook: Notebook) -> None:
    page = notebook.show(
        "%%app figures\nimport jupyterlit as st\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
        "st.text(plt.get_fignums())\nimport time; time.sleep(0.3)"
    )
    notebook.read(lambda: page.shown == ["[1]"])
    assert notebook.run("1;") == []
    page.after_run()
    assert notebook.text("import matplotlib.pyplot as plt; print(plt.get_fignums())") == "[]\n"


def test_the_extension_can_be_loaded_again(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="reload"))
    page.after_run()
    assert notebook.run("%reload_ext jupyterlit") == []
    assert notebook.show(COUNTER.format(name="reload")) is page


SURVEY = """%%app survey
import jupyterlit as st
n = st.slider('N', 0, 9, 3, key='n')
if st.button('Send'):
    st.result([n])
"""


def test_the_next_cell_uses_what_the_reader_chose(notebook: Notebook) -> None:
    page = notebook.show(SURVEY)
    page.after_run()
    assert notebook.text("import jupyterlit\nsurvey = jupyterlit.apps['survey']\nprint(survey.value)") == "None\n"
    notebook.run("survey.state['n'] = 7\nsurvey.rerun()")
    notebook.read(lambda: page.ended >= 2)
    page.after_run({"type": "rerun", "values": {page.id_of("Send"): True}})
    assert notebook.text("print(await survey, survey.value, dict(survey.state))") == "[7] [7] {'n': 7}\n"


@SUBSHELLS
def test_a_cell_that_waits_goes_on_when_the_reader_has_sent(notebook: Notebook) -> None:
    page = notebook.show(SURVEY.replace("survey", "waited"))
    page.after_run()
    page.subshell = notebook.create_subshell()
    request = notebook.start("import jupyterlit\nprint('got', await jupyterlit.apps['waited'])")
    ended = page.ended
    page.send({"type": "rerun", "values": {page.id_of("Send"): True}})
    notebook.read(lambda: page.ended > ended)
    assert "got [3]" in str(notebook.finish(request))


def test_a_stopped_app_says_so_and_its_cell_starts_it_again(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="stopped"))
    page.after_run()
    click(page)
    assert "stopped  idle\n" in notebook.text("%app_list")
    assert notebook.run("%app_stop stopped") == []
    notebook.read(lambda: [m for m in page.messages if m["type"] == "failed"])
    assert page.messages[-1] == {
        "type": "failed", "title": "The app “{name}” has been stopped", "message": "Run its cell to start it.",
        "gaps": {"name": "stopped"},
    }  # fmt: skip
    assert "stopped" not in notebook.text("%app_list")
    (error,) = notebook.run("%app_stop stopped")
    assert "there is no app named 'stopped'" in str(error)
    again = notebook.show(COUNTER.format(name="stopped"))
    assert again is not page
    assert again.after_run() == ["More", "n = 0"]


@OWN_SUBSHELL
def test_a_front_end_that_ends_all_subshells_is_heard_all_the_same(notebook: Notebook) -> None:
    page = notebook.show(COUNTER.format(name="deleted"))
    page.after_run()
    own = notebook.text("from jupyterlit.kernel.subshell import subshell; print(subshell._id)")
    notebook.delete_subshell(own.strip())
    assert click(page) == ["More", "n = 1"]
