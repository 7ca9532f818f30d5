"""Options: their values, as Python and as texts."""

import math

import pytest

from jupyterlit.config.options import OPTIONS, REFUSED, Option
from jupyterlit.errors import InvalidType, InvalidValue


def test_no_option_is_both_known_and_refused() -> None:
    assert not OPTIONS.keys() & REFUSED.keys()


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_every_option_takes_its_default_and_says_what_it_does(option: Option) -> None:
    assert option.default == () or option.check(option.default) == option.default
    assert option.help.endswith(".")


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("server.enableCORS", "STREAMLIT_SERVER_ENABLE_CORS"),
        ("theme.light.sidebar.primaryColor", "STREAMLIT_THEME_LIGHT_SIDEBAR_PRIMARY_COLOR"),
        (
            "runner.cacheBackgroundRefreshTTLMultiplier",
            "STREAMLIT_RUNNER_CACHE_BACKGROUND_REFRESH_TTL_MULTIPLIER",
        ),
    ],
)
def test_variables_are_named_as_streamlit_names_them(name: str, variable: str) -> None:
    assert OPTIONS[name].variable == variable


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("server.port", "80", 80),
        ("runner.fastReruns", "No", False),
        ("client.showErrorDetails", "TYPE", "type"),
        ("client.showErrorDetails", "false", False),
        ("server.corsAllowedOrigins", "https://a.b https://c.d", ["https://a.b", "https://c.d"]),
        ("server.folderWatchList", '["/a, b"]', ["/a, b"]),
        ("theme.headingFontSizes", '["3rem"]', ["3rem"]),
        ("theme.primaryColor", "red", "red"),
        ("runner.cacheBackgroundRefreshTTLMultiplier", "2.5", 2.5),
    ],
)
def test_texts_stand_for_values(name: str, text: str, value: object) -> None:
    read = OPTIONS[name].parse(text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("name", "value", "error", "says"),
    [
        ("server.port", "eighty", InvalidType, "whole number"),
        ("server.port", True, InvalidType, "whole number"),
        ("server.port", -1, InvalidValue, "0 or more"),
        ("server.port", math.pi, InvalidType, "whole number"),
        ("runner.fastReruns", 1, InvalidType, "True or False"),
        ("client.toolbarMode", "all", InvalidValue, "'auto' or 'developer'"),
        ("client.showErrorDetails", 1, InvalidValue, "'full' or"),
        ("theme.primaryColor", 3, InvalidType, "a text"),
        ("server.folderWatchList", ["a", 1], InvalidType, "list of texts"),
        ("server.maxUploadSize", None, InvalidType, "whole number"),
    ],
)
def test_what_is_no_value_is_refused_by_name(name: str, value: object, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        OPTIONS[name].check(value)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"), [("server.port", "http"), ("runner.fastReruns", "maybe"), ("theme.fontFaces", "[{")]
)
def test_texts_that_stand_for_nothing_are_refused(name: str, text: str) -> None:
    with pytest.raises((InvalidType, InvalidValue), match=name):
        OPTIONS[name].parse(text)


def test_an_unset_option_stays_unset() -> None:
    assert OPTIONS["theme.primaryColor"].check(None) is None
