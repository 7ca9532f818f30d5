"""Paths that lead elsewhere."""

from __future__ import annotations

import pytest
from tornado.httputil import HTTPServerRequest, RequestStartLine

from jupyterlit.server.web.odd_paths import OddPath
from tests.server.conftest import Jupyter


@pytest.mark.parametrize(
    ("path", "odd"),
    [
        ("/", False), ("/page", False), ("/lit/app/a.py/page", False), ("/a//b", False), ("/a%5cb", False),
        ("//a", True), ("/\\a", True), ("/a\\b", True), ("/a/\\", True), ("/\t/a", True), ("/a\x7f", True),
        ("/%ff", True), ("/%c0%ae", True), ("/%e2%82%ac", False), ("/\u00e9", True),
    ],
)  # fmt: skip
def test_which_paths_are_odd(path: str, odd: bool) -> None:
    matched = OddPath().match(HTTPServerRequest(start_line=RequestStartLine("GET", path, "HTTP/1.0")))
    assert matched == ({} if odd else None)


async def test_nobody_is_redirected_by_them(served: Jupyter) -> None:
    client = served.client()
    assert (await client.get("//elsewhere.example/")).code == 404
    assert (await client.get("/\\elsewhere.example/")).code == 404
