"""Widgets that runs make have comms of their own; all others have those of the notebook."""

from __future__ import annotations

import contextvars

import comm
import ipywidgets

from jupyterlit.compat.widget_comms import claim_comms
from jupyterlit.state.model_comm import ModelComm
from tests.conftest import Run


def test_widgets_of_runs_and_of_the_notebook(run: Run) -> None:
    claim_comms()
    claimed = comm.create_comm
    claim_comms()
    assert comm.create_comm is claimed
    slider = ipywidgets.IntSlider()
    assert isinstance(slider.comm, ModelComm)
    assert slider.model_id not in comm.get_comm_manager().comms
    assert not isinstance(comm.create_comm(target_name="another"), ModelComm)
    outside = contextvars.Context().run(ipywidgets.IntSlider)
    assert not isinstance(outside.comm, ModelComm)
    outside.close()
