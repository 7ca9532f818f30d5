"""Metrics: what all kernels have counted, for whoever runs the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from prometheus_client.openmetrics import parser

from jupyterlit.server.app_source import read_app
from jupyterlit.server.kernels.kernel import Kernel
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from jupyterlit.server.web import metrics
from jupyterlit.server.web.admins import Tokens
from jupyterlit.server.web.metrics import Census
from jupyterlit.stats import Snapshot, Stats
from tests.server.conftest import LOG, FakeKernel, FakePool, Jupyter, StartJupyter

families: Any = parser.text_string_to_metric_families  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
SECRET = {"Authorization": "token letmein"}


class CountingKernel(FakeKernel):
    """A kernel that says what it has counted."""

    def __init__(self, index: int, source: Any) -> None:
        super().__init__(index, source)
        self.stats = Stats()
        self.answer: bytes | None = b""
        opened = self.fake.open_comm

        def open_comm(comm_id: str, data: Any, receive: Any, closed: Any) -> None:
            opened(comm_id, data, receive, closed)
            if data == {"stats": True} and self.answer is not None:
                self.fake.say(comm_id, self.answer or msgspec.json.encode(self.stats.snapshot([("sessions", "", 2)])))

        self.fake.open_comm = open_comm  # type: ignore[method-assign]


class CountingPool(FakePool):
    """Kernels that say what they have counted."""

    def make(self, source: Any) -> Kernel:
        return CountingKernel(next(self._numbers), source)


@pytest.fixture
async def runtime(notebook: Path) -> Any:
    runtime = Runtime(JupyterLit(kernels=2), MemorySessionStore(), LOG, public=True, pools=CountingPool)
    await runtime.launch(read_app(notebook))
    yield runtime
    await runtime.stop()


def kernels(runtime: Runtime) -> list[Any]:
    assert runtime.home is not None
    return list(runtime.home.pool.kernels)


def samples(body: bytes) -> dict[tuple[str, ...], float]:
    """Return values by the metric's name and its labels' values, by the labels' names; raises for what is no metric."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): float(sample.value)
        for family in families(body.decode())
        for sample in family.samples
    }


async def test_kernels_are_added_up(served: Jupyter, runtime: Runtime) -> None:
    for kernel in kernels(runtime):
        kernel.stats.count("runs", "finished", 2)
        kernel.stats.time("run_seconds", "script", 0.03)
    runtime.counts["sessions"] = 4
    response = await served.client().get("/lit/metrics", **SECRET)
    assert response.code == 200
    assert response.headers["Content-Type"].startswith("application/openmetrics-text")
    assert response.headers["Cache-Control"] == "no-store"
    found = samples(response.body)
    assert found["jupyterlit_runs_total", "book", "finished"] == 4
    assert found["jupyterlit_sessions", "book"] == 4
    assert found["jupyterlit_kernels", "book", "ready"] == 2
    assert found["jupyterlit_kernel_memory_bytes", "book", "0"] == 0
    assert found["jupyterlit_server_sessions_total",] == 4
    assert found["jupyterlit_server_connections",] == 0
    assert found["jupyterlit_run_seconds_bucket", "book", "0.025", "script"] == 0
    assert found["jupyterlit_run_seconds_bucket", "book", "0.05", "script"] == 2
    assert found["jupyterlit_run_seconds_bucket", "book", "+Inf", "script"] == 2
    assert found["jupyterlit_run_seconds_sum", "book", "script"] == 0.06
    assert all(not kernel.fake._comms for kernel in kernels(runtime))  # type: ignore[reportPrivateUsage]


async def test_visitors_are_not_told(served: Jupyter) -> None:
    client = served.client()
    assert (await client.get("/")).code == 200
    assert (await client.get("/lit/metrics")).code == 403


async def test_visitors_are_not_told_where_jupyter_takes_everybody_for_its_user(
    start_jupyter: StartJupyter, runtime: Runtime
) -> None:
    jupyter = await start_jupyter()
    jupyter.app.identity_provider.token = ""
    jupyter.extension.mount(runtime)
    assert (await jupyter.client().get("/lit/metrics")).code == 403
    runtime.public = False
    assert (await jupyter.client().get("/lit/metrics")).code == 200


async def test_who_may_not_read_metrics_is_not_told(served: Jupyter, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def is_authorized(handler: object, user: object, action: str, resource: str) -> bool:
        asked.append((action, resource))
        return False

    monkeypatch.setattr(served.app.authorizer, "is_authorized", is_authorized)
    assert (await served.client().get("/lit/metrics", **SECRET)).code == 403
    assert asked == [("read", "metrics")]


async def test_the_token_of_whatever_collects_them_lets_in(start_jupyter: StartJupyter, runtime: Runtime) -> None:
    runtime.public = True
    jupyter = await start_jupyter()
    jupyter.extension.mount(runtime, Tokens(admin="a" * 16, metrics="m" * 16))
    client = jupyter.client()
    for given, code in (("Bearer " + "m" * 16, 200), ("Bearer " + "a" * 16, 403), ("Bearer wrong", 403), ("", 403)):
        assert (await client.get("/lit/metrics", Authorization=given)).code == code
    assert (await client.get("/lit/admin/api/state", Authorization="Bearer " + "m" * 16)).code == 403


async def test_a_kernel_that_does_not_answer_keeps_what_it_has_said(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "_ANSWER_SECONDS", 0.01)
    census, (kernel, other) = Census(), kernels(runtime)
    other.ready.clear()
    kernel.stats.count("runs", "finished")
    totals: list[dict[str, Snapshot]] = []
    for answer in (b"", None, b"{"):
        kernel.answer = answer
        totals.append(await census.take(runtime.apps.values()))
    assert [total["book"].counts for total in totals] == [{"runs": {"finished": 1}}] * 3


async def test_what_a_kernel_has_counted_that_was_replaced_still_counts(runtime: Runtime) -> None:
    census, (kernel, other) = Census(), kernels(runtime)
    kernel.stats.count("runs", "finished", 5)
    other.stats.count("runs", "finished", 2)
    await census.take(runtime.apps.values())
    assert runtime.home is not None
    runtime.home.pool.kernels.remove(kernel)
    for _ in range(2):
        totals = await census.take(runtime.apps.values())
        assert totals["book"].counts == {"runs": {"finished": 7}}
        assert totals["book"].sizes == {"sessions": {"": 2}}


async def test_what_a_kernel_has_counted_outlives_it(runtime: Runtime) -> None:
    census, (kernel, _) = Census(), kernels(runtime)
    kernel.stats.count("runs", "finished", 5)
    await census.take(runtime.apps.values())
    kernel.lives += 1
    kernel.stats = Stats()
    kernel.stats.count("runs", "finished", 1)
    for _ in range(2):
        totals = await census.take(runtime.apps.values())
        assert totals["book"].counts == {"runs": {"finished": 6}}
        assert totals["book"].sizes == {"sessions": {"": 4}}
