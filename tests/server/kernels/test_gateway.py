"""A gateway's REST interface, played by a server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from jupyter_server.gateway.gateway_client import GatewayClient

from jupyterlit.server.kernels.gateway import Gateway, NotLetIn, Specs, kernel_variables
from jupyterlit.server.kernels.kernel_link import KernelGone
from jupyterlit.server.kernels.kernel_process import NotNow
from tests.server.client import until
from tests.server.far_kernel import KERNEL, FarKernel, far_kernel


@pytest.fixture
async def kernel() -> AsyncIterator[FarKernel]:
    async with far_kernel() as kernel:
        kernel.token = "letmein"
        yield kernel


def gateway(kernel: FarKernel, **traits: Any) -> Gateway:
    client: Any = GatewayClient(**{"url": kernel.url, "auth_token": "letmein", **traits})
    return Gateway(client)


async def test_kernels_are_started_found_and_ended(kernel: FarKernel) -> None:
    there = gateway(kernel)
    assert await there.specs() == Specs("lit", {"lit": {}, "other": {}})
    assert await there.start("lit", {"KERNEL_USERNAME": "ann"}) == KERNEL
    assert kernel.started == [{"name": "lit", "env": {"KERNEL_USERNAME": "ann"}}]
    assert await there.has(KERNEL)
    await there.end(KERNEL)
    assert kernel.ended == [KERNEL]
    kernel.there = False
    assert not await there.has(KERNEL)
    await there.end(KERNEL)


async def test_a_kernel_that_nobody_waits_for_any_more_is_not_left_behind(kernel: FarKernel) -> None:
    starting = asyncio.create_task(gateway(kernel).start("lit", {}))
    await asyncio.sleep(0.02)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert (len(kernel.started), kernel.ended) == (1, [KERNEL])


async def test_a_wrong_token_is_named_and_not_told(kernel: FarKernel) -> None:
    there = gateway(kernel, auth_token="wrong-secret")
    with pytest.raises(NotLetIn) as error:
        await there.specs()
    assert str(error.value) == (
        f"The gateway {kernel.url} does not let this server in (401). Give its token as JUPYTER_GATEWAY_AUTH_TOKEN in "
        "the environment, or as c.GatewayClient.auth_token."
    )


async def test_a_gateway_without_room_is_asked_again(kernel: FarKernel) -> None:
    kernel.refusal = (403, "Resource Limit")
    with pytest.raises(NotNow, match=r"answers: Resource Limit \(403\)\.$"):
        await gateway(kernel).start("lit", {})


async def test_a_gateway_that_is_away_is_named_without_its_password(kernel: FarKernel) -> None:
    assert kernel.http is not None
    kernel.http.stop()
    there = gateway(kernel, url=kernel.url.replace("//", "//ann:hunter22@"))
    assert there.url == kernel.url
    with pytest.raises(NotNow) as error:
        await there.specs()
    assert str(error.value) == (
        f"The gateway {kernel.url} does not answer: Connection refused. Start it, or correct --gateway-url."
    )


async def test_what_is_no_gateway_is_named(kernel: FarKernel) -> None:
    with pytest.raises(NotNow, match=rf"What answers at {kernel.url} is no gateway\. Correct --gateway-url\."):
        await gateway(kernel, kernelspecs_endpoint="/welcome").specs()
    with pytest.raises(NotNow, match=r"answers: Not Found \(404\)\.$"):
        await gateway(kernel, kernelspecs_endpoint="/nowhere").specs()


async def test_a_websocket_is_opened_for_a_session(kernel: FarKernel) -> None:
    frames: list[str | bytes | None] = []
    connection = await gateway(kernel).dial(KERNEL, "s1", frames.append)
    kernel.say("stream", {"text": "hello"})
    await until(lambda: frames)
    assert (kernel.sessions, connection.selected_subprotocol) == (["s1"], "v1.kernel.websocket.jupyter.org")
    connection.close()
    await until(lambda: frames[-1] is None)


async def test_a_websocket_that_cannot_be_opened_says_why(kernel: FarKernel) -> None:
    there = gateway(kernel)
    with pytest.raises(NotNow, match="401"):
        await gateway(kernel, auth_token="wrong").dial(KERNEL, "s", lambda frame: None)
    kernel.there = False
    with pytest.raises(KernelGone):
        await there.dial(KERNEL, "s", lambda frame: None)
    assert kernel.http is not None
    kernel.http.stop()
    with pytest.raises(NotNow, match="does not answer"):
        await there.dial(KERNEL, "s", lambda frame: None)


def test_a_kernel_gets_what_its_administrator_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNEL_USERNAME", "ann")
    monkeypatch.setenv("AWS_REGION", "eu")
    monkeypatch.setenv("AWS_SECRET", "hunter22")
    monkeypatch.delenv("KERNEL_WORKING_DIR", raising=False)
    told = kernel_variables("/apps", "AWS_REGION, MISSING")
    assert told["KERNEL_WORKING_DIR"] == "/apps"
    assert (told["KERNEL_USERNAME"], told["AWS_REGION"]) == ("ann", "eu")
    assert "AWS_SECRET" not in told
