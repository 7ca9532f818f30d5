from __future__ import annotations

import socket
from typing import Any

import pytest
from jupyter_client.manager import KernelManager
from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.httpclient import HTTPClientError
from traitlets.config import Config

from tests.server.conftest import StartJupyter

TOKEN = {"Authorization": "token letmein"}


class Connection(BaseKernelWebsocketConnection):
    """Tells the browser, instead of connecting it with a kernel, whether the socket waits."""

    async def connect(self) -> None:
        connection: Any = self.websocket_handler.ws_connection
        at_once = connection.stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        self.websocket_handler.write_message("at once" if at_once else "later")

    def disconnect(self) -> None: ...  # pyright: ignore[reportIncompatibleMethodOverride]


def _no_kernel(id: str) -> KernelManager:
    return KernelManager()


@pytest.mark.parametrize(("wanted", "answer"), [({}, "at once"), ({"JupyterLit": {"nodelay": False}}, "later")])
async def test_frames_of_kernels_leave_at_once_unless_that_is_turned_off(
    start_jupyter: StartJupyter, monkeypatch: pytest.MonkeyPatch, wanted: dict[str, Any], answer: str
) -> None:
    jupyter = await start_jupyter(kernel_websocket_connection_class=Connection, config=Config(wanted))
    monkeypatch.setattr(jupyter.app.kernel_manager, "get_kernel", _no_kernel)
    path = "/api/kernels/00000000-0000-0000-0000-000000000000/channels?session_id=one"
    browser = await jupyter.client().connect(path, **TOKEN)
    assert await browser.connection.read_message() == answer
    with pytest.raises(HTTPClientError, match="403"):
        await jupyter.client().connect(path)
    jupyter.leave()


async def test_the_class_is_configured_by_the_name_it_had(start_jupyter: StartJupyter) -> None:
    jupyter = await start_jupyter(config=Config({"ZMQChannelsWebsocketConnection": {"limit_rate": False}}))
    taken = jupyter.app.web_app.settings["kernel_websocket_connection_class"]
    assert taken is not ZMQChannelsWebsocketConnection
    assert taken(config=jupyter.app.config).limit_rate is False
