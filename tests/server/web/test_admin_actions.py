from __future__ import annotations

import pytest

from jupyterlit.server.runtime import Runtime
from jupyterlit.server.web.admin_actions import Actions, Unknown
from jupyterlit.server.web.health import readiness
from tests.server.client import until
from tests.server.conftest import Jupyter, fake_kernel


async def test_a_killed_kernel_is_renewed(runtime: Runtime) -> None:
    kernel = fake_kernel(runtime)
    await Actions(runtime, "ann").act("kernels", kernel.id, "kill")
    assert kernel.renewed == 1


async def test_sessions_of_a_drained_kernel_go_on_in_a_fresh_one(served: Jupyter, runtime: Runtime) -> None:
    client = served.client()
    await client.get("/")
    socket = await client.session()
    old = fake_kernel(runtime)
    await until(lambda: old.fake.opened)
    old.fake.holds[socket.id] = (b"plain", b"pickled")
    await Actions(runtime, "ann").act("kernels", old.id, "drain")
    await until(lambda: runtime.home is not None and old not in runtime.home.pool.kernels)
    assert fake_kernel(runtime).sessions == {socket.id}
    assert socket.connection.close_code is None


async def test_a_restarted_app_has_fresh_kernels_and_those_that_failed_try_again(runtime: Runtime) -> None:
    assert runtime.home is not None
    before = fake_kernel(runtime)
    await Actions(runtime, "ann").act("apps", runtime.home.key, "restart")
    await until(lambda: runtime.home is not None and before not in runtime.home.pool.kernels)
    kernel = fake_kernel(runtime)
    kernel.fail()
    await Actions(runtime, "ann").act("apps", runtime.home.key, "restart")
    assert kernel.renewed == 1


async def test_a_drained_server_keeps_who_is_there_and_lets_nobody_in(served: Jupyter, runtime: Runtime) -> None:
    client = served.client()
    await client.get("/")
    here = await client.session()
    await Actions(runtime, "ann").act("server", "", "drain")
    assert readiness(runtime) == "draining"
    assert (await client.get("/ready")).code == 503
    other = await client.connect("/lit/ws/book")
    await other.write('{"session": null}')
    code, reason = await other.closed()
    sentence = "This server is about to be stopped and takes nobody in. The page goes on by itself when another does."
    assert (code, reason) == (1013, sentence)
    here.abandon()
    await until(lambda: not runtime.attached)
    assert (await client.session(session=here.id)).id == here.id
    await Actions(runtime, "ann").act("server", "", "resume")
    assert readiness(runtime) == "ready"
    assert (await client.session()).id != here.id


async def test_an_ended_session_leaves_nothing(served: Jupyter, runtime: Runtime) -> None:
    client = served.client()
    await client.get("/")
    here, away = await client.session(), await client.session()
    away.connection.close()
    await until(lambda: len(runtime.attached) == 1)
    for socket in (here, away):
        record = await runtime.sessions.get(socket.id)
        assert record is not None
        await Actions(runtime, "ann").act("sessions", record.handle, "end")
        assert await runtime.sessions.get(socket.id) is None
    await here.closed()
    assert fake_kernel(runtime).sessions == set()
    assert await runtime.sessions.count() == 0


@pytest.mark.parametrize(
    ("kind", "name", "deed"),
    [
        ("kernels", "x", "kill"),
        ("apps", "x", "restart"),
        ("sessions", "x", "end"),
        ("server", "", "kill"),
        ("x", "", ""),
    ],
)
async def test_what_is_not_there_cannot_be_acted_on(runtime: Runtime, kind: str, name: str, deed: str) -> None:
    with pytest.raises(Unknown):
        await Actions(runtime, "ann").act(kind, name, deed)
