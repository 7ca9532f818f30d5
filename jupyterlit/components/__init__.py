"""Custom components: pages within the page that authors and packages bring along."""

from jupyterlit.components import v1

__all__ = ["v1"]
