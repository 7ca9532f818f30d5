from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.config.sources import Settings
from jupyterlit.server.command_line import check_login as module
from jupyterlit.server.command_line.check_login import check_login
from jupyterlit.server.command_line.finding import Finding
from tests.server.client import write_text
from tests.server.fake_provider import fake_provider

HERE = "http://localhost:8501/"
BACK = "http://localhost:8501/oauth2callback"


async def found(
    folder: Path, issuer: str = "", redirect: str = BACK, *, ip: str = "localhost", address: str = HERE
) -> list[Finding]:
    """Look at a login whose provider is somewhere."""
    lines = ["[auth]", f'redirect_uri = "{redirect}"', f'cookie_secret = "{"c" * 32}"']
    if issuer:
        discovery = f"{issuer}/.well-known/openid-configuration"
        lines += ['client_id = "app"', 'client_secret = "s"', f'server_metadata_url = "{discovery}"']
    (folder / ".streamlit").mkdir(exist_ok=True)
    write_text(folder / ".streamlit" / "secrets.toml", "\n".join(lines))
    return [finding async for finding in check_login(folder, Settings([folder]), ip=ip, address=address)]


async def test_an_app_without_logins_needs_no_provider(tmp_path: Path) -> None:
    assert [finding async for finding in check_login(tmp_path, Settings([tmp_path]), ip="", address=HERE)] == []


async def test_a_provider_that_answers_is_named(tmp_path: Path) -> None:
    async with fake_provider() as fake:
        text = f"Readers can log in at {fake.issuer}; it has to know {BACK}."
        assert await found(tmp_path, fake.issuer) == [Finding("ok", text)]
        fake.metadata = {"token_endpoint": "http://elsewhere.example/token"}
        (finding,) = await found(tmp_path, fake.issuer)
        assert finding.level == "error"
        assert "http://elsewhere.example/token is not https://" in finding.text


async def test_a_provider_that_is_away_is_told(tmp_path: Path) -> None:
    (finding,) = await found(tmp_path, "http://127.0.0.1:1")
    assert finding.level == "error"
    assert finding.text.startswith("st.login: http://127.0.0.1:1/.well-known/openid-configuration does not answer")
    assert finding.text.endswith("Check server_metadata_url of [auth], and whether this machine gets there.")


async def test_secrets_without_a_provider_or_that_cannot_be_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (finding,) = await found(tmp_path)
    assert finding.text.startswith("st.login: [auth] in secrets.toml names no provider.")
    (finding,) = await found(tmp_path, redirect="http://localhost:8501/elsewhere")
    assert finding.text.startswith("st.login: redirect_uri='http://localhost:8501/elsewhere' is no address that ends")
    monkeypatch.setattr(module, "_has_library", lambda: False)
    assert (await found(tmp_path))[0].text.startswith("st.login needs joserfc")
    write_text(tmp_path / ".streamlit" / "secrets.toml", "[auth")
    (finding,) = [each async for each in check_login(tmp_path, Settings([tmp_path]), ip="", address=HERE)]
    assert finding.level == "error"


@pytest.mark.parametrize(
    ("redirect", "ip", "address", "told"),
    [
        (BACK, "localhost", HERE, []),
        ("https://apps.example/team/oauth2callback", "0.0.0.0", "http://localhost:8501/team/", []),
        ("http://localhost:8501/lit/oauth2callback", "localhost", HERE, []),
        ("https://apps.example/oauth2callback", "0.0.0.0", "http://localhost:8501/team/", ["its path must be /team/"]),
        ("http://apps.example/oauth2callback", "0.0.0.0", HERE, ["is not https://"]),
        (BACK, "0.0.0.0", HERE, ["sends readers back to their own machines"]),
        ("http://localhost:8000/oauth2callback", "localhost", HERE, ["is not where this server is, http://…:8501"]),
        ("http://localhost:8501/oauth2callback", "::1", "https://localhost:8501/", ["is not where this server is"]),
    ],
)
async def test_a_way_back_that_leads_elsewhere_is_told(
    tmp_path: Path, redirect: str, ip: str, address: str, told: list[str]
) -> None:
    *texts, _ = [finding.text for finding in await found(tmp_path, redirect=redirect, ip=ip, address=address)]
    assert len(texts) == len(told)
    assert all(part in text for part, text in zip(told, texts, strict=True))
