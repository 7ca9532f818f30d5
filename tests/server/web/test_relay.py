from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import struct
import weakref
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClosedError
from traitlets.config import Config

from jupyterlit.protocol.codec import pack
from jupyterlit.server.app_source import read_app
from jupyterlit.server.options import JupyterLit
from jupyterlit.server.runtime import Runtime
from jupyterlit.server.storage.session_store import MemorySessionStore
from jupyterlit.server.web import relay
from jupyterlit.server.web.relay import Allowance, RelayHandler
from jupyterlit.server.web.visitors import VisitorMixin
from tests.server.client import Client, Socket, until, write_notebook
from tests.server.conftest import LOG, FakePool, Jupyter, StartJupyter, fake_kernel, frames


async def visitor(jupyter: Jupyter) -> Client:
    """Return a browser that has seen the page, whatever that showed."""
    client = jupyter.client()
    await client.get("/")
    return client


async def heard(runtime: Runtime, socket: Socket, count: int) -> list[list[bytes]]:
    """Return what the kernel has been sent by a session, when it is so much."""
    kernel = fake_kernel(runtime)
    await until(lambda: any(data["session"] == socket.id for data in kernel.fake.opened.values()))
    await until(lambda: len(list(frames(kernel, socket.id))) >= count)
    return list(frames(kernel, socket.id))


async def test_frames_go_both_ways_as_they_are(served: Jupyter, runtime: Runtime) -> None:
    socket = await (await visitor(served)).session()
    await socket.send(b'{"type":"attach"}', b"\x00\xff", b"")
    assert await heard(runtime, socket, 1) == [[b'{"type":"attach"}', b"\x00\xff", b""]]
    kernel = fake_kernel(runtime)
    kernel.fake.say(kernel.fake.comm_of(socket.id), b"json", b"x" * 50_000_000)
    assert [len(part) for part in await socket.receive()] == [4, 50_000_000]


async def test_the_welcome_names_session_and_app(served: Jupyter, runtime: Runtime) -> None:
    client = await visitor(served)
    socket = await client.session()
    media = socket.welcome["media"]
    assert media.startswith("/lit/media/")
    upload = media.replace("media", "upload")
    assert socket.welcome == {"session": socket.id, "app": "book", "media": media, "upload": upload}
    socket.connection.close()
    await until(lambda: fake_kernel(runtime).fake.ended)
    fake_kernel(runtime).id = "another"
    again = await client.session(session=socket.id)
    assert again.welcome == {
        "session": socket.id,
        "app": "book",
        "media": media,
        "upload": upload,
        "notice": "The app has been started again and begins anew.",
    }


async def test_nothing_is_left_of_a_socket_that_has_closed(served: Jupyter, runtime: Runtime) -> None:
    client = await visitor(served)
    gc.collect()
    gc.disable()
    try:
        sockets = [await client.session() for _ in range(3)]
        handlers = [weakref.ref(each) for each in gc.get_objects() if isinstance(each, RelayHandler)]
        assert len(handlers) == 3
        for socket in sockets:
            socket.connection.close()
        await until(lambda: not any(handler() for handler in handlers))
    finally:
        gc.enable()


async def test_who_has_to_wait_for_room_is_told_and_let_in(served: Jupyter, runtime: Runtime) -> None:
    runtime.options.max_sessions = 1
    first = await (await visitor(served)).session()
    second = await (await visitor(served)).connect("/lit/ws/book")
    await second.write('{"session": null}')
    await second.send(b'{"type":"attach"}')
    batch = json.loads((await second.receive())[0])
    assert batch["messages"][1] == {
        "type": "failed",
        "title": "There is no room at the moment",
        "message": "This app is used by as many people as it has room for. **You are next.**\n\n"
        "The page goes on by itself when it is your turn.",
        "waiting": True,
    }
    third = await (await visitor(served)).connect("/lit/ws/book")
    await third.write('{"session": null}')
    await third.receive()
    third.connection.close()
    first.connection.close()
    second.welcome = json.loads(await second.read())
    assert await heard(runtime, second, 1) == [[b'{"type":"attach"}']]
    assert runtime.counts["waited"] == 2


async def test_who_waits_for_room_cannot_fill_the_memory(served: Jupyter, runtime: Runtime) -> None:
    runtime.options.max_sessions = 1
    await (await visitor(served)).session()
    waits = await (await visitor(served)).connect("/lit/ws/book")
    await waits.write('{"session": null}')
    for _ in range(65):
        await waits.send(b"x")
    assert await waits.closed() == (4400, "Too many messages before there is room in the app.")


async def test_a_reload_keeps_the_session_and_a_second_tab_has_its_own(served: Jupyter, runtime: Runtime) -> None:
    client = await visitor(served)
    first = await client.session()
    second = await client.session(session=first.id)
    assert second.id != first.id
    first.connection.close()
    await until(lambda: fake_kernel(runtime).fake.ended)
    assert (await client.session(session=first.id)).id == first.id


async def test_a_stranger_who_knows_the_id_gets_another_session(served: Jupyter, runtime: Runtime) -> None:
    first = await (await visitor(served)).session()
    for stranger in (await visitor(served), served.client()):
        assert (await stranger.session(session=first.id)).id != first.id
    first.connection.close()
    await until(lambda: fake_kernel(runtime).fake.ended)
    assert (await (await visitor(served)).session(session=first.id)).id != first.id


@pytest.mark.parametrize(
    ("hello", "code"),
    [
        (pack([b'{"session":null}']), 4400),
        ("", 4400),
        ("null", 4400),
        ('{"session": 1}', 4400),
        ('{"session": null, "header": {"msg_type": "execute_request"}}', 4400),
        ('{"page": "third"}', 4404),
        ('{"session": "../../etc/passwd"}', None),
        ('{"session": "' + "x" * 100_000 + '"}', None),
    ],
)
async def test_the_first_frame_is_checked(served: Jupyter, hello: str | bytes, code: int | None) -> None:
    socket = await (await visitor(served)).connect("/lit/ws/book")
    await socket.write(hello)
    if code is None:
        assert len(json.loads(await socket.read())["session"]) == 43
    else:
        assert (await socket.closed())[0] == code


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"", 4400),
        (b"\x01", 4400),
        (struct.pack("<I", 0), 4400),
        (struct.pack("<I", 2**32 - 1), 4400),
        (struct.pack("<2I", 1, 5) + b"four", 4400),
        (struct.pack("<2I", 1, 3) + b"four", 4400),
        (struct.pack("<I", 20_000) + bytes(80_000), 4400),
        ("{}", 1003),
        (json.dumps({"header": {"msg_type": "execute_request"}, "content": {"code": "1"}, "channel": "shell"}), 1003),
    ],
    ids=["empty", "short", "no parts", "many parts", "long", "short part", "20000 parts", "text", "jupyter"],
)
async def test_what_is_no_frame_closes_the_socket_and_reaches_no_kernel(
    served: Jupyter, runtime: Runtime, frame: str | bytes, code: int
) -> None:
    client = await visitor(served)
    socket, other = await client.session(), await client.session()
    await socket.send(b"good")
    await heard(runtime, socket, 1)
    await socket.write(frame)
    assert (await socket.closed())[0] == code
    assert await heard(runtime, socket, 1) == [[b"good"]]
    assert runtime.counts["malformed"] == 1
    await other.send(b"unharmed")
    assert await heard(runtime, other, 1) == [[b"unharmed"]]


async def test_a_frame_larger_than_allowed_closes_the_socket_unread(served: Jupyter, runtime: Runtime) -> None:
    client = await visitor(served)
    socket, other = await client.session(), await client.session()
    await heard(runtime, socket, 0)
    with contextlib.suppress(WebSocketClosedError):  # the server has hung up while we were talking
        await socket.send(b"x" * 10_000_000)
    await socket.closed()
    assert await heard(runtime, socket, 0) == []
    await other.send(b"unharmed", b"x" * 9_000_000)
    assert [len(part) for part in (await heard(runtime, other, 1))[0]] == [8, 9_000_000]


async def test_who_comes_while_the_server_stops_is_to_try_again(served: Jupyter, runtime: Runtime) -> None:
    client = await visitor(served)
    runtime.stopping = True
    for key in ("book", "an-app-that-has-ended-already"):
        socket = await client.connect(f"/lit/ws/{key}")
        await socket.write("{}")
        assert await socket.closed() == (1012, "The server stops.")


async def test_other_apps_are_not_there(served: Jupyter) -> None:
    for key in ("other", "book.ipynb", "../book", "%2e%2e/book"):
        socket = await (await visitor(served)).connect(f"/lit/ws/{key}")
        await socket.write("{}")
        assert (await socket.closed())[0] == 4404


async def test_pages_of_other_origins_are_turned_away(served: Jupyter) -> None:
    client = await visitor(served)
    for path in ("/lit/ws/book", "/lit/ws/book?token=letmein"):
        with pytest.raises(HTTPClientError, match="403"):
            await client.connect(path, Origin="http://evil.example")
    own = await client.connect("/lit/ws/book", Origin=f"http://127.0.0.1:{served.port}")
    await own.hello()


async def test_a_name_that_only_leads_here_is_turned_away(served: Jupyter) -> None:
    with pytest.raises(HTTPClientError, match="403"):
        await served.client().connect("/lit/ws/book", Host=f"evil.example:{served.port}")
    assert (await served.client().get("/", Host=f"evil.example:{served.port}")).code == 403


async def serve(
    start_jupyter: StartJupyter, folder: Path, *, public: bool = True, **options: float
) -> tuple[Jupyter, Runtime]:
    """Serve a notebook with these options of ours."""
    config = Config({"JupyterLit": options})
    runtime = Runtime(JupyterLit(config=config), MemorySessionStore(), LOG, public=public, pools=FakePool)
    await runtime.launch(read_app(write_notebook(folder / "book.ipynb", "%%app\n1")))
    jupyter = await start_jupyter()
    jupyter.extension.mount(runtime)
    return jupyter, runtime


async def test_only_who_is_logged_in_has_a_socket(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, _ = await serve(start_jupyter, tmp_path, public=False)
    stranger = await visitor(jupyter)
    with pytest.raises(HTTPClientError, match="403"):
        await stranger.connect("/lit/ws/book")
    friend = jupyter.client()
    page = await friend.get("/?token=letmein")
    await friend.get(page.headers["Location"])
    socket = await friend.session()
    socket.connection.close()
    assert (await friend.session(session=socket.id)).id == socket.id


async def test_who_could_not_come_again_is_let_go(
    start_jupyter: StartJupyter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stays = True

    async def may_stay(handler: VisitorMixin) -> bool:
        return stays

    monkeypatch.setattr(relay, "may_stay", may_stay)
    jupyter, runtime = await serve(start_jupyter, tmp_path, identity_interval=0.1)
    socket = await (await visitor(jupyter)).session()
    await asyncio.sleep(0.3)
    assert socket.id in runtime.attached
    stays = False
    assert await socket.closed() == (1012, "Your login has changed.")


async def test_who_sends_too_much_is_slowed_down_and_nobody_else(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, message_rate=20)
    client = await visitor(jupyter)
    loud, quiet = await client.session(), await client.session()
    for number in range(60):
        await loud.send(str(number).encode())
    await quiet.send(b"hello")
    assert await heard(runtime, quiet, 1) == [[b"hello"]]
    assert len(await heard(runtime, loud, 0)) < 60
    assert await heard(runtime, loud, 60) == [[str(number).encode()] for number in range(60)]
    assert runtime.counts["slowed"] > 0


async def test_a_slow_reader_skips_to_the_newest_page(start_jupyter: StartJupyter, tmp_path: Path) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, max_backlog=1_000_000)
    client = await visitor(jupyter)
    slow, quick = await client.session(), await client.session()
    await heard(runtime, slow, 0)
    await heard(runtime, quick, 0)
    fake = fake_kernel(runtime).fake
    for number in range(100):  # without a pause: the network cannot keep up
        fake.say(fake.comm_of(slow.id), str(number).encode().ljust(500_000))
    fake.say(fake.comm_of(quick.id), b"at once")
    assert await quick.receive() == [b"at once"]
    assert runtime.counts["skipped"] > 0
    got = [int((await slow.receive())[0]) for _ in range(100 - runtime.counts["skipped"])]
    assert got == list(range(len(got)))
    assert (await heard(runtime, slow, 1)) == [[b'{"type":"resync"}']]
    fake.say(fake.comm_of(slow.id), b"the page as it is")
    assert await slow.receive() == [b"the page as it is"]


async def test_a_frame_larger_than_the_backlog_passes_when_nothing_waits(
    start_jupyter: StartJupyter, tmp_path: Path
) -> None:
    jupyter, runtime = await serve(start_jupyter, tmp_path, max_backlog=1000)
    socket = await (await visitor(jupyter)).session()
    await heard(runtime, socket, 0)
    fake = fake_kernel(runtime).fake
    fake.say(fake.comm_of(socket.id), b"x" * 5_000_000)
    assert len((await socket.receive())[0]) == 5_000_000


def test_an_allowance_fills_with_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("jupyterlit.server.web.relay.time.monotonic", lambda: now)
    allowance = Allowance(10)
    assert [allowance.take(10), allowance.take(10), allowance.take(5), allowance.take(5)] == [0, 0, 0.5, 1.0]
    now += 1.0
    assert allowance.take(0) == 0
    now += 60
    assert [allowance.take(20), allowance.take(1)] == [0, 0.1]
