"""The guides run as they are read: each cell in a notebook's kernel, and each app as a page."""

from __future__ import annotations

import ast
import asyncio
import json
import re
import shutil
import sys
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any, cast

import nbformat
import pytest

from .notebook import Notebook, open_notebook
from .server import Page, Server, serving

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
GUIDES = sorted(NOTEBOOKS.glob("guide_*.ipynb"))

# A widget of each guide: its app, its label or key, what a reader does to it, and what the app shows then.
TOUCHED = {
    "guide_components_and_widgets": ("Compass", "compass", {"direction": "S"}, "Heading: **S**"),
    "guide_data": ("Connection", "Ask again", True, "-4.5"),
    "guide_elements": ("Buttons", "Again", True, "Again: 1 times"),
    "guide_from_streamlit": ("As it is", "Name", "Grace", "Hello, **Grace**!"),
    "guide_from_voila": ("Penguins", "Penguins", [5], "5 penguins eat 3.5 kg a day"),
    "guide_pages": ("Basket", "Put it in", True, "In it: krill"),
    "guide_serving": ("Visitors", "Click", True, '"value": "1"'),
    "guide_state_and_caching": ("Two units", "celsius", 100, "212"),
    "guide_tasks": ("Bootstrap", "The page is alive meanwhile", True, "Mean of a sample (g)"),
    "guide_testing": ("Bill", "Round up", True, "Each pays, rounded"),
    "guide_tour": ("Compound interest", "Years", 1, "€1,200"),
}
# Apps that show what an error looks like.
MEANT = {"An error", "Status"}
# What each guide may use without telling its reader to install it: what comes with jupyterlit.
BROUGHT_ALONG = {"anywidget", "ipywidgets", "jupyterlit", "streamlit", "traitlets", *sys.stdlib_module_names}
# What else the names that guides give to pip bring along.
EXTRAS = {
    "all": {"PIL", "altair", "matplotlib", "numpy", "pandas", "plotly", "pydeck"},
    "sql": {"sqlalchemy"},
}


def cells_of(guide: Path) -> list[Any]:
    """Return a guide's cells."""
    return json.loads(guide.read_text(encoding="utf8"))["cells"]


def code_of(guide: Path, *, served: bool = False) -> list[str]:
    """Return a guide's code cells, or those of them that are served."""
    cells = [cell for cell in cells_of(guide) if cell["cell_type"] == "code"]
    left_out = [cell for cell in cells if served and "lit-skip" in cell["metadata"].get("tags", [])]
    return ["".join(cell["source"]) for cell in cells if cell not in left_out]


def name_of(cell: str) -> str | None:
    """Return the name of the app that a cell is, or None."""
    found = re.match(r'%%app (?:"([^"]+)"|(\S+))', cell)
    return found and (found[1] or found[2])


def text_of(guide: Path) -> str:
    """Return a guide's words."""
    return "\n\n".join("".join(cell["source"]) for cell in cells_of(guide) if cell["cell_type"] == "markdown")


def python_of(guides: Iterable[Path]) -> Generator[ast.Module]:
    """Return the guides' programs, without what is IPython's."""
    for guide in guides:
        for cell in code_of(guide):
            yield ast.parse(re.sub(r"^[%!].*$", "", cell, flags=re.MULTILINE))


class Shown:
    """What a page shows, wherever it is."""

    def __init__(self, elements: dict[tuple[int, ...], dict[str, Any]], messages: list[dict[str, Any]]) -> None:
        self._elements = elements
        self._messages = messages

    def fails(self, name: str) -> list[str]:
        """Return the errors on it, but for those that are meant."""
        found = [element["message"] for element in self._elements.values() if element["kind"] == "exception"]
        if len(self._elements) < 2:
            return [f"{name}: nothing to be seen"]
        return [] if len(found) == (name in MEANT) else [f"{name}: {found}"]

    def says(self, text: str) -> bool:
        """Tell whether a text, a number or a name is to be seen on it."""
        values = [message["values"] for message in self._messages if message["type"] == "values"]
        return text in json.dumps([*self._elements.values(), *values], ensure_ascii=False)

    def touch(self, label: str, value: Any) -> dict[str, Any]:
        """Return the message that tells of a widget's new value."""
        (id,) = [each["id"] for each in self._elements.values() if label in (each.get("label"), each.get("key"))]
        return {"type": "rerun", "values": {id: value}}


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guides, and nothing else of the repository."""
    folder = tmp_path_factory.mktemp("guides")
    for guide in GUIDES:
        shutil.copy(guide, folder)
    return folder


@pytest.fixture(scope="module")
def notebook(guides: Path) -> Generator[Notebook]:
    """A kernel for all guides, one after the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(guides)
        with open_notebook() as notebook:
            yield notebook


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_in_cells(notebook: Notebook, guide: Path) -> None:
    notebook.run("%reset -f")
    touched, label, value, then = TOUCHED[guide.stem]
    for cell in code_of(guide):
        name = name_of(cell)
        if name is None:
            outputs = notebook.run(cell)
            assert [each["content"] for each in outputs if each["header"]["msg_type"] == "error"] == []
            continue
        page = notebook.show(cell)
        page.after_run()
        shown = Shown(page.elements, page.messages)
        assert shown.fails(name) == []
        if name == touched:
            page.send(shown.touch(label, value))
            notebook.read(lambda shown=shown: shown.says(then))
            assert shown.fails(name) == []
    notebook.run("%app_stop")


async def test_as_pages(guides: Path) -> None:
    few = asyncio.Semaphore(3)  # kernels that start at once

    async def read(server: Server, guide: Path) -> list[str]:
        async with few:
            return await reads(server, guide)

    async with serving(guides, "--public", "--session-store", "memory") as server:
        found = await asyncio.gather(*(read(server, guide) for guide in GUIDES))
        assert [each for wrong in found for each in wrong] == []


async def reads(server: Server, guide: Path) -> list[str]:
    """Read a guide as its visitor does; return what goes wrong."""
    client, wrong = server.client(), list[str]()
    touched, label, value, then = TOUCHED[guide.stem]
    for cell in code_of(guide, served=True):
        name = name_of(cell)
        if name is None:
            continue
        if "--roles" in cell.partition("\n")[0]:  # a stranger finds no way there
            assert (await client.get(f"/{guide.stem}/{name}")).code == 403
            continue
        page = await Page.open(client, guide.stem, page=name)
        shown = Shown(page.elements, page.messages)
        wrong += shown.fails(name)
        if name == touched:
            await page.send(shown.touch(label, value))
            while not shown.says(then):
                await page.read("delta", "values", "run_ended")
            wrong += shown.fails(name)
    return wrong


def test_everything_public_is_shown() -> None:
    used = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for program in python_of(GUIDES)
        for node in ast.walk(program)
        if isinstance(node, ast.Attribute | ast.Name)
    }
    written = "\n".join(guide.read_text(encoding="utf8") for guide in GUIDES)
    listed = (NOTEBOOKS.parent / "tests" / "public_api.txt").read_text(encoding="utf8")
    public = set(re.findall(r"^jupyterlit(?:\.column_config)?\.([a-zA-Z]\w*)(?:\(|$)", listed, re.MULTILINE))
    public |= set(re.findall(r"^jupyterlit\.connections\.(\w+)\(", listed, re.MULTILINE))
    errors = set(re.findall(r"^jupyterlit\.errors\.(\w+)\(", listed, re.MULTILINE))
    # What Jupyter calls, the class of all places on a page, an old name.
    public -= {"load_ipython_extension", "DeltaGenerator", "ExperimentalBaseConnection"}
    assert {"slider", "Page", "task", "NumberColumn", "SQLConnection"} < public
    assert sorted(public - used) == []
    assert sorted(name for name in errors if not re.search(rf"\b{name}\b", written)) == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_tells_what_to_install(guide: Path) -> None:
    told = re.findall(r"^    pip install (.*)$", text_of(guide), re.MULTILINE)
    brought = BROUGHT_ALONG | set(re.findall(r"[\w-]+", " ".join(told)))
    for extra in re.findall(r"[\w-]+", " ".join(re.findall(r"\[(.*?)\]", " ".join(told)))):
        brought |= EXTRAS[extra]
    imported = {
        name.partition(".")[0]
        for program in python_of([guide])
        for node in ast.walk(program)
        for name in names_of(node)
    }
    assert imported - brought == set()


def names_of(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    match node:
        case ast.Import():
            return [each.name for each in node.names]
        case ast.ImportFrom():
            return [node.module or ""]
        case _:
            return []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_is_kept_tidy(guide: Path) -> None:
    text = guide.read_text(encoding="utf8")
    book = cast("dict[str, Any]", nbformat.reads(text, 4))  # pyright: ignore[reportUnknownMemberType]
    nbformat.validate(book)  # pyright: ignore[reportUnknownMemberType]
    assert text == nbformat.writes(book) + "\n"  # pyright: ignore[reportUnknownMemberType]
    cells = cells_of(guide)
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []
    for target in re.findall(r"\]\(([^):]+\.ipynb)\)", text_of(guide)):
        assert (NOTEBOOKS / target).is_file(), target


def test_each_leads_to_the_next() -> None:
    read, guide = list[str](), "guide_tour"
    while guide not in read:
        read.append(guide)
        last_line = text_of(NOTEBOOKS / f"{guide}.ipynb").splitlines()[-1]
        (guide,) = re.findall(r"^(?:Next: |Back to )\[.*\]\((\w+)\.ipynb\)$", last_line)
    assert sorted(read) == [guide.stem for guide in GUIDES]
    readme = (NOTEBOOKS.parent / "README.md").read_text(encoding="utf8")
    assert [name for name in read if f"(notebooks/{name}.ipynb)" not in readme] == []
