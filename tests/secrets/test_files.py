"""Files and folders of secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyterlit.config.sources import settings
from jupyterlit.errors import StreamlitSecretNotFoundError
from jupyterlit.secrets.files import places_of, read_all, shown, stamp_of
from tests.conftest import refused
from tests.secrets.conftest import SecretsFolder


def test_places_lead_from_home_to_the_app(secrets_folder: SecretsFolder) -> None:
    app = secrets_folder.path / "reports"
    folders = [secrets_folder.home, secrets_folder.path, app]
    assert places_of(app) == tuple(folder / ".streamlit" / "secrets.toml" for folder in folders)


def test_an_option_names_other_places(secrets_folder: SecretsFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    config = secrets_folder.path / ".streamlit" / "config.toml"
    config.parent.mkdir()
    config.write_text('[secrets]\nfiles = ["~/keys.toml", "mounted", "/run/secrets"]\n')
    settings.cache_clear()
    assert places_of(secrets_folder.path / "reports") == (
        secrets_folder.home / "keys.toml",
        secrets_folder.path / "mounted",
        Path("/run/secrets"),
    )


def test_a_later_file_replaces_whole_entries(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save('a = 1\n[db]\nuser = "ann"\nport = 1\n', secrets_folder.home)
    secrets_folder.save('[db]\nuser = "bob"\n')
    assert read_all(places_of(secrets_folder.path)) == {"a": 1, "db": {"user": "bob"}}


def test_without_any_file_the_places_are_named(secrets_folder: SecretsFolder) -> None:
    missing = secrets_folder.path / "none.toml"
    at_home = secrets_folder.home / "none.toml"
    with refused(
        StreamlitSecretNotFoundError,
        f"st.secrets: there are no secrets, for none of these exists: ~/none.toml, {missing}. "
        'Write one with a line such as password = "…".',
    ):
        read_all([at_home, missing])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a = 1\npassword = "hunter22', "Unterminated string (at end of document)"),
        ("a = 1\nb = = hunter22\n", "Invalid value (at line 2, column 5)"),
        ("a = 1\nhunter22\n", "Expected '=' after a key in a key/value pair (at line 2, column 9)"),
        ("hunter22 = 1\nhunter22 = 2\n", "Cannot overwrite a value (at line 2, column 13)"),
        ("[hunter22]\n[hunter22]\n", "Cannot declare ('hunter22',) twice (at line 2, column 10)"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_with_its_line(secrets_folder: SecretsFolder, text: str, reason: str) -> None:
    file = secrets_folder.save(text)
    with pytest.raises(StreamlitSecretNotFoundError) as caught:
        read_all([file])
    assert str(caught.value) == f"st.secrets: {file} is no TOML: {reason}. Correct it; texts stand in quotes."
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(secrets_folder: SecretsFolder) -> None:
    file = secrets_folder.save("")
    file.write_bytes(b'a = 1\nb = "\xff"\n')
    with refused(StreamlitSecretNotFoundError, f"st.secrets: {file} is not UTF-8 (at line 2). Save it as UTF-8."):
        read_all([file])


def test_a_folder_holds_secrets_as_kubernetes_mounts_them(tmp_path: Path) -> None:
    for name, text in {"db/user": "ann\n", "db/password": " hunter22 ", "token/value": "abc"}.items():
        (file := tmp_path / name).parent.mkdir(exist_ok=True)
        file.write_text(text)
    (tmp_path / "empty").mkdir()
    (tmp_path / "..data").symlink_to(tmp_path / "db")
    (tmp_path / "db" / "..2026").mkdir()
    assert read_all([tmp_path]) == {"db": {"user": "ann", "password": "hunter22"}, "token": "abc"}


def test_a_folder_of_secrets_holds_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hunter22")
    with refused(
        StreamlitSecretNotFoundError,
        f"st.secrets: {tmp_path}/password is not a folder. In a folder of secrets each has a folder of its own: "
        f"move it to {tmp_path}/password/password.",
    ):
        read_all([tmp_path])


def test_parts_are_texts(tmp_path: Path) -> None:
    (tmp_path / "key").mkdir()
    (tmp_path / "key" / "der").write_bytes(b"\xff\x00")
    with refused(
        StreamlitSecretNotFoundError,
        f"st.secrets: {tmp_path}/key/der cannot be read as text: UnicodeDecodeError. Let it hold UTF-8.",
    ):
        read_all([tmp_path])


def test_an_empty_folder_has_no_secrets(tmp_path: Path) -> None:
    with pytest.raises(StreamlitSecretNotFoundError, match="there are no secrets"):
        read_all([tmp_path])


def test_an_empty_file_is_one(secrets_folder: SecretsFolder) -> None:
    assert read_all([secrets_folder.save("")]) == {}


def test_the_stamp_changes_with_files_and_folders(secrets_folder: SecretsFolder, tmp_path: Path) -> None:
    (folder := tmp_path / "mounted" / "db").mkdir(parents=True)
    places = [*places_of(secrets_folder.path), folder.parent]
    stamps = [stamp_of(places)]
    secrets_folder.save("a = 1")
    stamps.append(stamp_of(places))
    secrets_folder.save("a = 2")
    stamps.append(stamp_of(places))
    (folder / "user").write_text("ann")
    stamps.append(stamp_of(places))
    (folder / "user").write_text("annabel")
    stamps.append(stamp_of(places))
    assert len(set(stamps)) == 5
    assert stamp_of(places) == stamps[-1]


def test_paths_at_home_are_short(secrets_folder: SecretsFolder) -> None:
    assert shown(secrets_folder.home / "keys.toml") == "~/keys.toml"
    assert shown(Path("/run/secrets")) == "/run/secrets"
