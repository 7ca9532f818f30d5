"""`jupyter lit config show`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from jupyterlit.config.options import OPTIONS
from jupyterlit.server.command_line.show_config import shown
from jupyterlit.server.settings import settings_of
from tests.server.client import write_text
from tests.server.command_line.test_cli import lit

CONFIG = """[server]
cookieSecret = "hush"
port = 9
[theme]
headingFontSizes = ["3rem"]
[[theme.fontFaces]]
family = "Own"
url = "app/static/own.woff2"
[theme.dark.sidebar]
primaryColor = "red"
"""


def _folder(tmp_path: Path) -> Path:
    (tmp_path / ".streamlit").mkdir()
    write_text(tmp_path / ".streamlit/config.toml", CONFIG)
    return tmp_path


def test_what_is_shown_is_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    text = "\n".join(shown(settings_of(_folder(tmp_path))))
    given = tomllib.loads(text)
    del given["theme"]["light"], given["theme"]["sidebar"], given["theme"]["dark"]["sidebar"]["primaryColor"]
    assert {name: table for name, table in given.items() if table} == {
        "server": {"port": 9},
        "theme": {
            "headingFontSizes": ["3rem"],
            "fontFaces": [{"family": "Own", "url": "app/static/own.woff2"}],
            "dark": {"sidebar": {}},
        },
    }


def test_secrets_are_not_shown_and_sources_are(tmp_path: Path) -> None:
    text = "\n".join(shown(settings_of(_folder(tmp_path), {"theme.base": "dark"})))
    assert "hush" not in text
    assert "# cookieSecret = (hidden)" in text
    assert "# From command line.\nbase = " in text
    assert "# maxUploadSize = 200" in text


def test_all_options_are_listed(tmp_path: Path) -> None:
    text = "\n".join(shown(settings_of(tmp_path)))
    names = {line.removeprefix("# ").split(" =")[0] for line in text.splitlines()}
    assert {name.rpartition(".")[2] for name in OPTIONS} <= names


def test_the_command_shows_the_options_of_an_app(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    write_text(_folder(folder) / "app.py", "1")
    done = lit("config", "show", "project/app.py", "--runner.fastReruns", "false", cwd=tmp_path)
    assert done.returncode == 0
    assert "\nport = 9\n" in done.stdout
    assert "\nfastReruns = false\n" in done.stdout


def test_a_wrong_command_ends_with_one_sentence(tmp_path: Path) -> None:
    done = lit("config", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "Say what to do: jupyter lit config show [FILE OR FOLDER].\n")
    done = lit("config", "show", "gone.py", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, f"There is no file {tmp_path / 'gone.py'}.\n")
    done = lit("config", "show", "--server.port", "http", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "server.port='http' is a str. Give a whole number.\n")
