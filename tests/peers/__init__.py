"""Servers of others that tests of serving start, in environments of their own: `make peers` sets them up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = Path(sys.prefix) / "peers"


def gateway() -> Path:
    """Return the Python that has Jupyter Enterprise Gateway."""
    return _there(FOLDER / "gateway" / "bin" / "python")


def hub() -> Path:
    """Return the Python that has JupyterHub."""
    return _there(FOLDER / "hub" / "bin" / "python")


def node(package: str) -> Path:
    """Return the folder of a package of npm's: configurable-http-proxy or oidc-provider."""
    return _there(FOLDER / "node_modules" / package)


def environment() -> dict[str, str]:
    """Return the variables of a peer's process: this one's, without what would lead it to our packages."""
    own = ("PYTHONPATH", "VIRTUAL_ENV", "JUPYTER_PATH")
    path = os.pathsep.join([str(FOLDER / "node_modules" / ".bin"), os.environ.get("PATH", os.defpath)])
    return {name: value for name, value in os.environ.items() if name not in own} | {"PATH": path}


def _there(path: Path) -> Path:
    assert path.exists(), f"There is no {path}. Run `make peers`, which sets up the servers that these tests start."
    return path
