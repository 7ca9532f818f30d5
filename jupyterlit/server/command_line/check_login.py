"""What keeps readers from logging in, found before one tries."""

from __future__ import annotations

import importlib.util
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from jupyterlit.config.sources import Settings
from jupyterlit.errors import StreamlitAuthError, StreamlitSecretNotFoundError
from jupyterlit.secrets.auth import CALLBACK, Auth, auth_in, is_guarded
from jupyterlit.secrets.files import places_of, read_all, stamp_of
from jupyterlit.server.command_line.check_access import is_local
from jupyterlit.server.command_line.finding import Finding
from jupyterlit.server.identity.oidc import OidcClient, OidcFailed

_PORTS = {"http": 80, "https": 443}


async def check_login(folder: Path, settings: Settings, *, ip: str, address: str) -> AsyncIterator[Finding]:
    """Look at the [auth] of an app's secrets, and ask its providers what they say of themselves.

    Parameters
    ----------
    folder
        Where the app is.
    settings
        Its options.
    ip
        Where the server listens.
    address
        What the server calls itself: scheme, port and base URL count.
    """
    places = places_of(folder, settings)
    try:
        auth = auth_in(read_all(places)) if stamp_of(places) else None
    except (StreamlitAuthError, StreamlitSecretNotFoundError) as error:
        yield Finding("error", str(error))
        return
    if auth is None:
        return
    if not _has_library():
        text = "st.login needs joserfc, which this environment does not have: pip install 'jupyterlit[auth]'."
        yield Finding("error", text)
    for finding in _check_redirect(auth.redirect_uri, ip, address):
        yield finding
    if not auth.names:
        yield Finding("error", "st.login: [auth] in secrets.toml names no provider. Give it client_id and the like.")
    for name in auth.names:
        yield await _check_provider(auth, name)


def _has_library() -> bool:
    return importlib.util.find_spec("joserfc") is not None


def _check_redirect(redirect: str, ip: str, address: str) -> Iterator[Finding]:
    """Look at whether a provider sends readers back to this server."""
    there, here = urlsplit(redirect), urlsplit(address)
    paths = [f"{here.path}{between}{CALLBACK}" for between in ("", "lit/")]
    if there.path not in paths:
        text = f"redirect_uri={redirect!r} is not below the base URL {here.path}: its path must be {paths[0]}."
        yield Finding("error", f"st.login: {text}")
    if not is_local(there.hostname or ""):
        if not is_guarded(redirect):
            text = "is not https://: who listens on the way can be anybody. Give a certificate, or a proxy with TLS."
            yield Finding("error", f"st.login: redirect_uri={redirect!r} {text}")
        return
    if not is_local(ip):
        text = "sends readers back to their own machines. Write the address that they know this server by."
        yield Finding("warning", f"st.login: redirect_uri={redirect!r} {text}")
    wanted = there.scheme, there.port or _PORTS[there.scheme]
    if here.port and wanted != (here.scheme, here.port):
        text = f"is not where this server is, {here.scheme}://…:{here.port}. Change it, or --port."
        yield Finding("warning", f"st.login: redirect_uri={redirect!r} {text}")


async def _check_provider(auth: Auth, name: str) -> Finding:
    section = f"[auth.{name}]" if name else "[auth]"
    try:
        provider = auth.provider(name or None)
        found = await OidcClient(provider).metadata()
    except StreamlitAuthError as error:
        return Finding("error", str(error))
    except OidcFailed as error:
        text = f"st.login: {error.detail}. Check server_metadata_url of {section}, and whether this machine gets there."
        return Finding("error", text)
    return Finding("ok", f"Readers can log in at {found.issuer}; it has to know {auth.redirect_uri}.")
