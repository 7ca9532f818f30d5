"""The block that shows a task."""

from __future__ import annotations

from typing import Literal

from jupyterlit.protocol.base import BlockElement

TaskState = Literal["waiting", "running", "done", "failed", "cancelled"]


class TaskBlock(BlockElement, tag="task"):
    """What a task has drawn; with a frame also its name, its state and how far it has come, from 0 to 1."""

    task: str
    label: str
    state: TaskState
    progress: float | None = None
    text: str = ""
    framed: bool = True
