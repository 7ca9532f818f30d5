"""Commands that steer a session are tried in one, and those that read secrets in a folder that has some."""

from tests.elements.conftest import parity
from tests.execution.conftest import manager, visit
from tests.secrets.conftest import secrets_folder

__all__ = ["manager", "parity", "secrets_folder", "visit"]
