from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.errors import AppSourceError
from jupyterlit.server.command_line.served import serve_what
from jupyterlit.server.options import JupyterLit
from tests.server.client import write_text

US = "import streamlit as st\n"


def test_one_file_or_folder_of_one_app_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    write_text(path, US)
    write_text(tmp_path / "other.py", US)
    for place in (path, tmp_path):
        served = serve_what([place], JupyterLit())
        assert (served.path, served.folder, served.gallery, served.title) == (path, tmp_path, None, "app.py is")
        assert [source.path for source in served.sources()] == [str(path)]


def test_several_have_a_gallery(tmp_path: Path) -> None:
    paths = [tmp_path / "one.py", tmp_path / "two.py"]
    for path in paths:
        write_text(path, US)
    served = serve_what(paths, JupyterLit())
    assert (served.path, served.folder, served.source, served.title) == (tmp_path, Path.cwd(), None, "2 apps are")
    assert [source.name for source in served.sources()] == ["one", "two"]
    assert serve_what([tmp_path], JupyterLit()).title == "2 apps are"
    assert serve_what([paths[0], paths[0]], JupyterLit()).title == "1 app is"


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    write_text(tmp_path / "one.py", US)
    with pytest.raises(AppSourceError, match=r"Say which notebook or script to serve: jupyter lit serve FILE\."):
        serve_what([], JupyterLit())
    with pytest.raises(AppSourceError, match=r"There is no file .*absent\.py\. Pass the paths"):
        serve_what([tmp_path / "one.py", tmp_path / "absent.py"], JupyterLit())
    with pytest.raises(AppSourceError, match=r"There is no file .*absent\.py"):
        serve_what([tmp_path / "absent.py"], JupyterLit())
