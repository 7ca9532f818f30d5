"""Widgets of ipywidgets and anywidget that scripts make: they speak to the pages of their app, not to the notebook."""

from __future__ import annotations

from typing import Any, cast

import comm as comms

from jupyterlit.compat.widget_output import claim_output
from jupyterlit.run_context import current, in_run
from jupyterlit.state.model_comm import ModelComm
from jupyterlit.state.session_models import SessionModels

_TARGET = "jupyter.widget"
_OUTPUT = "@jupyter-widgets/output"


def _is_output(data: Any) -> bool:
    """Tell whether an Output widget of ipywidgets is made: its class is there then."""
    state: Any = cast("dict[str, Any]", data).get("state") if isinstance(data, dict) else None
    return isinstance(state, dict) and cast("dict[str, Any]", state).get("_model_module") == _OUTPUT


def claim_comms() -> None:
    """Give widgets that are made in runs comms of their own; the `comm` package means `create_comm` to be replaced."""
    before: Any = comms.create_comm
    if hasattr(before, "before_apps"):
        return

    def create_comm(*args: Any, **kwargs: Any) -> Any:
        if kwargs.get("target_name") == _TARGET and _is_output(kwargs.get("data")):
            claim_output()
        if kwargs.get("target_name") != _TARGET or not in_run():
            return before(*args, **kwargs)
        made = ModelComm(kwargs.get("comm_id"))
        current().session_state.part(SessionModels).born(made)
        return made

    vars(create_comm)["before_apps"] = before
    comms.create_comm = create_comm
