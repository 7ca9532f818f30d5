"""Options from files, the environment and flags, where they act: in the kernel, on the page, in the server."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.integration.server import Page, serving
from tests.server.client import write_text

SCRIPT = """import streamlit as st
"bare"
for name in ("theme.base", "server.maxUploadSize", "runner.magicEnabled", "theme.textColor"):
    st.text(f"{name} = {st.get_option(name)}")
st.text(st.get_option("server.port"))
if st.button("Viewer"):
    st.set_option("client.toolbarMode", "viewer")
if st.button("Fail"):
    raise ValueError("secret words")
"""


async def test_files_variables_and_flags_in_the_order_of_their_strength(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, app = tmp_path / "home", tmp_path / "app"
    for folder in (home, app):
        (folder / ".streamlit").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "30")
    write_text(home / ".streamlit/config.toml", '[theme]\nbase = "light"\ntextColor = "#111111"')
    config = app / ".streamlit/config.toml"
    write_text(
        config,
        '[theme]\nbase = "dark"\n[server]\nmaxUploadSize = 20\nport = 1\nenableAgentApi = true\n'
        '[client]\nshowErrorDetails = "type"\n[runner]\nmagicEnabled = true\n',
    )
    write_text(app / "app.py", SCRIPT)
    async with serving(
        app / "app.py", "--public", "--runner.magicEnabled", "false", "--theme.linkColor=pink"
    ) as server:
        assert server.port != 1  # --port 0 is given too, and ours
        page = await Page.open(server.client(), "app")
        assert page.bodies == [
            "theme.base = dark",
            "server.maxUploadSize = 30",
            "runner.magicEnabled = False",
            "theme.textColor = #111111",
            "1",
        ]
        theme = next(message for message in page.messages if message["type"] == "theme")
        assert theme["appearance"]["only"] == "dark"
        assert theme["appearance"]["dark"]["page"]["link"] == "#ffc0cb"
        await page.click("Fail")
        (error,) = (element for element in page.elements.values() if element["kind"] == "exception")
        assert error["exception_type"] == "ValueError"
        assert "secret words" not in str(page.elements)
        await server.prints("ValueError: secret words")
        await page.click("Viewer")
        assert page.messages[-1]["type"] == "run_ended"
        assert {"type": "page_options", "toolbar": "viewer"} in page.messages
        write_text(config, '[theme]\nbase = "light"\nprimaryColor = "#00aa00"')
        os.utime(config)
        theme = await page.read("theme")
        assert theme["appearance"]["only"] == "light"
        assert theme["appearance"]["light"]["page"]["primary"] == "#00aa00"
    said = "\n".join(server.lines)
    assert "server.enableAgentApi changes nothing here: there is no such interface" in said


async def test_the_server_does_as_the_options_say(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / "static").mkdir()
    write_text(tmp_path / "app.py", "1")
    write_text(tmp_path / "static/notes.txt", "notes")
    write_text(
        tmp_path / ".streamlit/config.toml",
        '[server]\nbaseUrlPath = "apps/one"\nenableStaticServing = true\n[browser]\nserverAddress = "app.example.com"',
    )
    async with serving(tmp_path / "app.py", "--public") as server:
        assert server.url == f"http://app.example.com:{server.port}/apps/one/"
        client = server.client()
        assert b'"root": "/apps/one/"' in (await client.get("/apps/one/")).body
        assert (await client.get("/apps/one/app/static/notes.txt")).body == b"notes"
        assert (await client.get("/app/static/notes.txt")).code == 404
