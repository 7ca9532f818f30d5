from __future__ import annotations

import pytest
from traitlets import TraitError
from traitlets.config import Config

from jupyterlit.server.capacity import kernels_for_machine
from jupyterlit.server.options import JupyterLit


def test_options_come_from_jupyters_configuration() -> None:
    options = JupyterLit(config=Config({"JupyterLit": {"kernels": 4, "session_timeout": 60}}))
    assert (options.kernels, options.session_timeout) == (4, 60.0)


def test_kernels_can_be_left_to_the_machine_and_sizes_be_written_as_usual() -> None:
    options = JupyterLit(config=Config({"JupyterLit": {"kernels": "auto", "kernel_memory": "2GB"}}))
    assert options.kernel_memory == 2_000_000_000
    assert options.kernel_count() == kernels_for_machine() >= 1
    assert JupyterLit(kernels=3).kernel_count() == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [("kernels", 0), ("kernels", "many"), ("kernel_memory", "much"), ("session_timeout", -1), ("max_sessions", 0)],
)
def test_values_that_cannot_work_are_refused(name: str, value: object) -> None:
    with pytest.raises(TraitError):
        JupyterLit(config=Config({"JupyterLit": {name: value}}))


def test_kernels_at_a_gateway_get_no_more_than_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTER_GATEWAY_URL", raising=False)
    assert (JupyterLit().at_gateway, JupyterLit().stored_size()) == (False, 20_000_000)
    by_jupyter = JupyterLit(config=Config({"GatewayClient": {"url": "http://gateway:8888"}}))
    for options in (JupyterLit(gateway_url="http://gateway:8888"), by_jupyter):
        assert (options.at_gateway, options.stored_size()) == (True, 9_000_000)
    assert JupyterLit(gateway_url="https://gateway", session_size=50_000).stored_size() == 50_000
    with pytest.raises(TraitError, match="gateway_url='gateway:8888' is no address"):
        JupyterLit(gateway_url="gateway:8888")
