"""Custom components: pages within the page, and parts of the page, that authors and packages bring along."""

from jupyterlit.components import v1, v2

__all__ = ["v1", "v2"]
