from __future__ import annotations

import re

import pytest
from traitlets import TraitError

from jupyterlit.server.options import JupyterLit
from jupyterlit.server.trusted_proxies import read_networks


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ((), []),
        ("", []),
        ("192.0.2.7", ["192.0.2.7/32"]),
        ("10.0.0.0/8, fd00::/8", ["10.0.0.0/8", "fd00::/8"]),
        (["10.0.0.0/8", "192.0.2.7,::1"], ["10.0.0.0/8", "192.0.2.7/32", "::1/128"]),
    ],
)
def test_networks_are_a_list_or_a_text(given: object, read: list[str]) -> None:
    assert [str(network) for network in JupyterLit(trusted_proxies=given).trusted_proxies] == read


@pytest.mark.parametrize("given", ["proxy.example.org", "10.0.0.1/8", "10.0.0.0/33", "*", 7, [None]])
def test_what_is_no_network_is_refused(given: object) -> None:
    with pytest.raises(TraitError, match=re.escape("JupyterLit.trusted_proxies: ")) as raised:
        JupyterLit(trusted_proxies=given)
    assert str(raised.value).endswith(
        "It takes addresses and networks such as 192.0.2.7 or 10.0.0.0/8, with commas between them."
    )


def test_a_text_with_something_else_is_none() -> None:
    with pytest.raises(ValueError, match="'everybody' does not appear to be an IPv4 or IPv6 network"):
        read_networks("127.0.0.1, everybody")
