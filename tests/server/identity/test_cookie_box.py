from __future__ import annotations

import sys
from typing import Any

import pytest

from jupyterlit.errors import MissingPackage
from jupyterlit.server.identity import cookie_box
from jupyterlit.server.identity.cookie_box import PART, CookieBox, cookie_name, forget_cookie, keep_cookie, kept_cookie
from tests.conftest import refused

KEY, OLD = "0123456789abcdef", "fedcba9876543210"
BOX = CookieBox([KEY], "login")


def test_what_is_locked_can_be_opened_and_not_read() -> None:
    text = BOX.close(b"a claim", "here")
    assert BOX.open(text, "here") == b"a claim"
    assert "claim" not in text
    assert BOX.close(b"a claim", "here") != text


def test_nothing_else_can_be_opened() -> None:
    text = BOX.close(b"a claim", "here")
    assert BOX.open(text, "there") is None
    assert CookieBox([KEY], "flow").open(text, "here") is None
    assert CookieBox([OLD], "login").open(text, "here") is None
    for at in range(len(text)):
        changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        opened = BOX.open(changed, "here")
        assert opened is None or opened == b"a claim"  # the last letter has bits that say nothing
    for other in ("", "x", text[:-5], text + "AAAA", "ü" * 40, "=" * 8, "a b\x00"):
        assert BOX.open(other, "here") is None


def test_an_old_key_opens_until_it_is_taken_away() -> None:
    text = CookieBox([OLD], "login").close(b"a claim", "here")
    both = CookieBox([KEY, OLD], "login")
    assert both.open(text, "here") == b"a claim"
    assert CookieBox([KEY], "login").open(both.close(b"new", "here"), "here") == b"new"


def test_the_package_is_named_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "joserfc", None)
    cookie_box._derive.cache_clear()  # pyright: ignore[reportPrivateUsage]: nothing else asks for the package
    with refused(
        MissingPackage,
        "st.login needs joserfc, which the server's environment does not have: pip install 'jupyterlit[auth]'",
    ):
        CookieBox([KEY], "login")


class Handler:
    """A browser's cookies, as a request brings them and an answer changes them."""

    def __init__(self, protocol: str = "https") -> None:
        self.request: Any = type("Request", (), {"host": "app.example:8443", "protocol": protocol})
        self.cookies: dict[str, str] = {}
        self.said: list[dict[str, Any]] = []

    def get_cookie(self, name: str) -> str | None:
        return self.cookies.get(name)

    def set_cookie(self, name: str, value: str, **more: Any) -> None:
        self.cookies[name] = value
        self.said.append(more)

    def clear_cookie(self, name: str, **more: Any) -> None:
        self.cookies.pop(name, None)


@pytest.mark.parametrize("protocol", ["http", "https"])
def test_a_long_value_takes_two_cookies_and_no_script_sees_them(protocol: str) -> None:
    handler: Any = Handler(protocol)
    name = cookie_name("login", handler, "realm")
    assert name == "jupyterlit-login-app-example-8443-realm"
    value = "x" * PART + "y"
    keep_cookie(handler, name, value, "/base/", 60)
    assert handler.cookies == {name: "x" * PART, f"{name}-1": "y"}
    expected = {"path": "/base/", "max_age": 60, "httponly": True, "samesite": "Lax", "secure": protocol == "https"}
    assert handler.said == [expected, expected]
    assert kept_cookie(handler, name) == value
    keep_cookie(handler, name, "short", "/base/", 60)
    assert kept_cookie(handler, name) == "short"
    keep_cookie(handler, name, value, "/base/", 60)
    forget_cookie(handler, name, "/base/")
    assert handler.cookies == {}
