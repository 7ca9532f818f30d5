"""The empty page for HTML in frames."""

from __future__ import annotations

from tests.server.conftest import Jupyter


async def test_the_page_is_apart_from_everything(served: Jupyter) -> None:
    answer = await served.client().get("/lit/frame")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts ")
    assert "allow-same-origin" not in policy
    assert policy.endswith("; frame-ancestors 'self'")
    assert "event.source !== parent" in answer.body.decode()


async def test_it_sets_no_cookie(served: Jupyter) -> None:
    assert "Set-Cookie" not in (await served.client().get("/lit/frame")).headers
