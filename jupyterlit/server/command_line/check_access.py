"""Who can reach a deployment, and what they can do there that its administrator may not have meant."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator, Mapping
from typing import Any

from jupyterlit.config.sources import Settings
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.web.admins import ADMIN_VARIABLE, METRICS_VARIABLE, Tokens

_WIDE = 8  # bits of a network's prefix below which it is half the world


def check_access(*, public: bool, secured: bool, ip: str, tls: bool) -> Iterator[Finding]:
    """Look at who can reach the app.

    Parameters
    ----------
    public
        Whether everybody may visit it.
    secured
        Whether others need a token or a password, or are named by a proxy or a Hub.
    ip
        Where it listens.
    tls
        Whether what is sent is encrypted.
    """
    local = is_local(ip)
    if not public and not secured:
        text = "There is neither a token nor a password: say --public if everybody may visit."
        yield Finding("warning" if local else "error", text)
    if public and not local:
        yield Finding("warning", f"Everybody who reaches {ip or 'this machine'} can use the app, without a password.")
    if not tls and not local:
        yield Finding("warning", "What is sent is not encrypted: give a certificate, or put a proxy with TLS in front.")


def is_local(ip: str) -> bool:
    """Tell whether nobody but this machine reaches an address."""
    try:
        return ip == "localhost" or ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False


def check_strangers(
    *, ip: str, options: JupyterLit, settings: Settings, jupyter: Mapping[str, Any]
) -> Iterator[Finding]:
    """Look at what should not be so where everybody may visit.

    Parameters
    ----------
    ip
        Where the server listens; of what only this machine reaches nothing is said.
    options, settings
        What was chosen, of ours and of Streamlit's options.
    jupyter
        What Jupyter Server is told, files and flags of its own included.
    """
    if is_local(ip):
        return
    if jupyter.get("disable_check_xsrf"):
        text = "Other sites can act as a visitor: leave server.enableXsrfProtection on."
        yield Finding("error", text)
    if jupyter.get("allow_origin") == "*":
        text = "Pages of any site can use the app as its visitors: name the sites in server.corsAllowedOrigins."
        yield Finding("error", text)
    if options.toolbar == "developer":
        text = "Every visitor can clear the caches of all (--toolbar developer): leave it to auto, or take viewer."
        yield Finding("warning", text)
    if settings.get("client.showErrorDetails") in (True, "full"):
        text = "Visitors see where the app's code fails: client.showErrorDetails = 'type' in config.toml hides it."
        yield Finding("warning", text)
    if options.isolate and not options.kernel_memory:
        text = "One visitor can take all memory: with --isolate, say what a kernel may hold, --kernel-memory 2GB."
        yield Finding("warning", text)
    if not options.session_rate or not options.max_connections:
        name = "max_connections" if options.session_rate else "session_rate"
        text = f"One address can take all places (JupyterLit.{name} is 0): leave it as it is."
        yield Finding("warning", text)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield Finding("warning", "The app runs as root, and does what visitors ask of it: take a user of its own.")


def check_proxies(*, ip: str, options: JupyterLit) -> Iterator[Finding]:
    """Look at what proxies in front are believed."""
    if not options.proxy_user_header:
        if options.trusted_proxies:
            text = "Proxies are believed where visitors come from, not who they are: that takes --proxy-user-header."
            yield Finding("ok", text)
        for flag, name in (("email", options.proxy_email_header), ("groups", options.proxy_groups_header)):
            if name:
                yield Finding("warning", f"--proxy-{flag}-header says nothing without --proxy-user-header: give both.")
        return
    if not options.trusted_proxies:
        text = f"{options.proxy_user_header} is believed of proxies on this machine alone, and nobody else comes in"
        end = "." if is_local(ip) else ": name the others as --trusted-proxies, or take --ip 127.0.0.1."
        yield Finding("ok" if is_local(ip) else "warning", text + end)
    for network in options.trusted_proxies:
        if network.prefixlen < _WIDE:
            text = f"--trusted-proxies {network}: who comes from there can claim to be anybody. Name the proxies alone."
            yield Finding("error", text)


def check_admins(*, public: bool, options: JupyterLit, tokens: Tokens) -> Iterator[Finding]:
    """Look at who can look after the server.

    Parameters
    ----------
    public
        Whether everybody may visit it.
    options
        Who is named.
    tokens
        Those that let in an administrator.
    """
    if public and not options.admins and not (tokens.admin or tokens.metrics):
        yield Finding(
            "warning",
            "Nobody can see the admin page of this public server, or read its metrics: set "
            f"{ADMIN_VARIABLE} and {METRICS_VARIABLE}, or let people log in and name --admins.",
        )
