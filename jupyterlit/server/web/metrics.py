"""What is counted of apps, as OpenMetrics: for whoever runs the server, not for visitors."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import ensure_async
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.openmetrics import exposition
from prometheus_client.registry import Collector
from tornado import web

from jupyterlit.protocol.codec import Part
from jupyterlit.server.app import App
from jupyterlit.server.capacity import resident
from jupyterlit.server.kernels.kernel import Kernel, KernelFailed
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.admins import has_token, tokens_of
from jupyterlit.server.web.visitors import VisitorMixin
from jupyterlit.stats import BUCKETS, METRICS, Snapshot

_ANSWER_SECONDS = 2.0  # how long a kernel has to say what it has counted
_SERVER = {
    "sessions": "Sessions that were begun.",
    "refused": "Browsers that were sent away because too many waited already.",
    "waited": "Browsers that had to wait until there was room for another session.",
    "limited": "Connections, pages and sessions that one visitor or address had too many of.",
    "logins_failed": "Passwords and tokens that were wrong.",
    "malformed": "Connections that were ended because a browser sent what is no message.",
    "slowed": "Messages of browsers that had to wait because too many came.",
    "skipped": "Batches that were skipped because a browser read too slowly.",
}
_decode = msgspec.json.Decoder(Snapshot).decode


class Census:
    """What the kernels of a server have counted, those that have ended included."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, int], tuple[int, Snapshot]] = {}
        self._gone: dict[str, Snapshot] = {}

    async def take(self, apps: Iterable[App]) -> dict[str, Snapshot]:
        """Ask all kernels; return what each app's have counted together, by the app's key."""
        apps = list(apps)
        kernels = [(app.key, kernel) for app in apps for kernel in _of(app)]
        answers = await asyncio.gather(*(_ask(kernel) for _, kernel in kernels))
        totals = {app.key: Snapshot({}, {}, {}) for app in apps}
        self._forget({(key, kernel.index) for key, kernel in kernels})
        for (key, kernel), answer in zip(kernels, answers, strict=True):
            self._note(key, kernel, answer)
            if answer is not None:
                totals[key].add(answer)
            elif (key, kernel.index) in self._last:  # it is busy: what it has said last is the best there is
                totals[key].add(self._last[key, kernel.index][1])
        for key, gone in self._gone.items():
            if key in totals:
                totals[key].add(gone)
        return totals

    def _forget(self, here: set[tuple[str, int]]) -> None:
        """Count for good what kernels have said that have ended."""
        for key, index in self._last.keys() - here:
            _, said = self._last.pop((key, index))
            self._gone.setdefault(key, Snapshot({}, {}, {})).add(said.without_sizes())

    def _note(self, key: str, kernel: Kernel, answer: Snapshot | None) -> None:
        """Keep what a kernel says; what one has said that was started anew since is counted for good."""
        before = self._last.get((key, kernel.index))
        if before is not None and before[0] != kernel.lives:
            self._gone.setdefault(key, Snapshot({}, {}, {})).add(before[1].without_sizes())
            del self._last[key, kernel.index]
        if answer is not None:
            self._last[key, kernel.index] = (kernel.lives, answer)


def _of(app: App) -> list[Kernel]:
    """Return an app's kernels; those of other servers are counted there."""
    return [kernel for kernel in app.pool.kernels if kernel.ours]


async def _ask(kernel: Kernel) -> Snapshot | None:
    """Return what a kernel has counted; nothing if it cannot say so now."""
    if kernel.state != "ready":
        return None
    answer: asyncio.Future[Snapshot] = asyncio.get_running_loop().create_future()

    def receive(parts: Sequence[Part]) -> None:
        if not answer.done():
            with contextlib.suppress(msgspec.MsgspecError):
                answer.set_result(_decode(parts[0]))

    try:
        link = await kernel.link()
    except KernelFailed:
        return None
    comm_id = secrets.token_hex(16)
    link.open_comm(comm_id, {"stats": True}, receive, lambda: None)
    try:
        return await asyncio.wait_for(answer, _ANSWER_SECONDS)
    except TimeoutError:
        return None
    finally:
        link.close_comm(comm_id, {})


class _Families(Collector):
    """What has been counted, in the form that Prometheus' library writes."""

    def __init__(self, runtime: Runtime, totals: dict[str, Snapshot]) -> None:
        self._runtime = runtime
        self._totals = totals

    def collect(self) -> Iterable[Metric]:
        """Return all metrics."""
        yield from self._of_server()
        for name, metric in METRICS.items():
            labels = ["app", metric.label] if metric.label else ["app"]
            if metric.kind == "histogram":
                yield self._histogram(name, metric.help, labels)
                continue
            make = CounterMetricFamily if metric.kind == "counter" else GaugeMetricFamily
            family = make(f"jupyterlit_{name}", metric.help, labels=labels)
            for app, total in self._totals.items():
                values = (total.counts if metric.kind == "counter" else total.sizes).get(name, {})
                for label, value in values.items():
                    family.add_metric([app, label][: len(labels)], value)
            yield family

    def _histogram(self, name: str, help: str, labels: list[str]) -> HistogramMetricFamily:
        family = HistogramMetricFamily(f"jupyterlit_{name}", help, labels=labels)
        for app, total in self._totals.items():
            for label, times in total.times.get(name, {}).items():
                up_to, buckets = 0, list[tuple[str, float]]()
                for end, count in zip([*map(str, BUCKETS), "+Inf"], times.counts, strict=True):
                    up_to += count
                    buckets.append((end, up_to))
                family.add_metric([app, label], buckets, times.sum)
        return family

    def _of_server(self) -> Iterable[Metric]:
        for name, help in _SERVER.items():
            yield CounterMetricFamily(f"jupyterlit_server_{name}", help, self._runtime.counts[name])
        yield GaugeMetricFamily(
            "jupyterlit_server_connections", "Browsers that are connected.", len(self._runtime.attached)
        )
        family = GaugeMetricFamily("jupyterlit_kernels", "Kernels, by how they are.", labels=["app", "state"])
        for app in self._runtime.apps.values():
            states = [kernel.state for kernel in _of(app)]
            for state in sorted(set(states)):
                family.add_metric([app.key, state], states.count(state))
        yield family
        memory = GaugeMetricFamily(
            "jupyterlit_kernel_memory_bytes", "Memory that kernels hold.", labels=["app", "kernel"]
        )
        for app in self._runtime.apps.values():
            for kernel in _of(app):
                if not app.pool.remote:  # of those at a gateway nobody here knows
                    memory.add_metric([app.key, str(kernel.index)], resident(kernel.pid) if kernel.pid else 0)
        yield memory


class MetricsHandler(VisitorMixin):
    """What is counted: for who shows the metrics' token, and for whom Jupyter lets read them, not for visitors."""

    def initialize(self, census: Census) -> None:
        """Begin with what was counted before; called by tornado."""
        self._census = census

    @allow_unauthenticated
    async def get(self) -> None:
        """Answer in the form of OpenMetrics."""
        if not (has_token(self, tokens_of(self).metrics) or await self._may_read()):
            raise web.HTTPError(403)
        totals = await self._census.take(self.runtime.apps.values())
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Families(self.runtime, totals))
        self.set_header("Content-Type", exposition.CONTENT_TYPE_LATEST)
        self.set_header("Cache-Control", "no-store")
        write: Any = vars(exposition)["generate_latest"]  # it has no types
        self.finish(write(registry))  # pyright: ignore[reportUnknownMemberType]: tornado's

    async def _may_read(self) -> bool:
        """Tell whether Jupyter lets whoever asks read metrics."""
        user = self.current_user
        if user is None or (self.runtime.public and not self.identity_provider.auth_enabled):
            return False  # nobody is known, or everybody is taken for Jupyter's user
        return await ensure_async(self.authorizer.is_authorized(self, user, "read", "metrics"))
