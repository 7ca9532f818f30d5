"""JupyterLit: what an administrator can set, `c.JupyterLit.…`."""

from __future__ import annotations

from traitlets import Bool, Enum, Float, Int, Unicode
from traitlets.config import Configurable


class JupyterLit(Configurable):
    """Options of the server that hosts apps."""

    kernels = Int(1, min=1, help="Kernels per app; its sessions are spread over them.").tag(config=True)
    kernel_name = Unicode(
        "",
        help="Kernel to run apps with. By default the one a notebook names, or this environment's Python.",
    ).tag(config=True)
    toolbar = Enum(
        ("auto", "developer", "viewer", "minimal"),
        "auto",
        help="Whom the menu of a page is for: developers can clear caches; minimal is only what the app's author has "
        "put into it. By default developers are those whose browser runs on the server's machine.",
    ).tag(config=True)
    session_timeout = Float(600.0, min=0, help="Seconds for which a session is kept after its browser has gone.").tag(
        config=True
    )
    max_sessions = Int(1000, min=1, help="Sessions this server keeps at most.").tag(config=True)
    max_message_size = Int(10_000_000, min=1000, help="Bytes a browser may send in one message.").tag(config=True)
    nodelay = Bool(
        True,
        help="Send the frames of kernel websockets at once, for cells, the panel and all ipywidgets of this server. "
        "Otherwise small ones wait some 40 ms for one another.",
    ).tag(config=True)
    compress = Bool(
        False, help="Compress messages: worth it where the network is slow and the server is not busy."
    ).tag(config=True)
    message_rate = Float(
        100.0, min=1, help="Messages a browser may send per second; what comes faster waits in the network."
    ).tag(config=True)
    max_backlog = Int(
        32_000_000,
        min=1,
        help="Bytes kept for a browser that reads slowly; it skips to the newest state of its page after that.",
    ).tag(config=True)
