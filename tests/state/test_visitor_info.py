"""What is known of a visitor tells whether anybody has looked, whichever way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jupyterlit.state.visitor_info import VisitorInfo

LOOKS: list[Callable[[VisitorInfo], object]] = [
    lambda info: info["ip"],
    lambda info: info.get("ip"),
    lambda info: info.get("absent"),
    lambda info: "ip" in info,
    lambda info: list(info),
    lambda info: dict(info),
    lambda info: {**info},
    lambda info: list(info.items()),
    lambda info: list(info.values()),
    lambda info: len(info),
    lambda info: bool(info),
    lambda info: info == {},
    lambda info: info.pop("ip"),
]


@pytest.mark.parametrize("look", LOOKS)
def test_whoever_looks_is_noticed(look: Callable[[VisitorInfo], object]) -> None:
    info = VisitorInfo({"ip": "127.0.0.1"})
    assert not info.read
    look(info)
    assert info.read


def test_what_is_told_is_no_look() -> None:
    info = VisitorInfo()
    info["ip"] = "127.0.0.1"
    info.update({"user": "ann", "theme": "dark"})
    del info["theme"]
    assert not info.read
    assert dict(info) == {"ip": "127.0.0.1", "user": "ann"}
