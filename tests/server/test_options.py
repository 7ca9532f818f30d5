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
