from __future__ import annotations

import pytest

from jupyterlit.errors import InvalidValue
from jupyterlit.server.web.admins import Tokens, same


def test_kernels_do_not_inherit_the_tokens() -> None:
    admin, metrics = "a" * 16, "m" * 16
    environment = {"JUPYTERLIT_ADMIN_TOKEN": f" {admin} ", "JUPYTERLIT_METRICS_TOKEN": metrics, "HOME": "/"}
    assert Tokens.take(environment) == Tokens(admin, metrics)
    assert environment == {"HOME": "/"}
    assert Tokens.take(environment) == Tokens()


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"^JUPYTERLIT_ADMIN_TOKEN has 15 characters\. Take at least 16 "):
        Tokens.take({"JUPYTERLIT_ADMIN_TOKEN": "a" * 15})


def test_tokens_are_compared_as_they_are() -> None:
    assert [same("é", "é"), same("", "a"), same("a", "a ")] == [True, False, False]
