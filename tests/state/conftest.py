"""What tests of elements use is of use here too."""

from tests.elements.conftest import parity

__all__ = ["parity"]
