"""What a proxy in front says: who asks, from where, and under which address. Only a trusted one is believed.

A header is worth as much as whoever has sent it. The one address that cannot be made up is that of the TCP peer, so
that alone decides; what `X-Forwarded-For` says of hops further away never does.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from tornado.httputil import HTTPHeaders, HTTPServerRequest, split_host_and_port
from tornado.web import HTTPError

from jupyterlit.server.identity.identity import Identity
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.trusted_proxies import Address, Networks, read_networks

_LOOPBACK = read_networks("127.0.0.0/8, ::1/128")
_LONGEST = 320  # characters of an e-mail address
_LONGEST_LIST = 8192
_SEPARATORS = re.compile(r"[,|]")  # Authelia and oauth2-proxy write commas between groups, authentik bars
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_EXTENDED = re.compile(r"utf-8'[a-z0-9-]*'((?:[a-z0-9!#$&+.^_`|~-]|%[0-9a-f]{2})+)", re.IGNORECASE)  # RFC 8187
_SCHEMES = {"http": "http", "https": "https", "ws": "http", "wss": "https"}  # Traefik says ws of websockets


def trusts(options: JupyterLit, request: HTTPServerRequest) -> bool:
    """Tell whether a request has come straight from a proxy that is believed."""
    networks: Networks = options.trusted_proxies or (_LOOPBACK if options.proxy_user_header else ())
    return bool(networks) and _is_in(networks, _peer(request))


def proxy_identity(options: JupyterLit, request: HTTPServerRequest) -> Identity | None:
    """Return who asks, as the proxy says it; None where it says nothing, or nobody is to be asked.

    Raises
    ------
    HTTPError
        A header that names the visitor cannot be what a proxy has written: it is there twice, empty, too long, or holds
        characters that a name has not.
    """
    if not options.proxy_user_header or not trusts(options, request):
        return None
    user = _one(request.headers, options.proxy_user_header)
    if user is None:
        return None
    claims: dict[str, Any] = {"name": user, "preferred_username": user}
    email = _one(request.headers, options.proxy_email_header)
    if email is None and "@" in user:
        email = user
    if email is not None:
        claims["email"] = email
    roles: list[str] = []
    if options.proxy_groups_header:
        roles = claims["groups"] = _several(request.headers, options.proxy_groups_header)
    return Identity(user=f"proxy:{user}", claims=claims, roles=frozenset(roles))


def heed(options: JupyterLit, request: HTTPServerRequest) -> None:
    """Let a request say what it said when it came to the trusted proxy: its visitor's address, scheme and host."""
    if not trusts(options, request):
        return
    headers = request.headers
    networks: Networks = options.trusted_proxies or _LOOPBACK
    chain = _chain(networks, headers)
    if chain:
        request.remote_ip = str(chain[-1])
    if scheme := _SCHEMES.get(_first(headers, "X-Forwarded-Proto", len(chain)).lower()):
        request.protocol = scheme
    host = _first(headers, "X-Forwarded-Host", len(chain))
    if _HOST.fullmatch(host):
        request.host = headers["Host"] = host
        request.host_name = split_host_and_port(host.lower())[0]


def unbelieved(options: JupyterLit, request: HTTPServerRequest) -> frozenset[str]:
    """Return the headers of a request, in lower case, that name its visitor and that nobody trusted has written."""
    if trusts(options, request):
        return frozenset()
    named = (options.proxy_user_header, options.proxy_email_header, options.proxy_groups_header)
    return frozenset(name.lower() for name in named if name)


def _peer(request: HTTPServerRequest) -> Address | None:
    """Return the address at the other end of the connection; None where that is no network's."""
    context: Any = getattr(request.connection, "context", None)  # tornado says nothing of its type
    match getattr(context, "address", None):
        case (str(text), *_):
            return _read_address(text)
        case _:  # a socket of the file system
            return None


def _read_address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address  # as a socket for both kinds has it


def _is_in(networks: Networks, address: Address | None) -> bool:
    return address is not None and any(address in network for network in networks)


def _chain(networks: Networks, headers: HTTPHeaders) -> list[Address]:
    """Return from whom each trusted proxy has had the request, the nearest proxy's word first.

    The last is the visitor, the nearest to us that is no trusted proxy: what stands beyond anybody can have written.
    """
    chain: list[Address] = []
    for text in reversed(",".join(headers.get_list("X-Forwarded-For")).split(",")):
        address = _read_address(_without_port(text.strip()))
        if address is None:
            break
        chain.append(address)
        if not _is_in(networks, address):
            break
    return chain


def _without_port(text: str) -> str:
    """Return an address without the port that Azure and others write after it."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def _first(headers: HTTPHeaders, name: str, proxies: int) -> str:
    """Return what the first of so many proxies has written, where each has added its word to the others'."""
    words = ",".join(headers.get_list(name)).split(",")
    return words[-min(max(proxies, 1), len(words))].strip()


def _one(headers: HTTPHeaders, name: str) -> str | None:
    """Return the only value of a header, None where it is missing."""
    found = headers.get_list(name) if name else []
    if not found:
        return None
    text = _readable(found, name, _LONGEST)
    if "," in found[0]:  # what servers make of two headers of a name
        raise _refusal(name, "has several values")
    return text


def _several(headers: HTTPHeaders, name: str) -> list[str]:
    """Return the groups in a header: none where it is missing or empty."""
    found = headers.get_list(name)
    if not found or found == [""]:
        return []
    text = _readable(found, name, _LONGEST_LIST)
    return list(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))


def _readable(found: list[str], name: str, longest: int) -> str:
    if len(found) > 1:
        raise _refusal(name, "is there more than once")
    try:
        extended = _EXTENDED.fullmatch(found[0])
        # Tornado reads bytes, proxies write UTF-8.
        text = (unquote_to_bytes(extended[1]) if extended else found[0].encode("latin-1")).decode()
    except UnicodeError:
        raise _refusal(name, "is not UTF-8") from None
    if not text.strip():
        raise _refusal(name, "is empty")
    if len(text) > longest:
        raise _refusal(name, f"has more than {longest} characters")
    # Two names that look alike must not be two users, nor one that an app's database takes for another.
    if text != text.strip() or unicodedata.normalize("NFKC", text) != text or any(_odd(text)):
        raise _refusal(name, "holds characters that names do not have")
    return text


def _odd(text: str) -> Iterator[bool]:
    """Yield for each character whether it is a control, a format, or another that nobody sees."""
    return (unicodedata.category(character)[0] == "C" or character in "\u2028\u2029" for character in text)


def _refusal(name: str, what: str) -> HTTPError:
    return HTTPError(403, f"The header {name} {what}: the proxy in front must send its own, and no one else's.")
