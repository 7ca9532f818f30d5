"""st.context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.elements.conftest import Parity

# As the server tells it, and the browser when it attaches.
TOLD: Mapping[str, Any] = {
    "ip": "203.0.113.7",
    "headers": {"Host": ["apps.example"], "Accept-Language": ["de"], "Pragma": ["a", "b"]},
    "cookies": {"theme": "dark"},
    "url": "https://apps.example/lit/sales/costs?token=letmein&year=2026#end",
    "timezone": "Europe/Berlin",
    "timezone_offset": -120,
    "locale": "de-DE",
    "theme": "dark",
    "embedded": True,
}


@pytest.fixture
def told(run: Run) -> None:
    run.context.info = TOLD


@pytest.mark.usefixtures("told")
def test_what_is_known_of_the_visitor() -> None:
    context = st.context
    assert (context.ip_address, context.locale, context.is_embedded) == ("203.0.113.7", "de-DE", True)
    assert (context.timezone, context.timezone_offset) == ("Europe/Berlin", -120)
    assert (context.theme.type, context.theme["type"], context.theme) == ("dark", "dark", {"type": "dark"})


@pytest.mark.usefixtures("told")
def test_the_address_has_no_parameters() -> None:
    assert st.context.url == "https://apps.example/lit/sales/costs"


@pytest.mark.usefixtures("told")
def test_headers_are_found_whatever_their_case() -> None:
    headers = st.context.headers
    assert (headers["host"], headers["HOST"], headers.get("nope"), "accept-language" in headers, 3 in headers) == (
        "apps.example",
        "apps.example",
        None,
        True,
        False,
    )
    assert (headers["pragma"], headers.get_all("pragma"), headers.get_all("nope")) == ("b", ["a", "b"], [])
    assert headers.to_dict() == dict(headers) == {"Host": "apps.example", "Accept-Language": "de", "Pragma": "b"}
    assert (len(headers), repr(headers)) == (3, repr(headers.to_dict()))


@pytest.mark.usefixtures("told")
def test_cookies() -> None:
    cookies = st.context.cookies
    assert (cookies["theme"], cookies.get("nope"), len(cookies), list(cookies)) == ("dark", None, 1, ["theme"])
    assert (cookies.to_dict(), repr(cookies)) == ({"theme": "dark"}, "{'theme': 'dark'}")
    cookies.to_dict().clear()
    assert len(st.context.cookies) == 1


@pytest.mark.usefixtures("told")
def test_entries_are_items_too() -> None:
    assert {name: st.context[name] for name in ("locale", "url", "theme")} == {
        "locale": "de-DE",
        "url": "https://apps.example/lit/sales/costs",
        "theme": {"type": "dark"},
    }
    assert ("locale" in st.context, "ip" in st.context, 3 in st.context) == (True, False, False)
    with refused(
        KeyError,
        "st.context has no entry 'ip'. It has cookies, headers, ip_address, is_embedded, locale, theme, timezone, "
        "timezone_offset, url.",
    ):
        st.context["ip"]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", ""])
def test_this_machine_has_no_address(run: Run, address: str) -> None:
    run.context.info = {"ip": address}
    assert st.context.ip_address is None


def test_nothing_can_be_changed(run: Run) -> None:
    context: Any = st.context
    with pytest.raises(AttributeError):
        context.locale = "fr"
    with pytest.raises(AttributeError):
        context.theme.type = "light"
    with pytest.raises(TypeError):
        context.cookies["a"] = "b"
    with pytest.raises(AttributeError):
        context.nope = 1


def test_before_a_browser_nothing_is_known(run: Run) -> None:
    names = ("ip_address", "is_embedded", "locale", "timezone", "timezone_offset", "url")
    assert [getattr(st.context, name) for name in names] == [None] * 6
    assert (st.context.theme.type, dict(st.context.headers), dict(st.context.cookies)) == (None, {}, {})


def test_the_same_as_in_streamlit(parity: Parity) -> None:
    names = ("is_embedded", "locale", "timezone", "timezone_offset", "url", "theme.type", "headers.to_dict()")
    calls = [
        f"st.context.{name}" for name in (*names, "headers.get('host')", "headers.get_all('host')", "cookies.to_dict()")
    ]
    calls += [
        "st.context['locale']",
        "st.context['nope']",
        "st.context.nope",
        "'url' in st.context",
        "'ip' in st.context",
    ]
    calls += ["len(st.context)", "list(st.context)", "st.context.headers['host']", "setattr(st.context, 'url', 1)"]
    calls += ["st.context.theme.nope", "st.context[3]", "3 in st.context", "st.context.get('url')"]
    assert parity.calls("\n".join(calls))["st.context.locale"] == "NoneType None"


def test_it_can_be_written(run: Run) -> None:
    app = AppTest.from_string("import jupyterlit as st; st.write(st.context.headers); st.write(st.context.theme)").run()
    assert [json.value for json in app.json] == ["{}", '{"type": null}']


@pytest.mark.parametrize(
    ("url", "page", "wanted", "seen"),
    [
        ("http://a.b/", "", "", "http://a.b"),
        ("http://a.b/?x=1", "", "two", "http://a.b/two"),
        ("http://a.b/app/two?x=1", "two", "", "http://a.b/app"),
        ("http://a.b/app/two/", "two", "drei vier", "http://a.b/app/drei%20vier"),
        ("http://a.b/app/%C3%A4", "\u00e4", "\u00e4", "http://a.b/app/%C3%A4"),
        ("http://a.b/lab/tree/a.ipynb", None, "two", "http://a.b/lab/tree/a.ipynb"),
    ],
)
def test_the_address_is_that_of_the_page_that_runs(
    run: Run, url: str, page: str | None, wanted: str, seen: str
) -> None:
    run.context.info = {"url": url, "page": page}
    run.context.pages.wanted = wanted
    assert st.context.url == seen
