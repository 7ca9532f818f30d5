"""st.get_option and st.set_option."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest

import jupyterlit as st
from jupyterlit.config.sources import Settings
from jupyterlit.errors import InvalidType, InvalidValue, StreamlitAPIException

Options = Callable[[str], Settings]


def test_options_are_those_of_the_folder(options: Options) -> None:
    options('[theme]\nprimaryColor = "red"\n[server]\nport = 9')
    assert st.get_option("theme.primaryColor") == "red"
    assert st.get_option("server.port") == 9
    assert st.get_option("server.maxUploadSize") == 200


def test_what_is_set_has_precedence(options: Options) -> None:
    options('[theme]\nprimaryColor = "red"')
    st.set_option("theme.primaryColor", "blue")
    assert st.get_option("theme.primaryColor") == "blue"
    st.set_option("theme.primaryColor", None)
    assert st.get_option("theme.primaryColor") is None


def test_wrong_keys_and_values_are_refused(options: Options) -> None:
    options("")
    with pytest.raises(InvalidType, match=r"st\.get_option: key=3 is a int"):
        st.get_option(cast(Any, 3))
    with pytest.raises(InvalidType, match=r"st\.set_option: key=None"):
        st.set_option(cast(Any, None), 1)
    with pytest.raises(InvalidValue, match=r"Did you mean theme\.primaryColor\?"):
        st.get_option("theme.primaryColour")
    with pytest.raises(StreamlitAPIException, match="cannot be changed while apps run"):
        st.set_option("server.port", 1)
