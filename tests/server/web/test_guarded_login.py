from __future__ import annotations

from traitlets.config import Config

from jupyterlit.server.guesses import Guesses
from jupyterlit.server.limits import network_of
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.guarded_login import GuardedLogin
from tests.server.client import Client
from tests.server.conftest import Jupyter, StartJupyter


async def try_password(client: Client, password: str) -> int:
    await client.get("/login")
    body = f"password={password}&_xsrf={client.cookies['_xsrf']}".encode()
    return (await client.send("/login", body, method="POST")).code


async def test_passwords_cannot_be_tried_out(start_jupyter: StartJupyter, runtime: Runtime) -> None:
    config = Config()
    config.IdentityProvider.login_handler_class = GuardedLogin
    jupyter: Jupyter = await start_jupyter(config)
    jupyter.extension.mount(runtime)
    now = [0.0]
    runtime.limits.guesses = Guesses(network_of, runtime.counts, lambda: now[0])
    for _ in range(10):
        assert await try_password(jupyter.client(), "wrong") == 401
    assert await try_password(jupyter.client(), "letmein") == 429
    now[0] += 10
    assert await try_password(jupyter.client(), "letmein") == 302
    assert runtime.counts["logins_failed"] == 10
