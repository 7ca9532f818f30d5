"""What is wrong with a certificate: found by a handshake with oneself."""

from __future__ import annotations

import os
import ssl
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyterlit.server.command_line.finding import Finding

_DAY = 86_400
_SOON = 14  # days
_NOT_YET = 9  # OpenSSL's numbers of what may be wrong
_EXPIRED = 10


def check_certificate(certificate: str, key: str | None) -> Iterator[Finding]:
    """Look at a certificate and its key.

    Parameters
    ----------
    certificate, key
        Their files; the key may be in the certificate's.
    """
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        server.load_cert_chain(certificate, key or None, password=_no_password)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            yield Finding("error", f"The key {key} is not that of the certificate {certificate}.")
        else:
            yield Finding("error", f"{certificate} and {key or certificate} are not a certificate and its key, as PEM.")
        return
    except OSError as error:
        yield Finding("error", f"{error.filename or certificate} cannot be read: {error.strerror or error}.")
        return
    except _NeedsPassword:
        yield Finding("error", f"The key {key or certificate} is protected by a password: give one without.")
        return
    if os.name == "posix" and Path(key or certificate).stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield Finding("warning", f"The key {key or certificate} can be read by every user of this machine: chmod o-rw.")
    try:
        ends = ssl.cert_time_to_seconds(str(_shake_hands(server, certificate)["notAfter"]))
    except ssl.SSLCertVerificationError as error:
        yield Finding("error", _because(error, certificate))
        return
    days = int((ends - time.time()) / _DAY)
    if days < _SOON:
        yield Finding("warning", f"The certificate {certificate} expires in {days} days: renew it.")
    else:
        yield Finding("ok", f"The certificate is valid for {days} days.")


class _NeedsPassword(Exception):
    """A key cannot be read without one; nobody is asked."""


def _no_password() -> str:
    raise _NeedsPassword


def _because(error: ssl.SSLCertVerificationError, certificate: str) -> str:
    if error.verify_code == _EXPIRED:
        return f"The certificate {certificate} has expired: renew it."
    if error.verify_code == _NOT_YET:
        return f"The certificate {certificate} is not valid yet: is this machine's clock right?"
    return f"Browsers will not take the certificate {certificate}: {error.verify_message}."


def _shake_hands(server: ssl.SSLContext, certificate: str) -> dict[str, Any]:
    """Return what a browser that trusts a certificate is told in it."""
    browser = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    browser.check_hostname = False
    browser.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # whoever has issued it
    browser.load_verify_locations(certificate)
    to_server, to_browser = ssl.MemoryBIO(), ssl.MemoryBIO()
    here = server.wrap_bio(to_server, to_browser, server_side=True)
    there = browser.wrap_bio(to_browser, to_server)
    for _ in range(10):  # each turn takes the two a message further
        for side in (there, here):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return dict(there.getpeercert() or {})
