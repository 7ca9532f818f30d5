from __future__ import annotations

import pytest
from traitlets import TraitError
from traitlets.config import Config

from jupyterlit.server.options import JupyterLit


def test_options_come_from_jupyters_configuration() -> None:
    options = JupyterLit(config=Config({"JupyterLit": {"kernels": 4, "session_timeout": 60}}))
    assert (options.kernels, options.session_timeout) == (4, 60.0)


@pytest.mark.parametrize(("name", "value"), [("kernels", 0), ("session_timeout", -1), ("max_sessions", 0)])
def test_values_that_cannot_work_are_refused(name: str, value: int) -> None:
    with pytest.raises(TraitError):
        JupyterLit(config=Config({"JupyterLit": {name: value}}))
