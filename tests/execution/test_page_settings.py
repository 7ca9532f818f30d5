"""What options make of pages, and that pages follow them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from jupyterlit.config.sources import Settings, settings
from jupyterlit.execution.page_settings import PageSettings, SettingsWatch
from jupyterlit.execution.timers import Timers
from jupyterlit.protocol.messages import Attach, PageOptions, Theme
from tests.execution.conftest import Visitor

Options = Callable[[str], Settings]
Visit = Callable[..., Visitor]


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_browser_that_comes_is_told_what_is_not_as_usual(options: Options) -> None:
    page = PageSettings(options(""))
    assert page.all() == []
    page = PageSettings(options('theme.primaryColor = "red"\nclient.toolbarMode = "viewer"'))
    theme, manners = page.all()
    assert isinstance(theme, Theme)
    assert theme.appearance.light.page["primary"] == "#ff0000"
    assert manners == PageOptions(toolbar="viewer")
    assert page.news() == []
    assert page.all() == [theme, manners]


def test_news_are_told_once_and_taken_back(options: Options) -> None:
    given = options("")
    page = PageSettings(given)
    given.set("client.disableDataExport", True)
    assert page.news() == [PageOptions(data_export=False)]
    given.set("client.disableDataExport", False)
    assert page.news() == [PageOptions()]
    assert page.news() == []


def test_a_page_follows_what_a_script_sets(options: Options, visit: Visit) -> None:
    options("")
    visitor = visit("import jupyterlit as st\nst.set_option('theme.base', 'dark')\nst.text('a')")
    messages = visitor.say(Attach(theme="light"))
    (theme,) = (message for message in messages if message["type"] == "theme")
    assert theme["appearance"]["only"] == "dark"
    assert visitor.session.info["theme"] == "dark"
    settings().set("theme.base", None)
    assert visitor.messages()[-1]["appearance"]["only"] is None
    assert visitor.session.info["theme"] == "light"


def test_nobody_is_told_where_nobody_looks(options: Options, visit: Visit) -> None:
    options("")
    visitor = visit("")
    visitor.session.disconnect()
    visitor.batches.clear()
    settings().set("theme.base", "dark")
    assert visitor.messages() == []


def test_a_file_that_is_saved_is_read(options: Options) -> None:
    class Session:
        watched = True
        told = 0

        def follow_settings(self) -> None:
            self.told += 1

        def follow_secrets(self) -> None:
            raise AssertionError("Nobody has asked for runs.")

    given = options('theme.base = "light"')
    session = Session()
    watch = SettingsWatch(given, Timers(), lambda: [session])
    watch.begin()
    path = Path(".streamlit/config.toml")
    path.write_text('theme.base = "dark"\nserver.port = 3')
    _wait(lambda: session.told == 1)
    assert given.get("theme.base") == "dark"
    path.write_text("server.port = 4")
    os.utime(path)
    _wait(lambda: given.get("server.port") == 4)
    assert session.told == 2
    session.watched = False


def test_saved_secrets_cause_a_run_where_the_author_wants_that(options: Options, visit: Visit) -> None:
    options("server.runOnSave = true")
    secrets = Path(".streamlit/secrets.toml")
    secrets.write_text("number = 1")
    visitor = visit("import jupyterlit as st\nst.text(st.secrets['number'])")
    assert visitor.page() == ["1"]
    visitor.session.follow_secrets()
    for number in (22, 333):
        secrets.write_text(f"number = {number}")
        _wait(lambda number=number: visitor.page() == [str(number)])  # type: ignore[misc]


def test_files_are_left_alone_where_the_author_wants_that(options: Options) -> None:
    calls: list[float] = []

    class NoTimers(Timers):
        def call_later(self, delay: float, call: Callable[[], object]) -> None:
            calls.append(delay)

    SettingsWatch(options('server.fileWatcherType = "none"'), NoTimers(), list).begin()
    assert calls == []
    watch = SettingsWatch(options(""), NoTimers(), list)
    watch.begin()
    watch.begin()
    assert len(calls) == 1
