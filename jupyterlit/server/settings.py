"""Streamlit's options where they concern the server: flags, and what Jupyter Server calls the same."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyterlit.config.options import OPTIONS, REFUSED
from jupyterlit.config.sources import LAUNCH_FOLDER, Settings, folders_of
from jupyterlit.errors import InvalidValue
from jupyterlit.server.options import JupyterLit

_SECTIONS = {name.partition(".")[0] for name in (*OPTIONS, *REFUSED)}
_FLAG = re.compile(rf"--({'|'.join(sorted(_SECTIONS))})\.([\w.]+)(?:=(.*))?", re.DOTALL)
_MEGABYTE = 1_000_000


def take_flags(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Part options of Streamlit, as in `--server.port 80`, from the other arguments of a command line.

    A flag that is true or false may stand without a value. Of several values of an option that takes a list, all count.

    Raises
    ------
    InvalidValue
        A flag has no value.
    """
    rest: list[str] = []
    flags: dict[str, str] = {}
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            rest += [argument, *waiting]
            break
        found = _FLAG.fullmatch(argument)
        if found is None:
            rest.append(argument)
            continue
        name, value = f"{found[1]}.{found[2]}", found[3]
        option = OPTIONS.get(name)
        if value is None and option is not None and option.kind == "bool":
            value = waiting.pop(0) if waiting and waiting[0].lower() in ("true", "false") else "true"
        elif value is None:
            if not waiting or waiting[0].startswith("--"):
                raise InvalidValue(f"--{name} has no value. Write --{name} VALUE.")
            value = waiting.pop(0)
        several = option is not None and option.kind == "texts" and name in flags
        flags[name] = f"{flags[name]} {value}" if several else value
    return rest, flags


def settings_of(folder: Path, flags: Mapping[str, str] | None = None, launched: Path | None = None) -> Settings:
    """Return the options of an app in a folder.

    The server fetches no theme from the network: the app's kernel does.

    Raises
    ------
    InvalidType, InvalidValue
        A flag is none.
    """
    return Settings(folders_of(folder, launched), os.environ, flags, fetch=False)


def environment_of(flags: Mapping[str, str], launched: Path, toolbar: str) -> dict[str, str]:
    """Return the variables by which an app's kernels have the options that the server has been started with."""
    variables = {OPTIONS[name].variable: text for name, text in flags.items() if name in OPTIONS}
    if toolbar != "auto":
        variables[OPTIONS["client.toolbarMode"].variable] = toolbar
    return {**variables, LAUNCH_FOLDER: str(launched)}


def obey(options: JupyterLit, settings: Settings, chosen: Mapping[str, Any]) -> None:
    """Let our own options be what Streamlit's say, save those that the administrator has `chosen`."""
    if settings.source("server.disconnectedSessionTTL") and "session_timeout" not in chosen:
        options.session_timeout = settings.get("server.disconnectedSessionTTL")
    if settings.source("server.maxMessageSize") and "max_message_size" not in chosen:
        options.max_message_size = settings.get("server.maxMessageSize") * _MEGABYTE
    if settings.source("server.enableWebsocketCompression") and "compress" not in chosen:
        options.compress = settings.get("server.enableWebsocketCompression")


def jupyter_options(settings: Settings) -> dict[str, Any]:
    """Return what Streamlit's options are for Jupyter Server; nothing for those that are as usual."""
    options: dict[str, Any] = {}
    if secret := settings.get("server.cookieSecret"):
        options["cookie_secret"] = str(secret).encode()
    certificate, key = settings.get("server.sslCertFile"), settings.get("server.sslKeyFile")
    if (certificate is None) != (key is None):
        raise InvalidValue("server.sslCertFile and server.sslKeyFile belong together. Give both, or neither.")
    if certificate:
        options |= {"certfile": certificate, "keyfile": key}
    origins: list[str] = settings.get("server.corsAllowedOrigins")
    if not settings.get("server.enableCORS"):
        options["allow_origin"] = "*"
    elif origins:
        options["allow_origin_pat"] = "|".join(f"^{re.escape(origin.rstrip('/'))}$" for origin in origins)
    if not settings.get("server.enableXsrfProtection"):
        options["disable_check_xsrf"] = True
    hosts: list[str] = settings.get("server.allowedHosts")
    if hosts and "*" not in hosts:
        if patterns := [host for host in hosts if "*" in host]:
            raise InvalidValue(f"server.allowedHosts: {patterns[0]!r} is a pattern. Name the hosts one by one.")
        options |= {"allow_remote_access": False, "local_hostnames": ["localhost", *hosts]}
    if seconds := settings.get("server.websocketPingInterval"):
        options["tornado_settings"] = {"websocket_ping_interval": seconds}
    return options
