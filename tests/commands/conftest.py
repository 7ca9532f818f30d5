"""Commands that steer a session are tried in one."""

from tests.execution.conftest import manager, visit

__all__ = ["manager", "visit"]
