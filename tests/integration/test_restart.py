"""Apps under cells in a kernel that starts again, and in one that ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .notebook import Page, open_notebook

APP = """%%app {name}
import jupyterlit as st
class Point:
    def __init__(self, x): self.x = x
st.session_state.setdefault('n', 0)
st.session_state.setdefault('point', Point(5))
if st.button('More'):
    st.session_state.n += 1
word = st.text_input('Word')
st.query_params['n'] = st.session_state.n
st.text(f'n = {{st.session_state.n}}, {{word}}, {{st.session_state.point.x}}')
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("runtime")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder))
        yield folder / "jupyterlit"


def use(page: Page) -> None:
    """Click, and write a word."""
    page.after_run()
    page.after_run({"type": "rerun", "values": {page.id_of("More"): True}})
    page.after_run({"type": "rerun", "values": {page.id_of("Word"): "kept"}})
    assert page.shown[-1] == "n = 1, kept, 5"


def test_an_app_comes_back_as_it_was_once_its_cell_runs_again(folder: Path) -> None:
    with open_notebook() as notebook:
        assert notebook.run("%load_ext jupyterlit") == []
        use(notebook.show(APP.format(name="one")))
        use(notebook.show(APP.format(name="two")))
        notebook.text("%app_stop two")
        (own,) = folder.iterdir()
        notebook.wait_until(lambda: sorted(path.suffix for path in own.iterdir()) == ["", ".pickled", ".plain"])
        notebook.restart()

        assert notebook.run("%load_ext jupyterlit") == []
        page = notebook.show(APP.format(name="one").replace("n = ", "again ", 1).replace("f'n = ", "f'again "))
        notebook.read(lambda: page.shown[-1:] == ["again 1, kept, 5"])
        first = page.messages[0]
        assert (first["type"], first["session"]) == ("reset", "cell one")
        assert [message["query"] for message in page.messages if message["type"] == "query_params"] == ["n=1"]
        assert page.after_run({"type": "rerun", "values": {page.id_of("More"): True}})[-1] == "again 2, kept, 5"
        page = notebook.show(APP.format(name="two"))
        page.after_run()
        assert page.shown[-1] == "n = 0, , 5"
        notebook.wait_until(lambda: notebook.text("%app_list") == "one  idle\ntwo  idle\n")

        notebook.manager.shutdown_kernel()
        assert list(folder.iterdir()) == []


def test_what_was_done_last_is_kept_however_long_keeping_takes(folder: Path) -> None:
    app = """%%app slow
import jupyterlit as st
st.session_state.setdefault('long', [str(i) for i in range(300_000)])  # so much is not kept after each click
st.session_state.setdefault('n', 0)
if st.button('More'):
    st.session_state.n += 1
st.text(f"n = {st.session_state.n} of {len(st.session_state.long)}")
"""
    with open_notebook() as notebook:
        assert notebook.run("%load_ext jupyterlit") == []
        page = notebook.show(app)
        page.after_run()
        for n in range(1, 5):
            assert page.after_run({"type": "rerun", "values": {page.id_of("More"): True}})[-1] == f"n = {n} of 300000"
        notebook.restart()
        assert notebook.run("%load_ext jupyterlit") == []
        page = notebook.show(app)
        notebook.read(lambda: page.shown)
        assert page.shown[-1] == "n = 4 of 300000"


def test_a_kernel_that_dies_at_once_loses_no_more_than_its_last_run(folder: Path) -> None:
    with open_notebook() as notebook:
        assert notebook.run("%load_ext jupyterlit") == []
        use(notebook.show(APP.format(name="one")))
        (own,) = folder.iterdir()
        kept = lambda: any(b"kept" in path.read_bytes() for path in own.glob("*.plain"))  # noqa: E731
        notebook.wait_until(kept)
        notebook.restart(now=True)
        assert notebook.run("%load_ext jupyterlit") == []
        page = notebook.show(APP.format(name="one"))
        notebook.read(lambda: page.shown[-1:] == ["n = 1, kept, 5"])
