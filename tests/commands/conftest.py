"""Commands that steer a session are tried in one."""

from tests.elements.conftest import parity
from tests.execution.conftest import manager, visit

__all__ = ["manager", "parity", "visit"]
