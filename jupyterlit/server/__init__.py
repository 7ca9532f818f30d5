"""Inside Jupyter Server."""
