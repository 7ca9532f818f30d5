"""Files of components that packages bring along: a pyproject.toml beside the package's code names their folder."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

MANIFEST = "pyproject.toml"


@lru_cache(maxsize=256)
def asset_folder(name: str) -> Path | None:
    """Return the folder with the files of a component named "<project>.<component>", None where there is none."""
    project, _, component = name.rpartition(".")
    if not project:
        return None
    try:
        installed = distribution(project)
    except (PackageNotFoundError, ValueError):
        return None
    for manifest in _manifests(project, installed):
        folder = _declared(manifest, project, component)
        if folder is not None:
            return folder
    return None


def _manifests(project: str, installed: Distribution) -> Iterator[Path]:
    """Find the files that may name the folder: in the package as it is installed, and where it is developed."""
    for file in installed.files or ():
        if file.name == MANIFEST:
            yield Path(str(installed.locate_file(file)))
    names = (installed.read_text("top_level.txt") or "").split() or [project.replace("-", "_")]
    for name in names:
        found = importlib.util.find_spec(name) if name.isidentifier() else None
        for place in (found and found.submodule_search_locations) or ():
            yield Path(place) / MANIFEST
    origin: str = json.loads(installed.read_text("direct_url.json") or "{}").get("url", "")
    if origin.startswith("file:"):
        root = Path(unquote(urlparse(origin).path))
        yield root / MANIFEST
        yield from (root / name / MANIFEST for name in names)


def _declared(manifest: Path, project: str, component: str) -> Path | None:
    """Return the folder that a manifest names for a component."""
    try:
        content: dict[str, Any] = tomllib.loads(manifest.read_text(encoding="utf8"))
    except (OSError, ValueError):
        return None
    if content.get("project", {}).get("name") != project:
        return None
    for entry in content.get("tool", {}).get("streamlit", {}).get("component", {}).get("components", ()):
        if entry.get("name") == component and isinstance(entry.get("asset_dir"), str):
            home = manifest.parent.resolve()
            folder = (home / entry["asset_dir"]).resolve()
            return folder if folder.is_relative_to(home) and folder.is_dir() else None
    return None
