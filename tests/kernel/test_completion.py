"""What a front end is told while the cell of an app is written; a real kernel: tests/integration/test_completion.py."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

import jupyterlit
from jupyterlit.kernel.completion import Completion, names_of


class Kernel:
    """A kernel as far as its answers go; it keeps what it is asked."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {}
        self.asked: list[tuple[str, int]] = []
        self.known: list[set[str]] = []
        self.found: list[dict[str, Any]] = []

    def do_complete(self, code: str, cursor_pos: int) -> dict[str, Any]:
        self.asked.append((code, cursor_pos))
        types = [{"start": cursor_pos - 3, "end": cursor_pos, "signature": "", **each} for each in self.found]
        metadata = {"_jupyter_types_experimental": types}
        return {"cursor_start": cursor_pos - 3, "cursor_end": cursor_pos, "matches": ["slider"], "metadata": metadata}

    def do_inspect(self, code: str, cursor_pos: int, detail_level: int = 0) -> dict[str, Any]:
        self.known.append(set(self.user_ns))
        return {"found": True, "detail": detail_level}


@pytest.fixture
def kernel() -> Kernel:
    kernel = Kernel()
    Completion(kernel, kernel.user_ns, ["--height", "--help", "--keep"], lambda: ["penguins", "sales"])
    return kernel


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("%%app\nimport jupyterlit as st", {"st": jupyterlit}),
        ("%%app\nimport streamlit as st", {"st": jupyterlit}),
        ("%%app x --height 3\n  import streamlit\nst.", {"streamlit": jupyterlit}),
        ("%%app\nfrom streamlit import slider as s, nothing", {}),
        ("%%app\nfrom jupyterlit import slider as s, nothing", {"s": jupyterlit.slider}),
        ("%%app\nimport jupyterlit.errors", {"jupyterlit": jupyterlit}),
        ("%%app\nimport a_module_that_nobody_has as x\nimport from", {}),
        ("%%app --no-streamlit-alias\nimport jupyterlit as st", {"st": jupyterlit}),
        ("import jupyterlit as st", {}),
    ],
)
def test_the_names_that_a_cell_imports(code: str, names: dict[str, Any]) -> None:
    if "from streamlit" in code:
        names = {"s": jupyterlit.slider}
    assert names_of(code) == names


def test_streamlit_is_completed_as_jupyterlit(kernel: Any) -> None:
    code = "%%app\nimport streamlit as st\nst.sli\nfrom streamlit import x"
    at = code.index("sli\n") + 3
    reply = kernel.do_complete(code, at)
    assert kernel.asked == [(code.replace("streamlit", "jupyterlit"), at + 1)]
    assert (reply["cursor_start"], reply["cursor_end"], reply["matches"]) == (at - 3, at, ["slider"])


@pytest.mark.parametrize("head", ["", "%%app --no-streamlit-alias\n", "%%time\n"])
def test_elsewhere_streamlit_stays_streamlit(kernel: Any, head: str) -> None:
    code = f"{head}import streamlit as st\nst.sli"
    kernel.do_complete(code, None)
    assert kernel.asked == [(code, len(code))]


def test_what_can_be_called_says_how(kernel: Any) -> None:
    kernel.found = [
        {"text": "slider", "type": "statement"},
        {"text": "slider", "type": "param"},
        {"text": "nothing", "type": "statement"},
    ]
    code = "%%app\nimport streamlit as st\nst.sli"
    types = kernel.do_complete(code, None)["metadata"]["_jupyter_types_experimental"]
    assert [each["type"] for each in types] == ["function", "param", "statement"]
    assert types[0]["signature"].startswith("(label: ")
    assert (types[0]["start"], types[0]["end"]) == (len(code) - 3, len(code))


@pytest.mark.parametrize(
    ("code", "words", "start"),
    [
        ("%%app --he", ["--height", "--help"], 6),
        ("%%app sales --k", ["--keep"], 12),
        ("%%app --x", [], 6),
        ("%app_stop ", ["penguins", "sales"], 10),
        ("%app_stop pen", ["penguins"], 10),
        ("%app_profile sal", ["sales"], 13),
    ],
)
def test_magics_know_their_options_and_the_apps(kernel: Any, code: str, words: list[str], start: int) -> None:
    reply = kernel.do_complete(code, len(code))
    assert (reply["matches"], reply["cursor_start"], reply["cursor_end"]) == (words, start, len(code))
    assert kernel.asked == []


def test_help_knows_what_the_cell_imports_and_the_notebook_does_not(kernel: Any) -> None:
    code = "%%app\nimport streamlit as st\nst.slider('a')\nx.y"
    assert kernel.do_inspect(code, code.index("slider"), detail_level=1) == {"found": True, "detail": 1}
    kernel.do_inspect(code, len(code) - 1, 0)
    assert kernel.known == [{"st"}, set()]
    assert kernel.user_ns == {}


def test_the_notebooks_own_names_come_first(kernel: Any) -> None:
    mine = SimpleNamespace()
    kernel.user_ns["st"] = mine
    kernel.do_inspect("%%app\nimport streamlit as st\nst.slider", 34)
    assert kernel.user_ns == {"st": mine}
