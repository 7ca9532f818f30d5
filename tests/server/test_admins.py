from __future__ import annotations

from jupyterlit.server.admins import Tokens, same


def test_kernels_do_not_inherit_the_tokens() -> None:
    environment = {"JUPYTERLIT_ADMIN_TOKEN": " a ", "JUPYTERLIT_METRICS_TOKEN": "m", "HOME": "/"}
    assert Tokens.take(environment) == Tokens("a", "m")
    assert environment == {"HOME": "/"}
    assert Tokens.take(environment) == Tokens()


def test_tokens_are_compared_as_they_are() -> None:
    assert [same("é", "é"), same("", "a"), same("a", "a ")] == [True, False, False]
