from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jupyterlit.components.v2_package import asset_folder

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that installs a package with a component, as wheels or as editable installs lie on disk."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])

    def put(project: str, *, folder: str = "build", editable: str = "", name: str = "") -> Path:
        package = (tmp_path / "work" if editable else site) / project.replace("-", "_")
        (package / "build").mkdir(parents=True)
        (package / "__init__.py").touch()
        manifest = (package.parent if editable == "root" else package) / "pyproject.toml"
        manifest.write_text(
            f'[project]\nname = "{name or project}"\n[[tool.streamlit.component.components]]\nname = "own"\n'
            f'asset_dir = "{package.name + "/" if editable == "root" else ""}{folder}"\n'
        )
        info = site / f"{package.name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n")
        files = "" if editable else f"{package.name}/pyproject.toml,,\n"
        (info / "RECORD").write_text(files)
        if editable:
            (info / "direct_url.json").write_text(f'{{"url": "file://{package.parent}"}}')
        importlib.invalidate_caches()
        asset_folder.cache_clear()
        return package / "build"

    yield put
    asset_folder.cache_clear()


def test_a_package_names_its_folder(install: Install) -> None:
    folder = install("own-package")
    assert asset_folder("own-package.own") == folder
    assert asset_folder("own-package.other") is None


@pytest.mark.parametrize("editable", ["root", "package"])
def test_one_that_is_being_developed_does_too(install: Install, editable: str) -> None:
    assert asset_folder("developed.own") is None
    folder = install("developed", editable=editable)
    assert asset_folder("developed.own") == folder


@pytest.mark.parametrize("folder", ["../other", "gone", "/etc"])
def test_a_folder_lies_in_its_package(install: Install, folder: str) -> None:
    install("own-package", folder=folder)
    assert asset_folder("own-package.own") is None


def test_others_name_nothing(install: Install) -> None:
    install("own-package", name="another")
    for name in ("own-package.own", "own", "no-such-package.own", ".own", "a..b"):
        assert asset_folder(name) is None


def test_a_manifest_that_cannot_be_read_names_nothing(install: Install) -> None:
    (install("own-package").parent / "pyproject.toml").write_text("[")
    assert asset_folder("own-package.own") is None
