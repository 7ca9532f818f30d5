from __future__ import annotations

from jupyterlit.server.runtime import Runtime
from tests.server.conftest import Jupyter, StartJupyter


async def test_pages_of_the_servers_own_use_nothing_and_apps_what_they_do(served: Jupyter) -> None:
    client = served.client()
    own, app = await client.get("/nowhere"), await client.get("/")
    assert own.headers["Permissions-Policy"].startswith("camera=()")
    assert "Permissions-Policy" not in app.headers
    for answer in (own, app):
        assert (answer.headers["Referrer-Policy"], answer.headers["Server"]) == ("same-origin", "jupyterlit")


async def test_an_administrators_headers_have_precedence(start_jupyter: StartJupyter, runtime: Runtime) -> None:
    given = {"Permissions-Policy": "camera=()", "Server": "Apache"}
    jupyter = await start_jupyter(tornado_settings={"headers": given})
    jupyter.extension.mount(runtime)
    for path in ("/", "/nowhere"):
        answer = await jupyter.client().get(path)
        assert {name: answer.headers[name] for name in given} == given
