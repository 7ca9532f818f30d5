"""JupyterLit: what an administrator can set, `c.JupyterLit.…`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from traitlets import Bool, Enum, Float, Int, List, TraitError, TraitType, Unicode, validate
from traitlets import Set as SetTrait
from traitlets.config import Configurable

from jupyterlit.server.capacity import kernels_for_machine, read_size
from jupyterlit.server.trusted_proxies import Proxies

_AT_GATEWAY = 9_000_000  # bytes of a session that a gateway's kernel can be given


class KernelCount(TraitType[Any, Any]):
    """A number of kernels, or "auto"."""

    info_text = 'a number of kernels from 1 on, or "auto"'

    def validate(self, obj: Any, value: Any) -> int | str:
        """Return the value if it is one."""
        if value == "auto" or (isinstance(value, int) and not isinstance(value, bool) and value >= 1):
            return value
        self.error(obj, value)
        raise AssertionError  # pragma: no cover; `error` raises

    def from_string(self, s: str) -> int | str:
        """Return what the command line says."""
        return int(s) if s.isdigit() else s


class Size(TraitType[Any, Any]):
    """A number of bytes; may be written as 2GB or 512MiB."""

    info_text = "a size such as 2GB or 512MiB, or a number of bytes"

    def validate(self, obj: Any, value: Any) -> int:
        """Return the value if it is one."""
        try:
            return read_size(str(value))
        except ValueError as error:
            raise TraitError(f"The {self.name!r} of {type(obj).__name__} is no size. {error}") from error

    def from_string(self, s: str) -> str:
        """Return what the command line says."""
        return s


class JupyterLit(Configurable):
    """Options of the server that hosts apps."""

    kernels = KernelCount(
        1,
        help="Kernels per app; its sessions are spread over them. 'auto' for as many as this machine, or its "
        "container, has cores and memory for.",
    ).tag(config=True)
    kernel_memory = Size(
        0,
        help="Memory that a kernel may hold, such as 2GB; 0 for any. One that holds more gets no new sessions: a fresh "
        "one takes its place, and its sessions go on there with what they had, each when its script rests.",
    ).tag(config=True)
    isolate = Bool(
        False, help="Give each session a kernel of its own, which ends with the session. `kernels` says nothing then."
    ).tag(config=True)
    warm = Int(1, min=0, help="With `isolate`: kernels that are kept ready, set up, for those who come next.").tag(
        config=True
    )
    drain_timeout = Float(
        600.0,
        min=0,
        help="Seconds for which a script may go on in a kernel that is to end, because the set-up cells have changed "
        "or it holds too much memory; after that its session goes on elsewhere as it is.",
    ).tag(config=True)
    kernel_name = Unicode(
        "",
        help="Kernel to run apps with. By default the one a notebook names, or this environment's Python.",
    ).tag(config=True)
    gateway_url = Unicode(
        "",
        help="Server that kernels run at, such as http://gateway:8888: a Jupyter Enterprise Gateway, a Kernel Gateway "
        "or another Jupyter server. What lets this one in there, and its certificates, are options of GatewayClient, "
        "as everywhere in Jupyter; JUPYTER_GATEWAY_URL and its like in the environment count, too.",
    ).tag(config=True)
    toolbar = Enum(
        ("auto", "developer", "viewer", "minimal"),
        "auto",
        help="Whom the menu of a page is for: developers can clear caches; minimal is only what the app's author has "
        "put into it. By default developers are those whose browser runs on the server's machine.",
    ).tag(config=True)
    session_timeout = Float(
        600.0, min=0, help="Seconds for which a kernel keeps a session after its browser has gone."
    ).tag(config=True)
    session_store = Unicode(
        "",
        help="Where sessions are kept, to be there again when a kernel has died or the server is started again: "
        "sqlite (the default of jupyter lit serve: a file for each app in Jupyter's data folder), sqlite:///FILE, "
        "redis://HOST:PORT/0 for several servers, or memory (the default in a running Jupyter server).",
    ).tag(config=True)
    session_key = Unicode(
        "",
        help="Secret with which stored sessions are signed; several servers of one store need the same. Better given "
        "as JUPYTERLIT_SESSION_KEY in the environment. By default one is made, in a file beside the sessions.",
    ).tag(config=True)
    session_ttl = Float(
        86400.0,
        min=0,
        help="Seconds for which the store keeps what a session had after its browser has gone; with 0 no longer than "
        "the kernel does (session_timeout).",
    ).tag(config=True)
    session_size = Int(
        20_000_000,
        min=10_000,
        help="Bytes that are stored of a session; larger values are left out. Of one in a gateway's kernel it is never "
        "more than 9 MB: those take messages of 10 MB.",
    ).tag(config=True)
    session_store_size = Int(
        2_000_000_000,
        min=100_000,
        help="Bytes of all sessions in the store: the oldest are forgotten. Redis has its own limit, maxmemory.",
    ).tag(config=True)
    idle_timeout = Float(
        0.0,
        min=0,
        help="Seconds without a click or a key after which a browser is disconnected, until its reader loads the page "
        "again; 0 for never.",
    ).tag(config=True)
    max_sessions = Int(
        1000,
        min=1,
        help="Sessions this server keeps at most; of several servers each counts its own. Who comes when it is full, "
        "of people who are there, waits in line.",
    ).tag(config=True)
    max_sessions_per_kernel = Int(0, min=0, help="Sessions that a kernel has at most; 0 for any number.").tag(
        config=True
    )
    gallery_title = Unicode("Apps", help="Headline of the page that shows all apps, where there are several.").tag(
        config=True
    )
    hidden_apps = List(Unicode(), help="Names of apps that this page does not show; their addresses work.").tag(
        config=True
    )
    keep_warm = Bool(
        False,
        help="Where there are several apps: start the kernels of all with the server, and keep them. By default those "
        "of an app are started for its first visitor and end some time after the last one has gone.",
    ).tag(config=True)
    max_message_size = Int(10_000_000, min=1000, help="Bytes a browser may send in one message.").tag(config=True)
    nodelay = Bool(
        True,
        help="Send the frames of kernel websockets at once, for cells, the panel and all ipywidgets of this server. "
        "Otherwise small ones wait some 40 ms for one another.",
    ).tag(config=True)
    compress = Bool(
        False, help="Compress messages: worth it where the network is slow and the server is not busy."
    ).tag(config=True)
    max_pages = Int(
        50, min=0, help="Pages that one visitor, a browser with its cookie, has connected at most; 0 for any number."
    ).tag(config=True)
    max_connections = Int(
        500,
        min=0,
        help="Connections from one address at most; 0 for any number. It is not counted from this machine, where a "
        "proxy may be that all visitors come through.",
    ).tag(config=True)
    session_rate = Float(
        120.0,
        min=0,
        help="New sessions per minute from one address, or one IPv6 network of a site; who comes when there are more "
        "comes in a little later by itself. 0 for any number; they are not counted from this machine.",
    ).tag(config=True)
    message_rate = Float(
        100.0, min=1, help="Messages a browser may send per second; what comes faster waits in the network."
    ).tag(config=True)
    first_page = Float(
        600.0,
        min=0,
        help="Seconds for which new visitors see at once what others' first runs have drawn, until their own has: "
        "where two of them got the same, and the script has asked nothing about either. 0 for never.",
    ).tag(config=True)
    max_backlog = Int(
        32_000_000,
        min=1,
        help="Bytes kept for a browser that reads slowly; it skips to the newest state of its page after that.",
    ).tag(config=True)
    proxy_user_header = Unicode(
        "",
        help="Header in which a proxy in front names the visitor, such as X-Forwarded-User (oauth2-proxy), Remote-User "
        "(Authelia), Cf-Access-Authenticated-User-Email (Cloudflare Access) or X-MS-CLIENT-PRINCIPAL-NAME (Azure). "
        "Nobody else is let in then. It counts from trusted proxies only.",
    ).tag(config=True)
    proxy_email_header = Unicode(
        "", help="Header with the visitor's e-mail address, such as X-Forwarded-Email or Remote-Email."
    ).tag(config=True)
    proxy_groups_header = Unicode(
        "",
        help="Header with the visitor's groups, which are their roles, such as X-Forwarded-Groups or Remote-Groups.",
    ).tag(config=True)
    trusted_proxies = Proxies(
        (),
        help="Addresses and networks of the proxies in front, such as 10.0.0.0/8: what they say of a visitor's name, "
        "address, scheme and host is believed. By default none are, with proxy_user_header those of this machine.",
    ).tag(config=True)
    identity_interval = Float(
        60.0,
        min=0.1,
        help="Seconds between looks at whether those who have a page open may still have it: after logging out, say.",
    ).tag(config=True)

    admins = SetTrait(
        Unicode(),
        help="Who has the role 'admin': names as JupyterHub or a proxy gives them, e-mail addresses that a login has "
        "verified, or oidc:ISSUER#SUBJECT.",
    ).tag(config=True)
    cookie_days = Float(
        30.0,
        min=0.001,
        help="Days for which a browser, and who has logged in there, is known again. A visit after half of them "
        "makes them start anew.",
    ).tag(config=True)
    roles_claim = Unicode(
        "",
        help="The claim of a login that lists the roles of a visitor, such as realm_access.roles; by default both "
        "roles and groups.",
    ).tag(config=True)

    @validate("gateway_url")
    def _check_gateway(self, proposal: Mapping[str, Any]) -> str:
        url: str = proposal["value"]
        if url and not url.startswith(("http://", "https://")):
            raise TraitError(f"gateway_url={url!r} is no address. Give one such as http://gateway:8888.")
        return url

    @property
    def at_gateway(self) -> bool:
        """Whether kernels run at a gateway, by our options or by Jupyter's own."""
        config: Any = self.config  # it has no types
        section = config.get("GatewayClient", {})
        return bool(self.gateway_url or section.get("url") or os.environ.get("JUPYTER_GATEWAY_URL"))

    def stored_size(self) -> int:
        """Return how many bytes are stored of a session: no more than a kernel can be given back."""
        return min(self.session_size, _AT_GATEWAY) if self.at_gateway else self.session_size

    def kernel_count(self) -> int:
        """Return how many kernels an app has."""
        return kernels_for_machine() if self.kernels == "auto" else self.kernels
