"""Widgets of others between real visitors: each reaches those on their own page, and the scripts that draw them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.integration.server import Page, serving
from tests.server.client import write_text

SCRIPT = """import ipyleaflet, ipywidgets
import jupyterlit as st
text = st.widget(ipywidgets.Text("nobody"), key="name")
st.text(f"name {text.value}")
st.widget(lambda: ipyleaflet.Map(), key="map")
"""


def models_of(page: Page) -> list[str]:
    return [element["model"] for _, element in sorted(page.elements.items()) if "model" in element]


async def ask(page: Page, model: str) -> dict[str, Any]:
    await page.send({"type": "model_request", "request": 1, "model": model})
    return await page.read("model_state")


async def change(page: Page, model: str, content: dict[str, Any]) -> None:
    message = {"type": "model_change", "id": "c", "model": model, "method": "update", "content": content}
    await page.send(message)
    await page.read("model_took")


async def test_visitors_reach_the_widgets_of_their_own_page_and_no_others(tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", SCRIPT)
    async with serving(tmp_path / "app.py", "--public") as server:
        clients = server.client(), server.client()
        ada, bob = [await Page.open(client, "app") for client in clients]
        mine, theirs = models_of(ada)[0], models_of(bob)[0]
        assert mine != theirs
        assert mine in (await ask(ada, mine))["states"]
        assert (await ask(bob, mine))["error"] == "This widget is no longer on the page."
        await change(bob, mine, {"value": "Bob"})
        await change(bob, theirs, {"style": f"IPY_MODEL_{mine}"})
        assert (await ask(ada, mine))["states"][mine]["value"] == "nobody"
        await change(ada, mine, {"value": "Ada"})
        assert (await ask(ada, mine))["states"][mine]["value"] == "Ada"
        assert (await ask(bob, theirs))["states"][theirs]["value"] == "nobody"

        drawn = models_of(ada)[1]
        (folder,) = (await ask(ada, drawn))["folders"].values()
        place = ada.socket.welcome["media"].replace("/media/", "/component/") + folder["id"]
        script = await clients[0].get(f"{place}/nbextensions/jupyter-leaflet/index.js")
        assert (script.code, script.headers["Content-Type"]) == (200, "text/javascript")
        assert (await clients[1].get(f"{place}/nbextensions/jupyter-leaflet/index.js")).code == 404
        for path in (
            "index.js",
            "nbextensions/ipydatagrid/index.js",
            "nbextensions/jupyter-leaflet/../anywidget/index.js",
        ):
            assert (await clients[0].get(f"{place}/{path}")).code == 404, path
