"""Where options come from, and which source is the stronger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyterlit.config import sources
from jupyterlit.config.sources import Settings
from jupyterlit.errors import InvalidType, InvalidValue
from tests.config.conftest import Write


def test_each_source_is_stronger_than_the_one_before(tmp_path: Path) -> None:
    for name, port in (("home", 1), ("project", 2)):
        (tmp_path / name / ".streamlit").mkdir(parents=True)
        (tmp_path / name / ".streamlit/config.toml").write_text(f"server.port = {port}\nrunner.magicEnabled = false")
    folders = [tmp_path / "home", tmp_path / "project", tmp_path / "none"]
    variable = {"STREAMLIT_SERVER_PORT": "3"}
    found = [
        Settings([]).get("server.port"),
        Settings(folders[:1]).get("server.port"),
        Settings(folders).get("server.port"),
        Settings(folders, variable).get("server.port"),
        Settings(folders, variable, {"server.port": "4"}).get("server.port"),
    ]
    assert found == [8501, 1, 2, 3, 4]
    settings = Settings(folders, variable)
    assert settings.source("server.port") == "STREAMLIT_SERVER_PORT"
    assert settings.source("runner.magicEnabled") == str(tmp_path / "project/.streamlit/config.toml")
    assert settings.source("server.address") == ""


def test_sections_within_sections_are_options(write: Write) -> None:
    settings = write(
        '[theme.dark.sidebar]\nprimaryColor = "red"\n[[theme.fontFaces]]\nfamily = "F"\nurl = "app/static/f"'
    )
    assert settings.get("theme.dark.sidebar.primaryColor") == "red"
    assert settings.get("theme.fontFaces") == [{"family": "F", "url": "app/static/f"}]


def test_a_file_for_streamlit_is_read_with_warnings_and_no_more(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    settings = write(
        "top = 1\n[server]\nport = 'x'\nenableAgentApi = true\nmaxUploadSize = '12'\n[client]\ntoolbarMod = 'viewer'\n"
        "[browser]\ngatherUsageStats = false",
        {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true", "STREAMLIT_OTHER": "1"},
    )
    said = "\n".join(caplog.messages)
    assert settings.get("server.port") == 8501
    assert settings.get("server.maxUploadSize") == 12
    assert "server.enableAgentApi changes nothing here: there is no such interface" in said
    assert "There is no option" not in said
    assert "there is no option client.toolbarMod. Did you mean client.toolbarMode?" in said
    assert "there is no option top." in said
    assert "server.port='x' is a str" in said
    assert "STREAMLIT_RUNNER_POST_SCRIPT_GC changes nothing here: Python collects by itself" in said
    assert "gatherUsageStats" not in said
    assert "STREAMLIT_OTHER" not in said


def test_a_broken_file_changes_nothing(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    assert write("[server\nport=").get("server.port") == 8501
    assert "config.toml cannot be read, and is left out" in caplog.text
    settings = write("server.port = 9")
    path = settings.files[0]
    path.write_text("[server\n")
    settings.reload()
    assert settings.get("server.port") == 9


def test_reloading_tells_what_has_changed(write: Write) -> None:
    settings = write('[theme]\nprimaryColor = "red"\ntextColor = "black"')
    heard: list[set[str]] = []
    settings.listen(heard.append)
    settings.reload()
    settings.files[0].write_text('[theme]\nprimaryColor = "blue"\ntextColor = "black"')
    settings.reload()
    settings.files[0].unlink()
    settings.reload()
    assert heard == [{"theme.primaryColor"}, {"theme.primaryColor", "theme.textColor"}]
    assert settings.get("theme.primaryColor") is None


def test_a_value_that_is_set_outlives_the_file(write: Write) -> None:
    settings = write('client.toolbarMode = "viewer"')
    settings.set("client.toolbarMode", "minimal")
    settings.files[0].write_text("")
    settings.reload()
    assert settings.get("client.toolbarMode") == "minimal"
    assert settings.source("client.toolbarMode") == "st.set_option"


def test_what_cannot_be_set_says_where_it_can(write: Write) -> None:
    with pytest.raises(InvalidValue, match=r"STREAMLIT_SERVER_PORT.*--server\.port"):
        write().set("server.port", 1)
    with pytest.raises(InvalidValue, match="'auto' or"):
        write().set("client.toolbarMode", "all")
    with pytest.raises(InvalidType, match="True or False"):
        write().set("client.showSidebarNavigation", "yes")


def test_names_that_mean_nothing_are_refused_with_the_reason() -> None:
    settings = Settings([])
    with pytest.raises(InvalidValue, match=r"Did you mean client\.toolbarMode\?"):
        settings.get("client.toolbarmode")
    with pytest.raises(InvalidValue, match="no meaning here: components come with the page"):
        settings.get("server.customComponentBaseUrlPath")


def test_flags_are_checked_at_once(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(InvalidType, match="whole number"):
        Settings([], {}, {"server.port": "x"})
    with pytest.raises(InvalidValue, match="There is no option"):
        Settings([], {}, {"server.prot": "1"})
    Settings([], {}, {"logger.enableRich": "true"})
    assert "--logger.enableRich changes nothing here" in caplog.text


def test_secrets_lie_beside_the_options(tmp_path: Path) -> None:
    assert Settings([tmp_path]).get("secrets.files") == [str(tmp_path / ".streamlit/secrets.toml")]
    assert Settings([tmp_path], {"STREAMLIT_SECRETS_FILES": "/a"}).get("secrets.files") == ["/a"]


def test_a_theme_file_lies_below_the_options(write: Write, tmp_path: Path) -> None:
    theme = tmp_path / "themes"
    theme.mkdir()
    (theme / "warm.toml").write_text('[theme]\nbase = "dark"\nprimaryColor = "red"\ntextColor = "white"')
    settings = write('[theme]\nbase = "themes/warm.toml"\ntextColor = "pink"')
    assert [settings.get(f"theme.{name}") for name in ("base", "primaryColor", "textColor")] == ["dark", "red", "pink"]
    assert settings.source("theme.primaryColor") == "themes/warm.toml"
    (theme / "warm.toml").write_text('[theme]\nprimaryColor = "orange"')
    settings.reload()
    assert [settings.get("theme.base"), settings.get("theme.primaryColor")] == [None, "orange"]


def test_a_theme_that_cannot_be_had_is_left_out(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    assert write('theme.base = "nowhere.toml"').get("theme.base") is None
    assert "theme.base='nowhere.toml' cannot be read" in caplog.text


def test_the_process_has_the_options_of_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv(sources.LAUNCH_FOLDER, str(tmp_path / "launch"))
    monkeypatch.chdir(tmp_path)
    sources.settings.cache_clear()
    try:
        assert list(sources.settings().folders) == [tmp_path / "home", tmp_path / "launch", tmp_path]
        assert sources.settings() is sources.settings()
    finally:
        sources.settings.cache_clear()
    assert os.environ[sources.LAUNCH_FOLDER]
