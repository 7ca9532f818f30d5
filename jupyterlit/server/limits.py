"""How much one visitor, and one address, may take of a server that others share."""

from __future__ import annotations

import ipaddress
import time
from collections import Counter, OrderedDict
from typing import Any
from weakref import WeakSet

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream

from jupyterlit.server.attachment import LATER, Refused, Visitor
from jupyterlit.server.guesses import Guesses
from jupyterlit.server.options import JupyterLit

LARGEST_BODY = 1_000_000  # bytes of a request that is no upload: what it sends is in memory before anybody looks
LARGEST_PIECE = 20_000_000  # bytes of one request of an upload, of which little is in memory at a time
_HEADER_SECONDS = 60.0  # for a request's first lines, and between two requests of one connection
_BODY_SECONDS = 600.0
_ADDRESSES = 10_000  # of which it is known how many sessions they have begun
_MINUTE = 60.0
_TOO_MANY_PAGES = "You have too many pages of this server open. Close some of them."
_TOO_FAST = "Too many people have come from your network in this minute. The page goes on by itself."


class Limits:
    """Counts what visitors take.

    An address of this machine is nobody's in particular: all visitors have it where a proxy stands before the server
    and is not named as one.

    Parameters
    ----------
    options
        What the administrator has set.
    counts
        Where it is counted how many sessions were `limited`.

    Attributes
    ----------
    guesses
        Tokens and passwords that were wrong.
    """

    def __init__(self, options: JupyterLit, counts: Counter[str]) -> None:
        self._options = options
        self._counts = counts
        self._pages: Counter[str] = Counter()
        self.guesses = Guesses(network_of, counts)
        self._begun: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def open_page(self, visitor: Visitor) -> str:
        """Note that a visitor's page is connected; return what `close_page` is to be told.

        Raises
        ------
        Refused
            They have too many.
        """
        who = visitor.id or network_of(visitor.ip)
        if who and self._options.max_pages and self._pages[who] >= self._options.max_pages:
            self._counts["limited"] += 1
            raise Refused(LATER, _TOO_MANY_PAGES)
        self._pages[who] += 1
        return who

    def close_page(self, who: str) -> None:
        """Note that a page is not connected any more."""
        self._pages[who] -= 1
        if self._pages[who] <= 0:
            del self._pages[who]

    def begin_session(self, visitor: Visitor) -> None:
        """Note that a visitor gets a new session; raise `Refused` where too many have come from their network."""
        network, rate = network_of(visitor.ip), self._options.session_rate
        if not network or not rate:
            return
        now = time.monotonic()
        left, at = self._begun.pop(network, (rate, now))
        left = min(rate, left + (now - at) * rate / _MINUTE)
        self._begun[network] = (max(0.0, left - 1), now)
        if len(self._begun) > _ADDRESSES:
            self._begun.popitem(last=False)
        if left < 1:
            self._begun[network] = (left, now)
            self._counts["limited"] += 1
            raise Refused(LATER, _TOO_FAST)


def network_of(ip: str) -> str:
    """Return what stands for somebody at an address: that, or the part of it that one holder of IPv6 has as they like.

    Examples
    --------
    >>> network_of("203.0.113.9"), network_of("2001:db8:1:2:3:4:5:6"), network_of("127.0.0.1"), network_of("")
    ('203.0.113.9', '2001:db8:1:2::/64', '', '')
    """
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:  # a socket of this machine has none
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    address = mapped or address
    if str(address) in ("127.0.0.1", "::1"):
        return ""
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))


class GuardedServer(HTTPServer):
    """Tornado's server, which waits for no request for ever and takes no large one that nobody has asked for.

    Parameters
    ----------
    app
        What answers requests.
    options
        What the administrator has set.
    counts
        Where it is counted how many connections were `limited`.
    arguments
        More of tornado's.
    """

    def initialize(self, app: Any, options: JupyterLit, counts: Counter[str], **arguments: Any) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Begin without connections; called by tornado."""
        self._options = options
        self._counts = counts
        self._streams: OrderedDict[str, WeakSet[IOStream]] = OrderedDict()
        super().initialize(
            app,
            max_body_size=LARGEST_BODY,
            max_buffer_size=max(2 * LARGEST_BODY, options.max_message_size + LARGEST_BODY),
            max_header_size=65_536,
            idle_connection_timeout=_HEADER_SECONDS,
            body_timeout=_BODY_SECONDS,
            **arguments,
        )

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Take a connection, unless its network has too many."""
        network = network_of(str(address[0])) if address else ""
        if network and self._options.max_connections:
            streams = self._streams.setdefault(network, WeakSet())
            # Those that are closed go by themselves, a little later.
            if len(streams) >= self._options.max_connections:
                self._streams[network] = streams = WeakSet(each for each in streams if not each.closed())
            if len(streams) >= self._options.max_connections:
                self._counts["limited"] += 1
                stream.close()
                return
            streams.add(stream)
            self._streams.move_to_end(network)
            if len(self._streams) > _ADDRESSES:
                self._streams.popitem(last=False)
        super().handle_stream(stream, address)  # pyright: ignore[reportUnknownMemberType]: tornado's
