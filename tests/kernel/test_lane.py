"""The kernel's end of a lane: what the server says reaches its comm, what is sent reaches the server whole."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jupyterlit.execution.forward_queue import Send
from jupyterlit.kernel import lane as lanes
from jupyterlit.kernel.lane import Lane, LaneComm
from jupyterlit.protocol.codec import Part
from jupyterlit.protocol.lane import Head, Messages, encode

LONG = 20


class App:
    """Whoever is behind the comms; answers what it hears."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, Mapping[str, Any], list[bytes]]] = []
        self.heard: list[tuple[str, list[bytes]]] = []
        self.ended: list[Mapping[str, Any]] = []
        self.over = threading.Event()

    def begin(self, comm: LaneComm, message: Mapping[str, Any], send: Send) -> None:
        self.opened.append((comm.comm_id, message["content"]["data"], [bytes(part) for part in message["buffers"]]))
        if message["content"]["data"].get("deaf"):
            return

        def hear(message: Mapping[str, Any]) -> None:
            if message["buffers"][0] == b"fail":
                raise RuntimeError("as asked for")
            self.heard.append((comm.comm_id, [bytes(part) for part in message["buffers"]]))
            send([b"heard", *message["buffers"]])

        def end(message: Mapping[str, Any]) -> None:
            self.ended.append(message["content"]["data"])
            self.over.set()

        comm.on_msg(hear)
        comm.on_close(end)


class Server:
    """The other end."""

    def __init__(self, socket: socket.socket) -> None:
        self.socket = socket
        self._messages = Messages()
        self._waiting: list[tuple[str, list[bytes]]] = []
        socket.settimeout(LONG)

    def send(self, head: Head, parts: Sequence[Part] = ()) -> None:
        self.socket.sendall(encode(head, parts))

    def hear(self) -> tuple[str, list[bytes]]:
        while not self._waiting:
            data = self.socket.recv(1 << 16)
            assert data, "The kernel has hung up."
            self._waiting += [(head.comm, [bytes(p) for p in parts]) for head, parts in self._messages.take(data)]
        return self._waiting.pop(0)


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    near, far = socket.socketpair()
    far.settimeout(LONG)
    yield near, far
    near.close()
    far.close()


@pytest.fixture
def lane(app: App, pair: tuple[socket.socket, socket.socket]) -> Iterator[tuple[Lane, Server]]:
    near, far = pair
    lane = Lane(near, app.begin)
    thread = threading.Thread(target=lane.listen, daemon=True)
    thread.start()
    yield lane, Server(far)
    far.close()
    thread.join(LONG)
    assert not thread.is_alive()


def test_a_comm_is_opened_spoken_on_and_closed(app: App, lane: tuple[Lane, Server]) -> None:
    _, server = lane
    server.send(Head("open", "one", {"session": "s"}), [b"checkpoint"])
    server.send(Head("say", "one"), [b"{}", b"\xff" * 1_000_000])
    assert server.hear() == ("one", [b"heard", b"{}", b"\xff" * 1_000_000])
    server.send(Head("close", "one", {"end": True}))
    assert app.over.wait(LONG)
    assert app.opened == [("one", {"session": "s"}, [b"checkpoint"])]
    assert app.ended == [{"end": True}]
    server.send(Head("say", "one"), [b"late"])
    server.send(Head("open", "two"))
    server.send(Head("say", "two"), [b"next"])
    assert server.hear() == ("two", [b"heard", b"next"])


def test_who_does_not_listen_keeps_nobody_from_hearing(lane: tuple[Lane, Server]) -> None:
    _, server = lane
    server.send(Head("open", "deaf", {"deaf": True}))
    server.send(Head("say", "deaf"), [b"?"])
    server.send(Head("close", "deaf"))
    server.send(Head("open", "one"))
    server.send(Head("say", "one"), [b"!"])
    assert server.hear() == ("one", [b"heard", b"!"])


def test_an_error_ends_nothing(lane: tuple[Lane, Server], caplog: pytest.LogCaptureFixture) -> None:
    _, server = lane
    server.send(Head("open", "one"))
    server.send(Head("say", "one"), [b"fail"])
    server.send(Head("say", "one"), [b"go on"])
    assert server.hear() == ("one", [b"heard", b"go on"])
    assert "as asked for" in caplog.text


def test_messages_of_many_threads_stay_whole(lane: tuple[Lane, Server]) -> None:
    kernel, server = lane
    texts = [bytes([number]) * 300_000 for number in range(6)]
    threads = [threading.Thread(target=kernel.send, args=(str(n), [text])) for n, text in enumerate(texts)]
    for thread in threads:
        thread.start()
    heard = dict(server.hear() for _ in threads)
    assert heard == {str(number): [text] for number, text in enumerate(texts)}
    for thread in threads:
        thread.join(LONG)


def test_who_speaks_of_something_else_is_not_listened_to(
    app: App, pair: tuple[socket.socket, socket.socket], caplog: pytest.LogCaptureFixture
) -> None:
    near, far = pair
    far.sendall(bytes([4, 0, 0, 0, 0, 0, 0, 0]) + b"\xff" * 4)
    Lane(near, app.begin).listen()
    assert "cannot be understood" in caplog.text
    assert far.recv(1) == b""


def test_nothing_is_sent_to_a_server_that_is_gone(app: App, pair: tuple[socket.socket, socket.socket]) -> None:
    near, far = pair
    far.close()
    lane = Lane(near, app.begin)
    lane.send("one", [b"x"])
    lane.listen()
    lane.send("one", [b"x"])
    assert near.fileno() == -1


def test_a_fork_says_nothing(app: App, pair: tuple[socket.socket, socket.socket]) -> None:
    near, far = pair
    lane = Lane(near, app.begin)
    lane.leave()
    lane.send("one", [b"x"])
    assert far.recv(1) == b""


def test_a_server_comes_by_the_path(
    app: App, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "begin_comm", app.begin)
    monkeypatch.setattr(os, "register_at_fork", dict)  # there is no way to take it back
    address = str(tmp_path_factory.mktemp("lane") / "k")
    lanes.listen(address)
    with socket.socket(socket.AF_UNIX) as far:
        far.connect(address)
        server = Server(far)
        server.send(Head("open", "one"))
        server.send(Head("say", "one"), [b"hello"])
        assert server.hear() == ("one", [b"heard", b"hello"])
        assert not Path(address).exists()


def test_where_there_can_be_no_socket_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        lanes.listen(str(tmp_path / ("x" * 200)))
