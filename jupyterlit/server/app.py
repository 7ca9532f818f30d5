"""App: what is served and where it runs."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
from collections.abc import Callable
from pathlib import Path

from jupyterlit.config.sources import Settings
from jupyterlit.errors import AppSourceError
from jupyterlit.server.app_source import AppSource, read_app
from jupyterlit.server.kernels.kernel_pool import KernelPool
from jupyterlit.server.settings import settings_of

_WATCH_AFTER = 1.0  # seconds in which nothing keeps the first visitor waiting
_DEBOUNCE_MS = 200


class App:
    """An app of this server.

    Parameters
    ----------
    key
        Its name in URLs.
    source
        What it is; goes with the file if that is a notebook. A script is watched by the kernel.
    pool
        Where it runs.
    on_change
        Called when it goes on in a new version.
    log
        Is told of versions that cannot be read.
    settings
        Its options; those of its folder if not given.
    """

    def __init__(
        self,
        key: str,
        source: AppSource,
        pool: KernelPool,
        on_change: Callable[[App], None],
        log: logging.Logger,
        settings: Settings | None = None,
    ) -> None:
        self.key = key
        self.source = source
        self.pool = pool
        self.settings = settings or settings_of(Path(source.path).parent)
        self._on_change = on_change
        pool.recovered = functools.partial(on_change, self)
        self._log = log
        self._launch: asyncio.Task[None] | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()
        self._read = source
        self._stamp = _stamp(source)
        self._updating: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Take in pages that have come or gone beside a script: who asks for a page calls this first.

        What is in the files the kernel sees by itself, and a notebook is watched.
        """
        if self._watches or self.source.notebook or self.settings.get("server.fileWatcherType") == "none":
            return
        stamp = _stamp(self.source)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            source = read_app(Path(self.source.path))
        except AppSourceError:
            return  # which the page itself says
        old, self.source = self.source, source
        if _names(source) != _names(old):
            self._renew(source)

    async def launch(self) -> None:
        """Return when the processes of its kernels have been started, once.

        Raises
        ------
        AppSourceError
            They cannot be started.
        """
        if self._launch is None:
            self._launch = asyncio.create_task(self.pool.launch())
            if self._watches:
                self._watcher = asyncio.create_task(self._watch())
        await asyncio.shield(self._launch)

    async def close(self) -> None:
        """End its kernels."""
        self._closing.set()
        if self._watcher is not None:
            await asyncio.wait([self._watcher])
        if self._updating is not None:
            self._updating.cancel()
            await asyncio.wait([self._updating])
        await self.pool.shutdown()

    @property
    def _watches(self) -> bool:
        """Whether runs follow when the app's files have been saved.

        Of scripts, the next run sees them in any case, where the kernel has the file.
        """
        if self.settings.get("server.fileWatcherType") == "none":
            return False
        return self.source.notebook or self._reruns or self.pool.remote

    @property
    def _reruns(self) -> bool:
        """Whether a script runs again when a module that it may use has been saved."""
        return bool(self.settings.get("server.runOnSave") and self.settings.get("server.allowRunOnSave"))

    async def _watch(self) -> None:
        """Let the kernels know when the notebook, or a script, has been saved."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), _WATCH_AFTER)
            return
        import watchfiles

        path = Path(self.source.path)
        notebook = self.source.notebook
        folders = [] if notebook else self._folders("server.folderWatchList")
        changes = watchfiles.awatch(  # pyright: ignore[reportUnknownMemberType]: an optional library's event
            path.parent,
            *folders,
            watch_filter=(lambda _, name: Path(name) == path) if notebook else self._is_code,
            recursive=not notebook,
            debounce=_DEBOUNCE_MS,
            stop_event=self._closing,
            force_polling=self.settings.get("server.fileWatcherType") == "poll" or None,
        )
        await self._reread(path)
        async for _ in changes:
            await self._reread(path, always=not notebook and self._reruns)

    def _folders(self, option: str) -> list[Path]:
        """Return the folders that an option lists, those that there are."""
        folders = [Path(self.source.path).parent / folder for folder in self.settings.get(option)]
        return [folder for folder in folders if folder.is_dir()]

    def _is_code(self, change: object, name: str) -> bool:
        """Tell whether a file is a script or module whose changes count."""
        path = Path(name)
        left_out = self._folders("server.folderWatchBlacklist")
        return path.suffix == ".py" and not any(path.is_relative_to(folder) for folder in left_out)

    async def _reread(self, path: Path, *, always: bool = False) -> None:
        try:
            source = await asyncio.to_thread(read_app, path)
        except AppSourceError as error:
            self._log.warning("%s goes on as it was. %s", self.source.name, error)
            return
        if always or source != self._read:
            self._read = source
            self._renew(source)

    def _renew(self, source: AppSource) -> None:
        """Let the kernels go on with a version of the app, which is the one that is wanted now."""
        before, self._updating = self._updating, asyncio.create_task(self._update(source, self._updating))
        if before is not None:
            before.cancel()

    async def _update(self, source: AppSource, before: asyncio.Task[None] | None) -> None:
        """Let the kernels go on with a version of the app; it stays as it was where its set-up fails."""
        if before is not None:
            await asyncio.wait([before])
        if await self.pool.update(source):
            self.source = source
            self._on_change(self)


def _stamp(source: AppSource) -> tuple[int, int, frozenset[str]]:
    """Return what is another where a script has been changed, or its other pages have come or gone."""
    path = Path(source.path)
    try:
        stat = path.stat()
    except OSError:
        return 0, 0, frozenset()
    others = frozenset(other.name for other in (path.parent / "pages").glob("*.py"))
    return stat.st_mtime_ns, stat.st_size, others


def _names(source: AppSource) -> list[tuple[str, str]]:
    return [(page.name, page.path) for page in source.pages]
