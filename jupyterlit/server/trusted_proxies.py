"""The proxies that are believed, as an administrator names them."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any, TypeAlias

from traitlets import TraitError, TraitType

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Networks: TypeAlias = Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]


def read_networks(text: str) -> Networks:
    """Return the networks in a text such as "10.0.0.0/8, 192.0.2.7".

    Raises
    ------
    ValueError
        There is something else in it.
    """
    return tuple(ipaddress.ip_network(part) for part in text.replace(",", " ").split())


class Proxies(TraitType[Any, Any]):
    """Addresses and networks: a list, or one text with commas."""

    info_text = "addresses and networks such as 192.0.2.7 or 10.0.0.0/8, with commas between them"

    def validate(self, obj: Any, value: Any) -> Networks:
        """Return the networks, if there is nothing else."""
        parts = [value] if isinstance(value, str) else value
        try:
            return tuple(network for part in parts for network in read_networks(str(part)))
        except (TypeError, ValueError) as error:
            raise TraitError(f"{type(obj).__name__}.{self.name}: {error}. It takes {self.info_text}.") from error

    def from_string(self, s: str) -> str:
        """Return what the command line says."""
        return s
