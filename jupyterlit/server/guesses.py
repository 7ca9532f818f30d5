"""Guesses: tokens and passwords that were wrong, of which a network has a few a minute."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable

_MOST = 10.0  # wrong ones at once
_SECONDS = 6.0  # until one more is forgotten
_NETWORKS = 10_000  # of which it is known


class Guesses:
    """Counts wrong tries, over all connections and all ways in: one budget for each network.

    Who is over it is not listened to, right or wrong. A server behind a proxy that it does not trust sees one network.

    Parameters
    ----------
    network_of
        What stands for somebody at an address.
    counts
        Where it is counted how many `logins_failed`.
    clock
        Tells the time, in seconds.
    """

    def __init__(
        self, network_of: Callable[[str], str], counts: Counter[str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._network_of = network_of
        self._counts = counts
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def may_try(self, ip: str) -> bool:
        """Tell whether what somebody at an address shows is looked at."""
        return self._number(self._network_of(ip)) < _MOST

    def note(self, ip: str) -> None:
        """Note that somebody at an address has shown something wrong."""
        network = self._network_of(ip)
        self._wrong[network] = (self._number(network) + 1, self._clock())
        self._wrong.move_to_end(network)
        if len(self._wrong) > _NETWORKS:
            self._wrong.popitem(last=False)
        self._counts["logins_failed"] += 1

    def _number(self, network: str) -> float:
        """Return how many wrong ones of a network are not forgotten."""
        number, at = self._wrong.get(network, (0.0, 0.0))
        return max(0.0, number - (self._clock() - at) / _SECONDS)
