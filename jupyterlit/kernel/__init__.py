"""Inside an IPython kernel."""
