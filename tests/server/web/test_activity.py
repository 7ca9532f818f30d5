from __future__ import annotations

from datetime import datetime
from typing import Any

from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.activity import SETTING, Activity
from tests.server.client import until
from tests.server.conftest import Jupyter


async def test_an_open_page_is_activity_and_a_closed_one_is_not(served: Jupyter, runtime: Runtime) -> None:
    settings: dict[str, Any] = {}
    activity = Activity(runtime, settings)
    activity.note()
    assert settings == {}
    socket = await served.client().session()
    activity.note()
    first: datetime = settings[SETTING]
    activity.note()
    assert settings[SETTING] > first
    socket.connection.close()
    await until(lambda: not runtime.attached)
    settings.clear()
    activity.note()
    assert settings == {}


async def test_who_has_come_and_gone_between_two_looks_counts(served: Jupyter, runtime: Runtime) -> None:
    settings: dict[str, Any] = {}
    activity = Activity(runtime, settings)
    (await served.client().session()).connection.close()
    await until(lambda: not runtime.attached)
    activity.note()
    assert SETTING in settings


async def test_it_looks_from_time_to_time_until_it_stops(served: Jupyter, runtime: Runtime) -> None:
    settings: dict[str, Any] = {}
    activity = Activity(runtime, settings, seconds=0.01)
    activity.start()
    await served.client().session()
    await until(lambda: SETTING in settings)
    activity.stop()


async def test_jupyter_counts_it(served: Jupyter, runtime: Runtime) -> None:
    web: Any = served.app.web_app
    before: datetime = web.last_activity()
    await served.client().session()
    Activity(runtime, web.settings).note()
    assert web.last_activity() > before
