"""Widgets of ipywidgets and anywidget that scripts make: they speak to the pages of their app, not to the notebook."""

from __future__ import annotations

from typing import Any

import comm as comms

from jupyterlit.run_context import current, in_run
from jupyterlit.state.model_comm import ModelComm
from jupyterlit.state.session_models import SessionModels

_TARGET = "jupyter.widget"


def claim_comms() -> None:
    """Give widgets that are made in runs comms of their own; the `comm` package means `create_comm` to be replaced."""
    before: Any = comms.create_comm
    if hasattr(before, "before_apps"):
        return

    def create_comm(*args: Any, **kwargs: Any) -> Any:
        if kwargs.get("target_name") != _TARGET or not in_run():
            return before(*args, **kwargs)
        made = ModelComm(kwargs.get("comm_id"))
        current().session_state.part(SessionModels).born(made)
        return made

    vars(create_comm)["before_apps"] = before
    comms.create_comm = create_comm
