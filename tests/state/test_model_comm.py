"""What models speak through: heard by the pages that listen, and kept alive by their widgets alone."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

import comm as comms
from comm.base_comm import BaseComm

from jupyterlit.state.model_comm import ModelComm, ignore, listen, owner_of


class Notebook(BaseComm):
    """A comm that a notebook hears."""

    heard: list[tuple[str, Any]]

    def publish_msg(self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **_: Any) -> None:
        vars(self).setdefault("heard", []).append((msg_type, data))


class Ear:
    def __init__(self) -> None:
        self.heard: list[tuple[str, Mapping[str, Any], Sequence[Any]]] = []

    def __call__(self, kind: str, data: Mapping[str, Any], parts: Sequence[Any]) -> None:
        self.heard.append((kind, data, parts))


class Owner:
    def take(self, message: object) -> None: ...


def test_what_a_widget_of_a_run_says_is_heard_by_those_who_listen() -> None:
    comm, ear = ModelComm(), Ear()
    comm.send({"n": 1})
    listen(comm, ear)
    comm.send({"n": 2}, buffers=[b"x"])
    assert comm.heard
    comm.close()
    comm.close()
    ignore(comm, ear)
    comm.send({"n": 3})
    assert ear.heard == [("comm_msg", {"n": 2}, [b"x"]), ("comm_close", {}, ())]
    assert not comm.heard


def test_what_a_widget_of_the_notebook_says_is_heard_there_and_here() -> None:
    comm, one, other = Notebook(), Ear(), Ear()
    listen(comm, one)
    listen(comm, other)
    comm.send({"n": 1})
    ignore(comm, one)
    comm.send({"n": 2})
    ignore(comm, other)
    comm.send({"n": 3})
    assert [data for _, data in vars(comm)["heard"]] == [{}, {"n": 1}, {"n": 2}, {"n": 3}]
    assert [data for _, data, _ in one.heard] == [{"n": 1}]
    assert [data for _, data, _ in other.heard] == [{"n": 1}, {"n": 2}]
    assert "publish_msg" not in vars(comm)
    comm.close()


def test_an_owner_is_found_by_its_model_as_long_as_it_lives() -> None:
    comm, owner = ModelComm("abc"), Owner()
    comm.on_msg(owner.take)
    assert owner_of("abc") is owner
    alive = weakref.ref(comm)
    del comm, owner
    gc.collect()
    assert (alive(), owner_of("abc")) == (None, None)


def test_an_owner_is_found_by_the_comm_of_the_notebook() -> None:
    comm, owner = Notebook(), Owner()
    comm.on_msg(owner.take)
    assert owner_of(comm.comm_id) is owner
    assert comms.get_comm_manager().comms[comm.comm_id] is comm  # ipykernel puts its own in place
    comm.close()
    assert owner_of(comm.comm_id) is None
