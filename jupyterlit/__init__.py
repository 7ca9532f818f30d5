"""Streamlit's programming model, native in Jupyter: `import jupyterlit as st`."""

from jupyterlit.delta_generator import DeltaGenerator, main, sidebar

__all__ = ["DeltaGenerator", "sidebar"]

text = main.text
