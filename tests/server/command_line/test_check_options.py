from __future__ import annotations

from pathlib import Path

import pytest
from traitlets.config import Config

from jupyterlit.config.sources import Settings
from jupyterlit.server.command_line.check_options import check_names, check_settings, check_together
from jupyterlit.server.options import JupyterLit
from tests.server.client import write_text


def test_what_is_left_out_of_a_file_is_told(tmp_path: Path) -> None:
    config = tmp_path / ".streamlit" / "config.toml"
    config.parent.mkdir()
    write_text(config, "[server]\nport = 1\n")
    assert list(check_settings(Settings([tmp_path]))) == []
    write_text(config, '[server]\nprot = 1\nmaxUploadSize = "much"\n')
    misspelt, wrong = check_settings(Settings([tmp_path], {"STREAMLIT_SERVER_PORT": "2"}))
    assert (misspelt.level, misspelt.text) == (
        "warning",
        f"{config}: there is no option server.prot. Did you mean server.port?",
    )
    assert wrong.text.startswith(f"{config}: server.maxUploadSize")


def test_options_that_are_none_are_told() -> None:
    chosen = {"JupyterLit": {"kernels": 2, "kernel_memroy": "2GB"}, "ServerApp": {"whatever": 1}}
    (finding,) = check_names(chosen, [JupyterLit])
    text = "c.JupyterLit.kernel_memroy changes nothing: there is no such option. Did you mean kernel_memory?"
    assert (finding.level, finding.text) == ("warning", text)


@pytest.mark.parametrize(
    ("options", "several", "idle"),
    [
        ({"kernels": 2}, False, []),
        ({"kernels": 2, "isolate": True}, False, ["--kernels"]),
        ({"warm": 2, "isolate": True}, False, []),
        ({"warm": 2}, False, ["--warm"]),
        ({"keep_warm": True, "gallery_title": "Ours"}, True, []),
        ({"keep_warm": True, "gallery_title": "Ours"}, False, ["--keep-warm", "--gallery-title"]),
        ({"session_ttl": 5.0, "session_store": "sqlite"}, False, []),
        ({"session_ttl": 5.0, "session_store": "memory"}, False, ["--session-ttl"]),
        ({"kernel_memory": "2GB", "gateway_url": "http://gateway:8888"}, False, ["--kernel-memory"]),
    ],
)
def test_options_that_say_nothing_beside_others_are_told(
    options: dict[str, object], several: bool, idle: list[str]
) -> None:
    found = check_together(JupyterLit(config=Config({"JupyterLit": options})), options, several=several)
    assert [finding.text.partition(" ")[0] for finding in found] == idle
