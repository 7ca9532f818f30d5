"""Scripts are played here and under Streamlit."""

from tests.elements.conftest import parity

__all__ = ["parity"]
