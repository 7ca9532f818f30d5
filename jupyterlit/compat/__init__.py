"""Streamlit's names where they differ from ours."""
