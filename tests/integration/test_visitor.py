"""A kernel that serves an app, as the server's relay sees it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .notebook import Notebook, Page, open_notebook

COUNTER = """import jupyterlit as st
st.session_state.setdefault('n', 0)
if st.button('More'):
    st.session_state.n += 1
st.text(f'n = {st.session_state.n}, {word}')
print('printed')
"""


@pytest.fixture(scope="module")
def notebook() -> Iterator[Notebook]:
    with open_notebook() as notebook:
        yield notebook


def serve(notebook: Notebook, *pages: dict[str, Any]) -> None:
    spec = json.dumps({"app": "app", "pages": pages})
    outputs = notebook.run(f"__import__('jupyterlit.kernel.comm', fromlist=['serve']).serve({spec!r})")
    assert [output["content"] for output in outputs if output["header"]["msg_type"] == "error"] == []


def cells(name: str, *sources: str, kind: str = "code") -> dict[str, Any]:
    parts = [{"kind": kind, "source": source, "filename": f"app.ipynb, cell {name}", "offset": 1} for source in sources]
    return {"name": name, "title": name, "path": "/srv/app.ipynb", "parts": parts}


def visit(notebook: Notebook, comm_id: str, session: str, page: str = "") -> Page:
    visitor: dict[str, Any] = {"ip": "127.0.0.1", "headers": {}, "cookies": {}, "user": None}
    opened = notebook.open_comm(comm_id, {"session": session, "app": "app", "page": page, "visitor": visitor})
    opened.send({"type": "attach"})
    return opened


def test_visitors_share_what_the_setup_cells_made_and_have_a_state_each(notebook: Notebook) -> None:
    notebook.run("word = 'hello'")
    serve(notebook, cells("counter", COUNTER))
    ada, bob = visit(notebook, "v1", "ada"), visit(notebook, "v2", "bob")
    notebook.read(lambda: ada.ended and bob.ended)
    ada.after_run({"type": "rerun", "values": {ada.id_of("More"): True}})
    assert (ada.shown, bob.shown) == (["More", "n = 1, hello"], ["More", "n = 0, hello"])


def test_newer_code_reaches_visitors_and_keeps_their_state(notebook: Notebook) -> None:
    serve(notebook, cells("counter", COUNTER))
    page = visit(notebook, "v3", "carol")
    page.after_run()
    page.after_run({"type": "rerun", "values": {page.id_of("More"): True}})
    serve(notebook, cells("counter", COUNTER.replace("n = ", "count: ")))
    notebook.read(lambda: page.shown == ["More", "count: 1, hello"])


def test_a_visitor_who_comes_back_finds_the_page_and_one_who_ended_it_does_not(notebook: Notebook) -> None:
    serve(notebook, cells("counter", COUNTER))
    page = visit(notebook, "v4", "dora")
    page.after_run()
    page.after_run({"type": "rerun", "values": {page.id_of("More"): True}})
    notebook.send("comm_close", {"comm_id": "v4", "data": {}}, [])
    back = visit(notebook, "v5", "dora")
    notebook.read(lambda: back.shown == ["More", "n = 1, hello"])
    assert back.ended == 0
    notebook.send("comm_close", {"comm_id": "v5", "data": {"end": True}}, [])
    new = visit(notebook, "v6", "dora")
    assert new.after_run() == ["More", "n = 0, hello"]


def test_what_scripts_print_is_the_kernels_log(notebook: Notebook) -> None:
    serve(notebook, cells("counter", COUNTER))
    start = len(notebook.seen)
    visit(notebook, "v7", "erin").after_run()
    notebook.run("0")
    streams = [m for m in notebook.seen[start:] if m["header"]["msg_type"] == "stream"]
    assert "printed\n" in "".join(m["content"]["text"] for m in streams)
    assert {m["content"]["name"] for m in streams} == {"stdout"}


def test_each_cell_is_a_page_and_markdown_is_shown(notebook: Notebook) -> None:
    serve(notebook, cells("first", "import jupyterlit as st\nst.text('one')"), cells("text", "# Two", kind="markdown"))
    assert visit(notebook, "v8", "p1").after_run() == ["one"]
    assert visit(notebook, "v9", "p2", "text").after_run() == ["# Two"]


def test_an_error_names_cell_and_line(notebook: Notebook) -> None:
    serve(notebook, cells("broken", "x = 1\nx / 0"))
    page = visit(notebook, "v10", "frank")
    page.after_run()
    (error,) = page.elements.values()
    assert [(frame["file"], frame["line"]) for frame in error["frames"]] == [("app.ipynb, cell broken", 3)]


def test_a_script_is_read_again_when_it_has_changed(notebook: Notebook, tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text("import streamlit as st\nst.text(f\"first {'word' in globals()}\")")
    serve(notebook, {"name": "app", "title": "App", "path": str(script), "parts": []})
    page = visit(notebook, "v11", "grace")
    assert page.after_run() == ["first False"]
    script.write_text("import streamlit as st\nst.text('edited just now')")
    assert page.after_run({"type": "rerun"}) == ["edited just now"]


def test_setup_cells_find_jupyterlit_under_streamlits_name_once_prepared(notebook: Notebook, tmp_path: Path) -> None:
    (tmp_path / "drawing.py").write_text("import streamlit as st\n\ndef draw():\n    st.text('drawn')")
    notebook.run("from jupyterlit.kernel.comm import prepare; prepare(get_ipython())")
    notebook.run(f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nimport drawing\nimport streamlit as st")
    serve(notebook, cells("app", "drawing.draw()\nst.text(st.__name__)"))
    assert visit(notebook, "v12", "heidi").after_run() == ["drawn", "jupyterlit.compat.streamlit"]


def test_streamlits_name_can_be_left_alone(notebook: Notebook) -> None:
    notebook.run("import sys, types; sys.modules['streamlit'] = types.ModuleType('streamlit')")
    code = "import jupyterlit as lit, importlib\nimport streamlit\nlit.text(streamlit.__name__)"
    serve(notebook, {**cells("app", code), "streamlit_alias": False})
    assert visit(notebook, "v13", "ivan").after_run() == ["streamlit"]
