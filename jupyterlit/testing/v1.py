"""Where authors import AppTest from."""

from jupyterlit.errors import AppTestError
from jupyterlit.testing.app_test import AppTest

__all__ = ["AppTest", "AppTestError"]
