"""What authors of connections begin with."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from jupyterlit.connections import BaseConnection, ExperimentalBaseConnection
from jupyterlit.secrets.table import SecretTable
from tests.secrets.conftest import SecretsFolder

pytestmark = pytest.mark.usefixtures("secrets_folder")


class Birds(BaseConnection[list[Any]]):
    """Counts how often it connects."""

    def _connect(self, **kwargs: Any) -> list[Any]:
        connected: list[list[Any]] = vars(self).setdefault("connected", [])
        connected.append([self._secrets.to_dict(), kwargs])
        return connected[-1]

    @property
    def times(self) -> int:
        return len(vars(self)["connected"])

    @property
    def now(self) -> list[Any]:
        return self._instance

    @property
    def known(self) -> SecretTable:
        return self._secrets


def test_it_connects_at_once_and_once(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save("[connections.birds]\nkey = 'hunter22'")
    birds = Birds("birds", island="Dream")
    assert birds.times == 1
    assert birds.now is birds.now
    assert (birds.now, birds.times) == ([{"key": "hunter22"}, {"island": "Dream"}], 1)
    assert repr(birds.known) == "<st.secrets.connections.birds: key>"


def test_without_secrets_they_are_empty() -> None:
    assert Birds("birds").now == [{}, {}]


@pytest.mark.parametrize("text", ["connections = 1", "[connections]\nbirds = 3", "[connections.birds]\n"])
def test_secrets_that_are_no_section_are_none(secrets_folder: SecretsFolder, text: str) -> None:
    secrets_folder.save(text)
    assert dict(Birds("birds").known) == {}


def test_after_a_reset_it_connects_when_it_is_used() -> None:
    birds = Birds("birds")
    birds.reset()
    assert birds.times == 1
    assert birds.now == [{}, {}]
    assert birds.times == 2


def test_with_other_secrets_it_connects_again(secrets_folder: SecretsFolder) -> None:
    secrets_folder.save("other = 1\n[connections.birds]\nkey = 'hunter22'")
    birds = Birds("birds")
    secrets_folder.save("other = 2\n[connections.birds]\nkey = 'hunter22'")
    assert (birds.now[0], birds.times) == ({"key": "hunter22"}, 1)
    secrets_folder.save("[connections.birds]\nkey = 'hunter33'")
    assert (birds.now[0], birds.times) == ({"key": "hunter33"}, 2)


def test_it_has_the_secrets_of_the_app_that_has_made_it(
    secrets_folder: SecretsFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets_folder.save("[connections.birds]\nkey = 'here'")
    birds = Birds("birds")
    secrets_folder.save("[connections.birds]\nkey = 'elsewhere'", secrets_folder.home / "app")
    monkeypatch.chdir(secrets_folder.home / "app")
    assert birds.now[0] == {"key": "here"}


def test_threads_share_one(secrets_folder: SecretsFolder) -> None:
    birds = Birds("birds")
    seen: list[int] = []

    def use() -> None:
        seen.append(id(birds.now))

    for _ in range(20):
        birds.reset()
        seen.clear()
        threads = [threading.Thread(target=use) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(seen)) == 1
    assert birds.times == 21


def test_by_default_it_is_everybodys_and_needs_no_closing() -> None:
    assert Birds.scope() == "global"
    Birds("birds").close()


def test_what_connects_must_be_said() -> None:
    abstract: Any = BaseConnection
    with pytest.raises(TypeError, match="abstract"):
        abstract("birds")
    assert ExperimentalBaseConnection is BaseConnection
