"""One file per kind of element: its message and its function."""
