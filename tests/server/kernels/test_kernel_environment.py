"""The environment of kernels."""

from __future__ import annotations

import pytest

from jupyterlit.server.kernels.kernel_environment import environment_for_kernels


@pytest.mark.parametrize(
    "name",
    [
        "JUPYTER_TOKEN", "JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN", "JUPYTERHUB_CRYPT_KEY", "CONFIGPROXY_AUTH_TOKEN",
        "JUPYTERLIT_SESSION_KEY", "JUPYTERLIT_ADMIN_TOKEN", "JUPYTER_GATEWAY_AUTH_TOKEN",
        "KG_AUTH_TOKEN", "EG_AUTH_TOKEN", "STREAMLIT_SERVER_COOKIE_SECRET", "JUPYTERLIT_METRICS_TOKEN",
    ],
)  # fmt: skip
def test_what_lets_somebody_into_the_server_stays_there(name: str) -> None:
    assert environment_for_kernels({name: "s3cret", "PATH": "/bin"}) == {"PATH": "/bin"}


@pytest.mark.parametrize(
    "name",
    ["AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY", "JUPYTER_PATH", "JUPYTERHUB_USER", "STREAMLIT_SERVER_PORT"],
)
def test_the_apps_own_is_handed_on(name: str) -> None:
    assert environment_for_kernels({name: "1"}) == {name: "1"}


def test_it_is_this_processs_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_TOKEN", "s3cret")
    monkeypatch.setenv("GREETING", "hello")
    environment = environment_for_kernels()
    assert environment["GREETING"] == "hello"
    assert "JUPYTER_TOKEN" not in environment
