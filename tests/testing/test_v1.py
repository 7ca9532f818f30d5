"""Authors import AppTest from where Streamlit has it."""

from jupyterlit import errors
from jupyterlit.testing import app_test, v1


def test_app_test_is_public() -> None:
    assert v1.__all__ == ["AppTest", "AppTestError"]
    assert v1.AppTest is app_test.AppTest
    assert v1.AppTestError is errors.AppTestError
