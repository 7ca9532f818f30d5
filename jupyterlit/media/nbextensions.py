"""Scripts that packages of widgets have put where Jupyter looks for them: `share/jupyter/nbextensions/<name>`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jupyterlit.media.folders import FolderSource
from jupyterlit.protocol.base import MediaFile

ENTRY = "index.js"

_NAME = re.compile(r"(?:@[A-Za-z0-9][\w.-]*/)?[A-Za-z0-9][\w.-]*")


class NbextensionSource(FolderSource):
    """The files of one package, under the path by which its scripts look for more of them.

    Parameters
    ----------
    name
        The package's name, as widgets name their module.
    path
        The folder with its `index.js`.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(path)
        self._name = name
        self._prefix = f"nbextensions/{name}/"
        self.id: str = f"nbextension|{name}|{self.id}"

    def member(self, folder: str, name: str) -> MediaFile | None:
        """Return one of the package's files, None for any other; parameters are those of a folder."""
        if not name.startswith(self._prefix):
            return None
        file = super().member(folder, name.removeprefix(self._prefix))
        if file is not None:
            file.id = f"{folder}/{name}"
        return file

    def __reduce__(self) -> tuple[Any, ...]:
        return NbextensionSource, (self._name, self.path)


def nbextension(name: str) -> MediaFile | None:
    """Return the folder with the scripts of a package, None where it has not put any there.

    Parameters
    ----------
    name
        What a widget says that its module is: one that leads anywhere else leads nowhere.
    """
    if not _NAME.fullmatch(name):
        return None
    for place in _places():
        path = place / name
        if (path / ENTRY).is_file():
            return MediaFile(NbextensionSource(name, path), "inode/directory", name)
    return None


@lru_cache(maxsize=1)
def _places() -> tuple[Path, ...]:
    from jupyter_core.paths import jupyter_path

    return tuple(Path(path) for path in jupyter_path("nbextensions"))
