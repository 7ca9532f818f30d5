"""A deployment as a whole, tried as an administrator tries it; each check has tests of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.certificates import make_certificate
from tests.server.client import write_notebook, write_text


def check(folder: Path, *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    """Return the status of `serve --check`, and its findings."""
    lit = [sys.executable, "-c", "from jupyterlit.server.command_line.cli import main; main()"]
    command = [*lit, "serve", *arguments, "--check", "--log-json"]
    home = {name: str(folder / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    environment = {**os.environ, **home, "HOME": str(folder)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, [(each["level"], each["text"]) for each in found]


def test_an_app_that_can_be_served_passes(tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", "import json")
    certificate, key = make_certificate(tmp_path)
    tls = ("--server.sslCertFile", str(certificate), "--server.sslKeyFile", str(key))
    status, found = check(tmp_path, "app.py", "--ip", "127.0.0.1", "--port", "0", "--base-url", "team", *tls)
    assert status == 0, found
    assert not [text for level, text in found if level == "error"]
    texts = " ".join(text for _, text in found)
    for sentence in ("below /team/", "The certificate is valid for", "Sessions can be kept.", "A kernel is set up in"):
        assert sentence in texts


def test_all_that_keeps_apps_from_being_served_is_told_at_once(tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", "import no_such_package")
    write_notebook(tmp_path / "book.ipynb", "1 / 0", "%%app\n1")
    (tmp_path / ".streamlit").mkdir()
    write_text(tmp_path / ".streamlit" / "config.toml", "[server]\nprot = 1\nenableXsrfProtection = false")
    write_text(tmp_path / ".streamlit" / "secrets.toml", '[auth]\nredirect_uri = "nowhere"')
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.chmod(0o644)
    status, found = check(tmp_path, "app.py", "book.ipynb", "--ip", "0.0.0.0", "--port", "0", "--public", "--warm", "3")
    assert status == 1
    for level, start in (
        ("error", "Other sites can act as a visitor"),
        ("error", "st.login: [auth] in secrets.toml lacks cookie_secret"),
        ("error", "The app imports no_such_package"),
        ("error", "The app's set-up has failed"),
        ("warning", f"{tmp_path / '.streamlit' / 'config.toml'}: there is no option server.prot."),
        ("warning", "--warm changes nothing"),
        ("warning", f"{secrets} can be read by every user"),
        ("warning", "Nobody can see the admin page"),
        ("warning", "What is sent is not encrypted"),
    ):
        assert any(each == level and text.startswith(start) for each, text in found), (start, found)
    assert [level for level, _ in found] == sorted((level for level, _ in found), key=["error", "warning", "ok"].index)
