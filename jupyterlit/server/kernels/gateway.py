"""Gateway: a server elsewhere that has kernels: a Jupyter Enterprise Gateway, a Kernel Gateway, a Jupyter server."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketError, websocket_connect

from jupyterlit.server.kernels.kernel_frames import V1
from jupyterlit.server.kernels.kernel_link import KernelGone
from jupyterlit.server.kernels.kernel_process import NotNow

_PING_SECONDS = 10.0  # how soon a network is noticed that is silently gone
_LARGEST = 512 * 2**20  # bytes of a message of a kernel's
_CLOSED_DOOR = (401, 403)


class NotLetIn(Exception):
    """The gateway does not let this server in."""


class Specs(msgspec.Struct):
    """The kernels that a gateway can start."""

    default: str = ""
    kernelspecs: dict[str, Any] = {}


class _Model(msgspec.Struct):
    id: str


class _Reason(msgspec.Struct):
    reason: str | None = None
    message: str | None = None


class Gateway:
    """The kernels of another server, by its REST interface.

    Jupyter Server's own client is asked for the address and for what lets us in, and for nothing else.

    Parameters
    ----------
    client
        A `jupyter_server.gateway.gateway_client.GatewayClient`.

    Attributes
    ----------
    url
        Its address, without the secrets that may stand in it.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        parts = urlsplit(str(client.url))
        self.url: str = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    async def specs(self) -> Specs:
        """Return the kernels that it can start.

        Raises
        ------
        NotNow, NotLetIn
            It does not say.
        """
        return await self._fetch("GET", self._client.kernelspecs_endpoint, Specs)

    async def start(self, name: str, environment: Mapping[str, str]) -> str:
        """Start a kernel; return its id.

        A kernel that has been asked for is not left behind, also if nobody waits for it any more.

        Raises
        ------
        NotNow, NotLetIn
            There is none.
        """
        body = {"name": name, "env": environment}
        starting = asyncio.create_task(self._fetch("POST", self._client.kernels_endpoint, _Model, body))
        try:
            return (await asyncio.shield(starting)).id
        except asyncio.CancelledError:
            await asyncio.wait([starting])
            if starting.exception() is None:
                await self.end(starting.result().id)
            raise

    async def has(self, id: str) -> bool:
        """Tell whether it has a kernel.

        Raises
        ------
        NotNow, NotLetIn
            It does not say.
        """
        try:
            await self._fetch("GET", f"{self._client.kernels_endpoint}/{id}", _Model)
        except KernelGone:
            return False
        return True

    async def end(self, id: str) -> None:
        """End a kernel; one that is not there is no error.

        Raises
        ------
        NotNow, NotLetIn
            It may be there still.
        """
        with contextlib.suppress(KernelGone):
            await self._fetch("DELETE", f"{self._client.kernels_endpoint}/{id}")

    async def dial(
        self, id: str, session: str, on_frame: Callable[[str | bytes | None], None]
    ) -> WebSocketClientConnection:
        """Open a websocket to a kernel, for a session of messages.

        Raises
        ------
        KernelGone
            There is no such kernel.
        NotNow
            It cannot be reached at present.
        """
        url = f"{self._client.ws_url}{self._client.kernels_endpoint}/{id}/channels?session_id={session}"
        try:
            return await websocket_connect(
                HTTPRequest(url, **self._access()),
                on_message_callback=on_frame,
                ping_interval=_PING_SECONDS,
                ping_timeout=_PING_SECONDS,
                max_message_size=_LARGEST,
                subprotocols=[V1],
            )
        except HTTPClientError as error:
            if error.code == 404:
                raise KernelGone("The gateway does not have it any more.") from error
            raise self._not_now(error) from error
        except (OSError, WebSocketError) as error:
            raise self._not_now(error) from error

    def _access(self) -> dict[str, Any]:
        """Return what lets a request in."""
        access: dict[str, Any] = self._client.load_connection_args()
        if self._client.ca_certs:  # which its own client forgets where there is no certificate of ours
            access["ca_certs"] = self._client.ca_certs
        return access

    async def _fetch(self, method: str, path: str, kind: Any = None, body: object = None) -> Any:
        request = HTTPRequest(
            f"{self._client.url}{path}",
            method=method,
            body=None if body is None else msgspec.json.encode(body),
            **self._access(),
        )
        try:
            response = await AsyncHTTPClient().fetch(request)
            self._client.update_cookies(response.headers)
            return None if kind is None else msgspec.json.decode(response.body, type=kind)
        except HTTPClientError as error:
            reason = _reason(error)
            if error.code == 404 and path.startswith(f"{self._client.kernels_endpoint}/"):
                raise KernelGone("The gateway does not have it any more.") from error
            if error.code in _CLOSED_DOOR and (method == "GET" or not reason):  # else it lets us in, and not do this
                raise NotLetIn(
                    f"The gateway {self.url} does not let this server in ({error.code}). Give its token as "
                    "JUPYTER_GATEWAY_AUTH_TOKEN in the environment, or as c.GatewayClient.auth_token."
                ) from error
            raise self._not_now(error, reason) from error
        except (OSError, msgspec.MsgspecError) as error:
            raise self._not_now(error) from error

    def _not_now(self, error: Exception, reason: str = "") -> NotNow:
        """Return what is to be told of an error that may pass."""
        if isinstance(error, HTTPClientError) and error.code != 599:
            return NotNow(f"The gateway {self.url} answers: {reason or error.message} ({error.code}).")
        if isinstance(error, msgspec.MsgspecError):
            return NotNow(f"What answers at {self.url} is no gateway. Correct --gateway-url.")
        what = (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")
        return NotNow(f"The gateway {self.url} does not answer: {what}. Start it, or correct --gateway-url.")


def _reason(error: HTTPClientError) -> str:
    """Return what a gateway says itself of an error."""
    try:
        said = msgspec.json.decode(error.response.body if error.response else b"", type=_Reason)
    except msgspec.MsgspecError:
        return ""
    return (said.message or said.reason or "")[:200]


def kernel_variables(folder: str, allowed: str) -> dict[str, str]:
    """Return the environment that a gateway is asked to start a kernel with.

    Parameters
    ----------
    folder
        The app's.
    allowed
        Names of variables, parted by commas, that are passed on beside those that begin with KERNEL_.
    """
    names = {name.strip() for name in allowed.split(",")}
    told = {name: value for name, value in os.environ.items() if name.startswith("KERNEL_") or name in names}
    return {"KERNEL_WORKING_DIR": folder, **told}
