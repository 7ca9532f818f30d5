"""The scripts of an app's pages: which one a run is of, and what the reader is told of the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from jupyterlit.config.sources import settings
from jupyterlit.execution.forward_queue import ForwardMsgQueue
from jupyterlit.execution.script_source import ScriptSource
from jupyterlit.protocol.messages import Navigation, NavigationPage, NavigationSection
from jupyterlit.run_context import RunContext
from jupyterlit.state.guards import may_see
from jupyterlit.state.pages import PageInfo, Pages


class PageScripts:
    """The pages of one session's app: made by its files, or by the script that calls `st.navigation`.

    Parameters
    ----------
    info
        What is known of the session's reader.

    Attributes
    ----------
    refused
        The script of this run is for others: it is not to be run.
    """

    def __init__(self, info: Mapping[str, Any]) -> None:
        self.pages = Pages()
        self.refused = False
        self._info = info
        self.sources: Mapping[str, ScriptSource] = {}
        self._files: dict[str, ScriptSource] = {}
        self._scripted = False
        self._inner = ""  # the page that files make whose script has made others below it

    def set_sources(self, sources: Mapping[str, ScriptSource], looks: Mapping[str, tuple[str, str]]) -> None:
        """Let these be the scripts by the name of their page; the app begins with the first."""
        self.sources = sources
        files = [source.path for source in sources.values()]
        self.pages.fixed = tuple(
            PageInfo(
                "" if index == 0 else name,
                *looks.get(name, (name, "")),
                name=name,
                script=source.path if files.count(source.path) == 1 else "",  # cells have no files of their own
                roles=source.roles,
            )
            for index, (name, source) in enumerate(sources.items())
        )

    def source_of(self, path: str) -> ScriptSource | None:
        """Return the script of the page at `path`, where files make the pages."""
        pages = self.pages.fixed if self._by_files else ()
        page = next((page for page in pages if path.partition("/")[0] in (page.path, page.name)), None)
        return None if page is None else self.sources[page.name]

    @property
    def _by_files(self) -> bool:
        return len(self.pages.fixed) > 1 and not self._scripted

    def choose(self, source: ScriptSource) -> ScriptSource:
        """Return the script of the page that is wanted: `source`, unless files make the pages.

        Whether it is for the reader is to be asked before anything of it is read.
        """
        pages = self.pages
        if pages.navigated:
            self._scripted = self._scripted or pages.within is None
            self._inner = pages.within.name if pages.within is not None else ""
        pages.navigated = False
        if self._by_files:
            pages.enter(self._info)
            current = pages.current
            source = source if current is None else self.sources.get(current.name, source)
        self.refused = not may_see(source.roles, self._info)
        return source

    def begin_run(self, context: RunContext, queue: ForwardMsgQueue) -> None:
        """Show the way to the pages that files make: the script may yet make others, which it may have said before."""
        current = self.pages.current
        if self._by_files and current is not None:
            context.page = current.path
            if current.name != self._inner and "/" not in self.pages.wanted:
                queue.send(self._navigation())

    def end_run(self, queue: ForwardMsgQueue) -> None:
        """Take back what the script does not say any more; called when all of it has run."""
        if self.pages.navigated:
            return
        current = self.pages.within
        below = current is not None and (current.name == self._inner or "/" in self.pages.wanted)
        if self._scripted or below:
            self._scripted, self._inner = False, ""
            self.pages.wanted = self.pages.wanted.partition("/")[0]
            self.pages.enter(self._info)
            queue.send(self._navigation() if self._by_files else Navigation())

    def file(self, source: ScriptSource, path: str) -> ScriptSource:
        """Return the script in a file that is a page of the app whose script is `source`."""
        script = self._files.get(path)
        if script is None:
            script = self._files[path] = dataclasses.replace(source, parts=(), path=path, reread=True, transform=None)
        return script

    def _navigation(self) -> Navigation:
        pages = [
            NavigationPage(path=page.path, title=page.title, icon=page.icon, help=page.help, url=page.url)
            for page in self.pages.known
        ]
        current = self.pages.current
        position = "sidebar" if settings().get("client.showSidebarNavigation") else "hidden"
        sections = [NavigationSection(title="", pages=pages)]
        return Navigation(sections=sections, current=current.path if current else "", position=position)
