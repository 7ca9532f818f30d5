"""What `jupyter lit serve` is to serve: one app, or several with a gallery."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from jupyterlit.config.sources import Settings
from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.gallery import Gallery, is_one_app
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime


class Served(msgspec.Struct, frozen=True):
    """The apps of a server.

    `source` is the only app's; with a `gallery` there are several. `path` is what the sessions' file is named after,
    `folder` where options are looked for.
    """

    path: Path
    folder: Path
    source: AppSource | None = None
    gallery: Gallery | None = None

    @property
    def title(self) -> str:
        """What is served, in a word or two."""
        if self.source is not None:
            return f"{Path(self.source.path).name} is"
        count = len(self.gallery.names()) if self.gallery is not None else 0
        return "1 app is" if count == 1 else f"{count} apps are"

    def sources(self) -> list[AppSource]:
        """Return all apps as they are now.

        Raises
        ------
        AppSourceError
            One of them cannot be read.
        """
        if self.source is not None:
            return [self.source]
        gallery = self.gallery
        assert gallery is not None
        paths = [gallery.locate(name) for name in gallery.names()]
        return [read_app(path) for path in paths if path is not None]

    async def launch(self, runtime: Runtime, settings: Settings) -> None:
        """Start the kernels of the only app; of several only where they are to be kept warm.

        Raises
        ------
        AppSourceError
            They cannot be started.
        """
        if self.source is not None:
            await runtime.launch(self.source, settings)
            return
        runtime.below = ""
        if runtime.options.keep_warm:
            await runtime.warm()


def serve_what(paths: Sequence[Path], options: JupyterLit) -> Served:
    """Return what is at these paths.

    Raises
    ------
    AppSourceError
        There is nothing, or something that is no app.
    """
    if not paths:
        raise AppSourceError("Say which notebook or script to serve: jupyter lit serve FILE.")
    if len(paths) == 1 and (not paths[0].is_dir() or is_one_app(paths[0])):
        source = read_app(paths[0])
        return Served(Path(source.path), Path(source.path).parent, source)
    for path in paths:
        if not path.exists():
            raise AppSourceError(f"There is no file {path}. Pass the paths of notebooks, scripts or folders.")
    common = Path(os.path.commonpath([path.absolute() for path in paths]))
    return Served(common, Path.cwd(), gallery=Gallery(paths, options.hidden_apps))
