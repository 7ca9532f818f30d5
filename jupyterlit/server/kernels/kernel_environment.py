"""What kernels are told of the server's environment: all but what lets somebody into the server, or sign for it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

# Jupyter's, JupyterHub's, its proxy's, the gateways', and ours; `server.cookieSecret` is an option of Streamlit's.
_SECRET = re.compile(
    r"(?:JUPYTER|JUPYTERHUB|JUPYTERLIT|JPY|CONFIGPROXY|JG|KG|EG)_(?:\w*_)?(?:TOKEN|SECRET|KEY|PASSWORD)S?"
    r"|STREAMLIT_SERVER_COOKIE_SECRET"
)


def environment_for_kernels(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the variables that a kernel inherits: an app's code, and whatever it imports, can read them.

    Parameters
    ----------
    environment
        The server's; that of this process by default.

    Examples
    --------
    >>> environment_for_kernels({"JUPYTER_TOKEN": "s3cret", "DATABASE_PASSWORD": "the app's own", "HOME": "/home/ada"})
    {'DATABASE_PASSWORD': "the app's own", 'HOME': '/home/ada'}
    """
    given = os.environ if environment is None else environment
    return {name: value for name, value in given.items() if not _SECRET.fullmatch(name)}
