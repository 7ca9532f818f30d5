from __future__ import annotations

import time
from typing import Any

import msgspec
import pytest

from jupyterlit.secrets.auth import Auth
from jupyterlit.server.web.login_flow import SECONDS, Flow, app_of_flow, keep_flow, place_within, take_flow
from tests.server.identity.test_cookie_box import Handler as Browser

AUTH = Auth("http://localhost:8501/oauth2callback", ("0123456789abcdef",), frozenset(), {})
APP = "folder/app ü.py"


class Handler(Browser):
    """A request of a browser, below the server's own path."""

    base_url = "/base/"

    def __init__(self) -> None:
        super().__init__()
        self.request.cookies = self.cookies


@pytest.fixture
def handler() -> Any:
    return Handler()


def test_a_login_is_taken_once_and_only_by_its_browser(handler: Any) -> None:
    flow = Flow.new(APP, "google", "/base/?q=1")
    keep_flow(handler, AUTH, flow)
    (value,) = handler.cookies.values()
    assert not any(secret in value for secret in (flow.state, flow.nonce, flow.verifier))
    assert handler.said == [
        {"path": "/base/", "max_age": 600, "httponly": True, "samesite": "Lax", "secure": True},
    ]
    assert app_of_flow(handler, flow.state) == APP
    assert app_of_flow(Handler(), flow.state) is None  # pyright: ignore[reportArgumentType]: like one
    assert take_flow(handler, AUTH, APP, flow.state) == flow
    assert take_flow(handler, AUTH, APP, flow.state) is None


def test_nothing_fits_that_was_changed(handler: Any) -> None:
    first, second = Flow.new(APP, "", "/base/"), Flow.new(APP, "", "/base/")
    keep_flow(handler, AUTH, first)
    keep_flow(handler, AUTH, second)
    names = list(handler.cookies)
    swapped = Handler()
    swapped.cookies.update({names[0]: handler.cookies[names[1]], names[1]: handler.cookies[names[0]]})
    assert take_flow(swapped, AUTH, APP, first.state) is None  # pyright: ignore[reportArgumentType]: like one
    other = msgspec.structs.replace(AUTH, keys=("fedcba9876543210",))
    elsewhere = Handler()
    elsewhere.cookies.update(handler.cookies)
    assert take_flow(elsewhere, other, APP, first.state) is None  # pyright: ignore[reportArgumentType]: like one
    elsewhere.cookies.update(handler.cookies)
    assert take_flow(elsewhere, AUTH, "other.py", first.state) is None  # pyright: ignore[reportArgumentType]: like one
    almost = first.state[:-1] + ("A" if first.state[-1] != "A" else "B")
    assert take_flow(handler, AUTH, APP, almost) is None


@pytest.mark.parametrize("age", [SECONDS + 5, -60])
def test_a_login_that_has_taken_too_long(handler: Any, age: float) -> None:
    flow = msgspec.structs.replace(Flow.new(APP, "", "/base/"), made=time.time() - age)
    keep_flow(handler, AUTH, flow)
    assert take_flow(handler, AUTH, APP, flow.state) is None


@pytest.mark.parametrize("state", ["", "x", "../x", "x" * 43 + "\n", "a; b=c", "x" * 5000])
def test_states_that_are_none_of_ours(handler: Any, state: str) -> None:
    assert app_of_flow(handler, state) is None


def test_a_cookie_that_names_no_app(handler: Any) -> None:
    flow = Flow.new(APP, "", "/base/")
    keep_flow(handler, AUTH, flow)
    (name,) = handler.cookies
    for value in ("zz.abc", "ff.abc", "", "61"):
        handler.cookies[name] = value
        assert app_of_flow(handler, flow.state) is None


def test_a_browser_has_few_logins_on_their_way(handler: Any) -> None:
    flows = [Flow.new(APP, "", "/base/") for _ in range(6)]
    for flow in flows:
        keep_flow(handler, AUTH, flow)
    assert len(handler.cookies) == 4
    assert take_flow(handler, AUTH, APP, flows[-1].state) == flows[-1]


@pytest.mark.parametrize(
    ("root", "wanted", "place"),
    [
        ("/", "/staff?q=a%26b&r=/x", "/staff?q=a%26b&r=/x"),
        ("/", "/", "/"),
        ("/", "/%C3%BC", "/%C3%BC"),
        ("/base/", "/base/?x=https://a.b", "/base/?x=https://a.b"),
        ("/base/lit/app/x.ipynb", "/base/lit/app/x.ipynb", "/base/lit/app/x.ipynb"),
        ("/base/lit/app/x.ipynb", "/base/lit/app/x.ipynb/two?a=1", "/base/lit/app/x.ipynb/two?a=1"),
        # Other places, and what browsers take for them.
        ("/base/lit/app/x.ipynb", "/base/lit/app/x.ipynb2", None),
        ("/base/lit/app/x.ipynb", "/base/lab", None),
        ("/base/", "/", None),
        ("/", "", None),
        ("/", "//evil.example", None),
        ("/", "/\\evil.example", None),
        ("/", "/\t/evil.example", None),
        ("/", "/\n/evil.example", None),
        ("/", "\t//evil.example", None),
        ("/", " /x", None),
        ("/", "https://evil.example/", None),
        ("/", "https:evil.example", None),
        ("/", "javascript:alert(1)", None),
        ("/", "/x\r\nSet-Cookie: a=b", None),
        ("/", "/x#//evil", None),
        ("/", "/ü", None),
        ("/base/", "/base/../evil", None),
        ("/base/", "/base/%2e%2e/evil", None),
        ("/base/", "/base/./evil", None),
        ("/", "/" + "x" * 1600, None),
    ],
)
def test_where_a_browser_may_come_back_to(root: str, wanted: str, place: str | None) -> None:
    assert place_within(root, wanted) == (root if place is None else place)
