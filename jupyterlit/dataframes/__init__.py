"""Anything table-like → Arrow."""
